import { readFileSync } from 'node:fs';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Row } from '#lib/domain/row.ts';
import { readTables } from '#lib/ingest/canonical.ts';
import { readCodebook } from '#lib/ingest/codebook.ts';

const read = (path: string) => readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8');

/** The real edition, as both engines get it. */
export function readEdition(date: string): {
	tables: Record<'removals' | 'compliance', string>;
	codebook: Codebook;
	rows: Row[];
} {
	const codebook = readCodebook({
		products: read('codebook/products.csv'),
		reasons: read('codebook/reasons.csv'),
		requesters: read('codebook/requesters.csv'),
		territories: read('codebook/territories.csv')
	});
	const tables = {
		removals: read(`editions/${date}/removals.csv`),
		compliance: read(`editions/${date}/compliance.csv`)
	};
	return { tables, codebook, rows: [...readTables(tables, codebook).facts.cube!] };
}
