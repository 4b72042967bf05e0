import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import workerPath from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import partPaths from 'virtual:engine-parts';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { TableName } from '#lib/ingest/canonical.ts';
import { noted, TELL_FETCHES } from '#lib/ingest/workers.ts';
import { plainRows } from './arrow.ts';
import { askReading, LOCK_SQL, SqlError, type SqlConsole } from './console.ts';
import {
	checkHeaders,
	checkWhole,
	createDuckdbEngine,
	DATABASE_CONFIG,
	loadSql,
	NO_EXTENSIONS_SQL,
	tableFiles,
	type Query,
	type TableRows,
	type Tables,
	type TableTexts
} from './duckdb.ts';
import { EngineError, type Engine } from './engine.ts';
import { WASM_BYTES } from './wasm.ts';

export const START_STEPS = ['checking', 'downloading', 'starting', 'reading-csv', 'ready'] as const;

export type StartStep = (typeof START_STEPS)[number];

/** How far the start is. Steps and bytes never go back; bytes are those of the engine, uncompressed. */
export interface StartProgress {
	step: StartStep;
	bytes: number;
	total: number;
}

export interface StartOptions {
	/** Where an edition's canonical tables are, or the tables. */
	tables: { urls: Partial<Record<TableName, string>> } | { files: Partial<Record<TableName, Blob>> };
	/** How many rows each table has; a file with others was cut on its way. */
	rows?: TableRows;
	codebook: Codebook;
	onProgress?: (progress: StartProgress) => void;
	signal?: AbortSignal;
}

/** DuckDB over one edition in this browser. */
export interface BrowserDuckdb extends Engine {
	/** SQL over the edition's tables. It can't be interrupted and may write: not for a reader's own SQL. */
	query: Query;
	/** Ends the engine, and the database with its last engine. Answers still awaited are rejected as `cancelled`. */
	close(): void;
}

const SECONDS = 1000;
/** Without a byte for this long the start is given up. */
const IDLE_LIMIT = 20 * SECONDS;
const START_LIMIT = 90 * SECONDS;
/** Bytes of the engine between two reports. */
const REPORT_EVERY = 2 ** 18;

/**
 * Runs in the worker, before DuckDB's script; written out as text, so it can use nothing from this file.
 * - DuckDB waits for ever when the WASM file does not arrive: nobody catches the rejection.
 * - It reports no progress while chunks come faster than every 20 ms.
 * - The WASM file lies in parts, which go into one stream: it is compiled while it arrives, as a whole file would be.
 * - `timezone()` and INSTALL fetch an extension whatever the settings say; when the page's policy forbids that,
 *   the exception goes through the module and breaks it. A server that has nothing makes a plain error of it.
 */
function inWorker(parts: string[], total: number, every: number): void {
	const fetchPlain = self.fetch.bind(self);
	const refuse = (asked: string | URL | Request) =>
		self.postMessage({ refused: asked instanceof Request ? asked.url : String(asked) });
	self.fetch = async (input) => {
		if (!(input instanceof Request) || input.url !== parts[0]) {
			refuse(input);
			return Response.error();
		}
		const asked = parts.map((part) => fetchPlain(part));
		for (const part of asked) part.catch(() => {});
		const first = await asked[0];
		if (!first.ok || !first.body) return first;
		let [bytes, told] = [0, 0];
		const whole = new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				bytes += chunk.byteLength;
				if (bytes - told >= every) self.postMessage({ wasmBytes: (told = bytes) });
				controller.enqueue(chunk);
			},
			flush(controller) {
				if (bytes !== total) return controller.error(new TypeError(`${bytes} bytes of ${total}`));
				self.postMessage({ wasmBytes: bytes, arrived: true });
			}
		});
		const join = async () => {
			for (const part of asked) {
				const { ok, status, url, body } = await part;
				if (!ok || !body) throw new TypeError(`${url}: HTTP ${status}`);
				await body.pipeTo(whole.writable, { preventClose: true, preventAbort: true });
			}
			await whole.writable.close();
		};
		join().catch((error) => whole.writable.abort(error).catch(() => {}));
		// The type is set here because hosts that don't know .wasm would make streaming compilation fail.
		return new Response(whole.readable, { headers: { 'content-type': 'application/wasm' } });
	};
	self.XMLHttpRequest = class {
		status = 404;
		response = null;
		open(_: string, url: string | URL) {
			refuse(url);
		}
		send() {}
		setRequestHeader() {}
		getResponseHeader = () => null;
		getAllResponseHeaders = () => '';
	} as unknown as typeof XMLHttpRequest;
	self.addEventListener('unhandledrejection', (event) => {
		event.preventDefault();
		self.postMessage({ unhandled: { name: event.reason?.name, message: String(event.reason) } });
	});
}

/** What `inWorker` posts; everything else is DuckDB's. */
interface WorkerNote {
	wasmBytes?: number;
	arrived?: true;
	unhandled?: { name: string | undefined; message: string };
}

async function read(url: string, onBytes: () => void, signal: AbortSignal): Promise<Blob> {
	try {
		const response = await fetch(url, { signal });
		if (!response.ok || !response.body) throw new EngineError('missing', `${url}: HTTP ${response.status}`);
		const reader = response.body.getReader();
		const chunks: Uint8Array<ArrayBuffer>[] = [];
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return new Blob(chunks);
			chunks.push(value);
			onBytes();
		}
	} catch (error) {
		if (error instanceof EngineError) throw error;
		throw new EngineError('missing', `${url}: ${String(error)}`, { cause: error });
	}
}

/** Asked before the worker fetches it: some hosts answer a missing file with a page. */
async function checkWasm(url: string, signal: AbortSignal): Promise<void> {
	try {
		const { ok, status, headers } = await fetch(url, { method: 'HEAD', signal });
		if (!ok || headers.get('content-type')?.startsWith('text/html'))
			throw new EngineError('missing', `${url}: HTTP ${status} ${headers.get('content-type')}`);
	} catch (error) {
		if (error instanceof EngineError) throw error;
		throw new EngineError('missing', `${url}: ${String(error)}`, { cause: error });
	}
}

/** A worker with a database, shared by the engines of a page. Ends with its last user or with its first failure. */
class Database {
	readonly ready: Promise<AsyncDuckDB>;
	#users = 0;
	#progress: StartProgress = { step: 'checking', bytes: 0, total: WASM_BYTES };
	#listeners = new Set<(progress: StartProgress) => void>();
	#rejecters = new Set<(error: EngineError) => void>();
	#abort = new AbortController();
	#worker: Worker | undefined;
	#ended: EngineError | undefined;
	#started = false;
	#onEnd: () => void;

	constructor(onEnd: () => void) {
		this.#onEnd = onEnd;
		this.ready = this.guard(this.#start());
		this.ready.then(
			() => (this.#started = true),
			(error: unknown) => this.end(asEngineError(error))
		);
	}

	/** Counts a user and tells it of progress, from where it stands; returns how to leave. */
	join(onProgress: (progress: StartProgress) => void): () => void {
		this.#users++;
		this.#listeners.add(onProgress);
		onProgress(this.#progress);
		return () => {
			if (!this.#listeners.delete(onProgress)) return;
			if (--this.#users === 0) this.end(new EngineError('cancelled', 'the engine was closed'));
		};
	}

	/** What `work` comes to, or a rejection as soon as the database ends: DuckDB itself would stay silent. */
	guard<T>(work: Promise<T>): Promise<T> {
		return new Promise((resolve, reject) => {
			work.then(resolve, reject).finally(() => this.#rejecters.delete(reject));
			if (this.#ended) reject(this.#ended);
			else this.#rejecters.add(reject);
		});
	}

	end(error: EngineError): void {
		if (this.#ended) return;
		this.#ended = error;
		this.#abort.abort();
		this.#worker?.terminate();
		for (const reject of this.#rejecters) reject(error);
		this.#onEnd();
	}

	#tell(step: StartStep, bytes: number): void {
		this.#progress = { step, bytes: Math.max(this.#progress.bytes, Math.min(bytes, WASM_BYTES)), total: WASM_BYTES };
		for (const listener of this.#listeners) listener(this.#progress);
	}

	async #start(): Promise<AsyncDuckDB> {
		if (typeof WebAssembly === 'undefined') throw new EngineError('no-webassembly', 'WebAssembly is undefined');
		const { signal } = this.#abort;
		// A blob worker has no base to resolve a relative address against.
		const parts = partPaths.map((path) => new URL(path, location.href).href);
		const [duckdb, worker] = await Promise.all([
			import('@duckdb/duckdb-wasm').catch((error: unknown) => {
				throw new EngineError('missing', String(error), { cause: error });
			}),
			read(workerPath, () => this.#tell('checking', 0), signal).then((script) => this.#startWorker(parts, script)),
			...parts.map((part) => checkWasm(part, signal))
		]);
		if (!(await duckdb.getPlatformFeatures()).wasmExceptions)
			throw new EngineError('no-webassembly', 'WebAssembly has no exceptions');
		this.#tell('downloading', 0);
		const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
		await database.instantiate(parts[0]);
		await database.open(DATABASE_CONFIG);
		const connection = await database.connect();
		await connection.query(NO_EXTENSIONS_SQL);
		await connection.close();
		return database;
	}

	/** From a blob: a worker started from its own address is not under the page's content security policy. */
	#startWorker(parts: string[], script: Blob): Worker {
		if (this.#ended) throw this.#ended;
		const first = `${TELL_FETCHES}(${inWorker})(${JSON.stringify(parts)}, ${WASM_BYTES}, ${REPORT_EVERY});\n`;
		const url = URL.createObjectURL(new Blob([first, script], { type: 'text/javascript' }));
		const worker = new Worker(url);
		this.#worker = worker;
		worker.addEventListener('message', (event: MessageEvent<WorkerNote>) => {
			URL.revokeObjectURL(url);
			if (noted(event.data)) return event.stopImmediatePropagation();
			const { wasmBytes, arrived, unhandled } = event.data;
			if (wasmBytes === undefined && unhandled === undefined) return;
			event.stopImmediatePropagation();
			if (wasmBytes !== undefined) this.#tell(arrived ? 'starting' : 'downloading', arrived ? WASM_BYTES : wasmBytes);
			if (unhandled) this.end(new EngineError(this.#kindOf(unhandled.name), unhandled.message));
		});
		worker.addEventListener('error', (event) =>
			this.end(new EngineError('crashed', event.message || 'the worker died'))
		);
		return worker;
	}

	#kindOf(name: string | undefined): EngineError['kind'] {
		if (this.#started) return 'crashed';
		return name === 'TypeError' ? 'missing' : 'failed';
	}
}

let shared: Database | undefined;

function sharedDatabase(): Database {
	return (shared ??= new Database(() => (shared = undefined)));
}

/** Rejects when nothing has happened for too long, when the whole takes too long, or when the caller gives up. */
class Watchdog {
	readonly failure: Promise<never>;
	#abort = new AbortController();
	#fail: (error: EngineError) => void = () => {};
	#idle: ReturnType<typeof setTimeout> | undefined;
	#overall = setTimeout(() => this.#fail(new EngineError('stalled', `not ready after ${START_LIMIT} ms`)), START_LIMIT);
	#cancel = () => this.#fail(new EngineError('cancelled', String(this.#caller?.reason)));
	#caller: AbortSignal | undefined;
	#resting = false;

	constructor(caller: AbortSignal | undefined) {
		this.#caller = caller;
		this.failure = new Promise<never>((_, reject) => (this.#fail = reject));
		this.failure.catch(() => this.#abort.abort());
		if (caller?.aborted) this.#cancel();
		caller?.addEventListener('abort', this.#cancel);
		this.alive();
	}

	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	alive(): void {
		clearTimeout(this.#idle);
		if (this.#resting) return;
		this.#idle = setTimeout(() => this.#fail(new EngineError('stalled', `no byte for ${IDLE_LIMIT} ms`)), IDLE_LIMIT);
	}

	/** Everything has arrived: what remains is work, which only the overall limit bounds. */
	rest(): void {
		this.#resting = true;
		clearTimeout(this.#idle);
	}

	end(): void {
		clearTimeout(this.#idle);
		clearTimeout(this.#overall);
		this.#caller?.removeEventListener('abort', this.#cancel);
	}
}

let editions = 0;

/**
 * Starts DuckDB over an edition. Callers at the same time share one worker and one database; after a failure
 * the next call starts anew.
 * @throws EngineError
 */
export function startDuckdb(options: StartOptions): Promise<BrowserDuckdb> {
	return start(sharedDatabase(), options, openEdition);
}

/**
 * Starts a worker and a database of their own for SQL that a reader writes: nothing asked there reaches the page's engine,
 * and ending it is the only way to stop a statement.
 * @throws EngineError
 */
export function startConsole(options: StartOptions): Promise<SqlConsole> {
	return start(new Database(() => {}), options, openConsole);
}

/** What an edition is opened in, and out of what. */
interface Opening {
	database: Database;
	duckdb: AsyncDuckDB;
	tables: TableBlobs;
	options: StartOptions;
	/** Leaves the database. */
	leave: () => void;
}

async function start<T>(database: Database, options: StartOptions, open: (opening: Opening) => Promise<T>): Promise<T> {
	const { tables, onProgress, signal } = options;
	const watchdog = new Watchdog(signal);
	const outstanding = new Set(['wasm', 'tables']);
	const arrived = (what: string) => {
		outstanding.delete(what);
		if (outstanding.size === 0) watchdog.rest();
	};
	const leave = database.join((progress) => {
		watchdog.alive();
		if (progress.step === 'starting') arrived('wasm');
		onProgress?.(progress);
	});
	try {
		const files = readTables(tables, () => watchdog.alive(), watchdog.signal);
		files.then(
			() => arrived('tables'),
			() => {}
		);
		const opened = database.ready.then(async (duckdb) => {
			watchdog.signal.throwIfAborted();
			onProgress?.({ step: 'reading-csv', bytes: WASM_BYTES, total: WASM_BYTES });
			return open({ database, duckdb, tables: await files, options, leave });
		});
		opened.catch(() => {});
		// The tables may be missing long before the engine is there.
		await Promise.race([Promise.all([files, database.ready]), watchdog.failure]);
		const engine = await Promise.race([opened, watchdog.failure]);
		onProgress?.({ step: 'ready', bytes: WASM_BYTES, total: WASM_BYTES });
		return engine;
	} catch (error) {
		leave();
		throw asEngineError(error);
	} finally {
		watchdog.end();
	}
}

type TableBlobs = Partial<Record<TableName, Blob>>;

async function readTables(
	tables: StartOptions['tables'],
	onBytes: () => void,
	signal: AbortSignal
): Promise<TableBlobs> {
	if ('files' in tables) return tables.files;
	const arriving = Object.entries(tables.urls).map(async ([table, url]) => [table, await read(url, onBytes, signal)]);
	return Object.fromEntries(await Promise.all(arriving)) as TableBlobs;
}

/** The first line of each table, its end included. */
async function headersOf(tables: TableBlobs): Promise<TableTexts> {
	const first = async (blob: Blob) => (await blob.slice(0, 1000).text()).replace(/(?<=\n)[^]*$/, '');
	const lines = Object.entries(tables).map(async ([table, blob]) => [table, await first(blob)]);
	return Object.fromEntries(await Promise.all(lines)) as TableTexts;
}

/** A connection on which a statement fails with `EngineError`, and at once when the database ends. */
async function connect(database: Database, duckdb: AsyncDuckDB) {
	const connection = await database.guard(duckdb.connect());
	const query: Query = async (sql) => {
		try {
			return plainRows(await database.guard(connection.query(sql)));
		} catch (error) {
			throw known(error, database);
		}
	};
	return { connection, query };
}

function known(error: unknown, database: Database): EngineError {
	const known = asEngineError(error);
	// A trap leaves the module's memory in no known state.
	if (known.kind === 'crashed') database.end(known);
	return known;
}

/** Makes the edition's tables in the schema of a connection. */
async function load({ database, duckdb, tables, options }: Opening, query: Query, folder = ''): Promise<Tables> {
	const found = checkHeaders(await headersOf(tables));
	const files = tableFiles(tables, folder);
	for (const [name, blob] of files)
		await database.guard(duckdb.registerFileBuffer(name, new Uint8Array(await blob.arrayBuffer())));
	await query(loadSql(options.codebook, found, folder));
	await database.guard(duckdb.dropFiles(files.map(([name]) => name)));
	if (options.rows) await checkWhole(query, options.rows);
	return found;
}

/** An edition has a connection and a schema of its own, so that several share a database. */
async function openEdition(opening: Opening): Promise<BrowserDuckdb> {
	const { database, duckdb, leave } = opening;
	const schema = `edition_${++editions}`;
	const { connection, query: ask } = await connect(database, duckdb);
	let closed: EngineError | undefined;
	const query: Query = async (sql) => {
		if (closed) throw closed;
		const rows = await ask(sql);
		if (closed) throw closed;
		return rows;
	};
	await query(`CREATE SCHEMA ${schema}; USE ${schema};`);
	const { grains } = await load(opening, query, `${schema}_`);
	return {
		...createDuckdbEngine(query, grains),
		query,
		close: () => {
			if (closed) return;
			closed = new EngineError('cancelled', 'the engine was closed');
			connection
				.query(`DROP SCHEMA ${schema} CASCADE`)
				.then(() => connection.close())
				.catch(() => {});
			leave();
		}
	};
}

async function openConsole(opening: Opening): Promise<SqlConsole> {
	const { database, duckdb, leave } = opening;
	const { connection, query } = await connect(database, duckdb);
	await load(opening, query);
	await query(LOCK_SQL);
	await connection.close();
	return {
		run: async (sql) => {
			try {
				return await database.guard(askReading(() => duckdb.connect(), sql));
			} catch (error) {
				if (error instanceof SqlError) throw error;
				const broken = new EngineError('crashed', String(error), { cause: error });
				database.end(broken);
				throw error instanceof EngineError ? error : broken;
			}
		},
		close: leave
	};
}

function asEngineError(error: unknown): EngineError {
	if (error instanceof EngineError) return error;
	const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
	return new EngineError(name === 'RuntimeError' ? 'crashed' : 'failed', message, { cause: error });
}
