import { readFileSync } from 'node:fs';
import { crc32 as zlibCrc32, deflateSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { base64 } from '#lib/export/base64.ts';
import { facesFor, faceRules, RANGES } from '#lib/export/faces.ts';
import { crc32, describedPng } from '#lib/export/png.ts';

function written(name: string, data: Buffer): Buffer {
	const bytes = Buffer.alloc(12 + data.length);
	bytes.writeUInt32BE(data.length, 0);
	bytes.write(name, 4, 'latin1');
	data.copy(bytes, 8);
	bytes.writeUInt32BE(zlibCrc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
	return bytes;
}

const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
/** One white pixel, as a canvas writes it: no chunk but the three that must be. */
const PIXEL = Buffer.concat([
	Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
	written('IHDR', header),
	written('IDAT', deflateSync(Buffer.from([0, 255]))),
	written('IEND', Buffer.alloc(0))
]);

function chunksOf(png: Uint8Array) {
	const bytes = Buffer.from(png);
	const found = [];
	for (let at = 8; at < bytes.length;) {
		const length = bytes.readUInt32BE(at);
		const data = bytes.subarray(at + 8, at + 8 + length);
		const sum = bytes.readUInt32BE(at + 8 + length);
		found.push({
			name: bytes.toString('latin1', at + 4, at + 8),
			data,
			right: sum === zlibCrc32(bytes.subarray(at + 4, at + 8 + length))
		});
		at += 12 + length;
	}
	return found;
}

test.each(['', 'IEND', 'The quick brown fox', '\0\xff\x80'])('the check sum of %j is that of zlib', (text) => {
	const bytes = Buffer.from(text, 'latin1');
	expect(crc32(bytes)).toBe(zlibCrc32(bytes));
});

describe('a described PNG', () => {
	const chunks = chunksOf(describedPng(PIXEL, 300, { Title: 'Ұлттық қауіпсіздік', Source: 'Google' }));

	it('has its new chunks between header and data, each with its check sum, and the others as they were', () => {
		expect(chunks.map(({ name }) => name)).toEqual(['IHDR', 'pHYs', 'iTXt', 'iTXt', 'IDAT', 'IEND']);
		expect(chunks.every(({ right }) => right)).toBe(true);
		expect(chunks[0].data).toEqual(header);
		expect(chunks[4].data).toEqual(chunksOf(PIXEL)[1].data);
	});

	it('says how many pixels a metre has, both ways', () => {
		const { data } = chunks[1];
		expect([data.readUInt32BE(0), data.readUInt32BE(4), data[8]]).toEqual([11_811, 11_811, 1]);
	});

	it('holds its texts in UTF-8', () => {
		expect(chunks[2].data.toString('utf8')).toBe('Title\0\0\0\0\0Ұлттық қауіпсіздік');
		expect(chunks[3].data.toString('utf8')).toBe('Source\0\0\0\0\0Google');
	});
});

test('bytes as they stand in a data: address', () => {
	const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256);
	expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});

describe('faces', () => {
	it.each([
		['Requests – 50 %', ['latin']],
		['Côte d’Ivoire', ['latin', 'latin-ext']],
		['Запросы', ['cyrillic']],
		['Қазақстан', ['cyrillic', 'cyrillic-ext']],
		['ұі', ['cyrillic']],
		['漢', []]
	])('%s needs %j', (text, faces) => {
		expect(facesFor(text)).toEqual(faces);
	});

	it('are the ones of the page, letter for letter', () => {
		const css = readFileSync('src/lib/ui/app.css', 'utf8');
		const inPage = [...css.matchAll(/inter-([a-z-]+)-400[^}]*unicode-range:\s*([^;]+);/g)].map(([, name, range]) => [
			name,
			range.replace(/\s+/g, ' ')
		]);
		expect(Object.fromEntries(inPage)).toEqual(RANGES);
	});

	it('come along as data, in both weights', async () => {
		const asked: string[] = [];
		const rules = await faceRules('Қаз', async (file) => {
			asked.push(file);
			return readFileSync(`static/fonts/${file}`);
		});
		expect(asked.toSorted()).toEqual([
			'inter-cyrillic-400.woff2',
			'inter-cyrillic-600.woff2',
			'inter-cyrillic-ext-400.woff2',
			'inter-cyrillic-ext-600.woff2'
		]);
		expect(rules).not.toMatch(/url\((?!data:font\/woff2;base64,[\w+/=]+\))/);
	});
});
