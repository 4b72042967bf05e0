import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import worker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';

/** The least that has the edition's tables in DuckDB: the same bundle, the same files, nothing of ours. */
async function start(folder: string): Promise<void> {
	const database = new AsyncDuckDB(new VoidLogger(), new Worker(worker));
	const tables = ['removals', 'compliance'];
	const texts = Promise.all(tables.map(async (table) => (await fetch(`${folder}/${table}.csv`)).text()));
	await database.instantiate(new URL(wasm, location.href).href);
	const connection = await database.connect();
	for (const [i, text] of (await texts).entries()) {
		await database.registerFileText(`${tables[i]}.csv`, text);
		await connection.query(
			`CREATE TABLE ${tables[i]} AS FROM read_csv('${tables[i]}.csv', header = true, delim = ',')`
		);
	}
	document.documentElement.dataset.duckdb = 'ready';
}

void start(new URLSearchParams(location.search).get('folder')!);
