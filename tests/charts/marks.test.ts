import { describe, expect, it, test } from 'vitest';
import { FOLDED } from '#lib/charts/categories.ts';
import { LIGHT, type Drawing, type Shape } from '#lib/charts/drawing.ts';
import { figureOf } from '#lib/charts/figures.ts';
import { slotsIn, type FigureInput } from '#lib/charts/model.ts';
import { FIGURES, type FigureId } from '#lib/domain/figure.ts';
import type { Selection } from '#lib/domain/selection.ts';
import type { Slot } from '#lib/domain/slot.ts';
import { inputOf } from './input.ts';
import {
	belowStrip,
	casesOf as withStrip,
	linesOf,
	rectsOf,
	SCOPES,
	statusOf,
	textsOf,
	WIDTHS,
	type Case
} from './matrix.ts';

const draw = (id: FigureId, change: Partial<Selection>, width = 680, open = false) =>
	belowStrip(figureOf(id, inputOf(change), open).draw(width, LIGHT));
const casesOf = (id: FigureId, change: Partial<Selection>): Case[] =>
	withStrip(id, change).map((one) => ({ ...one, drawings: one.drawings.map(belowStrip) }));
const periodSlots = (input: FigureInput) => slotsIn(input, input.answers.byPeriod, input.questions.byPeriod);
const HATCHED = new Set(['not-reported', 'not-published']);
const isStem = ({ x1, x2 }: { x1: number; x2: number }) => x1 === x2;

/** The labels of the value axis: what stands at the right end of its room. */
function axisOf(drawing: Drawing): string[] {
	return textsOf(drawing)
		.filter(({ anchor, text }) => anchor === 'end' && /^[\d,.]+[kM]?$/.test(text))
		.map(({ text }) => text);
}

describe.each(SCOPES)('over time, %s', (_, change) => {
	const cases = casesOf('by-period', change);
	const each = (check: (slots: Slot[], drawing: Drawing, one: Case) => void) => {
		for (const one of cases) for (const drawing of one.drawings) check(periodSlots(one.input), drawing, one);
	};

	test('every slot has one mark with its status; a part of a year is hatched and has none', () => {
		each((slots, drawing) => {
			const marks = drawing.shapes.filter((shape) => statusOf(shape) || shape.kind === 'hatch');
			const expected = slots.map(({ partial, status }) => (partial ? 'hatch' : status));
			expect(marks.map((mark) => statusOf(mark) ?? mark.kind)).toEqual(expected);
		});
	});

	test('hatched where not reported or not published, and nowhere else', () => {
		each((slots, drawing) => {
			const marks = drawing.shapes.filter((shape) => statusOf(shape) || shape.kind === 'hatch');
			slots.forEach(({ status, partial }, i) => {
				expect(marks[i].kind === 'hatch').toBe(partial || HATCHED.has(status));
			});
		});
	});

	test('linear: columns from the baseline, as high as their counts', () => {
		each((slots, drawing, { input }) => {
			if (input.selection.scale === 'log') return;
			const baseline = linesOf(drawing).find(({ stroke }) => stroke === LIGHT.quiet)!.y1;
			const columns = rectsOf(drawing).filter(({ status }) => status === 'reported');
			const values = slots.filter(({ partial, value }) => !partial && (value ?? 0) > 0).map(({ value }) => value!);
			expect(columns).toHaveLength(values.length);
			const scale = Math.max(...columns.map(({ height }) => height)) / Math.max(...values);
			columns.forEach(({ y, height }, i) => {
				expect(y + height).toBeCloseTo(baseline, 1);
				expect(Math.abs(height - Math.max(1, values[i] * scale))).toBeLessThan(0.1);
			});
		});
	});

	test('log: dots on stems, never columns, and the fixed ticks', () => {
		each((slots, drawing, { input }) => {
			if (input.selection.scale !== 'log') return;
			expect(rectsOf(drawing).filter(({ status }) => status === 'reported')).toEqual([]);
			// What is no count has a mark of fixed size: a tick for zero or unknown, an open bracket for withheld.
			for (const { status, height, fill } of rectsOf(drawing)) {
				if (status === 'withheld') expect(fill).toBe('none');
				else expect([height, ['zero', 'unknown'].includes(status!)]).toEqual([2, true]);
			}
			const dots = drawing.shapes.filter((shape) => shape.kind === 'circle');
			const counts = slots.filter(({ partial, value }) => !partial && (value ?? 0) > 0).map(({ value }) => value!);
			expect(dots.map(statusOf)).toEqual(counts.map(() => 'reported'));
			expect(linesOf(drawing).filter(isStem)).toHaveLength(dots.length);
			const largest = Math.max(0, ...counts);
			const fixed = ['1', '10', '100', '1k', '10k', '100k'];
			expect(axisOf(drawing)).toEqual(largest > 200_000 ? [...fixed, '1M'] : fixed);
			const heights = dots.map(({ cy }) => cy);
			for (let i = 1; i < counts.length; i++)
				// Counts closer than a tenth of a pixel may share a height; none may stand the other way round.
				expect((heights[i - 1] - heights[i]) * (counts[i] - counts[i - 1])).toBeGreaterThanOrEqual(0);
		});
	});

	test('a linear axis begins at 0 and has whole numbers', () => {
		each((_, drawing, { input }) => {
			if (input.selection.scale === 'log') return;
			expect(axisOf(drawing)[0]).toBe('0');
			expect(new Set(axisOf(drawing)).size).toBe(axisOf(drawing).length);
		});
	});
});

test.each<[string, Partial<Selection>, string]>([
	['not reported', { from: '2014H1', to: '2014H1' }, 'n/r'],
	['withheld', { from: '2010H1', to: '2010H1' }, '<10'],
	['zero', { from: '2017H2', to: '2017H2', reason: ['copyright'] }, '0'],
	['not published', { from: '2010H1', to: '2010H1', product: ['youtube'] }, 'n/p'],
	['unknown', { territory: 'CN', from: '2010H1', to: '2010H1' }, '?'],
	['half a year', { from: '2019H1', to: '2019H1', step: 'year' }, '½']
])('%s is also said in the lane under the axis', (_, change, word) => {
	for (const scale of ['linear', 'log'] as const) {
		const drawing = draw('by-period', { ...change, scale });
		const baseline = linesOf(drawing).find(({ stroke }) => stroke === LIGHT.quiet)!.y1;
		expect(textsOf(drawing).filter(({ y, text }) => y > baseline + 8 && text === word)).toHaveLength(1);
	}
});

test.each(['by-requester', 'by-reason-over-time', 'by-product-over-time'] as const)(
	'%s on a log axis has dots in its panels, never columns',
	(id) => {
		for (const width of WIDTHS) {
			const drawing = draw(id, { scale: 'log', measure: 'items' }, width);
			const bars = textsOf(drawing).find(({ text }) => text.startsWith('Detailed classes'))?.y ?? Infinity;
			expect(rectsOf(drawing).filter(({ y, status }) => y < bars && status)).toEqual([]);
			expect(drawing.shapes.filter(({ kind }) => kind === 'circle').length).toBeGreaterThan(10);
		}
	}
);

describe.each(['by-reason-over-time', 'by-product-over-time', 'by-requester'] as const)('panels of %s', (id) => {
	it.each(SCOPES)("%s: columns stand on their panel's baseline, hatches where nothing was reported", (_, change) => {
		for (const { input, drawings } of casesOf(id, change))
			for (const drawing of drawings) {
				const baselines = linesOf(drawing).filter(({ stroke }) => stroke === LIGHT.quiet);
				const bars = textsOf(drawing).find(({ text }) => text.startsWith('Detailed classes'))?.y ?? Infinity;
				for (const { y, height } of rectsOf(drawing).filter(({ y, status }) => status && y < bars))
					expect(baselines.some(({ y1 }) => Math.abs(y + height - y1) < 0.05)).toBe(true);
				const ask = id === 'by-requester' ? input.questions.byBranchOverTime : input.questions.byReasonOverTime;
				const gaps = slotsIn(input, [], { ...ask }).filter(
					({ partial, status }) => partial || HATCHED.has(status)
				).length;
				const hatches = drawing.shapes.filter(({ kind }) => kind === 'hatch');
				expect(hatches).toHaveLength(gaps * baselines.length);
			}
	});
});

describe.each(['by-reason-over-time', 'by-product-over-time'] as const)('running totals of %s', (id) => {
	it.each(SCOPES)('%s: no line crosses a step without a number', (_, change) => {
		for (const { input, drawings } of casesOf(id, change)) {
			if (input.selection.show !== 'cumulative') continue;
			for (const drawing of drawings)
				for (const path of drawing.shapes.filter((shape) => shape.kind === 'path')) {
					const points = [...path.d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({
						x: Number(x),
						y: Number(y)
					}));
					const [first, last] = [points[0], points.at(-1)!];
					const crossed = drawing.shapes.filter(
						(shape) =>
							shape.kind === 'hatch' &&
							shape.x + shape.width / 2 > first.x &&
							shape.x + shape.width / 2 < last.x &&
							first.y >= shape.y - 1 &&
							first.y <= shape.y + shape.height + 1
					);
					expect(crossed).toEqual([]);
					// A running total never falls; the drawing's y grows downwards.
					points.slice(1).forEach(({ y }, i) => expect(y).toBeLessThanOrEqual(points[i].y + 0.01));
				}
		}
	});

	test('two gaps of Kazakhstan cut each line into pieces that together pass every reported half-year', () => {
		const drawing = draw(id, { show: 'cumulative' });
		const panels = linesOf(drawing).filter(({ stroke }) => stroke === LIGHT.quiet).length;
		const paths = drawing.shapes.filter((shape) => shape.kind === 'path');
		// 2011H1 and 2014H1 are not reported: a piece before 2014 and one after.
		expect(paths).toHaveLength(2 * panels);
		const points = paths.reduce((sum, { d }) => sum + d.split('L').length, 0);
		expect(points).toBe(28 * panels);
	});
});

describe('the outcome figure', () => {
	it.each(SCOPES)('%s: nothing crosses from the shares of requests to the outcomes of items', (_, change) => {
		for (const { drawings } of casesOf('by-outcome', change))
			for (const drawing of drawings) {
				const wall = textsOf(drawing).find(({ text }) => text.startsWith('From 2019'))?.y;
				expect(drawing.shapes.filter(({ kind }) => kind === 'path')).toEqual([]);
				if (wall === undefined) continue;
				const crossing = (shape: Shape) => {
					if (shape.kind === 'rect' || shape.kind === 'hatch')
						return shape.y < wall && shape.y + shape.height > wall - 12;
					if (shape.kind === 'line') return Math.min(shape.y1, shape.y2) < wall && Math.max(shape.y1, shape.y2) > wall;
					return false;
				};
				expect(drawing.shapes.filter(crossing)).toEqual([]);
			}
	});

	test('before the wall no half-year after 2019H1, after it none before', () => {
		const { spots, shapes } = draw('by-outcome', {});
		const wall = textsOf({ shapes } as Drawing).find(({ text }) => text.startsWith('From 2019'))!.y;
		const before = spots.filter(({ y }) => y < wall - 20).map(({ key }) => key);
		const after = spots.filter(({ y }) => y > wall).map(({ key }) => key);
		expect([before[0], before.at(-1)]).toEqual(['2011H1', '2019H1']);
		expect([...new Set(after)][0]).toBe('2019H1');
		expect(before.length + after.length).toBe(spots.length);
	});

	test('below thirty requests one dot a request, filled where Google complied; from thirty a column', () => {
		const drawing = draw('by-outcome', { to: '2018H2' });
		const dots = drawing.shapes.filter((shape) => shape.kind === 'circle');
		const columns = rectsOf(drawing).filter(({ status }) => status);
		// 1 + 2 + 2 + 3 + 1 + 1 + 3 + 19 + 14 + 10 + 29 requests; 2017H2, 2018H1 and 2018H2 have thirty or more.
		expect(dots).toHaveLength(85);
		expect(dots.filter(({ fill }) => fill !== LIGHT.ground)).toHaveLength(1 + 1 + 2 + 2 + 1 + 0 + 0 + 1 + 5 + 2 + 11);
		expect(columns).toHaveLength(3);
		expect(columns[2].height / columns[1].height).toBeCloseTo(33 / 19, 1);
	});

	test('a share of fewer than thirty items is a ring, not a column', () => {
		const drawing = draw('by-outcome', { from: '2023H2', to: '2023H2' });
		expect(rectsOf(drawing).filter(({ status }) => status)).toEqual([]);
		expect(drawing.shapes.filter(({ kind }) => kind === 'circle')).toHaveLength(4);
	});

	test('the shares of a half-year make the whole', () => {
		const drawing = draw('by-outcome', { from: '2023H1', to: '2023H1' });
		const columns = rectsOf(drawing).filter(({ status }) => status === 'reported');
		expect(columns).toHaveLength(4);
		// A panel is 76 high; the smallest column is one pixel where its share is less.
		expect(columns.reduce((sum, { height }) => sum + height, 0)).toBeCloseTo(76, 0);
	});
});

/** Bars of a drawing as they are said: label, part and base, in order. */
function barsOf(drawing: Drawing): { label: string; part: number; base: number; rect: number }[] {
	const said = textsOf(drawing).map(({ text }) => text);
	const rects = rectsOf(drawing).filter(({ status }) => status);
	const found = said.flatMap((text, i) => {
		const [, part, base] = /^([\d,]+) of ([\d,]+)/.exec(text) ?? [];
		return part
			? [
					{
						label: said[i - 1],
						part: Number(part.replaceAll(',', '')),
						base: Number(base.replaceAll(',', ''))
					}
				]
			: [];
	});
	expect(rects).toHaveLength(found.length);
	return found.map((bar, i) => ({ ...bar, rect: rects[i].width }));
}

describe('bars', () => {
	it.each(SCOPES)('by-reason, %s: the leading ones and the rest add up to the total', (_, change) => {
		for (const { input, model } of casesOf('by-reason', change)) {
			const all = input.answers.byReason.filter(({ key, value }) => key[0] !== null && value !== null);
			const base = all.reduce((sum, { value }) => sum + value!, 0);
			const drawing = model.draw(940, LIGHT);
			const bars = barsOf(drawing);
			expect(bars.reduce((sum, { part }) => sum + part, 0)).toBe(base);
			expect(bars.every((bar) => bar.base === base)).toBe(true);
			expect(bars.length).toBeLessThanOrEqual(7);
			const folded = drawing.spots.some(({ key }) => key === FOLDED);
			expect(model.folded).toBe(folded ? all.length - (bars.length - 1) : 0);
			if (folded) expect(bars.at(-1)!.label).toBe(`Other reasons (${model.folded})`);
			expect(model.folded).not.toBe(1);
			const open = figureOf('by-reason', input, true);
			expect(barsOf(open.draw(940, LIGHT))).toHaveLength(all.length);
			expect(open.folded).toBe(0);
		}
	});

	it.each(SCOPES)('by-product, %s: the leader against all others, and the others by themselves', (_, change) => {
		for (const { input, model } of casesOf('by-product', change)) {
			const all = input.answers.byProduct.filter(({ key, value }) => key[0] !== null && value !== null);
			const base = all.reduce((sum, { value }) => sum + value!, 0);
			const bars = barsOf(model.draw(940, LIGHT));
			if (all.length < 3) {
				expect(bars.reduce((sum, { part }) => sum + part, 0)).toBe(base);
				continue;
			}
			const [leader, together, ...others] = bars;
			expect(leader.part).toBe(Math.max(...all.map(({ value }) => value!)));
			expect(leader.part + together.part).toBe(base);
			expect(others.reduce((sum, { part }) => sum + part, 0)).toBe(together.part);
			expect(model.folded).toBe(all.length - 1 > 7 ? all.length - 1 - 6 : 0);
			expect(barsOf(figureOf('by-product', input, true).draw(940, LIGHT))).toHaveLength(all.length + 1);
		}
	});

	test.each<FigureId>(['by-reason', 'by-requester'])('%s: as long as their counts, from one common start', (id) => {
		for (const width of WIDTHS) {
			const drawing = draw(id, {}, width);
			const from = textsOf(drawing).find(({ text }) => text.startsWith('Detailed'))?.y ?? 0;
			const rects = rectsOf(drawing).filter(({ status, y }) => status && y > from);
			const parts = textsOf(drawing)
				.filter(({ y }) => y > from)
				.flatMap(({ text }) => /^([\d,]+) of/.exec(text)?.[1] ?? [])
				.map((part) => Number(part.replaceAll(',', '')));
			expect(new Set(rects.map(({ x }) => x)).size).toBe(1);
			expect(parts).toHaveLength(rects.length);
			rects.forEach((rect, i) => {
				expect(Math.abs(rect.width - Math.max(1.5, (parts[i] / parts[0]) * rects[0].width))).toBeLessThan(0.05);
			});
		}
	});

	test('a row filters by its own category, and the folded row opens', () => {
		const { spots } = draw('by-reason', {});
		expect(spots.every(({ width, x }) => x === 0 && width === 680)).toBe(true);
		expect(spots[0].choice).toEqual({ reason: 'national-security' });
		expect(spots.at(-1)!.choice).toBe('open');
		expect(draw('by-product', {}).spots[0].choice).toEqual({ product: 'youtube' });
		expect(draw('by-requester', {}).spots.at(-1)!.choice).toEqual({ requester: 'court-google' });
	});
});

test('a category has one colour wherever it is drawn, and no figure more than four beside grey', () => {
	const greys = new Set([
		LIGHT.ground,
		LIGHT.ink,
		LIGHT.quiet,
		LIGHT.hairline,
		LIGHT.total,
		LIGHT.other,
		'none',
		undefined
	]);
	// The heat table has tints of one colour.
	for (const id of FIGURES.filter((id) => id !== 'product-by-reason')) {
		const drawing = draw(id, {}, 680, true);
		const colours = drawing.shapes.map((shape) => ('fill' in shape ? shape.fill : undefined));
		expect(new Set(colours.filter((colour) => !greys.has(colour))).size).toBeLessThanOrEqual(4);
	}
	const first = rectsOf(draw('by-reason', {})).find(({ status }) => status)!;
	const panel = rectsOf(draw('by-reason-over-time', {})).find(({ status }) => status)!;
	expect([first.fill, panel.fill]).toEqual([
		LIGHT.categories['national-security'],
		LIGHT.categories['national-security']
	]);
});
