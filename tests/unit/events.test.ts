import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventLayer } from '#lib/charts/events.ts';
import { figureOf } from '#lib/charts/figures.ts';
import { LIGHT } from '#lib/charts/drawing.ts';
import { halvesOf, type DatedEvent } from '#lib/domain/event.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { eventDate } from '#lib/words/events.ts';
import { inputOf } from '../charts/input.ts';

const events = JSON.parse(readFileSync('data/events.json', 'utf8')) as DatedEvent[];
const DAY = /^20[0-2]\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

describe('the list of dated events', () => {
	test('is in order, and each has a name of its own', () => {
		expect(events.length).toBeGreaterThan(5);
		expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
		const first = events.map((event) => halvesOf(event)[0]);
		expect(first).toEqual(first.toSorted());
	});

	test.each(events.map((event) => [event.id, event] as const))('%s: dated, neutral, and sourced', (_, event) => {
		if ('half' in event) expect(event.half).toMatch(/^20\d\dH[12]$/);
		else {
			for (const at of [event.from, event.to]) expect(at).toMatch(DAY);
			expect(event.from <= event.to).toBe(true);
		}
		expect(event.text.length).toBeLessThanOrEqual(160);
		expect(event.text).toMatch(/\.$/);
		expect(event.text).not.toMatch(/caus|because|led to|result|in response|crackdown|controversial|draconian|repress/i);
		expect(event.sources.length).toBeGreaterThan(0);
		for (const { address, publisher, date, quote } of event.sources) {
			expect(new URL(address).protocol).toMatch(/^https?:$/);
			expect(publisher.trim().length).toBeGreaterThan(2);
			expect(date).toMatch(DAY);
			expect(quote.length).toBeGreaterThan(20);
		}
	});
});

describe('the layer', () => {
	const drawn = (change: Partial<Selection>, id: FigureId = 'by-period') => {
		const input = { ...inputOf(change), events: eventLayer(events) };
		const model = figureOf(id, input);
		return { model, drawing: model.draw(680, LIGHT) };
	};
	const bands = ({ shapes }: ReturnType<typeof drawn>['drawing']) => shapes.filter(({ kind }) => kind === 'band');

	test('one band for each half-year with an event, with the numbers of the list', () => {
		const { model, drawing } = drawn({});
		const halves = new Set(events.flatMap(halvesOf));
		expect(bands(drawing)).toHaveLength(halves.size);
		expect(model.events!.map(({ number }) => number)).toEqual(events.map((_, i) => i + 1));
		const september = model.events!.filter((event) => halvesOf(event).includes('2021H2')).map(({ number }) => number);
		expect(
			drawing.shapes.some((shape) => shape.kind === 'text' && shape.text === `${september[0]}–${september.at(-1)!}`)
		).toBe(true);
	});

	test('the table says each event where it falls', () => {
		const table = drawn({}).model.table();
		expect(table.columns.at(-1)).toBe('Coincides with');
		for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
		const row = table.rows.find(([at]) => at === '2021 H2')!;
		for (const event of events.filter((event) => halvesOf(event).includes('2021H2'))) {
			expect(row.at(-1)).toContain(event.text);
			expect(row.at(-1)).toContain(eventDate(event));
		}
		expect(table.rows.find(([at]) => at === '2016 H1')!.at(-1)).toBe('');
	});

	test('by year, a band stands in the year; out of the range there is none', () => {
		const years = new Set(events.flatMap(halvesOf).map((half) => half.slice(0, 4)));
		expect(bands(drawn({ step: 'year' }).drawing)).toHaveLength(years.size);
		const { model, drawing } = drawn({ from: '2016H1', to: '2018H2' });
		expect([model.events, bands(drawing)]).toEqual([undefined, []]);
	});

	test('bands say nothing of other territories, nor of figures without time', () => {
		expect(drawn({ territory: 'RU' }).model.events).toBe(undefined);
		expect(drawn({}, 'by-reason').model.events).toBe(undefined);
	});

	test('no value changes, and the note says that a date is no cause', () => {
		const { model } = drawn({});
		expect(model.values()).toEqual(figureOf('by-period', inputOf()).values());
		expect(model.notes.at(-1)).toContain('does not show that one caused the other');
	});
});
