import { eventLayer } from '#lib/charts/events.ts';
import { figureOf } from '#lib/charts/figures.ts';
import type { FigureInput, FigureModel } from '#lib/charts/model.ts';
import { movedFigure, type MovedInput } from '#lib/charts/moved.ts';
import { partial } from '#lib/charts/partial.ts';
import { peerFigure, type PeerFigureId, type PeerInput } from '#lib/charts/peers.ts';
import { pictureWords } from '#lib/charts/picture.ts';
import type { Codebook, Entry } from '#lib/domain/codebook.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import { longValues } from '#lib/export/values.ts';
import { altText } from '#lib/words/altText.ts';
import { citation, sourceLine } from '#lib/words/citation.ts';
import { day } from '#lib/words/events.ts';
import { figureName, Names } from '#lib/words/labels.ts';
import { language } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';
import { scopeSentence, scopeShort } from '#lib/words/sentences.ts';
import type { EmbedContext } from './context.ts';
import { freshness } from './freshness.ts';
import { embedHeight, sealedPage } from './page.ts';

/** A figure said in a language, with the names it uses. */
export interface Spoken<M extends FigureModel<string> = FigureModel<string>> {
	model: M;
	names: Names;
}

/** The codebook of a page with another language's labels; a class of the reader's own files keeps the name it has there. */
function relabelled(codebook: Codebook, labels: Codebook): Codebook {
	const named = <E extends Entry>(entries: E[], others: readonly Entry[]): E[] => {
		const label = new Map(others.map((entry) => [entry.slug, entry.label]));
		return entries.map((entry) => ({ ...entry, label: label.get(entry.slug) ?? entry.label }));
	};
	return {
		products: named(codebook.products, labels.products),
		reasons: named(codebook.reasons, labels.reasons),
		requesters: named(codebook.requesters, labels.requesters),
		territories: named(codebook.territories, labels.territories)
	};
}

/**
 * All that is said of a figure where it is taken away, in the language of the build this is a part of. A page fetches the one of
 * another language to take a figure away in it: it carries the words of its own alone.
 * @param context labels, editions and events in that language; `null` where the page's own are in it
 */
export function speechOf(context: EmbedContext | null) {
	const spoken = <I extends { codebook: Codebook; names: Names }>(input: I): I => {
		if (!context) return input;
		const codebook = relabelled(input.codebook, context.codebook);
		return { ...input, codebook, names: new Names(codebook) };
	};
	return {
		language: language(),

		explored(id: FigureId, input: FigureInput, open?: boolean): Spoken<FigureModel> {
			const said = spoken(input);
			const events = input.events && (context ? eventLayer(context.events) : input.events);
			return {
				names: said.names,
				model: figureOf(id, { ...said, events, partial: input.partial && partial }, open)
			};
		},
		compared(id: PeerFigureId, input: PeerInput): Spoken {
			const said = spoken(input);
			return { names: said.names, model: peerFigure(id, said) };
		},
		moved(input: MovedInput, open: boolean): Spoken {
			const said = spoken(input);
			return { names: said.names, model: movedFigure({ ...said, partial: input.partial && partial }, open) };
		},

		/** An edition's title. */
		titleOf: (edition: string, title: string) =>
			context?.editions.find((held) => held.edition === edition)?.title ?? title,
		scopeOf: ({ model, names }: Spoken) => model.scopeSaid ?? scopeSentence(model.scope, names),
		frameName: ({ model, names }: Spoken) =>
			m.embed_frame_name({ form: model.form, shows: model.shows, scope: scopeShort(model.scope, names) }),
		packReadme: {
			title: m.pack_readme_title,
			files: m.pack_readme_files,
			same: m.pack_readme_same,
			terms: m.terms_short
		},
		altText,
		citation,
		day,
		embedHeight,
		figureName,
		freshness,
		longValues,
		pictureWords,
		scopeSentence,
		sealedPage,
		sourceLine
	};
}

export type Speech = ReturnType<typeof speechOf>;
