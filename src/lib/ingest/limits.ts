/** What is read at most of files that a reader gives; beyond it a file is refused with the limit in its message. */
export const LIMITS = {
	/** Bytes of all tables together, unpacked. */
	bytes: 400_000_000,
	/** Tables, those inside zips included. */
	files: 200,
	/** Data lines of a table. */
	lines: 5_000_000
} as const;
