import type { Codebook } from '#lib/domain/codebook.ts';
import type { Division } from '#lib/domain/division.ts';
import type { Facts } from '#lib/domain/holding.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { ComplianceRow } from '#lib/domain/row.ts';
import type { StartOptions } from '#lib/engine/browser.ts';
import { readTables, readTerritories, type TableName, type TerritoryTotals } from '#lib/ingest/canonical.ts';
import { filePath } from './paths.ts';

/** A territory's rows of an edition, as text: its own lines of each table the edition has. */
export interface SourceTexts {
	edition: string;
	territory: string;
	tables: Partial<Record<TableName, string>>;
}

/** A territory's rows of an edition, read. */
export interface Source {
	edition: string;
	territory: string;
	facts: Facts;
	compliance: ComplianceRow[];
}

/** @throws CanonicalTableError */
export function readSource({ edition, territory, tables }: SourceTexts, codebook: Codebook): Source {
	return { edition, territory, ...readTables(tables, codebook) };
}

/** Where an edition's rows come from: the site, or the reader's own files. */
export interface EditionFiles {
	/** The rows of a territory, or of the world. */
	read(territory: string): Promise<SourceTexts>;
	/** What each territory has. */
	territories(): Promise<readonly TerritoryTotals[]>;
	/** All tables, for DuckDB. */
	whole: StartOptions['tables'];
}

/** The tables of an edition that holds all that Google published. */
const NEWEST: readonly TableName[] = ['removals', 'compliance'];

/** Where a file of an edition is. */
export function editionUrl(edition: string, file: string): string {
	return filePath(`/data/editions/${edition}/${file}`);
}

/** Where a table of an edition is, for one territory or for all. */
export function tableUrl(edition: string, territory: string, table: string): string {
	return editionUrl(edition, territory === WORLD ? `${table}.csv` : `${territory}/${table}.csv`);
}

/** Where the rows of one value of a division are, as an extract. */
export function divisionUrl(
	edition: string,
	territory: string,
	{ by, value }: { by: Division; value: string }
): string {
	return editionUrl(edition, `${territory}/${by}/${value}.csv`);
}

/** Where the values of a figure are, over its whole range and without filters. */
export function figureUrl({ edition, territory }: Pick<Source, 'edition' | 'territory'>, id: string): string {
	return editionUrl(edition, `${territory}/figures/${id}.csv`);
}

/** The figures could not be fetched: no network, or the copy of the site is not whole. */
export class SourceError extends Error {
	constructor(url: string, cause: unknown) {
		super(`${url}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
		this.name = 'SourceError';
	}
}

/** A file that does not arrive is given up, so that the reader hears of it. */
const FETCH_LIMIT = 20_000;

export async function text(url: string): Promise<string> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_LIMIT) });
		if (!response.ok) throw new Error(String(response.status));
		return await response.text();
	} catch (error) {
		throw new SourceError(url, error);
	}
}

/** An edition of the site: fetched, one territory at a time until DuckDB wants all. */
export function publishedFiles(edition: string, tables: readonly TableName[] = NEWEST): EditionFiles {
	return {
		async read(territory) {
			const texts = tables.map(async (name) => [name, await text(tableUrl(edition, territory, name))] as const);
			return { edition, territory, tables: Object.fromEntries(await Promise.all(texts)) };
		},
		territories: async () => readTerritories(await text(editionUrl(edition, 'territories.csv'))),
		whole: { urls: Object.fromEntries(tables.map((name) => [name, tableUrl(edition, WORLD, name)])) }
	};
}
