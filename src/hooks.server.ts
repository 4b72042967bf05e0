import type { Handle } from '@sveltejs/kit';
import { sharedTags } from '#lib/state/shared.server.ts';
import { m } from '#lib/words/messages/messages.js';
import { baseLocale } from '#lib/words/messages/runtime.js';

export const handle: Handle = ({ event, resolve }) => {
	const lang = event.params.lang ?? baseLocale;
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%lang%', lang)
				.replace('%late%', m.scripts_missing())
				.replace('%again%', m.try_again())
				.replace('%shared%', () => sharedTags(html, m.site_name(), lang, event.route.id ?? '/', event.params))
	});
};
