import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LIGHT, type Drawing, type Shape } from '#lib/charts/drawing.ts';
import { figureOf } from '#lib/charts/figures.ts';
import { ONE_INK, pictureOf, pictureWords, SIZES, type Picture } from '#lib/charts/picture.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { svgText } from '#lib/export/svg.ts';
import { inputOf } from './input.ts';
import { readPng, type Pixels } from './pixels.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-consumers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Programs that a picture is opened in, from Debian's packages librsvg2-bin, inkscape and libreoffice-draw. */
const PROGRAMS: Record<string, { command: string; args: (svg: string, png: string) => string[] }> = {
	librsvg: { command: 'rsvg-convert', args: (svg, png) => ['-o', png, svg] },
	Inkscape: { command: 'inkscape', args: (svg, png) => ['--export-type=png', `--export-filename=${png}`, svg] },
	LibreOffice: {
		command: 'soffice',
		args: (svg) => [
			`-env:UserInstallation=file://${folder}/profile`,
			'--headless',
			'--convert-to',
			'png',
			'--outdir',
			folder,
			svg
		]
	}
};
const missing = Object.values(PROGRAMS)
	.map(({ command }) => command)
	.filter((command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error);
if (missing.length > 0) console.log(`Not here, so not tried with pictures: ${missing.join(', ')}.`);

let count = 0;
function rendered({ command, args }: (typeof PROGRAMS)[string], svg: string): Pixels {
	const name = join(folder, `picture-${count++}`);
	writeFileSync(`${name}.svg`, svg);
	execFileSync(command, args(`${name}.svg`, `${name}.png`), { stdio: 'ignore', timeout: 100_000 });
	return readPng(readFileSync(`${name}.png`));
}

const CASES: [FigureId, Partial<Selection>, typeof LIGHT][] = [
	['by-period', { from: '2009H2' }, LIGHT],
	['by-reason-over-time', { measure: 'items', scale: 'log' }, LIGHT],
	['product-by-reason', {}, ONE_INK],
	['by-outcome', {}, LIGHT]
];

function pictured(id: FigureId, change: Partial<Selection>, palette = LIGHT, title = '') {
	const model = figureOf(id, inputOf(change));
	const cited = {
		title: model.title,
		scope: 'Scope.',
		edition: { edition: '2026-06', title: 'June 2026' },
		address: 'https://ledger.example/'
	};
	const picture = pictureOf(model, pictureWords(model, cited, { title, note: '' }), SIZES.report, palette);
	const words = { title: title || model.title, description: model.sentence, citation: '' };
	return { picture, svg: svgText(picture.drawing, words, palette, { id: 'p', pixels: picture.pixels }) };
}

const hex = ([r, g, b]: readonly number[]) => `#${[r, g, b].map((n) => n.toString(16).padStart(2, '0')).join('')}`;
const far = (a: readonly number[], b: string) =>
	Math.max(...a.map((value, i) => Math.abs(value - parseInt(b.slice(1 + 2 * i, 3 + 2 * i), 16))));

/** Marks whose colour is not the one they were given, at a place that nothing stands on. */
function wrongMarks({ drawing }: Picture, pixels: Pixels): string[] {
	const scale = pixels.width / drawing.width;
	const filled = drawing.shapes.filter(
		(shape): shape is Extract<Shape, { kind: 'rect' | 'circle' }> =>
			(shape.kind === 'rect' && shape.width >= 5 && shape.height >= 5) || (shape.kind === 'circle' && shape.r >= 2.4)
	);
	expect(filled.length).toBeGreaterThan(8);
	return filled.flatMap((shape) => {
		if (shape.fill === 'none') return [];
		const [x, y] =
			shape.kind === 'rect'
				? [shape.x + Math.min(2.5, shape.width / 2), shape.y + Math.min(2.5, shape.height / 2)]
				: [shape.cx, shape.cy];
		const seen = pixels.at(x * scale, y * scale);
		return far(seen, shape.fill) > 12 ? [`${shape.kind} at ${x}, ${y}: ${hex(seen)}, not ${shape.fill}`] : [];
	});
}

/** Hatched places that are bare, or have anything darker in them than a hairline. */
function wrongHatches({ drawing }: Picture, pixels: Pixels, palette = LIGHT): string[] {
	const scale = pixels.width / drawing.width;
	return drawing.shapes.flatMap((shape) => {
		if (shape.kind !== 'hatch' || shape.height < 8) return [];
		let [darkest, striped] = [255, 0];
		// Rules run across a hatch: between them, near its middle, is the pattern alone.
		for (let x = shape.x + 1; x < shape.x + shape.width - 1; x += 1 / scale)
			for (let y = shape.y + shape.height * 0.3; y < shape.y + shape.height * 0.45; y += 1 / scale) {
				const [value] = pixels.at(x * scale, y * scale);
				darkest = Math.min(darkest, value);
				if (value < 250) striped++;
			}
		const limit = parseInt(palette.hairline.slice(1, 3), 16) - 16;
		return striped > 10 && darkest >= limit ? [] : [`hatch at ${shape.x}: ${striped} pixels, darkest ${darkest}`];
	});
}

describe.each(Object.entries(PROGRAMS))('%s', (_, program) => {
	const here = !missing.includes(program.command);

	test.skipIf(!here).each(CASES)(
		'%s: every mark has its colour, and none is black or missing',
		(id, change, palette) => {
			const { picture, svg } = pictured(id, change, palette);
			const pixels = rendered(program, svg);
			const shape = pixels.height / pixels.width / (picture.pixels.height / picture.pixels.width);
			expect(Math.abs(shape - 1)).toBeLessThan(0.01);
			expect(wrongMarks(picture, pixels)).toEqual([]);
			expect(wrongHatches(picture, pixels, palette)).toEqual([]);
		}
	);

	test.skipIf(!here)('each Kazakh letter is drawn, and none as the box of a letter that is not there', () => {
		const words = ['\u{10fffd}', ...'әғқңөұүһі'].map((letter) => letter.repeat(12));
		const line = 30;
		const drawing: Drawing = {
			width: 400,
			height: words.length * line,
			shapes: words.map((text, i) => ({ kind: 'text', x: 10, y: i * line + 20, text, size: 18, fill: LIGHT.ink })),
			spots: []
		};
		const file = { title: 'Letters', description: '', citation: '' };
		const pixels = rendered(
			program,
			svgText(drawing, file, LIGHT, { id: 'p', pixels: { width: 800, height: 2 * drawing.height } })
		);
		const high = pixels.height / words.length;
		const strips = words.map((_, i) => {
			let strip = '';
			for (let y = Math.ceil(i * high); y < Math.floor((i + 1) * high); y++)
				for (let x = 0; x < pixels.width; x++) strip += pixels.at(x, y)[0] < 128 ? '#' : '.';
			return strip.slice(0, Math.floor(high - 1) * pixels.width);
		});
		for (const strip of strips.slice(1)) expect(strip).toContain('#');
		expect(new Set(strips).size).toBe(words.length);
	});
});

test('the test sees a black mark, a missing one and a bare hatch', () => {
	if (missing.includes('rsvg-convert')) return;
	const { picture, svg } = pictured('by-period', { from: '2009H2' });
	const black = rendered(PROGRAMS.librsvg, svg.replaceAll(LIGHT.total, 'var(--c)'));
	expect(wrongMarks(picture, black)).not.toEqual([]);
	const bare = rendered(PROGRAMS.librsvg, svg.replaceAll('url(#p-h)', 'none'));
	expect(wrongHatches(picture, bare)).not.toEqual([]);
	expect(wrongMarks(picture, rendered(PROGRAMS.librsvg, svg.replace(/<rect[^>]*data-status[^>]*>/g, '')))).not.toEqual(
		[]
	);
});
