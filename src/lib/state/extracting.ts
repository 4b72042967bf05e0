import { WORLD } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { compareRows } from '#lib/engine/rows.ts';
import type { SourceFile } from '#lib/words/extract.ts';
import { writeSelection } from './address.ts';
import { addressOf } from './navigation.ts';
import { own } from './own.svelte.ts';
import { filePath } from './paths.ts';
import type { Reading } from './reading.svelte.ts';

/** What an edition was made from, and its tables: `/data/editions/<edition>/sources.json`. */
export interface EditionSources {
	sources: SourceFile[];
	tables: { name: string; rows: number; sha256: string }[];
}

/** The rows in scope of each of these territories, in the order of every extract. */
export async function rowsOfAll(
	{ ledger }: Reading,
	selection: Selection,
	territories: readonly string[]
): Promise<Row[]> {
	const each = territories.map((territory) => ledger.rowsBehind({ ...selection, territory }, {}));
	return (await Promise.all(each)).flatMap(({ rows }) => rows).sort(compareRows);
}

/** An address that gives the rows of a territory back for ever. */
export function rowsAddress({ context }: Reading, selection: Selection, territory: string): string {
	return addressOf(writeSelection({ ...selection, territory, view: 'chart' }, context, true));
}

/** The territories that the edition on show has rows of. */
export async function territoriesOf(reading: Reading): Promise<string[]> {
	const held = (await reading.territories()).map(({ code }) => code);
	return held.filter((code) => code !== WORLD);
}

/** Fetched once; of files of the reader's own their names are all there is. */
export async function sourcesOf(edition: string): Promise<EditionSources> {
	if (own.shown?.own.edition === edition) {
		const file = (file: string): SourceFile => ({ file, what: '', publisher: 'own', sha256: null, member: null });
		return { sources: own.shown.own.files.map(file), tables: [] };
	}
	const response = await fetch(filePath(`/data/editions/${edition}/sources.json`));
	if (!response.ok) throw new Error(String(response.status));
	return response.json();
}
