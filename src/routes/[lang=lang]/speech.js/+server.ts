import { speechModule } from '#lib/embed/script.build.ts';
import { LANGUAGES_BUILT, type Language } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

export const GET: RequestHandler = async ({ params }) =>
	new Response(await speechModule(params.lang as Language), {
		headers: { 'content-type': 'text/javascript; charset=utf-8' }
	});
