import { periodOf, periodsBetween, type Period } from './period.ts';

/** Where a dated event is reported: a line of the text stands there as quoted. */
export interface EventSource {
	address: string;
	publisher: string;
	/** Day of publication. */
	date: string;
	quote: string;
}

/** A dated event that a reader may hold beside a figure. That dates coincide says nothing of causes. */
export type DatedEvent = { id: string; text: string; sources: EventSource[] } & (
	{ from: string; to: string } | { half: Period }
);

/** The half-years an event falls in. */
export function halvesOf(event: DatedEvent): Period[] {
	if ('half' in event) return [event.half];
	const at = (day: string) => periodOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)) <= 6 ? 1 : 2);
	return periodsBetween(at(event.from), at(event.to));
}
