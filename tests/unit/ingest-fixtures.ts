import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCodebook } from '#lib/ingest/codebook.ts';

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
