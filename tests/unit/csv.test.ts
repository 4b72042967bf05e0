import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it, test } from 'vitest';
import { csvText, guarded } from '#lib/export/csv.ts';

const BOM = '\ufeff';
const line = (...cells: (string | number | null)[]) => csvText(['a', 'b'], [cells]).slice(`${BOM}a,b\r\n`.length);

test('a byte order mark first, lines that end in CRLF, the last one too', () => {
	const rows = [
		['x', 1],
		['y', 2]
	];
	expect(csvText(['name', 'count'], rows)).toBe(`${BOM}name,count\r\nx,1\r\ny,2\r\n`);
});

test('without rows there is the header alone', () => {
	expect(csvText(['name', 'count'], [])).toBe(`${BOM}name,count\r\n`);
});

describe('quoted as RFC 4180 says', () => {
	it.each<[string, string, string]>([
		['a comma', 'a,b', '"a,b"'],
		['a quotation mark', 'a"b', '"a""b"'],
		['a line break', 'a\nb', '"a\nb"'],
		['CR and LF', 'a\r\nb', '"a\r\nb"'],
		['nothing to quote', 'a;b', 'a;b'],
		['letters of any script', 'Қазақстан – ответы', 'Қазақстан – ответы']
	])('%s', (_, text, cell) => {
		expect(line(text, 1)).toBe(`${cell},1\r\n`);
	});

	test('column names too', () => {
		expect(csvText(['a,b', 'c'], [['x', 1]])).toBe(`${BOM}"a,b",c\r\nx,1\r\n`);
	});
});

describe('text that a spreadsheet would run', () => {
	it.each([
		['=1+1', "'=1+1"],
		['+1', "'+1"],
		['-1', "'-1"],
		['@SUM(A1)', "'@SUM(A1)"],
		['\tx', "'\tx"],
		['\rx', "'\rx"],
		['\0x', "'\0x"],
		["'=1", "''=1"],
		["''@x", "'''@x"],
		['=', "'="]
	])('%j becomes %j', (text, expected) => {
		expect(guarded(text)).toBe(expected);
		expect(Papa.parse<string[]>(line(text, 1).trimEnd()).data[0][0]).toBe(expected);
	});

	it.each(['a=1', '1', '', "'", "'x", "x'=", 'Google+', 'a-b', 'a@b', '−5', ' x'])('%j stands as it is', (text) => {
		expect(guarded(text)).toBe(text);
	});

	test('one apostrophe taken off gives the text back', () => {
		const text = fc.tuple(fc.stringMatching(/^'{0,3}[=+\-@\t\r\0]?$/), fc.string()).map((parts) => parts.join(''));
		const back = (cell: string) => (/^''*[=+\-@\t\r\0]/.test(cell) ? cell.slice(1) : cell);
		fc.assert(
			fc.property(text, (text) => {
				expect(back(guarded(text))).toBe(text);
			})
		);
	});
});

test.each([
	[-5, '-5'],
	[0, '0'],
	[332_062, '332062'],
	[0.5, '0.5'],
	[-0.25, '-0.25']
])('the number %d is written %s, unguarded and unquoted', (value, cell) => {
	expect(line('x', value)).toBe(`x,${cell}\r\n`);
});

test('no number is an empty cell, not 0 and not a word', () => {
	expect(line(null, null)).toBe(',\r\n');
	expect(line('x', null)).toBe('x,\r\n');
});

test('what is read back is what was written', () => {
	const cell = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.string(),
		fc.stringMatching(/^['=+\-@,"\r\n\t x]{0,6}$/),
		fc.integer(),
		fc.constant(null)
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
			const text = csvText(['a', 'b', 'c'], rows);
			const { data, errors } = Papa.parse<string[]>(text.slice(BOM.length), {
				newline: '\r\n',
				delimiter: ','
			});
			const written = rows.map((row) =>
				row.map((cell) => (typeof cell === 'string' ? guarded(cell) : String(cell ?? '')))
			);
			expect(errors).toEqual([]);
			expect(data).toEqual([['a', 'b', 'c'], ...written, ['']]);
		}),
		{ numRuns: 500 }
	);
});
