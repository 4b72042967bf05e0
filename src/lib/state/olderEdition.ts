import type { Codebook } from '#lib/domain/codebook.ts';
import type { Side } from '#lib/engine/revisions.ts';
import { readPairs } from '#lib/ingest/pairs.ts';
import { partial } from '#lib/charts/partial.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { TableRows } from '#lib/engine/duckdb.ts';
import { OWN_COLUMNS, REMOVAL_COLUMNS, COMPLIANCE_COLUMNS, type TableName } from '#lib/ingest/canonical.ts';
import type { PublishedEdition } from '#lib/ingest/published.ts';
import type { PageData } from './reading.svelte.ts';
import {
	editionUrl,
	publishedFiles,
	readSource,
	tableUrl,
	text,
	type EditionFiles,
	type SourceTexts
} from './source.ts';

/** What pages need to show an edition in the place of the newest. */
export interface OlderEdition {
	edition: string;
	home: SourceTexts;
	rows: TableRows;
	held: PageData['held'];
}

const found = new Map<string, Promise<PublishedEdition>>();

/**
 * What an edition is; fetched once, and again after a failure.
 * @throws SourceError
 */
export function published(edition: string): Promise<PublishedEdition> {
	let one = found.get(edition);
	if (!one) {
		one = text(editionUrl(edition, 'edition.json')).then((json) => JSON.parse(json) as PublishedEdition);
		found.set(edition, one);
		one.catch(() => found.delete(edition));
	}
	return one;
}

/** The files of an edition. A territory that has no row in any of its tables has no file: its tables are empty. */
export function filesOf({ edition, rows, territories, holdings }: PublishedEdition): EditionFiles {
	const tables = Object.keys(rows) as TableName[];
	const files = publishedFiles(edition, tables);
	const header = (table: TableName) =>
		table === 'compliance' ? COMPLIANCE_COLUMNS : holdings ? OWN_COLUMNS : REMOVAL_COLUMNS;
	return {
		...files,
		read: async (territory) =>
			territory === WORLD || territories.includes(territory)
				? files.read(territory)
				: { edition, territory, tables: Object.fromEntries(tables.map((name) => [name, `${header(name).join()}\n`])) }
	};
}

/** @throws SourceError */
export async function openOlder(edition: string, territory: string): Promise<OlderEdition> {
	const one = await published(edition);
	const files = filesOf(one);
	const home = await files.read(territory);
	return { edition, home, rows: one.rows, held: { files, holdings: one.holdings, partial } };
}

/**
 * An edition as one of several that are compared: a territory's rows, and its pairs.
 * @throws SourceError
 */
export async function sideOf(edition: string, territory: string, codebook: Codebook): Promise<Side> {
	const one = await published(edition);
	const { first, last, holdings, pairs, territories } = one;
	const there = territory === WORLD || territories.includes(territory);
	const [texts, pairsText] = await Promise.all([
		filesOf(one).read(territory),
		pairs && there ? text(tableUrl(edition, territory, 'pairs')) : null
	]);
	return {
		edition,
		first,
		last,
		holdings,
		facts: readSource(texts, codebook).facts,
		pairs: pairs && { ...pairs, facts: pairsText === null ? { cube: [] } : readPairs(pairsText, codebook) }
	};
}
