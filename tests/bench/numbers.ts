/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

export const ratio = (ours: number, theirs: number) => `${(ours / theirs).toFixed(2)} x`;

/** A line of the printed table: what was measured, ours, what it is held against, and the one over the other. */
export type Line = [what: string, ours: string, against: string, ratio: string];

export function printTable(lines: readonly Line[]): void {
	const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column].length)));
	for (const [what, ...cells] of lines)
		console.log(
			[what.padEnd(widths[0]), ...cells.map((cell, i) => cell.padStart(widths[i + 1]))].join('   ').trimEnd()
		);
}
