import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseCatalog } from '#lib/ingest/catalog.ts';
import { parseDescriptions, parseOddities } from '#lib/ingest/description.ts';
import { fetchEdition, places, type FetchOptions } from '#lib/ingest/fetch.build.ts';
import { sha256 } from '#lib/ingest/folder.build.ts';
import { DATA, dataText, fixture, zipOf } from './ingest-fixtures.ts';

const DAY = '2098-09-03';
const LIMITS = { bytes: 1_000_000, milliseconds: 2000, tries: 3, pause: 1 };
const MODIFIED = 'Wed, 20 Aug 2098 10:00:00 GMT';

/** A flat file of all years, as Google's export of mid-2026. */
const FLAT = `${fixture('flat-2026-06.csv')}January - June 2011,Kazakhstan,KZ,Executive,YouTube,Fraud,1,2,2,0,0,0,0,0\n`;
const ARCHIVE = await zipOf({ 'government-removals/google-government-removal-requests.csv': FLAT });

/** The newest edition that is held. */
const NEWEST = parseCatalog(dataText('catalog.json'))
	.editions.map(({ edition }) => edition)
	.sort()
	.at(-1)!;

let folder: string;
let server: Server;
let answer: RequestListener;
let asked: { url: string; headers: Record<string, unknown> }[];

/** Every file of the data folder with its content. */
function tree(): Record<string, string> {
	const data = join(folder, 'data');
	const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return Object.fromEntries(
		files.map(({ parentPath, name }) => {
			const path = join(parentPath, name);
			return [path.slice(data.length + 1), sha256(readFileSync(path))];
		})
	);
}

const text = (...path: string[]) => readFileSync(join(folder, 'data', ...path), 'utf8');
const address = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;

function run(paths: readonly string[], options: Partial<FetchOptions> = {}) {
	return fetchEdition({
		data: join(folder, 'data'),
		into: join(folder, 'collected'),
		addresses: paths.map(address),
		day: DAY,
		// The files of these tests have a few lines.
		shorter: true,
		limits: LIMITS,
		...options
	});
}

const sending =
	(bytes: Uint8Array | string, headers: Record<string, string> = {}, status = 200): RequestListener =>
	(_, response) =>
		response.writeHead(status, { 'content-length': String(Buffer.byteLength(bytes)), ...headers }).end(bytes);

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'fetch-'));
	cpSync(DATA, join(folder, 'data'), { recursive: true });
	asked = [];
	server = createServer((request, response) => {
		asked.push({ url: request.url!, headers: request.headers });
		answer(request, response);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});

afterEach(() => {
	server.closeAllConnections();
	server.close();
	rmSync(folder, { recursive: true });
});

/** A run that must leave the data as it was; what it says of each address. */
async function refused(paths: readonly string[], options?: Partial<FetchOptions>): Promise<string[]> {
	const before = tree();
	const { outcome, edition, answers } = await run(paths, options);
	expect({ outcome, edition }).toEqual({ outcome: 'failed', edition: null });
	expect(tree()).toEqual(before);
	return answers.map(({ said }) => said);
}

describe('a new file', () => {
	test('becomes an edition, and no other edition changes', async () => {
		answer = sending(ARCHIVE, { 'last-modified': MODIFIED });
		const before = tree();
		const outcome = await run(['removals.zip']);
		expect(outcome).toMatchObject({ outcome: 'new', edition: '2098-08' });

		const after = tree();
		const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
		expect(changed.sort()).toEqual([
			'catalog.json',
			'editions/2098-08/compliance.csv',
			'editions/2098-08/labels.csv',
			'editions/2098-08/oddities.csv',
			'editions/2098-08/removals.csv',
			'oddities.json',
			'sources.json'
		]);
		expect(Object.keys(before).every((path) => path in after)).toBe(true);
		expect(text('editions/2098-08/removals.csv')).toContain(
			'2011H1,KZ,other-authority,youtube,fraud,1,2,,,,,,\n2014H2,ES,other-authority,maps-other,other,2,3'
		);
		// The shares complied with are those of the archive that is no longer at hand.
		expect(text('editions/2098-08/compliance.csv')).toBe(text(`editions/${NEWEST}/compliance.csv`));
		expect(readFileSync(join(folder, 'collected', DAY, 'removals.zip')).equals(ARCHIVE)).toBe(true);

		const { editions } = parseCatalog(text('catalog.json'));
		const edition = editions.find(({ edition }) => edition === '2098-08')!;
		expect(edition.sources.map(({ id, use }) => [id, use])).toEqual([
			['2098-08', 'removals'],
			['2024-09', 'compliance'],
			['2025-12-detailed', 'check'],
			['2025-12-requests', 'check']
		]);
		expect(edition.checkedAgainst.find(({ source }) => source === '2025-12-requests')!.of).toBeGreaterThan(1000);
		expect(parseDescriptions(text('sources.json')).sources[sha256(ARCHIVE)]).toMatchObject({
			id: '2098-08',
			publisher: 'google',
			obtained: expect.stringMatching(/^Fetched from http.*removals\.zip on 3 September 2098\.$/)
		});
		// Oddities stand on the reviewed list in the words of an older file, and the outcome says so.
		expect(outcome.oddities).toContainEqual(
			expect.objectContaining({ layout: 'flat', id: 'outcomes-before-2019', like: NEWEST, count: 5 })
		);
		const own = parseOddities(text('oddities.json')).filter(({ source }) => source === '2098-08');
		expect(own.map(({ id }) => id).sort()).toEqual(outcome.oddities.map(({ id }) => id).sort());
	});

	test('of several, the first is taken and the others wait', async () => {
		const other = await zipOf({ 'a/requests.csv': fixture('modern-requests-2025.csv') });
		answer = (request, response) =>
			sending(request.url === '/one.zip' ? ARCHIVE : other, { 'last-modified': MODIFIED })(request, response);
		const { outcome, answers } = await run(['one.zip', 'two.zip']);
		expect([outcome, ...answers.map(({ outcome }) => outcome)]).toEqual(['new', 'new', 'new']);
		expect(answers[1].said).toMatch(/waits for the next run/);
		expect(Object.keys(tree()).filter((path) => path.startsWith('editions/2098-08'))).toHaveLength(4);
	});

	test('that has margins alone becomes the edition that its tables give', async () => {
		const margins = await zipOf({ 'a/detailed.csv': fixture('modern-detailed.csv') });
		answer = sending(margins, { 'last-modified': MODIFIED });
		expect(await run(['removals.zip'])).toMatchObject({ outcome: 'new', edition: '2098-08' });
		expect(text('editions/2098-08/by-product-reason.csv')).toContain('KZ');
		expect(Object.keys(tree())).not.toContain('editions/2098-08/removals.csv');
	});

	test('that comes by a redirect, or from the second address', async () => {
		answer = (request, response) => {
			if (request.url === '/old') response.writeHead(302, { location: '/there/removals.zip' }).end();
			else if (request.url === '/gone.zip') sending('<p>Not found', {}, 404)(request, response);
			else sending(ARCHIVE)(request, response);
		};
		const { outcome, edition, answers } = await run(['gone.zip', 'old']);
		// Nothing dates it but the day it came.
		expect({ outcome, edition }).toEqual({ outcome: 'new', edition: '2098-09' });
		expect(answers.map(({ outcome }) => outcome)).toEqual(['failed', 'new']);
		expect(readdirSync(join(folder, 'collected', DAY))).toEqual(['removals.zip']);
	});
});

test('a file at hand becomes an edition as one that was fetched, and its folder is not named', async () => {
	writeFileSync(join(folder, 'mine.zip'), ARCHIVE);
	const outcome = await run([], { addresses: [pathToFileURL(join(folder, 'mine.zip')).href] });
	expect(outcome).toMatchObject({ outcome: 'new', edition: '2098-09' });
	const source = parseDescriptions(text('sources.json')).sources[sha256(ARCHIVE)];
	expect(source).toMatchObject({ file: 'mine.zip', obtained: expect.stringMatching(/^A copy at hand on 3 September/) });
	expect(text('catalog.json') + text('sources.json')).not.toContain(folder);
	expect(await refused([], { addresses: [pathToFileURL(join(folder, 'none.zip')).href] })).toEqual([
		'there is no such file'
	]);
});

describe('a file that is held', () => {
	test('is nothing new: the archive itself, then by its version without its bytes', async () => {
		answer = (request, response) => {
			if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end();
			else sending(ARCHIVE, { etag: '"one"', 'last-modified': MODIFIED })(request, response);
		};
		await run(['removals.zip']);
		const before = tree();
		for (const said of ['the same bytes as files that are held', 'not changed since it was last asked for']) {
			const { outcome, answers } = await run(['removals.zip']);
			expect([outcome, answers[0].outcome, answers[0].said]).toEqual(['nothing-new', 'held', said]);
		}
		// What is not yet an edition is asked for without a version.
		expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined, '"one"']);
		expect(tree()).toEqual(before);
	});

	test('is nothing new in another archive', async () => {
		answer = sending(ARCHIVE);
		await run(['removals.zip']);
		const before = tree();
		answer = sending(await zipOf({ 'elsewhere/named.csv': FLAT, 'README.txt': 'new' }));
		expect(await run(['other.zip'])).toMatchObject({ outcome: 'nothing-new', answers: [{ outcome: 'held' }] });
		expect(tree()).toEqual(before);
	});
});

describe('what cannot be imported changes nothing', () => {
	const archived = (flat: string) => zipOf({ 'a/requests.csv': flat });

	test('a changed layout', async () => {
		answer = sending(await archived(FLAT.replace('number_of_requests', 'requests_received')));
		const [said] = await refused(['removals.zip']);
		expect(said).toMatch(/^removals\.zip: requests\.csv: (no column|the header is of no layout)/);
	});

	test('a label that the codebook does not have', async () => {
		answer = sending(await archived(FLAT.replace('KZ,Executive,YouTube', 'KZ,Executive,Gemini Live')));
		const [said] = await refused(['removals.zip']);
		expect(said).toMatch(/"Gemini Live", expected a product of the codebook/);
		// The file is there to look at.
		expect(said).toMatch(/kept as 2098-09-03\/removals\.zip\.$/);
		expect(readdirSync(join(folder, 'collected', DAY))).toEqual(['removals.zip']);
	});

	test('an oddity of a kind that no file of the layout has had', async () => {
		answer = sending(
			await archived(FLAT.replace('January - June 2011,Kazakhstan,KZ', 'January - June 2011,Kasachstan,KZ'))
		);
		expect(await refused(['removals.zip'])).toEqual([
			expect.stringMatching(/name-new met 1 times, 0 reviewed in oddities\.json/)
		]);
	});

	test('an edition of that name that is held', async () => {
		answer = sending(ARCHIVE);
		expect(await refused(['removals.zip'], { edition: NEWEST })).toEqual([
			expect.stringContaining(`edition ${NEWEST}, which is held already`)
		]);
	});

	test.each(['foo', '2026-13', '2026-00', '2098'])('an edition called %s', async (edition) => {
		answer = sending(ARCHIVE);
		expect(await refused(['removals.zip'], { edition })).toEqual([
			expect.stringContaining(`can't be called "${edition}": its name is a month such as 2026-06`)
		]);
	});

	test('a file with far fewer rows than the newest one held, unless it is said to be whole', async () => {
		answer = sending(ARCHIVE);
		expect(await refused(['removals.zip'], { shorter: false })).toEqual([
			expect.stringMatching(new RegExp(`removals would have \\d+ rows, and edition ${NEWEST} has \\d{4,}: .*--shorter`))
		]);
		expect(await run(['removals.zip'])).toMatchObject({ outcome: 'new' });
	});

	test('a page in the place of a file', async () => {
		answer = sending('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' });
		expect(await refused(['removals.zip'])).toEqual(['a page came in the place of a file']);
	});

	test('404 is not tried again, 503 is', async () => {
		answer = sending('gone', {}, 404);
		expect(await refused(['a.zip'])).toEqual(['the server answers 404: there is no file']);
		answer = sending('busy', {}, 503);
		expect(await refused(['b.zip'])).toEqual(['the server answers 503; tried 3 times']);
		expect(asked.map(({ url }) => url)).toEqual(['/a.zip', '/b.zip', '/b.zip', '/b.zip']);
	});

	test('a server that is busy for a while', async () => {
		answer = (request, response) =>
			asked.length < 3 ? sending('busy', {}, 503)(request, response) : sending(ARCHIVE)(request, response);
		expect(await run(['removals.zip'])).toMatchObject({ outcome: 'new' });
	});

	test('half a file, as the archive shows', async () => {
		answer = sending(ARCHIVE.slice(0, ARCHIVE.length / 2));
		expect(await refused(['removals.zip'])).toEqual(['removals.zip: zip-broken']);
	});

	test('half a file, as the number of bytes shows', async () => {
		answer = (_, response) => {
			response.writeHead(200, { 'content-length': String(ARCHIVE.length) });
			response.write(ARCHIVE.slice(0, 100), () => response.destroy());
		};
		const [said] = await refused(['removals.zip']);
		expect(said).toMatch(/the connection failed .*; tried 3 times$/);
	});

	test('an answer without end, and one that does not come', async () => {
		answer = (_, response) => {
			const more = () => response.write(new Uint8Array(100_000), (error) => error || setImmediate(more));
			more();
		};
		expect(await refused(['removals.zip'])).toEqual(['the file is larger than 1000000 bytes']);
		answer = () => {};
		expect(await refused(['removals.zip'], { limits: { ...LIMITS, milliseconds: 50 } })).toEqual([
			'no whole answer within 0.05 seconds; tried 3 times'
		]);
	});

	test('another edition that is not what the catalog says', async () => {
		answer = sending(ARCHIVE);
		writeFileSync(join(folder, 'data/editions/2013-04/totals.csv'), 'period\n');
		const before = tree();
		await expect(run(['removals.zip'])).rejects.toThrow(/editions\/2013-04\/totals\.csv: not as catalog\.json says/);
		expect(tree()).toEqual(before);
	});
});

test('the addresses that are asked', () => {
	const { editions } = parseCatalog(text('catalog.json'));
	const asked = places({ editions: editions.filter(({ edition }) => edition <= '2026-06') });
	expect(asked.map(({ address, optional = false }) => [address.split('/transparencyreport/')[1], optional])).toEqual([
		['report-downloads/government-removals_2026-1-1_2026-6-30_en_v1.zip', true],
		['report-downloads/government-removals_2025-7-1_2025-12-31_en_v1.zip', true],
		['report-downloads/government-removals_2026-1-26_2026-1-26_en_v1.zip', false],
		['google-government-removals.zip', false]
	]);
});

test('the program says what came of it, in words, in a file and by its end', async () => {
	answer = sending('busy', {}, 404);
	const program = join(import.meta.dirname, '../../src/lib/ingest/fetch.build.ts');
	const file = join(folder, 'outcome.json');
	const args = ['--import', 'tsx', program, '--into', join(folder, 'collected'), '--outcome', file];
	const ended = await new Promise<{ code: number | null; said: string }>((done) => {
		const child = spawn(process.execPath, [...args, '--address', address('removals.zip')]);
		let said = '';
		child.stdout.on('data', (chunk) => (said += String(chunk)));
		child.on('close', (code) => done({ code, said }));
	});
	expect(ended.code).toBe(1);
	expect(ended.said).toMatch(/removals\.zip\n {2}failed: the server answers 404: there is no file\nfailed\n$/);
	expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ outcome: 'failed', edition: null });
});
