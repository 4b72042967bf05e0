import type { DatedEvent } from '#lib/domain/event.ts';
import { period } from './labels.ts';
import { m } from './messages/messages.js';

/** Names of the months as they stand after a day, from January on. */
export const MONTHS = [
	m.month_1,
	m.month_2,
	m.month_3,
	m.month_4,
	m.month_5,
	m.month_6,
	m.month_7,
	m.month_8,
	m.month_9,
	m.month_10,
	m.month_11,
	m.month_12
];

/** Names of the months as they stand before a year. */
export const MONTHS_ALONE = [
	m.month_alone_1,
	m.month_alone_2,
	m.month_alone_3,
	m.month_alone_4,
	m.month_alone_5,
	m.month_alone_6,
	m.month_alone_7,
	m.month_alone_8,
	m.month_alone_9,
	m.month_alone_10,
	m.month_alone_11,
	m.month_alone_12
];

/** A day as `2021-09-15` in words: `15 September 2021`. */
export function day(date: string): string {
	const [year, month, of] = date.split('-');
	return m.day({ day: String(Number(of)), month: MONTHS[Number(month) - 1](), year });
}

/** When an event was: a day, from one day to another, or a half-year. */
export function eventDate(event: DatedEvent): string {
	if ('half' in event) return period(event.half);
	return event.from === event.to ? day(event.from) : m.days({ from: day(event.from), to: day(event.to) });
}
