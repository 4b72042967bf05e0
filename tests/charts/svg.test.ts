import { rollup } from 'd3';
import { describe, expect, it, test } from 'vitest';
import { LIGHT, PRERENDERED } from '#lib/charts/drawing.ts';
import { figureOf } from '#lib/charts/figures.ts';
import { FIGURES, type FigureId } from '#lib/domain/figure.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { svgText } from '#lib/export/svg.ts';
import { inputOf } from './input.ts';
import { elementsOf } from './xml.ts';

function svgOf(id: FigureId, width: number, change: Partial<Selection> = {}, title?: string): string {
	const model = figureOf(id, inputOf(change));
	const said = { title: title ?? model.title, description: model.sentence };
	return svgText(model.draw(width, LIGHT), said, LIGHT, { id: 's' });
}

it.each([
	'<svg><g></svg>',
	'<svg a="1" a="2"/>',
	'<svg>a & b</svg>',
	'<svg a="x & y"/>',
	'<svg a=1/>',
	'<svg/>x',
	'<svg><rect></svg>'
])('%s is not well-formed, as this file reads it', (xml) => {
	expect(() => elementsOf(xml)).toThrow();
});

const CASES: [string, Partial<Selection>][] = [
	['KZ', {}],
	['KZ items, years, from 2009', { measure: 'items', scale: 'log', step: 'year', from: '2009H2' }],
	['KZ running totals', { show: 'cumulative' }],
	['the world', { territory: 'world' }],
	['nothing', { reason: ['business-complaints'] }]
];

describe.each(FIGURES.flatMap((id) => CASES.map(([name, change]) => [id, name, change] as const)))(
	'%s, %s',
	(id, _, change) => {
		const svg = svgOf(id, PRERENDERED.wide, change);

		test('is well-formed, of plain shapes alone', () => {
			const names = new Set(elementsOf(svg).map(({ name }) => name));
			const plain = ['svg', 'title', 'desc', 'defs', 'pattern', 'rect', 'line', 'circle', 'path', 'text'];
			expect([...names].filter((name) => !plain.includes(name))).toEqual([]);
		});

		test('stands by itself: no class, style, variable, function colour or outside address', () => {
			const attributes = elementsOf(svg).flatMap(({ attributes }) => Object.entries(attributes));
			for (const [name, value] of attributes) {
				expect(['style', 'href', 'xlink:href', 'clip-path', 'mask', 'filter']).not.toContain(name);
				expect(name).not.toMatch(/^(class|style)$/);
				if (name === 'fill' || name === 'stroke') expect(value).toMatch(/^(#[0-9a-f]{6}|none|url\(#[\w-]+\))$/);
				expect(value).not.toMatch(/var\(|rgba?\(|hsla?\(|currentColor|NaN|undefined|Infinity/);
				if (name !== 'xmlns') expect(value).not.toMatch(/https?:|\/\//);
			}
		});

		test('what it points to is in it, and every id is there once', () => {
			const elements = elementsOf(svg);
			const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
			expect(new Set(ids).size).toBe(ids.length);
			const pointed = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
			const labels = elements[0].attributes['aria-labelledby'].split(' ');
			for (const id of [...pointed, ...labels]) expect(ids).toContain(id);
		});

		test('has its name and its size', () => {
			const [root] = elementsOf(svg);
			expect(root).toMatchObject({
				name: 'svg',
				attributes: { role: 'img', xmlns: 'http://www.w3.org/2000/svg' }
			});
			expect(root.attributes.viewBox).toBe(`0 0 ${root.attributes.width} ${root.attributes.height}`);
			expect(svg).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]*<\/desc>/);
		});
	}
);

test('the status of every mark is in the file', () => {
	const svg = svgOf('by-period', PRERENDERED.wide, { from: '2009H2', reason: [] });
	const statuses = elementsOf(svg).flatMap(({ attributes }) => attributes['data-status'] ?? []);
	expect(statuses).toHaveLength(33);
	// Drawn by kind, so counted: 2009H2, 2010H2, 2011H1 and 2014H1 are not reported, 2010H1 is withheld.
	expect(
		Object.fromEntries(
			rollup(
				statuses,
				({ length }) => length,
				(status) => status
			)
		)
	).toEqual({
		'not-reported': 4,
		withheld: 1,
		reported: 28
	});
});

test('words with signs of XML are escaped', () => {
	const title = 'A <b>, "c" & \'d\' > e';
	const svg = svgOf('by-period', PRERENDERED.narrow, {}, title);
	expect(() => elementsOf(svg)).not.toThrow();
	expect(svg).not.toContain('<b>');
});

/** One element a line, numbers to three decimals: small differences stay small. */
function readable(svg: string): string {
	return `${svg
		.replace(/-?\d+\.\d{4,}/g, (number) => String(Number(Number(number).toFixed(3))))
		.replace(/></g, '>\n<')
		.trim()}\n`;
}

describe("Kazakhstan's figures as first shown", () => {
	const seven = [
		'by-period',
		'by-reason-over-time',
		'by-reason',
		'by-product',
		'by-product-over-time',
		'by-requester',
		'by-outcome'
	] as const;
	it.each(seven.flatMap((id) => Object.values(PRERENDERED).map((width) => [id, width] as const)))(
		'%s at %i px is as it was when last looked at',
		async (id, width) => {
			await expect(readable(svgOf(id, width))).toMatchFileSnapshot(`snapshots/${id}-${width}.svg`);
		}
	);
});
