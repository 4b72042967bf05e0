import { describe, expect, test } from 'vitest';
import { TEXT, type Drawing, type Shape } from '#lib/charts/drawing.ts';
import { FIGURES } from '#lib/domain/figure.ts';
import { casesOf, SCOPES, textsOf, WIDTHS } from './matrix.ts';
import { outside, overlapping } from './shapes.ts';

const BAD = /NaN|Infinity|undefined|null|\[object/;

/** Every attribute that is no finite number, or a text that a missing value leaked into. */
function leaks(shape: object): string[] {
	return Object.entries(shape).flatMap(([name, value]) => {
		if (typeof value === 'object' && value !== null) return leaks(value);
		const bad = typeof value === 'number' ? !Number.isFinite(value) : typeof value === 'string' && BAD.test(value);
		return bad || value === null ? [`${name}=${value}`] : [];
	});
}

describe.each(FIGURES.flatMap((id) => SCOPES.map(([scope, change]) => [id, scope, change] as const)))(
	'%s, %s',
	(id, _, change) => {
		const cases = casesOf(id, change);
		/** What is wrong, with the case and the width; the first few are enough to see what it is. */
		const wrong = (find: (drawing: Drawing) => unknown[]) =>
			cases
				.flatMap(({ name, drawings }) =>
					drawings.flatMap((drawing) =>
						find(drawing).map((what) => `${name}, ${drawing.width}: ${JSON.stringify(what)}`)
					)
				)
				.slice(0, 6);

		test('is as wide as asked, and higher than nothing', () => {
			for (const { drawings } of cases) {
				expect(drawings.map(({ width }) => width)).toEqual(WIDTHS);
				for (const { height } of drawings) expect(height).toBeGreaterThanOrEqual(0);
			}
		});

		test('every attribute is a finite number or a text without a missing value', () => {
			expect(wrong(({ shapes, spots }) => [...shapes, ...spots].flatMap(leaks))).toEqual([]);
		});

		test('nothing has a negative size', () => {
			const negative = (shape: Shape) =>
				'height' in shape ? shape.width < 0 || shape.height < 0 : 'r' in shape ? shape.r <= 0 : false;
			expect(wrong(({ shapes }) => shapes.filter(negative))).toEqual([]);
		});

		test('no word is clipped and no mark leaves the drawing', () => {
			expect(wrong(outside)).toEqual([]);
		});

		test('no label stands on another', () => {
			expect(wrong(overlapping)).toEqual([]);
		});

		test('no label is smaller than 12 px, and none is empty', () => {
			expect(
				wrong((drawing) => textsOf(drawing).filter(({ size, text }) => (size ?? TEXT) < 12 || text === ''))
			).toEqual([]);
		});

		test('colours are hex alone', () => {
			const colours = ({ shapes }: Drawing) =>
				shapes.flatMap((shape) => ['fill', 'stroke'].map((name) => (shape as unknown as Record<string, string>)[name]));
			expect(
				wrong((drawing) =>
					colours(drawing).filter((colour) => colour !== undefined && !/^(none|#[0-9a-f]{6})$/.test(colour))
				)
			).toEqual([]);
		});

		test('every place that can be pointed at says its name and something of it', () => {
			const silent = wrong(({ spots }) =>
				spots
					.map(({ says }) => says())
					.filter((lines) => lines.length < 2 || lines.some((line) => line === '' || BAD.test(line)))
			);
			expect(silent).toEqual([]);
		});
	}
);

test('with two steps, the places that can be pointed at stay in the drawing', () => {
	const outside = FIGURES.flatMap((id) =>
		casesOf(id, { from: '2025H1' })[0].drawings.flatMap(({ spots, width, height }) =>
			spots
				.filter(
					(spot) => spot.x < -4 || spot.x + spot.width > width + 4 || spot.y < -1 || spot.y + spot.height > height + 1
				)
				.map((spot) => `${id}, ${width}: ${spot.place} from ${spot.x} to ${spot.x + spot.width}`)
		)
	);
	expect(outside).toEqual([]);
});
