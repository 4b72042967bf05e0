import { halvesOf, type DatedEvent } from '#lib/domain/event.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { stepsOf } from '#lib/domain/slot.ts';
import { eventDate } from '#lib/words/events.ts';
import { m } from '#lib/words/messages/messages.js';
import { round, TEXT, textWidth, type Drawing, type Palette, type Shape } from './drawing.ts';
import type { EventLayer, FigureInput, FigureModel, NumberedEvent, Table } from './model.ts';

/** Figures over time: the others have no place for a date. */
const TIMED: readonly FigureId[] = [
	'by-period',
	'by-reason-over-time',
	'by-product-over-time',
	'by-requester',
	'by-outcome'
];

/** The territory the events are of. */
const TERRITORY = 'KZ';

/** The layer of dated events over the figures of Kazakhstan: a band in each step an event falls in, with its number. */
export function eventLayer(events: readonly DatedEvent[]): EventLayer {
	return {
		figure(input: FigureInput, model: FigureModel): FigureModel {
			const { territory, from, to, step } = input.selection;
			if (territory !== TERRITORY || !TIMED.includes(model.id) || model.absent) return model;
			const inRange = events
				.filter((event) => halvesOf(event).some((half) => half >= from && half <= to))
				.map((event, i) => ({ ...event, number: i + 1 }));
			if (inRange.length === 0) return model;
			const keyOf = (half: Period) => (step === 'year' ? half.slice(0, 4) : half);
			const at = new Map<string, number[]>();
			for (const event of inRange)
				for (const key of new Set(halvesOf(event).map(keyOf))) at.set(key, [...(at.get(key) ?? []), event.number]);
			return {
				...model,
				events: inRange,
				notes: [...model.notes, m.events_note()],
				table: model.id === 'by-period' ? () => withColumn(model.table(), input.selection, at, inRange) : model.table,
				draw: (width, palette, stretch) => withBands(model.draw(width, palette, stretch), at, palette)
			};
		}
	};
}

function withColumn(
	table: Table,
	{ from, to, step }: Selection,
	at: ReadonlyMap<string, number[]>,
	events: readonly NumberedEvent[]
): Table {
	const said = (key: string) =>
		(at.get(key) ?? []).map((number) =>
			m.line_of({ label: eventDate(events[number - 1]), value: events[number - 1].text })
		);
	const keys = stepsOf(from, to, step).map(({ key }) => key);
	return {
		...table,
		columns: [...table.columns, m.events_column()],
		rows: table.rows.map((row, i) => [...row, said(keys[i]).join(' ')])
	};
}

/** Bands behind the marks of the steps, and above a figure of one panel their numbers, on two rows where they are many. */
function withBands(drawing: Drawing, at: ReadonlyMap<string, number[]>, palette: Palette): Drawing {
	const shapes: Shape[] = [];
	const right = [-Infinity, -Infinity];
	const written = drawing.shapes.filter((shape) => shape.kind === 'text');
	for (const { key, place, x, y, width, height } of drawing.spots) {
		const numbers = at.get(key);
		if (!numbers || place.startsWith('compliance')) continue;
		shapes.push({ kind: 'band', x, y, width, height, fill: palette.band });
		if (place !== key) continue;
		const text = numbers.length > 1 ? `${numbers[0]}–${numbers.at(-1)!}` : String(numbers[0]);
		const half = textWidth(text) / 2;
		const middle = Math.max(half, Math.min(drawing.width - half, x + width / 2));
		const clear = (row: number) =>
			written.every((other) => {
				const wide = textWidth(other.text, other.size) / 2;
				const at = other.anchor === 'middle' ? other.x : other.anchor === 'end' ? other.x - wide : other.x + wide;
				return Math.abs(at - middle) > wide + half || Math.abs(other.y - (y - 4 - 13 * row)) > 12;
			});
		const row = [0, 1].find((row) => middle - half > right[row] + 2 && clear(row));
		// Where there is no room on either, the list below still says the half-year.
		if (row === undefined) continue;
		right[row] = middle + half;
		shapes.push({
			kind: 'text',
			x: round(middle),
			y: round(y - 4 - 13 * row),
			text,
			anchor: 'middle',
			fill: palette.ink,
			size: TEXT
		});
	}
	return { ...drawing, shapes: [...shapes, ...drawing.shapes] };
}
