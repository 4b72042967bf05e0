import { describe, expect, test } from 'vitest';
import { given, HEADERS, read, refusedLines, totalsOf, WRITTEN, zipped } from './own-files.ts';

const flat = (lines: readonly string[]) => `${[HEADERS['flat-2026-06'], ...lines].join('\n')}\n`;
/** A line of `items` items, all of one outcome or of two. */
const line = (requests: number, items: number, two: boolean, product = 'YouTube') =>
	`January - June 2020,Kazakhstan,KZ,Police,${product},Fraud,${requests},${items},${two ? items - 1 : items},${two ? 1 : 0},0,0,0,0`;

describe('what a flat file counts as requests', () => {
	test('one line with fewer requests than outcomes is a slip in a file of pairs', async () => {
		const pairs = Array.from({ length: 60 }, (_, i) => line(2, 10 + i, true));
		const found = await read([given('pairs.csv', flat([...pairs, line(1, 10, true)]))]);
		expect(found.report.tables[0].rule).toBe('request-outcome pairs');
		expect(totalsOf(found)![0]).toBe(null);
		expect(found.report.pairs).toEqual([expect.objectContaining({ file: 'pairs.csv', kazakhstan: 121 })]);
	});

	test('many such lines are a file of requests', async () => {
		const requests = Array.from({ length: 60 }, (_, i) => line(1 + (i % 2), 10 + i, true));
		const found = await read([given('requests.csv', flat(requests))]);
		expect(found.report.tables[0].rule).toBe('requests');
		expect(totalsOf(found)![0]).toBe(90);
	});
});

test('a repeated line of shares complied with gives one row: a percentage can’t be added', async () => {
	const text = WRITTEN['requests-historical'];
	const kazakh = text.split('\n').find((one) => one.includes(',KZ,'))!;
	const once = await read([given('a.csv', text)]);
	const twice = await read([given('a.csv', `${text}${kazakh}\n`)]);
	expect(once.edition!.compliance.length).toBeGreaterThan(0);
	expect(twice.edition!.compliance).toEqual(once.edition!.compliance);
});

test('refused lines are counted in the summary', async () => {
	const found = await read([given('a.csv', `${flat([line(1, 5, false)])}January - July 2020,Kazakhstan\n`)]);
	expect(refusedLines(found, 'a.csv')).toHaveLength(1);
	expect(found.text.summary).toContain('1 of 2 lines could not be read and are not counted; they are listed below.');
});

describe('names', () => {
	const TURN = '\u202e';

	test('can’t turn the text they stand in', async () => {
		const zip = await zipped({
			[`a${TURN}b.csv`]: WRITTEN['detailed-2025'],
			[`c${TURN}d.png`]: 'x',
			[`e${TURN}f.zip`]: 'x'
		});
		const found = await read([given(`x${TURN}y.zip`, zip), given(`${TURN}vsc.bad.csv`, '<html>')]);
		const { title, unread, summary, sections } = found.text;
		const said = JSON.stringify({ title, unread, summary, sections });
		expect(said).not.toContain(TURN);
		expect(said).toContain('xy.zip: ab.csv');
		expect(said).toContain('Left alone in the zip: xy.zip: cd.png.');
		expect(unread.some((sentence) => sentence.startsWith('vsc.bad.csv is a web page'))).toBe(true);
		expect(unread.some((sentence) => sentence.startsWith('xy.zip: ef.zip is a zip in a zip'))).toBe(true);
	});
});

test('a zip of very many foreign files is not listed file by file', async () => {
	const members: Record<string, string> = { 'z.csv': WRITTEN['detailed-2025'] };
	for (let i = 0; i < 70; i++) {
		members[`a${i}.csv`] = '<html>';
		members[`p${i}.png`] = 'x';
	}
	const found = await read([given('many.zip', await zipped(members))]);
	expect(found.text.unread).toHaveLength(51);
	expect(found.text.unread[50]).toBe('20 more files were not read.');
	expect(found.text.sections.at(-1)!.lines[0]).toMatch(/p49\.png, and 20 more\.$/);
});

test('tables of somebody else in a zip of any name are one sentence', async () => {
	const members = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.csv`, 'Country,Count\nKazakhstan,0\n']));
	const found = await read([given('download', await zipped(members))]);
	expect(found.text.unread).toHaveLength(1);
	expect(found.text.unread[0]).toMatch(/^download holds 3 CSV files, and none is Google’s/);
});

test('a file whose disk is gone is named, and the others are read', async () => {
	const gone = given('gone.csv', WRITTEN['detailed-2025']);
	Object.assign(gone.blob, {
		slice: () => ({
			arrayBuffer: () => Promise.reject(new DOMException('A requested file could not be found.', 'NotFoundError'))
		})
	});
	const found = await read([gone, given('good.csv', WRITTEN['requests-2025'])]);
	expect(found.text.unread).toEqual([
		'gone.csv can no longer be read: it was moved, renamed or changed, or its disk is gone. Choose it again.'
	]);
	expect(found.tables.map(({ given }) => given)).toEqual(['good.csv']);
});

describe('outcomes of a cell that do not add up', () => {
	const cut = (edition: string, outcomes: string) =>
		`${HEADERS.extract}\n2020H1,2020-06-30,KZ,Kazakhstan,police,youtube,fraud,2,10,${outcomes},reported,${edition}\n`;

	test('in an extract of own files, where only percentages do that, are about so', async () => {
		const estimated = await read([given('cut.csv', cut('own-0a1b2c3d', '5,4,0,0,0,0'))]);
		expect(estimated.edition!.holdings.outcomesEstimated).toBe(true);
	});
	test('that do add up are counts', async () => {
		const counted = await read([given('cut.csv', cut('own-0a1b2c3d', '5,5,0,0,0,0'))]);
		expect(counted.edition!.holdings.outcomesEstimated).toBe(false);
	});
});
