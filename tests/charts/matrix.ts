import type { Drawing, Shape } from '#lib/charts/drawing.ts';
import { LIGHT } from '#lib/charts/drawing.ts';
import { figureOf } from '#lib/charts/figures.ts';
import type { FigureInput, FigureModel } from '#lib/charts/model.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { inputOf } from './input.ts';

/** Two phones and a wide page; the first two are those of prerendered pages. */
export const WIDTHS = [328, 680, 940];

/** Scopes that figures are tried on: large, small, empty, with gaps of each kind, and cut at awkward places. */
export const SCOPES: [string, Partial<Selection>][] = [
	['KZ', { territory: 'KZ' }],
	['RU', { territory: 'RU' }],
	['TJ', { territory: 'TJ' }],
	['the world', { territory: 'world' }],
	['an empty filter', { reason: ['business-complaints'] }],
	['KZ from 2009', { from: '2009H2' }],
	['China from 2009', { territory: 'CN', from: '2009H2' }],
	['the world from 2009', { territory: 'world', from: '2009H2' }],
	['KZ before 2019', { to: '2018H2' }],
	['KZ from 2019', { from: '2019H1' }],
	['KZ, one half-year', { from: '2017H2', to: '2017H2' }],
	['KZ, from and to within years', { from: '2012H2', to: '2020H1' }],
	['KZ, one product from 2009', { from: '2009H2', product: ['youtube'] }],
	['KZ, two reasons', { reason: ['fraud', 'hate-speech'] }],
	['KZ, courts', { requester: ['court'] }],
	['KZ, a detailed requester', { requester: ['ict-authority'] }],
	['KZ, an outcome', { outcome: ['removed-policy'] }]
];

export interface Case {
	name: string;
	input: FigureInput;
	model: FigureModel;
	drawings: Drawing[];
}

const cases = new Map<string, Case[]>();

/** A figure over a scope in every measure, step, scale and show, drawn in every width. */
export function casesOf(id: FigureId, scope: Partial<Selection>): Case[] {
	const key = JSON.stringify([id, scope]);
	if (!cases.has(key)) cases.set(key, made(id, scope));
	return cases.get(key)!;
}

function made(id: FigureId, scope: Partial<Selection>): Case[] {
	const measures = scope.outcome ? (['items'] as const) : (['requests', 'items'] as const);
	// Only small multiples of products and reasons know what to show.
	const shows = id.endsWith('over-time') ? (['counts', 'share', 'cumulative'] as const) : (['counts'] as const);
	return measures.flatMap((measure) =>
		(['half', 'year'] as const).flatMap((step) =>
			(['linear', 'log'] as const).flatMap((scale) =>
				shows.map((show) => {
					const input = inputOf({ ...scope, measure, step, scale, show });
					const model = figureOf(id, input);
					const drawings = WIDTHS.map((width) => model.draw(width, LIGHT));
					return { name: [measure, step, scale, show].join(' '), input, model, drawings };
				})
			)
		)
	);
}

export type Text = Extract<Shape, { kind: 'text' }>;
export type Rect = Extract<Shape, { kind: 'rect' }>;
export type Line = Extract<Shape, { kind: 'line' }>;

export const textsOf = ({ shapes }: Drawing) => shapes.filter((shape): shape is Text => shape.kind === 'text');
export const rectsOf = ({ shapes }: Drawing) => shapes.filter((shape): shape is Rect => shape.kind === 'rect');
export const linesOf = ({ shapes }: Drawing) => shapes.filter((shape): shape is Line => shape.kind === 'line');
export const statusOf = (shape: Shape) => ('status' in shape ? shape.status : undefined);

/** A time figure without the coverage strip above it. */
export function belowStrip(drawing: Drawing): Drawing {
	const shapes = drawing.shapes.filter((shape) => !('covers' in shape));
	return { ...drawing, shapes, spots: drawing.spots.filter(({ key }) => !key.startsWith('coverage ')) };
}
