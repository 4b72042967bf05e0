import type { Codebook } from '#lib/domain/codebook.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { ComplianceRow, Row } from '#lib/domain/row.ts';
import { readCompliance, readRemovals, totalsBeforeBreakdown } from '#lib/ingest/canonical.ts';
import { asset } from '$app/paths';

/** A territory's rows of an edition, as text. */
export interface SourceTexts {
	edition: string;
	territory: string;
	removals: string;
	compliance: string;
}

/** How many rows an edition's tables have: fewer arrived means a file was cut on its way. */
export type TableRows = Record<'removals' | 'compliance', number>;

/** A territory's rows of an edition, read. */
export interface Source {
	edition: string;
	territory: string;
	rows: Row[];
	compliance: ComplianceRow[];
}

/** @throws CanonicalTableError */
export function readSource(texts: SourceTexts, codebook: Codebook): Source {
	const compliance = readCompliance(texts.compliance);
	return {
		edition: texts.edition,
		territory: texts.territory,
		rows: [...totalsBeforeBreakdown(compliance), ...readRemovals(texts.removals, codebook)],
		compliance
	};
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

/** @throws SourceError | CanonicalTableError */
export async function fetchSource(edition: string, territory: string, codebook: Codebook): Promise<Source> {
	const urls = tableUrls(edition, territory);
	const [removals, compliance] = await Promise.all([text(urls.removals), text(urls.compliance)]);
	return readSource({ edition, territory, removals, compliance }, codebook);
}
