import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	configure,
	TextReader,
	Uint8ArrayReader,
	Uint8ArrayWriter,
	ZipReader,
	ZipWriter
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { readCodebook } from '#lib/ingest/codebook.ts';

configure({ useWebWorkers: false });

const ROOT = join(import.meta.dirname, '../..');

export const DATA = join(ROOT, 'data');

/** Google's collected files, which are never committed; absent on most machines. */
export const GOOGLE = join(ROOT, '../shared/data/google');

export function dataText(...path: string[]): string {
	return readFileSync(join(DATA, ...path), 'utf8');
}

export function fixture(name: string): string {
	return readFileSync(join(ROOT, 'tests/fixtures/ingest', name), 'utf8');
}

export function fixtureNames(): string[] {
	return readdirSync(join(ROOT, 'tests/fixtures/ingest'));
}

export const codebook = readCodebook({
	products: dataText('codebook', 'products.csv'),
	reasons: dataText('codebook', 'reasons.csv'),
	requesters: dataText('codebook', 'requesters.csv'),
	territories: dataText('codebook', 'territories.csv')
});

/** A zip of these texts, of one date so that the same texts are the same bytes. */
export async function zipOf(members: Record<string, string>): Promise<Uint8Array> {
	const zip = new ZipWriter(new Uint8ArrayWriter());
	for (const [path, text] of Object.entries(members))
		await zip.add(path, new TextReader(text), { lastModDate: new Date('2024-09-13T00:00:00Z') });
	return zip.close();
}

/** The files of a zip, by their paths. */
export async function unzipped(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
	const members: Record<string, Uint8Array> = {};
	for (const entry of await new ZipReader(new Uint8ArrayReader(bytes)).getEntries())
		if (!entry.directory) members[entry.filename] = await entry.getData(new Uint8ArrayWriter());
	return members;
}
