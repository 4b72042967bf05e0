import { escaped } from '#lib/export/svg.ts';
import { BUILDS_SHARED, LANGUAGES, LANGUAGE_NAMES, type Language } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';
import type { RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;
export const trailingSlash = 'never';

/** Every catalogue that makes this page holds all of them. */
const SAID: Record<Language, () => string> = { en: m.missing_en, ru: m.missing_ru, kk: m.missing_kk };
const LINKS: Record<Language, () => string> = { en: m.chooser_en, ru: m.chooser_ru, kk: m.chooser_kk };

/** Whole in itself: a host shows it at whatever address was asked for, so nothing in it may be relative. */
const STYLE = [
	':root{color-scheme:light dark}',
	'body{margin:0 auto;max-width:640px;padding:48px 20px;font:18px/1.5 Inter,system-ui,sans-serif}',
	'h1{font-size:32px;line-height:1.2;margin:0 0 24px}',
	'section{border-top:1px solid;padding:12px 0}',
	'p{margin:0}',
	'a{display:inline-block;padding:6px 0;color:inherit}'
].join('');

export const GET: RequestHandler = ({ url }) => {
	// `resolve` gives addresses that are relative to the page's own.
	const home = url.pathname.slice(0, -'404.html'.length);
	const parts = LANGUAGES.map(
		(lang) =>
			`<section lang="${lang}"><p>${escaped(SAID[lang]())}</p>` +
			`<a href="${home}${lang}/" hreflang="${lang}">${escaped(LANGUAGE_NAMES[lang].name)}: ${escaped(LINKS[lang]())}</a></section>`
	);
	const name = escaped(m.site_name());
	const html = [
		'<!doctype html><html lang="en"><head><meta charset="utf-8">',
		`<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
		`<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>${name}</title><style>${STYLE}</style></head>`,
		`<body><main><h1>${name}</h1>${parts.join('')}</main></body></html>\n`
	];
	return new Response(html.join(''), { headers: { 'content-type': 'text/html; charset=utf-8' } });
};
