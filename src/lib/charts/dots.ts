import type { Narrowing } from '#lib/domain/question.ts';
import type { Scale } from '#lib/domain/selection.ts';
import { fit, LABEL, NARROW, round, TEXT, textWidth, type Drawing, type Palette, type Shape } from './drawing.ts';
import { linear, logarithmic } from './scale.ts';
import { logTicks } from './time.ts';

/** One row of a dot plot, before it has pixels. */
export interface Dot {
	key: string;
	label: string;
	/** What is drawn; `null`: no mark, the words stand alone. */
	value: number | null;
	/** Written beside the mark. */
	text: string;
	says: () => string[];
	color: string;
	strong: boolean;
	/** The rows that the mark sums. */
	narrow: Narrowing;
}

/**
 * An ordered dot plot: names left, one axis above, a dot on a hairline for each row. On a log axis what is 0 stands at the
 * axis' left end, open.
 */
export function layoutDots(
	dots: readonly Dot[],
	{ scale, axis }: { scale: Scale; axis: (value: number) => string },
	width: number,
	palette: Palette,
	stretch = 1
): Drawing {
	const narrow = width < NARROW;
	const longest = Math.max(0, ...dots.map(({ label }) => textWidth(label, LABEL)));
	const labels = narrow ? 0 : Math.min(longest + 12, width * 0.36);
	const texts = Math.max(0, ...dots.map(({ text }) => textWidth(text))) + 12;
	const row = narrow ? 44 : Math.max(20, Math.round(28 * stretch));
	const top = 24;
	const max = Math.max(1, ...dots.map(({ value }) => value ?? 0));
	const from = labels + 6;
	const to = Math.max(from + 40, width - (narrow ? 6 : texts));
	const proportional = linear(max, [from, to], narrow ? 3 : 5);
	const ticks = scale === 'log' ? logTicks(max) : proportional.ticks(narrow ? 3 : 5);
	const x = scale === 'log' ? logarithmic(Math.max(max, ticks.at(-1)!), [from, to]) : proportional;
	const height = top + dots.length * row;
	const shapes: Shape[] = [];
	let right = -Infinity;
	for (const tick of ticks) {
		const at = round(x(tick));
		shapes.push({ kind: 'line', x1: at, x2: at, y1: top - 4, y2: height - 4, stroke: palette.hairline });
		const half = textWidth(axis(tick)) / 2;
		const middle = Math.max(half, Math.min(width - half, at));
		if (middle - half < right + 4) continue;
		right = middle + half;
		shapes.push({ kind: 'text', x: round(middle), y: 12, text: axis(tick), anchor: 'middle', fill: palette.quiet });
	}
	dots.forEach(({ label, value, text, color, strong }, i) => {
		const y = top + i * row + (narrow ? 30 : Math.round(row / 2));
		shapes.push({
			kind: 'text',
			x: 0,
			y: narrow ? y - 14 : y + 4,
			text: fit(label, narrow ? width - textWidth(text) - 12 : labels - 6, LABEL),
			size: LABEL,
			weight: strong ? 600 : undefined,
			fill: palette.ink
		});
		const at = round(value === null ? from : x(value));
		if (value !== null) {
			const zero = value === 0;
			shapes.push(
				{ kind: 'line', x1: from, x2: at, y1: y, y2: y, stroke: color, width: strong ? 2 : 1 },
				{
					kind: 'circle',
					cx: at,
					cy: y,
					r: strong ? 6 : 5,
					fill: zero ? palette.ground : color,
					stroke: zero ? color : undefined,
					status: zero ? 'zero' : 'reported'
				}
			);
		}
		shapes.push({
			kind: 'text',
			x: narrow ? width : round(value === null ? from : at + 12),
			y: narrow ? y - 14 : y + 4,
			text,
			size: TEXT,
			anchor: narrow ? 'end' : 'start',
			weight: strong ? 600 : undefined,
			fill: value === null ? palette.quiet : palette.ink
		});
	});
	return {
		width,
		height,
		shapes,
		spots: dots.map(({ key, label, says, narrow }, i) => ({
			key,
			x: 0,
			y: top + i * row,
			width,
			height: row,
			says,
			place: key,
			rows: { of: () => label, narrow }
		}))
	};
}
