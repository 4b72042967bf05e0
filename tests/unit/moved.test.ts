import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { movedFigure } from '#lib/charts/moved.ts';
import {
	facetsOf,
	lengthOf,
	movedOf,
	usualBase,
	usualComparison,
	withRows,
	type MovedSelection
} from '#lib/domain/moved.ts';
import type { Holdings } from '#lib/domain/holding.ts';
import { FIRST_PERIOD, periodsBetween, type Period } from '#lib/domain/period.ts';
import { figureFileName } from '#lib/export/fileName.ts';
import { longValues } from '#lib/export/values.ts';
import { KEYS, readSelection, type AddressContext } from '#lib/state/address.ts';
import { endChosen, MOVED, rowsQuery } from '#lib/state/moved.ts';
import {
	movedFinding,
	movedNotes,
	movedScopeSentence,
	movedScopeShort,
	movedSentence,
	spanName
} from '#lib/words/moved.ts';
import { codebook, context, LAST, movedInputOf, movedSelectionOf, names } from '../charts/input.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const span = (from: Period, to: Period) => ({ from, to });
const moved = (change: Partial<MovedSelection> = {}, holdings: Holdings | null = null) => {
	const { selection, questions, answers } = movedInputOf(change);
	return movedOf(selection, questions, answers, codebook, holdings);
};

describe('the usual base', () => {
	it.each<[string, Period, Period, Period, Period]>([
		['a half-year: the same half of the year before', '2025H2', '2025H2', '2024H2', '2024H2'],
		['a year: the year before', '2023H1', '2023H2', '2022H1', '2022H2'],
		['three half-years: the same three, two years before', '2023H1', '2024H1', '2021H1', '2022H1'],
		['six half-years: the three years before', '2023H1', '2025H2', '2020H1', '2022H2'],
		['never before the first half-year', '2010H1', '2010H1', '2009H2', '2009H2']
	])('%s', (_, from, to, baseFrom, baseTo) => {
		expect(usualBase(span(from, to))).toEqual(span(baseFrom, baseTo));
	});

	it.each([
		['half-before', '2025H2', '2025H2', '2025H2', '2025H1', '2025H1'],
		['same-half', '2025H2', '2025H2', '2025H2', '2024H2', '2024H2'],
		['year-before', '2025H2', '2025H1', '2025H2', '2024H1', '2024H2'],
		['year-before', '2025H1', '2024H1', '2024H2', '2023H1', '2023H2']
	] as const)('%s of what ends with %s', (name, end, from, to, baseFrom, baseTo) => {
		expect(usualComparison(name, end)).toEqual({ from, to, baseFrom, baseTo });
	});
});

describe('the address', () => {
	const read = (query: string, at: AddressContext = context) => MOVED.read(new URLSearchParams(query), at);
	const defaults = MOVED.defaults(context);

	test('without a query: the newest half-year against the same half of the year before', () => {
		expect(read('')).toEqual({ selection: movedSelectionOf(), notices: [] });
		expect(defaults).toEqual(movedSelectionOf());
		expect(MOVED.write(defaults, context).toString()).toBe('');
	});

	test('a pinned address says both ranges and the edition', () => {
		expect(MOVED.write(defaults, context, true).toString()).toBe(
			'from=2025H2&to=2025H2&edition=2026-06&base-from=2024H2&base-to=2024H2'
		);
	});

	it.each<[string, string, Partial<MovedSelection>]>([
		['a base', 'base-from=2023H1&base-to=2023H1', { baseFrom: '2023H1', baseTo: '2023H1' }],
		['by requester', 'by=requester', { by: 'requester' }],
		['a half-year with its usual base', 'from=2023H1&to=2023H1', { from: '2023H1', to: '2023H1' }],
		['a range to the newest half-year', 'from=2025H1', { from: '2025H1' }],
		[
			'what all views share',
			'territory=RU&product=youtube&view=table',
			{ territory: 'RU', product: ['youtube'], view: 'table' }
		],
		["the explorer's own keys", 'step=year&show=share', { step: 'year', show: 'share' }]
	])('%s, both ways', (_, query, change) => {
		expect(read(query)).toEqual({ selection: movedSelectionOf(change), notices: [] });
		expect(MOVED.write(movedSelectionOf(change), context).toString()).toBe(query);
	});

	test('an end alone is that half-year', () => {
		expect(read('to=2020H2').selection).toMatchObject({ from: '2020H2', to: '2020H2', baseFrom: '2019H2' });
		expect(read('base-to=2020H2')).toMatchObject({ selection: { baseFrom: '2020H2', baseTo: '2020H2' }, notices: [] });
		expect(read('base-from=2025H1')).toMatchObject({
			selection: { baseFrom: '2025H1', baseTo: '2025H1' },
			notices: []
		});
	});

	it.each([
		['base-from=2020H3', { kind: 'unknown-value', key: 'base-from', value: '2020H3' }],
		['base-to=2030H1', { kind: 'unknown-value', key: 'base-to', value: '2030H1' }],
		['by=country', { kind: 'unknown-value', key: 'by', value: 'country' }],
		['by=requester&by=product-reason', { kind: 'repeated', key: 'by', value: 'product-reason' }],
		['base-from=2020H2&base-to=2019H1', { kind: 'range-reversed', key: 'base-from', value: '2020H2–2019H1' }],
		['baze=1', { kind: 'unknown-key', key: 'baze', value: '1' }]
	])('%s is said', (query, notice) => {
		expect(read(query).notices).toEqual([notice]);
	});

	test('what a hand typed otherwise is still meant', () => {
		expect(read('base-from=2020h1&base-to=2020h2&by=Requester')).toEqual({
			selection: movedSelectionOf({ baseFrom: '2020H1', baseTo: '2020H2', by: 'requester' }),
			notices: []
		});
	});

	test('the explorer is not troubled by the keys of this view, nor this view by its own', () => {
		const query = new URLSearchParams('base-from=2020H1&base-to=2020H2&by=requester');
		expect(readSelection(query, context).notices).toEqual([]);
		expect(
			read(
				Object.keys(KEYS)
					.map((key) => `${key}=`)
					.join('&')
			).notices.every(({ kind }) => kind !== 'unknown-key')
		).toBe(true);
	});

	test('a pinned address gives the same comparison when a newer edition is the default', () => {
		const later = { ...context, editions: [{ edition: '2027-01', last: '2026H2' as const }, ...context.editions] };
		expect(MOVED.read(MOVED.write(defaults, context, true), later)).toEqual({ selection: defaults, notices: [] });
		expect(MOVED.defaults(later)).toMatchObject({ from: '2026H2', baseFrom: '2025H2' });
	});

	const anyRange = fc
		.tuple(
			fc.constantFrom(...periodsBetween(FIRST_PERIOD, LAST)),
			fc.constantFrom(...periodsBetween(FIRST_PERIOD, LAST))
		)
		.map(([a, b]) => (a < b ? span(a, b) : span(b, a)));
	test.each([false, true])('any comparison is what its address reads as (pinned: %s)', (pinned) => {
		fc.assert(
			fc.property(
				anyRange,
				anyRange,
				fc.constantFrom('product-reason' as const, 'requester' as const),
				(range, base, by) => {
					const selection = { ...movedSelectionOf(range), baseFrom: base.from, baseTo: base.to, by };
					const text = MOVED.write(selection, context, pinned).toString();
					expect(read(text)).toEqual({ selection, notices: [] });
				}
			)
		);
	});

	test('any query reads as ranges that hold together', () => {
		const key = fc.constantFrom('from', 'to', 'base-from', 'base-to', 'by', 'edition');
		const value = fc.constantFrom('2020H2', '2012H1', '2009H2', '2025H2', '2026H1', 'x', 'requester', '2026-06');
		fc.assert(
			fc.property(fc.array(fc.tuple(key, value), { maxLength: 8 }), (pairs) => {
				const { selection } = MOVED.read(new URLSearchParams(pairs), context);
				expect(selection.from <= selection.to && selection.baseFrom <= selection.baseTo).toBe(true);
				expect(selection.baseFrom >= FIRST_PERIOD && selection.baseTo <= LAST).toBe(true);
				expect(MOVED.read(MOVED.write(selection, context), context)).toEqual({ selection, notices: [] });
			})
		);
	});
});

describe('choosing an end', () => {
	test('the usual base follows the range', () => {
		expect(endChosen(movedSelectionOf(), { from: '2025H1' })).toEqual({
			from: '2025H1',
			to: '2025H2',
			baseFrom: '2024H1',
			baseTo: '2024H2'
		});
	});
	test('a base that was chosen stays', () => {
		const selection = movedSelectionOf({ baseFrom: '2020H1', baseTo: '2020H1' });
		expect(endChosen(selection, { from: '2025H1' })).toMatchObject({
			from: '2025H1',
			baseFrom: '2020H1',
			baseTo: '2020H1'
		});
	});
	test('an end past the other takes it along', () => {
		expect(endChosen(movedSelectionOf(), { to: '2020H1' })).toMatchObject({
			from: '2020H1',
			to: '2020H1',
			baseTo: '2019H1'
		});
		expect(endChosen(movedSelectionOf(), { baseFrom: '2025H1' })).toMatchObject({
			baseFrom: '2025H1',
			baseTo: '2025H1',
			to: '2025H2'
		});
		expect(endChosen(movedSelectionOf(), { baseTo: '2020H1' })).toMatchObject({ baseFrom: '2020H1', baseTo: '2020H1' });
	});
});

describe('what is compared', () => {
	test('2023 H1 against 2022 H2: 188 and 61, and every cell in the difference', () => {
		const { before, now, difference, moves } = moved({
			from: '2023H1',
			to: '2023H1',
			baseFrom: '2022H2',
			baseTo: '2022H2'
		});
		expect([before.value, now.value, difference]).toEqual([61, 188, 127]);
		expect(moves[0]).toMatchObject({ key: ['youtube', 'national-security'], difference: 86 });
		expect(moves.reduce((sum, move) => sum + move.difference!, 0)).toBe(127);
	});

	test('a half-year that is not reported is no 0, and there is no difference from it', () => {
		const { before, difference, moves } = moved({ baseFrom: '2014H1', baseTo: '2014H1' });
		expect(before).toMatchObject({ status: 'not-reported', value: null });
		expect(difference).toBeNull();
		for (const move of moves) expect(move).toMatchObject({ before: { value: null }, difference: null });
	});

	test('of a range that is reported in part, the part is counted and the rest is named', () => {
		const { before, difference } = moved({ baseFrom: '2014H1', baseTo: '2014H2' });
		expect(before.halves.map(({ reading }) => reading.status)).toEqual(['not-reported', 'reported']);
		expect(difference).toBe(33 - before.value!);
	});

	test('withheld is no number', () => {
		expect(moved({ baseFrom: '2010H1', baseTo: '2010H1' })).toMatchObject({
			before: { status: 'withheld', value: null },
			difference: null
		});
	});

	test('a filter that nothing matches is 0 where the territory has rows', () => {
		expect(moved({ reason: ['business-complaints'] })).toMatchObject({
			before: { status: 'zero', value: 0 },
			now: { status: 'zero', value: 0 },
			difference: 0,
			moves: []
		});
	});

	test('outcomes are not compared with a half-year before 2019', () => {
		const change = { outcome: ['removed-policy'] as const, measure: 'items' as const };
		expect(moved({ ...change, from: '2019H1', to: '2019H1', baseFrom: '2018H1', baseTo: '2018H1' })).toMatchObject({
			before: { status: 'not-published', value: null },
			difference: null
		});
		expect(moved({ ...change, from: '2020H2', to: '2020H2', baseFrom: '2019H1', baseTo: '2019H1' }).now.value).toBe(43);
	});

	test('requesters are the detailed classes from 2019, and the two classes across it', () => {
		const across = moved({ by: 'requester', from: '2019H1', to: '2019H1', baseFrom: '2018H2', baseTo: '2018H2' });
		expect(across.dimensions).toEqual(['branch']);
		expect(across.moves.map(({ key }) => key[0]).sort()).toEqual(['court', 'other']);
		const since = moved({ by: 'requester', from: '2020H1', to: '2020H1', baseFrom: '2019H1', baseTo: '2019H1' });
		expect(since.dimensions).toEqual(['requester']);
		expect(since.moves.every(({ key }) => !['court', 'other-authority'].includes(key[0]!))).toBe(true);
	});

	test('a detailed requester was not published before 2019', () => {
		expect(
			moved({ requester: ['ict-authority'], from: '2019H1', to: '2019H1', baseFrom: '2018H1', baseTo: '2018H1' })
		).toMatchObject({ before: { status: 'not-published', value: null }, difference: null });
	});

	test('what Google published without a division stands in a row of its own, and all adds up', () => {
		const { before, difference, divided, moves } = moved({
			territory: 'BR',
			from: '2012H1',
			to: '2012H2',
			baseFrom: '2010H2',
			baseTo: '2011H1'
		});
		expect(before.undivided).toEqual(['2010H2']);
		expect(divided).toBe(true);
		expect(moves.find(({ key }) => key.every((value) => value === null))).toMatchObject({
			before: { value: 263 },
			now: { value: 0 },
			difference: -263
		});
		expect(moves.reduce((sum, move) => sum + move.difference!, 0)).toBe(difference);
	});

	test('a range that was never divided has a total, and no cell is compared with it', () => {
		const { difference, divided, moves } = moved({
			territory: 'BR',
			from: '2011H1',
			to: '2011H1',
			baseFrom: '2010H2',
			baseTo: '2010H2'
		});
		expect([difference, divided]).toEqual([224 - 263, false]);
		expect(moves.every((move) => move.difference === null)).toBe(true);
		expect(moves.find(({ key }) => key[0] === 'youtube')).toMatchObject({
			before: { status: 'not-published', value: null }
		});
	});

	test('what the files on show do not hold is not held, and not 0', () => {
		const none = { requests: [], items: [], outcomes: [] };
		const all = { requests: ['2025H2'], items: ['2025H2'], outcomes: ['2025H2'] } as const;
		const holdings: Holdings = {
			held: { cube: all, 'by-product-reason': all, 'by-requester': none, totals: all },
			tables: ['cube'],
			compliance: [],
			breakdownFrom: '2011H1',
			pairs: false,
			outcomesEstimated: false,
			oldMethod2019: []
		};
		const { selection, questions, answers } = movedInputOf();
		expect(movedOf(selection, questions, { ...answers, before: [] }, codebook, holdings)).toMatchObject({
			before: { status: 'not-held', value: null },
			now: { value: 33 },
			difference: null
		});
	});

	test('any two ranges: where there is a difference, the cells add up to it', () => {
		const range = fc
			.tuple(fc.constantFrom(...periodsBetween(FIRST_PERIOD, LAST)), fc.nat(5))
			.map(([from, n]) => span(from, periodsBetween(from, LAST)[Math.min(n, periodsBetween(from, LAST).length - 1)]));
		const territory = fc.constantFrom('KZ', 'RU', 'TJ', 'BR', 'CN', 'EUROPOL');
		fc.assert(
			fc.property(territory, range, range, fc.boolean(), fc.boolean(), (territory, now, base, items, requester) => {
				const found = moved({
					territory,
					...now,
					baseFrom: base.from,
					baseTo: base.to,
					measure: items ? 'items' : 'requests',
					by: requester ? 'requester' : 'product-reason'
				});
				const sum = found.moves.reduce((sum, { difference }) => sum + (difference ?? 0), 0);
				if (found.difference !== null && found.divided) expect(sum).toBe(found.difference);
				else expect(found.moves.every(({ difference }) => difference === null)).toBe(true);
				expect(found.now.halves).toHaveLength(lengthOf(now));
			}),
			{ numRuns: 150 }
		);
	});

	test('facets count a half-year once that is in both ranges', () => {
		const { selection, answers } = movedInputOf({ from: '2023H1', to: '2023H2', baseFrom: '2022H2', baseTo: '2023H1' });
		const all = movedInputOf({ from: '2022H2', to: '2023H2', baseFrom: '2022H2', baseTo: '2022H2' });
		expect(facetsOf(selection, answers)).toEqual(facetsOf(all.selection, all.answers));
		const youtube = facetsOf(selection, answers).facetProduct.find(({ key }) => key[0] === 'youtube')!;
		expect(youtube.key).toEqual(['youtube']);
	});
});

describe('a way out where nothing can be compared', () => {
	const covered = (territory: string) =>
		movedInputOf({ territory }).answers.coverage.map(({ key }) => key[0] as Period);
	test('the newest two half-years with rows, where the range has none', () => {
		expect(withRows(moved({ territory: 'KZ', from: '2014H1', to: '2014H1' }), ['2012H1', '2013H2'])).toEqual({
			from: '2013H2',
			to: '2013H2',
			baseFrom: '2012H1',
			baseTo: '2012H1'
		});
	});
	test('the newest half-year with rows before the range, where the base has none', () => {
		expect(withRows(moved({ baseFrom: '2014H1', baseTo: '2014H1' }), covered('KZ'))).toMatchObject({
			from: '2025H2',
			baseFrom: '2025H1'
		});
	});
	test('none for a territory with rows in one half-year', () => {
		expect(covered('TJ')).toEqual(['2024H1']);
		expect(withRows(moved({ territory: 'TJ' }), covered('TJ'))).toBeNull();
	});
});

describe('in words', () => {
	const said = (change: Partial<MovedSelection> = {}) => {
		const input = movedInputOf(change);
		const found = moved(change);
		return {
			title: plain(movedFinding(found, input.selection.measure, names)),
			sentence: plain(movedSentence(found)),
			notes: movedNotes(found, input.selection).map(plain)
		};
	};
	it.each<[string, Partial<MovedSelection>, string]>([
		[
			'more, by one cell above all',
			{ from: '2023H1', to: '2023H1', baseFrom: '2022H2', baseTo: '2022H2' },
			'188 requests in 2023 H1, 127 more than in 2022 H2: YouTube, National Security alone is +86'
		],
		[
			'more, though the largest change is a fall',
			{},
			'33 requests in 2025 H2, 15 more than in 2024 H2, though YouTube, Government Criticism is −13'
		],
		[
			'fewer, over whole years',
			{ by: 'requester', from: '2019H1', to: '2019H2', baseFrom: '2018H1', baseTo: '2018H2' },
			'49 requests in 2019, 22 fewer than in 2018: Other authorities alone is −21'
		],
		['a range with itself', { baseFrom: '2025H2', baseTo: '2025H2' }, '33 requests in 2025 H2, as many as in 2025 H2'],
		['nothing on either side', { reason: ['business-complaints'] }, 'No requests in 2025 H2, and none in 2024 H2'],
		['no row on either side', { territory: 'TJ' }, 'Nothing to compare: 2024 H2 not reported, 2025 H2 not reported'],
		[
			'no row before',
			{ territory: 'TJ', from: '2024H1', to: '2024H1', baseFrom: '2023H1', baseTo: '2023H1' },
			'1 request in 2024 H1; nothing to compare with: 2023 H1 not reported'
		],
		[
			'no row now',
			{ territory: 'TJ', baseFrom: '2024H1', baseTo: '2024H1' },
			'1 request in 2024 H1; nothing to compare with: 2025 H2 not reported'
		]
	])('%s', (_, change, title) => expect(said(change).title).toBe(title));

	test('a title of equal sums says what changed within', () => {
		const { before, now, ...found } = moved();
		const level = { ...found, before, now: { ...now, value: before.value } };
		expect(plain(movedFinding(level, 'requests', names))).toBe(
			'18 requests in 2025 H2, as many as in 2024 H2, but YouTube, Government Criticism is −13'
		);
	});

	test('of changes of one size none is singled out', () => {
		const found = moved();
		const twins = [found.moves[0], { ...found.moves[1], difference: 13 }];
		expect(plain(movedFinding({ ...found, moves: twins }, 'requests', names))).toBe(
			'33 requests in 2025 H2, 15 more than in 2024 H2'
		);
	});

	test('the sentence has the sums, and a percentage only from a base of thirty up', () => {
		expect(said().sentence).toBe(
			'Of 16 cells, 12 rose by 29 together, 2 fell by 14 together and 2 stayed the same. In sum +15 against 18.'
		);
		expect(said({ by: 'requester', from: '2019H1', to: '2019H2', baseFrom: '2018H1', baseTo: '2018H2' }).sentence).toBe(
			'Of 2 classes of requesters, 2 fell by 22 together. In sum −22 (−31 %) against 71.'
		);
	});

	it.each<[string, Partial<MovedSelection>, RegExp]>([
		[
			'ranges of different length',
			{ from: '2023H1', to: '2024H1', baseFrom: '2022H1', baseTo: '2022H2' },
			/^3 half-years against 2 half-years: not like for like\.$/
		],
		[
			'a half-year in both',
			{ from: '2023H1', to: '2023H2', baseFrom: '2022H2', baseTo: '2023H1' },
			/^In both ranges: 2023 H1\.$/
		],
		['not reported', { baseFrom: '2014H1', baseTo: '2014H2' }, /not reported: 2014 H1\..*not the same as 0/],
		['withheld', { baseFrom: '2010H1', baseTo: '2010H1' }, /fewer than 10”: 2010 H1/],
		[
			'outcomes before 2019',
			{ outcome: ['removed-policy'], measure: 'items', baseFrom: '2018H1', baseTo: '2018H1' },
			/2018 H1\. Google publishes outcomes of items from 2019 H1/
		],
		[
			'a detailed requester before 2019',
			{ requester: ['ict-authority'], baseFrom: '2018H1', baseTo: '2018H1' },
			/2018 H1\. The requesters chosen were not published/
		],
		['requesters across 2019', { by: 'requester', baseFrom: '2018H1', baseTo: '2018H1' }, /two classes of requesters/],
		[
			'not divided in part',
			{ territory: 'BR', from: '2012H1', to: '2012H2', baseFrom: '2010H2', baseTo: '2011H1' },
			/“Not divided by Google”: 2010 H2/
		]
	])('%s is said', (_, change, note) => {
		expect(said(change).notes.filter((text) => note.test(text))).toHaveLength(1);
	});

	test('like for like needs no note', () => expect(said().notes).toEqual([]));

	test('both ranges are in the scope, long and short', () => {
		const selection = movedSelectionOf({ product: ['youtube'] });
		expect(movedScopeSentence(selection, names)).toBe(
			'Requests from Kazakhstan, July–December 2025 against July–December 2024; product: YouTube. Edition 2026-06, distinct requests.'
		);
		expect(movedScopeShort(selection, names)).toBe('Kazakhstan · requests · 2025 H2 against 2024 H2 · YouTube');
	});

	it.each<[Period, Period, string]>([
		['2023H1', '2023H1', '2023 H1'],
		['2023H1', '2023H2', '2023'],
		['2020H1', '2022H2', '2020–2022'],
		['2022H2', '2023H1', '2022 H2–2023 H1']
	])('%s–%s is %s', (from, to, name) => expect(spanName(span(from, to))).toBe(name));
});

describe('taken away', () => {
	const model = (change: Partial<MovedSelection> = {}) => movedFigure(movedInputOf(change), false);

	test('a line a cell: both counts with how they are read, and the difference', () => {
		const [head, first] = longValues(model()).slice(1).split('\r\n');
		expect(head).toBe(
			'product,reason,measure,base,base_status,this,this_status,difference,territory,base_from,base_to,range_from,range_to,edition'
		);
		expect(first).toBe(
			'youtube,government-criticism,requests,14,reported,1,reported,-13,KZ,2024H2,2024H2,2025H2,2025H2,2026-06'
		);
	});

	test('what is no number is empty, with its status', () => {
		const [, first] = longValues(model({ baseFrom: '2014H1', baseTo: '2014H1' }))
			.slice(1)
			.split('\r\n');
		expect(first).toMatch(/,requests,,not-reported,\d+,reported,,KZ,2014H1,2014H1,/);
	});

	test('its name says both ranges and the division', () => {
		expect(figureFileName(model(), 'long')).toBe(
			'takedown-ledger_kz_requests-moved-against-2024h2-2024h2_2025h2-2025h2_edition-2026-06.csv'
		);
		expect(figureFileName(model({ by: 'requester' }), 'long')).toContain('requests-moved-by-requester-against-');
	});

	test('the table has every cell and a total that is their sum', () => {
		const { rows, columns } = model().table();
		expect(columns).toEqual(['Product', 'Reason', '2024 H2', '2025 H2', 'Difference']);
		expect(rows.at(-1)).toEqual(['Total', '', '18', '33', '+15']);
		const sum = (column: number) =>
			rows.slice(0, -1).reduce((sum, row) => sum + Number(row[column].replace('−', '-')), 0);
		expect([sum(2), sum(3), sum(4)]).toEqual([18, 33, 15]);
	});
});

describe('the rows behind a count', () => {
	const rows = (change: Partial<MovedSelection>, dimensions: Parameters<typeof rowsQuery>[2], key: (string | null)[]) =>
		rowsQuery(movedSelectionOf(change), span('2024H2', '2024H2'), dimensions, key, context);
	test('its range and its values as filters, beside those chosen', () => {
		expect(rows({ requester: ['court'] }, ['product', 'reason'], ['youtube', 'fraud'])).toBe(
			'?from=2024H2&to=2024H2&product=youtube&reason=fraud&requester=court&edition=2026-06'
		);
		expect(rows({}, ['branch'], ['other'])).toBe('?from=2024H2&to=2024H2&requester=other-authority&edition=2026-06');
	});
	test('none where no filter says the same', () => {
		expect(rows({}, ['product', 'reason'], [null, null])).toBeNull();
		expect(rows({ requester: ['ict-authority'] }, ['branch'], ['other'])).toBeNull();
	});
});
