import { describe, expect, test } from 'vitest';
import {
	checksOf,
	given,
	givenInPieces,
	HEADERS,
	latin1,
	read,
	refusedLines,
	rowsOf,
	saidOf,
	tableOf,
	totalsOf,
	unreadSentences,
	utf16,
	utf8,
	withCells,
	withoutColumns,
	WRITTEN,
	zipped,
	type Written
} from './own-files.ts';

const LIMITS = { bytes: 1_000_000, files: 20, lines: 10_000 };
const STAYS = 'What was on show stays.';
const COUNT = 'a whole number, 0 or more';
const COUNT_OR_GAP = 'a whole number, <10, ? or nothing';
const HALF_YEAR = 'a half-year such as 2019-06-30, 06/30/2019, 30.06.2019 or “January - June 2019”';
const QUOTE = 'a quote (") that is closed on its line';
const NOT_UTF_8 =
	'the text is not UTF-8. Open the file in a spreadsheet and save it as “CSV UTF-8”, or download it from Google again.';
const COLUMNS = 'Download the file again, or put the columns back under these names.';
const BROKEN = 'can’t be unpacked: it is damaged or not whole. Download it again.';

const DETAILED = WRITTEN['detailed-2025'];
const FLAT = WRITTEN['flat-2026-06'];
const good = () => given('good.csv', WRITTEN['requests-2025']);

const detailed = (...lines: string[]) => `${[HEADERS['detailed-2025'], ...lines].join('\n')}\n`;
const flat = (...lines: string[]) => `${[HEADERS['flat-2026-06'], ...lines].join('\n')}\n`;
const KZ = (count: number | string, half = '2020-06-30') => `${half},Kazakhstan,KZ,YouTube,Fraud,${count}`;

/** A file that can't be read: its sentence, alone and beside a good one, which is read all the same. */
async function expectUnread(name: string, content: string | Uint8Array, ...sentences: string[]): Promise<void> {
	const alone = await read([given(name, content)], LIMITS);
	expect(alone.text.unread).toEqual(sentences);
	expect(alone.tables).toEqual([]);
	expect(alone.edition).toBe(null);
	expect(alone.text.summary).toEqual(['None of these files can be shown.', STAYS]);
	for (const files of [
		[given(name, content), good()],
		[good(), given(name, content)]
	]) {
		const beside = await read(files, LIMITS);
		expect(beside.text.unread).toEqual(sentences);
		expect(beside.tables.map(({ given }) => given)).toEqual(['good.csv']);
		expect(totalsOf(beside)).toEqual([54, 4788]);
	}
}

describe('nothing in it', () => {
	test.each([
		['of no byte', ''],
		['a byte order mark', '\ufeff'],
		['blank lines', '\n\r\n  \n'],
		['a line sep=; alone', 'sep=;\n']
	])('%s', async (_, text) => {
		await expectUnread('empty.csv', text, 'empty.csv is empty. Download it again.');
	});

	test('a header alone is read, and holds no row', async () => {
		const found = await read([given('header.csv', `${HEADERS['detailed-2025']}\n`)]);
		expect(found.text.unread).toEqual([]);
		expect(found.text.summary).toEqual(['These files hold no row that could be read.', STAYS]);
		expect(saidOf(found, 'header.csv')).toContain('Lines: 0 read, 0 refused');
	});

	test('every line is refused', async () => {
		const found = await read([given('lines.csv', detailed('a,b', 'c'))]);
		expect(found.text.summary).toEqual(['These files hold no row that could be read.', STAYS]);
		expect(refusedLines(found, 'lines.csv')).toEqual([
			['2', '(the whole line)', 'a,b', '6 cells, not 2'],
			['3', '(the whole line)', 'c', '6 cells, not 1']
		]);
	});

	test('no file at all', async () => {
		const found = await read([]);
		expect(found.text.summary).toEqual(['None of these files can be shown.', STAYS]);
	});
});

describe('something else under the name of a CSV file', () => {
	const HTML =
		' is a web page, not a table. What was saved is the page around the file: use the page’s own download button.';
	const JSON_ = ' is JSON, not CSV. Download Google’s CSV file, or the zip it comes in.';

	test.each([
		['a document', '<!DOCTYPE html>\n<html lang="en"><head><title>Sorry…</title></head><body></body></html>\n'],
		['without a doctype', '<HTML>\n<body>Moved</body></HTML>'],
		['after blank lines', '\ufeff\n\n  <html><body>1,2,3</body></html>\n'],
		['a comment', '<!-- saved from url=(0014)about:internet -->\n<html></html>'],
		['of one long line', `<!doctype html><html>${'<p>a, b, c</p>'.repeat(20_000)}</html>`]
	])('HTML: %s', async (_, text) => {
		await expectUnread('page.csv', text, `page.csv${HTML}`);
	});

	test.each([
		['an object', '{\n  "rows": [1, 2]\n}\n'],
		['an array', '[["Period Ending", "Country/Region"], ["2019-06-30", "Kazakhstan"]]'],
		['of one long line', JSON.stringify({ rows: Array(20_000).fill('2019-06-30, Kazakhstan') })]
	])('JSON: %s', async (_, text) => {
		await expectUnread('data.csv', text, `data.csv${JSON_}`);
	});

	test('XML', async () => {
		const sentence = 'data.csv is XML, not CSV. Download Google’s CSV file, or the zip it comes in.';
		await expectUnread('data.csv', '<?xml version="1.0"?>\n<rows><row/></rows>', sentence);
	});

	test.each(['[Content_Types].xml', 'mimetype'])('a workbook renamed: %s', async (mark) => {
		const book = await zipped({ [mark]: 'application/vnd.oasis', 'xl/worksheets/sheet1.xml': '<worksheet/>' });
		await expectUnread(
			'removals.csv',
			book,
			'removals.csv is a workbook of a spreadsheet program, whatever its name says. Open it there and save its table as “CSV UTF-8”.'
		);
	});

	test('an old Excel workbook', async () => {
		const book = new Uint8Array(2000);
		book.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
		await expectUnread(
			'removals.csv',
			book,
			'removals.csv is an old Excel workbook, whatever its name says. Open it and save its table as “CSV UTF-8”.'
		);
	});

	test.each([
		['a PDF', utf8('%PDF-1.7\n1 0 obj'), ' is a PDF. Download Google’s CSV file, or the zip it comes in.'],
		[
			'gzip',
			Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0),
			' is packed by gzip. Unpack it first, then drop what was in it.'
		],
		[
			'bytes',
			Uint8Array.from({ length: 500 }, (_, i) => (i % 7 === 0 ? 0 : 200)),
			' is no text. Download Google’s CSV file, or the zip it comes in.'
		]
	])('%s', async (_, bytes, sentence) => {
		await expectUnread('removals.csv', bytes, `removals.csv${sentence}`);
	});

	test('Google’s report on user data', async () => {
		const text =
			'Period Ending,Country/Region,CLDR Territory Code,Legal Process,User Data Disclosure Requests,Users/Accounts Specified,Percentage of requests where some information produced\n' +
			'2020-06-30,Kazakhstan,KZ,Other Legal Requests,1,2,0\n';
		await expectUnread(
			'google-user-data-requests.csv',
			text,
			'google-user-data-requests.csv is Google’s report on requests for user data, which is another one. Drop the files on requests to remove content (…removal-requests.csv).'
		);
	});

	test.each([
		[
			'long',
			'period,product,measure,value,status,territory,range_from,range_to,edition\r\n2019H1,youtube,items,5,reported,KZ,2011H1,2025H2,2026-06\r\n'
		],
		[
			'wide',
			'period,youtube,web-search,territory,range_from,range_to,edition\r\n2019H1,5,not-reported,KZ,2011H1,2025H2,2026-06\r\n'
		]
	])('the values of a figure of this site, %s', async (_, text) => {
		await expectUnread(
			'takedown-ledger_kz_items-by-product.csv',
			`\ufeff${text}`,
			'takedown-ledger_kz_items-by-product.csv holds the values of one figure of this site, not its rows. Use “Download CSV” under “Rows in scope” for a file that can be read back.'
		);
	});

	test('a table of somebody else’s', async () => {
		await expectUnread(
			'table.csv',
			'Year,Where, How many \n2019,KZ,1\n',
			'table.csv, line 1: these columns are of no file of Google’s on requests to remove content: “Year”, “Where”, “How many”. Drop the files named …removal-requests.csv, or the zip they come in.'
		);
	});
});

describe('a zip', () => {
	const HOLDS = 'Drop Google’s zip as it was downloaded (google-government-removals.zip), or the CSV files.';
	const rows = detailed(...Array.from({ length: 400 }, (_, i) => KZ(i + 1)));

	test('of Facebook’s transparency report', async () => {
		const members: Record<string, string> = {};
		for (const half of ['2013_H2', '2014_H1', '2014_H2', '2015_H1']) {
			const name = `PRPL-Facebook-Government-Report-${half}.csv`;
			members[name] = 'Country,Content Restrictions\nKazakhstan,0\nTurkey,2014\n';
			members[`__MACOSX/._${name}`] = '\0\u0005\u0016\u0007\0\u0002\0\0Mac OS X';
		}
		await expectUnread(
			'2024-gr.zip',
			await zipped(members),
			`2024-gr.zip holds 4 CSV files, and none is Google’s on requests to remove content. ${HOLDS}`
		);
	});

	test('of Facebook’s, twice under one name', async () => {
		const table = 'Country,Content Restrictions\nKazakhstan,0\n';
		const zip = await zipped({ 'a.csv': table, 'b.csv': table });
		const found = await read([given('gr.zip', zip), given('gr.zip', zip)]);
		expect(found.text.unread).toEqual(
			['gr.zip', 'gr.zip (2)'].map(
				(name) => `${name} holds 2 CSV files, and none is Google’s on requests to remove content. ${HOLDS}`
			)
		);
	});

	test('with one table of somebody else’s, and one of Google’s beside another', async () => {
		const other = 'Country,Content Restrictions\nKazakhstan,0\n';
		const sentence = (name: string) =>
			`${name}, line 1: these columns are of no file of Google’s on requests to remove content: “Country”, “Content Restrictions”. Drop the files named …removal-requests.csv, or the zip they come in.`;
		await expectUnread('one.zip', await zipped({ 'a.csv': other }), sentence('one.zip: a.csv'));
		const mixed = await read([given('mixed.zip', await zipped({ 'a.csv': other, 'b.csv': DETAILED, 'c.csv': other }))]);
		expect(mixed.text.unread).toEqual([sentence('mixed.zip: a.csv'), sentence('mixed.zip: c.csv')]);
		expect(mixed.tables.map(({ path }) => path)).toEqual(['b.csv']);
	});

	test('without a table', async () => {
		await expectUnread(
			'pictures.zip',
			await zipped({ 'a.png': 'x', 'README.txt': 'y' }),
			`pictures.zip holds no CSV file. ${HOLDS}`
		);
		await expectUnread('nothing.zip', await zipped({}), `nothing.zip holds no CSV file. ${HOLDS}`);
	});

	test('encrypted', async () => {
		await expectUnread(
			'secret.zip',
			await zipped({ 'a.csv': DETAILED, 'b.csv': FLAT }, { password: 'secret' }),
			'secret.zip is encrypted. Unpack it with its password and drop the CSV files.'
		);
	});

	test('in a zip', async () => {
		const inner = await zipped({ 'a.csv': DETAILED });
		const sentence = 'Unpack the outer one and drop the inner.';
		const outer = await read([given('outer.zip', await zipped({ 'inner.zip': inner, 'b.csv': FLAT }))]);
		expect(outer.text.unread).toEqual([`outer.zip: inner.zip is a zip in a zip. ${sentence}`]);
		expect(outer.tables.map(({ path }) => path)).toEqual(['b.csv']);
		await expectUnread(
			'outer.zip',
			await zipped({ 'inner.csv': inner }),
			`outer.zip: inner.csv is a zip in a zip. ${sentence}`
		);
	});

	test('cut short', async () => {
		const zip = await zipped({ 'a.csv': rows });
		for (const length of [4, 30, 200, zip.length - 30, zip.length - 1])
			await expectUnread('cut.zip', zip.slice(0, length), `cut.zip ${BROKEN}`);
	});

	test('of which one byte was changed: nothing of the table is read', async () => {
		const zip = await zipped({ 'a.csv': rows });
		const data = 30 + 'a.csv'.length + new DataView(zip.buffer).getUint16(28, true);
		for (const at of [1, 10, 50, 100, 200, 400]) {
			const changed = zip.slice();
			changed[data + at] ^= 0x10;
			await expectUnread('damaged.zip', changed, `damaged.zip: a.csv ${BROKEN}`);
		}
	});

	test('of which one figure was changed: nothing of the table is read', async () => {
		const zip = await zipped({ 'a.csv': rows }, { stored: true });
		const at = Buffer.from(zip).indexOf('Fraud,100') + 'Fraud,'.length;
		const changed = zip.slice();
		changed[at] = '9'.charCodeAt(0);
		await expectUnread('damaged.zip', changed, `damaged.zip: a.csv ${BROKEN}`);
	});

	test('that unpacks to more than is read', async () => {
		const bomb = await zipped({ 'bomb.csv': new Uint8Array(5_000_000) });
		expect(bomb.length).toBeLessThan(20_000);
		await expectUnread(
			'bomb.zip',
			bomb,
			'bomb.zip: bomb.csv: all tables together may have 1.0 MB, unpacked, and with this one they have 5.0 MB. Drop fewer or smaller files.'
		);
	});

	test.each([300, 900_000])('that says it unpacks to %d bytes, and goes on', async (said) => {
		const bomb = await zipped({ 'bomb.csv': detailed(...Array.from({ length: 100_000 }, () => KZ(1))) });
		const sizes = new DataView(bomb.buffer);
		const central = Buffer.from(bomb).lastIndexOf('PK\u0001\u0002');
		sizes.setUint32(22, said, true);
		sizes.setUint32(central + 24, said, true);
		await expectUnread('bomb.zip', bomb, `bomb.zip: bomb.csv ${BROKEN}`);
	});

	test('whose tables lie over each other', async () => {
		const zip = Buffer.from(await zipped({ 'a.csv': rows, 'b.csv': rows }));
		const second = zip.lastIndexOf('PK\u0001\u0002');
		zip.writeUInt32LE(0, second + 42);
		const found = await read([given('overlap.zip', new Uint8Array(zip))]);
		expect(found.text.unread).toContain(`overlap.zip: b.csv ${BROKEN}`);
	});
});

describe('more than the limits', () => {
	test('files', async () => {
		const files = ['a.csv', 'b.csv', 'c.csv', 'd.csv'].map((name, i) => given(name, detailed(KZ(i + 1))));
		const found = await read(files, { ...LIMITS, files: 2 });
		expect(found.text.unread).toEqual([
			'c.csv is left out: 2 tables are read at once. Drop fewer files.',
			'd.csv is left out: 2 tables are read at once. Drop fewer files.'
		]);
		expect(found.tables.map(({ given }) => given)).toEqual(['a.csv', 'b.csv']);
	});

	test('tables of a zip', async () => {
		const zip = await zipped({ 'a.csv': DETAILED, 'b.csv': FLAT });
		const found = await read([given('a.zip', zip)], { ...LIMITS, files: 1 });
		expect(found.text.unread).toEqual(['a.zip: b.csv is left out: 1 tables are read at once. Drop fewer files.']);
	});

	test('lines', async () => {
		const limits = { ...LIMITS, lines: 1200 };
		const lines = Array.from({ length: 1201 }, (_, i) => KZ(i));
		const found = await read([given('long.csv', detailed(...lines)), given('a.csv', DETAILED)], limits);
		expect(found.text.unread).toEqual([
			'long.csv has more than 1,200 lines, the most that are read. Split it, or keep only the territories you need.'
		]);
		expect(found.tables.map(({ given }) => given)).toEqual(['a.csv']);
		expect((await read([given('long.csv', detailed(...lines.slice(1)))], limits)).text.unread).toEqual([]);
	});

	test('bytes', async () => {
		const lines = detailed(...Array.from({ length: 100 }, (_, i) => KZ(i)));
		expect(lines).toHaveLength(4260);
		const found = await read([given('long.csv', lines), given('a.csv', DETAILED)], { ...LIMITS, bytes: 2000 });
		expect(found.text.unread).toEqual([
			'long.csv: all tables together may have 2 kB, unpacked, and with this one they have 4 kB. Drop fewer or smaller files.'
		]);
		expect(found.tables.map(({ given }) => given)).toEqual(['a.csv']);
	});

	test('bytes of all together: the sum is said', async () => {
		const lines = detailed(...Array.from({ length: 100 }, (_, i) => KZ(i)));
		const files = ['a.csv', 'b.csv', 'c.csv'].map((name) => given(name, lines));
		const found = await read(files, { ...LIMITS, bytes: 10_000 });
		expect(found.text.unread).toEqual([
			'c.csv: all tables together may have 10 kB, unpacked, and with this one they have 13 kB. Drop fewer or smaller files.'
		]);
	});

	test('a file beyond the limit is not begun', async () => {
		const huge = given('huge.csv', DETAILED);
		let begun = false;
		const stream = () => {
			begun = true;
			return new Blob([DETAILED]).stream();
		};
		Object.defineProperties(huge.blob, { size: { value: 450_000_000 }, stream: { value: stream } });
		const found = await read([huge, good()]);
		expect(found.text.unread).toEqual([
			'huge.csv: all tables together may have 400 MB, unpacked, and with this one they have 450 MB. Drop fewer or smaller files.'
		]);
		expect(begun).toBe(false);
		expect(found.tables.map(({ given }) => given)).toEqual(['good.csv']);
	});

	test('a file that has more than it says', async () => {
		const bytes = utf8(detailed(...Array.from({ length: 100 }, (_, i) => KZ(i))));
		const grown = givenInPieces('grown.csv', bytes, [1000, 2000, 3000]);
		Object.defineProperty(grown.blob, 'size', { value: 100 });
		const found = await read([grown, good()], { ...LIMITS, bytes: 3500 });
		expect(found.text.unread).toEqual([
			'grown.csv: all tables together may have 4 kB, unpacked, and this one goes on beyond it: it was given up. If it is a zip, it unpacks to more than it says. Drop fewer or smaller files.'
		]);
		expect(found.tables.map(({ given }) => given)).toEqual(['good.csv']);
	});

	test('a line of 200,000 letters', async () => {
		await expectUnread(
			'line.csv',
			`${HEADERS['detailed-2025']},${'x'.repeat(200_000)}`,
			'line.csv has no lines: one of its lines is longer than any table’s. Save it as CSV again.'
		);
	});
});

describe('columns', () => {
	const looks = (layout: string) => `It looks like ${layout}. ${COLUMNS}`;
	const FLAT_FILE = 'the flat file of requests, items and outcomes';
	const BY_REQUESTER = 'the file of requests by requester';
	const DETAILED_FILE = 'the detailed file of requests by product and reason';
	const HISTORICAL = 'the historical file of requests';
	const HISTORICAL_DETAILED = 'the historical detailed file';

	test.each<[Written, string[], string, string[]?]>([
		['flat-2026-06', ['product', 'items_no_action_taken'], FLAT_FILE],
		['flat-2026-06', ['time_period', 'number_of_requests'], FLAT_FILE],
		[
			'flat-2026-01',
			['country', 'items_requested_removal'],
			FLAT_FILE,
			['country_name / country', 'items_requested / items_requested_removal']
		],
		['requests-2025', ['Requestor', '% No Action Taken'], BY_REQUESTER, ['Requestor / Requester', '% No Action Taken']],
		['requests-2025', ['% Removed-Legal', '% Removed-Policy'], BY_REQUESTER],
		['detailed-2025', ['Country/Region', 'CLDR Territory Code'], DETAILED_FILE],
		['detailed-2025', ['Product', 'Total'], DETAILED_FILE],
		['requests-historical', ['CLDR Territory Code', 'Court Orders: Number of Requests'], HISTORICAL],
		['requests-historical', ['All Requests: Number of Requests', 'Court Orders: Number of Requests'], HISTORICAL],
		['requests-2013', ['País', 'Todas as solicitações: número de solicitações'], HISTORICAL],
		[
			'requests-2014',
			['Toutes les demandes : nombre de demandes', 'Ordonnances du tribunal : nombre de demandes'],
			HISTORICAL
		],
		['detailed-historical', ['Reason', 'Items Requested To Be Removed'], HISTORICAL_DETAILED],
		['detailed-historical', ['Court Orders', 'Executive, Police, etc.'], HISTORICAL_DETAILED],
		['detailed-2014', ['Produit', 'Ordonnances du tribunal'], HISTORICAL_DETAILED],
		['extract', ['requests', 'already_removed'], 'an extract of this site'],
		['extract', ['period', 'removed_legal'], 'an extract of this site'],
		['compliance', ['percent', 'complied_with'], 'this site’s table of requests complied with']
	])('two are missing: %s without %s', async (layout, missing, name, called = missing) => {
		const quoted = called.map((title) => `“${title}”`).join(', ');
		await expectUnread(
			'cut.csv',
			withoutColumns(WRITTEN[layout], ...missing),
			`cut.csv, line 1: missing: ${quoted}. ${looks(name)}`
		);
	});

	test('one is misspelt, and it is the layout’s mark: told by the others, not by position', async () => {
		await expectUnread(
			'typo.csv',
			WRITTEN['requests-historical'].replace('All Requests: Number of Requests', 'All Requests: Number'),
			`typo.csv, line 1: missing: “All Requests: Number of Requests”. ${looks(HISTORICAL)}`
		);
		await expectUnread(
			'typo.csv',
			WRITTEN['detailed-historical'].replace('Court Orders', 'Courts'),
			`typo.csv, line 1: missing: “Court Orders”. ${looks(HISTORICAL_DETAILED)}`
		);
	});

	test('one is misspelt and others stand elsewhere: no column is read for another', async () => {
		const moved = withCells(WRITTEN['requests-historical'], (cells) => [
			...cells.slice(0, 3),
			...cells.slice(6, 9),
			...cells.slice(3, 6),
			...cells.slice(9)
		]).replace('All Requests: Number of Requests', 'All Requests: Number');
		await expectUnread(
			'moved.csv',
			moved,
			`moved.csv, line 1: missing: “All Requests: Number of Requests”. ${looks(HISTORICAL)}`
		);
	});

	test('one too many is left unread, and said', async () => {
		const text = withCells(DETAILED, (cells, line) => [
			...cells.slice(0, 2),
			line === 0 ? ' Remarks ' : 'x',
			...cells.slice(2)
		]);
		const found = await read([given('more.csv', text)]);
		expect(saidOf(found, 'more.csv')).toContain('Columns left unread: “Remarks”');
		expect(rowsOf(found.tables[0].source)).toEqual(rowsOf((await read([given('a.csv', DETAILED)])).tables[0].source));
	});

	test('one too many in some lines: these are refused', async () => {
		const lines = DETAILED.trimEnd().split('\n');
		lines[2] += ',more';
		lines[4] = lines[4].replace(
			'"Google Earth, Google Maps, and Panoramio"',
			'Google Earth, Google Maps, and Panoramio'
		);
		const found = await read([given('more.csv', `${lines.join('\n')}\n`)]);
		expect(refusedLines(found, 'more.csv')).toEqual([
			['3', '(the whole line)', lines[2], '6 cells, not 7'],
			['5', '(the whole line)', lines[4], '6 cells, not 8']
		]);
		expect(found.tables[0].source.rows.map(({ line }) => line)).toEqual([2, 4, 6]);
	});

	test.each<[Written, string, string]>([
		['detailed-2025', 'Total', DETAILED_FILE],
		['flat-2026-06', 'items_requested', FLAT_FILE],
		['requests-2025', '% Not Enough Information', BY_REQUESTER],
		['requests-historical', 'Court Orders: Number of Requests', HISTORICAL]
	])('one is there twice: %s, %s', async (layout, title, name) => {
		const text = withCells(WRITTEN[layout], (cells, line) => [...cells, line === 0 ? title.toUpperCase() : '1']);
		await expectUnread('twice.csv', text, `twice.csv, line 1: more than once: “${title}”. ${looks(name)}`);
	});

	test('one is there in place of another', async () => {
		const text = WRITTEN['requests-historical'].replace(
			'Court Orders: Number of Requests',
			'All Requests: Number of Requests'
		);
		await expectUnread(
			'twice.csv',
			text,
			`twice.csv, line 1: missing: “Court Orders: Number of Requests”; more than once: “All Requests: Number of Requests”. ${looks(HISTORICAL)}`
		);
	});

	test('in another order they are told all the same', async () => {
		const found = await read([
			given(
				'order.csv',
				withCells(FLAT, (cells) => [...cells].reverse())
			)
		]);
		expect(rowsOf(found.tables[0].source)).toEqual(rowsOf((await read([given('a.csv', FLAT)])).tables[0].source));
	});
});

describe('the end of the file is lost', () => {
	const LAST = '2025-06-30,Kazakhstan,KZ,"Google Earth, Google Maps, and Panoramio",Fraud,123';
	const whole = detailed(KZ(5), KZ(7, '2020-12-31'), LAST);
	const cutBy = (letters: number) => read([given('cut.csv', whole.slice(0, -1 - letters))]);
	const remarks = (found: Awaited<ReturnType<typeof read>>) => tableOf(found, 'cut.csv', 'Remarks');
	const NOTE = 'The last line has no line end: the file may have been cut short';

	test('in a cell', async () => {
		const found = await cutBy('ud,123'.length);
		expect(refusedLines(found, 'cut.csv')).toEqual([
			['4', '(the whole line)', LAST.slice(0, -6), '6 cells, not 5: the file’s last line is cut short']
		]);
		expect(totalsOf(found)).toEqual([12, null]);
	});

	test('in a number: the line is counted as it stands, and noted', async () => {
		const found = await cutBy(1);
		expect(refusedLines(found, 'cut.csv')).toEqual([]);
		expect(remarks(found)).toContainEqual([NOTE, '1', '0', '4']);
		expect(totalsOf(found)).toEqual([24, null]);
	});

	test('after the number', async () => {
		const found = await cutBy(0);
		expect(remarks(found)).toContainEqual([NOTE, '1', '0', '4']);
		expect(totalsOf(found)).toEqual([135, null]);
	});

	test('wherever it is: the line is named, and said to be cut short', async () => {
		for (let letters = 1; letters < LAST.length; letters++) {
			const found = await cutBy(letters);
			const refused = refusedLines(found, 'cut.csv').map(([line, , , expected]) => [line, /cut short/.test(expected)]);
			const noted = remarks(found).map(([note, , , line]) => [line, /cut short/.test(note)]);
			expect([LAST.slice(0, -letters), ...refused, ...noted]).toEqual([LAST.slice(0, -letters), ['4', true]]);
		}
	});

	test('in the middle of a letter', async () => {
		const bytes = utf8(detailed(KZ(5), KZ(7, '2020-12-31'), '2025-06-30,Curaç')).slice(0, -2);
		const found = await read([given('cut.csv', bytes)]);
		expect(found.text.unread).toEqual([]);
		expect(refusedLines(found, 'cut.csv')).toMatchObject([['4', '(the whole line)', {}, /cut short/]]);
		expect(totalsOf(found)).toEqual([12, null]);
	});

	test('between CR and LF nothing is lost', async () => {
		const found = await read([given('cut.csv', whole.replaceAll('\n', '\r\n').slice(0, -1))]);
		expect(remarks(found)).toEqual([]);
		expect(totalsOf(found)).toEqual([135, null]);
	});
});

describe('quotes', () => {
	const lines = [KZ(1), KZ(2, '2020-12-31'), KZ(4, '2021-06-30'), KZ(8, '2021-12-31'), KZ(16, '2022-06-30')];

	test.each([0, 1, 2, 3, 4])('left open in line %d of 5: that line is refused, and no other', async (which) => {
		const open = lines.map((line, i) => (i === which ? line.replace('YouTube', '"YouTube') : line));
		const found = await read([given('open.csv', detailed(...open))]);
		expect(refusedLines(found, 'open.csv')).toEqual([[String(which + 2), '(the whole line)', open[which], QUOTE]]);
		expect(found.tables[0].source.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6].filter((n) => n !== which + 2));
		expect(totalsOf(found)).toEqual([31 - 2 ** which, null]);
		expect(saidOf(found, 'open.csv')).toContain('Lines: 4 read, 1 refused');
	});

	test('left open in two lines: both are refused, and none between', async () => {
		const open = lines.map((line, i) => (i === 1 || i === 3 ? line.replace('YouTube', '"YouTube') : line));
		const found = await read([given('open.csv', detailed(...open))]);
		expect(refusedLines(found, 'open.csv').map(([line]) => line)).toEqual(['3', '5']);
		expect(totalsOf(found)).toEqual([1 + 4 + 16, null]);
	});

	test('opened in one line and closed in another', async () => {
		const open = [...lines];
		open[1] = open[1].replace('YouTube', '"YouTube');
		open[3] = open[3].replace('YouTube', 'YouTube"');
		const found = await read([given('open.csv', detailed(...open))]);
		expect(refusedLines(found, 'open.csv').map(([line]) => line)).toContain('3');
		expect(found.tables[0].source.rows.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
		expect(tableOf(found, 'open.csv', 'Labels the codebook does not know, kept as they stand')).toEqual([
			['Product', 'YouTube"', 'YouTube" (youtube-2)', '1']
		]);
	});

	test('closed in the middle of a cell', async () => {
		const found = await read([given('open.csv', detailed(KZ(1), KZ(2).replace('YouTube', '"You"Tube')))]);
		expect(refusedLines(found, 'open.csv')).toEqual([
			['3', '(the whole line)', KZ(2).replace('YouTube', '"You"Tube'), QUOTE]
		]);
	});

	test('in a file of many lines, the numbers of lines after it are right', async () => {
		const many = Array.from({ length: 4000 }, (_, i) => KZ(1, i % 2 ? '2020-06-30' : '2020-12-31'));
		many[1998] = many[1998].replace('YouTube', '"YouTube');
		many[2998] = many[2998].replace('2020', '2o20');
		const found = await read([given('open.csv', detailed(...many))]);
		expect(refusedLines(found, 'open.csv').map(([line, column, , expected]) => [line, column, expected])).toEqual([
			['2,000', '(the whole line)', QUOTE],
			['3,000', 'Period Ending', HALF_YEAR]
		]);
		expect(totalsOf(found)).toEqual([3998, null]);
	});
});

describe('cells', () => {
	const FLAT_LINE = 'January - June 2021,Kazakhstan,KZ,Police,YouTube,Fraud,1,5,1,1,1,1,1,0';
	const flatWith = (place: number, value: string) =>
		FLAT_LINE.split(',')
			.map((cell, i) => (i === place ? value : cell))
			.join(',');

	test('a bad date on row 7', async () => {
		const lines = Array(8).fill(FLAT_LINE);
		lines[5] = flatWith(0, 'January - July 2021');
		const found = await read([given('dates.csv', flat(...lines))]);
		expect(refusedLines(found, 'dates.csv')).toEqual([['7', 'time_period', 'January - July 2021', HALF_YEAR]]);
		expect(totalsOf(found)).toEqual([7, 35]);
	});

	test.each([
		['2019-06-31', '2019-06-31'],
		['01/07/2019', '01/07/2019'],
		['2019', '2019'],
		['43646', '43646'],
		['January 2019', 'January 2019'],
		['2019-6-30', '2019-6-30'],
		['', '(nothing)'],
		['Period Ending', 'Period Ending']
	])('a date that is no half-year: “%s”', async (date, shown) => {
		const found = await read([given('dates.csv', detailed(KZ(3), KZ(5, date)))]);
		expect(refusedLines(found, 'dates.csv')).toEqual([['3', 'Period Ending', shown, HALF_YEAR]]);
		expect(totalsOf(found)).toEqual([3, null]);
	});

	test.each(['2008-06-30', '2009-06-30', '0019-06-30', '1819-12-31', '9019-06-30', '2099-12-31'])(
		'a half-year that no file can have: %s',
		async (date) => {
			const found = await read([given('dates.csv', detailed(KZ(3), KZ(5, date)))]);
			expect(refusedLines(found, 'dates.csv')).toEqual([['3', 'Period Ending', date, HALF_YEAR]]);
			expect(totalsOf(found)).toEqual([3, null]);
		}
	);

	test.each([
		'-3',
		'1.5',
		'1,5',
		'1 05',
		'0,005',
		'1.005',
		'1e3',
		'+4',
		'0x10',
		'٣',
		'３',
		'NaN',
		'#REF!',
		'<10',
		'?',
		''
	])('a count that is no whole number: “%s”', async (count) => {
		const cell = count.includes(',') ? `"${count}"` : count;
		const found = await read([given('counts.csv', detailed(KZ(3), KZ(cell, '2021-06-30')))]);
		expect(refusedLines(found, 'counts.csv')).toEqual([['3', 'Total', count.trim() || '(nothing)', COUNT]]);
		expect(totalsOf(found)).toEqual([3, null]);
	});

	test.each([
		[6, 'number_of_requests', '-1'],
		[7, 'items_requested', '2.5'],
		[8, 'items_removed_legal', '-7'],
		[13, 'items_content_already_removed', '0.5']
	])('in column %d of the flat file, %s', async (place, column, value) => {
		const found = await read([given('flat.csv', flat(FLAT_LINE, flatWith(place, value)))]);
		expect(refusedLines(found, 'flat.csv')).toEqual([['3', column, value, COUNT]]);
		expect(totalsOf(found)).toEqual([1, 5]);
	});

	test.each<[number, string, string, string]>([
		[3, 'All Requests: Number of Requests', '-1', COUNT_OR_GAP],
		[5, 'All Requests: Items Requested To Be Removed', '0.5', COUNT_OR_GAP],
		[4, 'All Requests: % Fully Or Partially Complied With', '101', 'a whole per cent from 0 to 100, ? or nothing'],
		[
			10,
			'Other Requests (Executive, Police, etc.): % Fully Or Partially Complied With',
			'50 %',
			'a whole per cent from 0 to 100, ? or nothing'
		],
		[3, 'All Requests: Number of Requests', '<100', COUNT_OR_GAP]
	])('in column %d of the historical file, %s: %s', async (place, column, value, expected) => {
		const text = withCells(WRITTEN['requests-historical'], (cells, line) =>
			cells.map((cell, i) => (line === 6 && i === place ? value : cell))
		);
		const found = await read([given('old.csv', text)]);
		expect(refusedLines(found, 'old.csv')).toEqual([['7', column, value, expected]]);
		expect(totalsOf(found)).toEqual([56, 2679]);
	});

	test('a per cent that is none, by requester', async () => {
		const found = await read([given('by.csv', WRITTEN['requests-2025'].replace(',94,', ',-94,'))]);
		expect(refusedLines(found, 'by.csv')).toEqual([
			['5', '% Removed-Policy', '-94', 'a whole per cent from 0 to 100, ? or nothing']
		]);
	});

	test('no territory, no product, no reason, no requester', async () => {
		const lines = [1, 3, 5].map((place) => flatWith(place, ''));
		lines[0] = lines[0].replace(',KZ,', ',,');
		const found = await read([given('blank.csv', flat(...lines, FLAT_LINE))]);
		expect(refusedLines(found, 'blank.csv')).toEqual([
			['2', 'cldr_territory', '(nothing)', 'a territory’s two-letter code or name'],
			['3', 'requestor', '(nothing)', 'a requester'],
			['4', 'reason', '(nothing)', 'a reason']
		]);
	});

	test('a requester class of other years', async () => {
		const found = await read([
			given('class.csv', flat(FLAT_LINE, flatWith(3, 'Judicial'), flatWith(0, 'July - December 2018')))
		]);
		const class_ = 'a requester class that exists in that half-year';
		expect(refusedLines(found, 'class.csv')).toEqual([
			['3', 'requestor', 'Judicial', class_],
			['4', 'requestor', 'Police', class_]
		]);
	});

	test('control characters', async () => {
		const lines = [KZ(1), KZ(2).replace('YouTube', 'You\0Tube'), KZ(4), KZ(8).replace('Fraud', 'Fraud\u0007'), KZ(16)];
		const found = await read([given('control.csv', detailed(...lines))]);
		expect(refusedLines(found, 'control.csv')).toEqual([
			['3', '(the whole line)', lines[1], 'text without control characters'],
			['5', '(the whole line)', lines[3], 'text without control characters']
		]);
		expect(totalsOf(found)).toEqual([21, null]);
	});

	test('a label of a refused line is not one of the codebook', async () => {
		const found = await read([given('labels.csv', detailed(KZ(1), KZ(-1).replace('YouTube', 'YooTube')))]);
		expect(refusedLines(found, 'labels.csv')).toHaveLength(1);
		expect(found.edition!.codebook.products.map(({ slug }) => slug)).not.toContain('yootube');
	});

	test('more labels that nobody knows than a file can have', async () => {
		const lines = Array.from({ length: 510 }, (_, i) => KZ(1).replace('YouTube', `Product ${i}`));
		const found = await read([given('labels.csv', detailed(...lines, KZ(5)))]);
		expect(refusedLines(found, 'labels.csv')).toHaveLength(10);
		expect(refusedLines(found, 'labels.csv')[0]).toEqual(['502', 'Product', 'Product 500', 'a product']);
		expect(totalsOf(found)).toEqual([505, null]);
	});

	test('more lines are refused than are listed', async () => {
		const found = await read([given('bad.csv', detailed(KZ(1), ...Array(10_005).fill('x')))]);
		const { tables } = found.text.sections.find(({ heading }) => heading === 'bad.csv')!;
		expect(tables[0].caption).toMatch(/^10,005 lines refused\. 5 more are not listed\.$/);
		expect(tables[0].rows).toHaveLength(10_000);
		expect(saidOf(found, 'bad.csv')).toContain('Lines: 1 read, 10,005 refused');
	});
});

describe('text that is not UTF-8', () => {
	const peru = (count: number) => `2020-06-30,P\xe9rou,PE,YouTube,Fraud,${count}`;

	test('names the line', async () => {
		await expectUnread('latin.csv', latin1(detailed(KZ(1), KZ(2), peru(3))), `latin.csv, line 4: ${NOT_UTF_8}`);
		await expectUnread('latin.csv', latin1(`P\xe9riode\n${KZ(1)}`), `latin.csv, line 1: ${NOT_UTF_8}`);
	});

	test('far down, beyond the first piece of the stream', async () => {
		const lines = Array.from({ length: 6000 }, (_, i) => KZ(i));
		lines[4998] = peru(3);
		lines[5500] = peru(4);
		await expectUnread('latin.csv', latin1(detailed(...lines)), `latin.csv, line 5,000: ${NOT_UTF_8}`);
	});

	test('in a file whose lines end in CR alone', async () => {
		const lines = [...Array.from({ length: 40 }, (_, i) => KZ(i)), peru(3), KZ(5)];
		const bytes = latin1(detailed(...lines).replaceAll('\n', '\r'));
		await expectUnread('mac.csv', bytes, `mac.csv, line 42: ${NOT_UTF_8}`);
	});

	test('below a name that Google itself broke', async () => {
		const before = utf8(detailed('2020-06-30,Cura\ufffd\ufffdao,CW,YouTube,Fraud,3', KZ(1), KZ(2)));
		const bytes = Buffer.concat([before, latin1(`${peru(3)}\n`)]);
		await expectUnread('latin.csv', new Uint8Array(bytes), `latin.csv, line 5: ${NOT_UTF_8}`);
	});

	test('the first of two faults, where the stream is cut before it', async () => {
		const bytes = latin1(detailed(...Array.from({ length: 40 }, (_, i) => KZ(i)), peru(3), KZ(1), KZ(2), peru(4)));
		const at = bytes.indexOf(0xe9);
		const found = await read([givenInPieces('latin.csv', bytes, [at])]);
		expect(unreadSentences(found)).toEqual([`latin.csv, line 42: ${NOT_UTF_8}`]);
	});

	test('UTF-16 of which a byte is lost: nothing behind it is read', async () => {
		const bytes = utf16(`\ufeff${DETAILED}`, 'le').filter((_, at) => at !== 401);
		const found = await read([given('cut.csv', bytes), good()]);
		const rows = found.tables.find(({ given }) => given === 'cut.csv')?.source.rows ?? [];
		expect(rows.length).toBeLessThan(5);
		expect(rows).toEqual((await read([given('a.csv', DETAILED)])).tables[0].source.rows.slice(0, rows.length));
		expect(found.text.unread.length + refusedLines(found, 'cut.csv').length).toBe(1);
	});
});

describe('two editions of one file', () => {
	const older = detailed(KZ(5), KZ(7, '2020-12-31'));
	const newer = detailed(KZ(6), KZ(7, '2020-12-31'), KZ(9, '2021-06-30'));

	test('the one that reaches furthest is counted, whatever comes first', async () => {
		for (const order of [
			['older.csv', 'newer.csv'],
			['newer.csv', 'older.csv']
		]) {
			const files = order.map((name) => given(name, name === 'older.csv' ? older : newer));
			const found = await read(files);
			expect(totalsOf(found)).toEqual([22, null]);
			expect(checksOf(found)).toContain(
				'older.csv and newer.csv are two editions of one file. Counted is newer.csv. To see the other, drop it alone.'
			);
			expect(checksOf(found)).toContain(
				'Requests, 2020 H1–2020 H2: older.csv agrees with newer.csv in 1 of 2 territories and half-years. In sum it has 1 fewer.'
			);
			expect(found.text.sections.find(({ heading }) => heading === 'Checks')?.tables[0]?.rows).toEqual([
				['2020 H1', 'Kazakhstan', '6', '5']
			]);
		}
	});

	test('the older is counted only for what the newer does not have, and that is said', async () => {
		const late = detailed(KZ(6, '2020-12-31'), KZ(9, '2021-06-30'));
		const found = await read([given('older.csv', older), given('newer.csv', late)]);
		expect(totalsOf(found)).toEqual([20, null]);
		expect(checksOf(found)).toContainEqual(
			expect.stringMatching(
				/^older\.csv and newer\.csv are two editions of one file\. Counted is newer\.csv, and the other only for 2020 H1/
			)
		);
	});

	test('a newer one of fewer half-years is still the newer', async () => {
		const long = detailed(...['2017-06-30', '2017-12-31', '2018-06-30', '2018-12-31'].map((half) => KZ(1, half)));
		const short = detailed(KZ(6, '2018-12-31'), KZ(9, '2019-06-30'));
		const found = await read([given('long.csv', long), given('short.csv', short)]);
		expect(totalsOf(found)).toEqual([18, null]);
		expect(checksOf(found)).toContain(
			'long.csv and short.csv are two editions of one file. Counted is short.csv, and the other only for 2017 H1–2018 H1, which the newer one does not have.'
		);
	});

	test('files of different half-years are no two editions', async () => {
		const [first, second] = [detailed(KZ(5), KZ(7, '2020-12-31')), detailed(KZ(9, '2021-06-30'))];
		const found = await read([given('first.csv', first), given('second.csv', second)]);
		expect(totalsOf(found)).toEqual([21, null]);
		expect(checksOf(found).filter((line) => /two editions/.test(line))).toEqual([]);
	});

	test('the same bytes twice are counted once', async () => {
		const found = await read([given('a.csv', newer), given('b.csv', newer)]);
		expect(totalsOf(found)).toEqual([22, null]);
		expect(checksOf(found)).toContain('b.csv says the same as a.csv, which is counted; it is not counted again.');
	});

	test('the same file twice, under one name and in a zip', async () => {
		const zip = await zipped({ 'a.csv': newer });
		const found = await read([given('a.csv', newer), given('a.csv', newer), given('a.zip', zip)]);
		expect(found.tables.map(({ source }) => source.report.file)).toEqual(['a.csv', 'a.csv (2)', 'a.zip: a.csv']);
		expect(totalsOf(found)).toEqual([22, null]);
		expect(checksOf(found)).toEqual(
			expect.arrayContaining([
				'a.csv (2) says the same as a.csv, which is counted; it is not counted again.',
				'a.zip: a.csv says the same as a.csv, which is counted; it is not counted again.'
			])
		);
	});

	test('one file joined to itself: its cells are counted twice, and that is said', async () => {
		const found = await read([given('joined.csv', newer + newer)]);
		expect(refusedLines(found, 'joined.csv')).toEqual([['5', 'Period Ending', 'Period Ending', HALF_YEAR]]);
		expect(totalsOf(found)).toEqual([44, null]);
		expect(tableOf(found, 'joined.csv', 'Remarks')).toEqual([['Rows of the same cell, added up', '3', '3', '6']]);
	});

	test('a line twice is said to be', async () => {
		const found = await read([given('twice.csv', detailed(KZ(5), KZ(5)))]);
		expect(totalsOf(found)).toEqual([10, null]);
		expect(tableOf(found, 'twice.csv', 'Remarks')).toEqual([['Rows of the same cell, added up', '1', '1', '3']]);
	});
});

describe('this site’s own files', () => {
	const extract = (...lines: string[]) => `${[HEADERS.extract, ...lines].join('\n')}\n`;
	const ROW = '2019H1,2019-06-30,KZ,Kazakhstan,police,youtube,fraud,1,5,1,1,1,1,1,0,reported,2026-06';

	test('a count that is lost is refused', async () => {
		const lost = ROW.replace('fraud,1,5', 'fraud,,5');
		const found = await read([given('extract.csv', extract(ROW, lost))]);
		expect(refusedLines(found, 'extract.csv')).toEqual([['3', 'requests', '(nothing)', COUNT]]);
	});

	test('one outcome of six that is lost is refused', async () => {
		for (const [place, column] of [
			[9, 'removed_legal'],
			[13, 'no_action_taken'],
			[14, 'already_removed']
		] as const) {
			const cells = ROW.split(',');
			cells[place] = '';
			const found = await read([given('extract.csv', extract(ROW, cells.join(',')))]);
			expect(refusedLines(found, 'extract.csv')).toEqual([['3', column, '(nothing)', COUNT]]);
		}
	});

	test('an extract without items holds none, instead of 0', async () => {
		const found = await read([
			given('extract.csv', extract('2019H1,2019-06-30,KZ,Kazakhstan,,youtube,fraud,3,,,,,,,,reported,own-1'))
		]);
		expect(totalsOf(found)).toEqual([3, null]);
		expect(found.edition!.holdings.held.totals.items).toEqual([]);
		expect(found.edition!.holdings.held.totals.outcomes).toEqual([]);
	});

	test('an extract without requests holds none, instead of 0', async () => {
		const found = await read([
			given(
				'extract.csv',
				extract('2019H1,2019-06-30,KZ,Kazakhstan,police,youtube,fraud,,5,1,1,1,1,1,0,not-held,own-1')
			)
		]);
		expect(totalsOf(found)).toEqual([null, 5]);
		expect(found.edition!.holdings.held.totals.requests).toEqual([]);
	});

	test('the table of requests complied with, alone: its rows are read, and no figure can be drawn from them', async () => {
		const found = await read([given('compliance.csv', WRITTEN.compliance)]);
		expect(saidOf(found, 'compliance.csv')).toContain('Lines: 5 read, 0 refused');
		expect(found.text.summary).not.toContain('These files hold no row that could be read.');
	});
});

test('a file that can no longer be read from the disk is named, and the others are read', async () => {
	const gone = given('gone.csv', DETAILED);
	const stream = () =>
		new ReadableStream({
			start: (controller) => controller.error(new DOMException('The file could not be read.', 'NotReadableError'))
		});
	Object.assign(gone.blob, { stream });
	const found = await read([gone, good()]);
	expect(found.unread.map(({ file }) => file)).toEqual(['gone.csv']);
	expect(found.tables.map(({ given }) => given)).toEqual(['good.csv']);
});

test('one bad file of each kind, and one good: each has its sentence, and the good one is read', async () => {
	const files = [
		given('empty.csv', ''),
		given('page.csv', '<html></html>'),
		given('a.zip', await zipped({ 'a.csv': DETAILED }, { password: 'x' })),
		given('cut.csv', withoutColumns(FLAT, 'product', 'reason')),
		given('latin.csv', latin1('P\xe9riode\n')),
		given('bad.csv', detailed(KZ(3), KZ('x'))),
		good()
	];
	const found = await read(files);
	const named = found.text.unread.map((sentence) => sentence.split(/[ ,]/)[0]);
	expect(named.sort()).toEqual(['a.zip', 'cut.csv', 'empty.csv', 'latin.csv', 'page.csv']);
	expect(found.tables.map(({ given }) => given)).toEqual(['bad.csv', 'good.csv']);
	expect(found.text.summary[0]).toBe('2 files read. 4 territories, 2019 H1 to 2022 H1.');
});
