import { OUTCOMES } from '#lib/domain/outcome.ts';
import { COMPLIANCE_COLUMNS, OWN_COLUMNS, REMOVAL_COLUMNS, TABLE_OF, type TableName } from '#lib/ingest/canonical.ts';
import { GRAINS } from '#lib/domain/holding.ts';
import { columnType, type TableRows, type Tables } from './duckdb.ts';
import { factsOf, itemsByOutcome, literal, outcomeColumn } from './sql.ts';

/** A table as it is described to a reader. `tests/engine/console.test.ts` holds it to what DuckDB has. */
export interface DescribedTable {
	name: string;
	/** What it is, whatever its grain. */
	kind: TableName | 'facts' | 'items-by-outcome';
	columns: { name: string; type: string }[];
	rows: number | null;
}

const GAP = 'ENUM';

const typed = (name: string) => ({
	name,
	type: name.endsWith('_gap') ? GAP : name === 'year' ? 'VARCHAR' : columnType(name)
});

const PLACE = ['period', 'year', 'territory', 'requester', 'branch', 'product', 'reason'];
const FACT_COLUMNS = [...PLACE, 'requests', 'requests_gap', 'items', 'items_gap', ...OUTCOMES.map(outcomeColumn)];

/** The tables of an edition: those figures are counted from first, then its CSV files. */
export function describedTables(rows: TableRows, own: boolean): DescribedTable[] {
	const grains = GRAINS.filter((grain) => grain === 'cube' || rows[TABLE_OF[grain]] !== undefined);
	return [
		...grains.flatMap((grain): DescribedTable[] => [
			{ name: factsOf(grain), kind: 'facts', columns: FACT_COLUMNS.map(typed), rows: null },
			{
				name: itemsByOutcome(grain),
				kind: 'items-by-outcome',
				columns: [...PLACE, 'outcome', 'items', 'items_gap'].map((name) =>
					name === 'outcome' ? { name, type: 'VARCHAR' } : typed(name)
				),
				rows: null
			}
		]),
		...(Object.entries(rows) as [TableName, number][]).map(([table, count]) => ({
			name: table.includes('-') ? `"${table}"` : table,
			kind: table,
			columns: columnsOf(table, own).map(typed),
			rows: count
		}))
	];
}

function columnsOf(table: TableName, own: boolean): readonly string[] {
	if (table === 'compliance') return COMPLIANCE_COLUMNS;
	return own ? OWN_COLUMNS : REMOVAL_COLUMNS;
}

/** The tables of a published edition, as `checkHeaders` finds them. */
export const PUBLISHED: Tables = {
	columns: { removals: REMOVAL_COLUMNS, compliance: COMPLIANCE_COLUMNS },
	grains: ['cube']
};

export interface ExampleSql {
	id: 'by-year' | 'outcomes' | 'territories' | 'shares';
	sql: string;
}

/** Statements to begin with, for the tables there are. */
export function exampleSql(rows: TableRows, territory: string): ExampleSql[] {
	const [grain] = GRAINS.filter((grain) => rows[TABLE_OF[grain]] !== undefined);
	const facts = factsOf(grain);
	const here = `territory = ${literal(territory)}`;
	return [
		{
			id: 'by-year',
			sql: [
				'SELECT year, sum(requests)::BIGINT AS requests, sum(items)::BIGINT AS items',
				`FROM ${facts}`,
				`WHERE ${here}`,
				"\tAND period >= '2011H1'",
				'GROUP BY year',
				'ORDER BY year'
			].join('\n')
		},
		{
			id: 'outcomes',
			sql: [
				'SELECT outcome, sum(items)::BIGINT AS items',
				`FROM ${itemsByOutcome(grain)}`,
				`WHERE ${here}`,
				'GROUP BY outcome',
				'ORDER BY items DESC'
			].join('\n')
		},
		{
			id: 'territories',
			sql: [
				'SELECT territory, sum(requests)::BIGINT AS requests, sum(items)::BIGINT AS items',
				`FROM ${facts}`,
				"WHERE period >= '2011H1'",
				'GROUP BY territory',
				'ORDER BY requests DESC NULLS LAST',
				'LIMIT 10'
			].join('\n')
		},
		...(rows.compliance === undefined
			? []
			: [
					{
						id: 'shares' as const,
						sql: [
							'SELECT period, requests, percent, complied_with, percent_status',
							'FROM compliance',
							`WHERE ${here}`,
							"\tAND branch = 'all'",
							'ORDER BY period'
						].join('\n')
					}
				])
	];
}
