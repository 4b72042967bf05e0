import { barePage } from '#lib/ui/barePage.server.ts';
import { BUILDS_SHARED, LANGUAGES, type Language } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';
import type { RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;
export const trailingSlash = 'never';

/** Every catalogue that makes this page holds all of them. */
const SAID: Record<Language, () => string> = { en: m.missing_en, ru: m.missing_ru, kk: m.missing_kk };
const LINKS: Record<Language, () => string> = { en: m.chooser_en, ru: m.chooser_ru, kk: m.chooser_kk };

export const GET: RequestHandler = ({ url }) =>
	barePage(
		// `resolve` gives addresses that are relative to the page's own.
		url.pathname.slice(0, -'404.html'.length),
		LANGUAGES.map((lang) => ({ lang, text: SAID[lang](), link: LINKS[lang]() }))
	);
