import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import Papa from 'papaparse';
import { startNodeDuckdb } from '#lib/engine/node.build.ts';
import { AddedNames } from '#lib/ingest/added.ts';
import { openFiles } from '#lib/ingest/open.ts';
import { ownEdition, ownTables } from '#lib/ingest/own.ts';
import { codebook, GOOGLE } from '../unit/ingest-fixtures.ts';
import { median, ms, ratio, type Line } from './numbers.ts';

const FILE = '2026-03/google-government-removal-requests.csv';
const FACTORS = [1, 10, 100];

async function timed(runs: number, work: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let run = 0; run < runs; run++) {
		const start = performance.now();
		await work();
		times.push(performance.now() - start);
	}
	return median(times);
}

/** A reader's file as the page reads it: decoded, mapped, checked, put together and written as tables. */
async function ours(text: string): Promise<Record<string, string>> {
	const added = new AddedNames(codebook);
	const { tables } = await openFiles([{ name: 'flat.csv', blob: new Blob([text]) }], codebook, { added });
	const edition = ownEdition(
		tables.map(({ source }) => source),
		added.codebook()
	)!;
	return Object.fromEntries(
		Object.entries(ownTables(edition)).map(([name, { header, territories }]) => [
			name,
			header + territories.map(([, lines]) => lines).join('')
		])
	);
}

async function bareDuckdb(text: string): Promise<void> {
	const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
	const bundle = (name: string) => ({ mainModule: `${dist}/duckdb-${name}.wasm`, mainWorker: '' });
	const database = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME);
	await database.instantiate();
	database.registerFileText('flat.csv', text);
	const connection = database.connect();
	connection.query("CREATE TABLE flat AS FROM read_csv('flat.csv', all_varchar = true, header = true)");
	connection.close();
}

/** A flat file of Google's, and ten and a hundred times its lines: read against PapaParse, and loaded against DuckDB alone. */
export async function ownFiles(): Promise<Line[]> {
	const path = join(GOOGLE, FILE);
	if (!existsSync(path)) return [['own files', 'left out', `no files in ${GOOGLE}`, '']];
	const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
	const lines: Line[] = [];
	for (const factor of FACTORS) {
		const runs = factor === 100 ? 1 : 3;
		const body = `${rows.join('\n')}\n`;
		const text = `${header}\n${body.repeat(factor)}`;
		const name = `own file, ${factor} x (${(text.length / 1e6).toFixed(1)} MB, ${rows.length * factor} lines)`;
		const read = await timed(runs, () => ours(text));
		const papa = await timed(runs, async () => Papa.parse(text));
		const loaded = await timed(runs, async () => startNodeDuckdb(await ours(text), codebook));
		const duckdb = await timed(runs, () => bareDuckdb(text));
		lines.push([`${name}: read`, ms(read), `PapaParse ${ms(papa)}`, ratio(read, papa)]);
		lines.push([`${name}: read and loaded`, ms(loaded), `DuckDB read_csv ${ms(duckdb)}`, ratio(loaded, duckdb)]);
	}
	return lines;
}
