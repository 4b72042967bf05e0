import { scaleBand } from 'd3';
import type { Narrowing } from '#lib/domain/question.ts';
import { isHatched, type Slot } from '#lib/domain/slot.ts';
import {
	fit,
	LABEL,
	NARROW,
	placed,
	round,
	TEXT,
	wrap,
	type Drawing,
	type Palette,
	type Shape,
	type Spot
} from './drawing.ts';
import { m } from '#lib/words/messages/messages.js';
import { linear, logarithmic } from './scale.ts';
import { logTicks, reach, rowsOfSlot } from './time.ts';

/** One panel of small multiples: a category over time. */
export interface Panel {
	key: string;
	label: string;
	/** The category's own total, said under its name. */
	note: string;
	slots: readonly Slot[];
	/** What is drawn in each slot; `null`: no mark. */
	values: readonly (number | null)[];
	color: string;
	/** The rows that the panel sums. */
	narrow: Narrowing;
}

export interface Multiples {
	panels: readonly Panel[];
	/** What tooltip and screen reader say of every panel at a step, by its index. */
	says: (index: number) => string[];
	/** `columns` from zero, `dots` on a log axis, `line` for a running total. */
	form: 'columns' | 'dots' | 'line';
	/** Whether a step's base is too small for a share: a ring then says that there is something to read. */
	small?: (index: number, panel: Panel) => boolean;
	/** Words for a value of the shared axis. */
	axis: (value: number) => string;
	/** End of the shared axis where it is fixed (a share's 100). */
	max?: number;
}

/** What a figure of such panels is, in words. */
export const PANELS = { columns: m.form_column_panels, dots: m.form_dot_panels, line: m.form_line_panels };

const LINE = 17;
/** Room for the axis' own word above the plot. */
const AXIS = 18;
const PLOT = 76;
const BOTTOM = 22;

/**
 * Panels in a grid, all on one scale, so that their heights can be compared.
 * @param most panels in a row
 */
export function layoutMultiples(
	multiples: Multiples,
	width: number,
	palette: Palette,
	{ most = 4, stretch = 1 }: { most?: number; stretch?: number } = {}
): Drawing {
	const plot = Math.round(PLOT * stretch);
	const fitting = Math.min(most, width < NARROW ? 2 : width < 760 ? 3 : 4);
	const columns = Math.max(1, Math.min(fitting, Math.max(2, multiples.panels.length)));
	const gap = width < NARROW ? 16 : 24;
	const panelWidth = (width - gap * (columns - 1)) / columns;
	// A name or note too long for its panel takes more lines, and then all panels leave room for as many.
	const room = (words: (panel: Panel) => string, size: number) =>
		Math.max(1, ...multiples.panels.map((panel) => fewLines(words(panel), panelWidth, size).length)) * LINE;
	const notes = room((panel) => panel.note, TEXT);
	const top = room((panel) => panel.label, LABEL) + notes + AXIS;
	const height = top + plot + BOTTOM;
	const max =
		multiples.max ?? Math.max(1, ...multiples.panels.flatMap((panel) => panel.values.map((value) => value ?? 0)));
	const parts = multiples.panels.map((panel, i) => ({
		drawing: layoutPanel(panel, multiples, max, panelWidth, { top, notes, plot }, palette),
		x: (i % columns) * (panelWidth + gap),
		y: Math.floor(i / columns) * (height + 14)
	}));
	const rows = Math.ceil(multiples.panels.length / columns);
	return placed(width, Math.max(0, rows * (height + 14) - 14), parts);
}

function layoutPanel(
	panel: Panel,
	{ form, axis, says, small }: Multiples,
	max: number,
	width: number,
	{ top, notes, plot }: { top: number; notes: number; plot: number },
	palette: Palette
): Drawing {
	const bottom = top + plot;
	const y =
		form === 'dots' ? logarithmic(Math.max(max, logTicks(max).at(-1)!), [bottom - 4, top]) : linear(max, [bottom, top]);
	const marks = form === 'dots' ? [logTicks(max).at(-1)!] : [max];
	const band = scaleBand<string>(
		panel.slots.map((slot) => slot.key),
		[0, width]
	).paddingInner(0.2);
	const center = (slot: Slot) => band(slot.key)! + band.bandwidth() / 2;

	const names = fewLines(panel.label, width, LABEL);
	const shapes: Shape[] = [
		...names.map((text, i): Shape => ({
			kind: 'text',
			x: 0,
			y: top - AXIS - notes - 4 - (names.length - 1 - i) * LINE,
			text,
			size: LABEL,
			weight: 600,
			fill: palette.ink
		})),
		...fewLines(panel.note, width, TEXT).map((text, i): Shape => ({
			kind: 'text',
			x: 0,
			y: top - AXIS - notes + 12 + i * LINE,
			text,
			fill: palette.quiet
		})),
		...marks.flatMap((tick): Shape[] => [
			{ kind: 'line', x1: 0, x2: width, y1: round(y(tick)), y2: round(y(tick)), stroke: palette.hairline },
			{ kind: 'text', x: width, y: round(y(tick) - 5), text: axis(tick), anchor: 'end', fill: palette.quiet }
		]),
		{ kind: 'line', x1: 0, x2: width, y1: bottom, y2: bottom, stroke: palette.quiet }
	];

	panel.slots.forEach((slot, i) => {
		const value = panel.values[i];
		const at = round(band(slot.key)!);
		const wide = round(Math.max(1, band.bandwidth()));
		if (isHatched(slot) || slot.partial)
			shapes.push({
				kind: 'hatch',
				x: at,
				y: top,
				width: wide,
				height: plot,
				status: slot.partial ? undefined : slot.status
			});
		else if (value !== null && value > 0 && form === 'columns') {
			const head = Math.min(bottom - 1, round(y(value)));
			shapes.push({
				kind: 'rect',
				x: at,
				y: head,
				width: wide,
				height: round(bottom - head),
				fill: panel.color,
				status: slot.status
			});
		} else if (small?.(i, panel)) {
			shapes.push({
				kind: 'circle',
				cx: round(center(slot)),
				cy: bottom - 5,
				r: 2.5,
				fill: palette.ground,
				stroke: palette.quiet,
				status: slot.status
			});
		} else if (value !== null && value > 0 && form === 'dots')
			shapes.push(
				{ kind: 'line', x1: center(slot), x2: center(slot), y1: bottom, y2: round(y(value)), stroke: panel.color },
				{
					kind: 'circle',
					cx: round(center(slot)),
					cy: round(y(value)),
					r: Math.min(3.5, Math.max(2, wide / 2)),
					fill: panel.color,
					status: slot.status
				}
			);
	});
	if (form === 'line')
		for (const run of runs(panel))
			shapes.push({
				kind: 'path',
				d: `M${run.map((i) => `${round(center(panel.slots[i]))} ${round(y(panel.values[i]!))}`).join('L')}`,
				fill: 'none',
				stroke: panel.color,
				width: 2
			});
	shapes.push(...endTicks(panel.slots, center, bottom + 15, width, palette));
	return {
		width,
		height: bottom + BOTTOM,
		shapes,
		spots: panel.slots.map((slot, i) => ({
			key: slot.key,
			...reach(band(slot.key)!, band, width),
			y: top - 6,
			height: plot + 12,
			says: () => says(i),
			place: `panels ${slot.key}`,
			rows: rowsOfPanel(panel, slot)
		}))
	};
}

function rowsOfPanel({ label, narrow }: Panel, slot: Slot): Spot['rows'] {
	const step = rowsOfSlot(slot)!;
	return { of: () => m.line_of({ label, value: step.of() }), narrow: { ...narrow, ...step.narrow } };
}

/** At most three; a fourth is cut off. */
function fewLines(text: string, width: number, size: number): string[] {
	const lines = wrap(text, width, size);
	return [...lines.slice(0, 2), ...(lines.length > 2 ? [lines.slice(2).join(' ')] : [])].map((line) =>
		fit(line, width, size)
	);
}

/** Indices of slots with a value, cut wherever one has none: no line is drawn across a gap. */
function runs(panel: Panel): number[][] {
	const found: number[][] = [];
	panel.values.forEach((value, i) => {
		if (value === null) return;
		if (i > 0 && panel.values[i - 1] !== null) found.at(-1)!.push(i);
		else found.push([i]);
	});
	// A run of one would be a line of no length: drawn a hair wide it shows as the stroke's own width.
	return found.map((run) => (run.length === 1 ? [run[0], run[0]] : run));
}

/** First and last year: a small panel has room for no more. */
function endTicks(
	slots: readonly Slot[],
	center: (slot: Slot) => number,
	y: number,
	width: number,
	palette: Palette
): Shape[] {
	const first = slots[0];
	const last = slots.at(-1);
	if (!first || !last) return [];
	const ends: Shape[] = [{ kind: 'text', x: 0, y, text: first.key.slice(0, 4), fill: palette.quiet }];
	if (last.key.slice(0, 4) !== first.key.slice(0, 4))
		ends.push({ kind: 'text', x: width, y, text: last.key.slice(0, 4), anchor: 'end', fill: palette.quiet });
	return ends;
}
