import { describe, expect, it, test } from 'vitest';
import type { Period } from '#lib/domain/period.ts';
import type { Question } from '#lib/domain/question.ts';
import { defaultScale, hasFilter, isPublished, whereOf } from '#lib/domain/selection.ts';
import { codebook, selectionOf } from '../charts/input.ts';
import { ask } from '../engine/ask.ts';

/** The first half-year for which the question can be answered, and the last before it that can't. */
const FROM: [string, Partial<Question>, Period, Period | null][] = [
	['requests in all', { measure: 'requests' }, '2009H2', null],
	['items in all', { measure: 'items' }, '2010H1', '2009H2'],
	['requests by period', { measure: 'requests', by: ['period'] }, '2009H2', null],
	['requests by product', { measure: 'requests', by: ['product'] }, '2011H1', '2010H2'],
	['requests by reason', { measure: 'requests', by: ['reason'] }, '2011H1', '2010H2'],
	['requests by requester', { measure: 'requests', by: ['requester'] }, '2011H1', '2010H2'],
	['requests by branch', { measure: 'requests', by: ['branch'] }, '2011H1', '2010H2'],
	['items by outcome', { measure: 'items', by: ['outcome'] }, '2019H1', '2018H2']
];

describe('what Google published, and from when', () => {
	it.each(FROM)('%s', (_, question, first, before) => {
		const asked = { ...ask(), ...question };
		expect(isPublished(first, asked, codebook)).toBe(true);
		if (before) expect(isPublished(before, asked, codebook)).toBe(false);
	});

	it.each<[string, Parameters<typeof ask>[0], Period, boolean]>([
		['a product filter, 2010', { measure: 'requests', where: { product: ['youtube'] } }, '2010H2', false],
		['a product filter, 2011', { measure: 'requests', where: { product: ['youtube'] } }, '2011H1', true],
		['a reason filter, 2010', { measure: 'requests', where: { reason: ['fraud'] } }, '2010H2', false],
		['a requester filter, 2010', { measure: 'requests', where: { requester: ['court'] } }, '2010H2', false],
		['an outcome filter, 2018', { where: { outcome: ['removed-legal'] } }, '2018H2', false],
		['an outcome filter, 2019', { where: { outcome: ['removed-legal'] } }, '2019H1', true],
		['a detailed requester, 2018', { where: { requester: ['ict-authority'] } }, '2018H2', false],
		['a detailed requester, 2019', { where: { requester: ['ict-authority'] } }, '2019H1', true],
		['a class of before 2019 alone, 2018', { where: { requester: ['court'] } }, '2018H2', true],
		['a class of before 2019 alone, 2019', { where: { requester: ['court'] } }, '2019H1', false]
	])('%s', (_, question, period, published) => {
		expect(isPublished(period, ask(question), codebook)).toBe(published);
	});

	it.each<Period>(['2011H1', '2018H2', '2019H1', '2025H2'])('courts as a reader chooses them hold in %s', (period) => {
		const where = whereOf(selectionOf({ requester: ['court'] }), codebook);
		expect(isPublished(period, { measure: 'requests', by: ['period'], where }, codebook)).toBe(true);
	});
});

test('where a selection looks: requesters expanded, everything else as chosen', () => {
	const selection = selectionOf({ product: ['youtube'], requester: ['court'], from: '2018H1' });
	expect(whereOf(selection, codebook)).toEqual({
		territory: 'KZ',
		from: '2018H1',
		to: '2025H2',
		product: ['youtube'],
		reason: [],
		requester: ['court', 'court-3rd-party', 'court-google', 'suppression-order'],
		outcome: []
	});
	expect(selection.requester).toEqual(['court']);
});

test('items have a log axis and requests a linear one, unless the reader says otherwise', () => {
	expect([defaultScale('items'), defaultScale('requests')]).toEqual(['log', 'linear']);
});

test.each([
	['none', {}, false],
	['product', { product: ['youtube'] }, true],
	['reason', { reason: ['fraud'] }, true],
	['requester', { requester: ['court'] }, true],
	['outcome', { outcome: ['removed-legal' as const] }, true],
	['a range is no filter', { from: '2019H1' as const }, false]
])('filters chosen: %s', (_, change, has) => {
	expect(hasFilter(selectionOf(change))).toBe(has);
});
