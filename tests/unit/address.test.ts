import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Notice } from '#lib/domain/notice.ts';
import { OUTCOMES } from '#lib/domain/outcome.ts';
import { FIRST_PERIOD, periodsBetween } from '#lib/domain/period.ts';
import { cellText, defaultScale, type Selection } from '#lib/domain/selection.ts';
import {
	defaultSelection,
	KEYS,
	MOVED_KEYS,
	readSelection,
	RESERVED_KEYS,
	writeSelection,
	type AddressContext
} from '#lib/state/address.ts';
import { noticeSentence } from '#lib/words/notices.ts';
import { codebook } from '../charts/input.ts';

/** Two editions, so that what an older link means can be told from what a newer default says. */
const context: AddressContext = {
	editions: [
		{ edition: '2026-06', last: '2025H2' },
		{ edition: '2025-12', last: '2025H1' }
	],
	codebook
};
const defaults = defaultSelection(context);
const read = (query: string) => readSelection(new URLSearchParams(query), context);
const unknown = (key: string, value: string): Notice => ({ kind: 'unknown-value', key, value });

test('without a query: Kazakhstan, requests by half-year since 2011, newest edition', () => {
	expect(read('')).toEqual({
		selection: {
			edition: '2026-06',
			territory: 'KZ',
			from: '2011H1',
			to: '2025H2',
			measure: 'requests',
			step: 'half',
			product: [],
			reason: [],
			requester: [],
			outcome: [],
			without: '',
			show: 'counts',
			scale: 'linear',
			view: 'chart',
			events: 'off'
		},
		notices: []
	});
});

/** Addresses as the page writes them: read, they give the selection; written again, they give the address. */
const BOTH_WAYS: [string, string, Partial<Selection>][] = [
	['territory', 'territory=RU', { territory: 'RU' }],
	['the world', 'territory=world', { territory: 'world' }],
	['a territory without a code', 'territory=EUROPOL', { territory: 'EUROPOL' }],
	['from', 'from=2009H2', { from: '2009H2' }],
	['to', 'to=2020H2', { to: '2020H2' }],
	['one half-year', 'from=2017H2&to=2017H2', { from: '2017H2', to: '2017H2' }],
	['items have a log axis', 'measure=items', { measure: 'items', scale: 'log' }],
	['items on a linear axis', 'measure=items&scale=linear', { measure: 'items', scale: 'linear' }],
	['requests on a log axis', 'scale=log', { scale: 'log' }],
	['years', 'step=year', { step: 'year' }],
	['a product', 'product=youtube', { product: ['youtube'] }],
	['two products', 'product=web-search&product=youtube', { product: ['web-search', 'youtube'] }],
	['a reason', 'reason=national-security', { reason: ['national-security'] }],
	['a requester, as chosen', 'requester=court', { requester: ['court'] }],
	['an outcome sets items', 'outcome=removed-legal', { outcome: ['removed-legal'], measure: 'items', scale: 'log' }],
	['an outcome, linear', 'outcome=removed-legal&scale=linear', { outcome: ['removed-legal'], measure: 'items' }],
	['share of the step', 'show=share', { show: 'share' }],
	['running total', 'show=cumulative', { show: 'cumulative' }],
	['table', 'view=table', { view: 'table' }],
	['an older edition, to its own last half-year', 'edition=2025-12', { edition: '2025-12', to: '2025H1' }],
	[
		'all at once, in the order of the contract',
		'territory=RU&from=2019H1&to=2020H2&measure=items&step=year&product=youtube&reason=fraud&reason=other' +
			'&requester=police&show=share&scale=linear&view=table',
		{
			territory: 'RU',
			from: '2019H1',
			to: '2020H2',
			measure: 'items',
			step: 'year',
			product: ['youtube'],
			reason: ['fraud', 'other'],
			requester: ['police'],
			show: 'share',
			view: 'table'
		}
	]
];

describe('read and written', () => {
	it.each(BOTH_WAYS)('%s: %s', (_, query, change) => {
		const selection = { ...defaults, ...change };
		expect(read(query)).toEqual({ selection, notices: [] });
		expect(writeSelection(selection, context).toString()).toBe(query);
	});

	test('the default selection writes nothing', () => {
		expect(writeSelection(defaults, context).toString()).toBe('');
	});
});

describe('what a hand typed', () => {
	it.each<[string, string, Partial<Selection>]>([
		['a code in lower case', 'territory=kz', {}],
		['a code in mixed case', 'territory=rU', { territory: 'RU' }],
		['the world in capitals', 'territory=WORLD', { territory: 'world' }],
		['a half-year in lower case', 'from=2019h1', { from: '2019H1' }],
		['a slug in capitals', 'product=YouTube', { product: ['youtube'] }],
		['a word in capitals', 'step=YEAR&view=Table', { step: 'year', view: 'table' }],
		['an outcome in capitals', 'outcome=REMOVED-LEGAL', { outcome: ['removed-legal'], measure: 'items', scale: 'log' }],
		['blanks around a value', 'territory=+RU+&product=%20youtube', { territory: 'RU', product: ['youtube'] }],
		['values in any order', 'product=youtube&product=blogger', { product: ['blogger', 'youtube'] }],
		['a value twice counts once', 'product=youtube&product=youtube', { product: ['youtube'] }],
		['keys in any order', 'to=2020H2&from=2019H1', { from: '2019H1', to: '2020H2' }],
		[
			'items said with an outcome',
			'outcome=removed-legal&measure=items',
			{ outcome: ['removed-legal'], measure: 'items', scale: 'log' }
		]
	])('%s: %s', (_, query, change) => {
		expect(read(query)).toEqual({ selection: { ...defaults, ...change }, notices: [] });
	});
});

describe('what is not understood is left out and said', () => {
	it.each<[string, string, Partial<Selection>, Notice[]]>([
		['an unknown territory', 'territory=XX', {}, [unknown('territory', 'XX')]],
		['a name in place of a code', 'territory=Kazakhstan', {}, [unknown('territory', 'Kazakhstan')]],
		['a year in place of a half-year', 'from=2019', {}, [unknown('from', '2019')]],
		['a date in place of a half-year', 'to=2019-06-30', {}, [unknown('to', '2019-06-30')]],
		['before the first half-year', 'from=2009H1', {}, [unknown('from', '2009H1')]],
		['after the last half-year', 'to=2026H1', {}, [unknown('to', '2026H1')]],
		['an unknown measure', 'measure=users', {}, [unknown('measure', 'users')]],
		['an unknown step', 'step=month', {}, [unknown('step', 'month')]],
		[
			'an unknown product beside a known one',
			'product=tiktok&product=youtube',
			{ product: ['youtube'] },
			[unknown('product', 'tiktok')]
		],
		['several unknown reasons, each said', 'reason=a&reason=b', {}, [unknown('reason', 'a'), unknown('reason', 'b')]],
		['values joined by a comma', 'product=youtube,blogger', {}, [unknown('product', 'youtube,blogger')]],
		['a label in place of a slug', 'reason=National+Security', {}, [unknown('reason', 'National Security')]],
		['an unknown requester', 'requester=kgb', {}, [unknown('requester', 'kgb')]],
		['a group in place of an outcome', 'outcome=removed', {}, [unknown('outcome', 'removed')]],
		['an unknown outcome does not set items', 'outcome=x&measure=requests', {}, [unknown('outcome', 'x')]],
		['an unknown axis', 'scale=sqrt', {}, [unknown('scale', 'sqrt')]],
		['an unknown form', 'show=pie', {}, [unknown('show', 'pie')]],
		['an unknown view', 'view=map', {}, [unknown('view', 'map')]],
		['an unknown edition', 'edition=1999-01', {}, [unknown('edition', '1999-01')]],
		['an empty value', 'territory=&product=', {}, [unknown('territory', ''), unknown('product', '')]],
		['an unknown key', 'colour=x', {}, [{ kind: 'unknown-key', key: 'colour', value: 'x' }]],
		['keys that others hang on a link', 'utm_source=x&utm_campaign=y&fbclid=z&yclid=1', {}, []],
		['a key that is only like one of them', 'utm=x', {}, [{ kind: 'unknown-key', key: 'utm', value: 'x' }]],
		['an unknown key twice, said once', 'q=1&q=2', {}, [{ kind: 'unknown-key', key: 'q', value: '1' }]],
		['a key in capitals is another key', 'Territory=RU', {}, [{ kind: 'unknown-key', key: 'Territory', value: 'RU' }]],
		['an empty key', '=x', {}, [{ kind: 'unknown-key', key: '', value: 'x' }]],
		[
			'an unknown value before a known one',
			'territory=XX&territory=RU',
			{ territory: 'RU' },
			[unknown('territory', 'XX')]
		],
		[
			'a range that runs backwards',
			'from=2020H2&to=2019H1',
			{ from: '2019H1', to: '2020H2' },
			[{ kind: 'range-reversed', key: 'from', value: '2020H2–2019H1' }]
		],
		[
			'an end before the default beginning',
			'to=2010H1',
			{ from: '2010H1', to: '2011H1' },
			[{ kind: 'range-reversed', key: 'from', value: '2011H1–2010H1' }]
		],
		[
			'an outcome counts items, whatever measure is asked',
			'outcome=removed-legal&measure=requests',
			{ outcome: ['removed-legal'], measure: 'items', scale: 'log' },
			[{ kind: 'outcome-sets-items', key: 'measure', value: 'requests' }]
		]
	])('%s: %s', (_, query, change, notices) => {
		expect(read(query)).toEqual({ selection: { ...defaults, ...change }, notices });
	});

	test('a key that takes one value keeps the first and says the others', () => {
		for (const [query, kept] of [
			['territory=RU&territory=TJ', { territory: 'RU' }],
			['step=year&step=half', { step: 'year' }],
			['from=2019H1&from=2012H1', { from: '2019H1' }]
		] as const) {
			const { selection, notices } = read(query);
			expect(selection).toEqual({ ...defaults, ...kept });
			expect(notices.map(({ key, value }) => `${key}=${value}`)).toEqual([query.split('&')[1]]);
		}
	});

	test('a value that is known and stands twice is not said to be unknown', () => {
		const [notice] = read('territory=RU&territory=TJ').notices;
		expect(noticeSentence(notice)).not.toContain('names nothing this site knows');
	});

	test.each([...MOVED_KEYS, ...RESERVED_KEYS])(
		'the key %s of another view changes nothing and is not complained of',
		(key) => {
			expect(read(`${key}=anything`)).toEqual({ selection: defaults, notices: [] });
		}
	);

	const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'];
	test.each(names)('%s is a key and a value like any other unknown one', (name) => {
		const { selection, notices } = read(`${name}=1`);
		expect(selection).toEqual(defaults);
		expect(notices).toEqual([{ kind: 'unknown-key', key: name, value: '1' }]);
		for (const key of Object.keys(KEYS)) {
			const asValue = read(`${key}=${name}`);
			expect(asValue).toEqual({ selection: defaults, notices: [unknown(key, name)] });
			expect(Object.getPrototypeOf(asValue.selection)).toBe(Object.prototype);
		}
	});

	test.each([
		'%',
		'%00',
		'%ff',
		'%ED%A0%80',
		'<script>',
		"'; drop table",
		'..%2F..%2F',
		'\u202e',
		'💥',
		'-1',
		'NaN',
		'1e99'
	])('%s in every key reads as the default and is said for each key', (value) => {
		const query = Object.keys(KEYS)
			.map((key) => `${key}=${value}`)
			.join('&');
		const { selection, notices } = read(query);
		expect(selection).toEqual(defaults);
		expect(notices.map(({ key }) => key).sort()).toEqual(Object.keys(KEYS).sort());
		for (const notice of notices) expect(noticeSentence(notice).length).toBeLessThan(200);
	});

	test('a huge value and thousands of values are read, and said in short', () => {
		const huge = read(`product=${'x'.repeat(100_000)}`);
		expect(huge.selection).toEqual(defaults);
		expect(noticeSentence(huge.notices[0]).length).toBeLessThan(200);
		const many = read(Array.from({ length: 5000 }, () => 'reason=fraud').join('&'));
		expect(many).toEqual({ selection: { ...defaults, reason: ['fraud'] }, notices: [] });
	});
});

describe('editions', () => {
	test('what a link leaves out is the default of the edition it names', () => {
		expect(read('edition=2025-12')).toEqual({
			selection: { ...defaults, edition: '2025-12', to: '2025H1' },
			notices: []
		});
	});

	test('a half-year that the named edition lacks is unknown', () => {
		const { selection, notices } = read('edition=2025-12&to=2025H2');
		expect(selection).toMatchObject({ edition: '2025-12', to: '2025H1' });
		expect(notices).toEqual([unknown('to', '2025H2')]);
	});

	test('a pinned address says edition and range, also where they are the default', () => {
		expect(writeSelection(defaults, context, true).toString()).toBe('from=2011H1&to=2025H2&edition=2026-06');
	});

	test('a pinned address gives the same selection when a newer edition is the default', () => {
		const selection = { ...defaults, reason: ['fraud'], step: 'year' as const };
		const later = {
			...context,
			editions: [{ edition: '2027-01', last: '2026H2' as const }, ...context.editions]
		};
		const query = writeSelection(selection, context, true);
		expect(readSelection(query, later)).toEqual({ selection, notices: [] });
	});
});

describe('any selection', () => {
	const slugs = (entries: readonly { slug: string }[]) =>
		fc.uniqueArray(fc.constantFrom(...entries.map(({ slug }) => slug)), { maxLength: 4 }).map((list) => list.sort());
	const anySelection: fc.Arbitrary<Selection> = fc.constantFrom(...context.editions).chain(({ edition, last }) => {
		const periods = periodsBetween(FIRST_PERIOD, last);
		return fc
			.record({
				edition: fc.constant(edition),
				territory: fc.constantFrom('world', ...codebook.territories.map(({ slug }) => slug)),
				range: fc.tuple(fc.constantFrom(...periods), fc.constantFrom(...periods)),
				measure: fc.constantFrom('requests' as const, 'items' as const),
				step: fc.constantFrom('half' as const, 'year' as const),
				product: slugs(codebook.products),
				reason: slugs(codebook.reasons),
				requester: slugs(codebook.requesters),
				outcome: fc.subarray([...OUTCOMES]).map((list) => list.sort()),
				without: fc.oneof(
					fc.constant(''),
					fc
						.record({
							period: fc.constantFrom(...periods),
							product: fc.constantFrom(...codebook.products.map(({ slug }) => slug)),
							reason: fc.constantFrom(...codebook.reasons.map(({ slug }) => slug))
						})
						.map(cellText)
				),
				show: fc.constantFrom('counts' as const, 'share' as const, 'cumulative' as const),
				scale: fc.constantFrom('linear' as const, 'log' as const),
				view: fc.constantFrom('chart' as const, 'table' as const),
				events: fc.constantFrom('off' as const, 'on' as const)
			})
			.map(({ range, ...rest }) => {
				const [from, to] = [...range].sort();
				return { ...rest, from, to, measure: rest.outcome.length > 0 ? 'items' : rest.measure };
			});
	});

	test.each([false, true])('is what its address reads as (pinned: %s)', (pinned) => {
		fc.assert(
			fc.property(anySelection, (selection) => {
				const text = writeSelection(selection, context, pinned).toString();
				expect(readSelection(new URLSearchParams(text), context)).toEqual({ selection, notices: [] });
			}),
			{ numRuns: 500 }
		);
	});

	test('any query reads as a selection that holds together', () => {
		const key = fc.oneof(fc.constantFrom(...Object.keys(KEYS)), fc.string());
		const value = fc.oneof(
			fc.string(),
			fc.constantFrom('2020H2', '2012H1', 'RU', 'world', 'items', 'youtube', 'removed-legal', 'log', '2025-12')
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(key, value), { maxLength: 12 }), (pairs) => {
				const { selection } = readSelection(new URLSearchParams(pairs), context);
				const { last } = context.editions.find(({ edition }) => edition === selection.edition)!;
				expect(selection.from >= FIRST_PERIOD && selection.from <= selection.to && selection.to <= last).toBe(true);
				if (selection.outcome.length > 0) expect(selection.measure).toBe('items');
				expect(readSelection(writeSelection(selection, context), context)).toEqual({
					selection,
					notices: []
				});
			}),
			{ numRuns: 500 }
		);
	});

	test('the axis is written only where it is not the one of the measure', () => {
		fc.assert(
			fc.property(anySelection, (selection) => {
				const written = writeSelection(selection, context).has('scale');
				expect(written).toBe(selection.scale !== defaultScale(selection.measure));
			})
		);
	});
});
