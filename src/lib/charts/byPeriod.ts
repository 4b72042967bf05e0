import type { Slot } from '#lib/domain/slot.ts';
import { counted, measureName, readingCounted, readingText, slotName, statusName } from '#lib/words/labels.ts';
import { m } from '#lib/words/messages/messages.js';
import { periodFinding, periodSentence } from '#lib/words/findings.ts';
import {
	figureScope,
	halvesIn,
	laneWord,
	slotsIn,
	statusNotes,
	stepColumn,
	type FigureInput,
	type FigureModel
} from './model.ts';
import { layoutTime } from './time.ts';

/** Requests or items over time. */
export function byPeriod(input: FigureInput): FigureModel {
	const { selection, answers, questions, names } = input;
	const slots = slotsIn(input, answers.byPeriod, questions.byPeriod);
	const other = slotsIn(input, answers.byPeriodOther, questions.byPeriodOther);
	const measures = [questions.byPeriod.measure, questions.byPeriodOther.measure];
	const both = measures[0] !== measures[1];
	const scope = figureScope(input);
	const shows = m.caption_by_period({ measure: measureName(selection.measure) });
	return {
		id: 'by-period',
		form: selection.scale === 'log' ? m.form_dots() : m.form_columns(),
		shows,
		title: periodFinding(slots, scope, names),
		sentence: periodSentence(slots, scope),
		scope,
		notes: statusNotes(slots),
		folded: 0,
		table: () => ({
			caption: shows,
			columns: [stepColumn(selection), ...(both ? measures : [measures[0]]).map(measureName), m.status()],
			rows: slots.map((slot, i) => [
				slotName(slot),
				readingText(slot),
				...(both ? [readingText(other[i])] : []),
				statusName(slot.status)
			])
		}),
		values: () =>
			slots.map((slot) => ({
				place: placeOf(slot),
				measure: selection.measure,
				value: slot.value,
				status: slot.status
			})),
		draw: (width, palette, stretch) =>
			layoutTime(
				{
					slots,
					halves: halvesIn(input),
					says: (i) => [
						slotName(slots[i]),
						readingCounted(slots[i], selection.measure),
						...(both && other[i].value !== null ? [counted(other[i].value!, measures[1])] : [])
					],
					laneWord,
					unit: unitOf(input),
					scale: selection.scale,
					color: palette.total
				},
				width,
				palette,
				stretch
			)
	};
}

/** Where a slot stands in a figure's CSV: the half-year, or the year with the halves it sums. */
export function placeOf(slot: Slot): Record<string, string> {
	return slot.key.length > 4
		? { period: slot.key }
		: { year: slot.key, halves: slot.halves.map((half) => half.slice(4)).join('+') };
}

export function unitOf({ selection }: FigureInput): string {
	const measure = measureName(selection.measure);
	const input = { measure };
	const unit = selection.step === 'year' ? m.unit_per_year(input) : m.unit_per_half(input);
	return selection.scale === 'log' ? m.unit_log({ unit }) : unit;
}
