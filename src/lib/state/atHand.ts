import type { FigureInput } from '#lib/charts/model.ts';
import { ranked } from '#lib/charts/categories.ts';
import { onlyOf, type Division } from '#lib/domain/division.ts';
import { questionsOf, type Answers } from '#lib/domain/figure.ts';
import { FIRST_PERIOD, periodsBetween } from '#lib/domain/period.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { answerFrom } from '#lib/engine/rows.ts';
import { Names } from '#lib/words/labels.ts';
import { defaultSelection, type AddressContext } from './address.ts';
import type { Source } from './source.ts';

type Held = Pick<FigureInput, 'holdings' | 'partial'>;

/** All that figures of a selection are made from, where its rows are at hand: answered at once, by the rows engine. */
export function inputAtHand(
	{ facts, compliance }: Source,
	selection: Selection,
	{ editions, codebook }: AddressContext,
	{ holdings, partial }: Held = { holdings: null, partial: null }
): FigureInput {
	const { last } = editions.find(({ edition }) => edition === selection.edition)!;
	const questions = questionsOf(selection, codebook, last);
	const answers = Object.fromEntries(
		Object.entries(questions).map(([name, question]) => [name, answerFrom(facts, question)])
	) as Answers;
	const names = new Names(codebook);
	return { selection, questions, answers, compliance, holdings, partial, events: null, codebook, names };
}

/** One value of a division and nothing else chosen. */
export function selectionOnly(by: Division, value: string, context: AddressContext): Selection {
	return { ...defaultSelection(context), ...onlyOf(by, value) };
}

/** The values of a division: every half-year that Google has published, by time; products and reasons by their requests. */
export function valuesOf(by: Division, source: Source, context: AddressContext): string[] {
	const selection = defaultSelection(context);
	if (by === 'period') return periodsBetween(FIRST_PERIOD, selection.to);
	const { answers, names } = inputAtHand(source, selection, context);
	return ranked(by === 'product' ? answers.byProduct : answers.byReason, by, names).map(({ key }) => key);
}
