import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VERDICTS, type CheckedClaim, type ClaimScope, type PublishedQuote } from '#lib/domain/claim.ts';
import type { Row } from '#lib/domain/row.ts';
import { checkClaim, countClaim, type ClaimSource } from '#lib/engine/claims.ts';
import { readCompliance } from '#lib/ingest/canonical.ts';
import { parseClaims } from '#lib/ingest/claims.server.ts';
import { checkQuotes, ClaimError } from '#lib/words/claims.build.ts';
import { claimNote } from '#lib/words/claims.ts';
import { readNumbers } from '#lib/words/numberReading.ts';
import { codebook, EDITION, LAST, names, rowsFrom } from '../charts/input.ts';

const text = readFileSync('data/claims.json', 'utf8');
const quotes = parseClaims(text);
const newest: ClaimSource = {
	edition: EDITION,
	rule: 'requests',
	facts: { cube: rowsFrom('world') },
	compliance: readCompliance(readFileSync(`data/editions/${EDITION}/compliance.csv`, 'utf8')),
	last: LAST
};
const checked = checkQuotes(quotes, [newest], codebook);
const of = (id: string): CheckedClaim[] => checked.find((quote) => quote.id === id)!.claims;
const said = (id: string) =>
	of(id).map(({ text, words, verdict, asPrinted, gives }) => [
		text || words,
		verdict,
		asPrinted?.value ?? null,
		gives && [gives.value, gives.of, gives.scope.from, gives.scope.to]
	]);

describe('the checked claims', () => {
	test('the file holds neither counts nor verdicts', () => {
		const keys = new Set<string>();
		JSON.parse(text, (key, value) => {
			keys.add(key);
			return value;
		});
		const known = 'id publisher date address language text paraphrase claims number printed fits';
		const scope = 'as territory measure from to product reason requester outcome withoutLaw';
		const found = [...keys].filter((key) => key && !/^\d+$/.test(key));
		expect(found.filter((key) => !`${known} ${scope}`.split(' ').includes(key))).toEqual([]);
		for (const verdict of VERDICTS) expect(text).not.toContain(`"${verdict}"`);
	});

	describe('a slip is no verdict', () => {
		const [quote] = quotes;
		const [claim] = quote.claims;
		const share = quote.claims.findIndex(({ printed }) => printed.as === 'share');
		const withScope = (change: Partial<ClaimScope>, at = 0) => [
			{
				...quote,
				claims: quote.claims.map((one, i) => (i === at ? { ...one, printed: { ...one.printed, ...change } } : one))
			}
		];
		test.each<[string, PublishedQuote[]]>([
			['number 0: no reason "nationl-security"', withScope({ reason: ['nationl-security'] })],
			['number 0: no requester "courts"', withScope({ requester: ['courts'] })],
			['number 0: no territory "ZZZ"', withScope({ territory: 'ZZZ' })],
			['number 0: 2020H2 is after 2011H1', withScope({ from: '2020H2', to: '2011H1' })],
			['number 0: a number without a percent sign as "share"', withScope({ as: 'share' })],
			[`a percentage as "count"`, withScope({ as: 'count' }, share)],
			['no number 99 in', [{ ...quote, claims: [{ ...claim, number: 99 }] }]],
			['(0: 373; 1: 192,503;', [{ ...quote, claims: [{ ...claim, number: 99 }] }]],
			['is there twice', [quote, quote]]
		])('%s', (said, wrong) => {
			expect(() => checkQuotes(wrong, [newest], codebook)).toThrow(ClaimError);
			expect(() => checkQuotes(wrong, [newest], codebook)).toThrow(said);
		});
	});

	test('the briefing: totals of a range that ends a year earlier, shares of one half-year', () => {
		const ten = ['2011H1', '2020H2'];
		const half = ['2020H2', '2020H2'];
		expect(said('briefing')).toEqual([
			['373', 'other-scope', 532, [373, null, ...ten]],
			['192,503', 'other-scope', 260_049, [192_503, null, ...ten]],
			['majority', 'reproduced', 258_794, [258_794, 260_049, '2011H1', '2021H2']],
			['2 %', 'other-scope', null, [59, 3760, ...half]],
			['49 %', 'other-scope', 110, [24, 49, ...half]],
			['31 %', 'other-scope', 305, [15, 49, ...half]],
			['2 %', 'other-scope', 26, [1, 49, ...half]]
		]);
	});

	test('the press of Kazakhstan and its neighbours', () => {
		expect(said('dn-kz').map(([text, verdict]) => [text, verdict])).toEqual([
			['373', 'reproduced'],
			['96', 'reproduced']
		]);
		expect(said('ranking-kz')).toEqual([
			['532', 'reproduced', 532, [532, null, '2011H1', '2021H2']],
			['более 260 тысяч', 'reproduced', 260_049, [260_049, null, '2011H1', '2021H2']]
		]);
		expect(said('ranking-kz-growth').map(([, verdict, value]) => [verdict, value])).toEqual([
			['reproduced', 1],
			['reproduced', 159]
		]);
		expect(said('ranking-kz-third')).toEqual([['rank', 'other-scope', 4, [3, 82, '2021H1', '2021H1']]]);
		expect(said('caravan').map(([, verdict, value]) => [verdict, value])).toEqual([
			['reproduced', 56],
			['reproduced', 960]
		]);
		expect(said('tafsilar')).toEqual([['6', 'reproduced', 6, [6, null, '2011H1', '2020H2']]]);
	});

	test('items that were reported as requests', () => {
		expect(said('kenya')[0]).toEqual(['58', 'items-as-requests', 7, [58, null, '2023H1', '2023H1']]);
		expect(said('telesputnik').map(([text, verdict]) => [text, verdict])).toEqual([
			['75,8%', 'items-as-requests'],
			['14 767', 'items-as-requests']
		]);
	});

	test('one digit changed in a quote changes the verdict', () => {
		let changes = 0;
		for (const quote of quotes)
			for (const [i, claim] of quote.claims.entries()) {
				const { text, verdict } = of(quote.id)[i];
				const digits = [...text.matchAll(/\d/g)];
				if (typeof claim.number !== 'number' || verdict === 'not-reproduced' || digits.length === 0) continue;
				// The first digit: the last may stay within the rounding.
				const at = digits[0].index;
				const changed = text.slice(0, at) + String((Number(text[at]) % 9) + 1) + text.slice(at + 1);
				const { start } = readNumbers(quote.text, codebook, quote.date).mentions[claim.number];
				const edited = { ...quote, text: quote.text.slice(0, start) + changed + quote.text.slice(start + text.length) };
				expect(edited.text).not.toBe(quote.text);
				const [again] = checkQuotes([{ ...edited, claims: [claim] }], [newest], codebook)[0].claims;
				expect([quote.id, changed, again.text, again.verdict]).toEqual([quote.id, changed, changed, 'not-reproduced']);
				changes++;
			}
		expect(changes).toBeGreaterThan(25);
	});

	test('a quote without the number that a claim names is an error', () => {
		expect(() => checkQuotes([{ ...quotes[0], text: 'no number' }], [newest], codebook)).toThrow('briefing');
	});

	test('the note says what was printed, what the figures say, of which scope, and where', () => {
		const quote = checked.find(({ id }) => id === 'briefing')!;
		const note = claimNote(quote, quote.claims[0], 'https://ledger.example/x', names, EDITION);
		for (const part of [
			'1 November 2021',
			'“373”',
			'532 requests',
			'January 2011 to December 2021',
			'373 requests',
			'January 2011 to December 2020',
			'https://ledger.example/x'
		])
			expect(note).toContain(part);
		expect(note).not.toMatch(/false|wrong|lie|undefined/);
	});
});

describe('verdicts, on written tables', () => {
	const row = (change: Partial<Row>): Row => ({
		period: '2019H1',
		territory: 'KZ',
		requester: 'police',
		branch: 'other',
		product: 'youtube',
		reason: 'fraud',
		requests: 10,
		requestsGap: null,
		items: 50,
		itemsGap: null,
		outcomes: null,
		...change
	});
	const source = (edition: string, rows: Row[], rule: ClaimSource['rule'] = 'requests'): ClaimSource => ({
		edition,
		rule,
		facts: { cube: rows },
		compliance: [],
		last: '2020H2'
	});
	const scope = (change: Partial<ClaimScope> = {}): ClaimScope => ({
		as: 'count',
		territory: 'KZ',
		measure: 'requests',
		from: '2019H1',
		to: '2019H2',
		product: [],
		reason: [],
		requester: [],
		outcome: [],
		withoutLaw: false,
		...change
	});
	const sources = [
		source('2026-06', [row({}), row({ period: '2019H2', requests: 5 }), row({ period: '2020H1', requests: 7 })]),
		source('2024-09', [row({ requests: 12 }), row({ period: '2019H2', requests: 5 })]),
		source('2026-03', [row({ requests: 30 }), row({ period: '2019H2', requests: 9 })], 'request-outcome pairs')
	];
	const verdict = (value: number, fits: ClaimScope[] = [], date = '2024-01-01') => {
		const printed = { value, low: value, high: value, percent: false };
		const check = checkClaim(printed, { number: 0, printed: scope(), fits }, date, sources, codebook);
		return [check.verdict, check.gives && check.gives.edition, check.asPrinted?.value];
	};

	test('each of the six', () => {
		expect(verdict(15)).toEqual(['reproduced', '2026-06', 15]);
		expect(verdict(17)).toEqual(['edition', '2024-09', 15]);
		expect(verdict(39)).toEqual(['rule', '2026-03', 15]);
		expect(verdict(100)).toEqual(['items-as-requests', '2026-06', 15]);
		expect(verdict(22, [scope({ to: '2020H1' })])).toEqual(['other-scope', '2026-06', 15]);
		expect(verdict(22)).toEqual(['not-reproduced', null, 15]);
	});

	test('what was not published by the day of printing gives no number', () => {
		expect(verdict(15, [], '2019-12-01')).toEqual(['not-reproduced', null, 15]);
		expect(verdict(22, [scope({ to: '2020H1' })], '2020-09-01')).toEqual(['not-reproduced', null, 15]);
	});

	test('a table that does not reach so far has no number', () => {
		expect(countClaim(sources[1], scope({ to: '2021H1' }), codebook)).toBe(null);
		expect(countClaim(sources[1], scope({ from: '2011H1' }), codebook)).toBe(null);
		expect(countClaim({ ...sources[1], facts: {} }, scope(), codebook)).toBe(null);
		expect(countClaim(sources[0], scope({ outcome: ['removed-legal'] }), codebook)).toBe(null);
		expect(countClaim(sources[0], scope({ product: ['blogger'] }), codebook)?.value).toBe(0);
	});
});
