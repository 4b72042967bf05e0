import { embedScript } from '#lib/embed/script.build.ts';
import { LANGUAGES } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

export const entries: EntryGenerator = () => LANGUAGES.map((lang) => ({ lang }));

export const GET: RequestHandler = async () =>
	new Response(await embedScript(), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
