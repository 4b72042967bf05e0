import { describe, expect, it, test } from 'vitest';
import { LIGHT, TEXT, textWidth, type Drawing } from '#lib/charts/drawing.ts';
import { figureOf } from '#lib/charts/figures.ts';
import { halvesIn } from '#lib/charts/model.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { statusName } from '#lib/words/labels.ts';
import { inputOf } from './input.ts';
import { casesOf, SCOPES, textsOf, WIDTHS } from './matrix.ts';

const TIMED = ['by-period', 'by-reason-over-time', 'by-product-over-time', 'by-requester'] as const;

const cellsOf = ({ shapes }: Drawing) =>
	shapes
		.filter((shape) => shape.kind === 'rect' || shape.kind === 'hatch')
		.flatMap((shape) => (shape.covers ? [{ ...shape, covers: shape.covers }] : []));
const draw = (change: Partial<Selection>, width = 680, id: FigureId = 'by-period') =>
	figureOf(id, inputOf(change)).draw(width, LIGHT);

describe.each(TIMED)('the coverage strip of %s', (id) => {
	it.each(SCOPES)(
		'%s: every half-year once, in order, as it is known, and every status named in words',
		(_, change) => {
			for (const { input, drawings } of casesOf(id, change))
				for (const drawing of drawings) {
					const halves = halvesIn(input, ...(id === 'by-requester' ? (['branch'] as const) : []));
					const cells = cellsOf(drawing);
					const runs = halves.filter(({ status }, i) => status !== halves[i - 1]?.status).map(({ status }) => status);
					expect(cells.map(({ covers }) => covers)).toEqual(expect.arrayContaining(runs));
					expect(cells.toSorted((a, b) => a.x - b.x).map(({ covers }) => covers)).toEqual(runs);
					const spots = drawing.spots.filter(({ key }) => key.startsWith('coverage '));
					expect(spots.map(({ says }) => says()[1])).toEqual(halves.map(({ status }) => statusName(status)));
					const strip = cells[0].y;
					const words = textsOf(drawing).filter(({ y }) => Math.abs(y - strip) < 41 && y !== 12 + strip);
					for (const status of runs) expect(words.map(({ text }) => text)).toContain(statusName(status));
				}
		}
	);
});

test('words of the strip stand clear of each other and inside the drawing', () => {
	for (const territory of ['KZ', 'RU', 'TJ', 'CN', 'NA'])
		for (const width of WIDTHS)
			for (const change of [{}, { from: '2009H2' }, { product: ['blogger'] }, { measure: 'items', from: '2009H2' }]) {
				const drawing = draw({ territory, ...(change as Partial<Selection>) }, width);
				const strip = cellsOf(drawing)[0].y;
				for (const near of [(y: number) => y < strip, (y: number) => y > strip && y < strip + 24]) {
					const words = textsOf(drawing)
						.filter(({ y, anchor }) => near(y) && anchor === 'middle')
						.map(({ x, text }) => ({ from: x - textWidth(text, TEXT) / 2, to: x + textWidth(text, TEXT) / 2 }))
						.sort((a, b) => a.from - b.from);
					words.forEach(({ from, to }, i) => {
						expect(from).toBeGreaterThanOrEqual(-0.1);
						expect(to).toBeLessThanOrEqual(width + 0.1);
						if (i > 0) expect(from).toBeGreaterThan(words[i - 1].to);
					});
				}
			}
});

test('by year, each half-year keeps its own place over its half of the year', () => {
	const drawing = draw({ step: 'year', from: '2013H1', to: '2014H2' });
	const [before, gap, after] = cellsOf(drawing).toSorted((a, b) => a.x - b.x);
	expect([before, gap, after].map(({ covers }) => covers)).toEqual(['reported', 'not-reported', 'reported']);
	const column = drawing.spots.find(({ key }) => key === '2014')!;
	const years = drawing.spots.filter(({ key }) => /^\d{4}$/.test(key)).map(({ x }) => x);
	expect(years).toHaveLength(2);
	expect(gap.x).toBeCloseTo(column.x, 0);
	expect(after.x).toBeGreaterThan(column.x + column.width / 3);
	expect(after.x + after.width).toBeGreaterThan(column.x + column.width - 3);
});

test.each(SCOPES)('%s: the outcome figure has a strip over each of its panels, on their own axes', (_, change) => {
	for (const { input, drawings } of casesOf('by-outcome', change))
		for (const drawing of drawings) {
			const strips = [...new Set(cellsOf(drawing).map(({ y }) => Math.floor(y)))].sort((a, b) => a - b);
			const halves = halvesIn(input).filter(({ key }) => key >= '2019H1');
			const wall = textsOf(drawing).find(({ text }) => text.startsWith('From 2019'))?.y;
			if (wall !== undefined) {
				const cells = cellsOf(drawing).filter(({ y }) => y > wall);
				const runs = halves.filter(({ status }, i) => status !== halves[i - 1]?.status).map(({ status }) => status);
				expect(cells.toSorted((a, b) => a.x - b.x).map(({ covers }) => covers)).toEqual(runs);
			}
			const before = drawing.spots.filter(({ place }) => place.startsWith('compliance'));
			expect(strips).toHaveLength((before.length > 0 ? 1 : 0) + (wall !== undefined && halves.length > 0 ? 1 : 0));
			// A half-year of the strip stands over the same half-year of the panel.
			for (const { key, x, width } of drawing.spots.filter(({ key }) => key.startsWith('coverage ')))
				for (const panel of before.filter((spot) => `coverage ${spot.key}` === key).slice(0, 1))
					if (key < 'coverage 2019') expect([x, width]).toEqual([panel.x, panel.width]);
		}
});
