import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCompliance, readRemovals } from '#lib/ingest/canonical.ts';
import { parseCatalog, writeCatalog } from '#lib/ingest/catalog.ts';
import { parseDescriptions, parseOddities } from '#lib/ingest/description.ts';
import { importEditions } from '#lib/ingest/import.ts';
import type { HeldEditions } from '#lib/ingest/part.ts';
import { readSource } from '#lib/ingest/read.ts';
import { codebook, DATA, dataText, GOOGLE, unzipped } from './ingest-fixtures.ts';

const missing = !existsSync(GOOGLE);
if (missing) console.info(`Skipped: tests of Google's own files, which are not at ../shared/data/google.`);

const EDITION = '2026-06';

describe(`the committed edition ${EDITION}`, () => {
	const rows = readRemovals(dataText('editions', EDITION, 'removals.csv'), codebook);
	const compliance = readCompliance(dataText('editions', EDITION, 'compliance.csv'));
	const kazakh = rows.filter(({ territory }) => territory === 'KZ');
	const sum = (of: typeof rows) => [
		of.reduce((total, row) => total + (row.requests ?? 0), 0),
		of.reduce((total, row) => total + (row.items ?? 0), 0)
	];

	test('totals of the world and of Kazakhstan', () => {
		expect(sum(rows)).toEqual([603_110, 7_839_387]);
		expect(sum(kazakh)).toEqual([983, 332_062]);
		expect(kazakh).toHaveLength(204);
	});

	test.each([
		['2011H1', 0, 0],
		['2017H2', 72, 146_607],
		['2019H1', 25, 1_581],
		['2020H2', 49, 3_760],
		['2023H1', 188, 38_419],
		['2025H1', 75, 8_535],
		['2025H2', 33, 458]
	])('Kazakhstan %s: %i requests, %i items', (period, requests, items) => {
		expect(sum(kazakh.filter((row) => row.period === period))).toEqual([requests, items]);
	});

	test('published sums to the end of 2020', () => {
		expect(sum(kazakh.filter(({ period }) => period <= '2020H2'))).toEqual([373, 192_503]);
	});

	test('outcomes of 2020H2 in Kazakhstan', () => {
		const outcomes = kazakh.filter(({ period }) => period === '2020H2').map((row) => row.outcomes!);
		const total = (outcome: keyof (typeof outcomes)[number]) => outcomes.reduce((count, of) => count + of[outcome], 0);
		expect([total('removed-policy'), total('no-action-taken'), total('already-removed')]).toEqual([43, 3_701, 15]);
	});

	test('territories: names without a code, codes without a country', () => {
		const territories = new Set(rows.map(({ territory }) => territory));
		for (const code of ['NA', 'EUROPOL', 'INTERPOL', 'XK', 'GB']) expect(territories).toContain(code);
		expect(territories).not.toContain('UK');
		expect(territories.size).toBe(177);
		const known = new Set(codebook.territories.map(({ slug }) => slug));
		for (const code of territories) expect(known).toContain(code);
	});

	test('outcomes stand from 2019H1 on, and only there', () => {
		for (const { period, outcomes } of rows) expect(outcomes === null).toBe(period < '2019H1');
	});

	test('shares complied with: Kazakhstan in 2010H1, 2017H2 and 2019H1', () => {
		const share = (period: string) =>
			compliance.find((row) => row.period === period && row.territory === 'KZ' && row.branch === 'all');
		expect(share('2010H1')).toMatchObject({
			requests: null,
			requestsGap: 'withheld',
			itemsGap: 'withheld',
			percent: 0
		});
		expect(share('2017H2')).toMatchObject({ requests: 72, percent: 1, compliedWith: null });
		expect(share('2019H1')).toMatchObject({ requests: 25, items: 1_581, percent: 12, compliedWith: 3 });
		expect(new Set(compliance.map(({ period }) => period)).size).toBe(20);
	});
});

describe.skipIf(missing)('Google’s files as collected', () => {
	const bytes = (...path: string[]) => new Uint8Array(readFileSync(join(GOOGLE, ...path)));
	const textOf = (of: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(of);
	const sources = [
		['2013-pt', 'google-government-removal-requests.csv'],
		['2014-fr', 'google-government-removal-requests.csv'],
		['2026-03', 'google-government-removal-requests.csv'],
		['2026-06-republished', 'google-government-removal-requests.csv'],
		['2024-09', 'google-government-removals.zip'],
		['2025-12', 'google-government-detailed-removal-requests.csv'],
		['2025-12', 'google-government-removal-requests.csv']
	];
	const fresh = (given = sources, held?: HeldEditions, only?: string) =>
		importEditions(
			given.map((path) => ({ name: path.join('/'), bytes: bytes(...path) })),
			{
				codebook,
				descriptions: parseDescriptions(dataText('sources.json')),
				oddities: parseOddities(dataText('oddities.json')),
				sha256: (of) => createHash('sha256').update(of).digest('hex'),
				held
			},
			only
		);

	test('the committed data equal a fresh import', async () => {
		const { editions, problems } = await fresh();
		expect(problems).toEqual([]);
		const committed = parseCatalog(dataText('catalog.json'));
		// Later editions may be there whose files are not at hand.
		const made = editions.map(({ edition }) => edition.edition);
		expect(committed.editions.map(({ edition }) => edition).filter((name) => made.includes(name))).toEqual(made);
		expect(made).toEqual(expect.arrayContaining(['2024-09', '2025-12', '2026-03', '2026-06']));
		for (const { edition, tables } of editions) {
			expect(Object.keys(tables).sort()).toEqual(readdirSync(join(DATA, 'editions', edition.edition)).sort());
			for (const [name, text] of Object.entries(tables))
				expect(text === dataText('editions', edition.edition, name), `${edition.edition}/${name}`).toBe(true);
			expect(committed.editions.find((other) => other.edition === edition.edition)).toEqual(edition);
		}
		expect(dataText('catalog.json')).toBe(writeCatalog(committed));
	});

	test('the order of the files changes no byte, and an edition is made where all its files are', async () => {
		const { editions, problems } = await fresh(sources.toReversed());
		expect(problems).toEqual([]);
		for (const { edition, tables } of editions)
			for (const [name, text] of Object.entries(tables))
				expect(text === dataText('editions', edition.edition, name), `${edition.edition}/${name}`).toBe(true);
		const alone = await fresh(sources.filter(([folder]) => folder === '2024-09'));
		expect(alone.editions.map(({ edition }) => edition.edition)).toEqual(['2024-09']);
		const half = await fresh(sources.filter(([folder, file]) => folder === '2025-12' && file.includes('detailed')));
		expect(half.editions).toEqual([]);
		expect(half.problems).toMatchObject([{ reason: 'source 2025-12-detailed serves no edition of these files' }]);
	});

	test('an edition alone, with its own file, takes the rest from editions held and is the same to the byte', async () => {
		const held = {
			catalog: parseCatalog(dataText('catalog.json')),
			text: (edition: string, file: string) => dataText('editions', edition, file)
		};
		const own = sources.filter(([folder]) => folder === '2026-06-republished');
		const { editions, problems } = await fresh(own, held, EDITION);
		expect(problems).toEqual([]);
		expect(editions.map(({ edition }) => edition)).toEqual(
			held.catalog.editions.filter(({ edition }) => edition === EDITION)
		);
		for (const [name, text] of Object.entries(editions[0].tables))
			expect(text).toBe(dataText('editions', EDITION, name));
	});

	test('an oddity that was not reviewed stops the import of any edition', async () => {
		const reviewed = parseOddities(dataText('oddities.json'));
		const { editions, problems } = await importEditions(
			[{ name: 'zip', bytes: bytes('2024-09', 'google-government-removals.zip') }],
			{
				codebook,
				descriptions: parseDescriptions(dataText('sources.json')),
				oddities: reviewed.filter(({ id }) => id !== 'same-cell-twice'),
				sha256: (of) => createHash('sha256').update(of).digest('hex')
			}
		);
		expect(editions).toEqual([]);
		expect(problems).toMatchObject([{ reason: expect.stringContaining('same-cell-twice met 2 times, 0 reviewed') }]);
	});

	test('how far the edition agrees with Google’s other files', async () => {
		const { edition } = (await fresh()).editions.at(-1)!;
		expect(edition.sources[0].rows).toBe(27_991);
		expect(
			edition.checkedAgainst.map(({ source, measure, agree, of, net }) => [source, measure, agree, of, net])
		).toEqual([
			['2025-12-detailed', 'requests', 2_155, 2_160, -4],
			['2025-12-requests', 'items', 1_095, 1_149, 46_254],
			['2024-09', 'requests', 1_010, 1_014, -4],
			['2024-09', 'items', 1_010, 1_014, -25]
		]);
		const russia = edition.checkedAgainst[1].differences.filter(({ territory }) => territory === 'RU');
		expect(russia.reduce((net, { here, there }) => net + (here ?? 0) - (there ?? 0), 0)).toBe(45_870);
		const differing = edition.checkedAgainst.flatMap(({ differences }) => differences);
		expect(differing.filter(({ territory }) => territory === 'KZ')).toEqual([]);
		expect(edition.unchecked).toEqual(['2025H2']);
	});

	test('every file that was collected is read to the last line, with names that agree with the codes', async () => {
		const texts: [string, string][] = [];
		for (const path of readdirSync(GOOGLE, { recursive: true, encoding: 'utf8' })) {
			if (path.endsWith('.csv')) texts.push([path, textOf(bytes(path))]);
			if (path.endsWith('.zip'))
				for (const [name, member] of Object.entries(await unzipped(bytes(path))))
					if (name.endsWith('.csv')) texts.push([`${path}/${name}`, textOf(member)]);
		}
		expect(texts.length).toBeGreaterThanOrEqual(10);
		for (const [name, text] of texts) {
			const { report, rows } = readSource(name, text, codebook);
			expect(report.refused, name).toEqual([]);
			expect(report.refusedCount, name).toBe(0);
			expect(rows, name).toHaveLength(text.trimEnd().split('\n').length - 1);
			const unexpected = ['name-new', 'name-disagrees', 'branches-off', 'share-without-count'];
			expect(
				report.notes.filter(({ id }) => unexpected.includes(id)),
				name
			).toEqual([]);
			expect(Object.keys(report.tallies), name).not.toEqual(expect.arrayContaining([expect.toBeOneOf(unexpected)]));
		}
	});

	test('the flat file of January 2026 counts request-outcome pairs', () => {
		const name = 'google-government-removal-requests.csv';
		const source = readSource(name, textOf(bytes('2026-03', name)), codebook);
		if (source.layout !== 'flat') throw new Error(source.layout);
		expect(source.report.rule).toBe('request-outcome pairs');
	});
});
