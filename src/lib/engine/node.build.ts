import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import type { Codebook } from '#lib/domain/codebook.ts';
import { plainRows } from './arrow.ts';
import { askReading, LOCK_SQL, type SqlConsole } from './console.ts';
import {
	checkHeaders,
	createDuckdbEngine,
	DATABASE_CONFIG,
	loadSql,
	NO_EXTENSIONS_SQL,
	tableFiles,
	type Query,
	type TableTexts
} from './duckdb.ts';
import { EngineError, type Engine } from './engine.ts';

/** A database in Node: the engine, and its tables for SQL of one's own. */
export interface NodeDuckdb extends Engine {
	query: Query;
}

/**
 * The browser's WASM build in Node, for tests and benchmarks.
 * Only core SQL: a statement that needs ICU can hang for ever here, autoload off or not.
 */
export async function startNodeDuckdb(tables: TableTexts, codebook: Codebook): Promise<NodeDuckdb> {
	const { query, grains } = await opened(tables, codebook);
	return { ...createDuckdbEngine(query, grains), query };
}

/** A console over the same build; it can't be ended here, where all runs in one thread. */
export async function startNodeConsole(tables: TableTexts, codebook: Codebook): Promise<Pick<SqlConsole, 'run'>> {
	const { database, query } = await opened(tables, codebook);
	await query(LOCK_SQL);
	return { run: (sql) => askReading(() => database.connect(), sql) };
}

async function opened(tables: TableTexts, codebook: Codebook) {
	const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
	const bundle = (name: string) => ({ mainModule: `${dist}/duckdb-${name}.wasm`, mainWorker: '' });
	const database = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME);
	await database.instantiate();
	database.open(DATABASE_CONFIG);
	const connection = database.connect();
	const query: Query = async (sql) => {
		try {
			return plainRows(connection.query(sql));
		} catch (error) {
			throw new EngineError('failed', error instanceof Error ? error.message : String(error), { cause: error });
		}
	};
	await query(NO_EXTENSIONS_SQL);
	const found = checkHeaders(tables);
	for (const [name, text] of tableFiles(tables)) database.registerFileText(name, text);
	await query(loadSql(codebook, found));
	return { database, query, grains: found.grains };
}
