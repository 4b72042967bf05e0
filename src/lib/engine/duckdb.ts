import type { Codebook } from '#lib/domain/codebook.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { BREAKDOWN_FROM, type Period } from '#lib/domain/period.ts';
import type { Branch, Row } from '#lib/domain/row.ts';
import { MISSING, type Missing } from '#lib/domain/status.ts';
import { COMPLIANCE_COLUMNS, REMOVAL_COLUMNS } from '#lib/ingest/canonical.ts';
import { EngineError, type Engine } from './engine.ts';
import { FACTS, ITEMS_BY_OUTCOME, literal, outcomeColumn, plan, rowsSql, type SqlRow } from './sql.ts';

/** Runs statements, resolves with the last one's rows. Rejects with `EngineError`. */
export type Query = (sql: string) => Promise<SqlRow[]>;

/** The text of an edition's canonical tables. */
export interface TableTexts {
	removals: string;
	compliance: string;
}

const TABLES = ['removals', 'compliance'] as const satisfies (keyof TableTexts)[];

/** The files to register before `loadSql`: names and texts. A folder keeps apart the editions of one database. */
export function tableFiles(tables: TableTexts, folder = ''): [name: string, text: string][] {
	return TABLES.map((table) => [fileOf(table, folder), tables[table]]);
}

function fileOf(table: keyof TableTexts, folder: string): string {
	return `${folder}${table}.csv`;
}

/** Options of `open`: without them counts arrive as BigInt, which no scale of D3 takes. */
export const DATABASE_CONFIG = {
	path: ':memory:',
	query: { castBigIntToDouble: true, castDecimalToDouble: true }
} as const;

/**
 * The first statement on every database. Without it JSON, Parquet, ICU and COLLATE are fetched from a third
 * party; in Node such a query never returns.
 */
export const NO_EXTENSIONS_SQL = 'SET autoload_known_extensions = false; SET autoinstall_known_extensions = false;';

const TEXT_COLUMNS: readonly string[] = [
	'period',
	'territory',
	'requester',
	'product',
	'reason',
	'branch',
	'requests_status',
	'items_status',
	'percent_status'
];

function tableSql(table: keyof TableTexts, columns: readonly string[], folder: string): string {
	const types = columns.map((column) => `${column}: '${TEXT_COLUMNS.includes(column) ? 'VARCHAR' : 'BIGINT'}'`);
	return (
		`CREATE TABLE ${table} AS FROM read_csv(${literal(fileOf(table, folder))}, auto_detect = false, header = true, ` +
		`delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${types.join(', ')}});`
	);
}

/**
 * `read_csv` with given columns skips the header unread, so a changed order of columns would go unseen.
 * @throws EngineError `failed` when a header is not that of the canonical table
 */
export function checkHeaders(tables: TableTexts): void {
	for (const [table, columns] of [
		['removals', REMOVAL_COLUMNS],
		['compliance', COMPLIANCE_COLUMNS]
	] as const) {
		const header = tables[table].slice(0, tables[table].search(/\r?\n|$/));
		if (header !== columns.join(','))
			throw new EngineError('failed', `${table}.csv: unexpected header "${header.slice(0, 200)}"`);
	}
}

/**
 * The statements that make an edition's tables from the registered files: `removals` and `compliance` as they
 * are; `facts`, one row per cell, with branch and year, and the totals of before the breakdown as
 * `totalsBeforeBreakdown` makes them; `items_by_outcome`, one row per cell and outcome.
 */
export function loadSql(codebook: Codebook, folder = ''): string {
	const branches = codebook.requesters.map(({ slug, branch }) => `WHEN ${literal(slug)} THEN ${literal(branch)}`);
	const branch = branches.length > 0 ? `CASE requester ${branches.join(' ')} END` : 'NULL::VARCHAR';
	const outcomes = OUTCOMES.map(outcomeColumn);
	const gap = (measure: string) => `nullif(${measure}_status, 'reported')::gap`;
	return [
		// max() of an ENUM goes by its order: the strongest gap.
		`CREATE TYPE gap AS ENUM (${MISSING.map(literal).join(', ')});`,
		tableSql('removals', REMOVAL_COLUMNS, folder),
		tableSql('compliance', COMPLIANCE_COLUMNS, folder),
		`CREATE TABLE ${FACTS} AS
SELECT period, left(period, 4) AS year, territory, requester, ${branch} AS branch, product, reason,
	requests, NULL::gap AS requests_gap, items, NULL::gap AS items_gap, ${outcomes.join(', ')}
FROM removals
UNION ALL
SELECT period, left(period, 4), territory, NULL, NULL, NULL, NULL,
	requests, ${gap('requests')}, items, ${gap('items')}, ${outcomes.map(() => 'NULL').join(', ')}
FROM compliance
WHERE branch = 'all' AND period < ${literal(BREAKDOWN_FROM)};`,
		// UNPIVOT drops NULL, and with it the rows that have no outcomes.
		`CREATE VIEW ${ITEMS_BY_OUTCOME} AS
SELECT period, year, territory, requester, branch, product, reason, outcome, outcome_items AS items, NULL::gap AS items_gap
FROM ${FACTS} UNPIVOT (outcome_items FOR outcome IN (
	${OUTCOMES.map((outcome) => `${outcomeColumn(outcome)} AS ${literal(outcome)}`).join(', ')}
));`
	].join('\n');
}

function rowOf(row: SqlRow): Row {
	return {
		period: row.period as Period,
		territory: row.territory as string,
		requester: row.requester as string | null,
		branch: row.branch as Branch | null,
		product: row.product as string | null,
		reason: row.reason as string | null,
		requests: row.requests as number | null,
		requestsGap: row.requests_gap as Missing | null,
		items: row.items as number | null,
		itemsGap: row.items_gap as Missing | null,
		outcomes:
			row.no_action_taken === null
				? null
				: (Object.fromEntries(OUTCOMES.map((outcome) => [outcome, row[outcomeColumn(outcome)]])) as Record<
						Outcome,
						number
					>)
	};
}

/** The engine over a database in which `loadSql` has run; the same in the browser and in Node. */
export function createDuckdbEngine(query: Query): Engine {
	return {
		name: 'duckdb',
		answer: async (questions) => {
			if (questions.length === 0) return [];
			const { sql, read } = plan(questions);
			return read(await query(sql));
		},
		rows: async (where) => (await query(rowsSql(where))).map(rowOf)
	};
}
