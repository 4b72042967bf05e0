import { describe, expect, it, test } from 'vitest';
import { figureOf } from '#lib/charts/figures.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import { OUTCOME_GROUPS, type OutcomeGroup } from '#lib/domain/outcome.ts';
import type { Answer } from '#lib/domain/question.ts';
import type { ComplianceRow } from '#lib/domain/row.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import type { Selection } from '#lib/domain/selection.ts';
import type { Slot } from '#lib/domain/slot.ts';
import {
	categoryFinding,
	categorySentence,
	change,
	complianceText,
	latestFinding,
	outcomeFinding,
	outcomeSentence,
	overTimeFinding,
	periodFinding,
	periodSentence,
	requesterFinding,
	requesterSentence
} from '#lib/words/findings.ts';
import { inputOf, names, selectionOf } from '../charts/input.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const scope = scopeOf(selectionOf());
const items = scopeOf(selectionOf({ measure: 'items' }));

function slot(key: string, value: number | null, rest: Partial<Slot> = {}): Slot {
	const status = value === null ? 'not-reported' : value > 0 ? 'reported' : 'zero';
	return { key, halves: [], partial: false, status, value, atLeast: false, ...rest };
}
const ranked = (...values: [string, number][]) => values.map(([label, value]) => ({ key: label, label, value }));

describe('the figure over time', () => {
	it.each<[string, Slot[], string]>([
		[
			'the largest half-year',
			[slot('2019H1', 3), slot('2019H2', 5), slot('2020H1', 4)],
			'The peak: 5 requests in July–December 2019'
		],
		[
			'the first of two that are equal',
			[slot('2019H1', 5), slot('2019H2', 5), slot('2020H1', 1)],
			'The peak: 5 requests in January–June 2019'
		],
		['years', [slot('2019', 3), slot('2020', 1), slot('2021', 2)], 'The peak: 3 requests in 2019'],
		[
			'a year of which one half is in range is no peak',
			[slot('2019', 3), slot('2020', 9, { partial: true })],
			'3 requests in 2019'
		],
		[
			'half-years without a number are passed over',
			[slot('2019H1', null), slot('2019H2', 1)],
			'1 request in July–December 2019'
		],
		['zeros have no peak', [slot('2019H1', 0)], 'No requests in this scope'],
		['nothing at all', [], 'No requests in this scope']
	])('%s', (_, slots, title) => {
		expect(periodFinding(slots, scope, names)).toBe(title);
	});

	it.each<[string, Slot[], string]>([
		[
			'against the half-year and the year before',
			[slot('2019H1', 3), slot('2019H2', 5), slot('2020H1', 4)],
			'January–June 2020 has 4 requests; the half-year before had 5, the same half of the year before 3.'
		],
		[
			'a half-year without a number is not compared with',
			[slot('2019H1', 3), slot('2019H2', null), slot('2020H1', 4)],
			'January–June 2020 has 4 requests; the same half of the year before 3.'
		],
		['alone', [slot('2020H1', 1)], 'January–June 2020 has 1 request.'],
		[
			'a zero is a number',
			[slot('2019H2', 0), slot('2020H1', 0)],
			'January–June 2020 has 0 requests; the half-year before had 0.'
		],
		['not reported', [slot('2019H2', 7), slot('2020H1', null)], 'January–June 2020: not reported.'],
		['withheld', [slot('2010H1', null, { status: 'withheld' })], 'January–June 2010: fewer than 10, withheld.'],
		['years', [slot('2018', 2), slot('2019', 3)], '2019 has 3 requests; the year before had 2.'],
		[
			'a part of a year is not compared with',
			[slot('2018', 2, { partial: true }), slot('2019', 3)],
			'2019 has 3 requests.'
		],
		[
			'a part of a year is not a year',
			[slot('2019', 3), slot('2020', 9, { partial: true, halves: ['2020H1'] })],
			'2020, first half only: only one half of the year is in range.'
		],
		['nothing', [], '']
	])('the last step: %s', (_, slots, sentence) => {
		expect(plain(periodSentence(slots, scope))).toBe(plain(sentence));
	});
});

describe('a ranking', () => {
	it.each<[string, 'product' | 'reason', [string, number][], number, string]>([
		[
			'the leader with its share',
			'reason',
			[
				['Fraud', 40],
				['Other', 20]
			],
			60,
			'Fraud: the reason for 40 of 60 requests (67 %)'
		],
		[
			'a product',
			'product',
			[
				['YouTube', 40],
				['Other', 20]
			],
			60,
			'YouTube: 40 of 60 requests (67 %)'
		],
		[
			'few, said in counts',
			'reason',
			[
				['Fraud', 3],
				['Other', 1]
			],
			4,
			'Fraud: the reason for 3 of 4 requests'
		],
		[
			'two in the lead',
			'reason',
			[
				['Fraud', 3],
				['Other', 3],
				['Copyright', 1]
			],
			7,
			'Fraud and Other lead with 3 requests each'
		],
		[
			'three in the lead',
			'product',
			[
				['A', 1],
				['B', 1],
				['C', 1]
			],
			3,
			'A, B and C lead with 1 request each'
		],
		['only zeros', 'reason', [['Fraud', 0]], 0, 'No requests in this scope'],
		['none', 'reason', [], 0, 'No requests in this scope']
	])('%s', (_, by, categories, base, title) => {
		expect(plain(categoryFinding(by, ranked(...categories), base, scope))).toBe(title);
	});

	it('what was chosen is not said to lead over what was not', () => {
		const one = { ...scope, reason: ['fraud'] };
		const fraud = ranked(['Fraud', 35]);
		expect(plain(categoryFinding('reason', fraud, 35, one))).toBe('Fraud: 35 requests');
		expect(plain(categorySentence('reason', fraud, one, names))).toBe(
			'Nothing else is counted here: it is what was chosen.'
		);
		const two = { ...scope, reason: ['fraud', 'other'] };
		expect(plain(categoryFinding('reason', ranked(['Fraud', 35], ['Other', 5]), 40, two))).toMatch(
			/^Among those chosen: Fraud/
		);
	});

	it.each<[string, [string, number][], string]>([
		[
			'the next three',
			[
				['A', 9],
				['B', 1000],
				['C', 3],
				['D', 2],
				['E', 1]
			],
			'Next: B 1,000, C 3, D 2.'
		],
		['one alone', [['A', 9]], 'Nothing else occurs: Kazakhstan, January 2011 to December 2025.']
	])('who follows: %s', (_, categories, sentence) => {
		expect(plain(categorySentence('reason', ranked(...categories), scope, names))).toBe(sentence);
	});
});

describe('small multiples', () => {
	const cells = (...cells: [string, string, number][]): Answer =>
		cells.map(([step, reason, value]) => ({ key: [step, reason], value, gap: null }));
	const led = (answer: Answer, steps: Slot[]) => plain(overTimeFinding('reason', answer, steps, scope, names));

	test('in how many half-years one reason was the largest, of those with any', () => {
		const answer = cells(
			['2019H1', 'fraud', 3],
			['2019H1', 'other', 1],
			['2019H2', 'fraud', 1],
			['2020H1', 'other', 2]
		);
		const steps = [slot('2019H1', 4), slot('2019H2', 1), slot('2020H1', 2), slot('2020H2', 0), slot('2021H1', null)];
		expect(led(answer, steps)).toBe('Fraud was the leading reason in 2 of 3 half-years with any requests');
	});

	test('a step that two lead counts for neither', () => {
		const answer = cells(['2019H1', 'fraud', 3], ['2019H1', 'other', 3], ['2019H2', 'other', 1]);
		expect(led(answer, [slot('2019H1', 6), slot('2019H2', 1)])).toBe(
			'Other was the leading reason in 1 of 2 half-years with any requests'
		);
	});

	test('no step has one leader', () => {
		const answer = cells(['2019H1', 'fraud', 3], ['2019H1', 'other', 3]);
		expect(led(answer, [slot('2019H1', 6)])).toBe('No reason led alone in any step');
	});

	test('nothing at all', () => {
		expect(led([], [slot('2019H1', 0), slot('2019H2', null)])).toBe('No requests in this scope');
	});

	test('years', () => {
		const answer = cells(['2019', 'fraud', 3], ['2020', 'fraud', 3]);
		const steps = [slot('2019', 3), slot('2020', 3)];
		expect(led(answer, steps)).toBe('Fraud was the leading reason in 2 of 2 years with any requests');
	});

	test('a year of which one half is in range does not count as a year', () => {
		const answer = cells(['2018', 'fraud', 3], ['2019', 'other', 3], ['2019', 'fraud', 4], ['2020', 'fraud', 3]);
		const steps = [slot('2018', 3), slot('2019', 7), slot('2020', 3, { partial: true, halves: ['2020H1'] })];
		expect(led(answer, steps)).toBe('Fraud was the leading reason in 2 of 2 years with any requests');
	});
});

test.each<[string, [number, number], string]>([
	['courts', [40, 20], 'Courts sent 40 of 60 requests (67 %)'],
	['other authorities', [7, 24], 'Authorities other than courts sent 24 of 31 requests (77 %)'],
	['few', [3, 1], 'Courts sent 3 of 4 requests'],
	['none', [0, 0], 'No requests in this scope']
])('requesters: %s', (_, totals, title) => {
	expect(plain(requesterFinding(totals, scope))).toBe(title);
});

test('the named authority is said with its share of the requests from 2019', () => {
	expect(plain(requesterSentence(ranked(['Police', 40], ['Other', 20]), 60, scope))).toBe(
		'From 2019, Google names the authority: Police stands behind 40 of 60 requests (67 %).'
	);
	expect(requesterSentence([], 0, scope)).toBe('The authority itself is named only from 2019.');
});

describe('outcomes', () => {
	const groups = (...totals: number[]): { group: OutcomeGroup; total: number }[] =>
		OUTCOME_GROUPS.map((group, i) => ({ group, total: totals[i] }));
	const since = { ...items, from: '2019H1' as const };

	test('what became of most items, with the share removed', () => {
		const found = groups(2, 3, 5, 90);
		expect(plain(outcomeFinding(found, 100, since))).toBe(
			'No action taken: 90 of 100 items (90 %), January 2019 to December 2025'
		);
		expect(plain(outcomeSentence(found, 100, since, true))).toBe(
			'Removed, for law or policy: 2 of 100 items (2.0 %). Already removed or not found: 3 of 100 (3.0 %).'
		);
	});

	test('few items are said in counts', () => {
		expect(outcomeFinding(groups(0, 1, 0, 3), 4, since)).not.toContain('%');
		expect(outcomeSentence(groups(0, 1, 0, 3), 4, since, true)).not.toContain('%');
	});

	test('no item from 2019 on', () => {
		expect(outcomeFinding(groups(0, 0, 0, 0), 0, since)).toBe('No items in this scope');
	});
});

describe('a half-year of the old method', () => {
	const row = (change: Partial<ComplianceRow>): ComplianceRow => ({
		period: '2017H2',
		territory: 'KZ',
		branch: 'all',
		requests: 72,
		requestsGap: null,
		items: 9,
		itemsGap: null,
		percent: 1,
		percentGap: null,
		compliedWith: null,
		...change
	});
	it.each<[string, ComplianceRow | undefined, string]>([
		['a percentage with its base', row({}), '1 % of 72 requests'],
		['the smallest base for one', row({ requests: 30, percent: 50 }), '50 % of 30 requests'],
		['below it, the count', row({ requests: 29, percent: 38, compliedWith: 11 }), '11 of 29 requests'],
		['one request', row({ requests: 1, percent: 100, compliedWith: 1 }), '1 of 1 request'],
		['below it, and the count is not certain', row({ requests: 29, percent: 38 }), 'a share of 29 requests'],
		['withheld', row({ requests: null, requestsGap: 'withheld', percent: 0 }), 'fewer than 10, withheld'],
		['unknown', row({ requests: null, requestsGap: 'unknown' }), 'unknown to Google (“?”)'],
		['a base without a percentage', row({ percent: null, percentGap: 'unknown' }), 'unknown to Google (“?”)'],
		['no row', undefined, 'not reported']
	])('%s', (_, row, text) => {
		expect(plain(complianceText(row))).toBe(text);
	});
});

describe('a change is in per cent from a base of thirty up', () => {
	it.each([
		[3, 29, '−26 against 29'],
		[15, 30, '−15 (−50 %) against 30'],
		[45, 30, '+15 (+50 %) against 30'],
		[0, 30, '−30 (−100 %) against 30'],
		[30, 30, '0 against 30'],
		[5, 0, '+5 against 0'],
		[0, 0, '0 against 0'],
		[90, 30, '+60 (+200 %) against 30'],
		[91, 30, '+61 against 30'],
		[146_607, 226, '+146,381 against 226']
	])('%d after %d', (now, then, text) => {
		expect(plain(change(now, then))).toBe(text);
	});
});

describe('the latest half-year', () => {
	const latest = (...cells: [string, number | null][]): Answer =>
		cells.map(([key, value]) => ({ key: [key], value, gap: null }));

	test('against the half-year before and the same half a year before', () => {
		const found = latestFinding(latest(['2019H1', 40], ['2019H2', 20], ['2020H1', 50]), '2020H1', scope)!;
		expect(found.title).toBe('50 requests in January–June 2020');
		expect(found.comparisons.map(plain)).toEqual([
			'+30 against 20 in July–December 2019',
			'+10 (+25 %) against 40 in January–June 2019'
		]);
	});

	test('what was not reported is not compared with', () => {
		const found = latestFinding(latest(['2019H1', 40], ['2020H1', 50]), '2020H1', scope)!;
		expect(found.comparisons.map(plain)).toEqual(['+10 (+25 %) against 40 in January–June 2019']);
	});

	test('without a number there is nothing to say', () => {
		expect(latestFinding(latest(['2019H2', 40]), '2020H1', scope)).toBeNull();
		expect(latestFinding(latest(['2020H1', null]), '2020H1', scope)).toBeNull();
	});
});

describe("on Kazakhstan's figures", () => {
	const title = (id: FigureId, change: Partial<Selection> = {}) => plain(figureOf(id, inputOf(change)).title);
	it.each<[FigureId, Partial<Selection>, string]>([
		['by-period', {}, 'The peak: 188 requests in January–June 2023'],
		['by-period', { measure: 'items' }, 'The peak: 146,607 items in July–December 2017'],
		['by-period', { step: 'year', to: '2025H1' }, 'The peak: 192 requests in 2023'],
		['by-product', { to: '2020H2' }, 'YouTube: 313 of 373 requests (84 %)'],
		['by-reason', { to: '2020H2' }, 'National Security: the reason for 244 of 373 requests (65 %)'],
		['by-reason', { from: '2020H2', to: '2020H2' }, 'Government Criticism: the reason for 24 of 49 requests (49 %)'],
		[
			'by-outcome',
			{ to: '2018H2' },
			'To 2018 Google published the share of requests it complied with, not what became of items'
		],
		['by-outcome', { from: '2017H2', to: '2017H2' }, 'Complied with, at least in part: 1 % of 72 requests'],
		[
			'by-outcome',
			{ from: '2020H2', to: '2020H2' },
			'No action taken: 3,701 of 3,760 items (98.4 %), July–December 2020'
		],
		['by-requester', { from: '2018H1', to: '2018H1' }, 'Authorities other than courts sent 24 of 31 requests (77 %)'],
		['by-reason', { reason: ['business-complaints'] }, 'No requests in this scope']
	])('%s %j', (id, change, expected) => {
		expect(title(id, change)).toBe(expected);
	});

	test('a fall from 38,419 items to 8 is said with its sign at a digit', () => {
		const { answers, selection } = inputOf({ measure: 'items', to: '2023H2' });
		const said = latestFinding(answers.latest, selection.to, items)!.comparisons.join('; ');
		expect(said).toContain('−38,411');
		expect(said).not.toMatch(/[+−][a-z]/);
	});
});
