import { describe, expect, it, test } from 'vitest';
import { LIGHT, TEXT, type Palette } from '#lib/charts/drawing.ts';
import { figureOf } from '#lib/charts/figures.ts';
import { linesOf, ONE_INK, pictureOf, pictureWords, PREVIEW, proseWidth, SIZES } from '#lib/charts/picture.ts';
import type { FigureModel } from '#lib/charts/model.ts';
import { eventLayer } from '#lib/charts/events.ts';
import { FIGURES } from '#lib/domain/figure.ts';
import { citation, sourceLine, type Cited } from '#lib/words/citation.ts';
import { m } from '#lib/words/messages/messages.js';
import { scopeSentence } from '#lib/words/sentences.ts';
import { svgText } from '#lib/export/svg.ts';
import { inputOf, names } from './input.ts';
import { SCOPES, statusOf, textsOf } from './matrix.ts';
import { inkWidth, outside, overlapping } from './shapes.ts';
import { elementsOf } from './xml.ts';

const ADDRESS =
	'https://ledger.example/ledger/en/figure/by-product-over-time/?territory=KZ&from=2011H1&to=2025H2&edition=2026-06';

const citedOf = (model: FigureModel<string>): Cited => ({
	title: model.title,
	scope: scopeSentence(model.scope, names),
	edition: { edition: '2026-06', title: 'June 2026, republished' },
	address: ADDRESS
});

const OURS = { title: '', note: '' };
const ALL_SIZES = { report: SIZES.report, square: SIZES.square, preview: PREVIEW };

/** Words without blanks: where a line ends says nothing. */
const tight = (text: string) => text.replace(/\s/g, '');

describe.each(FIGURES.flatMap((id) => SCOPES.map(([scope, change]) => [id, scope, change] as const)))(
	'%s, %s',
	(id, _, change) => {
		const measures = change.outcome ? (['items'] as const) : (['requests', 'items'] as const);
		const cases = measures.flatMap((measure) => {
			const model = figureOf(id, inputOf({ ...change, measure }));
			return Object.entries(ALL_SIZES).map(([name, size]) => {
				const words = pictureWords(model, citedOf(model), OURS);
				return { name: `${measure}, ${name}`, model, size, words, picture: pictureOf(model, words, size, LIGHT) };
			});
		});

		test('nothing leaves the frame, and no words stand on others', () => {
			for (const { name, picture } of cases) {
				expect(outside(picture.drawing, proseWidth), name).toEqual([]);
				expect(overlapping(picture.drawing), name).toEqual([]);
			}
		});

		test('title, finding, scope, notes, source, terms and address are in it as text', () => {
			for (const { name, model, words, picture } of cases) {
				const said = tight(
					textsOf(picture.drawing)
						.map(({ text }) => text)
						.join('')
				);
				const edition = citedOf(model).edition;
				for (const text of [
					model.title,
					model.sentence,
					words.scope,
					...model.notes,
					sourceLine(edition),
					m.terms_short(),
					ADDRESS
				])
					expect(said, name).toContain(tight(text));
			}
		});

		test('as large as the size has it, unless the figure holds too much', () => {
			for (const { name, size, picture } of cases) {
				const { width, height } = size;
				expect(picture.pixels.width, name).toBe(width * size.scale);
				expect(picture.pixels.height > height * size.scale, name).toBe(picture.grown);
				if (!picture.grown) expect(picture.pixels.height, name).toBe(height * size.scale);
				// Drawing and file have one shape.
				const stretched =
					picture.pixels.height / picture.pixels.width / (picture.drawing.height / picture.drawing.width);
				expect(Math.abs(stretched - 1)).toBeLessThan(0.002);
				// Two panels one above the other, with long notes, are more than a wide frame holds.
				const high = id === 'by-outcome' || id === 'by-requester';
				if (!high || size !== SIZES.report) expect(picture.grown, name).toBe(false);
			}
		});

		test('it has the marks of the figure, all of them', () => {
			const statuses = (shapes: readonly object[]) => shapes.map((shape) => statusOf(shape as never)).filter(Boolean);
			for (const { name, model, picture } of cases)
				expect(statuses(picture.drawing.shapes), name).toEqual(
					statuses(model.draw(picture.drawing.width - 40, LIGHT).shapes)
				);
		});

		test('labels are at least as large as 9.6 px where the picture is 800 wide; on a preview 8', () => {
			for (const { name, size, picture } of cases)
				expect((TEXT * size.width) / picture.drawing.width, name).toBeGreaterThanOrEqual(size === PREVIEW ? 8 : 9.6);
		});

		test('the file is well-formed and stands by itself', () => {
			for (const { picture, model } of cases) {
				const cited = citation(citedOf(model));
				const words = { title: model.title, description: model.sentence, citation: cited };
				const svg = svgText(picture.drawing, words, LIGHT, { id: 'p', pixels: picture.pixels });
				const elements = elementsOf(svg);
				for (const { attributes } of elements)
					for (const [name, value] of Object.entries(attributes)) {
						if (name === 'fill' || name === 'stroke') expect(value).toMatch(/^(#[0-9a-f]{6}|none|url\(#[\w-]+\))$/);
						expect(value).not.toMatch(/NaN|undefined|Infinity/);
					}
				expect(elements.map(({ name }) => name)).not.toContain('foreignObject');
				expect(svg).not.toMatch(
					/var\(|rgba?\(|hsl|oklch|color-mix|light-dark|currentColor|transparent|@import|url\(http|#[0-9a-f]{8}\b/i
				);
				expect(elements[0].attributes).toMatchObject({
					width: String(picture.pixels.width),
					height: String(picture.pixels.height)
				});
			}
		});
	}
);

describe('a title and a note of the reader’s own', () => {
	const model = figureOf('by-period', inputOf());
	const drawn = (own: { title: string; note: string }) => {
		const { drawing } = pictureOf(model, pictureWords(model, citedOf(model), own), SIZES.report, LIGHT);
		expect(outside(drawing, proseWidth)).toEqual([]);
		expect(overlapping(drawing)).toEqual([]);
		return textsOf(drawing).map(({ text }) => text);
	};

	test('stand in the picture; the finding stays below the title', () => {
		const said = drawn({ title: '  Our title ', note: 'Our note' });
		expect(said.slice(0, 2)).toEqual(['Our title', model.title]);
		expect(said).toContain('Our note');
	});

	test.each([
		['one long word', 'w'.repeat(200)],
		['many words', 'word '.repeat(60)],
		['letters without blanks', 'Қазақстан'.repeat(25)]
	])('%s: broken, three lines at most, and told where it goes on', (_, title) => {
		const lines = drawn({ title, note: title }).filter((line) => /^(w|word|Қ|а|з|қ|с|т|н)/.test(line));
		expect(lines.length).toBeGreaterThanOrEqual(4);
		expect(lines[2]).toMatch(/…$/);
	});
});

test('dated events stand in the picture by the numbers of their bands', () => {
	const event = {
		id: 'one',
		from: '2021-09-15',
		to: '2021-09-15',
		text: 'Something happened',
		sources: []
	};
	const input = { ...inputOf(), events: eventLayer([event as never]) };
	const model = figureOf('by-period', input);
	const { drawing } = pictureOf(model, pictureWords(model, citedOf(model), OURS), SIZES.report, LIGHT);
	expect(textsOf(drawing).map(({ text }) => text)).toContain('1: 15 September 2021, Something happened');
	expect(drawing.shapes.some(({ kind }) => kind === 'band')).toBe(true);
});

describe('lines', () => {
	it.each([
		['an address', ADDRESS, 200],
		['a word without signs', 'ы'.repeat(90), 100],
		['a sentence', 'Requests from Kazakhstan, January 2011 to December 2025, all products.', 120]
	])('%s: no line is wider than its width, and nothing is lost', (_, text, width) => {
		const lines = linesOf(text, width, 12);
		expect(lines.length).toBeGreaterThan(1);
		for (const line of lines) expect(proseWidth(line, 12)).toBeLessThanOrEqual(width);
		expect(tight(lines.join(''))).toBe(tight(text));
	});

	it.each(['w'.repeat(200), 'word '.repeat(60), 'Қазақстан'.repeat(25)])(
		'cut to three, the last ends in an ellipsis and is no wider either',
		(text) => {
			const lines = linesOf(text, 203, 12, 3);
			expect(lines).toHaveLength(3);
			expect(lines[2]).toMatch(/…$/);
			for (const line of lines) expect(proseWidth(line, 12)).toBeLessThanOrEqual(203);
		}
	);

	it('breaks an address behind its signs', () => {
		for (const line of linesOf(ADDRESS, 200, 12).slice(0, -1)) expect(line).toMatch(/[/?&=_.-]$/);
	});

	it('does not break between a number and its sign', () => {
		for (let width = 60; width < 200; width += 7)
			expect(linesOf('the reason for 489 of 983 requests (50\u00a0%)', width, 12).join('|')).toContain('50\u00a0%');
	});

	it('counts letters as wider than Inter has them', () => {
		for (const text of ['Requests from Kazakhstan', 'NATIONAL SECURITY', '137,158 of 178,323'])
			expect(proseWidth(text, 12)).toBeGreaterThan(inkWidth(text, 12));
	});
});

/** WCAG's contrast of two hex colours. */
function contrast(a: string, b: string): number {
	const light = (hex: string) => {
		const [r, g, blue] = [1, 3, 5].map((at) => {
			const part = parseInt(hex.slice(at, at + 2), 16) / 255;
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
	};
	const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

describe.each<[string, Palette]>([
	['colour', LIGHT],
	['one ink', ONE_INK]
])('%s', (_, palette) => {
	test('marks stand out from the ground by 3:1, words by 4.5:1', () => {
		const marks = [palette.total, palette.other, palette.change, ...Object.values(palette.categories)];
		for (const mark of marks) expect(contrast(mark, palette.ground)).toBeGreaterThanOrEqual(3);
		for (const word of [palette.ink, palette.quiet])
			for (const ground of [palette.ground, palette.band]) expect(contrast(word, ground)).toBeGreaterThanOrEqual(4.5);
		for (const { fill, text } of palette.shades) expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
	});

	test('a darker shade is for more', () => {
		const shades = palette.shades.map(({ fill }) => contrast(fill, palette.ground));
		expect(shades).toEqual(shades.toSorted((a, b) => a - b));
	});
});

test('one ink is greys alone, for the same categories', () => {
	const { shades, categories, ...rest } = ONE_INK;
	const colours = [
		...Object.values(rest),
		...Object.values(categories),
		...shades.flatMap((one) => Object.values(one))
	];
	expect(colours.filter((colour) => !/^#(..)\1\1$/.test(colour))).toEqual([]);
	expect(Object.keys(categories)).toEqual(Object.keys(LIGHT.categories));
});
