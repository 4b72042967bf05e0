import { sum } from 'd3';
import { fit, LABEL, NARROW, round, TEXT, wrap, type Drawing, type Palette, type Shape, type Spot } from './drawing.ts';
import { logarithmic } from './scale.ts';

/** One cell of a heat table, before it has pixels. */
export interface HeatCell {
	key: string;
	value: number;
	/** The count; empty for 0, which is a blank cell. */
	text: string;
	says: () => string[];
	choice?: Spot['choice'];
	rows?: Spot['rows'];
}

export interface Heat {
	columns: string[];
	rows: { label: string; cells: HeatCell[] }[];
}

/** Between the lines of a name. */
const LINE = 15;

/** A table whose cells hold their count on one hue, darker for more, on a logarithmic scale; one shade is a fifth of the way. */
export function layoutHeat(heat: Heat, width: number, palette: Palette, stretch = 1): Drawing {
	const narrow = width < NARROW;
	const labels = Math.round(width * (narrow ? 0.36 : 0.28));
	const size = narrow ? TEXT : LABEL;
	const names = heat.rows.map(({ label }) => wrap(label, labels - 6, size).map((line) => fit(line, labels - 6, size)));
	const least = narrow ? 38 : Math.max(20, Math.round(28 * stretch));
	const heights = names.map(({ length }) => Math.max(least, length * LINE + 8));
	const cell = (width - labels) / Math.max(1, heat.columns.length);
	const heads = heat.columns.map((column) => wrap(column, cell - 6, TEXT).slice(0, 3));
	const top = Math.max(1, ...heads.map(({ length }) => length)) * LINE + 8;
	const max = Math.max(2, ...heat.rows.flatMap(({ cells }) => cells.map(({ value }) => value)));
	const shade = logarithmic(max, [0, palette.shades.length]);
	const drawing: Drawing = { width, height: top + sum(heights), shapes: [], spots: [] };
	heads.forEach((lines, c) =>
		lines.forEach((line, i) =>
			drawing.shapes.push({
				kind: 'text',
				x: round(labels + (c + 0.5) * cell),
				y: top - 8 - (lines.length - 1 - i) * LINE,
				text: fit(line, cell - 2, TEXT),
				anchor: 'middle',
				fill: palette.quiet
			})
		)
	);
	heat.rows.forEach(({ cells }, r) => {
		const row = heights[r];
		const y = top + sum(heights.slice(0, r));
		drawing.shapes.push(
			{ kind: 'line', x1: 0, x2: width, y1: y, y2: y, stroke: palette.hairline },
			...names[r].map((text, i, { length }): Shape => ({
				kind: 'text',
				x: 0,
				y: y + row / 2 + 5 + (i - (length - 1) / 2) * LINE,
				text,
				size,
				fill: palette.ink
			}))
		);
		cells.forEach(({ key, value, text, says, choice, rows }, c) => {
			const x = round(labels + c * cell);
			const { fill, text: ink } = palette.shades[Math.min(palette.shades.length - 1, Math.floor(shade(value)))];
			if (value > 0)
				drawing.shapes.push(
					{
						kind: 'rect',
						x: x + 1,
						y: y + 1,
						width: round(cell - 2),
						height: row - 2,
						fill,
						status: 'reported'
					},
					{
						kind: 'text',
						x: round(x + cell / 2),
						y: y + row / 2 + 4,
						text: fit(text, cell, TEXT),
						anchor: 'middle',
						fill: ink
					}
				);
			drawing.spots.push({
				key,
				x,
				y,
				width: round(cell),
				height: row,
				says,
				place: key,
				choice,
				rows,
				passed: choice ? undefined : true
			});
		});
	});
	return drawing;
}
