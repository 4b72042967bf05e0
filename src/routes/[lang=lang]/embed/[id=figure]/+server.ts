import type { FigureId } from '#lib/domain/figure.ts';
import { embedPage } from '#lib/embed/page.build.ts';
import { FIGURES } from '#lib/domain/figure.ts';
import { LANGUAGES_BUILT, type Language } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'always';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.flatMap((lang) => FIGURES.map((id) => ({ lang, id })));

export const GET: RequestHandler = ({ params }) =>
	// Exactly this type: by any other Kit takes the page for a file, and its folder's address for the file's.
	new Response(embedPage(params.lang as Language, params.id as FigureId), {
		headers: { 'content-type': 'text/html' }
	});
