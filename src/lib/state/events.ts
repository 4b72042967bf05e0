import { eventLayer } from '#lib/charts/events.ts';
import type { EventLayer } from '#lib/charts/model.ts';
import type { DatedEvent } from '#lib/domain/event.ts';
import { language } from '#lib/words/language.ts';
import { filePath } from './paths.ts';
import { text } from './source.ts';

/**
 * The project's list of dated events, as a layer over the figures.
 * @throws SourceError
 */
export async function loadEvents(): Promise<EventLayer> {
	const events = JSON.parse(await text(filePath(`/${language()}/events.json`))) as DatedEvent[];
	return eventLayer(events);
}
