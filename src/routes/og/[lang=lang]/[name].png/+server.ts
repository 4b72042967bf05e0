import { LIGHT } from '#lib/charts/drawing.ts';
import { pictureOf, pictureWords, PREVIEW } from '#lib/charts/picture.ts';
import { pngOf } from '#lib/export/preview.server.ts';
import { svgText } from '#lib/export/svg.ts';
import { previewedFigure, PREVIEWS, type Preview } from '#lib/state/previews.server.ts';
import { absolute, SITE_URL } from '#lib/state/site.ts';
import { citation } from '#lib/words/citation.ts';
import { LANGUAGES_BUILT, speak, type Language } from '#lib/words/language.ts';
import { scopeSentence } from '#lib/words/sentences.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

// A picture is asked for by its absolute address: without one, by nobody.
export const entries: EntryGenerator = () =>
	SITE_URL ? LANGUAGES_BUILT.flatMap((lang) => PREVIEWS.map((name) => ({ lang, name }))) : [];

/** What is said of the figure, before anything else can be: rendering in other languages may come between. */
function drawn(lang: Language, preview: Preview): string {
	speak(lang);
	const { model, names, edition } = previewedFigure(preview);
	const address = absolute(`${lang}/`) ?? '';
	const scope = model.scopeSaid ?? scopeSentence(model.scope, names);
	const cited = { title: model.title, scope, edition, address };
	// Small as a preview is shown, it holds what a reader must have: the rest is on the page it leads to.
	const words = { ...pictureWords(model, cited, { title: '', note: '' }), notes: [], terms: '' };
	const picture = pictureOf(model, words, PREVIEW, LIGHT);
	const said = { title: model.title, description: model.sentence, citation: citation(cited) };
	return svgText(picture.drawing, said, LIGHT, { id: 'preview', pixels: picture.pixels });
}

export const GET: RequestHandler = async ({ params }) => {
	const png = await pngOf(drawn(params.lang as Language, params.name as Preview));
	return new Response(png as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'image/png' } });
};
