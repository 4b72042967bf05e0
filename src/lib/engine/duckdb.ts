import type { Codebook } from '#lib/domain/codebook.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { GRAINS, type Grain } from '#lib/domain/holding.ts';
import { BREAKDOWN_FROM, type Period } from '#lib/domain/period.ts';
import type { Branch, Row } from '#lib/domain/row.ts';
import { MISSING, type Missing } from '#lib/domain/status.ts';
import { COMPLIANCE_COLUMNS, OWN_COLUMNS, REMOVAL_COLUMNS, TABLE_OF, type TableName } from '#lib/ingest/canonical.ts';
import { EngineError, type Engine } from './engine.ts';
import {
	factsOf,
	itemsByOutcome,
	largestPlan,
	literal,
	outcomeColumn,
	plan,
	rowsSql,
	type Grains,
	type SqlRow
} from './sql.ts';

/** Runs statements, resolves with the last one's rows. Rejects with `EngineError`. */
export type Query = (sql: string) => Promise<SqlRow[]>;

/** The text of an edition's canonical tables; margins where it has any. */
export type TableTexts = Partial<Record<TableName, string>>;

/** The files to register before `loadSql`: names and contents. A folder keeps apart the editions of one database. */
export function tableFiles<T>(tables: Partial<Record<TableName, T>>, folder = ''): [name: string, content: T][] {
	return (Object.entries(tables) as [TableName, T][]).map(([table, content]) => [fileOf(table, folder), content]);
}

function fileOf(table: TableName, folder: string): string {
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

/** The type of a column of the CSV files. */
export function columnType(column: string): 'VARCHAR' | 'BIGINT' {
	return TEXT_COLUMNS.includes(column) ? 'VARCHAR' : 'BIGINT';
}

function tableSql(table: TableName, columns: readonly string[], folder: string): string {
	const types = columns.map((column) => `${column}: '${columnType(column)}'`);
	return (
		`CREATE TABLE "${table}" AS FROM read_csv(${literal(fileOf(table, folder))}, auto_detect = false, header = true, ` +
		`delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${types.join(', ')}});`
	);
}

/** How many rows an edition's tables have. */
export type TableRows = Partial<Record<TableName, number>>;

/**
 * The tables must be the edition's whole tables; a file cut short would give smaller numbers without a word.
 * @throws EngineError `missing`
 */
export async function checkWhole(query: Query, expected: TableRows): Promise<void> {
	for (const [table, count] of Object.entries(expected)) {
		const [{ rows }] = await query(`SELECT count(*)::INTEGER AS rows FROM "${table}"`);
		if (rows !== count) throw new EngineError('missing', `${table}.csv has ${String(rows)} rows instead of ${count}`);
	}
}

/** What the tables of an edition are, told by their headers. */
export interface Tables {
	columns: Partial<Record<TableName, readonly string[]>>;
	grains: Grains;
}

/**
 * `read_csv` with given columns skips the header unread, so a changed order of columns would go unseen.
 * @param tables their texts; the first line of each is enough, with its end
 * @throws EngineError `failed` when a header is not that of a canonical table
 */
export function checkHeaders(tables: TableTexts): Tables {
	const columns: Tables['columns'] = {};
	for (const [table, text] of Object.entries(tables) as [TableName, string][]) {
		const header = text.slice(0, text.search(/\r?\n|$/));
		const known = table === 'compliance' ? [COMPLIANCE_COLUMNS] : [REMOVAL_COLUMNS, OWN_COLUMNS];
		columns[table] = known.find((names) => names.join(',') === header);
		if (!columns[table]) throw new EngineError('failed', `${table}.csv: unexpected header "${header.slice(0, 200)}"`);
	}
	const grains = GRAINS.filter((grain) => columns[TABLE_OF[grain]]);
	if (grains.length === 0) throw new EngineError('failed', 'no table of requests and items');
	return { columns, grains };
}

/** A statement that makes one thing, and the things it is made from. */
export interface Making {
	name: string;
	from: readonly string[];
	sql: string;
}

/**
 * The statements that make an edition's tables from the registered files: each as it is; `facts`, one row per cell, with
 * branch and year, and the totals of before the breakdown as `totalsBeforeBreakdown` makes them; the facts of each margin
 * likewise; `items_by_outcome`, one row per cell and outcome.
 */
export function makings(codebook: Codebook, { columns, grains }: Tables, folder = ''): Making[] {
	const empty = (kind: 'TABLE' | 'VIEW', nameOf: (grain: Grain) => string): Making => ({
		name: nameOf('cube'),
		from: [nameOf(grains[0])],
		sql: `CREATE ${kind} ${nameOf('cube')} AS FROM ${nameOf(grains[0])} LIMIT 0;`
	});
	return [
		// max() of an ENUM goes by its order: the strongest gap.
		{ name: 'gap', from: [], sql: `CREATE TYPE gap AS ENUM (${MISSING.map(literal).join(', ')});` },
		...(Object.entries(columns) as [TableName, readonly string[]][]).map(([table, names]) => ({
			name: table,
			from: [],
			sql: tableSql(table, names, folder)
		})),
		...grains.flatMap((grain) => [factsOfGrain(grain, columns, codebook), outcomesOfGrain(grain)]),
		// A question that only a cube could answer is asked all the same, and has no rows.
		...(grains.includes('cube') ? [] : [empty('TABLE', factsOf), empty('VIEW', itemsByOutcome)])
	];
}

/** All of `makings` as one text. */
export function loadSql(codebook: Codebook, tables: Tables, folder = ''): string {
	return makings(codebook, tables, folder)
		.map(({ sql }) => sql)
		.join('\n');
}

function factsOfGrain(grain: Grain, columns: Tables['columns'], codebook: Codebook): Making {
	const own = columns[TABLE_OF[grain]] === OWN_COLUMNS;
	const before = !own && columns.compliance !== undefined;
	const branches = codebook.requesters.flatMap(({ slug, branch }) =>
		branch === null ? [] : [`WHEN ${literal(slug)} THEN ${literal(branch)}`]
	);
	const branch = branches.length > 0 ? `CASE requester ${branches.join(' ')} END` : 'NULL::VARCHAR';
	const outcomes = OUTCOMES.map(outcomeColumn);
	const gap = (measure: string) => `nullif(${measure}_status, 'reported')::gap`;
	const totalsBefore = `
UNION ALL
SELECT period, left(period, 4), territory, NULL, NULL, NULL, NULL,
	requests, ${gap('requests')}, items, ${gap('items')}, ${outcomes.map(() => 'NULL').join(', ')}
FROM compliance
WHERE branch = 'all' AND period < ${literal(BREAKDOWN_FROM)}`;
	return {
		name: factsOf(grain),
		from: ['gap', TABLE_OF[grain], ...(before ? ['compliance'] : [])],
		sql: `CREATE TABLE ${factsOf(grain)} AS
SELECT period, left(period, 4) AS year, territory, requester, ${branch} AS branch, product, reason,
	requests, ${own ? gap('requests') : 'NULL::gap'} AS requests_gap, items, ${own ? gap('items') : 'NULL::gap'} AS items_gap, ${outcomes.join(', ')}
FROM "${TABLE_OF[grain]}"${before ? totalsBefore : ''};`
	};
}

/** UNPIVOT drops NULL, and with it the rows that have no outcomes. */
function outcomesOfGrain(grain: Grain): Making {
	return {
		name: itemsByOutcome(grain),
		from: ['gap', factsOf(grain)],
		sql: `CREATE VIEW ${itemsByOutcome(grain)} AS
SELECT period, year, territory, requester, branch, product, reason, outcome, outcome_items AS items, NULL::gap AS items_gap
FROM ${factsOf(grain)} UNPIVOT (outcome_items FOR outcome IN (
	${OUTCOMES.map((outcome) => `${outcomeColumn(outcome)} AS ${literal(outcome)}`).join(', ')}
));`
	};
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

/**
 * The engine over a database in which `loadSql` has run; the same in the browser and in Node.
 * @param grains those that have a table
 */
export function createDuckdbEngine(query: Query, grains: Grains = ['cube']): Engine {
	return {
		name: 'duckdb',
		answer: async (questions) => {
			if (questions.length === 0) return [];
			const { sql, read } = plan(questions, grains);
			return read(await query(sql));
		},
		largest: async (question) => {
			const { sql, read } = largestPlan(question, grains);
			return read(await query(sql))[0][0];
		},
		rows: async (where, grain = 'cube') =>
			grains.includes(grain) ? (await query(rowsSql(where, grain))).map(rowOf) : []
	};
}
