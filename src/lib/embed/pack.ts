/** How a column of words says a word again: nothing for the one before, or nothing for the one after the one before. */
const AGAIN = { same: 0, next: 1 } as const;

type Again = keyof typeof AGAIN;

/**
 * A table of ours with its columns one after another, each word once, and nothing where it goes on as before: once compressed,
 * two thirds of the same as CSV. Cells hold no comma, no line end and no bar.
 * @param rows in an order that makes neighbours alike
 */
export function packTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
	const columns = header.map((name, i) => {
		const cells = rows.map((row) => row[i]);
		if (cells.every((cell) => /^\d*$/.test(cell))) return [name, '', '', cells.join(',')].join('|');
		const words = [...new Set(cells)].sort();
		const at = cells.map((cell) => words.indexOf(cell));
		const written = (again: Again) =>
			at.map((index, j) => (j > 0 && index === at[j - 1] + AGAIN[again] ? '' : index)).join(',');
		const again: Again = written('same').length <= written('next').length ? 'same' : 'next';
		return [name, words.join(','), again, written(again)].join('|');
	});
	return [String(rows.length), ...columns].join('\n');
}

/** The table as CSV again. */
export function unpackTable(packed: string): string {
	const [count, ...columns] = packed.split('\n');
	const read = columns.map((column) => {
		const [name, words, again, written] = column.split('|');
		const list = written.split(',');
		if (again === '') return { name, cells: list };
		const word = words.split(',');
		let last = 0;
		const step = AGAIN[again as Again];
		return { name, cells: list.map((index) => word[(last = index === '' ? last + step : Number(index))]) };
	});
	const lines = Array.from({ length: Number(count) }, (_, i) => read.map(({ cells }) => cells[i]).join(','));
	return [read.map(({ name }) => name).join(','), ...lines, ''].join('\n');
}
