/** What the project's own files say in other languages than English: `data/words/<language>.json`. */
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { DatedEvent } from '#lib/domain/event.ts';
import { parseJson, type Catalog, type Edition } from './catalog.ts';

const Labels = v.record(v.string(), v.pipe(v.string(), v.nonEmpty()));

const WordsSchema = v.strictObject({
	/** By slug. */
	products: Labels,
	reasons: Labels,
	requesters: Labels,
	territories: Labels,
	/** Sentences of the catalog, the oddities and the events, by the English one. */
	texts: Labels
});

export type DataWords = v.InferOutput<typeof WordsSchema>;

const held = new Map<string, DataWords | null>();

/** The words of a language; `null` for English, in which the files themselves are written. */
export function heldWords(language: string): DataWords | null {
	let words = held.get(language);
	if (words === undefined) {
		const file = `words/${language}.json`;
		words = existsSync(`data/${file}`) ? parseJson(file, readFileSync(`data/${file}`, 'utf8'), WordsSchema) : null;
		held.set(language, words);
	}
	return words;
}

/** A text in the language whose words are given; without a translation it stays English. */
const textIn = ({ texts }: DataWords, english: string) => texts[english] ?? english;

/** The codebook with the language's labels; what Google calls each thing stays beside them. */
export function codebookIn(codebook: Codebook, words: DataWords): Codebook {
	const named = <E extends Codebook['products'][number]>(entries: E[], labels: Record<string, string>) =>
		entries.map((entry) => ({ ...entry, label: labels[entry.slug] ?? entry.label, google: entry.label }));
	return {
		products: named(codebook.products, words.products),
		reasons: named(codebook.reasons, words.reasons),
		requesters: named(codebook.requesters, words.requesters),
		territories: named(codebook.territories, words.territories)
	};
}

function editionIn(edition: Edition, words: DataWords): Edition {
	const said = <T extends { what: string }>(one: T) => ({ ...one, what: textIn(words, one.what) });
	return {
		...edition,
		title: textIn(words, edition.title),
		published: textIn(words, edition.published),
		sources: edition.sources.map((source) => ({ ...said(source), obtained: textIn(words, source.obtained) })),
		checkedAgainst: edition.checkedAgainst.map(said),
		oddities: edition.oddities.map((oddity) => ({ ...said(oddity), effect: textIn(words, oddity.effect) }))
	};
}

export function catalogIn({ editions }: Catalog, words: DataWords): Catalog {
	return { editions: editions.map((edition) => editionIn(edition, words)) };
}

export function eventsIn(events: readonly DatedEvent[], words: DataWords): DatedEvent[] {
	return events.map((event) => ({ ...event, text: textIn(words, event.text) }));
}
