import { barePage } from '#lib/ui/barePage.server.ts';
import { LANGUAGES_BUILT, type Language } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

/** What `static/offline-worker.js` shows for a page that the saved copy does not hold, where no network answers. */
export const GET: RequestHandler = ({ params, url }) => {
	const lang = params.lang as Language;
	return barePage(url.pathname.slice(0, -`${lang}/unsaved.html`.length), [
		{ lang, text: m.offline_unsaved(), link: m.offline_unsaved_home() }
	]);
};
