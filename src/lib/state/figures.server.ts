/** Figures as a page shows them without a query, made while the site is built. */
import { figureOf } from '#lib/charts/figures.ts';
import type { FigureModel } from '#lib/charts/model.ts';
import { partial } from '#lib/charts/partial.ts';
import { DIVISIONS, type Division } from '#lib/domain/division.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import { holdingsOf } from '#lib/ingest/catalog.ts';
import { editionsShown, heldCodebook, heldEdition, heldTexts } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { language } from '#lib/words/language.ts';
import { defaultSelection } from './address.ts';
import { inputAtHand, valuesOf } from './atHand.ts';
import { readSource } from './source.ts';

/** A territory's figure in an edition, over the whole range and without filters. */
export function heldFigure(edition: string, territory: string, id: FigureId): FigureModel {
	const context = { editions: editionsShown(language()), codebook: heldCodebook(language()) };
	const selection = { ...defaultSelection(context, edition), territory };
	const holdings = holdingsOf(heldEdition(edition));
	const source = readSource({ edition, territory, tables: heldTexts(edition, territory) }, context.codebook);
	return figureOf(id, inputAtHand(source, selection, context, { holdings, partial: holdings ? partial : null }));
}

/** Every value that has a page of its own: of Kazakhstan in the newest edition. */
export function heldValues(): { by: Division; value: string }[] {
	const context = { editions: editionsShown(), codebook: heldCodebook() };
	const source = readSource(homeSource(), context.codebook);
	return DIVISIONS.flatMap((by) => valuesOf(by, source, context).map((value) => ({ by, value })));
}
