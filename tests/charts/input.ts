import { group } from 'd3';
import type { FigureInput } from '#lib/charts/model.ts';
import type { MovedInput } from '#lib/charts/moved.ts';
import { questionsOf, type Answers } from '#lib/domain/figure.ts';
import { movedQuestions, usualBase, type MovedAnswers, type MovedSelection } from '#lib/domain/moved.ts';
import type { Period } from '#lib/domain/period.ts';
import { WORLD, type Answer, type Question } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import { defaultScale, whereOf, type Selection } from '#lib/domain/selection.ts';
import { answer, rowsInScope } from '#lib/engine/rows.ts';
import { readCompliance } from '#lib/ingest/canonical.ts';
import { defaultSelection, type AddressContext } from '#lib/state/address.ts';
import { Names } from '#lib/words/labels.ts';
import { readEdition } from '../engine/edition.ts';

/** The real edition, and figures made from it as the explorer makes them with the rows engine. */
export const EDITION = '2026-06';
export const LAST: Period = '2025H2';

const { codebook, rows, tables } = readEdition(EDITION);
const compliance = readCompliance(tables.compliance);

export { codebook };
export const names = new Names(codebook);
export const context: AddressContext = { editions: [{ edition: EDITION, last: LAST }], codebook };

/** What a page shows without a query, changed where a test says so; the axis follows the measure. */
export function selectionOf(change: Partial<Selection> = {}): Selection {
	const measure = change.outcome?.length ? 'items' : (change.measure ?? 'requests');
	return { ...defaultSelection(context), scale: defaultScale(measure), ...change, measure };
}

const territories = group(rows, (row) => row.territory);
/** The rows of a territory, or of the world. */
export const rowsFrom = (territory: string): Row[] => (territory === WORLD ? rows : (territories.get(territory) ?? []));
const answered = new Map<string, Answer>();

/** Scale, show and view change no question, so most of a matrix of cases is answered once. */
export function ask(question: Question): Answer {
	const key = JSON.stringify(question);
	if (!answered.has(key)) answered.set(key, answer(rowsFrom(question.where.territory), question));
	return answered.get(key)!;
}

export function inputOf(change: Partial<Selection> = {}): FigureInput {
	const selection = selectionOf(change);
	const questions = questionsOf(selection, codebook, LAST);
	const answers = Object.fromEntries(
		Object.entries(questions).map(([name, question]) => [name, ask(question)])
	) as Answers;
	// Percentages can't be summed over territories: the world has none.
	const own = compliance.filter(({ territory }) => territory === selection.territory);
	return {
		selection,
		questions,
		answers,
		compliance: own,
		holdings: null,
		partial: null,
		events: null,
		codebook,
		names
	};
}

/** The rows an extract of the selection holds. */
export function rowsOf(change: Partial<Selection> = {}): Row[] {
	const selection = selectionOf(change);
	return rowsInScope(rowsFrom(selection.territory), whereOf(selection, codebook));
}

/** What the view "What moved" shows: the newest half-year against the same half of the year before, changed where a test says so. */
export function movedSelectionOf(change: Partial<MovedSelection> = {}): MovedSelection {
	const selection = selectionOf({ from: LAST, to: LAST, ...change });
	const base = usualBase(selection);
	return { baseFrom: base.from, baseTo: base.to, by: 'product-reason', ...selection, ...change };
}

export function movedInputOf(change: Partial<MovedSelection> = {}): MovedInput {
	const selection = movedSelectionOf(change);
	const questions = movedQuestions(selection, codebook, LAST);
	const answers = Object.fromEntries(
		Object.entries(questions).map(([name, question]) => [name, ask(question)])
	) as MovedAnswers;
	return { selection, questions, answers, holdings: null, partial: null, codebook, names };
}
