import type { TableName } from '#lib/ingest/canonical.ts';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Answers, FigureId, Questions } from '#lib/domain/figure.ts';
import type { DatedEvent } from '#lib/domain/event.ts';
import type { Holdings } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';
import type { ComplianceRow, Measure } from '#lib/domain/row.ts';
import { scopeOf, type Scope } from '#lib/domain/scope.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { coverageOf, slotsOf, type Reading, type Slot } from '#lib/domain/slot.ts';
import type { Status } from '#lib/domain/status.ts';
import type { Answer, Question } from '#lib/domain/question.ts';
import type { Told } from '#lib/words/altText.ts';
import type { Lack } from '#lib/words/lack.ts';
import type { Names } from '#lib/words/labels.ts';
import { m } from '#lib/words/messages/messages.js';
import type { Drawing, Palette } from './drawing.ts';

/** All a figure is made from. */
export interface FigureInput {
	selection: Selection;
	questions: Questions;
	answers: Answers;
	compliance: readonly ComplianceRow[];
	/** What the edition holds, where that is not all: files of the reader's own; and how what it lacks is said. */
	holdings: Holdings | null;
	partial: PartialEdition | null;
	/** Dated events to be seen beside the figures; none unless the reader asks for them. */
	events: EventLayer | null;
	codebook: Codebook;
	names: Names;
}

/** The layer of dated events; `charts/events.ts`. */
export interface EventLayer {
	figure(input: FigureInput, model: FigureModel): FigureModel;
}

/** An event with its number in a figure. */
export type NumberedEvent = DatedEvent & { number: number };

/** How an edition that holds a part is drawn and spoken of; `charts/partial.ts`. */
export interface PartialEdition {
	figure(input: FigureInput, model: FigureModel): FigureModel;
	lack(question: Question, holdings: Holdings | null, codebook: Codebook): Lack | null;
	/** The table that a figure, or the headline, rests on; `null` where the edition has none of it. */
	table(id: FigureId | null, questions: Questions, holdings: Holdings | null, codebook: Codebook): TableName | null;
	/** What is to be said of the outcomes such an edition gives; `off`: their sum and the items, where the two differ. */
	outcomeNotes(input: FigureInput, after: boolean, off: { sum: number; base: number } | null): string[];
}

/** A table of the same values that the figure draws. The first cell of a row is its header. */
export interface Table {
	caption: string;
	columns: string[];
	rows: string[][];
}

/** One value of a figure, for its own CSV: every step or category with its status. */
export interface FigureValue {
	/** Names of the columns that place the value: `period`, `reason`, … with slugs as values. */
	place: Record<string, string>;
	measure: Measure | 'percent_of_requests';
	value: number | null;
	/** What the value is a share of, where the figure draws shares. */
	base?: number | null;
	status: Status;
	/** Where two ranges are compared: how each is read. The value is their difference. */
	counts?: { base: Reading; this: Reading };
}

/** A figure ready to be drawn at any size, said in words, tabulated and taken away. */
export interface FigureModel<Id extends string = FigureId> extends Told {
	id: Id;
	scope: Scope;
	/** The scope in words, where it is not of one territory. */
	scopeSaid?: string;
	/** The range that the scope's own is compared with. */
	compared?: { from: Period; to: Period };
	/** How to read what is not a plain mark; only what occurs. */
	notes: string[];
	/** Made when asked for: most readers look at the drawing alone. */
	table: () => Table;
	values: () => FigureValue[];
	/** The place that a wide table spreads over its columns; none where a figure has one dimension. */
	across?: string;
	/** The files on show hold nothing of it: there is nothing to draw, and the sentence says what to add. */
	absent?: boolean;
	/** Each mark is of another territory: no rows are those of the whole figure. */
	apart?: true;
	/** Dated events in range, by the numbers of their bands. */
	events?: readonly NumberedEvent[];
	/** Categories folded into "other", which the reader can open. */
	folded: number;
	/** @param stretch how high plots and rows are against their usual height; words keep their size */
	draw: (width: number, palette: Palette, stretch?: number) => Drawing;
}

/** A figure before words were put to it: what every builder starts from. */
export function figureScope(input: FigureInput, override: Partial<Scope> = {}): Scope {
	return scopeOf(input.selection, override);
}

/**
 * Every half-year of the range, with how it is known: what stands above a time figure, whatever its step.
 * @param by a division that the figure needs, which may have been published for fewer half-years
 */
export function halvesIn(input: FigureInput, ...by: Question['by']): Slot[] {
	const { answers, questions, codebook, holdings } = input;
	const question = { ...questions.byHalf, by: [...questions.byHalf.by, ...by] };
	return slotsOf(answers.byHalf, question, 'half', coverageOf(answers.coverage, holdings), codebook);
}

export function slotsIn(input: FigureInput, answer: Answer, question: Question, rest: (string | null)[] = []): Slot[] {
	const coverage = coverageOf(input.answers.coverage, input.holdings);
	return slotsOf(answer, question, input.selection.step, coverage, input.codebook, rest);
}

/** Short words for the lane under an axis: `n/r`, `<10`. */
export function laneWord(slot: Slot): string {
	const words: Record<Status, string> = {
		reported: '',
		zero: '0',
		'not-reported': m.lane_not_reported(),
		withheld: m.lane_withheld(),
		unknown: m.lane_unknown(),
		'not-published': m.lane_not_published(),
		'not-held': m.lane_not_held()
	};
	return words[slot.status];
}

/** Explanations of the marks that stand for no number, for those that occur in these slots. */
export function statusNotes(slots: readonly Slot[]): string[] {
	const notes: string[] = [];
	const has = (status: Status) => slots.some((slot) => slot.status === status && !slot.partial);
	if (has('not-reported')) notes.push(m.note_not_reported());
	if (has('not-published')) notes.push(m.note_not_published());
	if (has('not-held')) notes.push(m.note_not_held());
	if (has('withheld')) notes.push(m.note_withheld());
	if (has('unknown')) notes.push(m.note_unknown());
	if (slots.some((slot) => slot.partial)) notes.push(m.note_partial());
	return notes;
}

export function stepColumn(selection: Selection): string {
	return selection.step === 'year' ? m.year() : m.half_year();
}
