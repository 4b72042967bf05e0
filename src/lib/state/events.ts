import { eventLayer } from '#lib/charts/events.ts';
import type { EventLayer } from '#lib/charts/model.ts';
import type { DatedEvent } from '#lib/domain/event.ts';

/** The project's list of dated events, as a layer over the figures. */
export async function loadEvents(): Promise<EventLayer> {
	const { default: events } = await import('#data/events.json');
	return eventLayer(events as DatedEvent[]);
}
