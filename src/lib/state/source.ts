import { asset } from '$app/paths';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Facts } from '#lib/domain/holding.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { ComplianceRow } from '#lib/domain/row.ts';
import type { StartOptions } from '#lib/engine/browser.ts';
import { readTables, readTerritories, type TableName, type TerritoryTotals } from '#lib/ingest/canonical.ts';

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

/** Where the tables of an edition are, for one territory or for all. */
export function tableUrls(edition: string, territory: string): { removals: string; compliance: string } {
	const folder = territory === WORLD ? `/data/editions/${edition}` : `/data/editions/${edition}/${territory}`;
	return { removals: asset(`${folder}/removals.csv`), compliance: asset(`${folder}/compliance.csv`) };
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

async function text(url: string): Promise<string> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_LIMIT) });
		if (!response.ok) throw new Error(String(response.status));
		return await response.text();
	} catch (error) {
		throw new SourceError(url, error);
	}
}

/** An edition of the site: fetched, one territory at a time until DuckDB wants all. */
export function publishedFiles(edition: string): EditionFiles {
	return {
		async read(territory) {
			const urls = tableUrls(edition, territory);
			const [removals, compliance] = await Promise.all([text(urls.removals), text(urls.compliance)]);
			return { edition, territory, tables: { removals, compliance } };
		},
		territories: async () => readTerritories(await text(asset(`/data/editions/${edition}/territories.csv`))),
		whole: { urls: tableUrls(edition, WORLD) }
	};
}
