import { error } from '@sveltejs/kit';
import { FIGURES, type FigureId } from '#lib/domain/figure.ts';
import { oembed } from '#lib/embed/page.build.ts';
import { SITE_URL } from '#lib/state/site.ts';
import { LANGUAGES_BUILT, type Language } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

/** Its addresses must be absolute: none where the site's own was not told. */
export const entries: EntryGenerator = () =>
	SITE_URL ? LANGUAGES_BUILT.flatMap((lang) => FIGURES.map((id) => ({ lang, id }))) : [];

export const GET: RequestHandler = ({ params }) => {
	if (!SITE_URL) error(404);
	return new Response(JSON.stringify(oembed(params.lang as Language, params.id as FigureId)), {
		headers: { 'content-type': 'application/json' }
	});
};
