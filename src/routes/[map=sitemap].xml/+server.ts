import { FIGURES } from '#lib/domain/figure.ts';
import { heldValues } from '#lib/state/figures.server.ts';
import { absolute, SITE_URL } from '#lib/state/site.ts';
import { BUILDS_SHARED, LANGUAGES } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;
export const trailingSlash = 'never';

// A sitemap holds absolute addresses alone.
export const entries: EntryGenerator = () => (SITE_URL ? [{ map: 'sitemap' }] : []);

const PAGES = [
	'',
	'compare/',
	'moved/',
	'check/',
	'check/claims/',
	'data/',
	'data/sql/',
	'method/',
	'revisions/',
	'quality/',
	'report/',
	...FIGURES.map((id) => `figure/${id}/`),
	'kazakhstan/',
	...heldValues().map(({ by, value }) => `kazakhstan/${by}/${value}/`)
];

export const GET: RequestHandler = () => {
	const pages = LANGUAGES.flatMap((lang) => PAGES.map((page) => `${lang}/${page}`));
	const urls = ['', ...pages].map((page) => `\t<url><loc>${absolute(page)}</loc></url>`);
	const lines = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
		...urls,
		'</urlset>',
		''
	];
	return new Response(lines.join('\n'), { headers: { 'content-type': 'application/xml' } });
};
