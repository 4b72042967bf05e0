import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DARK } from '#lib/charts/dark.ts';
import { LIGHT, type Palette } from '#lib/charts/drawing.ts';
import { ONE_INK } from '#lib/charts/picture.ts';

type Rgb = [red: number, green: number, blue: number];
type Matrix = [Rgb, Rgb, Rgb];

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const SIGHTS: Record<string, Matrix> = {
	'full sight': [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};

const linear = (hex: string) =>
	[1, 3, 5]
		.map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as Rgb;

const times = (matrix: Matrix, [r, g, b]: Rgb) => matrix.map(([x, y, z]) => x * r + y * g + z * b) as Rgb;

const luminance = (hex: string) => linear(hex).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);

/** As WCAG 2 has it. */
function contrast(a: string, b: string): number {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

/** CIE 1976 L*a*b*, white D65. */
function lab(rgb: Rgb): Rgb {
	const [x, y, z] = times(
		[
			[0.4124564, 0.3575761, 0.1804375],
			[0.2126729, 0.7151522, 0.072175],
			[0.0193339, 0.119192, 0.9503041]
		],
		rgb
	).map((part, i) => {
		const t = part / [0.95047, 1, 1.08883][i];
		return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
	});
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function difference(a: string, b: string, sight: Matrix): number {
	const seen = (hex: string) => lab(times(sight, linear(hex)).map((part) => Math.min(1, Math.max(0, part))) as Rgb);
	const [one, other] = [seen(a), seen(b)];
	return Math.hypot(...one.map((part, i) => part - other[i]));
}

const hues = ({ categories }: Palette) => [...new Set(Object.values(categories))];
const marks = (palette: Palette) => [...hues(palette), palette.total, palette.other, palette.change];

describe.each([
	['light', LIGHT],
	['dark', DARK],
	['one ink', ONE_INK]
] as const)('%s', (name, palette) => {
	test('a mark stands out by 3:1 and a word by 4.5:1, on the ground and on the band of an event', () => {
		for (const ground of [palette.ground, palette.band]) {
			for (const mark of marks(palette))
				expect(contrast(mark, ground), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
			for (const word of [palette.ink, palette.quiet])
				expect(contrast(word, ground), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
		}
		for (const { fill, text } of palette.shades)
			expect(contrast(fill, text), `${text} on ${fill}`).toBeGreaterThanOrEqual(4.5);
	});

	test('each shade is further from the ground than the one before', () => {
		const far = palette.shades.map(({ fill }) => contrast(fill, palette.ground));
		expect(far).toEqual([...far].sort((a, b) => a - b));
	});

	/** One ink has greys, told apart by labels alone; and so has every figure labels. */
	if (name !== 'one ink')
		test.each(Object.entries(SIGHTS))('the four hues differ in %s', (_, sight) => {
			const all = hues(palette);
			expect(all).toHaveLength(4);
			const least = Math.min(...all.flatMap((a, i) => all.slice(i + 1).map((b) => difference(a, b, sight))));
			expect(least).toBeGreaterThanOrEqual(name === 'dark' ? 17 : 11);
		});
});

describe('the sheet of the pages', () => {
	const sheet = readFileSync('src/lib/ui/app.css', 'utf8');
	const variables = new Map(
		[...sheet.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\);/g)].map(([, name, light, dark]) => [
			name,
			[light, dark]
		])
	);
	const rules = new Map(
		[...sheet.matchAll(/\.plate svg \[(fill|stroke)='(#\w+)'\] \{\s*\1: var\(--([\w-]+)\);\s*\}/g)].map(
			([, property, color, name]) => [`${property} ${color}`, variables.get(name)]
		)
	);
	const pairs = (property: 'fill' | 'stroke'): [string, string][] => [
		...(property === 'fill'
			? [
					[LIGHT.ground, DARK.ground] as [string, string],
					[LIGHT.band, DARK.band] as [string, string],
					...LIGHT.shades.flatMap(({ fill, text }, i): [string, string][] => [
						[fill, DARK.shades[i].fill],
						[text, DARK.shades[i].text]
					])
				]
			: [[LIGHT.hairline, DARK.hairline] as [string, string]]),
		[LIGHT.ink, DARK.ink],
		[LIGHT.quiet, DARK.quiet],
		...marks(LIGHT).map((mark, i): [string, string] => [mark, marks(DARK)[i]])
	];

	test.each(['fill', 'stroke'] as const)(
		'puts the dark palette in the place of each %s of the light one',
		(property) => {
			for (const [light, dark] of pairs(property)) {
				if (light === dark) continue;
				expect(rules.get(`${property} ${light}`), light).toEqual([light, dark]);
			}
			expect([...rules.keys()].filter((rule) => rule.startsWith(property)).toSorted()).toEqual(
				[
					...new Set(pairs(property).flatMap(([light, dark]) => (light === dark ? [] : [`${property} ${light}`])))
				].toSorted()
			);
		}
	);

	test('has words that stand out by 4.5:1, and edges of controls by 3:1, in both themes', () => {
		for (const theme of [0, 1]) {
			const color = (name: string) => variables.get(name)![theme];
			for (const ground of ['ground', 'tint', 'band'].map(color))
				for (const word of ['ink', 'press', 'warn', ...(ground === color('band') ? [] : ['quiet'])])
					expect(contrast(color(word), ground), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
			expect(contrast(color('edge'), color('ground'))).toBeGreaterThanOrEqual(3);
		}
	});
});
