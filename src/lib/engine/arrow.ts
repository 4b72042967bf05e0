import type { SqlRow } from './sql.ts';

/** As much of an Arrow table as is read here; the real type would bring Arrow's declarations along. */
export interface ArrowTable {
	numRows: number;
	schema: { fields: readonly { name: string }[] };
	getChildAt(index: number): { get(index: number): unknown } | null;
}

/** An Arrow table as plain objects, column by column: `toArray()` would make a proxy per row. */
export function plainRows(table: ArrowTable): SqlRow[] {
	const rows = Array.from({ length: table.numRows }, (): SqlRow => ({}));
	table.schema.fields.forEach(({ name }, column) => {
		const vector = table.getChildAt(column);
		for (let index = 0; index < rows.length; index++) rows[index][name] = vector?.get(index) ?? null;
	});
	return rows;
}
