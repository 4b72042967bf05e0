import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCompliance, readRemovals, totalsBeforeBreakdown } from '#lib/ingest/canonical.ts';
import { parseCatalog, writeCatalog } from '#lib/ingest/catalog.ts';
import { parseOddities, type Descriptions, type Oddity } from '#lib/ingest/description.ts';
import { importEditions, type ImportFile, type Reviewed } from '#lib/ingest/import.ts';
import type { NoteId } from '#lib/ingest/read.ts';
import { codebook, DATA, dataText, fixture, zipOf } from './ingest-fixtures.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const bytesOf = (text: string) => new TextEncoder().encode(text);
const file = (name: string, text: string): ImportFile => ({ name, bytes: bytesOf(text) });

async function archive(): Promise<ImportFile> {
	const bytes = await zipOf({
		'removals/README.txt': 'The descriptions are the wrong way round.',
		'removals/main.csv': fixture('modern-requests-2023.csv'),
		'removals/historical/requests.csv': fixture('historical-requests.en.csv'),
		'__MACOSX/removals/historical/requests.csv': 'junk'
	});
	return { name: 'removals.zip', bytes };
}

const CUBE = file('cube.csv', fixture('flat-2026-06.csv'));
const ARCHIVE = await archive();
const DETAILED = file('detailed.csv', fixture('modern-detailed.csv'));
const REQUESTS = file('requests.csv', fixture('modern-requests-2025.csv'));

function oddity(source: string, layout: Oddity['layout'], id: NoteId, count: number): Oddity {
	return { source, layout, id, count, what: `what ${id} is`, effect: `what is done about ${id}` };
}

const ODDITIES: Oddity[] = [
	oddity('cube', 'flat', 'code-alias', 1),
	oddity('cube', 'flat', 'code-lost', 1),
	oddity('cube', 'flat', 'name-unknown', 2),
	oddity('cube', 'flat', 'product-blank', 1),
	oddity('cube', 'flat', 'outcomes-before-2019', 4),
	oddity('cube', 'flat', 'outcomes-off', 2),
	oddity('cube', 'flat', 'fewer-items-than-requests', 1),
	oddity('cube', 'flat', 'law-276-fz', 1),
	oddity('cube', 'flat', 'same-cell-twice', 1),
	oddity('archive', 'historical-requests', 'withheld', 3),
	oddity('archive', 'historical-requests', 'unknown', 2),
	oddity('archive', 'historical-requests', 'items-not-collected', 3),
	oddity('archive', 'historical-requests', 'share-not-published', 2),
	oddity('archive', 'historical-requests', 'code-blank', 1),
	oddity('archive', 'historical-requests', 'european-union', 1),
	oddity('archive', 'historical-requests', 'old-method-2019', 1),
	oddity('detailed', 'modern-detailed', 'code-blank', 1),
	oddity('requests', 'modern-requests', 'code-blank', 1)
];

function describedAs(files: Record<string, ImportFile>): Descriptions {
	return {
		editions: [
			{
				edition: '2026-06',
				title: 'June 2026',
				published: 'in June 2026',
				removals: 'cube',
				compliance: 'archive',
				checks: ['detailed', 'requests']
			}
		],
		sources: Object.fromEntries(
			Object.entries(files).map(([id, { name, bytes }]) => [
				sha256(bytes),
				{ id, file: name, what: `the ${id}`, obtained: 'written by hand', publisher: 'google' as const }
			])
		)
	};
}

function run(
	files: Record<string, ImportFile>,
	oddities: readonly Oddity[] = ODDITIES
): ReturnType<typeof importEditions> {
	const reviewed: Reviewed = { codebook, descriptions: describedAs(files), oddities, sha256 };
	return importEditions(Object.values(files), reviewed);
}

const ALL = { cube: CUBE, archive: ARCHIVE, detailed: DETAILED, requests: REQUESTS };

async function imported(files: Record<string, ImportFile> = ALL) {
	const { editions, problems } = await run(files);
	expect(problems).toEqual([]);
	expect(editions).toHaveLength(1);
	return editions[0];
}

const { tables, edition } = await imported();

describe('canonical tables', () => {
	test('removals.csv', () => {
		expect(tables['removals.csv']).toBe(
			[
				'period,territory,requester,product,reason,requests,items,removed_legal,removed_policy,content_not_found,not_enough_information,no_action_taken,already_removed',
				'2014H2,ES,other-authority,maps-other,other,2,3,,,,,,',
				'2017H2,KZ,other-authority,youtube,national-security,9,1200,,,,,,',
				'2018H2,KZ,court,unspecified,unspecified,1,3,,,,,,',
				'2019H1,KZ,police,youtube,fraud,1,5,1,1,1,1,1,0',
				'2021H2,GB,other,web-search,regulated-goods,1,1,0,0,0,0,0,0',
				'2021H2,GB,police,youtube,violence,2,2,0,2,0,0,0,0',
				'2022H1,NA,court-3rd-party,web-search,defamation,3,44,44,0,0,0,0,0',
				'2024H1,RU,ict-authority,web-search,other,2,300,250,0,0,0,45,2',
				'2025H1,KZ,other,gmail,fraud,2,0,0,0,0,0,0,0',
				''
			].join('\n')
		);
	});

	test('compliance.csv', () => {
		expect(tables['compliance.csv']).toBe(
			[
				'period,territory,branch,requests,requests_status,items,items_status,percent,percent_status,complied_with',
				'2009H2,AM,all,,withheld,,not-published,0,reported,',
				'2009H2,CN,all,,unknown,,not-published,,unknown,',
				'2009H2,ES,all,32,reported,,not-published,53,reported,',
				'2009H2,ES,court,10,reported,,not-published,,not-published,',
				'2009H2,ES,other,22,reported,,not-published,,not-published,',
				'2010H1,KZ,all,,withheld,,withheld,0,reported,',
				'2013H1,EUROPOL,all,1,reported,1,reported,100,reported,1',
				'2013H1,EUROPOL,other,1,reported,1,reported,100,reported,1',
				'2016H1,KZ,all,14,reported,84,reported,36,reported,5',
				'2016H1,KZ,court,1,reported,2,reported,0,reported,0',
				'2016H1,KZ,other,13,reported,82,reported,38,reported,5',
				'2018H1,KZ,all,31,reported,1098,reported,19,reported,',
				'2018H1,KZ,court,7,reported,168,reported,0,reported,0',
				'2018H1,KZ,other,24,reported,930,reported,25,reported,6',
				'2018H2,EU,all,2,reported,2,reported,50,reported,1',
				'2018H2,EU,other,2,reported,2,reported,50,reported,1',
				'2019H1,KZ,all,25,reported,1581,reported,12,reported,3',
				'2019H1,KZ,court,3,reported,28,reported,33,reported,1',
				'2019H1,KZ,other,22,reported,1553,reported,9,reported,2',
				''
			].join('\n')
		);
	});

	test('the readers of the app read what is written', () => {
		const rows = readRemovals(tables['removals.csv'], codebook);
		expect(rows).toHaveLength(9);
		expect(rows[0]).toMatchObject({ branch: 'other', requests: 2, outcomes: null });
		const shares = readCompliance(tables['compliance.csv']);
		expect(shares[1]).toMatchObject({ requests: null, requestsGap: 'unknown', compliedWith: null });
		expect(totalsBeforeBreakdown(shares).map(({ territory, requestsGap }) => [territory, requestsGap])).toEqual([
			['AM', 'withheld'],
			['CN', 'unknown'],
			['ES', null],
			['KZ', 'withheld']
		]);
	});

	test('the catalog entry is computed', () => {
		expect(edition.periods).toEqual({ first: '2014H2', last: '2025H1' });
		expect(edition.tables).toEqual([
			{
				name: 'removals',
				grain: ['period', 'territory', 'requester', 'product', 'reason'],
				requests_rule: 'requests',
				rows: 9,
				periods: { first: '2014H2', last: '2025H1' },
				sha256: sha256(bytesOf(tables['removals.csv']))
			},
			{
				name: 'compliance',
				grain: ['period', 'territory', 'branch'],
				requests_rule: 'requests',
				rows: 19,
				periods: { first: '2009H2', last: '2019H1' },
				sha256: sha256(bytesOf(tables['compliance.csv']))
			}
		]);
		expect(edition.sources.map(({ id, use, rows, layout }) => [id, use, rows, layout])).toEqual([
			['cube', 'removals', 10, 'flat'],
			['archive', 'compliance', 9, 'historical-requests'],
			['detailed', 'check', 5, 'modern-detailed'],
			['requests', 'check', 5, 'modern-requests']
		]);
		const member = bytesOf(fixture('historical-requests.en.csv'));
		expect(edition.sources.map((source) => source.member)).toEqual([
			null,
			{ path: 'removals/historical/requests.csv', sha256: sha256(member), bytes: member.length },
			null,
			null
		]);
		const off = edition.oddities.find(({ id }) => id === 'outcomes-off');
		expect(off).toMatchObject({ source: 'cube', count: 2, kazakhstan: 0, off: { net: 4, absolute: 4 } });
		expect(edition.oddities.find(({ id }) => id === 'outcomes-before-2019')).toMatchObject({ kazakhstan: 2 });
		expect(parseCatalog(writeCatalog({ editions: [edition] }))).toEqual({ editions: [edition] });
	});

	test('checks: sums by territory and half-year, missing rows as none', async () => {
		const [requests, items, ...historical] = edition.checkedAgainst;
		expect(requests).toMatchObject({ source: 'detailed', measure: 'requests', agree: 1, of: 12, net: 13 });
		expect(requests.differences).toContainEqual({
			territory: 'KZ',
			period: '2025H1',
			measure: 'requests',
			here: 2,
			there: null
		});
		// KZ 2025H1 has a row here with no item and none there: that is no difference.
		expect(items).toMatchObject({ source: 'requests', measure: 'items', agree: 2, of: 8 });
		expect(items.differences.map(({ territory, period }) => `${period} ${territory}`)).toEqual([
			'2019H1 KZ',
			'2019H1 TR',
			'2019H2 EUROPOL',
			'2021H2 GB',
			'2024H1 RU',
			'2025H1 RU'
		]);
		expect(historical.map(({ source, measure, periods }) => [source, measure, periods.last])).toEqual([
			['archive', 'requests', '2018H2'],
			['archive', 'items', '2018H2']
		]);
		expect(edition.unchecked).toEqual([]);
		expect((await imported({ cube: CUBE, archive: ARCHIVE })).edition.unchecked).toEqual([
			'2019H1',
			'2021H2',
			'2022H1',
			'2024H1',
			'2025H1'
		]);
	});

	test('the order of files and of their lines changes no byte', async () => {
		const [header, ...lines] = CUBE.bytes && fixture('flat-2026-06.csv').trimEnd().split('\n');
		const turned = file('cube.csv', `${[header, ...lines.toReversed()].join('\n')}\n`);
		const other = await imported({ requests: REQUESTS, archive: ARCHIVE, cube: turned, detailed: DETAILED });
		expect(other.tables).toEqual(tables);
		expect(await imported({ detailed: DETAILED, requests: REQUESTS, archive: ARCHIVE, cube: CUBE })).toEqual({
			tables,
			edition
		});
	});
});

describe('what stops an import', () => {
	const problemsOf = async (files: Record<string, ImportFile>, oddities?: readonly Oddity[]) => {
		const { editions, problems } = await run(files, oddities);
		expect(editions).toEqual([]);
		return problems;
	};

	test('an oddity met oftener than reviewed', async () => {
		const text = `${fixture('flat-2026-06.csv')}January - June 2025,UNKNOWN,UK,Other,Gmail,Fraud,2,2,0,0,0,0,2,0\n`;
		expect(await problemsOf({ ...ALL, cube: file('cube.csv', text) })).toMatchObject([
			{
				file: 'cube.csv',
				line: 7,
				reason: 'code-alias met 2 times, 1 reviewed in oddities.json (first: column "cldr_territory", value "UK")'
			},
			{
				file: 'cube.csv',
				line: 7,
				reason: 'name-unknown met 3 times, 2 reviewed in oddities.json (first: column "country_name", value "UNKNOWN")'
			}
		]);
	});

	test('an oddity that is gone', async () => {
		const extra = [...ODDITIES, oddity('cube', 'flat', 'name-new', 1)];
		expect(await problemsOf(ALL, extra)).toMatchObject([
			{ file: 'cube.csv', line: null, reason: 'name-new met 0 times, 1 reviewed in oddities.json' }
		]);
	});

	test('an oddity that nobody has reviewed: two rows of one cell are not summed unseen', async () => {
		expect(
			await problemsOf(
				ALL,
				ODDITIES.filter(({ id }) => id !== 'same-cell-twice')
			)
		).toMatchObject([
			{
				file: 'cube.csv',
				line: 3,
				reason: expect.stringContaining('same-cell-twice met 1 times, 0 reviewed')
			}
		]);
	});

	test('a refused line, in a file that is only compared with too', async () => {
		const detailed = file('detailed.csv', fixture('modern-detailed.csv').replace('Drug Abuse,4', 'Drug Abuse,four'));
		expect(await problemsOf({ ...ALL, detailed })).toEqual([
			{ file: 'detailed.csv', line: 3, reason: 'column "Total": "four", expected a whole number' }
		]);
	});

	test('a file that is not UTF-8, and a quoted cell that runs over a line end', async () => {
		const bytes = DETAILED.bytes.slice();
		bytes[bytes.indexOf(0x0a) + 1] = 0xe9;
		expect(await problemsOf({ ...ALL, detailed: { name: 'detailed.csv', bytes } })).toEqual([
			{ file: 'detailed.csv', line: 2, reason: 'the text is not UTF-8' }
		]);
		const detailed = file('detailed.csv', fixture('modern-detailed.csv').replace('Drug Abuse,4', '"Drug\nAbuse",4'));
		const [first, second, ...others] = await problemsOf({ ...ALL, detailed });
		expect([first, second]).toMatchObject([
			{ file: 'detailed.csv', line: 3, reason: expect.stringMatching(/expected a quote that is closed on its line$/) },
			{ file: 'detailed.csv', line: 4, reason: '"Abuse",4", expected as many cells as the header' }
		]);
		expect(others).toEqual([]);
	});

	test('a cube that counts request-outcome pairs', async () => {
		const text = fixture('flat-2026-06.csv').replace('YouTube,Fraud,1,5', 'YouTube,Fraud,5,5');
		expect(await problemsOf({ ...ALL, cube: file('cube.csv', text.replace('Other,2,300', 'Other,3,300')) })).toEqual([
			{ file: 'cube.csv', line: null, reason: 'counts request-outcome pairs, not requests' }
		]);
	});

	test('a file of another layout, a file nobody described, a file too few', async () => {
		expect(await problemsOf({ ...ALL, other: file('PRPL.csv', 'Country,Accounts\nKazakhstan,1\n') })).toEqual([
			{ file: 'PRPL.csv', line: 1, reason: 'the header is of no layout of Google’s removal files' }
		]);
		const stray = file('stray.csv', fixture('modern-detailed.csv').replace('Total\n', 'Total\n\n'));
		const reviewed = { codebook, descriptions: describedAs(ALL), oddities: ODDITIES, sha256 };
		expect((await importEditions([...Object.values(ALL), stray], reviewed)).problems).toMatchObject([
			{ file: 'stray.csv', reason: expect.stringContaining('sources.json describes no file with SHA-256') }
		]);
		expect(await problemsOf({ cube: CUBE })).toMatchObject([
			{
				file: 'cube.csv',
				reason: expect.stringContaining('needs the historical requests file of source archive')
			}
		]);
		expect(await problemsOf({ archive: ARCHIVE })).toMatchObject([
			{ reason: 'source archive serves no edition of these files' }
		]);
	});

	test('a zip that is cut short', async () => {
		const cut = { name: 'cut.zip', bytes: ARCHIVE.bytes.slice(0, 200) };
		expect(await problemsOf({ ...ALL, archive: cut })).toMatchObject([
			{ file: 'cut.zip', line: null, reason: 'zip-broken' },
			{ file: 'cube.csv', reason: expect.stringContaining('needs the historical requests file') }
		]);
	});

	test('the program says where, exits with 1 and writes nothing', () => {
		const before = stateOf(DATA);
		const program = join(import.meta.dirname, '../../src/lib/ingest/import.build.ts');
		const defect = join(import.meta.dirname, '../fixtures/ingest/defects-flat.csv');
		const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, defect], {
			encoding: 'utf8'
		});
		expect(stderr).toMatch(/defects-flat\.csv: sources\.json describes no file[^]*Nothing was written\./);
		expect(status).toBe(1);
		expect(stateOf(DATA)).toEqual(before);
	});
});

function stateOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(
			({ parentPath, name }) => `${name} ${sha256(bytesOf(dataText(join(parentPath, name).slice(DATA.length + 1))))}`
		)
		.sort();
}

describe('catalog.json and oddities.json', () => {
	test('errors name the place', () => {
		expect(() => parseCatalog('{')).toThrow(/catalog\.json: not JSON/);
		expect(() => parseCatalog('{"editions":[{"edition":"June"}]}')).toThrow(/catalog\.json: editions\.0\.edition: /);
		expect(() =>
			parseOddities('[{"source":"a","layout":"flat","id":"gremlin","count":1,"what":"","effect":""}]')
		).toThrow(/oddities\.json: 0\.id: /);
	});

	test('the committed catalog describes the committed tables', () => {
		const { editions } = parseCatalog(dataText('catalog.json'));
		for (const { edition, tables, oddities } of editions) {
			for (const table of tables) {
				const text = dataText('editions', edition, `${table.name}.csv`);
				expect(sha256(bytesOf(text))).toBe(table.sha256);
				expect(text.split('\n').length - 2).toBe(table.rows);
				expect(text).not.toMatch(/\r/);
			}
			const reviewed = parseOddities(dataText('oddities.json'));
			for (const { source, layout, id, count } of oddities) {
				const found = reviewed.find((other) => other.source === source && other.layout === layout && other.id === id);
				expect(found?.count).toBe(count);
			}
		}
	});

	test('nothing written names a place of one machine', () => {
		for (const name of ['catalog.json', 'sources.json', 'oddities.json'])
			expect(dataText(name)).not.toMatch(/\/work\/|\/home\/|\/Users\/|\.\.\//);
	});
});
