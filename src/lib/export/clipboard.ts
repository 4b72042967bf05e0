import type { Table } from '#lib/charts/model.ts';

/** A table for pasting into a spreadsheet or a document. */
export function tabSeparated(table: Table): string {
	return [table.columns, ...table.rows].map((row) => row.join('\t')).join('\n');
}
