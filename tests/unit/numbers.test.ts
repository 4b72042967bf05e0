import { describe, expect, it, test } from 'vitest';
import {
	axisNumber,
	bytes,
	difference,
	isSmall,
	number,
	percent,
	percentOf,
	share,
	shareOf,
	signedPercent
} from '#lib/words/numbers.ts';

/** Expected texts are written with a plain blank where a no-break space stands. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
	[0, '0'],
	[7, '7'],
	[999, '999'],
	[1000, '1,000'],
	[146_607, '146,607'],
	[7_839_387, '7,839,387'],
	[-58, '−58']
])('the count %d is %s', (value, text) => {
	expect(number(value)).toBe(text);
});

test.each([
	[127, '+127'],
	[-58, '−58'],
	[0, '0'],
	[-141_759, '−141,759']
])('the difference %d is %s', (value, text) => {
	expect(difference(value)).toBe(text);
});

test.each([
	[0, '0 %'],
	[0.0001, 'under 0.1 %'],
	[0.0999, 'under 0.1 %'],
	[0.1, '0.1 %'],
	[0.26, '0.3 %'],
	[1, '1.0 %'],
	[1.63, '1.6 %'],
	[9.94, '9.9 %'],
	[10, '10 %'],
	[48.98, '49 %'],
	[90, '90 %'],
	[90.1, '90.1 %'],
	[99.4, '99.4 %'],
	[99.9, '99.9 %'],
	[99.91, 'over 99.9 %'],
	[99.9999, 'over 99.9 %'],
	[100, '100 %'],
	[208.2, '208 %']
])('%d per cent is %s', (value, text) => {
	expect(plain(percent(value))).toBe(text);
});

test('no line breaks between a number and its per cent sign', () => {
	for (const value of [0, 0.01, 5, 50, 99.99, 100]) expect(percent(value)).toMatch(/\d\u00a0%$/);
});

test.each([
	[-56.4, '−56 %'],
	[37.9, '+38 %'],
	[-100, '−100 %'],
	[2.04, '+2.0 %']
])('a change of %d per cent is %s', (value, text) => {
	expect(plain(signedPercent(value))).toBe(text);
});

test.each([0.04, -99.96])('a change of %d per cent has its sign beside a digit', (value) => {
	expect(signedPercent(value)).not.toMatch(/[+−][a-z]/);
});

describe('a share is said with its base, in per cent from thirty up', () => {
	it.each([
		[3, 4, '3 of 4'],
		[0, 1, '0 of 1'],
		[29, 29, '29 of 29'],
		[15, 30, '15 of 30 (50 %)'],
		[30, 30, '30 of 30 (100 %)'],
		[0, 30, '0 of 30 (0 %)'],
		[24, 49, '24 of 49 (49 %)'],
		[1, 332_062, '1 of 332,062 (under 0.1 %)'],
		[332_061, 332_062, '332,061 of 332,062 (over 99.9 %)'],
		[0, 0, '0 of 0']
	])('%d of %d', (part, base, text) => {
		expect(plain(share(part, base))).toBe(text);
	});

	it.each<[number, number, 'requests' | 'items', string]>([
		[1, 1, 'requests', '1 of 1 request'],
		[1, 2, 'requests', '1 of 2 requests'],
		[0, 1, 'items', '0 of 1 item'],
		[3, 29, 'items', '3 of 29 items'],
		[24, 49, 'requests', '24 of 49 requests (49 %)'],
		[146_602, 332_062, 'items', '146,602 of 332,062 items (44 %)']
	])('%d of %d %s', (part, base, measure, text) => {
		expect(plain(shareOf(part, base, measure))).toBe(text);
	});

	it.each([
		[29, 30, 100 * (29 / 30)],
		[15, 30, 50],
		[0, 30, 0],
		[29, 29, null],
		[0, 0, null]
	])('a mark for %d of %d', (part, base, value) => {
		const found = percentOf(part, base);
		if (value === null) expect(found).toBeNull();
		else expect(found).toBeCloseTo(value);
	});

	it.each([
		[null, false],
		[0, false],
		[1, true],
		[29, true],
		[30, false]
	])('a base of %s is there and small: %s', (base, small) => {
		expect(isSmall(base)).toBe(small);
	});
});

test.each([
	[0, '0'],
	[1, '1'],
	[150, '150'],
	[1000, '1k'],
	[9999, '10k'],
	[10_000, '10k'],
	[12_500, '12.5k'],
	[100_000, '100k'],
	[146_607, '147k'],
	[1_000_000, '1M'],
	[1_500_000, '1.5M']
])('%d on an axis is %s', (value, text) => {
	expect(plain(axisNumber(value))).toBe(text);
});

test('just under a million is a million on an axis, not a thousand thousands', () => {
	expect(plain(axisNumber(999_999))).toBe('1M');
});

test.each([
	[0, '0 bytes'],
	[999, '999 bytes'],
	[1000, '1 kB'],
	[14_321, '14 kB'],
	[999_400, '999 kB'],
	[1_000_000, '1.0 MB'],
	[7_640_000, '7.6 MB']
])('%d bytes are %s', (value, text) => {
	expect(plain(bytes(value))).toBe(text);
});

test('a share held against a printed one has its decimals, and is never rounded to all or to nothing', () => {
	expect(plain(shareOf(24, 49, 'requests', 0))).toBe('24 of 49 requests (49 %)');
	expect(plain(shareOf(258_794, 260_049, 'items', 0))).toBe('258,794 of 260,049 items (99.5 %)');
	expect(plain(shareOf(1, 400, 'items', 0))).toBe('1 of 400 items (0.3 %)');
	expect(plain(shareOf(400, 400, 'items', 0))).toBe('400 of 400 items (100 %)');
});
