import type { Codebook } from '#lib/domain/codebook.ts';
import type { Holdings } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';
import products from '#data/codebook/products.csv?raw';
import reasons from '#data/codebook/reasons.csv?raw';
import requesters from '#data/codebook/requesters.csv?raw';
import territories from '#data/codebook/territories.csv?raw';
import { AddedNames } from './added.ts';
import type { TableName } from './canonical.ts';
import { readCodebook } from './codebook.ts';
import { sha256 } from './hash.ts';
import { openFiles, type GivenFile, type ReadProgress } from './open.ts';
import { ownEdition, ownTables, type OwnEdition, type OwnTable } from './own.ts';
import { filesReport, type FilesReport } from './report.ts';

/** A table of the reader's own, and where in it each territory's lines are. */
export interface OwnTableFile {
	/** Header and lines, by territory. */
	blob: Blob;
	header: string;
	/** Bytes from and to, by territory. */
	places: Record<string, [from: number, to: number]>;
	rows: number;
}

/** An edition of the reader's own: all that pages need of it, and nothing that a browser could not keep. */
export interface OwnFiles {
	/** `own-` and the beginning of the tables' SHA-256: the same files give the same name. */
	edition: string;
	/** The files given. */
	files: string[];
	first: Period;
	last: Period;
	codebook: Codebook;
	holdings: Holdings;
	territories: OwnEdition['territories'];
	tables: Partial<Record<TableName, OwnTableFile>>;
	/** Of all tables together. */
	bytes: number;
}

export type FromWorker =
	| { kind: 'progress'; progress: ReadProgress }
	| { kind: 'assembling' }
	| { kind: 'read'; report: FilesReport; own: OwnFiles | null }
	| { kind: 'failed'; memory: boolean; detail: string };

const say = (message: FromWorker) => self.postMessage(message);
/** Bytes between two reports of progress. */
const REPORT_EVERY = 2 ** 19;

self.addEventListener('message', ({ data }: MessageEvent<GivenFile[]>) => {
	read(data).catch((error: unknown) =>
		say({ kind: 'failed', memory: error instanceof RangeError, detail: String(error) })
	);
});

async function read(files: GivenFile[]): Promise<void> {
	const codebook = readCodebook({ products, reasons, requesters, territories });
	const added = new AddedNames(codebook);
	let told = -REPORT_EVERY;
	const found = await openFiles(files, codebook, {
		added,
		onProgress: (progress) => {
			if (progress.bytes - told < REPORT_EVERY && progress.bytes < progress.total) return;
			told = progress.bytes;
			say({ kind: 'progress', progress });
		}
	});
	say({ kind: 'assembling' });
	const edition = ownEdition(
		found.tables.map(({ source }) => source),
		added.codebook()
	);
	const report = filesReport(found, edition);
	const names = [...new Set(found.tables.map(({ given }) => given))];
	say({ kind: 'read', report, own: edition && (await ownFiles(edition, names)) });
}

async function ownFiles(edition: OwnEdition, files: string[]): Promise<OwnFiles> {
	const tables: OwnFiles['tables'] = {};
	const made = Object.entries(ownTables(edition)) as [TableName, OwnTable][];
	for (const [name, table] of made) tables[name] = tableFile(table);
	const blobs = Object.values(tables).map(({ blob }) => blob);
	const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
	return {
		edition: `own-${await fingerprint(blobs)}`,
		files,
		first: edition.first,
		last: edition.last,
		codebook: withoutAliases(edition.codebook),
		holdings: edition.holdings,
		territories: edition.territories,
		tables,
		bytes
	};
}

function tableFile({ header, territories, rows }: OwnTable): OwnTableFile {
	const encoder = new TextEncoder();
	const parts: BlobPart[] = [header];
	const places: OwnTableFile['places'] = {};
	let at = header.length;
	for (const [code, lines] of territories) {
		const bytes = encoder.encode(lines);
		parts.push(bytes);
		places[code] = [at, (at += bytes.length)];
	}
	return { blob: new Blob(parts), header, places, rows };
}

/** Where the browser has no Web Crypto, which only secure contexts have, a plain hash (FNV-1a) tells files apart. */
async function fingerprint(blobs: Blob[]): Promise<string> {
	const bytes = await new Blob(blobs).arrayBuffer();
	if (globalThis.crypto?.subtle) return (await sha256(bytes)).slice(0, 8);
	let hash = 0x811c9dc5;
	for (const byte of new Uint8Array(bytes)) hash = Math.imul(hash ^ byte, 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, '0');
}

function withoutAliases({ products, reasons, requesters, territories }: Codebook): Codebook {
	const named = <E extends { aliases: string[] }>(entries: E[]) => entries.map((entry) => ({ ...entry, aliases: [] }));
	return {
		products: named(products),
		reasons: named(reasons),
		requesters: named(requesters),
		territories: named(territories)
	};
}
