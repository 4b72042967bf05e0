import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { recognise } from '#lib/ingest/layouts.ts';
import { COMPLIANCE_COLUMNS, OWN_COLUMNS, REMOVAL_COLUMNS } from '#lib/ingest/canonical.ts';
import { openFiles } from '#lib/ingest/open.ts';
import { compliedWith, readSource, UnreadableFileError, type Source, type Unreadable } from '#lib/ingest/read.ts';
import { codebook, fixture } from './ingest-fixtures.ts';

const read = (name: string) => readSource(name, fixture(name), codebook);

function notesOf(source: Source): [string, number, string][] {
	return source.report.notes.map(({ id, line, value }) => [id, line, value]);
}

/** Why a text is not read at all. */
function whyNot(text: string): Unreadable {
	try {
		readSource('given.csv', text, codebook);
	} catch (error) {
		if (error instanceof UnreadableFileError) return error.why;
		throw error;
	}
	throw new Error('read');
}

const header = (name: string) => fixture(name).split(/\r?\n/)[0];

describe('layouts by header', () => {
	test.each([
		['flat-2026-01.csv', 'flat', 'en', 5],
		['flat-2026-06.csv', 'flat', 'en', 10],
		['modern-requests-2023.csv', 'modern-requests', 'en', 4],
		['modern-requests-2025.csv', 'modern-requests', 'en', 5],
		['modern-detailed.csv', 'modern-detailed', 'en', 5],
		['historical-requests.en.csv', 'historical-requests', 'en', 9],
		['historical-requests.pt.csv', 'historical-requests', 'pt', 4],
		['historical-requests.fr.csv', 'historical-requests', 'fr', 4],
		['historical-detailed.en.csv', 'historical-detailed', 'en', 6],
		['historical-detailed.fr.csv', 'historical-detailed', 'fr', 4]
	])('%s', (name, layout, language, lines) => {
		const { report, rows } = read(name);
		expect(report).toMatchObject({ layout, language, lines, refused: [] });
		expect(rows).toHaveLength(lines);
	});

	test('names are trimmed and case is ignored; order does not matter', () => {
		expect(
			recognise([' TOTAL', 'reason ', 'Product', 'period ending', 'CLDR territory code', 'COUNTRY/REGION'])
		).toEqual({
			name: 'modern-detailed',
			language: 'en',
			columns: { period: 3, name: 5, code: 4, product: 2, reason: 1, requests: 0 },
			titles: {
				period: 'period ending',
				name: 'COUNTRY/REGION',
				code: 'CLDR territory code',
				product: 'Product',
				reason: 'reason',
				requests: 'TOTAL'
			},
			extra: [],
			byPosition: false
		});
	});

	test('a header of another publisher', () => {
		expect(recognise(['Country', 'Number of requests', 'Request type'])).toBe(null);
		expect(() => readSource('PRPL.csv', 'Country,Accounts\nKazakhstan,1\n', codebook)).toThrow(
			/PRPL\.csv, line 1: the header is of no layout/
		);
		expect(whyNot('Country,Accounts\nKazakhstan,1\n')).toEqual({
			reason: 'no-layout',
			header: ['Country', 'Accounts']
		});
	});

	test('rows as this site writes them', () => {
		const extract = [...REMOVAL_COLUMNS, 'status', 'edition'];
		expect(recognise(extract)).toMatchObject({ name: 'extract', columns: { code: 1, edition: 14 }, extra: [] });
		expect(recognise(OWN_COLUMNS)).toMatchObject({ name: 'extract', extra: ['requests_status', 'items_status'] });
		expect(recognise(COMPLIANCE_COLUMNS)).toMatchObject({ name: 'compliance', columns: { branch: 2, percent: 7 } });
	});

	test('a column too many is left unread, and said', () => {
		const [first, ...lines] = fixture('modern-detailed.csv').trimEnd().split('\n');
		const { report, rows } = readSource(
			'more.csv',
			[`${first}, Remarks `, ...lines.map((l) => `${l},x`)].join('\n'),
			codebook
		);
		expect(report.extra).toEqual(['Remarks']);
		expect(rows).toEqual(read('modern-detailed.csv').rows);
	});

	test('a language not met before, by what stands in the columns', () => {
		const [, ...lines] = fixture('historical-requests.en.csv').trimEnd().split('\n');
		const titles = Array.from({ length: 12 }, (_, i) => `Spalte ${i + 1}`);
		const { report, rows } = readSource('de.csv', `${[titles.join(','), ...lines].join('\n')}\n`, codebook);
		expect(report).toMatchObject({ layout: 'historical-requests', language: 'other', byPosition: true, refused: [] });
		expect(rows).toEqual(read('historical-requests.en.csv').rows);
		expect(read('historical-requests.en.csv').report.byPosition).toBe(false);
		expect(whyNot(`${titles.join(',')}\n`)).toEqual({ reason: 'no-layout', header: titles });
	});

	test('a column is missing', () => {
		const text = fixture('flat-2026-06.csv').replace(',items_no_action_taken', '');
		expect(() => readSource('cut.csv', text, codebook)).toThrow(/cut\.csv, line 1: no column items_no_action_taken/);
		expect(whyNot(text)).toEqual({
			reason: 'columns-missing',
			layout: 'flat',
			missing: ['items_no_action_taken'],
			twice: []
		});
	});

	test('a mark is missing, and 60 per cent of the columns are there', () => {
		const columns = header('flat-2026-06.csv').split(',');
		const without = (...names: string[]) => recognise(columns.filter((name) => !names.includes(name)));
		expect(without('time_period')).toEqual({ name: 'flat', missing: ['time_period'], twice: [] });
		const some = ['time_period', 'reason', 'items_removed_legal', 'items_removed_policy', 'items_not_enough_info'];
		expect(without(...some)).toEqual({ name: 'flat', missing: some, twice: [] });
		expect(without(...some, 'product')).toBe(null);
	});

	test('a column is there twice', () => {
		const text = fixture('modern-detailed.csv').replace('Total', 'Total,total');
		expect(whyNot(text)).toEqual({
			reason: 'columns-missing',
			layout: 'modern-detailed',
			missing: [],
			twice: ['Total']
		});
	});

	test('empty, with a byte order mark', () => {
		expect(() => readSource('empty.csv', '', codebook)).toThrow(UnreadableFileError);
		expect(() => readSource('empty.csv', '', codebook)).toThrow(/empty\.csv, line 1: the file is empty/);
		expect(whyNot('')).toEqual({ reason: 'empty' });
		expect(whyNot('\ufeff\n \n')).toEqual({ reason: 'empty' });
		const marked = readSource('bom.csv', `\ufeff${fixture('modern-detailed.csv')}`, codebook);
		expect(marked.rows).toHaveLength(5);
	});

	test('not UTF-8: the line, and the other files are read', async () => {
		const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
		const latin = `${header('modern-detailed.csv')}\n2020-06-30,Kazakhstan,KZ,YouTube,Fraud,1\n2020-06-30,P\xe9rou,PE,YouTube,Fraud,1\n`;
		const { tables, unread, besides } = await openFiles(
			[
				{ name: 'short.csv', blob: new Blob([Uint8Array.of(0x50, 0xe9, 0x72)]) },
				{ name: 'latin.csv', blob: new Blob([bytes(latin)]) },
				{ name: 'detailed.csv', blob: new Blob([fixture('modern-detailed.csv')]) }
			],
			codebook
		);
		expect(unread).toEqual([
			{ file: 'short.csv', given: 'short.csv', why: { reason: 'not-utf-8', line: 1 } },
			{ file: 'latin.csv', given: 'latin.csv', why: { reason: 'not-utf-8', line: 3 } }
		]);
		const text = fixture('modern-detailed.csv');
		expect(tables).toEqual([
			{
				given: 'detailed.csv',
				path: null,
				bytes: new TextEncoder().encode(text).length,
				sha256: createHash('sha256').update(text).digest('hex'),
				source: readSource('detailed.csv', text, codebook)
			}
		]);
		expect(besides).toEqual([]);
	});
});

describe('flat', () => {
	test('the export of mid-2026', () => {
		const source = read('flat-2026-06.csv');
		if (source.layout !== 'flat') throw new Error(source.layout);
		const { rows } = source;
		expect(rows[2]).toEqual({
			line: 4,
			period: '2017H2',
			territory: 'KZ',
			requester: 'other-authority',
			product: 'youtube',
			reason: 'national-security',
			requests: 9,
			items: 1200,
			outcomes: null
		});
		expect(rows[4].outcomes).toEqual({
			'removed-legal': 1,
			'removed-policy': 1,
			'content-not-found': 1,
			'not-enough-information': 1,
			'no-action-taken': 1,
			'already-removed': 0
		});
		expect(rows.map(({ territory }) => territory)).toEqual([
			'ES',
			'ES',
			'KZ',
			'KZ',
			'KZ',
			'GB',
			'GB',
			'NA',
			'RU',
			'KZ'
		]);
		expect(rows[3].product).toBe('unspecified');
		expect(notesOf(source)).toEqual([
			['outcomes-before-2019', 2, '1'],
			['outcomes-before-2019', 3, '0'],
			['outcomes-before-2019', 4, '1200'],
			['product-blank', 5, ''],
			['outcomes-before-2019', 5, '0'],
			['code-alias', 7, 'UK'],
			['name-unknown', 7, 'UNKNOWN'],
			['outcomes-off', 7, '1'],
			['code-lost', 9, ''],
			['name-unknown', 9, 'UNKNOWN'],
			['outcomes-off', 10, '300'],
			['law-276-fz', 10, 'Information and Communications Authority'],
			['fewer-items-than-requests', 11, '0']
		]);
		expect(source.report.notes.find(({ line, id }) => line === 10 && id === 'outcomes-off')?.off).toBe(3);
		expect(source.report.periods).toEqual({ first: '2014H2', last: '2025H1' });
	});

	test('the export of January 2026: other column names, Namibia as null, CRLF', () => {
		const { rows, report } = read('flat-2026-01.csv');
		expect(rows.map(({ territory }) => territory)).toEqual(['KZ', 'AE', 'EUROPOL', 'NA', 'IL']);
		expect(rows[4]).toMatchObject({
			requester: 'suppression-order',
			product: 'maps-other',
			reason: 'bullying-harassment'
		});
		expect(report.notes.map(({ id, value }) => [id, value])).toEqual([
			['name-unknown', 'UNKNOWN'],
			['code-alias', 'null'],
			['name-unknown', 'UNKNOWN']
		]);
	});

	test('what an edition counts as requests is told by its rows', () => {
		const rule = (name: string) => {
			const source = read(name);
			if (source.layout !== 'flat' && source.layout !== 'modern-requests') throw new Error(source.layout);
			return source.report.rule;
		};
		expect(rule('flat-2026-06.csv')).toBe('requests');
		expect(rule('flat-2026-01.csv')).toBe('request-outcome pairs');
		expect(rule('modern-requests-2023.csv')).toBe('request-outcome pairs');
		expect(rule('modern-requests-2025.csv')).toBe('requests');
	});
});

test('modern requests: a blank per cent is no item, a 0 is not', () => {
	const source = read('modern-requests-2023.csv');
	if (source.layout !== 'modern-requests') throw new Error(source.layout);
	expect(source.rows[1]).toMatchObject({ territory: 'TR', requester: 'suppression-order', items: 1000 });
	expect(source.rows[1].percentages).toMatchObject({
		'removed-legal': 0,
		'removed-policy': null,
		'not-enough-information': 100
	});
	expect(source.rows[2].territory).toBe('NA');
	expect(notesOf(source)).toEqual([['code-blank', 5, 'Europol']]);
});

test('modern detailed: commas in a value, a Cyrillic label, a blank code', () => {
	const source = read('modern-detailed.csv');
	if (source.layout !== 'modern-detailed') throw new Error(source.layout);
	expect(source.rows.map(({ territory, product, reason, requests }) => [territory, product, reason, requests])).toEqual(
		[
			['INTERPOL', 'gmail', 'other', 2],
			['RU', 'otvety', 'drug-abuse', 4],
			['KZ', 'web-search-autocomplete', 'unspecified', 1],
			['CI', 'earth-maps-panoramio', 'bullying-harassment', 2],
			['CW', 'shopping', 'fraud', 1]
		]
	);
});

describe('historical requests', () => {
	test('English', () => {
		const source = read('historical-requests.en.csv');
		if (source.layout !== 'historical-requests') throw new Error(source.layout);
		const { rows } = source;
		expect(rows[0].shares.all).toEqual({
			requests: { value: null, gap: 'withheld' },
			items: { value: null, gap: 'not-published' },
			percent: { value: 0, gap: null }
		});
		expect(rows[1].shares.all.requests).toEqual({ value: null, gap: 'unknown' });
		expect(rows[5].shares.court).toEqual({
			requests: { value: 1, gap: null },
			items: { value: 2, gap: null },
			percent: { value: 0, gap: null }
		});
		const count = (id: string) => source.report.notes.filter((note) => note.id === id).length;
		expect(count('withheld')).toBe(3);
		expect(count('unknown')).toBe(2);
		expect(count('items-not-collected')).toBe(3);
		expect(count('share-not-published')).toBe(2);
		expect(count('code-blank')).toBe(1);
		expect(count('european-union')).toBe(1);
		expect(count('old-method-2019')).toBe(1);
		expect(source.report.notes).toHaveLength(13);
	});

	test('Portuguese and French say the same', () => {
		const [pt, fr] = [read('historical-requests.pt.csv'), read('historical-requests.fr.csv')];
		if (pt.layout !== 'historical-requests' || fr.layout !== 'historical-requests') throw new Error(pt.layout);
		expect(pt.rows.map(({ territory }) => territory)).toEqual(['EE', 'CN', 'GB', 'KZ']);
		expect(pt.rows[0].period).toBe('2009H2');
		expect(fr.rows[0].shares.all.requests.gap).toBe('withheld');
		expect(pt.rows.slice(1)).toEqual(fr.rows.slice(1));
	});
});

test('historical detailed: the French "Google Shopping" is Product Search; reasons were not collected at first', () => {
	const source = read('historical-detailed.fr.csv');
	if (source.layout !== 'historical-detailed') throw new Error(source.layout);
	expect(source.rows.map(({ product, reason }) => [product, reason])).toEqual([
		['youtube', null],
		['product-search', 'trademark'],
		['maps-other', 'defamation'],
		['web-search-autocomplete', 'government-criticism']
	]);
	expect(source.rows[0]).toMatchObject({ requests: { court: 3, other: 4 }, items: { gap: 'not-published' } });
	const english = read('historical-detailed.en.csv');
	expect(notesOf(english).map(([id, line]) => [id, line])).toEqual([
		['reason-not-collected', 2],
		['items-not-collected', 2],
		['reason-not-collected', 3],
		['old-method-2019', 7]
	]);
});

describe('defects: the line, the column, the value and what was expected', () => {
	test('flat', () => {
		const { report, rows } = read('defects-flat.csv');
		expect(report.refused.map(({ line, column, value, expected }) => [line, column, value, expected])).toEqual([
			[2, 'time_period', 'January - July 2021', 'a half-year'],
			[3, 'cldr_territory', 'QQ', 'a territory of the codebook'],
			[4, 'requestor', 'Wizards', 'a requester of the codebook'],
			[5, 'product', 'YooTube', 'a product of the codebook'],
			[6, 'reason', 'Boredom', 'a reason of the codebook'],
			[7, 'number_of_requests', '1.5', 'a whole number'],
			[8, 'items_requested', '1,05', 'a whole number'],
			[9, 'items_no_action_taken', '-1', 'a whole number'],
			[10, '', 'January - June 2021,Kazakhstan,KZ,Police,YouTube,Fraud,1,5,1,1,1,1', 'as many cells as the header'],
			[11, 'requestor', 'Judicial', 'a requester class of the half-year'],
			[12, 'requestor', 'Police', 'a requester class of the half-year'],
			[14, '', 'January - June 2021,Kazakhstan,KZ,Police,YouTube,"Fra', 'a quote that is closed on its line'],
			[15, '', 'ud",1,5,1,1,1,1,1,0', 'as many cells as the header'],
			[16, 'number_of_requests', '<10', 'a whole number']
		]);
		expect(report.refused.flatMap(({ line, cells }) => (cells ? [{ line, ...cells }] : []))).toEqual([
			{ line: 10, expected: 14, found: 12 },
			{ line: 15, expected: 14, found: 9 }
		]);
		expect(report.refusedCount).toBe(report.refused.length);
		expect(report.lines).toBe(report.refused.length + rows.length);
		expect(notesOf({ ...read('defects-flat.csv') })).toEqual([
			['name-new', 17, 'Ruritania'],
			['name-disagrees', 18, 'Spain']
		]);
	});

	test('historical requests', () => {
		const { report } = read('defects-historical-requests.csv');
		expect(report.refused.map(({ line, column, value }) => [line, column, value])).toEqual([
			[2, 'All Requests: % Fully Or Partially Complied With', '101'],
			[3, 'All Requests: Number of Requests', '<100'],
			[4, 'Period Ending', '2016-06-29'],
			[5, 'CLDR Territory Code', '']
		]);
		expect(report.notes).toMatchObject([
			{ id: 'share-without-count', line: 6, value: '36' },
			{ id: 'branches-off', line: 6, value: '15', off: 1 }
		]);
	});

	test('an unclosed quote refuses its own line, and no other', () => {
		const text = fixture('modern-requests-2023.csv').replace('Turkey', '"Turkey');
		const { report, rows } = readSource('open.csv', text, codebook);
		expect(rows).toEqual(read('modern-requests-2023.csv').rows.filter(({ line }) => line !== 3));
		expect(rows.map(({ line }) => line)).toEqual([2, 4, 5]);
		expect(report.refused).toEqual([
			{ line: 3, column: '', value: text.split('\n')[2].trim(), expected: 'a quote that is closed on its line' }
		]);
	});

	test('control characters', () => {
		const text = fixture('modern-detailed.csv').replace('Gmail', 'Gm\0ail');
		const { report, rows } = readSource('control.csv', text, codebook);
		expect(rows.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
		expect(report.refused).toEqual([
			{ line: 2, column: '', value: text.split('\n')[1].trim(), expected: 'text without control characters' }
		]);
	});

	test('a last line without its end: cut short where it is refused, else remarked', () => {
		const text = fixture('modern-detailed.csv').trimEnd();
		const whole = readSource('whole.csv', text, codebook);
		expect(whole.rows).toHaveLength(5);
		expect(whole.report.notes.at(-1)).toEqual({ id: 'no-line-end', line: 6, column: '', value: '', territory: null });
		const cut = readSource('cut.csv', text.slice(0, text.lastIndexOf(',')), codebook);
		expect(cut.rows).toHaveLength(4);
		expect(cut.report.refused).toMatchObject([
			{ line: 6, expected: 'as many cells as the header', cells: { expected: 6, found: 5 }, cut: true }
		]);
		expect(cut.report.tallies['no-line-end']).toBe(undefined);
	});
});

test('of a kind of note the first 200 are kept, and all are counted', () => {
	const line = (territory: string, items: number) =>
		`January - June 2021,${territory},Police,YouTube,Fraud,1,${items},1,0,0,0,0,0`;
	const lines = Array.from({ length: 250 }, (_, i) =>
		line(i % 5 === 0 ? 'Kazakhstan,KZ' : 'Spain,ES', i % 2 === 0 ? 3 : 0)
	);
	const { report, rows } = readSource('many.csv', `${[header('flat-2026-06.csv'), ...lines].join('\n')}\n`, codebook);
	expect(rows).toHaveLength(250);
	const off = report.notes.filter(({ id }) => id === 'outcomes-off');
	expect(off.map((note) => note.line)).toEqual(Array.from({ length: 200 }, (_, i) => i + 2));
	expect(report.tallies).toEqual({
		'outcomes-off': { count: 250, kazakhstan: 50, off: { net: 125, absolute: 375 } },
		'fewer-items-than-requests': { count: 125, kazakhstan: 25, off: { net: -125, absolute: 125 } }
	});
	expect(read('modern-requests-2023.csv').report.tallies).toEqual({
		'code-blank': { count: 1, kazakhstan: 0, off: null }
	});
});

test('below 30 requests every percentage has one count, and the rebuilt count is it', () => {
	for (let requests = 1; requests < 30; requests++)
		for (let count = 0; count <= requests; count++) {
			const percent = Math.round((100 * count) / requests);
			expect(compliedWith(requests, percent)).toBe(count);
		}
	expect(compliedWith(3, 50)).toBe(null);
	expect(compliedWith(150, 1)).toBe(null);
	expect(compliedWith(8, 13)).toBe(1);
	expect(compliedWith(8, 12)).toBe(null);
});
