/** What the project itself holds under `data`, read while the pages are made. Reader's browsers fetch the same tables. */
import { readFileSync } from 'node:fs';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { DatedEvent } from '#lib/domain/event.ts';
import { HEADLINE_FROM } from '#lib/domain/period.ts';
import type { Measure } from '#lib/domain/row.ts';
import { readTables, type TableName } from './canonical.ts';
import { holdingsOf, parseCatalog, type Catalog, type Edition } from './catalog.ts';
import { readCodebook } from './codebook.ts';
import type { PublishedEdition } from './published.ts';
import { catalogIn, codebookIn, eventsIn, heldWords } from './words.server.ts';

const read = (path: string) => readFileSync(`data/${path}`, 'utf8');

/** What is made once for each language. */
function once<T>(make: (language: string) => T): (language?: string) => T {
	const made = new Map<string, T>();
	return (language = 'en') => {
		if (!made.has(language)) made.set(language, make(language));
		return made.get(language)!;
	};
}

/** The catalog with the newest edition first: that is the one shown when an address names none. */
export const heldCatalog = once((language): Catalog => {
	const { editions } = parseCatalog(read('catalog.json'));
	const catalog = { editions: [...editions].sort((a, b) => (a.edition < b.edition ? 1 : -1)) };
	const words = heldWords(language);
	return words ? catalogIn(catalog, words) : catalog;
});

export function heldEdition(edition: string, language?: string): Edition {
	return heldCatalog(language).editions.find((held) => held.edition === edition)!;
}

export const heldCodebook = once((language): Codebook => {
	const codebook = readCodebook({
		products: read('codebook/products.csv'),
		reasons: read('codebook/reasons.csv'),
		requesters: read('codebook/requesters.csv'),
		territories: read('codebook/territories.csv')
	});
	const words = heldWords(language);
	return words ? codebookIn(codebook, words) : codebook;
});

/** Dated events that a reader may hold beside a figure. */
export const heldEvents = once((language): DatedEvent[] => {
	const events = JSON.parse(read('events.json')) as DatedEvent[];
	const words = heldWords(language);
	return words ? eventsIn(events, words) : events;
});

/** A table of counts, whether engines load it or not. */
export type HeldTable = TableName | 'pairs';

/** The tables of counts that an edition has. */
export function heldTables(edition: string): HeldTable[] {
	return heldEdition(edition).tables.map(({ name }) => name);
}

/** The tables that engines load: all but the pairs, which answer no question about requests. */
export function loadedTables(edition: string): TableName[] {
	return heldTables(edition).filter((name) => name !== 'pairs');
}

/** The files that say what an edition's own files are like. */
export type AboutFile = Edition['files'][number]['name'];

/** A whole table of an edition, as text. */
export function heldTable(edition: string, table: HeldTable | AboutFile): string {
	return read(`editions/${edition}/${table}.csv`);
}

const byTerritory = new Map<string, { header: string; lines: Map<string, string[]> }>();

/** Canonical cells hold no comma. */
function linesOf(edition: string, table: HeldTable) {
	const key = `${edition}/${table}`;
	let found = byTerritory.get(key);
	if (!found) {
		const [header, ...rest] = heldTable(edition, table).trimEnd().split('\n');
		const lines = new Map<string, string[]>();
		for (const line of rest) {
			const code = line.split(',', 2)[1];
			const list = lines.get(code);
			if (list) list.push(line);
			else lines.set(code, [line]);
		}
		byTerritory.set(key, (found = { header, lines }));
	}
	return found;
}

/** The lines of a table that are one territory's, under the table's header. */
export function heldTerritory(edition: string, territory: string, table: HeldTable): string {
	const { header, lines } = linesOf(edition, table);
	return [header, ...(lines.get(territory) ?? []), ''].join('\n');
}

/** A territory's lines of every table that engines load. */
export function heldTexts(edition: string, territory: string): Partial<Record<TableName, string>> {
	return Object.fromEntries(loadedTables(edition).map((table) => [table, heldTerritory(edition, territory, table)]));
}

/** Territories with a row in any table of the edition. */
export function heldTerritories(edition: string): string[] {
	const codes = heldTables(edition).flatMap((table) => [...linesOf(edition, table).lines.keys()]);
	return [...new Set(codes)].sort();
}

/** Every territory of the edition with its requests and items from 2011 on, without filters. */
export function heldTotals(
	edition: string
): { code: string; name: string; requests: number | null; items: number | null }[] {
	const texts = Object.fromEntries(loadedTables(edition).map((table) => [table, heldTable(edition, table)]));
	const { facts } = readTables(texts, heldCodebook());
	const rows = (facts.totals ?? facts.cube ?? []).filter(({ period }) => period >= HEADLINE_FROM);
	const names = new Map(heldCodebook().territories.map(({ slug, label }) => [slug, label]));
	const has = (measure: Measure) => rows.some((row) => row[measure] !== null);
	const [requests, items] = [has('requests'), has('items')];
	return heldTerritories(edition).map((code) => {
		const own = rows.filter(({ territory }) => territory === code);
		const sum = (measure: Measure) => own.reduce((sum, row) => sum + (row[measure] ?? 0), 0);
		return {
			code,
			name: names.get(code) ?? code,
			requests: requests ? sum('requests') : null,
			items: items ? sum('items') : null
		};
	});
}

/** What every page knows of each edition, the newest first; what more there is to say of one comes when it is asked for. */
export function editionsShown(language?: string) {
	return heldCatalog(language).editions.map(({ edition, title, periods, holdings }) => ({
		edition,
		title,
		last: periods.last,
		...(holdings && periods.first > HEADLINE_FROM ? { first: periods.first } : {}),
		...(holdings && holdings.held.totals.requests.length === 0 ? { measure: 'items' as const } : {})
	}));
}

/** What a page must know of an edition before it can show it; fetched when an address asks for it. */
export function publishedEdition(edition: string): PublishedEdition {
	const held = heldEdition(edition);
	const rows = held.tables.flatMap(({ name, rows }) => (name === 'pairs' ? [] : [[name, rows]]));
	return {
		edition,
		title: held.title,
		first: held.periods.first,
		last: held.periods.last,
		rows: Object.fromEntries(rows),
		holdings: holdingsOf(held),
		pairs: held.tables.find(({ name }) => name === 'pairs')?.periods ?? null,
		territories: heldTerritories(edition)
	};
}

/** What the checks of the import found of an edition. */
export function heldQuality(edition: string, language?: string) {
	const { oddities, checkedAgainst, unchecked, sources } = heldEdition(edition, language);
	return {
		edition,
		oddities,
		checkedAgainst,
		unchecked,
		sources: sources.map(({ id, layout, use }) => ({ id, layout, use }))
	};
}
