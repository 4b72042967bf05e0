import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
	ACTED,
	countIn,
	findScopes,
	isPublishedBy,
	isUsual,
	makeFinder,
	makeWorldFinder,
	nearest,
	nearMisses,
	NO_HINTS,
	worldTotalsOf,
	type Counted,
	type Finder,
	type Found,
	type Hints,
	type Printed
} from '#lib/domain/finder.ts';
import { OUTCOMES } from '#lib/domain/outcome.ts';
import { periodsBetween, type Period } from '#lib/domain/period.ts';
import { readCompliance } from '#lib/ingest/canonical.ts';
import { readNumbers } from '#lib/words/numberReading.ts';
import { codebook, EDITION, LAST, rowsFrom } from '../charts/input.ts';
import { HELD_OUT, KNOWN, LATER, type Published } from './publishedFigures.ts';

/** The edition's tables as text, cut at commas: canonical cells hold none. */
function linesOf(name: string): Record<string, string>[] {
	const [header, ...lines] = readFileSync(`data/editions/${EDITION}/${name}.csv`, 'utf8').trimEnd().split('\n');
	const columns = header.split(',');
	return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i], cell])));
}
/** Before 2011 Google published totals alone, and these stand in the other table. */
const early = linesOf('compliance').filter(({ period, branch }) => period < '2011H1' && branch === 'all');
const table: Record<string, string>[] = [
	...early.map((line) => ({ ...line, product: '', reason: '', requester: '' })),
	...linesOf('removals')
];
const compliance = readCompliance(readFileSync(`data/editions/${EDITION}/compliance.csv`, 'utf8'));
const world = worldTotalsOf(rowsFrom('world'), LAST);

const finders = new Map<string, Finder>();
function finder(territory: string): Finder {
	if (!finders.has(territory))
		finders.set(territory, makeFinder(territory, rowsFrom(territory), compliance, LAST, world));
	return finders.get(territory)!;
}

const COURTS = ['court', 'court-google', 'court-3rd-party', 'suppression-order'];

/** A scope's count, added up line by line. */
function counted({ territory, measure, from, to, product, reason, requester, outcome }: Counted): number {
	let sum = 0;
	const filtered = product.length + reason.length + requester.length > 0;
	for (const line of table) {
		if (territory !== 'world' && line.territory !== territory) continue;
		if (line.period < from || line.period > to || (filtered && line.period < '2011H1')) continue;
		if (product.length > 0 && line.product !== product[0]) continue;
		if (reason.length > 0 && line.reason !== reason[0]) continue;
		const [who] = requester;
		if (who === 'court' && !COURTS.includes(line.requester)) continue;
		if (who === 'other-authority' && COURTS.includes(line.requester)) continue;
		if (who && who !== 'court' && who !== 'other-authority' && line.requester !== who) continue;
		if (outcome.length === 0) sum += Number(line[measure]);
		else for (const one of outcome) sum += Number(line[one.replaceAll('-', '_')]);
	}
	return sum;
}

const exactly = (value: number): Printed => ({ value, low: value, high: value, percent: false });
const perCent = (value: number, by = 0.5): Printed => ({ value, low: value - by, high: value + by, percent: true });
const find = (
	territory: string,
	printed: Printed,
	near: Partial<Hints> = {},
	date: string | null = null,
	around: Partial<Hints> = {}
) =>
	findScopes(finder(territory), { printed, near: { ...NO_HINTS, ...near }, around: { ...NO_HINTS, ...around }, date });

/** The same numbers in every run. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

const short = ({ kind, scope }: Found) =>
	[kind, scope.measure, scope.from, scope.to, ...scope.product, ...scope.reason, ...scope.requester].join(' ');

describe('counts, by another road', () => {
	const pick = random(20_260_611);
	const one = <T>(values: readonly T[]): T => values[Math.floor(pick() * values.length)];
	const all = periodsBetween('2011H1', LAST);
	const lines = (territory: string, from: Period) =>
		table.filter((line) => (territory === 'world' || line.territory === territory) && line.period >= from);
	const scopes = Array.from({ length: 200 }, (): Counted => {
		const territory = one(['KZ', 'KZ', 'KZ', 'RU', 'UZ', 'TR', 'IN', 'NA', 'EUROPOL', 'world']);
		const kind = one(['none', 'product', 'reason', 'branch', 'requester', 'outcome', 'product-outcome', 'pair']);
		const first = kind.includes('outcome') || kind === 'requester' ? '2019H1' : '2011H1';
		// A line that it counts, so that few scopes count nothing; EUROPOL and the like have none since 2019.
		const line = one(lines(territory, first)) ?? one(lines('KZ', first));
		const periods = all.filter((period) => period >= first);
		// Of two filters only ranges that are quoted are sought: a year to a year.
		const ends = (half: string) => (period: Period) => kind !== 'pair' || period.endsWith(half);
		const a = one(periods.filter(ends('H1')).filter((period) => period <= line.period));
		const b = one(periods.filter(ends('H2')).filter((period) => period >= line.period));
		const has = (key: string) => kind === key || (key !== 'requester' && kind === 'pair');
		return {
			territory,
			from: a,
			to: b,
			measure: kind.includes('outcome') ? 'items' : one(['requests', 'items'] as const),
			product: has('product') || kind === 'product-outcome' ? [line.product] : [],
			reason: has('reason') ? [line.reason] : [],
			requester:
				kind === 'branch'
					? [COURTS.includes(line.requester) ? 'court' : 'other-authority']
					: kind === 'requester'
						? [line.requester]
						: [],
			outcome: kind.includes('outcome') ? one([...OUTCOMES.map((outcome) => [outcome]), ACTED]) : []
		};
	});

	test('a scope drawn at random gives its number and is among what is found for it', () => {
		let found = 0;
		for (const scope of scopes) {
			const value = counted(scope);
			const here = finder(scope.territory);
			expect([scope, countIn(here, scope) ?? 0]).toEqual([scope, value]);
			if (value === 0) continue;
			found++;
			const hints = { product: scope.product, reason: scope.reason, requester: scope.requester };
			// Of ranges with the same rows one stands for all: the one that is named.
			const named = { ...hints, from: scope.from, to: scope.to };
			const readings = find(scope.territory, exactly(value), named);
			const is = (reading: Found) =>
				reading.kind === 'count' && JSON.stringify({ ...scope, ...reading.scope }) === JSON.stringify(scope);
			expect(readings.filter(is).map(short)).toHaveLength(1);
		}
		expect(found).toBeGreaterThan(160);
	});

	test('everything found gives the number, and a share has the base that it says', () => {
		const sample = <T>(list: readonly T[]) => list.filter((_, i) => i % Math.ceil(list.length / 60) === 0);
		for (const territory of ['KZ', 'TR']) {
			for (const value of [1, 24, 96, 373])
				for (const { scope, value: says } of sample(find(territory, exactly(value))))
					expect([short({ kind: 'count', scope } as Found), counted(scope)]).toEqual([
						short({ kind: 'count', scope } as Found),
						says
					]);
			for (const value of [2, 31, 49]) {
				const shares = find(territory, perCent(value)).filter(({ kind }) => kind !== 'complied');
				for (const { kind, scope, base, value: says, of, at } of sample(shares)) {
					expect([scope, counted(scope)]).toEqual([scope, says]);
					expect([base, counted(base!)]).toEqual([base, of]);
					expect(at).toBeCloseTo(kind === 'change' ? Math.abs((100 * (says - of!)) / of!) : (100 * says) / of!, 9);
					expect(at).toBeGreaterThanOrEqual(value - 0.5);
					expect(at).toBeLessThan(value + 0.5);
				}
			}
		}
	});

	test('for all products and reasons nothing is left out: as many as every range tried one by one gives', () => {
		const periods = periodsBetween('2011H1', LAST);
		const lines = table.filter(({ territory, period }) => territory === 'KZ' && period >= '2011H1');
		for (const value of [1, 10, 96, 373]) {
			const rows = new Set<string>();
			for (const from of periods)
				for (const to of periods.filter((period) => period >= from)) {
					const within = lines.filter(({ period }) => period >= from && period <= to);
					const sum = within.reduce((all, line) => all + Number(line.requests), 0);
					if (sum === value) rows.add(`${within[0].period} ${within.at(-1)!.period}`);
				}
			const found = find('KZ', exactly(value)).filter(
				({ scope }) =>
					scope.measure === 'requests' && scope.product.length + scope.reason.length + scope.requester.length === 0
			);
			expect([value, found.length]).toEqual([value, rows.size]);
		}
	});
});

describe('the most natural reading comes first', () => {
	test.each<[string, Printed, string]>([
		['373', exactly(373), 'count requests 2011H1 2020H2'],
		['532', exactly(532), 'count requests 2011H1 2021H2'],
		['983', exactly(983), `count requests 2011H1 ${LAST}`],
		['192,503', exactly(192_503), 'count items 2011H1 2020H2'],
		['96', exactly(96), 'count requests 2020H1 2020H2'],
		['159', exactly(159), 'count requests 2021H1 2021H2'],
		['188', exactly(188), 'count requests 2023H1 2023H1'],
		['49 %', perCent(49), 'share requests 2020H2 2020H2 government-criticism'],
		[
			'more than 260 thousand',
			{ value: 260_000, low: 260_000, high: 270_000, percent: false },
			'count items 2011H1 2021H2'
		]
	])('%s', (_, printed, first) => expect(short(find('KZ', printed)[0])).toBe(first));

	test('words narrow the search', () => {
		expect(short(find('KZ', exactly(10), { from: '2016H2', to: '2016H2' })[0])).toBe('count requests 2016H2 2016H2');
		expect(short(find('KZ', exactly(10), { from: '2016H1', to: '2016H1', reason: ['national-security'] })[0])).toBe(
			'count requests 2016H1 2016H1 national-security'
		);
		expect(find('KZ', exactly(373), { measure: 'items' })[0].scope.measure).toBe('items');
	});

	test('a number that was printed by a day can’t be of what was published later', () => {
		const later = find('KZ', exactly(983), {}, '2021-11-01');
		expect(later[0].tooNew).toBe(true);
		expect(isUsual(later[0])).toBe(false);
		for (const value of [1, 10, 96]) {
			const dated = find('KZ', exactly(value), {}, '2018-06-01');
			const first = dated.findIndex(({ tooNew }) => tooNew);
			expect(first).toBeGreaterThan(0);
			expect(dated.slice(first).every(({ tooNew }) => tooNew)).toBe(true);
			for (const { scope, tooNew } of dated) expect(tooNew).toBe(scope.to > '2017H2');
		}
		expect(isPublishedBy('2020H2', '2021-04-30')).toBe(true);
		expect(isPublishedBy('2020H2', '2021-03-31')).toBe(false);
		expect(isPublishedBy('2020H2', '2021')).toBe(true);
	});

	test('a filter that leaves the rows as they are is no reading of its own, unless it is named', () => {
		// All of Kazakhstan's requests of 2013 were about YouTube.
		const is = (product: string[]) => (found: Found) =>
			found.scope.from === '2013H1' && found.scope.to === '2013H2' && found.scope.product.join() === product.join();
		expect(find('KZ', exactly(4)).some(is([]))).toBe(true);
		expect(find('KZ', exactly(4)).some(is(['youtube']))).toBe(false);
		expect(find('KZ', exactly(4), { product: ['youtube'] }).some(is(['youtube']))).toBe(true);
	});
});

describe('beside what is found', () => {
	test('the range that the text names, and later ends of years', () => {
		const sought = {
			printed: exactly(373),
			near: { ...NO_HINTS, from: '2011H1' as Period, to: '2021H2' as Period },
			around: NO_HINTS,
			date: null
		};
		const [first] = findScopes(finder('KZ'), sought);
		const near = nearMisses(finder('KZ'), first, sought).map(({ scope, value, named }) => [scope.to, value, named]);
		expect(near).toEqual([
			['2021H2', 532, true],
			[LAST, 983, false]
		]);
	});

	test('where nothing gives a number, what comes nearest', () => {
		const sought = { printed: exactly(374_111), near: NO_HINTS, around: NO_HINTS, date: null };
		expect(findScopes(finder('KZ'), sought)).toEqual([]);
		const [closest] = nearest(finder('KZ'), { ...sought, printed: exactly(192_504) });
		expect([short(closest), closest.value]).toEqual(['count items 2011H1 2020H2', 192_503]);
	});

	test('all territories together are searched by their totals alone', () => {
		const totals = makeWorldFinder(world, LAST);
		const half = counted({ ...find('KZ', exactly(373))[0].scope, territory: 'world', from: '2013H1', to: '2013H1' });
		const [first] = findScopes(totals, { printed: exactly(half), near: NO_HINTS, around: NO_HINTS, date: null });
		expect(short(first)).toBe('count requests 2013H1 2013H1');
	});

	test('a share of requests complied with is the published one of its half-year', () => {
		const [first] = find('IN', perCent(22), {
			from: '2010H2',
			to: '2010H2',
			measure: 'requests',
			outcome: ['removed-legal', 'removed-policy']
		});
		const line = linesOf('compliance').find(
			({ period, territory, branch }) => period === '2010H2' && territory === 'IN' && branch === 'all'
		)!;
		expect([first.kind, first.at, first.of]).toEqual(['complied', Number(line.percent), Number(line.requests)]);
	});
});

describe('published figures', () => {
	function measured(list: readonly Published[]) {
		const missed: string[] = [];
		let first = 0;
		let all = 0;
		for (const { from, date, text, means } of list)
			for (const { number, kind = 'count', territory = 'KZ', ...scope } of means) {
				all++;
				const mention = readNumbers(text, codebook, date).mentions.find((one) => one.text === number);
				const { printed, near, around } = mention ?? { printed: exactly(-1), near: NO_HINTS, around: NO_HINTS };
				const found = findScopes(finder(mention?.territory ?? 'KZ'), { printed, near, around, date });
				const is = (reading: Found) =>
					reading.kind === kind &&
					reading.scope.territory === territory &&
					Object.entries(scope).every(
						([key, value]) => JSON.stringify(reading.scope[key as keyof Counted]) === JSON.stringify(value)
					) &&
					(['product', 'reason', 'requester'] as const).every((key) => key in scope || reading.scope[key].length === 0);
				const at = found.findIndex(is);
				if (at === 0) first++;
				if (at < 0 || at > 2) missed.push(`${from}: ${number}`);
			}
		return { all, first, missed };
	}

	test('those the finder was made with: the right scope comes first', () => {
		const { all, first, missed } = measured(KNOWN);
		expect(missed).toEqual([]);
		expect(first).toBe(all);
	});

	test('those held out: the right scope is among the first three of nine in ten', () => {
		for (const list of [HELD_OUT, LATER]) {
			const { all, first, missed } = measured(list);
			console.log(
				`  ${all} published figures: ${first} first, ${all - missed.length} among the first three; not: ${missed.join('; ')}`
			);
			expect(all - missed.length).toBeGreaterThanOrEqual(0.9 * all);
		}
	});
});
