import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddedNames } from '#lib/ingest/added.ts';
import { namesOf } from '#lib/ingest/codebook.ts';
import { ownTables } from '#lib/ingest/own.ts';
import { SourceReader, type Source } from '#lib/ingest/read.ts';
import { codebook } from './ingest-fixtures.ts';
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
	utf16,
	utf8,
	withCells,
	WRITTEN,
	lineOf,
	cellsOf,
	zipped,
	type Read,
	type Written
} from './own-files.ts';

const LAYOUTS = Object.keys(WRITTEN) as Written[];

/** Layout, language, lines, and what the file gives for some territories: requests, items. */
const SAYS: Record<Written, [string, string, number, Record<string, [number | null, number | null]>]> = {
	'requests-2013': ['historical-requests', 'pt', 6, { KZ: [2, 17], TR: [148, 8751], XK: [4, 12], GB: [0, 0] }],
	'requests-2014': ['historical-requests', 'fr', 6, { KZ: [2, 17], TR: [148, 8751], XK: [4, 12], GB: [0, 0] }],
	'requests-german': ['historical-requests', 'other', 6, { KZ: [2, 17], TR: [148, 8751], XK: [4, 12], GB: [0, 0] }],
	'detailed-2014': ['historical-detailed', 'fr', 5, { KZ: [2, 17], GB: [1, 2], DE: [2, 5], BR: [2, 2], ES: [0, 0] }],
	'detailed-german': [
		'historical-detailed',
		'other',
		5,
		{ KZ: [2, 17], GB: [1, 2], DE: [2, 5], BR: [2, 2], ES: [0, 0] }
	],
	'requests-historical': ['historical-requests', 'en', 9, { KZ: [70, 2763], EUROPOL: [1, 1], EU: [2, 2], ES: [0, 0] }],
	'detailed-historical': ['historical-detailed', 'en', 6, { KZ: [5, 97], ES: [2, 2] }],
	'requests-2023': ['modern-requests', 'en', 6, { KZ: [54, 4788], TR: [2, 1000], NA: [3, 44], EUROPOL: [16, 16] }],
	'requests-2025': ['modern-requests', 'en', 6, { KZ: [54, 4788], TR: [2, 1000], NA: [3, 44], EUROPOL: [16, 16] }],
	'detailed-2025': ['modern-detailed', 'en', 5, { KZ: [1, null], RU: [4, null], CW: [1, null], INTERPOL: [2, null] }],
	'flat-2026-01': ['flat', 'en', 5, { KZ: [null, 14], NA: [null, 44], EUROPOL: [null, 4] }],
	'flat-2026-06': ['flat', 'en', 10, { KZ: [13, 1208], NA: [3, 44], GB: [3, 3], RU: [2, 300] }],
	extract: ['extract', 'en', 5, { KZ: [12, 1222], NA: [3, 44] }],
	compliance: ['compliance', 'en', 5, {}]
};

const plain = new Map<Written, Read>();

async function plainly(layout: Written): Promise<Read> {
	const known = plain.get(layout) ?? (await read([given(`${layout}.csv`, WRITTEN[layout])]));
	plain.set(layout, known);
	return known;
}

/** All that a page shows of the files. */
const shown = ({ edition }: Read) =>
	edition && { tables: ownTables(edition), territories: edition.territories, holdings: edition.holdings };

describe('as Google wrote them', () => {
	test.each(LAYOUTS)('%s', async (layout) => {
		const found = await plainly(layout);
		const [name, language, lines, totals] = SAYS[layout];
		const [{ source }] = found.tables;
		expect(source.report).toMatchObject({
			layout: name,
			language,
			byPosition: language === 'other',
			encoding: 'utf-8',
			delimiter: ',',
			extra: [],
			lines,
			refused: []
		});
		// Places and Plus Local are one product: the second of the two lines is added to the first.
		const added = layout === 'flat-2026-06' ? 3 : null;
		const whole = Array.from({ length: lines }, (_, i) => i + 2).filter((line) => line !== added);
		expect(source.rows.map(({ line }) => line)).toEqual(whole);
		for (const [territory, both] of Object.entries(totals)) expect(totalsOf(found, territory)).toEqual(both);
		expect(found.unread).toEqual([]);
	});

	test('what the report says of one', async () => {
		const found = await read([given('old.csv', WRITTEN['requests-2014'])]);
		expect(saidOf(found, 'old.csv')).toEqual([
			'Read as: the historical file of requests, in French',
			'Form: UTF-8, separated by commas',
			'Lines: 6 read, 0 refused',
			'Half-years: 2009 H2 to 2012 H2',
			'Territories: 6',
			'Of Kazakhstan: 1 row',
			'Requests are: distinct requests',
			expect.stringMatching(/^SHA-256: [0-9a-f]{64}$/)
		]);
		expect(found.text.summary).toEqual([
			'1 file read. 6 territories, 2009 H2 to 2012 H2.',
			'Kazakhstan: 2 requests (2011 H1–2012 H2); 17 items (2011 H1–2012 H2).'
		]);
	});

	test('Portuguese, French, German and English say the same', async () => {
		const english = await read([
			given(
				'en.csv',
				`${HEADERS['requests-historical']}\n${withCells(WRITTEN['requests-2014'], (cells) =>
					cells.map((cell, place) => (place === 1 ? '' : cell))
				)
					.split('\n')
					.slice(1)
					.join('\n')}`
			)
		]);
		expect(english.tables[0].source.report.language).toBe('en');
		for (const layout of ['requests-2013', 'requests-2014', 'requests-german'] as const) {
			const found = await plainly(layout);
			expect(rowsOf(found.tables[0].source)).toEqual(rowsOf(english.tables[0].source));
			expect(shown(found)).toEqual(shown(english));
		}
	});

	test('both headers of the flat file', async () => {
		const older = WRITTEN['flat-2026-06'].replace(HEADERS['flat-2026-06'], HEADERS['flat-2026-01']);
		const found = await read([given('flat-2026-06.csv', older)]);
		expect(found.tables[0].source.rows).toEqual((await plainly('flat-2026-06')).tables[0].source.rows);
		expect(shown(found)).toEqual(shown(await plainly('flat-2026-06')));
	});

	test('Requester and Requestor', async () => {
		const [older, newer] = [await plainly('requests-2023'), await plainly('requests-2025')];
		expect(HEADERS['requests-2023'].replace('Requester', 'Requestor')).toBe(HEADERS['requests-2025']);
		expect(older.tables[0].source.rows).toEqual(newer.tables[0].source.rows);
		expect(shown(older)).toEqual(shown(newer));
		const flat = WRITTEN['flat-2026-06'].replace(',requestor,', ',requester,');
		const found = await read([given('flat-2026-06.csv', flat)]);
		expect(found.tables[0].source.rows).toEqual((await plainly('flat-2026-06')).tables[0].source.rows);
	});

	test('the header decides, not the name', async () => {
		const detailed = await read([given('google-government-removal-requests.csv', WRITTEN['detailed-2025'])]);
		expect(detailed.tables[0].source.layout).toBe('modern-detailed');
		const requests = await read([given('google-government-detailed-removal-requests.csv', WRITTEN['requests-2025'])]);
		expect(requests.tables[0].source.layout).toBe('modern-requests');
	});
});

const MARK = '\ufeff';
const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const cr = (text: string) => text.replaceAll('\n', '\r');
const separated = (text: string, delimiter: string) =>
	text
		.split('\n')
		.map((line) => (line === '' ? '' : lineOf(cellsOf(line)!, delimiter)))
		.join('\n');
const nbsp = (text: string) => text.replaceAll(' ', '\u00a0');
const blanks = (text: string) =>
	withCells(text, (cells, line) => (line === 0 ? cells.map((title) => ` ${title} \u00a0`) : cells));
const quoted = (text: string) =>
	text
		.split('\n')
		.map((line) =>
			line === ''
				? ''
				: cellsOf(line)!
						.map((cell) => `"${cell}"`)
						.join(',')
		)
		.join('\n');

interface Form {
	write: (text: string) => string | Uint8Array;
	encoding?: string;
	delimiter?: string;
	/** Lines above the header. */
	above?: number;
}

const FORMS: Record<string, Form> = {
	'UTF-8 with a byte order mark': { write: (text) => MARK + text },
	'UTF-16 LE with a byte order mark': { write: (text) => utf16(MARK + text, 'le'), encoding: 'utf-16le' },
	'UTF-16 LE without one': { write: (text) => utf16(text, 'le'), encoding: 'utf-16le' },
	'UTF-16 BE with a byte order mark': { write: (text) => utf16(MARK + text, 'be'), encoding: 'utf-16be' },
	'UTF-16 BE without one': { write: (text) => utf16(text, 'be'), encoding: 'utf-16be' },
	semicolons: { write: (text) => separated(text, ';'), delimiter: ';' },
	tabs: { write: (text) => separated(text, '\t'), delimiter: '\t' },
	CRLF: { write: crlf },
	CR: { write: cr },
	'NBSP for every space': { write: nbsp },
	'blanks about the titles': { write: blanks },
	'every cell quoted': { write: quoted },
	'no line end after the last line': { write: (text) => text.slice(0, -1) },
	'blank lines': { write: (text) => `\n \n${text.replaceAll('\n', '\n\n')}\n` },
	'a line sep=;': { write: (text) => `sep=;\n${separated(text, ';')}`, delimiter: ';', above: 1 },
	'a line sep=,': { write: (text) => `${MARK}sep=,\r\n${crlf(text)}`, above: 1 },
	'a line sep=<tab>': { write: (text) => `sep=\t\n${separated(text, '\t')}`, delimiter: '\t', above: 1 },
	'Unicode text of Excel': {
		write: (text) => utf16(MARK + crlf(separated(text, '\t')), 'le'),
		encoding: 'utf-16le',
		delimiter: '\t'
	},
	'all at once': {
		write: (text) => utf16(`${MARK}SEP=;\r${cr(separated(nbsp(blanks(text)), ';'))}`, 'be'),
		encoding: 'utf-16be',
		delimiter: ';',
		above: 1
	}
};

describe.each(Object.entries(FORMS))('%s', (form, { write, encoding = 'utf-8', delimiter = ',', above = 0 }) => {
	test.each(LAYOUTS)('%s', async (layout) => {
		const found = await read([given(`${layout}.csv`, write(WRITTEN[layout]))]);
		const known = await plainly(layout);
		expect(found.unread).toEqual([]);
		const [{ source }] = found.tables;
		expect(rowsOf(source)).toEqual(rowsOf(known.tables[0].source));
		expect(shown(found)).toEqual(shown(known));
		expect(source.report).toMatchObject({ encoding, delimiter, refused: [], lines: SAYS[layout][2] });
		if (form !== 'blank lines')
			expect(source.rows.map(({ line }) => line - above)).toEqual(known.tables[0].source.rows.map(({ line }) => line));
	});
});

test('the form is said in the report', async () => {
	const found = await read([given('old.csv', utf16(MARK + separated(WRITTEN['detailed-2025'], '\t'), 'le'))]);
	expect(saidOf(found, 'old.csv')).toContain('Form: UTF-16LE, separated by tabs');
	const other = await read([given('old.csv', separated(WRITTEN['detailed-2025'], ';'))]);
	expect(saidOf(other, 'old.csv')).toContain('Form: UTF-8, separated by semicolons');
});

describe('pieces cut anywhere', () => {
	const long = crlf(
		`${HEADERS['flat-2026-06']}\n${WRITTEN['flat-2026-06'].slice(WRITTEN['flat-2026-06'].indexOf('\n') + 1).repeat(2)}` +
			'July - December 2015,Russia,RU,Executive,ответы,Drug abuse,4,4,4,0,0,0,0,0\n' +
			'July - December 2025,Côte d’Ivoire,CI,Police,"Google Earth, Google Maps, and Panoramio",Other,2,2,2,0,0,0,0,0\n' +
			'July - December 2025,Kazakhstan,KZ,Police,YouTube,Fraud,-2,2,2,0,0,0,0,0\n' +
			'July - December 2025,Kazakhstan,KZ,Police,"YouTube,Fraud,2,2,2,0,0,0,0,0\n' +
			'July - December 2025,Kazakhstan,KZ,Police,YouTube,Fraud,3,3,3,0,0,0,0,0'
	);

	const names = namesOf(codebook);

	function pushed(...pieces: string[]): Source {
		const reader = new SourceReader('pieces.csv', codebook, { names, added: new AddedNames(codebook) });
		for (const piece of pieces) reader.push(piece);
		return reader.finish();
	}

	const cutAt = (text: string, cuts: readonly number[]) => {
		const at = [0, ...[...cuts].sort((a, b) => a - b), text.length];
		return at.slice(1).map((end, i) => text.slice(at[i], end));
	};

	test('at every place', () => {
		const whole = pushed(long);
		expect(whole.report.lines).toBe(25);
		expect(whole.report.refused).toHaveLength(2);
		expect(whole.report.tallies['no-line-end']?.count).toBe(1);
		const text = JSON.stringify(whole);
		for (let at = 0; at <= long.length; at++)
			expect(JSON.stringify(pushed(long.slice(0, at), long.slice(at)))).toBe(text);
	});

	test('into single letters', () => {
		expect(pushed(...long)).toEqual(pushed(long));
		expect(pushed(...MARK, ...long)).toEqual(pushed(long));
	});

	test.each(LAYOUTS)('%s at random places', (layout) => {
		const text = crlf(WRITTEN[layout]);
		const whole = pushed(text);
		fc.assert(
			fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
				expect(pushed(...cutAt(text, cuts))).toEqual(whole);
			}),
			{ numRuns: 60 }
		);
	});

	test('the same lines tell a language not met before', () => {
		const fits = '12/31/2012,Türkei,TR,148,28,8751,73,38,6519,75,19,2232';
		const [most, half] = [19, 20].map((first) => {
			const other = fits.replace('12/31/2012', '31.12.2012');
			return [...Array(10).fill(fits), ...Array(first - 10).fill(other)];
		});
		expect([most.length, half.length]).toEqual([19, 20]);
		const outcome = (...pieces: string[]) => {
			try {
				return pushed(...pieces).report.layout;
			} catch (error) {
				return (error as Error).message;
			}
		};
		for (const lines of [most, half, [...half, ...half, ...half]]) {
			const text = `sep=,\n${HEADERS['requests-german']}\n${lines.join('\n')}\n`;
			const whole = outcome(text);
			for (let at = 0; at < text.length; at += 10)
				expect([at, outcome(text.slice(0, at), text.slice(at))]).toEqual([at, whole]);
		}
	});

	test('of a stream of bytes, inside letters too', async () => {
		const bytes = utf8(long);
		const whole = await read([given('pieces.csv', bytes)]);
		const inside = [...bytes.keys()].filter((at) => bytes[at] >= 0x80 && bytes[at] < 0xc0);
		expect(inside.length).toBeGreaterThan(6);
		const cuts = fc.array(fc.oneof(fc.nat(bytes.length), fc.constantFrom(...inside)), { maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(cuts, async (cuts) => {
				const found = await read([givenInPieces('pieces.csv', bytes, cuts)]);
				expect(found.report).toEqual(whole.report);
				expect(shown(found)).toEqual(shown(whole));
			}),
			{ numRuns: 60 }
		);
	});

	test.each(['le', 'be'] as const)('of a stream of UTF-16 %s, inside letters too', async (order) => {
		const bytes = utf16(crlf(WRITTEN['detailed-2025']), order);
		const whole = await read([given('pieces.csv', bytes)]);
		for (let at = 1; at < bytes.length; at += 7) {
			const found = await read([givenInPieces('pieces.csv', bytes, [at, at + 1])]);
			expect(found.report).toEqual(whole.report);
		}
	});

	test('of a stream, a byte at a time', async () => {
		const bytes = utf8(crlf(WRITTEN['detailed-2014']));
		const whole = await read([given('pieces.csv', bytes)]);
		const found = await read([givenInPieces('pieces.csv', bytes, [...bytes.keys()].slice(1))]);
		expect(found.report).toEqual(whole.report);
	});
});

describe('a zip', () => {
	const FOLDER = 'google-government-removals/';
	const served = {
		[`${FOLDER}google-government-detailed-removal-requests.csv`]: WRITTEN['detailed-2025'],
		[`${FOLDER}google-government-removal-requests.csv`]: WRITTEN['requests-2025'],
		[`${FOLDER}README.txt`]: 'google-government-removal-requests.csv: by product and reason.\n',
		[`${FOLDER}historical/google-government-detailed-removal-requests-historical.csv`]: WRITTEN['detailed-historical'],
		[`${FOLDER}historical/google-government-removal-requests-historical.csv`]: WRITTEN['requests-historical'],
		[`__MACOSX/${FOLDER}._google-government-removal-requests.csv`]: '\0\u0005\u0016\u0007',
		[`${FOLDER}.DS_Store`]: '\0\0\0\u0001Bud1'
	};

	test.each([
		['deflated', false],
		['stored', true]
	])('as Google serves it, %s: folder, README, historical', async (_, stored) => {
		const found = await read([given('google-government-removals.zip', await zipped(served, { stored }))]);
		const alone = await read([
			given('a.csv', WRITTEN['detailed-2025']),
			given('b.csv', WRITTEN['requests-2025']),
			given('c.csv', WRITTEN['detailed-historical']),
			given('d.csv', WRITTEN['requests-historical'])
		]);
		expect(found.unread).toEqual([]);
		expect(found.tables.map(({ source }) => source.rows)).toEqual(alone.tables.map(({ source }) => source.rows));
		expect(found.tables.map(({ sha256 }) => sha256)).toEqual(alone.tables.map(({ sha256 }) => sha256));
		expect(shown(found)).toEqual(shown(alone));
		expect(found.tables.map(({ source }) => source.report.file)).toEqual([
			'google-government-removals.zip: google-government-detailed-removal-requests.csv',
			'google-government-removals.zip: google-government-removal-requests.csv',
			'google-government-removals.zip: historical/google-government-detailed-removal-requests-historical.csv',
			'google-government-removals.zip: historical/google-government-removal-requests-historical.csv'
		]);
		expect(found.text.sections.at(-1)?.lines).toEqual([
			'Left alone in the zip: google-government-removals.zip: google-government-removals/README.txt.'
		]);
		expect(totalsOf(found)).toEqual([1, 84 + 1098 + 28 + 1000 + 3760]);
	});

	test('requests from the detailed file, items from the historical one and from that by requester: DATA.md 2.6', async () => {
		const found = await read([given('google.zip', await zipped(served))]);
		const rows = (found.text.sections[0].tables[0]?.rows ?? []).filter(([what]) => !what.startsWith('Outcomes'));
		const zip = 'google.zip: ';
		expect(rows).toContainEqual([
			expect.stringMatching(/^Items.*total/),
			'2010 H1–2018 H2',
			`${zip}historical/google-government-removal-requests-historical.csv`
		]);
		expect(rows).toContainEqual([
			expect.stringMatching(/^Items.*total/),
			'2019 H1–2022 H1',
			`${zip}google-government-removal-requests.csv`
		]);
		expect(rows).toContainEqual([
			expect.stringMatching(/^Requests.*total/),
			'2013 H1–2025 H1',
			`${zip}google-government-detailed-removal-requests.csv`
		]);
		expect(checksOf(found)).toContainEqual(
			expect.stringMatching(
				/^The first half of 2019 is counted once: items from google\.zip: google-government-removal/
			)
		);
	});

	test('without a folder, with tables in upper case and as .tsv', async () => {
		const zip = await zipped({
			'FLAT.CSV': WRITTEN['flat-2026-06'],
			'deep/er/detailed.tsv': separated(WRITTEN['detailed-2025'], '\t')
		});
		const found = await read([given('mine.ZIP', zip)]);
		expect(found.tables.map(({ source }) => source.report.file)).toEqual([
			'mine.ZIP: FLAT.CSV',
			'mine.ZIP: deep/er/detailed.tsv'
		]);
	});

	test('told by its bytes, not by its name', async () => {
		const found = await read([given('download', await zipped({ 'a.csv': WRITTEN['detailed-2025'] }))]);
		expect(found.tables.map(({ source }) => source.report.file)).toEqual(['download: a.csv']);
	});
});

describe('a header in a language not met before', () => {
	test.each([
		['requests-german', 'the historical file of requests'],
		['detailed-german', 'the historical detailed file']
	] as const)('%s: by position, and the report says so', async (layout, name) => {
		const found = await plainly(layout);
		expect(saidOf(found, `${layout}.csv`)[0]).toBe(
			`Read as: ${name}, in a language not met before: told by what stands in its columns`
		);
		expect(found.tables[0].source.report.byPosition).toBe(true);
	});

	test('refusals name its columns as it writes them', async () => {
		const found = await read([given('de.csv', WRITTEN['requests-german'].replace('148,28,8751', '148,28,viele'))]);
		expect(refusedLines(found, 'de.csv')).toEqual([
			['6', 'Alle Ersuchen: Elemente', 'viele', 'a whole number, <10, ? or nothing']
		]);
	});

	test('labels in any of the languages met are told, others kept', async () => {
		const lines = [
			'12/31/2012,Brasilien,BR,Google Vidéos,Droits d’auteur,1,0,2',
			'12/31/2012,Brasilien,BR,Google Books,Fraud,1,0,2',
			'12/31/2012,Brasilien,BR,Google Bücher,Urheberrecht,1,0,2'
		];
		const found = await read([given('de.csv', `${HEADERS['detailed-german']}\n${lines.join('\n')}\n`)]);
		expect(rowsOf(found.tables[0].source)).toMatchObject([
			{ product: 'videos', reason: 'copyright' },
			{ product: 'books', reason: 'fraud' },
			{ product: 'google-bücher', reason: 'urheberrecht' }
		]);
	});

	test.each([
		['11 columns', 11],
		['13 columns', 13]
	])('%s are told by nothing', async (_, columns) => {
		const text = withCells(WRITTEN['requests-german'], (cells) => [...cells, '1'].slice(0, columns));
		const found = await read([given('de.csv', text)]);
		expect(found.unread).toMatchObject([{ file: 'de.csv', why: { reason: 'no-layout' } }]);
	});
});

describe('what the codebook does not know', () => {
	const flat = (...lines: string[]) => `${HEADERS['flat-2026-06']}\n${lines.join('\n')}\n`;
	const unknown = flat(
		'January - June 2024,Kazakhstan,KZ,Ministry of Truth,Web Fonts,Sedition & Lèse-majesté,1,5,5,0,0,0,0,0',
		'January - June 2024,Kazakhstan,KZ,ministry of truth,WEB\u00a0FONTS ,sedition & lèse-majesté,2,6,6,0,0,0,0,0',
		'January - June 2024,Atlantis,QQ,Police,Шрифты,Fraud,4,7,7,0,0,0,0,0',
		'January - June 2024,Mu,,Police,—,Fraud,8,8,8,0,0,0,0,0'
	);

	test('is kept under its own slug, and counted', async () => {
		const found = await read([given('new.csv', unknown)]);
		expect(found.tables[0].source.rows).toMatchObject(
			[
				{ territory: 'KZ', requester: 'ministry-of-truth', product: 'web-fonts', reason: 'sedition-lèse-majesté' },
				{ territory: 'QQ', product: 'шрифты' },
				{ territory: 'MU-2', product: 'unnamed' }
			].flatMap((row, i) => (i === 0 && found.tables[0].source.rows.length === 4 ? [row, row] : [row]))
		);
		expect(totalsOf(found)).toEqual([3, 11]);
		expect(totalsOf(found, 'QQ')).toEqual([4, 7]);
		expect(totalsOf(found, 'MU-2')).toEqual([8, 8]);
		const { products, requesters, reasons, territories } = found.edition!.codebook;
		expect(products.slice(codebook.products.length)).toEqual([
			{ slug: 'web-fonts', label: 'Web Fonts', aliases: [] },
			{ slug: 'шрифты', label: 'Шрифты', aliases: [] },
			{ slug: 'unnamed', label: '—', aliases: [] }
		]);
		expect(requesters.at(-1)).toMatchObject({ slug: 'ministry-of-truth', label: 'Ministry of Truth', branch: null });
		expect(reasons.at(-1)).toMatchObject({ slug: 'sedition-lèse-majesté', label: 'Sedition & Lèse-majesté' });
		expect(territories.map(({ slug, label }) => [slug, label])).toEqual([
			['KZ', 'Kazakhstan'],
			['QQ', 'Atlantis'],
			['MU-2', 'Mu']
		]);
	});

	test('is listed in the report, with its rows', async () => {
		const found = await read([given('new.csv', unknown)]);
		const rows = tableOf(found, 'new.csv', 'Labels the codebook does not know, kept as they stand');
		expect(rows.sort((a, b) => (a.join() < b.join() ? -1 : 1))).toEqual(
			[
				['Product', 'WEB\u00a0FONTS', 'WEB\u00a0FONTS (web-fonts)', '1'],
				['Product', 'Web Fonts', 'Web Fonts (web-fonts)', '1'],
				['Product', 'Шрифты', 'Шрифты (шрифты)', '1'],
				['Product', '—', '— (unnamed)', '1'],
				['Reason', 'Sedition & Lèse-majesté', 'Sedition & Lèse-majesté (sedition-lèse-majesté)', '1'],
				['Reason', 'sedition & lèse-majesté', 'sedition & lèse-majesté (sedition-lèse-majesté)', '1'],
				['Requester', 'Ministry of Truth', 'Ministry of Truth (ministry-of-truth)', '1'],
				['Requester', 'ministry of truth', 'ministry of truth (ministry-of-truth)', '1'],
				['Territory', 'Atlantis', 'Atlantis (QQ)', '1'],
				['Territory', 'Mu', 'Mu (MU-2)', '1']
			].sort((a, b) => (a.join() < b.join() ? -1 : 1))
		);
	});

	test('never takes the slug of another', async () => {
		const text = flat(
			'January - June 2024,Kazakhstan,KZ,Police,Google-Plus,Fraud,1,5,5,0,0,0,0,0',
			'January - June 2024,Kazakhstan,KZ,Police,Google+,Fraud,2,6,6,0,0,0,0,0',
			'January - June 2024,World,WORLD,Police,YouTube,Fraud,2,6,6,0,0,0,0,0'
		);
		const found = await read([given('new.csv', text)]);
		expect(found.tables[0].source.rows).toMatchObject([
			{ product: 'google-plus-2' },
			{ product: 'google-plus' },
			{ territory: 'WORLD-2' }
		]);
	});

	test('is one label in several files', async () => {
		const detailed = `${HEADERS['detailed-2025']}\n2024-06-30,Kazakhstan,KZ,Web Fonts,Fraud,3\n`;
		const found = await read([given('new.csv', unknown), given('detailed.csv', detailed)]);
		expect(found.tables[1].source.rows).toMatchObject([{ product: 'web-fonts' }]);
		expect(found.edition!.codebook.products.filter(({ label }) => /fonts/i.test(label))).toHaveLength(1);
	});

	test('a known label written otherwise is mapped, and said', async () => {
		const found = await plainly('flat-2026-01');
		expect(tableOf(found, 'flat-2026-01.csv', 'Labels written otherwise, and what they were read as')).toEqual(
			expect.arrayContaining([
				['Requester', 'Supression Orders', 'Suppression Orders', '1'],
				['Reason', 'Bullying harassment', 'Bullying/Harassment', '1'],
				['Product', 'Places', 'Other Google Maps related products', '1']
			])
		);
	});
});

test('Latin-1 that is all ASCII is UTF-8 too', async () => {
	const found = await read([given('latin.csv', latin1(WRITTEN['requests-2025']))]);
	expect(found.tables[0].source.rows).toEqual((await plainly('requests-2025')).tables[0].source.rows);
});
