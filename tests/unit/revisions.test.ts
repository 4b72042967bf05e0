import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { WORLD, type Question } from '#lib/domain/question.ts';
import { qualityOf } from '#lib/engine/quality.ts';
import { countsIn, relabelledBetween, revisionsOf, weigh, type Change } from '#lib/engine/revisions.ts';
import { revisionsReport } from '#lib/engine/revisionsReport.build.ts';
import { heldLabels, heldSide } from '#lib/engine/sides.server.ts';
import { REVISION_COLUMNS, revisionLines } from '#lib/export/revisions.ts';
import { heldQuality, heldTable } from '#lib/ingest/held.server.ts';
import { readOddRows } from '#lib/ingest/provenance.ts';
import { defaultRevisions, readRevisions, writeRevisions } from '#lib/state/revising.svelte.ts';
import { revisionsFeed } from '#lib/words/feed.ts';
import { codebook, GOOGLE, unzipped } from './ingest-fixtures.ts';

const EDITIONS = ['2013-04', '2014-01', '2024-09', '2025-12', '2026-03', '2026-06'];

const between = (a: string, b: string, territory = WORLD) =>
	revisionsOf(heldSide(a, territory), heldSide(b, territory), territory, codebook);

const only = (changes: readonly Change[], wanted: Partial<Change>) =>
	changes.filter((change) =>
		(Object.entries(wanted) as [keyof Change, unknown][]).every(([key, value]) => change[key] === value)
	);

describe('what changed between two editions', () => {
	test('an edition has no change against itself', () => {
		for (const edition of EDITIONS) {
			const { changes, compared } = between(edition, edition);
			expect(changes, edition).toEqual([]);
			expect(compared.length).toBeGreaterThan(0);
			for (const { cells, equal } of compared) expect(equal).toBe(cells);
		}
	});

	test('2013 and 2014 say the same in two languages', () => {
		expect(between('2013-04', '2014-01').changes).toEqual([]);
		expect(relabelledBetween(heldLabels('2013-04'), heldLabels('2014-01')).length).toBeGreaterThan(0);
	});

	test('Kazakhstan: no restatement from edition to edition, but another rule and new half-years', () => {
		const { changes } = between('2024-09', '2025-12', 'KZ');
		expect(changes.filter(({ kind }) => kind === 'restated')).toEqual([]);
		const rule = only(changes, { kind: 'other-rule', division: 'requester' });
		expect(rule.find(({ period }) => period === '2023H1')).toBeDefined();
		expect(only(changes, { kind: 'new-period', measure: 'requests' }).map(({ period, b }) => [period, b])).toEqual([
			['2024H1', 8],
			['2024H2', 18],
			['2025H1', 75]
		]);
		const flat = only(between('2026-03', '2026-06', 'KZ').changes, { kind: 'other-rule', division: 'total' });
		expect(flat.reduce((sum, { a }) => sum + a!, 0) - flat.reduce((sum, { b }) => sum + b!, 0)).toBe(1056 - 722);
	});

	test('pairs are compared with pairs where both editions have them', () => {
		const { changes, compared } = between('2024-09', '2026-03');
		const pairs = compared.filter(({ counted }) => counted.a === 'pairs' && counted.b === 'pairs');
		expect(pairs.map(({ division }) => division).sort()).toEqual(['requester', 'total']);
		expect(pairs.find(({ division }) => division === 'total')).toMatchObject({ cells: 852, equal: 852 });
		expect(only(changes, { kind: 'restated', measure: 'requests', division: 'total' })).toEqual([]);
	});

	test('the lines of the file are the changes, with the rule of each count', () => {
		const { changes } = between('2026-03', '2026-06', 'KZ');
		const lines = revisionLines(changes, '2026-03', '2026-06');
		expect(lines).toHaveLength(changes.length);
		for (const line of lines) expect(line).toHaveLength(REVISION_COLUMNS.length);
		expect(lines.find((line) => line[2] === 'other-rule' && line[7] === '2023H1' && line[4] === 'total')).toEqual([
			'2026-03',
			'2026-06',
			'other-rule',
			'requests',
			'total',
			null,
			'KZ',
			'2023H1',
			'pairs',
			'requests',
			312,
			188,
			-124
		]);
	});

	test('addresses: the newest against the one before, and what is not understood is said', () => {
		const context = { editions: EDITIONS.toReversed(), codebook };
		expect(defaultRevisions(context)).toEqual({ edition: '2026-06', against: '2026-03', territory: 'KZ', by: 'total' });
		const { asked, notices } = readRevisions(
			new URLSearchParams('edition=2025-12&against=2025-12&territory=ru&by=reason'),
			context
		);
		expect(asked).toEqual({ edition: '2025-12', against: '2024-09', territory: 'RU', by: 'reason' });
		expect(notices).toEqual([{ kind: 'unknown-value', key: 'against', value: '2025-12' }]);
		expect(readRevisions(writeRevisions(asked), context).asked).toEqual(asked);
	});
});

describe.skipIf(!existsSync(GOOGLE))('against Google’s own files, by plain loops', () => {
	type Line = Record<string, string>;
	const parse = (text: string) =>
		Papa.parse<Line>(text, { header: true, skipEmptyLines: true, transformHeader: (name) => name.trim() }).data;
	const keyOf = (line: Line) =>
		[
			line['Period Ending'],
			line['CLDR Territory Code'] || line['Country/Region'],
			(line.Requestor ?? '').toLowerCase()
		].join('|');
	const files = async () => {
		const zip = await unzipped(new Uint8Array(readFileSync(join(GOOGLE, '2024-09/google-government-removals.zip'))));
		const [, member] = Object.entries(zip).find(([path]) =>
			path.endsWith('removals/google-government-removal-requests.csv')
		)!;
		const before = parse(new TextDecoder().decode(member));
		const after = parse(readFileSync(join(GOOGLE, '2025-12/google-government-removal-requests.csv'), 'utf8'));
		return { before, after: new Map(after.map((line) => [keyOf(line), line])) };
	};

	test('requests by requester, 2024 to 2025: every row that differs is told as another rule, and none as restated', async () => {
		const { before, after } = await files();
		let [differ, up] = [0, 0];
		for (const line of before) {
			const change = Number(after.get(keyOf(line))!['Number of Requests']) - Number(line['Number of Requests']);
			if (change !== 0) differ++;
			if (change > 0) up++;
		}
		expect([before.length, differ, up]).toEqual([2735, 1020, 25]);
		const { changes, compared } = between('2024-09', '2025-12');
		const told = only(changes, { measure: 'requests', division: 'requester' }).filter(
			({ counted }) => counted.a === 'pairs'
		);
		const inBoth = told.filter(({ a, b }) => a !== null && b !== null);
		expect(inBoth).toHaveLength(differ);
		expect(inBoth.filter(({ a, b }) => b! > a!)).toHaveLength(up);
		expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['other-rule']));
		expect(only(changes, { kind: 'restated', measure: 'requests', division: 'requester' })).toEqual([]);
		// By product and reason Google restated nothing.
		for (const division of ['total', 'product', 'reason'] as const) {
			expect(only(changes, { kind: 'restated', measure: 'requests', division })).toEqual([]);
			const like = compared.find((one) => one.division === division && one.measure === 'requests')!;
			expect(like.equal).toBe(like.cells);
		}
	});

	test('items by requester, 2024 to 2025: what the files say otherwise is what is told', async () => {
		const { before, after } = await files();
		const differing: [string, number, number][] = [];
		for (const line of before) {
			const column = 'Items Requested To Be Removed';
			const [a, b] = [Number(line[column]), Number(after.get(keyOf(line))![column])];
			if (a !== b) differing.push([line['CLDR Territory Code'], a, b]);
		}
		const { changes } = between('2024-09', '2025-12');
		const told = only(changes, { kind: 'restated', measure: 'items', division: 'requester' });
		expect(told.map(({ territory, a, b }) => [territory, a, b]).sort()).toEqual(differing.sort());
		expect(only(changes, { kind: 'restated', measure: 'items', division: 'total' })).toMatchObject([
			{ territory: 'RU', period: '2019H1', a: 142_783, b: 135_535 },
			{ territory: 'RU', period: '2020H2', a: 179_599, b: 179_598 }
		]);
	});
});

describe('one scope in every edition', () => {
	const question = (territory: string, from: string, to: string, change: Partial<Question> = {}): Question =>
		({
			measure: 'requests',
			by: [],
			where: { territory, from, to, product: [], reason: [], requester: [], outcome: [] },
			...change
		}) as Question;
	const given = (asked: Question, territory = 'KZ') =>
		EDITIONS.flatMap((edition) => countsIn(asked, heldSide(edition, territory), codebook)).map(
			({ edition, counted, grain, reading }) => [edition, counted, grain, reading.value ?? reading.status]
		);

	test('Kazakhstan 2023 H1: 188, 188 and 312', () => {
		expect(given(question('KZ', '2023H1', '2023H1'))).toEqual([
			['2024-09', 'requests', 'by-product-reason', 188],
			['2024-09', 'pairs', 'by-requester', 312],
			['2025-12', 'requests', 'by-product-reason', 188],
			['2025-12', 'requests', 'by-requester', 188],
			['2026-03', 'pairs', 'cube', 312],
			['2026-06', 'requests', 'cube', 188]
		]);
	});

	test('a half-year that no edition has a row for is not reported, and withheld stays withheld', () => {
		for (const [, , , value] of given(question('KZ', '2014H1', '2014H1'))) expect(value).toBe('not-reported');
		for (const [, , , value] of given(question('KZ', '2010H1', '2010H1'))) expect(value).toBe('withheld');
	});

	test('a filter is asked of the tables that divide by it alone', () => {
		const asked = question('KZ', '2023H1', '2023H1');
		asked.where = { ...asked.where, reason: ['national-security'] };
		expect(given(asked).map(([edition, counted, grain]) => [edition, counted, grain])).toEqual([
			['2024-09', 'requests', 'by-product-reason'],
			['2025-12', 'requests', 'by-product-reason'],
			['2026-03', 'pairs', 'cube'],
			['2026-06', 'requests', 'cube']
		]);
	});

	test('two editions of one scope, and why they differ', () => {
		const ru = question('RU', '2019H1', '2020H2', { measure: 'items' });
		const weighed = weigh(ru, heldSide('2025-12', 'RU'), heldSide('2026-06', 'RU'), codebook);
		expect(weighed.restated).toContainEqual({ period: '2019H1', a: 135_535, b: 142_783 });
		expect(weighed.b.value! - weighed.a.value!).toBe(weighed.restated.reduce((sum, { a, b }) => sum + b - a, 0));
		const all = question('KZ', '2011H1', '2025H2');
		const pairs = weigh(all, heldSide('2026-03', 'KZ'), heldSide('2026-06', 'KZ'), codebook);
		expect(pairs.a).toMatchObject({ status: 'not-held', value: null });
		expect(pairs.pairs!.reading.value).toBe(1056);
	});
});

describe('oddities and what they mean', () => {
	const where = (territory: string, from = '2011H1', to = '2025H2') =>
		({ territory, from, to, product: [], reason: [], requester: [], outcome: [] }) as Question['where'];
	const odd = readOddRows(heldTable('2026-06', 'oddities'));
	const of = (scope: Question['where']) =>
		qualityOf(heldQuality('2026-06'), odd, scope, where('KZ', '2009H2'), {
			scope: heldSide('2026-06', scope.territory).facts,
			kazakhstan: heldSide('2026-06', 'KZ').facts
		});

	test('the whole world has all of each, and Kazakhstan what the catalog says', () => {
		for (const { oddity, kazakhstan, scope } of of(where(WORLD, '2009H2')).oddities) {
			expect(scope.count, oddity.id).toBe(oddity.count);
			expect(kazakhstan.count, oddity.id).toBe(oddity.kazakhstan);
			if (oddity.off) expect(scope.off).toBe(oddity.off.net);
		}
	});

	test('a scope has its part, and a filter leaves no more', () => {
		const russia = of(where('RU')).oddities.find(({ oddity }) => oddity.id === 'law-276-fz')!;
		expect(russia.scope.count).toBe(14);
		expect(russia.kazakhstan.count).toBe(0);
		const filtered = of({ ...where('RU'), product: ['youtube'] });
		expect(filtered.oddities.find(({ oddity }) => oddity.id === 'law-276-fz')!.scope.count).toBe(0);
		const dropped = filtered.oddities.find(({ oddity }) => oddity.id === 'outcomes-before-2019')!;
		expect(dropped.scope).toMatchObject({ atMost: true });
	});

	test('what stands in the edition alone, and what other files say otherwise', () => {
		const { unchecked, checks } = of(where('KZ'));
		expect(unchecked.scope).toEqual({ periods: ['2025H2'], requests: 33, items: 458 });
		for (const { kazakhstan } of checks) expect(kazakhstan).toEqual({ count: 0, net: 0 });
		const russia = of(where('RU')).checks.find(({ check }) => check.measure === 'items' && check.net > 40_000)!;
		expect(russia.scope.net).toBe(45_870);
		expect(of(where('KZ', '2011H1', '2025H1')).unchecked.scope).toEqual({ periods: [], requests: 0, items: 0 });
	});
});

describe('the feed', () => {
	const entry = (edition: string, against: string) => ({
		edition,
		against,
		title: 'A <title> & more',
		kazakhstan: between(against, edition, 'KZ'),
		world: between(against, edition, 'KZ')
	});
	const text = revisionsFeed([entry('2026-06', '2026-03'), entry('2025-12', '2024-09')], 'https://ledger.example/');

	test('has an entry for each pair, dated by the edition, with absolute addresses', () => {
		expect(text.match(/<entry>/g)).toHaveLength(2);
		expect(text).toContain('<updated>2026-06-01T00:00:00Z</updated>');
		expect(text).toContain('<link href="https://ledger.example/en/revisions/?edition=2025-12&amp;against=2024-09"/>');
		expect(text).toContain('A &lt;title&gt; &amp; more');
		const changes = entry('2026-06', '2026-03').kazakhstan.changes.filter(({ division }) => division === 'total');
		const rule = changes.filter(({ kind }) => kind === 'other-rule').length;
		expect(text).toContain(`Other counting rule: ${rule}.`);
		for (const [, address] of text.matchAll(/(?:href|<id>)="?([^"<]+)/g))
			expect(address).toMatch(/^https:\/\/ledger\.example\//);
	});
});

describe('the report for who reviews an edition', () => {
	test('totals with the half-years they cover, what is restated, by another rule, odd and called otherwise', () => {
		const report = revisionsReport('2025-12', '2024-09');
		for (const line of [
			'| Kazakhstan, requests | 849 (2011H1–2023H2) | 950 (2011H1–2025H1) |',
			// The edition holds items from 2019 on alone.
			'| Kazakhstan, items | 323019 (2011H1–2023H2) | 177865 (2019H1–2025H1) |',
			'| new-period | 2025H1 | KZ | total |  | requests | no row | 75 |',
			'| other-rule | 2023H1 | KZ | requester | ict-authority | pairs / requests | 309 | 185 |',
			'| restated | 2019H1 | RU | total |  | items | 142783 | 135535 |'
		])
			expect(report.split('\n')).toContain(line);
		expect(report).toMatch(/\| 2025-12-detailed \| modern-detailed \| code-blank \| 25 \| 25 \| 0 \|/);
		expect(revisionsReport('2026-06', '2025-12')).toContain('| product | ads | Google Ads | Adwords; Google Ads |');
	});

	test('an edition against itself has nothing to read', () => {
		expect(revisionsReport('2026-06', '2026-06').match(/No change\./g)).toHaveLength(2);
	});
});
