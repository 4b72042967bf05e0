import { describe, expect, it } from 'vitest';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { DIMENSIONS, type Question, type Where } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import { EngineError } from '#lib/engine/engine.ts';
import { answer, compareRows, createRowsEngine, rowsInScope } from '#lib/engine/rows.ts';
import { ask } from './ask.ts';

const none = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;

function row(change: Partial<Row>): Row {
	return {
		period: '2019H1',
		territory: 'KZ',
		requester: 'court-order',
		branch: 'court',
		product: 'youtube',
		reason: 'fraud',
		requests: 1,
		requestsGap: null,
		items: 10,
		itemsGap: null,
		outcomes: null,
		...change
	};
}

/** A total of before 2011: no division by requester, product or reason. */
function total(change: Partial<Row>): Row {
	return row({ period: '2010H1', requester: null, branch: null, product: null, reason: null, ...change });
}

describe('where', () => {
	const rows = [
		row({ period: '2018H2', items: 1 }),
		row({ period: '2019H1', items: 2, product: 'blogger' }),
		row({ period: '2019H2', items: 4, reason: 'defamation' }),
		row({ period: '2020H1', items: 8, requester: 'police', branch: 'other' }),
		row({ period: '2020H1', items: 16, territory: 'RU' }),
		total({ period: '2010H2', items: 32 })
	];

	it.each<[string, Partial<Where>, number]>([
		['world is every row', {}, 63],
		['a territory', { territory: 'KZ' }, 47],
		['from is included', { from: '2019H2' }, 28],
		['to is included', { to: '2019H1' }, 35],
		['one period', { from: '2019H1', to: '2019H1' }, 2],
		['a list is any of its values', { product: ['youtube', 'blogger'] }, 31],
		['a product, never the rows without one', { product: ['youtube'] }, 29],
		['a reason', { reason: ['defamation'] }, 4],
		['a requester', { requester: ['police'] }, 8],
		['all together', { territory: 'KZ', product: ['youtube'], reason: ['fraud'], to: '2019H1' }, 1]
	])('%s', (_, where, value) => {
		expect(answer(rows, ask({ where }))).toEqual([{ key: [], value, gap: null }]);
	});

	it.each<[string, Partial<Where>]>([
		['an unknown territory', { territory: 'XX' }],
		['a range turned round', { from: '2020H1', to: '2019H1' }],
		['an unknown product', { product: ['null'] }],
		['outcomes of rows that have none', { outcome: ['removed-legal'] }]
	])('no row, no cell: %s', (_, where) => {
		expect(answer(rows, ask({ where }))).toEqual([]);
	});
});

describe('by', () => {
	const rows = [
		row({ period: '2019H2', items: 1, requests: 5 }),
		row({ period: '2019H1', items: 2, requester: 'police', branch: 'other' }),
		row({ period: '2018H2', items: 4, product: 'Zoo' }),
		total({ period: '2010H1', items: 8 })
	];

	it.each<[Question['by'], [(string | null)[], number][]]>([
		[
			['period'],
			[
				[['2010H1'], 8],
				[['2018H2'], 4],
				[['2019H1'], 2],
				[['2019H2'], 1]
			]
		],
		[
			['year'],
			[
				[['2010'], 8],
				[['2018'], 4],
				[['2019'], 3]
			]
		],
		[['territory'], [[['KZ'], 15]]],
		[
			['product'],
			[
				[['Zoo'], 4],
				[['youtube'], 3],
				[[null], 8]
			]
		],
		[
			['branch'],
			[
				[['court'], 5],
				[['other'], 2],
				[[null], 8]
			]
		],
		[
			['requester', 'year'],
			[
				[['court-order', '2018'], 4],
				[['court-order', '2019'], 1],
				[['police', '2019'], 2],
				[[null, '2010'], 8]
			]
		]
	])('%j: sorted by code units, null last', (by, expected) => {
		expect(answer(rows, ask({ by }))).toEqual(expected.map(([key, value]) => ({ key, value, gap: null })));
	});

	it('keeps apart what only looks alike', () => {
		const odd = [row({ product: null }), row({ product: 'null' }), row({ product: '' })];
		expect(answer(odd, ask({ by: ['product'] })).map(({ key }) => key)).toEqual([[''], ['null'], [null]]);
	});

	it('counts requests when asked', () => {
		expect(answer(rows, ask({ measure: 'requests' }))[0].value).toBe(8);
	});
});

describe('gaps', () => {
	it.each<[string, Partial<Row>[], number | null, string | null]>([
		['a count', [{ items: 3 }], 3, null],
		['a published 0', [{ items: 0 }], 0, null],
		['no count at all', [{ items: null, itemsGap: 'withheld' }], null, 'withheld'],
		['a count and a gap: a lower bound', [{ items: 3 }, { items: null, itemsGap: 'withheld' }], 3, 'withheld'],
		[
			'the strongest gap, in any order',
			[
				{ items: null, itemsGap: 'withheld' },
				{ items: null, itemsGap: 'unknown' },
				{ items: null, itemsGap: 'not-published' }
			],
			null,
			'unknown'
		],
		[
			'withheld before not published',
			[
				{ items: null, itemsGap: 'not-published' },
				{ items: null, itemsGap: 'withheld' }
			],
			null,
			'withheld'
		],
		['gaps of the other measure are its own', [{ items: 3, requests: null, requestsGap: 'unknown' }], 3, null]
	])('%s', (_, changes, value, gap) => {
		expect(answer(changes.map(total), ask())).toEqual([{ key: [], value, gap }]);
	});
});

describe('outcomes', () => {
	const rows = [
		row({ items: 10, outcomes: { ...none, 'removed-legal': 3, 'no-action-taken': 7 } }),
		row({ items: 5, product: 'blogger', outcomes: { ...none, 'already-removed': 5 } }),
		row({ period: '2018H2', items: 100 })
	];

	it('a filter counts the items of the chosen outcomes, of rows that have outcomes', () => {
		expect(answer(rows, ask({ where: { outcome: ['removed-legal', 'already-removed'] } }))).toEqual([
			{ key: [], value: 8, gap: null }
		]);
	});

	it('an outcome named twice counts once', () => {
		expect(answer(rows, ask({ where: { outcome: ['removed-legal', 'removed-legal'] } }))[0].value).toBe(3);
	});

	it('grouping by something else keeps groups whose sum is 0', () => {
		expect(answer(rows, ask({ by: ['product'], where: { outcome: ['removed-legal'] } }))).toEqual([
			{ key: ['blogger'], value: 0, gap: null },
			{ key: ['youtube'], value: 3, gap: null }
		]);
	});

	it('grouping by outcome gives all six, zero or not', () => {
		expect(answer(rows, ask({ by: ['outcome'] }))).toEqual(
			[
				['already-removed', 5],
				['content-not-found', 0],
				['no-action-taken', 7],
				['not-enough-information', 0],
				['removed-legal', 3],
				['removed-policy', 0]
			].map(([outcome, value]) => ({ key: [outcome], value, gap: null }))
		);
	});

	it('grouping and filter together give the chosen', () => {
		const question = ask({ by: ['outcome', 'product'], where: { outcome: ['removed-legal'] } });
		expect(answer(rows, question).map(({ key, value }) => [...key, value])).toEqual([
			['removed-legal', 'blogger', 0],
			['removed-legal', 'youtube', 3]
		]);
	});

	it.each<[string, Question]>([
		['by outcome', ask({ measure: 'requests', by: ['outcome'] })],
		['with an outcome', ask({ measure: 'requests', where: { outcome: ['removed-legal'] } })]
	])('requests %s are a bad question', async (_, question) => {
		expect(() => answer(rows, question)).toThrow(EngineError);
		await expect(createRowsEngine({ cube: rows }).answer([question])).rejects.toMatchObject({ kind: 'bad-question' });
	});
});

describe('rows in scope', () => {
	const rows = [
		row({ period: '2019H2', reason: 'fraud', outcomes: { ...none, 'removed-legal': 1 } }),
		row({ period: '2019H2', reason: 'defamation', outcomes: { ...none, 'no-action-taken': 1 } }),
		row({ period: '2019H1' }),
		total({ period: '2010H1' }),
		row({ period: '2010H1' })
	];

	it('are sorted, null last', () => {
		expect(rowsInScope(rows, ask().where)).toEqual([rows[4], rows[3], rows[2], rows[1], rows[0]]);
		expect([...rows].sort(compareRows)).toEqual([rows[4], rows[3], rows[2], rows[1], rows[0]]);
	});

	it('with an outcome are those with an item of it', () => {
		expect(rowsInScope(rows, ask({ where: { outcome: ['removed-legal'] } }).where)).toEqual([rows[0]]);
	});

	it('leave the rows they are given alone', () => {
		const frozen = Object.freeze([...rows]);
		expect(rowsInScope(frozen, ask().where)).toHaveLength(5);
	});
});

it('answers every dimension of an empty edition with nothing', () => {
	for (const dimension of DIMENSIONS) expect(answer([], ask({ by: [dimension] }))).toEqual([]);
});
