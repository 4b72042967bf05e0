import type { Handle } from '@sveltejs/kit';
import { sharedTags } from '#lib/state/shared.server.ts';
import { FIRST_LANGUAGE } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';

export const handle: Handle = ({ event, resolve }) => {
	const lang = event.params.lang ?? FIRST_LANGUAGE;
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%lang%', lang)
				.replace('%late%', m.scripts_missing())
				.replace('%again%', m.try_again())
				.replace('%shared%', () => sharedTags(html, m.site_name(), lang, event.route.id ?? '/', event.params))
	});
};
