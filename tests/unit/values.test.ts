import Papa from 'papaparse';
import { describe, expect, it, test } from 'vitest';
import { figureOf } from '#lib/charts/figures.ts';
import type { FigureModel, FigureValue } from '#lib/charts/model.ts';
import { FIGURES, type FigureId } from '#lib/domain/figure.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { tabSeparated } from '#lib/export/clipboard.ts';
import { longValues, wideValues } from '#lib/export/values.ts';
import { EDITION, inputOf } from '../charts/input.ts';

const figure = (id: FigureId, change: Partial<Selection> = {}) => figureOf(id, inputOf(change));
function read(text: string) {
	expect(text.startsWith('\ufeff')).toBe(true);
	const { data, meta, errors } = Papa.parse<Record<string, string>>(text.slice(1), {
		header: true,
		skipEmptyLines: true
	});
	expect(errors).toEqual([]);
	return { lines: data, columns: meta.fields! };
}
const long = (id: FigureId, change: Partial<Selection> = {}) => read(longValues(figure(id, change)));
const wide = (id: FigureId, change: Partial<Selection> = {}) => read(wideValues(figure(id, change)));
const sum = (cells: (string | undefined)[]) =>
	cells.reduce((sum, cell) => sum + (/^\d+$/.test(cell ?? '') ? Number(cell) : 0), 0);
const sumOf = (lines: Record<string, string>[]) => sum(lines.map(({ value }) => value));

const REQUESTS = 983;
const ITEMS = 332_062;
/** Requests and items from 2019H1 on. */
const REQUESTS_2019 = 755;
const ITEMS_2019 = 178_323;

describe('one value a line', () => {
	const TAIL = ['territory', 'range_from', 'range_to', 'edition'];
	it.each<[FigureId, string[]]>([
		['by-period', ['period', 'measure', 'value', 'status', ...TAIL]],
		['by-reason', ['reason', 'measure', 'value', 'base', 'status', ...TAIL]],
		['by-product', ['product', 'measure', 'value', 'base', 'status', ...TAIL]],
		['by-reason-over-time', ['period', 'reason', 'measure', 'value', 'status', ...TAIL]],
		['by-product-over-time', ['period', 'product', 'measure', 'value', 'status', ...TAIL]],
		['by-requester', ['period', 'requester', 'from', 'measure', 'value', 'base', 'status', ...TAIL]],
		['by-outcome', ['period', 'outcome', 'measure', 'value', 'base', 'status', ...TAIL]]
	])('%s: its columns', (id, columns) => {
		expect(long(id).columns).toEqual(columns);
	});

	it.each<[FigureId, Partial<Selection>, number]>([
		['by-period', {}, REQUESTS],
		['by-period', { step: 'year' }, REQUESTS],
		['by-period', { measure: 'items' }, ITEMS],
		['by-reason', {}, REQUESTS],
		['by-reason', { measure: 'items' }, ITEMS],
		['by-product', {}, REQUESTS],
		['by-product', { measure: 'items' }, ITEMS],
		['by-reason-over-time', {}, REQUESTS],
		['by-reason-over-time', { measure: 'items', step: 'year' }, ITEMS],
		['by-reason-over-time', { show: 'share' }, REQUESTS],
		['by-reason-over-time', { show: 'cumulative' }, REQUESTS],
		['by-product-over-time', {}, REQUESTS],
		['by-product-over-time', { measure: 'items' }, ITEMS]
	])('%s %j: the values add up to the headline', (id, change, total) => {
		expect(sumOf(long(id, change).lines)).toBe(total);
	});

	it.each<[Partial<Selection>, number, number]>([
		[{}, REQUESTS, REQUESTS_2019],
		[{ measure: 'items' }, ITEMS, ITEMS_2019]
	])(
		'by-requester %j: the two classes make the total, the detailed ones what is from 2019',
		(change, all, from2019) => {
			const { lines } = long('by-requester', change);
			const detailed = lines.filter(({ from }) => from !== '');
			expect(sumOf(lines.filter(({ from }) => from === ''))).toBe(all);
			expect(sumOf(detailed)).toBe(from2019);
			expect(new Set(detailed.map(({ from, base }) => `${from} ${base}`))).toEqual(new Set([`2019H1 ${from2019}`]));
		}
	);

	test('by-outcome: items from 2019 add up, and the shares of before are marked as shares of requests', () => {
		const { lines } = long('by-outcome');
		const items = lines.filter(({ measure }) => measure === 'items');
		const shares = lines.filter(({ measure }) => measure === 'percent_of_requests');
		expect(sumOf(items)).toBe(ITEMS_2019);
		expect(items.length + shares.length).toBe(lines.length);
		expect(items.every(({ period }) => period >= '2019H1')).toBe(true);
		expect(shares.every(({ period, outcome }) => period <= '2019H1' && outcome === 'complied-with')).toBe(true);
		expect(shares.find(({ period }) => period === '2017H2')).toMatchObject({
			value: '1',
			base: '72',
			status: 'reported'
		});
	});

	test('a half-year that was not reported is a line with its status and no number', () => {
		expect(long('by-period').lines.find(({ period }) => period === '2014H1')).toEqual({
			period: '2014H1',
			measure: 'requests',
			value: '',
			status: 'not-reported',
			territory: 'KZ',
			range_from: '2011H1',
			range_to: '2025H2',
			edition: EDITION
		});
	});

	test.each([long, wide])('what is filtered, and what is left out, stands on every line', (form) => {
		const whole = form('by-period').columns;
		const { lines, columns } = form('by-period', {
			product: ['web-search', 'youtube'],
			requester: ['information-and-communications-authority'],
			without: '2023H2.youtube.fraud'
		});
		expect(columns.toSpliced(-4, 3)).toEqual(whole);
		expect(lines.length).toBeGreaterThan(20);
		for (const line of lines)
			expect(line).toMatchObject({
				filter_product: 'web-search+youtube',
				filter_requester: 'information-and-communications-authority',
				without: '2023H2.youtube.fraud'
			});
	});

	test('a part of a year says which half it holds', () => {
		const years = long('by-period', { step: 'year', from: '2018H2', to: '2020H1' }).lines;
		expect(years.map(({ year, halves, value }) => [year, halves, value])).toEqual([
			['2018', 'H2', '40'],
			['2019', 'H1+H2', '49'],
			['2020', 'H1', '47']
		]);
	});

	test('folded categories have a slug of their own', () => {
		const slugs = new Set(long('by-reason-over-time').lines.map(({ reason }) => reason));
		expect(slugs.size).toBe(7);
		expect(slugs.has('other-categories')).toBe(true);
	});

	const SCOPES: [string, Partial<Selection>][] = [
		['KZ', {}],
		['KZ from 2009', { from: '2009H2' }],
		['KZ items from 2009, years', { from: '2009H2', measure: 'items', step: 'year' }],
		['KZ share', { show: 'share' }],
		['the world', { territory: 'world' }],
		['nothing', { reason: ['business-complaints'] }]
	];
	describe.each(FIGURES.flatMap((id) => SCOPES.map(([name, change]) => [id, name, change] as const)))(
		'%s, %s',
		(id, _, change) => {
			const values = figure(id, change).values();
			const expected = ({ value }: FigureValue) => (value === null ? null : value > 0 ? 'reported' : 'zero');

			test('the status fits the number: reported above 0, zero at 0, neither without one', () => {
				const wrong = values.filter((value) =>
					value.value === null
						? value.status === 'reported' || value.status === 'zero'
						: value.status !== expected(value)
				);
				expect(wrong).toEqual([]);
			});

			test('no place has two values', () => {
				const places = values.map(({ place }) => JSON.stringify(place));
				expect(new Set(places).size).toBe(places.length);
			});

			test('no value is larger than what it is a share of', () => {
				const wrong = values.filter(
					({ value, base, measure }) =>
						measure !== 'percent_of_requests' && value !== null && base != null && value > base
				);
				expect(wrong).toEqual([]);
			});
		}
	);
});

describe('one step a line, one category a column', () => {
	it.each<[FigureId, Partial<Selection>, number]>([
		['by-period', {}, REQUESTS],
		['by-period', { measure: 'items' }, ITEMS],
		['by-reason', {}, REQUESTS],
		['by-product', { measure: 'items' }, ITEMS],
		['by-reason-over-time', {}, REQUESTS],
		['by-product-over-time', { measure: 'items', step: 'year' }, ITEMS],
		['by-requester', {}, REQUESTS + REQUESTS_2019]
	])('%s %j: the cells add up', (id, change, total) => {
		const { lines, columns } = wide(id, change);
		const counts = columns.filter(
			(name) => !/^(period|year|halves|from|territory|range_from|range_to|filter_\w+|edition)$/.test(name)
		);
		expect(sum(lines.flatMap((line) => counts.map((name) => line[name])))).toBe(total);
	});

	test('reasons over time: half-years down, reasons across', () => {
		const { lines, columns } = wide('by-reason-over-time');
		expect(columns.slice(0, 2)).toEqual(['period', 'national-security']);
		expect(columns.slice(-5)).toEqual(['other-categories', 'territory', 'range_from', 'range_to', 'edition']);
		expect(lines).toHaveLength(30);
		expect(lines.find(({ period }) => period === '2020H2')).toMatchObject({
			'national-security': '15',
			'government-criticism': '24',
			territory: 'KZ'
		});
	});

	test('a cell without a number holds its status', () => {
		const { lines } = wide('by-reason-over-time', { from: '2010H2' });
		const at = (key: string) => lines.find(({ period }) => period === key)!;
		expect(at('2010H2')['national-security']).toBe('not-published');
		expect(at('2014H1')['national-security']).toBe('not-reported');
		expect(at('2011H2')['national-security']).toBe('0');
		expect(wide('by-period', { from: '2010H1' }).lines[0].requests).toBe('withheld');
	});

	test('outcomes: the old share and the items of 2019H1 stand in one line, in columns of their own', () => {
		const { lines, columns } = wide('by-outcome');
		expect(columns).toEqual([
			'period',
			'complied-with',
			'removed',
			'gone',
			'not-enough-information',
			'no-action-taken',
			'territory',
			'range_from',
			'range_to',
			'edition'
		]);
		expect(lines.find(({ period }) => period === '2019H1')).toMatchObject({
			'complied-with': '12',
			removed: '3',
			gone: '13'
		});
		expect(lines.find(({ period }) => period === '2018H2')).toMatchObject({
			'complied-with': '33',
			removed: ''
		});
		expect(lines.find(({ period }) => period === '2020H2')).toMatchObject({
			'complied-with': '',
			removed: '43'
		});
	});
});

test('a table for pasting: every cell of the table, tabs between, one line a row', () => {
	for (const id of FIGURES) {
		const model: FigureModel = figure(id);
		const table = model.table();
		const lines = tabSeparated(table).split('\n');
		expect(lines.map((line) => line.split('\t'))).toEqual([table.columns, ...table.rows]);
	}
});
