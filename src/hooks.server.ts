import type { Handle } from '@sveltejs/kit';
import { baseLocale } from '#lib/words/messages/runtime.js';

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', event.params.lang ?? baseLocale)
	});
