/** Files at fixed addresses, made while the site is built: like those a reader saves, but without a byte order mark. */
import type { Division } from '#lib/domain/division.ts';
import type { Row } from '#lib/domain/row.ts';
import { compareRows } from '#lib/engine/rows.ts';
import { readRemovals, readTables, TERRITORY_COLUMNS } from '#lib/ingest/canonical.ts';
import { heldCatalog, heldCodebook, heldTable, heldTexts, heldTotals } from '#lib/ingest/held.server.ts';
import { csvText } from './csv.ts';
import { extractText } from './extract.ts';

/** Programs that read addresses take a byte order mark for a part of the first column's name. */
export function withoutMark(text: string): string {
	return text.replace(/^\uFEFF/, '');
}

function extractOf(rows: readonly Row[], edition: string): string {
	const names = new Map(heldCodebook().territories.map(({ slug, label }) => [slug, label]));
	return withoutMark(extractText(rows, (code) => names.get(code) ?? code, edition));
}

/** All rows of an edition in the columns of the public extract and in its order. */
export function heldExtract(edition: string): string {
	return extractOf(readRemovals(heldTable(edition, 'removals'), heldCodebook()).sort(compareRows), edition);
}

/** The extract of one half-year, product or reason of a territory: the rows that the explorer lists for it. */
export function heldExtractOnly(edition: string, territory: string, by: Division, value: string): string {
	const { facts } = readTables(heldTexts(edition, territory), heldCodebook());
	return extractOf(facts.cube!.filter((row) => row[by] === value).sort(compareRows), edition);
}

/** Every territory of the edition with what it has. */
export function heldTerritoryList(edition: string): string {
	const rows = heldTotals(edition).map(({ code, name, requests, items }) => [code, name, requests, items]);
	return withoutMark(csvText(TERRITORY_COLUMNS, rows));
}

/** What the edition's tables were made from: the catalog's own words and sums, without the files they were checked against. */
export function heldSources(wanted: string): string {
	const { edition, title, sources, tables } = heldCatalog().editions.find(({ edition }) => edition === wanted)!;
	const told = {
		edition,
		title,
		sources: sources
			.filter(({ use }) => use !== 'check')
			.map(({ file, what, publisher, sha256, bytes, member, use }) => ({
				file,
				what,
				publisher,
				sha256,
				bytes,
				member,
				use
			})),
		tables: tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 }))
	};
	return `${JSON.stringify(told, null, '\t')}\n`;
}
