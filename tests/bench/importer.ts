import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import Papa from 'papaparse';
import { readCodebook } from '#lib/ingest/codebook.ts';
import { parseDescriptions, parseOddities } from '#lib/ingest/description.ts';
import { importEditions, type ImportFile, type Reviewed } from '#lib/ingest/import.ts';
import { median, ms, ratio, type Line } from './numbers.ts';

configure({ useWebWorkers: false });

const RUNS = 7;
const DATA = join(import.meta.dirname, '../../data');
const GOOGLE = join(import.meta.dirname, '../../../shared/data/google');
/** What edition 2026-06 is made from and checked against. */
const FILES = [
	'2026-06-republished/google-government-removal-requests.csv',
	'2024-09/google-government-removals.zip',
	'2025-12/google-government-detailed-removal-requests.csv',
	'2025-12/google-government-removal-requests.csv'
];

const text = (path: string) => readFileSync(join(DATA, path), 'utf8');

function reviewed(): Reviewed {
	return {
		codebook: readCodebook({
			products: text('codebook/products.csv'),
			reasons: text('codebook/reasons.csv'),
			requesters: text('codebook/requesters.csv'),
			territories: text('codebook/territories.csv')
		}),
		descriptions: parseDescriptions(text('sources.json')),
		oddities: parseOddities(text('oddities.json')),
		sha256: (bytes) => createHash('sha256').update(bytes).digest('hex')
	};
}

async function tablesOf(archive: Uint8Array): Promise<Uint8Array[]> {
	const entries = await new ZipReader(new Uint8ArrayReader(archive)).getEntries();
	return Promise.all(
		entries.flatMap((entry) =>
			!entry.directory && entry.filename.endsWith('.csv') ? [entry.getData(new Uint8ArrayWriter())] : []
		)
	);
}

async function parseAlone(files: readonly ImportFile[]): Promise<number> {
	const tables = await Promise.all(
		files.map(async ({ name, bytes }) => (name.endsWith('.zip') ? tablesOf(bytes) : [bytes]))
	);
	return tables.flat().reduce((rows, bytes) => rows + Papa.parse(new TextDecoder().decode(bytes)).data.length, 0);
}

/** Import of an edition: read, map, check, compare, write as text; against PapaParse of the same files. */
export async function importer(): Promise<Line[]> {
	if (!FILES.every((file) => existsSync(join(GOOGLE, file))))
		return [['import of an edition', 'left out', `no files in ${GOOGLE}`, '']];
	const files = FILES.map((file) => ({ name: file, bytes: new Uint8Array(readFileSync(join(GOOGLE, file))) }));
	const known = reviewed();
	const [ours, papa]: number[][] = [[], []];
	let lines = 0;
	for (let run = 0; run < RUNS; run++) {
		const start = performance.now();
		const { editions, problems } = await importEditions(files, known);
		const between = performance.now();
		lines = await parseAlone(files);
		papa.push(performance.now() - between);
		ours.push(between - start);
		if (editions.length !== 1 || problems.length > 0) throw new Error(`import: ${JSON.stringify(problems[0])}`);
	}
	return [
		[
			`import of ${FILES.length} files, ${lines} lines, median of ${RUNS}`,
			ms(median(ours)),
			`PapaParse ${ms(median(papa))}`,
			ratio(median(ours), median(papa))
		]
	];
}
