/** Editions as sides of a comparison, while the pages are made. */
import { WORLD } from '#lib/domain/question.ts';
import { readTables } from '#lib/ingest/canonical.ts';
import {
	heldCodebook,
	heldTable,
	heldTerritory,
	heldTexts,
	loadedTables,
	publishedEdition
} from '#lib/ingest/held.server.ts';
import { readPairs } from '#lib/ingest/pairs.ts';
import { readLabels, type Label } from '#lib/ingest/provenance.ts';
import type { Side } from './revisions.ts';

const found = new Map<string, Side>();

export function heldSide(edition: string, territory: string): Side {
	const key = `${edition}/${territory}`;
	let side = found.get(key);
	if (!side) {
		const { first, last, holdings, pairs } = publishedEdition(edition);
		const whole = territory === WORLD;
		const texts = whole
			? Object.fromEntries(loadedTables(edition).map((table) => [table, heldTable(edition, table)]))
			: heldTexts(edition, territory);
		const { facts } = readTables(texts, heldCodebook());
		const pairsText = pairs && (whole ? heldTable(edition, 'pairs') : heldTerritory(edition, territory, 'pairs'));
		side = {
			edition,
			first,
			last,
			holdings,
			facts,
			pairs: pairs && { ...pairs, facts: readPairs(pairsText!, heldCodebook()) }
		};
		found.set(key, side);
	}
	return side;
}

export function heldLabels(edition: string): Label[] {
	return readLabels(heldTable(edition, 'labels'));
}
