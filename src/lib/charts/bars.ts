import { fit, LABEL, NARROW, round, TEXT, textWidth, type Drawing, type Palette } from './drawing.ts';
import { linear } from './scale.ts';
import type { Narrowing } from '#lib/domain/question.ts';
import type { Filter } from '#lib/domain/selection.ts';
import type { Status } from '#lib/domain/status.ts';
import { FOLDED } from './categories.ts';

/** One category's bar, before it has pixels. */
export interface Bar {
	key: string;
	label: string;
	value: number;
	status: Status;
	/** Written at the end of the bar: the count, and the share with its base where there is room in the words. */
	text: string;
	says: () => string[];
	color: string;
	/** The rows that the bar sums. */
	narrow: Narrowing;
}

/**
 * Ordered bars from zero. Wide: label left, value at the bar's end. Narrow: label and value above the bar,
 * on two lines where one is too short for both.
 * @param beside all bars of the figure, where these are a part: bars of all its parts begin at one place
 */
export function layoutBars(
	bars: readonly Bar[],
	filter: Filter,
	width: number,
	palette: Palette,
	stretch = 1,
	beside = bars
): Drawing {
	const narrow = width < NARROW;
	const longest = Math.max(0, ...beside.map((bar) => textWidth(bar.label, LABEL)));
	const labels = narrow ? 0 : Math.min(longest + 12, width * 0.44);
	const values = narrow ? 0 : Math.max(0, ...beside.map((bar) => textWidth(bar.text))) + 8;
	const split = narrow && beside.some((bar) => textWidth(bar.label, LABEL) + textWidth(bar.text) + 8 > width);
	const row = split ? 56 : narrow ? 40 : Math.max(20, Math.round(30 * stretch));
	const thick = narrow ? 10 : Math.round(14 * Math.min(1.6, row / 30));
	const length = linear(Math.max(1, ...bars.map((bar) => bar.value)), [0, width - labels - values]);
	const drawing: Drawing = { width, height: bars.length * row, shapes: [], spots: [] };
	bars.forEach((bar, i) => {
		const top = i * row;
		const barTop = split ? top + 38 : narrow ? top + 22 : top + Math.round((row - thick) / 2);
		const size = bar.value > 0 ? Math.max(1.5, round(length(bar.value))) : 1.5;
		drawing.shapes.push(
			{
				kind: 'text',
				x: 0,
				y: narrow ? top + 15 : top + Math.round(row / 2) + 5,
				text: fit(bar.label, narrow ? width : labels - 8, LABEL),
				size: LABEL,
				fill: palette.ink
			},
			{
				kind: 'rect',
				x: round(labels),
				y: barTop,
				width: size,
				height: thick,
				fill: bar.value > 0 ? bar.color : palette.quiet,
				status: bar.status
			},
			{
				kind: 'text',
				x: split ? 0 : narrow ? width : round(labels + size + 8),
				y: split ? top + 32 : narrow ? top + 15 : top + Math.round(row / 2) + 5,
				text: bar.text,
				size: TEXT,
				anchor: narrow && !split ? 'end' : 'start',
				fill: palette.quiet
			}
		);
		drawing.spots.push({
			key: bar.key,
			x: 0,
			y: top,
			width,
			height: row,
			says: bar.says,
			place: `${bar.key} ${i}`,
			choice: bar.key === FOLDED ? 'open' : { [filter]: bar.key },
			rows: { of: () => bar.label, narrow: bar.narrow }
		});
	});
	return drawing;
}
