import type { Status } from '#lib/domain/status.ts';
import { LABEL, NARROW, round, textWidth, wrap, type Drawing, type Palette, type Shape } from './drawing.ts';

/** One bar of a waterfall: a total from the ground up, one that is missing, or a change from where the bar above ended. */
export interface Step {
	key: string;
	label: string;
	kind: 'total' | 'missing' | 'change';
	from: number;
	to: number;
	/** Written at the right: the total, or the change with its sign. */
	text: string;
	status: Status;
	says: () => string[];
}

const BAR = 14;
const LINE = 18;
/** What is left of a hairline on either side of words. */
const STUB = 3;

/**
 * Bars one below another, joined by hairlines, on one linear scale that holds zero. Wide: label left, bar, value at the
 * right edge. Narrow: label and value above the bar. A long label takes more lines; none is cut. A rise is filled and a
 * fall is open, so that print and every eye tell them apart.
 */
export function layoutWaterfall(steps: readonly Step[], width: number, palette: Palette, stretch = 1): Drawing {
	const narrow = width < NARROW;
	const values = Math.max(0, ...steps.map(({ text }) => textWidth(text, LABEL))) + 16;
	const longest = Math.max(0, ...steps.map(({ label }) => textWidth(label, LABEL)));
	const labels = narrow ? width - values : Math.min(longest + 16, width * 0.42);
	const [left, right] = narrow ? [1, width - 1] : [labels, width - values];
	const ends = steps.flatMap(({ from, to }) => [from, to]);
	const low = Math.min(0, ...ends);
	const high = Math.max(low + 1, ...ends);
	const x = (value: number) => left + ((value - low) / (high - low)) * (right - left);

	const drawing: Drawing = { width, height: 0, shapes: [], spots: [] };
	const { shapes, spots } = drawing;
	const zero = round(x(0));
	const ground = (y1: number, y2: number): Shape => ({
		kind: 'line',
		x1: zero,
		y1,
		x2: zero,
		y2,
		stroke: palette.hairline,
		width: 1
	});
	let top = 0;
	let joint: { x: number; y: number } | null = null;
	for (const { key, label, kind, from, to, text, status, says } of steps) {
		const lines = wrap(label, labels - 12, LABEL);
		const height = narrow
			? lines.length * LINE + BAR + 12
			: Math.max(Math.round(30 * Math.max(0.7, stretch)), lines.length * LINE + (stretch < 1 ? 4 : 10));
		const barTop = narrow ? top + lines.length * LINE + 4 : top + round((height - BAR) / 2);
		const first = narrow ? top + 14 : top + round((height - lines.length * LINE) / 2) + 13;
		lines.forEach((line, i) =>
			shapes.push({
				kind: 'text',
				x: 0,
				y: first + i * LINE,
				text: line,
				size: LABEL,
				fill: palette.ink,
				...(kind === 'change' ? {} : { weight: 600 as const })
			})
		);
		const start = x(Math.min(from, to));
		const size = Math.max(1.5, x(Math.max(from, to)) - start);
		const open = kind === 'change' && to < from;
		if (kind === 'missing')
			shapes.push({ kind: 'hatch', x: left, y: barTop, width: right - left, height: BAR, status });
		else
			shapes.push({
				kind: 'rect',
				x: round(open ? start + 0.75 : start),
				y: open ? barTop + 0.75 : barTop,
				width: round(open ? Math.max(0.5, size - 1.5) : size),
				height: open ? BAR - 1.5 : BAR,
				fill: open ? palette.ground : kind === 'total' ? palette.total : from === to ? palette.quiet : palette.change,
				...(open ? { stroke: palette.change } : {}),
				status
			});
		if (joint) {
			// On a phone words stand between the bars: the hairline makes way for them.
			const parts = narrow
				? [
						[joint.y, joint.y + STUB],
						[barTop - STUB, barTop]
					]
				: [[joint.y, barTop]];
			for (const [y1, y2] of parts)
				shapes.push({ kind: 'line', x1: joint.x, y1, x2: joint.x, y2, stroke: palette.quiet, width: 1 });
		}
		if (narrow) shapes.push(ground(barTop - STUB, barTop + BAR + STUB));
		joint = { x: round(x(to)), y: barTop + BAR };
		shapes.push({
			kind: 'text',
			x: width,
			y: narrow ? top + 14 : top + round(height / 2) + 4,
			text,
			size: LABEL,
			anchor: 'end',
			fill: palette.ink,
			...(kind === 'change' ? {} : { weight: 600 as const })
		});
		spots.push({ key, x: 0, y: top, width, height, says, place: key });
		top += height;
	}
	drawing.height = top;
	if (!narrow) shapes.push(ground(0, top));
	return drawing;
}
