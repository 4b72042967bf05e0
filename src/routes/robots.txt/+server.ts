import { BUILDS_SHARED } from '#lib/words/language.ts';
import { absolute } from '#lib/state/site.ts';
import type { RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;
export const trailingSlash = 'never';

export const GET: RequestHandler = () => {
	const map = absolute('sitemap.xml');
	const lines = ['User-agent: *', 'Allow: /', ...(map ? [`Sitemap: ${map}`] : []), ''];
	return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
