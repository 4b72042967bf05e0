import { FIGURES, type FigureId } from '#lib/domain/figure.ts';
import { embedPicture } from '#lib/embed/page.build.ts';
import { LANGUAGES_BUILT, type Language } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.flatMap((lang) => FIGURES.map((id) => ({ lang, id })));

export const GET: RequestHandler = async ({ params }) => {
	const png = await embedPicture(params.lang as Language, params.id as FigureId);
	return new Response(png as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'image/png' } });
};
