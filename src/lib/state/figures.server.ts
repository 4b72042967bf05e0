/** Figures as a page shows them without a query, made while the site is built. */
import { figureOf } from '#lib/charts/figures.ts';
import type { FigureModel } from '#lib/charts/model.ts';
import { partial } from '#lib/charts/partial.ts';
import { questionsOf, type Answers, type FigureId } from '#lib/domain/figure.ts';
import { answerFrom } from '#lib/engine/rows.ts';
import { holdingsOf } from '#lib/ingest/catalog.ts';
import { editionsShown, heldCodebook, heldEdition, heldTexts } from '#lib/ingest/held.server.ts';
import { Names } from '#lib/words/labels.ts';
import { language } from '#lib/words/language.ts';
import { defaultSelection } from './address.ts';
import { readSource } from './source.ts';

/** A territory's figure in an edition, over the whole range and without filters. */
export function heldFigure(edition: string, territory: string, id: FigureId): FigureModel {
	const codebook = heldCodebook(language());
	const editions = editionsShown();
	const selection = { ...defaultSelection({ editions, codebook }, edition), territory };
	const { last } = editions.find((held) => held.edition === edition)!;
	const holdings = holdingsOf(heldEdition(edition));
	const tables = heldTexts(edition, territory);
	const { facts, compliance } = readSource({ edition, territory, tables }, codebook);
	const questions = questionsOf(selection, codebook, last);
	const answers = Object.fromEntries(
		Object.entries(questions).map(([name, question]) => [name, answerFrom(facts, question)])
	) as Answers;
	const names = new Names(codebook);
	return figureOf(id, {
		selection,
		questions,
		answers,
		compliance,
		holdings,
		partial: holdings ? partial : null,
		events: null,
		codebook,
		names
	});
}
