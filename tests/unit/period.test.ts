import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
	endOf,
	halfOf,
	halvesInRange,
	isPeriod,
	periodOf,
	periodsBetween,
	shift,
	yearOf,
	type Period
} from '#lib/domain/period.ts';

const anyPeriod = fc
	.tuple(fc.integer({ min: 1990, max: 2090 }), fc.constantFrom(1 as const, 2 as const))
	.map(([year, half]) => periodOf(year, half));

describe('shift', () => {
	it.each<[Period, number, Period]>([
		['2019H1', 0, '2019H1'],
		['2019H1', 1, '2019H2'],
		['2019H2', 1, '2020H1'],
		['2019H1', -1, '2018H2'],
		['2019H2', -1, '2019H1'],
		['2019H1', -2, '2018H1'],
		['2019H2', 2, '2020H2'],
		['2025H2', -32, '2009H2'],
		['1999H2', 1, '2000H1']
	])('%s by %i half-years is %s', (period, n, shifted) => {
		expect(shift(period, n)).toBe(shifted);
	});

	test('there and back is where it began; one later sorts later', () => {
		fc.assert(
			fc.property(anyPeriod, fc.integer({ min: -60, max: 60 }), (period, n) => {
				expect(shift(shift(period, n), -n)).toBe(period);
				expect(shift(period, 1) > period).toBe(true);
			})
		);
	});
});

describe('periodsBetween', () => {
	it.each<[Period, Period, Period[]]>([
		['2019H1', '2019H1', ['2019H1']],
		['2018H2', '2020H1', ['2018H2', '2019H1', '2019H2', '2020H1']],
		['2019H2', '2019H1', []]
	])('%s to %s', (from, to, periods) => {
		expect(periodsBetween(from, to)).toEqual(periods);
	});

	test('has every half-year once, both ends included, in order', () => {
		fc.assert(
			fc.property(anyPeriod, fc.integer({ min: 0, max: 80 }), (from, n) => {
				const periods = periodsBetween(from, shift(from, n));
				expect(periods).toHaveLength(n + 1);
				expect(periods.at(-1)).toBe(shift(from, n));
				expect([...new Set(periods)].sort()).toEqual(periods);
			})
		);
	});
});

test.each<[Period, string, 1 | 2, string]>([
	['2019H1', '2019', 1, '2019-06-30'],
	['2024H2', '2024', 2, '2024-12-31']
])('%s is of %s, half %i, and ends on %s', (period, year, half, end) => {
	expect([yearOf(period), halfOf(period), endOf(period)]).toEqual([year, half, end]);
});

test.each<[string, Period, Period, Period[]]>([
	['a whole year', '2011H1', '2025H2', ['2019H1', '2019H2']],
	['the range begins in its second half', '2019H2', '2025H2', ['2019H2']],
	['the range ends in its first half', '2011H1', '2019H1', ['2019H1']],
	['outside the range', '2011H1', '2018H2', []]
])('halves of 2019 in range: %s', (_, from, to, halves) => {
	expect(halvesInRange('2019', from, to)).toEqual(halves);
});

test.each([
	['2019H1', true],
	['2019H2', true],
	['2019H3', false],
	['2019H0', false],
	['2019h1', false],
	['2019', false],
	['2019H1 ', false],
	['2019H1\n', false],
	['12019H1', false],
	['2019-06-30', false],
	['', false]
])('%j names a half-year: %s', (text, is) => {
	expect(isPeriod(text)).toBe(is);
});
