import { describe, expect, test } from 'vitest';
import { readCount, readPercent, readPeriod } from '#lib/ingest/cells.ts';

describe('counts', () => {
	test.each([
		['0', { value: 0, gap: null }],
		['146607', { value: 146607, gap: null }],
		['999999999999', { value: 999_999_999_999, gap: null }],
		['1000000000000', null],
		['000000000001', { value: 1, gap: null }],
		['0000000000001', null],
		[' 12 ', { value: 12, gap: null }],
		['<10', { value: null, gap: 'withheld' }],
		['< 10', { value: null, gap: 'withheld' }],
		['<\u00a010', { value: null, gap: 'withheld' }],
		['?', { value: null, gap: 'unknown' }],
		['', { value: null, gap: 'not-published' }],
		['1,005', { value: 1005, gap: null }],
		['146 602', { value: 146_602, gap: null }],
		['146\u00a0602', { value: 146_602, gap: null }],
		['1\u202f146\u202f602', { value: 1_146_602, gap: null }],
		['1,146 602', null],
		['0,500', null],
		['1,00', null],
		['1 2', null],
		['1.005', null],
		['1,146,602,000,000', null],
		['1.0', null],
		['-1', null],
		['<100', null],
		['1e3', null],
		['９', null],
		['n/a', null]
	])('%j', (cell, count) => expect(readCount(cell)).toEqual(count));
});

describe('per cent', () => {
	test.each([
		['0', { value: 0, gap: null }],
		['100', { value: 100, gap: null }],
		['', { value: null, gap: 'not-published' }],
		['?', { value: null, gap: 'unknown' }],
		['101', null],
		['<10', null],
		['12.5', null]
	])('%j', (cell, percent) => expect(readPercent(cell)).toEqual(percent));
});

describe('periods', () => {
	test.each([
		['2009-12-31', '2009H2'],
		['2019-06-30', '2019H1'],
		['12/31/2009', '2009H2'],
		['06/30/2010', '2010H1'],
		['6/30/2010', '2010H1'],
		['January - June 2025', '2025H1'],
		['July - December 2025', '2025H2'],
		['2009H2', '2009H2'],
		[' 2019H1 ', '2019H1'],
		['2019H3', null],
		['January – June 2025', '2025H1'],
		['30/06/2010', '2010H1'],
		['31/12/2009', '2009H2'],
		['30.06.2019', '2019H1'],
		['30.6.2019', '2019H1'],
		['31.12.2019', '2019H2'],
		['2019-06-30 00:00:00', '2019H1'],
		['2019-12-31T00:00:00.000Z', '2019H2'],
		['2019-12-31 12:00:00', null],
		['06.30.2019', null],
		['12.06.2019', null],
		['30.12.2019', null],
		['2019-06-29', null],
		['January - July 2021', null],
		['2019', null],
		['', null]
	])('%j', (cell, period) => expect(readPeriod(cell)).toBe(period));
});
