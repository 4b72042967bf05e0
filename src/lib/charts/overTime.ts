import type { Answer } from '#lib/domain/question.ts';
import type { Slot } from '#lib/domain/slot.ts';
import { filterName, measureName, readingText, slotName } from '#lib/words/labels.ts';
import { overTimeFinding, overTimeSentence } from '#lib/words/findings.ts';
import { m } from '#lib/words/messages/messages.js';
import { axisNumber, number, isSmall, percent, percentOf, share } from '#lib/words/numbers.ts';
import { placeOf, unitOf } from './byPeriod.ts';
import { acrossWidth, underCoverage } from './coverage.ts';
import { colorOf, fold, FOLDED, ranked } from './categories.ts';
import { heading, stacked } from './drawing.ts';
import {
	figureScope,
	halvesIn,
	slotsIn,
	statusNotes,
	stepColumn,
	type FigureInput,
	type FigureModel
} from './model.ts';
import { layoutMultiples, PANELS, type Multiples } from './multiples.ts';

type By = 'product' | 'reason';

/** Small multiples of the leading categories and the rest, on one scale: counts, shares of the step, or running totals. */
export function overTime(by: By, input: FigureInput): FigureModel {
	const { selection, answers, questions, names } = input;
	const ask = by === 'product' ? questions.byProductOverTime : questions.byReasonOverTime;
	const answer = by === 'product' ? answers.byProductOverTime : answers.byReasonOverTime;
	const { shown, folded } = fold(ranked(by === 'product' ? answers.byProduct : answers.byReason, by, names), by);
	const steps = slotsIn(input, answers.byPeriod, questions.byPeriod);
	const together = new Set(folded.map(({ key }) => key));
	const panels = shown.map((category) => ({
		category,
		slots: slotsIn(input, category.key === FOLDED ? merged(answer, together) : answer, ask, [category.key])
	}));
	const said = (slot: Slot, i: number, running: (number | null)[]) =>
		slot.value === null
			? readingText(slot)
			: selection.show === 'share'
				? share(slot.value, steps[i].value ?? 0)
				: selection.show === 'cumulative'
					? number(running[i] ?? 0)
					: readingText(slot);
	const runnings = panels.map(({ slots }) => cumulative(slots));
	const scope = figureScope(input);
	const form =
		selection.show === 'cumulative'
			? 'line'
			: selection.show === 'counts' && selection.scale === 'log'
				? 'dots'
				: 'columns';
	const shows = m.caption_over_time({
		measure: measureName(selection.measure),
		dimension: filterName(by).toLowerCase(),
		show: showName(input)
	});
	return {
		id: by === 'product' ? 'by-product-over-time' : 'by-reason-over-time',
		form: PANELS[form](),
		shows,
		title: overTimeFinding(by, answer, steps, scope, names),
		sentence: overTimeSentence(selection.show, by),
		scope,
		notes: [
			...statusNotes(panels[0]?.slots ?? []),
			...(selection.show === 'share' && steps.some((slot) => isSmall(slot.value)) ? [m.note_small_base()] : [])
		],
		folded: 0,
		table: () => ({
			caption: shows,
			columns: [stepColumn(selection), ...panels.map(({ category }) => category.label)],
			rows: steps.map((step, i) => [slotName(step), ...panels.map(({ slots }, p) => said(slots[i], i, runnings[p]))])
		}),
		across: by,
		values: () =>
			panels.flatMap(({ category, slots }) =>
				slots.map((slot, i) => ({
					place: { ...placeOf(slot), [by]: category.key === FOLDED ? 'other-categories' : category.key },
					measure: selection.measure,
					value: slot.value,
					...(selection.show === 'share' ? { base: steps[i].value } : {}),
					status: slot.status
				}))
			),
		draw: (width, palette, stretch) => {
			const multiples: Multiples = {
				form,
				axis: selection.show === 'share' ? (value) => percent(value) : axisNumber,
				max: selection.show === 'share' ? 100 : undefined,
				small: selection.show === 'share' ? (i) => isSmall(steps[i].value) : undefined,
				says: (i) => [
					slotName(steps[i]),
					...panels.map(({ category, slots }, p) =>
						m.line_of({ label: category.label, value: said(slots[i], i, runnings[p]) })
					)
				],
				panels: panels.map(({ category, slots }, p) => ({
					key: category.key,
					label: category.label,
					note: m.panel_total({ value: number(category.value) }),
					slots,
					color: colorOf(category.key, palette),
					narrow: { [by]: category.slugs },
					values: slots.map((slot, i) =>
						slot.partial || slot.value === null
							? null
							: selection.show === 'share'
								? percentOf(slot.value, steps[i].value ?? 0)
								: selection.show === 'cumulative'
									? runnings[p][i]
									: slot.value
					)
				}))
			};
			const halves = halvesIn(input);
			const figure = stacked(width, 4, [
				heading(selection.show === 'counts' ? unitOf(input) : showName(input), width, palette),
				layoutMultiples(multiples, width, palette, { stretch })
			]);
			return underCoverage(halves, acrossWidth(halves, width), figure, palette);
		}
	};
}

function showName({ selection }: FigureInput): string {
	const measure = { measure: measureName(selection.measure) };
	if (selection.show === 'share')
		return selection.step === 'year' ? m.show_share_year(measure) : m.show_share_half(measure);
	return selection.show === 'cumulative' ? m.show_cumulative_of(measure) : m.show_counts_of(measure);
}

/** The folded categories of a grouped answer, summed under one key. */
function merged(answer: Answer, together: ReadonlySet<string>): Answer {
	const sums = new Map<string, number>();
	for (const { key, value } of answer)
		if (key[1] !== null && together.has(key[1])) sums.set(key[0]!, (sums.get(key[0]!) ?? 0) + (value ?? 0));
	return [...sums].map(([step, value]) => ({ key: [step, FOLDED], value, gap: null }));
}

/** Running totals over the range; a step without a number has none, and adds nothing. */
function cumulative(slots: readonly Slot[]): (number | null)[] {
	let sum = 0;
	return slots.map((slot) => (slot.value === null ? null : (sum += slot.value)));
}
