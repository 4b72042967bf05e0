import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { holdingsOf, parseCatalog, stretches, writeHoldings } from '#lib/ingest/catalog.ts';
import { readPairs } from '#lib/ingest/pairs.ts';
import { readLabels, readOddRows } from '#lib/ingest/provenance.ts';
import { codebook, DATA, dataText } from './ingest-fixtures.ts';

const { editions } = parseCatalog(dataText('catalog.json'));

/** A table by plain loops: no reader of the app takes part. */
function sums(edition: string, table: string, column: string, territory = 'KZ'): Record<string, number> {
	const [header, ...lines] = dataText('editions', edition, `${table}.csv`)
		.trimEnd()
		.split('\n')
		.map((line) => line.split(','));
	const [period, code, at] = [header.indexOf('period'), header.indexOf('territory'), header.indexOf(column)];
	const found: Record<string, number> = {};
	for (const cells of lines)
		if (cells[code] === territory && cells[at] !== '')
			found[cells[period]] = (found[cells[period]] ?? 0) + Number(cells[at]);
	return found;
}

const HALVES =
	'2011H2 2012H1 2012H2 2013H1 2013H2 2014H2 2015H1 2015H2 2016H1 2016H2 2017H1 2017H2 2018H1 2018H2 2019H1 2019H2 2020H1 2020H2 2021H1 2021H2 2022H1 2022H2 2023H1 2023H2 2024H1 2024H2 2025H1'.split(
		' '
	);
/** Kazakhstan, as another program has counted it from Google's files. */
const REQUESTS = [1, 2, 2, 3, 1, 1, 3, 19, 14, 10, 29, 72, 31, 40, 25, 24, 47, 49, 84, 75, 64, 61, 188, 4, 8, 18, 75];
const ITEMS = [
	2, 17, 23, 209, 1, 1, 81, 274, 84, 268, 226, 146_607, 1098, 4848, 1581, 28_498, 4925, 3760, 30_838, 36_708, 23_805,
	738, 38_419, 8, 13, 37, 8535
];
const PAIRS = [28, 36, 62, 57, 110, 109, 87, 74, 312, 4, 6, 18, 153];

const counts = (values: readonly number[], from: string, to: string, first = HALVES[0]) =>
	Object.fromEntries(
		HALVES.slice(HALVES.indexOf(first))
			.map((half, i): [string, number] => [half, values[i]])
			.filter(([half]) => half >= from && half <= to)
	);

describe('Kazakhstan in every edition, by half-year', () => {
	test.each([
		['2026-06', 'removals', '2011H1', '2025H1'],
		['2025-12', 'totals', '2011H1', '2025H1'],
		['2025-12', 'by-product-reason', '2011H1', '2025H1'],
		['2025-12', 'by-requester', '2019H1', '2025H1'],
		['2024-09', 'totals', '2011H1', '2023H2'],
		['2024-09', 'by-product-reason', '2011H1', '2023H2'],
		['2024-09', 'by-requester', '2011H1', '2018H2'],
		['2024-09', 'removals', '2011H1', '2018H2'],
		['2013-04', 'totals', '2011H1', '2012H2'],
		['2014-01', 'by-requester', '2011H1', '2012H2']
	])('requests in %s/%s.csv, %s to %s', (edition, table, from, to) => {
		const found = sums(edition, table, 'requests');
		if (edition === '2026-06') delete found['2025H2'];
		expect(found).toEqual(counts(REQUESTS, from, to));
	});

	test.each([
		['2026-06', 'removals', '2011H1', '2025H1'],
		['2026-03', 'removals', '2019H1', '2025H1'],
		['2025-12', 'totals', '2019H1', '2025H1'],
		['2025-12', 'by-requester', '2019H1', '2025H1'],
		['2024-09', 'totals', '2011H1', '2023H2'],
		['2024-09', 'by-product-reason', '2011H1', '2018H2'],
		['2024-09', 'by-requester', '2011H1', '2023H2'],
		['2013-04', 'totals', '2011H1', '2012H2']
	])('items in %s/%s.csv, %s to %s', (edition, table, from, to) => {
		const found = sums(edition, table, 'items');
		if (edition === '2026-06') delete found['2025H2'];
		// The flat file has no row for a request without an item.
		const expected = counts(ITEMS, from, to);
		expect(found).toEqual(expected);
	});

	test.each([
		['2026-03', '2025H1'],
		['2024-09', '2023H2']
	])('pairs in %s, apart from requests, to %s', (edition, to) => {
		expect(sums(edition, 'pairs', 'pairs')).toEqual(counts(PAIRS, '2019H1', to, '2019H1'));
	});

	test('no table counts pairs under the name of requests', () => {
		for (const { edition, tables } of editions)
			for (const { name, requests_rule: rule } of tables) {
				const [header] = dataText('editions', edition, `${name}.csv`).split('\n', 1);
				expect(header.split(',').includes('requests'), `${edition}/${name}`).toBe(name !== 'pairs');
				expect(rule === 'request-outcome pairs', `${edition}/${name}`).toBe(name === 'pairs');
			}
		expect(sums('2026-03', 'removals', 'requests', 'RU')).toEqual({});
		const flat = readPairs(dataText('editions', '2026-03', 'pairs.csv'), codebook);
		expect(flat.cube!.reduce((sum, { requests }) => sum + requests!, 0)).toBe(456_110);
		const byRequester = readPairs(dataText('editions', '2024-09', 'pairs.csv'), codebook);
		expect(byRequester['by-requester']!.reduce((sum, { requests }) => sum + requests!, 0)).toBe(341_490);
	});
});

describe('the editions as files', () => {
	test('each stays under 400 kB, compressed', () => {
		for (const { edition } of editions) {
			const files = readdirSync(join(DATA, 'editions', edition)).filter((name) => name.endsWith('.csv'));
			expect(files.length).toBeGreaterThan(1);
			const bytes = files.reduce((sum, name) => sum + gzipSync(dataText('editions', edition, name)).length, 0);
			expect(bytes, edition).toBeLessThan(400_000);
		}
	});

	test('where each source came from is written', () => {
		expect(dataText('sources.json')).not.toContain('is to be written here');
	});

	test('what an edition holds is what its tables have', () => {
		for (const edition of editions) {
			const holdings = holdingsOf(edition);
			if (holdings === null) continue;
			expect(writeHoldings(holdings)).toEqual(edition.holdings);
			expect(edition.tables.map(({ name }) => name)).toEqual(
				expect.arrayContaining(holdings.tables.map((grain) => (grain === 'cube' ? 'removals' : grain)))
			);
			// A measure is held from where its rows have a number, by any territory.
			for (const grain of holdings.tables)
				for (const measure of ['requests', 'items'] as const) {
					const text = dataText('editions', edition.edition, `${grain === 'cube' ? 'removals' : grain}.csv`);
					const [header, ...lines] = text.trimEnd().split('\n');
					const at = header.split(',').indexOf(measure);
					const periods = new Set(
						lines.map((line) => line.split(',')).flatMap((cells) => (cells[at] ? [cells[0]] : []))
					);
					for (const period of periods)
						expect(holdings.held[grain][measure], `${edition.edition} ${grain} ${measure}`).toContain(period);
				}
		}
	});

	test('every row with an oddity and every label is listed', () => {
		for (const { edition, oddities, files, sources } of editions) {
			const rows = readOddRows(dataText('editions', edition, 'oddities.csv'));
			const labels = readLabels(dataText('editions', edition, 'labels.csv'));
			expect(files.map(({ name, rows }) => [name, rows])).toEqual([
				['labels', labels.length],
				['oddities', rows.length]
			]);
			for (const { source, layout, id, count, off } of oddities) {
				const own = rows.filter((row) => row.source === source && row.layout === layout && row.oddity === id);
				expect(
					own.reduce((sum, row) => sum + row.count, 0),
					`${edition} ${source} ${id}`
				).toBe(count);
				if (off) expect(own.reduce((sum, row) => sum + row.off!, 0)).toBe(off.net);
			}
			for (const { id, layout, rows } of sources) {
				const territories = labels.filter(
					(label) => label.source === id && label.layout === layout && label.dimension === 'territory'
				);
				expect(territories.reduce((sum, label) => sum + label.rows, 0)).toBe(rows);
			}
		}
	});

	test('half-years as stretches', () => {
		expect(stretches(['2019H2', '2011H1', '2011H2', '2019H1', '2013H1'])).toEqual([
			{ first: '2011H1', last: '2011H2' },
			{ first: '2013H1', last: '2013H1' },
			{ first: '2019H1', last: '2019H2' }
		]);
	});
});
