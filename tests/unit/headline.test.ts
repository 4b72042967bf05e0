import { describe, expect, it, test } from 'vitest';
import { itemsSince2019, outcomeTotals } from '#lib/charts/byOutcome.ts';
import type { Period } from '#lib/domain/period.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { headline, type HeadlineInput } from '#lib/words/headline.ts';
import type { Lack } from '#lib/words/lack.ts';
import { runs } from '#lib/words/lists.ts';
import { inputOf, names } from '../charts/input.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** The headline of a selection over the real edition, changed where a test says so. */
function headlineOf(change: Partial<Selection> = {}, replace: Partial<HeadlineInput> = {}) {
	const input = inputOf(change);
	const { selection, questions, answers } = input;
	return headline({
		scope: scopeOf(selection),
		names,
		measures: [questions.total.measure, questions.totalOther.measure],
		totals: [answers.total[0], answers.totalOther[0]],
		published: [true, true],
		lacks: [null, null],
		covered: true,
		latest: answers.latest,
		product: null,
		reason: null,
		outcomes: outcomeTotals(input),
		items: itemsSince2019(input),
		...replace
	});
}
const numbers = (change: Partial<Selection>, replace: Partial<HeadlineInput> = {}) =>
	headlineOf(change, replace).numbers.map(({ value, unit }) => plain(`${value} ${unit}`));

describe('the numbers, requests first', () => {
	it.each<[string, Partial<Selection>, string[]]>([
		['Kazakhstan', {}, ['983 requests', '332,062 items']],
		['asked in items', { measure: 'items' }, ['983 requests', '332,062 items']],
		['2011 to 2020', { to: '2020H2' }, ['373 requests', '192,503 items']],
		['2017H2', { from: '2017H2', to: '2017H2' }, ['72 requests', '146,607 items']],
		['2023H1', { from: '2023H1', to: '2023H1' }, ['188 requests', '38,419 items']],
		['2025H1', { from: '2025H1', to: '2025H1' }, ['75 requests', '8,535 items']],
		['one of each', { from: '2013H2', to: '2013H2' }, ['1 request', '1 item']],
		['the world', { territory: 'world' }, ['603,110 requests', '7,839,387 items']],
		['an outcome has items alone', { outcome: ['removed-legal'], from: '2020H2', to: '2020H2' }, ['0 items']],
		['nothing matches', { reason: ['business-complaints'] }, ['0 requests', '0 items']],
		[
			'withheld',
			{ from: '2010H1', to: '2010H1' },
			['– requests: fewer than 10, withheld', '– items: fewer than 10, withheld']
		],
		['a sum without what was withheld', { from: '2010H1', to: '2011H2' }, ['at least 1 request', 'at least 2 items']]
	])('%s', (_, change, said) => {
		expect(numbers(change)).toEqual(said);
	});

	test('requests without a number name nothing', () => {
		expect(headlineOf({ from: '2014H1', to: '2014H1' }, { covered: false }).joint).toBe('·');
		expect(headlineOf({ from: '2013H2', to: '2013H2' }).joint).toBe('naming');
	});

	test('one measure may have been published and the other not', () => {
		const said = numbers({ from: '2009H2', to: '2009H2' }, { published: [true, false], covered: false });
		expect(said).toEqual(['– requests: not reported', '– items: not published']);
	});

	test('what was not published is not 0', () => {
		const said = numbers({ from: '2010H1', to: '2010H2', product: ['youtube'] }, { published: [false, false] });
		expect(said).toEqual(['– requests: not published', '– items: not published']);
	});

	describe('what the files on show do not hold', () => {
		const lack = (...held: Period[]): Lack => ({
			whole: held.length === 0,
			title: '',
			sentences: [],
			held,
			heldInWords: runs(held),
			lacking: []
		});
		const range: Partial<Selection> = { from: '2017H2', to: '2019H1' };

		test('all of a measure is no number, though a cell has one', () => {
			expect(numbers(range, { lacks: [null, lack()] })).toEqual(['168 requests', '– items: not in this edition']);
			expect(numbers({ ...range, measure: 'items' }, { lacks: [lack(), null] })).toEqual([
				'168 requests',
				'– items: not in this edition'
			]);
		});

		test('a total of some half-years says which', () => {
			expect(numbers(range, { lacks: [lack('2017H2', '2018H1', '2019H1'), null] })).toEqual([
				'168 requests, 2017 H2–2018 H1, 2019 H1 only',
				'154,134 items'
			]);
		});
	});
});

test('the scope stands with the numbers', () => {
	const { name, scope } = headlineOf({ reason: ['fraud'], measure: 'items' });
	expect(plain(name)).toBe('Totals: Kazakhstan, January 2011 to December 2025');
	expect(plain(scope)).toBe(
		'Items named in requests from Kazakhstan, January 2011 to December 2025; reason: Fraud. Edition 2026-06.'
	);
});

describe('what stands out', () => {
	const findings = (change: Partial<Selection>, replace: Partial<HeadlineInput> = {}) =>
		headlineOf(change, replace).findings.map(plain);

	test('the latest half-year, the leaders with their shares, and what became of the items', () => {
		const said = findings(
			{ to: '2020H2' },
			{
				product: { label: 'YouTube', value: 313, base: 373 },
				reason: { label: 'National Security', value: 244, base: 373 }
			}
		);
		expect(said).toEqual([
			'49 requests in July–December 2020: +2 (+4.3 %) against 47 in January–June 2020; ' +
				'+25 against 24 in July–December 2019.',
			'Product named most: YouTube, 313 of 373 requests (84 %).',
			'Reason given most: National Security, 244 of 373 requests (65 %).',
			'What became of the items, January 2019 to December 2020: removed 393 of 38,764 (1.0 %); ' +
				'already gone or not found 1,302 of 38,764 (3.4 %); not enough information 5 of 38,764 (under 0.1 %); ' +
				'no action taken 37,064 of 38,764 (95.6 %).'
		]);
	});

	test('before 2019 nothing is said of outcomes, and of no leader nothing', () => {
		expect(findings({ to: '2018H2' }, { product: { label: 'YouTube', value: 0, base: 0 } })).toEqual([
			'40 requests in July–December 2018: +9 (+29 %) against 31 in January–June 2018; −32 (−44 %) against 72 in July–December 2017.'
		]);
	});

	test('a range that begins after 2019 says its own beginning', () => {
		expect(findings({ from: '2020H2', to: '2020H2' }).at(-1)).toContain(
			'What became of the items, July–December 2020:'
		);
	});

	test('an empty scope has no finding', () => {
		expect(findings({ reason: ['business-complaints'] })).toEqual([]);
	});
});
