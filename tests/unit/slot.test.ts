import { describe, expect, it, test } from 'vitest';
import type { Holdings } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Question, Where } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import { whereOf, type Selection } from '#lib/domain/selection.ts';
import { coverageOf, readingOf, slotsOf, stepsOf, type Slot } from '#lib/domain/slot.ts';
import { STATUSES, type Status } from '#lib/domain/status.ts';
import { answer } from '#lib/engine/rows.ts';
import { ask, codebook, selectionOf } from '../charts/input.ts';

const total: Row = {
	period: '2010H1',
	territory: 'KZ',
	requester: null,
	branch: null,
	product: null,
	reason: null,
	requests: 5,
	requestsGap: null,
	items: 50,
	itemsGap: null,
	outcomes: null
};
const cell: Row = {
	...total,
	period: '2011H1',
	requester: 'court',
	branch: 'court',
	product: 'youtube',
	reason: 'fraud'
};

const everything: Where = {
	territory: 'KZ',
	from: '2009H2',
	to: '2012H2',
	product: [],
	reason: [],
	requester: [],
	outcome: []
};

/** One half-year of written rows, read as a time figure reads it. */
function readAt(rows: Row[], at: Period, where: Partial<Where> = {}, measure: Question['measure'] = 'requests') {
	const question: Question = { measure, by: ['period'], where: { ...everything, ...where } };
	const coverage = coverageOf(
		answer(rows, {
			measure: 'requests',
			by: ['period'],
			where: { ...everything, territory: question.where.territory }
		})
	);
	const slot = slotsOf(answer(rows, question), question, 'half', coverage, codebook).find(({ key }) => key === at)!;
	const { status, value, atLeast } = slot;
	return { status, value, atLeast };
}

describe('the statuses of a published edition, each told from the others', () => {
	const none = { value: null, atLeast: false };
	const cases: [Status, string, Row[], Period, Partial<Where>, Question['measure'], object][] = [
		['reported', 'a count', [total], '2010H1', {}, 'requests', { value: 5, atLeast: false }],
		[
			'zero',
			'rows in the period, none of them match',
			[cell],
			'2011H1',
			{ reason: ['defamation'] },
			'requests',
			{ value: 0, atLeast: false }
		],
		['zero', 'a published 0', [{ ...cell, items: 0 }], '2011H1', {}, 'items', { value: 0, atLeast: false }],
		['not-reported', 'no row in the period', [cell], '2011H2', {}, 'requests', none],
		['not-reported', 'no row in the period, with a filter', [cell], '2011H2', { reason: ['fraud'] }, 'requests', none],
		['not-reported', 'rows of another territory alone', [{ ...cell, territory: 'RU' }], '2011H1', {}, 'requests', none],
		[
			'withheld',
			'fewer than ten',
			[{ ...total, requests: null, requestsGap: 'withheld' }],
			'2010H1',
			{},
			'requests',
			none
		],
		[
			'unknown',
			'a question mark',
			[{ ...total, requests: null, requestsGap: 'unknown' }],
			'2010H1',
			{},
			'requests',
			none
		],
		[
			'not-published',
			'items of 2009',
			[{ ...total, period: '2009H2', items: null, itemsGap: 'not-published' }],
			'2009H2',
			{},
			'items',
			none
		],
		['not-published', 'a product before 2011', [total], '2010H1', { product: ['youtube'] }, 'requests', none],
		['not-published', 'an outcome before 2019', [cell], '2011H1', { outcome: ['removed-legal'] }, 'items', none]
	];
	it.each(cases)('%s: %s', (status, _, rows, at, where, measure, rest) => {
		expect(readAt(rows, at, where, measure)).toEqual({ status, ...rest });
	});

	test('no status is left out of these cases', () => {
		const published = STATUSES.filter((status) => status !== 'not-held');
		expect([...new Set(cases.map(([status]) => status))].sort()).toEqual([...published].sort());
	});

	test('for the world, a half-year without a match is a zero', () => {
		expect(readAt([cell], '2011H2', { territory: 'world' })).toMatchObject({ status: 'zero', value: 0 });
	});
});

describe('a sum that leaves counts out', () => {
	const withheld: Row = { ...total, territory: 'LV', requests: null, requestsGap: 'withheld' };
	const unknown: Row = { ...total, territory: 'CN', requests: null, requestsGap: 'unknown' };

	it.each<[string, Row[], object]>([
		['a withheld count', [total, withheld], { status: 'reported', value: 5, atLeast: true }],
		['an unknown count', [total, unknown], { status: 'reported', value: 5, atLeast: true }],
		['none', [total], { status: 'reported', value: 5, atLeast: false }],
		['all of them, the stronger reason stands', [withheld, unknown], { status: 'unknown', value: null, atLeast: false }]
	])('%s', (_, rows, reading) => {
		expect(readAt(rows, '2010H1', { territory: 'world' })).toEqual(reading);
	});
});

function slots(change: Partial<Selection>, by: 'product' | 'reason' | null = null, rest: string[] = []): Slot[] {
	const selection = selectionOf(change);
	const where = whereOf(selection, codebook);
	const step = selection.step === 'year' ? 'year' : 'period';
	const question: Question = { measure: selection.measure, by: by ? [step, by] : [step], where };
	const bare = { ...where, product: [], reason: [], requester: [], outcome: [] };
	const coverage = coverageOf(ask({ measure: 'requests', by: ['period'], where: bare }));
	return slotsOf(ask(question), question, selection.step, coverage, codebook, rest);
}
const shortly = ({ status, value }: Slot) => (value === null ? status : value);
const at = (key: string, change: Partial<Selection>) => {
	const slot = slots({ from: '2009H2', ...change }).find((slot) => slot.key === key)!;
	return { status: slot.status, value: slot.value };
};

describe("Kazakhstan's half-years", () => {
	it.each<[string, string, Partial<Selection>, Status, number | null]>([
		['no row', '2009H2', {}, 'not-reported', null],
		['items were not yet counted', '2009H2', { measure: 'items' }, 'not-published', null],
		['fewer than ten requests', '2010H1', {}, 'withheld', null],
		['fewer than ten items', '2010H1', { measure: 'items' }, 'withheld', null],
		['no row', '2011H1', {}, 'not-reported', null],
		['no row', '2014H1', {}, 'not-reported', null],
		['no row, whatever is filtered', '2014H1', { product: ['youtube'] }, 'not-reported', null],
		['a count', '2017H2', {}, 'reported', 72],
		['a count of items', '2017H2', { measure: 'items' }, 'reported', 146_607],
		['distinct requests, not request-outcome pairs', '2023H1', {}, 'reported', 188],
		['nothing matches in a reported half-year', '2017H2', { reason: ['copyright'] }, 'zero', 0],
		['nothing matches on two filters', '2020H2', { product: ['blogger'], reason: ['fraud'] }, 'zero', 0],
		['a product before 2011', '2010H1', { product: ['youtube'] }, 'not-published', null],
		['a reason before 2011', '2010H2', { reason: ['fraud'] }, 'not-published', null],
		['an outcome before 2019', '2018H2', { outcome: ['removed-policy'] }, 'not-published', null],
		['an outcome from 2019', '2020H2', { outcome: ['removed-policy'] }, 'reported', 43],
		['an outcome that met no item', '2020H2', { outcome: ['removed-legal'] }, 'zero', 0],
		['courts before 2019', '2018H1', { requester: ['court'] }, 'reported', 7],
		['courts from 2019, by their detailed classes', '2019H1', { requester: ['court'] }, 'reported', 3],
		['other authorities before 2019', '2018H1', { requester: ['other-authority'] }, 'reported', 24],
		['other authorities from 2019', '2019H1', { requester: ['other-authority'] }, 'reported', 22],
		['a detailed requester before 2019', '2018H2', { requester: ['ict-authority'] }, 'not-published', null],
		['a detailed requester from 2019', '2019H1', { requester: ['ict-authority'] }, 'reported', 22],
		['a detailed requester that asked nothing', '2019H1', { requester: ['police'] }, 'zero', 0]
	])('%s: %s', (_, key, change, status, value) => {
		expect(at(key, change)).toEqual({ status, value });
	});

	test("China's requests of 2010 are unknown", () => {
		expect(at('2010H1', { territory: 'CN' })).toEqual({ status: 'unknown', value: null });
	});

	test('the half-years add up to what the selection counts', () => {
		const sum = (change: Partial<Selection>) => slots(change).reduce((sum, { value }) => sum + (value ?? 0), 0);
		expect(sum({})).toBe(983);
		expect(sum({ measure: 'items' })).toBe(332_062);
		expect(sum({ to: '2020H2' })).toBe(373);
	});

	test('a series of one category is read by the same rules', () => {
		const found = slots({ from: '2010H2', to: '2012H1' }, 'reason', ['national-security']).map(shortly);
		expect(found).toEqual(['not-published', 'not-reported', 0, 1]);
	});
});

describe('calendar years', () => {
	test('steps of a range: every year it touches, with the halves that are in it', () => {
		expect(stepsOf('2018H2', '2020H1', 'year')).toEqual([
			{ key: '2018', halves: ['2018H2'] },
			{ key: '2019', halves: ['2019H1', '2019H2'] },
			{ key: '2020', halves: ['2020H1'] }
		]);
		expect(stepsOf('2018H2', '2019H1', 'half')).toEqual([
			{ key: '2018H2', halves: ['2018H2'] },
			{ key: '2019H1', halves: ['2019H1'] }
		]);
		expect(stepsOf('2019H2', '2019H1', 'year')).toEqual([]);
	});

	it.each<[string, Partial<Selection>, [string, boolean, number | Status][]]>([
		[
			'whole',
			{ from: '2019H1', to: '2020H2' },
			[
				['2019', false, 49],
				['2020', false, 96]
			]
		],
		[
			'only half in range',
			{ from: '2019H2', to: '2020H1' },
			[
				['2019', true, 24],
				['2020', true, 47]
			]
		],
		['one half not reported is still a year', { from: '2014H1', to: '2014H2' }, [['2014', false, 1]]],
		['nothing reported', { from: '2009H2', to: '2009H2' }, [['2009', true, 'not-reported']]],
		['one half withheld, the other without a row', { from: '2010H1', to: '2010H2' }, [['2010', false, 'withheld']]],
		['not published', { from: '2010H1', to: '2010H2', product: ['youtube'] }, [['2010', false, 'not-published']]],
		['reported and nothing matches', { from: '2017H1', to: '2017H2', reason: ['copyright'] }, [['2017', false, 0]]]
	])('%s', (_, change, expected) => {
		const found = slots({ step: 'year', ...change });
		expect(found.map((slot) => [slot.key, slot.partial, shortly(slot)])).toEqual(expected);
	});

	test('a half-year is whole by itself', () => {
		expect(slots({ from: '2019H2', to: '2020H1' }).map(({ partial }) => partial)).toEqual([false, false]);
	});
});

test('coverage is the half-years with any row, also those whose count is withheld', () => {
	const coverage = coverageOf([
		{ key: ['2010H1'], value: null, gap: 'withheld' },
		{ key: ['2011H2'], value: 1, gap: null }
	]);
	const question: Question = { measure: 'requests', by: ['period'], where: everything };
	const read = (half: Period) => readingOf(undefined, [half], question, coverage, codebook).status;
	// No cell of a table without the withheld total is no zero.
	expect([read('2010H1'), read('2010H2'), read('2011H2')]).toEqual(['withheld', 'not-reported', 'zero']);
});

describe('files that hold a part', () => {
	const none = { requests: [], items: [], outcomes: [] } as const;
	const holdings: Holdings = {
		held: {
			totals: { requests: ['2011H1', '2011H2'], items: ['2011H2'], outcomes: [] },
			'by-product-reason': { ...none, requests: ['2011H1', '2011H2'] },
			'by-requester': none,
			cube: none
		},
		tables: ['totals', 'by-product-reason'],
		compliance: [],
		breakdownFrom: '2011H1',
		pairs: false,
		outcomesEstimated: false,
		oldMethod2019: []
	};
	const coverage = coverageOf([{ key: ['2011H1'], value: 5, gap: null }], holdings);
	const read = (half: Period, measure: Question['measure'], change: Partial<Where> = {}) => {
		const question: Question = { measure, by: ['period'], where: { ...everything, ...change } };
		return readingOf(undefined, [half], question, coverage, codebook).status;
	};

	test('what is not there is neither zero nor not reported', () => {
		expect(read('2011H1', 'items')).toBe('not-held');
		expect(read('2012H1', 'requests')).toBe('not-held');
		expect(read('2011H1', 'requests', { requester: ['court'] })).toBe('not-held');
		expect(read('2011H1', 'requests', { product: ['youtube'], requester: ['court'] })).toBe('not-held');
		expect(read('2011H1', 'requests')).toBe('zero');
		expect(read('2011H1', 'requests', { product: ['youtube'] })).toBe('zero');
		expect(read('2011H2', 'requests')).toBe('not-reported');
		expect(read('2009H2', 'items')).toBe('not-published');
	});

	test('a year of which one half is there is no whole year', () => {
		const question: Question = {
			measure: 'items',
			by: ['year'],
			where: { ...everything, from: '2011H1', to: '2011H2' }
		};
		const cells = [{ key: ['2011'], value: 7, gap: null }];
		expect(slotsOf(cells, question, 'year', coverage, codebook)).toMatchObject([
			{ key: '2011', halves: ['2011H2'], partial: true, value: 7 }
		]);
	});
});
