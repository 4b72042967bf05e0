/** The file of headers that Netlify, Cloudflare Pages and their like read; elsewhere each page's own policy has to do. */
import { base } from '$app/paths';
import { BUILDS_SHARED } from '#lib/words/language.ts';
import { POLICY } from '../../policy.js';
import type { RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;
export const trailingSlash = 'never';

type Headers = Record<string, string>;

const KEYWORD = /^(none|self|unsafe-|wasm-unsafe-|strict-dynamic)/;

/** A page's policy as a header. Its own, in the page, is in force beside it, and what either forbids is forbidden. */
function policy(): string {
	const directives: Record<string, readonly string[]> = {
		...POLICY,
		// Scripts in a page are let in by their hashes, which differ from page to page: the page's own policy holds those.
		'script-src': [...POLICY['script-src'], 'unsafe-inline'],
		// Said by a header or not at all.
		'frame-ancestors': ['none']
	};
	const source = (value: string) => (KEYWORD.test(value) ? `'${value}'` : value);
	return Object.entries(directives)
		.map(([name, values]) => [name, ...values.map(source)].join(' '))
		.join('; ');
}

/** The first folder of each page below its language; figures without chrome, for other sites' pages, are no page. */
function sections(): string[] {
	const pages = Object.keys(import.meta.glob('../[[]lang=lang[]]/**/+page.svelte'));
	return [...new Set(pages.map((page) => page.split('/')[2]))].filter((name) => !name.startsWith('+')).toSorted();
}

const ALL: Headers = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Permissions-Policy': ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'usb']
		.map((feature) => `${feature}=()`)
		.join(', '),
	// Figures, pictures and tables are for other sites' pages, however strict those are.
	'Cross-Origin-Resource-Policy': 'cross-origin'
};

const PAGE: Headers = { 'Content-Security-Policy': policy(), 'Cross-Origin-Opener-Policy': 'same-origin' };

/** No two rules set one header: where they meet, hosts put both values together. */
const rules = (): [path: string, headers: Headers][] => [
	['/*', ALL],
	['/', PAGE],
	['/:lang/', PAGE],
	...sections().map((section): [string, Headers] => [`/:lang/${section}/*`, PAGE]),
	['/data/*', { 'Access-Control-Allow-Origin': '*' }],
	// Their names change with what is in them.
	['/_app/immutable/*', { 'Cache-Control': 'public, max-age=31536000, immutable' }]
];

export const GET: RequestHandler = () => {
	const lines = rules().flatMap(([path, headers]) => [
		base + path,
		...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)
	]);
	return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
