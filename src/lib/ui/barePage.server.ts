import { escaped } from '#lib/export/svg.ts';
import { LANGUAGE_NAMES, type Language } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';

/** Whole in itself: it is shown at whatever address was asked for, so nothing in it may be relative. */
const STYLE = [
	':root{color-scheme:light dark}',
	'body{margin:0 auto;max-width:640px;padding:48px 20px;font:18px/1.5 Inter,system-ui,sans-serif}',
	'h1{font-size:32px;line-height:1.2;margin:0 0 24px}',
	'section{border-top:1px solid;padding:12px 0}',
	'p{margin:0}',
	'a{display:inline-block;padding:6px 0;color:inherit}'
].join('');

/** What the page says in a language, and where it leads in it. */
export interface BarePart {
	lang: Language;
	text: string;
	link: string;
}

/**
 * A page without scripts, sheets or pictures, for addresses that have none of their own.
 * @param home where the site begins, as an absolute path with its last slash
 */
export function barePage(home: string, parts: readonly BarePart[]): Response {
	const sections = parts.map(
		({ lang, text, link }) =>
			`<section lang="${lang}"><p>${escaped(text)}</p>` +
			`<a href="${home}${lang}/" hreflang="${lang}">${escaped(LANGUAGE_NAMES[lang].name)}: ${escaped(link)}</a></section>`
	);
	const name = escaped(m.site_name());
	const html = [
		`<!doctype html><html lang="${parts[0].lang}"><head><meta charset="utf-8">`,
		`<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
		`<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>${name}</title><style>${STYLE}</style></head>`,
		`<body><main><h1>${name}</h1>${sections.join('')}</main></body></html>\n`
	];
	return new Response(html.join(''), { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
