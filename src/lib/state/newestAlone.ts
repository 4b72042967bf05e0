/** The editions of a view that shows the newest alone. */
export function newestAlone<E extends { edition: string }>([newest, ...older]: readonly E[]): {
	editions: E[];
	elsewhere: string[];
} {
	return { editions: [newest], elsewhere: older.map(({ edition }) => edition) };
}
