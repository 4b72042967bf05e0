/** What the project itself holds under `data`, read while the pages are made. Reader's browsers fetch the same tables. */
import { readFileSync } from 'node:fs';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Measure } from '#lib/domain/row.ts';
import { readRemovals } from './canonical.ts';
import { parseCatalog, type Catalog } from './catalog.ts';
import { readCodebook } from './codebook.ts';

const read = (path: string) => readFileSync(`data/${path}`, 'utf8');

let catalog: Catalog | undefined;
let codebook: Codebook | undefined;

/** The catalog with the newest edition first: that is the one shown when an address names none. */
export function heldCatalog(): Catalog {
	if (!catalog) {
		const { editions } = parseCatalog(read('catalog.json'));
		catalog = { editions: [...editions].sort((a, b) => (a.edition < b.edition ? 1 : -1)) };
	}
	return catalog;
}

export function heldCodebook(): Codebook {
	return (codebook ??= readCodebook({
		products: read('codebook/products.csv'),
		reasons: read('codebook/reasons.csv'),
		requesters: read('codebook/requesters.csv'),
		territories: read('codebook/territories.csv')
	}));
}

export const TABLES = ['removals', 'compliance'] as const;

export type TableName = (typeof TABLES)[number];

/** A whole table of an edition, as text. */
export function heldTable(edition: string, table: TableName): string {
	return read(`editions/${edition}/${table}.csv`);
}

/** The lines of a table that are one territory's, under the table's header. Canonical cells hold no comma. */
export function heldTerritory(edition: string, territory: string, table: TableName): string {
	const [header, ...lines] = linesOf(edition, table);
	return [header, ...lines.filter((line) => line.split(',', 2)[1] === territory), ''].join('\n');
}

const lines = new Map<string, string[]>();

function linesOf(edition: string, table: TableName): string[] {
	const key = `${edition}/${table}`;
	if (!lines.has(key)) lines.set(key, heldTable(edition, table).trimEnd().split('\n'));
	return lines.get(key)!;
}

/** Territories with a row in either table of the edition. */
export function heldTerritories(edition: string): string[] {
	const codes = TABLES.flatMap((table) =>
		linesOf(edition, table)
			.slice(1)
			.map((line) => line.split(',', 2)[1])
	);
	return [...new Set(codes)].sort();
}

/** Every territory of the edition with its requests and items from 2011 on, without filters. */
export function heldTotals(edition: string): { code: string; name: string; requests: number; items: number }[] {
	const rows = readRemovals(heldTable(edition, 'removals'), heldCodebook());
	const names = new Map(heldCodebook().territories.map(({ slug, label }) => [slug, label]));
	return heldTerritories(edition).map((code) => {
		const own = rows.filter(({ territory }) => territory === code);
		const sum = (measure: Measure) => own.reduce((sum, row) => sum + (row[measure] ?? 0), 0);
		return { code, name: names.get(code) ?? code, requests: sum('requests'), items: sum('items') };
	});
}
