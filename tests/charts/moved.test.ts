import { describe, expect, test } from 'vitest';
import { LIGHT, textWidth, type Drawing } from '#lib/charts/drawing.ts';
import { movedFigure } from '#lib/charts/moved.ts';
import type { MovedSelection } from '#lib/domain/moved.ts';
import { movedInputOf } from './input.ts';
import { linesOf, rectsOf, statusOf, textsOf } from './matrix.ts';

const WIDTHS = [280, 328, 479, 480, 680, 940];
const CASES: [string, Partial<MovedSelection>][] = [
	['KZ', {}],
	['KZ, 2023 H1 against 2022 H2', { from: '2023H1', to: '2023H1', baseFrom: '2022H2', baseTo: '2022H2' }],
	['KZ, items', { measure: 'items', from: '2018H1', to: '2018H1', baseFrom: '2017H2', baseTo: '2017H2' }],
	['KZ, not reported before', { baseFrom: '2014H1', baseTo: '2014H1' }],
	['KZ, by requester', { by: 'requester', from: '2023H1', to: '2025H2', baseFrom: '2020H1', baseTo: '2022H2' }],
	['KZ, with itself', { baseFrom: '2025H2', baseTo: '2025H2' }],
	[
		'KZ, from one cell to none',
		{ product: ['blogger'], from: '2025H1', to: '2025H1', baseFrom: '2012H2', baseTo: '2012H2' }
	],
	['RU', { territory: 'RU' }],
	[
		'RU, small beside its totals',
		{ territory: 'RU', from: '2023H1', to: '2023H1', baseFrom: '2022H2', baseTo: '2022H2' }
	],
	['TJ', { territory: 'TJ' }],
	['TJ, its one request', { territory: 'TJ', from: '2024H1', to: '2024H1', baseFrom: '2023H1', baseTo: '2023H1' }],
	['BR, not divided', { territory: 'BR', from: '2011H1', to: '2011H1', baseFrom: '2010H2', baseTo: '2010H2' }],
	[
		'the world, items',
		{ territory: 'world', measure: 'items', from: '2023H1', to: '2025H2', baseFrom: '2020H1', baseTo: '2022H2' }
	]
];
/** The rows that are no change. */
const TOTALS = ['base', 'this', 'difference'];
const number = (text: string) => Number(text.replace('−', '-').replaceAll(/[+,]/g, ''));

describe.each(CASES)('%s', (_, change) => {
	const drawings = [false, true].flatMap((open) => {
		const model = movedFigure(movedInputOf(change), open);
		return WIDTHS.map((width) => model.draw(width, LIGHT));
	});
	const each = (name: string, check: (drawing: Drawing) => void) => test(name, () => drawings.forEach(check));

	each('every number is one, and nothing stands outside', (drawing) => {
		const within = (x: number, y: number) => x >= -1 && x <= drawing.width + 1 && y >= -1 && y <= drawing.height + 1;
		const wrong = drawing.shapes.filter((shape) => {
			if (Object.values(shape).some((value) => typeof value === 'number' && !Number.isFinite(value))) return true;
			if (shape.kind === 'line') return !within(shape.x1, shape.y1) || !within(shape.x2, shape.y2);
			if (shape.kind === 'rect' || shape.kind === 'hatch')
				return shape.width <= 0 || !within(shape.x, shape.y) || !within(shape.x + shape.width, shape.y + shape.height);
			if (shape.kind !== 'text') return true;
			const wide = textWidth(shape.text, shape.size);
			const end = shape.anchor === 'end' ? shape.x - wide : shape.x + wide;
			return /NaN|undefined|null|…/.test(shape.text) || !within(end, shape.y);
		});
		expect(wrong).toEqual([]);
	});

	each('a bar a row, each with its status; the written changes lead from total to total', (drawing) => {
		const bars = drawing.shapes.filter((shape) => statusOf(shape));
		expect(bars).toHaveLength(drawing.spots.length);
		const written = textsOf(drawing).filter(({ anchor }) => anchor === 'end');
		expect(written).toHaveLength(drawing.spots.length);
		const rows = drawing.spots.map(({ key }, i) => ({ key, value: number(written[i].text) }));
		const moves = rows.filter(({ key }) => !TOTALS.includes(key));
		const sum = moves.reduce((sum, { value }) => sum + value, 0);
		const of = (key: string) => rows.find((row) => row.key === key)?.value;
		if (of('difference') !== undefined) expect(sum).toBe(of('difference'));
		else if (moves.length > 0) expect(of('base')! + sum).toBe(of('this'));
	});

	each('bars are as long as their numbers, from zero or from where the one above ends', (drawing) => {
		const bars = rectsOf(drawing);
		if (bars.length < drawing.spots.length || bars.length === 0) return;
		const values = textsOf(drawing)
			.filter(({ anchor }) => anchor === 'end')
			.map(({ text }) => Math.abs(number(text)));
		// An open bar is drawn inside its outline.
		const lengths = bars.map(({ width, stroke }) => (stroke ? width + 1.5 : width));
		const most = Math.max(...values);
		const scale = lengths[values.indexOf(most)] / most;
		expect(lengths.filter((length, i) => Math.abs(length - Math.max(1.5, values[i] * scale)) > 0.8)).toEqual([]);
		const [start, ...rest] = bars.map(({ x, width, stroke }) =>
			stroke ? [x - 0.75, x + width + 0.75] : [x, x + width]
		);
		let before = start;
		const apart = rest.filter((ends) => {
			const touches = ends.some((end) => before.some((other) => Math.abs(end - other) < 2));
			before = ends;
			return !touches;
		});
		expect(apart).toEqual([]);
	});

	each('a rise is filled and a fall is open, with its sign', (drawing) => {
		const written = textsOf(drawing).filter(({ anchor }) => anchor === 'end');
		const bars = drawing.shapes.filter((shape) => statusOf(shape));
		drawing.spots.forEach(({ key }, i) => {
			const bar = bars[i];
			if (TOTALS.includes(key) || bar.kind !== 'rect') return;
			expect(bar.stroke !== undefined).toBe(written[i].text.startsWith('−'));
			expect(written[i].text).toMatch(/^([+−][\d,]+|0)$/);
		});
	});

	each('on a phone no hairline goes through words', (drawing) => {
		if (drawing.width >= 480) return;
		const words = textsOf(drawing).map(({ x, y, text, size, anchor }) => {
			const wide = textWidth(text, size);
			return {
				text,
				left: anchor === 'end' ? x - wide : x,
				right: anchor === 'end' ? x : x + wide,
				top: y - 9,
				bottom: y
			};
		});
		const struck = linesOf(drawing).flatMap(({ x1, x2, y1, y2 }) =>
			words.filter(
				({ left, right, top, bottom }) =>
					Math.max(x1, x2) > left && Math.min(x1, x2) < right && Math.max(y1, y2) > top && Math.min(y1, y2) < bottom
			)
		);
		expect(struck).toEqual([]);
	});
});

test('a missing side is hatched, with its status in words', () => {
	const drawing = movedFigure(movedInputOf({ baseFrom: '2014H1', baseTo: '2014H1' }), false).draw(680, LIGHT);
	const [before, now] = drawing.shapes.filter((shape) => statusOf(shape));
	expect([before.kind, statusOf(before), now.kind, statusOf(now)]).toEqual([
		'hatch',
		'not-reported',
		'rect',
		'reported'
	]);
	expect(textsOf(drawing).map(({ text }) => text)).toContain('not reported');
});

test('at most eight changes stand by themselves, and the rest are one with what is in it', () => {
	const model = movedFigure(movedInputOf({ territory: 'RU' }), false);
	const { spots } = model.draw(680, LIGHT);
	expect(spots).toHaveLength(11);
	expect(spots[9].says()[0]).toMatch(/^89 other cells \(up\u00a0600, down\u00a0979\)$/);
	expect(model.folded).toBe(89);
	expect(movedFigure(movedInputOf({ territory: 'RU' }), true).draw(680, LIGHT).spots).toHaveLength(99);
});

test('beside totals ten times as large, changes begin at the base and end in their sum', () => {
	const change = { territory: 'RU', from: '2023H1', to: '2023H1', baseFrom: '2022H2', baseTo: '2022H2' } as const;
	const model = movedFigure(movedInputOf(change), false);
	const { spots } = model.draw(680, LIGHT);
	expect(spots.map(({ key }) => key)).not.toContain('base');
	expect(spots.at(-1)!.says()).toEqual(['Difference in sum', '+663']);
	expect(model.notes.join(' ')).toContain('36,117');
});
