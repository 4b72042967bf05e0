import { scaleBand, type ScaleBand } from 'd3';
import { isHatched, type Slot } from '#lib/domain/slot.ts';
import type { Scale } from '#lib/domain/selection.ts';
import { slotName } from '#lib/words/labels.ts';
import { axisNumber, number } from '#lib/words/numbers.ts';
import { underCoverage } from './coverage.ts';
import { NARROW, round, TEXT, textWidth, wrap, type Drawing, type Palette, type Shape, type Spot } from './drawing.ts';
import { linear, logarithmic } from './scale.ts';

/** A value over time, before it has pixels. */
export interface TimeSeries {
	slots: readonly Slot[];
	/** Every half-year of the range, for the strip above. */
	halves: readonly Slot[];
	/** What tooltip and screen reader say of a slot, by its index. */
	says: (index: number) => string[];
	/** Short words under a slot that has no mark, by status: `n/r`, `<10`. */
	laneWord: (slot: Slot) => string;
	/** Unit of the axis, in words. */
	unit: string;
	scale: Scale;
	color: string;
}

const LANE = 18;
const TICKS_BELOW = 20;
const TOP = 34;
/** From one line of the axis' title to the next. */
const UNIT_LINE = 15;
/** The fixed ticks of a log axis; more only where the data go beyond. */
export const LOG_TICKS = [1, 10, 100, 1e3, 1e4, 1e5] as const;

/** The ticks of a log axis that reaches `max`. */
export function logTicks(max: number): number[] {
	const ticks: number[] = [...LOG_TICKS];
	while (max > ticks.at(-1)! * 2) ticks.push(ticks.at(-1)! * 10);
	return ticks;
}

/**
 * Columns from zero on a linear axis; dots on stems on a log axis, never columns, because a column's length
 * means nothing there. A calendar year of which one half is in range gets no mark: only its place.
 */
export function layoutTime(series: TimeSeries, width: number, palette: Palette, stretch = 1): Drawing {
	const narrow = width < NARROW;
	const unit = wrap(series.unit, width);
	const top = TOP + (unit.length - 1) * UNIT_LINE;
	const total = Math.round((narrow ? 250 : 280) * stretch) + top - TOP;
	const drawn = series.slots.map((slot) => (slot.partial ? null : slot.value));
	// A withheld count is drawn as a bracket from 1 to 9, which must have room.
	const withheld = series.slots.some((slot) => slot.status === 'withheld');
	const max = Math.max(withheld ? 10 : 1, ...drawn.map((value) => value ?? 0));
	const log = series.scale === 'log';

	const bottom = total - LANE - TICKS_BELOW;
	const zeroBased = linear(max, [bottom, top], 4);
	const ticks = log ? logTicks(max) : zeroBased.ticks(4).filter(Number.isInteger);
	const y = log ? logarithmic(Math.max(max, ticks.at(-1)!), [bottom - 6, top]) : zeroBased;

	const left = Math.max(...ticks.map((tick) => textWidth(axisNumber(tick)))) + 8;
	const band = scaleBand<string>(
		series.slots.map((slot) => slot.key),
		[left, width - 2]
	).paddingInner(0.22);
	const x = (slot: Slot) => band(slot.key)!;
	const center = (slot: Slot) => x(slot) + band.bandwidth() / 2;

	const shapes: Shape[] = [
		...unit.map((text, i): Shape => ({ kind: 'text', x: 0, y: 12 + i * UNIT_LINE, text, fill: palette.quiet })),
		...ticks.flatMap((tick): Shape[] => [
			{ kind: 'line', x1: left, x2: width, y1: round(y(tick)), y2: round(y(tick)), stroke: palette.hairline },
			{
				kind: 'text',
				x: round(left - 6),
				y: round(y(tick) + 4),
				text: axisNumber(tick),
				anchor: 'end',
				fill: palette.quiet
			}
		]),
		{ kind: 'line', x1: left, x2: width, y1: bottom, y2: bottom, stroke: palette.quiet }
	];

	series.slots.forEach((slot, i) => {
		const value = drawn[i];
		const at = round(x(slot));
		const wide = round(Math.max(1, band.bandwidth()));
		const word = slot.partial ? '½' : series.laneWord(slot);
		if (value !== null && value > 0 && log) {
			const top = round(y(value));
			shapes.push(
				{ kind: 'line', x1: center(slot), x2: center(slot), y1: bottom, y2: top, stroke: series.color, width: 1.5 },
				{
					kind: 'circle',
					cx: round(center(slot)),
					cy: top,
					r: Math.min(5, Math.max(2.5, wide / 2)),
					fill: series.color,
					status: slot.status
				}
			);
		} else if (value !== null && value > 0) {
			const top = Math.min(bottom - 1, round(y(value)));
			shapes.push({
				kind: 'rect',
				x: at,
				y: top,
				width: wide,
				height: round(bottom - top),
				fill: series.color,
				status: slot.status
			});
		} else if (slot.status === 'withheld' && !slot.partial) {
			const top = round(y(9));
			shapes.push({
				kind: 'rect',
				x: at,
				y: top,
				width: wide,
				height: round(bottom - top),
				fill: 'none',
				stroke: series.color,
				status: slot.status
			});
		} else if (isHatched(slot) || slot.partial) {
			shapes.push({
				kind: 'hatch',
				x: at,
				y: top,
				width: wide,
				height: bottom - top,
				status: slot.partial ? undefined : slot.status
			});
		} else {
			shapes.push({
				kind: 'rect',
				x: at,
				y: bottom - 2,
				width: wide,
				height: 2,
				fill: slot.status === 'zero' ? series.color : palette.quiet,
				status: slot.status
			});
		}
		if (word && textWidth(word) <= band.step() + 1)
			shapes.push({
				kind: 'text',
				x: round(center(slot)),
				y: bottom + 14,
				text: word,
				anchor: 'middle',
				fill: palette.quiet
			});
	});

	shapes.push(...valueLabels(series.slots, drawn, center, y, band.bandwidth(), width, palette));
	shapes.push(...timeTicks(series.slots, center, band.step(), bottom + LANE + 14, left, width, palette));

	const spots: Spot[] = series.slots.map((slot, i) => ({
		key: slot.key,
		...reach(x(slot), band, width),
		y: top,
		height: bottom + LANE - top,
		says: () => series.says(i),
		place: slot.key,
		rows: rowsOfSlot(slot)
	}));
	/** A half-year's place is its column's, or its half of its year's; without gaps, so that runs are seen as one. */
	const placeOfHalf = ({ key }: Slot) => {
		const slot = series.slots.find((slot) => key.startsWith(slot.key))!;
		const parts = slot.key === key ? 1 : 2;
		const from =
			x(slot) - (band.step() - band.bandwidth()) / 2 + (key.endsWith('H1') || parts === 1 ? 0 : band.step() / 2);
		const start = Math.max(left, from);
		return { x: start, width: Math.min(width, from + band.step() / parts) - start };
	};
	return underCoverage(series.halves, placeOfHalf, { width, height: total, shapes, spots }, palette);
}

/** The rows of a step. */
export function rowsOfSlot(slot: Slot): Spot['rows'] {
	return { of: () => slotName(slot), narrow: { from: slot.halves[0], to: slot.halves.at(-1)! } };
}

/** The stretch of an axis that is pointed at for a step: half the gap on either side, within the drawing. */
export function reach(x: number, band: ScaleBand<string>, width: number): { x: number; width: number } {
	const gap = (band.step() - band.bandwidth()) / 2;
	const from = round(Math.max(0, x - gap));
	return { x: from, width: round(Math.min(width, x + band.bandwidth() + gap) - from) };
}

/** Values written above the marks, the largest and the latest first, as many as stand clear of each other. */
function valueLabels(
	slots: readonly Slot[],
	values: readonly (number | null)[],
	center: (slot: Slot) => number,
	y: (value: number) => number,
	markWidth: number,
	width: number,
	palette: Palette
): Shape[] {
	const order = slots
		.map((slot, i) => ({ slot, value: values[i], last: i === slots.length - 1 }))
		.filter((candidate): candidate is typeof candidate & { value: number } => (candidate.value ?? 0) > 0)
		.sort((a, b) => Number(b.last) - Number(a.last) || b.value - a.value);
	const largest = Math.max(0, ...order.map(({ value }) => value));
	const taken: { from: number; to: number; y: number }[] = [];
	const columns = slots.map((slot, i) => ({ at: center(slot), y: values[i] ? y(values[i]) : Infinity }));
	const shapes: Shape[] = [];
	for (const { slot, value } of order) {
		const text = number(value);
		const half = textWidth(text) / 2;
		const middle = Math.min(width - half, Math.max(half, center(slot)));
		const at = round(y(value) - 8);
		const clearOfLabels = taken.every(
			(label) => middle + half < label.from - 4 || middle - half > label.to + 4 || Math.abs(label.y - at) > 16
		);
		const clearOfMarks = columns.every(
			(column) =>
				column.at === center(slot) || Math.abs(column.at - middle) > half + markWidth / 2 + 2 || column.y > at + 6
		);
		if (!clearOfLabels || (!clearOfMarks && value !== largest)) continue;
		taken.push({ from: middle - half, to: middle + half, y: at });
		shapes.push({ kind: 'text', x: round(middle), y: at, text, anchor: 'middle', fill: palette.ink });
	}
	return shapes;
}

/** Years under a time axis, every one, every second or every fifth, whichever fits. */
export function timeTicks<S extends { key: string }>(
	slots: readonly S[],
	center: (slot: S) => number,
	step: number,
	y: number,
	left: number,
	width: number,
	palette: Palette
): Shape[] {
	const years = new Map<string, number[]>();
	for (const slot of slots) {
		const year = slot.key.slice(0, 4);
		years.set(year, [...(years.get(year) ?? []), center(slot)]);
	}
	const perYear = step * (slots[0]?.key.length === 4 ? 1 : 2);
	const every = [1, 2, 3, 5, 10].find((n) => n * perYear >= textWidth('2011') + 6) ?? 10;
	const last = Number([...years.keys()].at(-1));
	const half = textWidth('2011') / 2;
	// A year of which one half is in range stands nearer to its neighbour than the rest: it gives way.
	let right = Infinity;
	return [...years]
		.filter(([year]) => (last - Number(year)) % every === 0)
		.map(([year, centers]) => {
			const middle = centers.reduce((sum, at) => sum + at, 0) / centers.length;
			return { year, x: round(Math.max(left - half, Math.min(width - half, middle))) };
		})
		.reverse()
		.filter(({ x }) => {
			if (right - x < 2 * half + 4) return false;
			right = x;
			return true;
		})
		.map(({ year, x }) => ({
			kind: 'text',
			x,
			y,
			text: year,
			size: TEXT,
			anchor: 'middle',
			fill: palette.quiet
		}));
}
