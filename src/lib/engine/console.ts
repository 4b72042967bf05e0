/** A value of a result: what is no number, text, truth value or NULL has been written out as text. */
export type SqlValue = string | number | boolean | null;

/** What a statement of a reader's gave. Columns keep their place: two may have one name. */
export interface SqlResult {
	columns: { name: string; numeric: boolean }[];
	rows: SqlValue[][];
	/** There were more rows than are read. */
	more: boolean;
}

/**
 * Why a statement gave no result.
 * - `nothing`: there is no statement
 * - `several`: more than one
 * - `reads-only`: it would change something, or reach out of the database
 * - `syntax`, `unknown-table`, `unknown-column`, `unknown-function`: it can't be read
 * - `extension`: it needs what DuckDB would have to load
 * - `memory`: it takes more than there is
 * - `refused`: DuckDB said something else
 */
export type SqlErrorKind =
	| 'nothing'
	| 'several'
	| 'reads-only'
	| 'syntax'
	| 'unknown-table'
	| 'unknown-column'
	| 'unknown-function'
	| 'extension'
	| 'memory'
	| 'refused';

export class SqlError extends Error {
	readonly kind: SqlErrorKind;
	/** What DuckDB said, in English. */
	readonly detail: string;
	/** The name, or the text, that it is about. */
	readonly what: string | null;
	readonly line: number | null;

	constructor(kind: SqlErrorKind, detail = '', what: string | null = null, line: number | null = null) {
		super(`${kind}: ${detail}`);
		this.name = 'SqlError';
		this.kind = kind;
		this.detail = detail;
		this.what = what;
		this.line = line;
	}
}

/** A database of its own for a reader's SQL. */
export interface SqlConsole {
	/**
	 * Runs one statement that reads.
	 * @throws SqlError when DuckDB refuses it, EngineError when the database is gone
	 */
	run(sql: string): Promise<SqlResult>;
	/** Ends the worker and with it the statement it is at, which nothing else could stop. */
	close(): void;
}

/**
 * The last statement before a reader's first: no file, no address, no extension, no setting from here on.
 * The tables must be there by then.
 */
export const LOCK_SQL =
	"SET memory_limit = '512MB'; SET enable_external_access = false; SET lock_configuration = true;";

/** Rows of a result that are read; the rest is never made. */
export const ROW_LIMIT = 100_000;
/** Characters of a result that are read, for results of few rows with long text. */
const TEXT_LIMIT = 30_000_000;

/** A connection as both builds of DuckDB-WASM give it: one answers at once, the other later. */
interface Connection {
	query(sql: string): unknown;
	prepare(sql: string): Statement | Promise<Statement>;
	close(): unknown;
}
interface Statement {
	send(): Batches | Promise<Batches>;
	close(): unknown;
}
type Batches = Iterable<Batch> | AsyncIterable<Batch>;
interface Batch {
	numRows: number;
	schema: { fields: readonly { name: string }[] };
	getChildAt(index: number): { type: unknown; get(index: number): unknown } | null;
}

/**
 * What begins a statement that does not read. The transaction below would undo what most of them do; it would not undo
 * ATTACH, SET VARIABLE, PREPARE or INSTALL, and for none would it say so.
 */
const CHANGES =
	/^(alter|analyze|attach|begin|call|checkpoint|comment|commit|copy|create|deallocate|delete|detach|drop|execute|export|force|import|insert|install|load|merge|pragma|prepare|reset|rollback|set|start|truncate|update|use|vacuum)\b/i;

const SPACE = /^(\s|--[^\n]*|\/\*[^]*?\*\/|[;(])+/;

/**
 * Runs one statement in a transaction that may only read and is rolled back, on a connection of its own: whatever it is,
 * the next one finds the tables, the functions and the settings as they were. That it is one is for DuckDB's own parser to
 * say, which prepares no two at once. The result is streamed, and read no further than the limits.
 * @throws SqlError, or what DuckDB throws when it breaks
 */
export async function askReading(connect: () => Connection | Promise<Connection>, sql: string): Promise<SqlResult> {
	const first = sql.replace(SPACE, '');
	if (first === '') throw new SqlError('nothing');
	const change = CHANGES.exec(first);
	if (change) throw new SqlError('reads-only', '', change[0].toUpperCase());
	const connection = await connect();
	const end = async () => {
		await connection.query('ROLLBACK');
		await connection.close();
	};
	try {
		await connection.query('BEGIN TRANSACTION READ ONLY');
		const statement = await connection.prepare(sql);
		const result = await read(await statement.send());
		await statement.close();
		await end();
		return result;
	} catch (error) {
		const refusal = refusalOf(error);
		// What is no refusal broke the module, which is not to be asked again.
		if (!refusal) throw error;
		await end();
		throw refusal;
	}
}

async function read(batches: Batches): Promise<SqlResult> {
	const result: SqlResult = { columns: [], rows: [], more: false };
	let characters = 0;
	for await (const batch of batches) {
		// The type is the vector's: the schema has one for each name, and names may be double.
		const vectors = batch.schema.fields.map((_, column) => batch.getChildAt(column));
		const types = vectors.map((vector) => String(vector?.type));
		result.columns = batch.schema.fields.map(({ name }, i) => ({ name, numeric: NUMERIC.test(types[i]) }));
		const writers = types.map(writerOf);
		for (let row = 0; row < batch.numRows; row++) {
			if (result.rows.length >= ROW_LIMIT || characters > TEXT_LIMIT) return { ...result, more: true };
			const values = vectors.map((vector, i) => writers[i](vector?.get(row) ?? null));
			for (const value of values) characters += typeof value === 'string' ? value.length : 8;
			result.rows.push(values);
		}
	}
	return result;
}

/** By the names of Arrow's types, which come without a build of Arrow of our own. */
const NUMERIC = /^(U?Int|Float|Decimal)/;

function writerOf(type: string): (value: unknown) => SqlValue {
	const date = (length: number) => (value: unknown) => {
		if (value === null) return null;
		const at = new Date(Number(value));
		// Beyond what JavaScript's calendar has, such as 'infinity'.
		return Number.isNaN(at.getTime()) ? String(value) : at.toISOString().slice(0, length).replace('T', ' ');
	};
	if (type.startsWith('Date')) return date(10);
	if (type.startsWith('Timestamp')) return date(19);
	return (value) => {
		if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
		return String(value);
	};
}

const PATTERNS: [kind: SqlErrorKind, pattern: RegExp][] = [
	['several', /^Invalid Input Error: Cannot prepare multiple statements/],
	['extension', /exists in the (\w+) extension|required extension '(\w+)'/],
	['unknown-table', /^Catalog Error: Table (?:with name|Function with name) "?([^"\n]+?)"? does not exist/],
	['unknown-table', /^Binder Error: Referenced table "([^"]+)" not found/],
	['unknown-function', /^Catalog Error: .*Function with name "?([^"\s]+)"? does not exist/],
	['unknown-column', /^Binder Error: Referenced column "([^"]+)" (?:was )?not found/],
	['unknown-column', /^Binder Error: Table "[^"]*" does not have a column named "([^"]+)"/],
	['syntax', /^Parser Error: syntax error at or near "([^"\n]+)"/],
	['syntax', /^Parser Error/],
	['memory', /^Out of Memory Error/],
	['reads-only', /^Permission Error|read-only mode|configuration has been locked|disabled (?:by|through) configuration/]
];

function refusalOf(error: unknown): SqlError | null {
	if (!(error instanceof Error) || error.name !== 'Error') return null;
	const line = /^LINE (\d+):/m.exec(error.message);
	for (const [kind, pattern] of PATTERNS) {
		const found = pattern.exec(error.message);
		if (found) return new SqlError(kind, error.message, found[1] ?? found[2] ?? null, line && Number(line[1]));
	}
	return new SqlError('refused', error.message);
}
