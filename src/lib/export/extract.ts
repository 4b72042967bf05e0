import type { Row } from '#lib/domain/row.ts';
import { csvText } from './csv.ts';
import { longTable, type ExtractTable } from './extractTable.ts';

/**
 * The rows as a CSV file, in the order given.
 * @param territoryName Google's English name, the same in every language
 */
export function extractText(rows: readonly Row[], territoryName: (code: string) => string, edition: string): string {
	return tableText(longTable(rows, { territoryName, edition }));
}

export function tableText({ columns, rows }: ExtractTable, delimiter?: string): string {
	return csvText(
		columns.map(({ name }) => name),
		rows,
		delimiter
	);
}
