/** Makes the page of an embed: a figure without chrome, whole before any script runs. */
import { createHash } from 'node:crypto';
import type { FigureId } from '#lib/domain/figure.ts';
import { LIGHT } from '#lib/charts/drawing.ts';
import { pictureOf, pictureWords, SIZES } from '#lib/charts/picture.ts';
import { pngOf } from '#lib/export/preview.server.ts';
import { escaped, svgText } from '#lib/export/svg.ts';
import { citation } from '#lib/words/citation.ts';
import { editionsShown, heldCodebook } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { heldFigure } from '#lib/state/figures.server.ts';
import { absolute, oembedPath, SITE_URL } from '#lib/state/site.ts';
import { Names } from '#lib/words/labels.ts';
import { speak, type Language } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';
import { scopeSentence } from '#lib/words/sentences.ts';
import { freshness } from './freshness.ts';
import { embedHeight, embedInside, type Embedded } from './page.ts';
import { paletteOf, styleOf } from './theme.ts';

/**
 * Before the first frame: numbers of another scope than the address's stay out of sight until the script has drawn it.
 * Where the script does not arrive, the figure shows itself without the filters, and says so.
 */
const GUARD =
	"var d=document;if(location.search.length>1){d.documentElement.className='p';" +
	"d.addEventListener('error',function(e){if(e.target.tagName=='SCRIPT'){d.documentElement.className='';d.getElementById('x').hidden=false}},true)}";

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** In a sandbox `'self'` may stand for no origin at all, so the site's own is named beside it. */
const POLICY = [
	"default-src 'none'",
	`script-src 'self' ${SITE_URL && `${new URL(SITE_URL).origin} `}${hash(GUARD)}`,
	"style-src 'unsafe-inline'",
	'img-src data:',
	"base-uri 'none'",
	"form-action 'none'"
].join('; ');

/** The figure as an embed shows it without a query. */
export function defaultEmbed(lang: Language, id: FigureId): Embedded {
	speak(lang);
	const [edition] = editionsShown(lang);
	const model = heldFigure(edition.edition, homeSource().territory, id);
	const names = new Names(heldCodebook(lang));
	return {
		model,
		scope: scopeSentence(model.scope, names),
		edition,
		freshness: freshness(edition, false, edition),
		palette: paletteOf(null),
		href: `../../figure/${id}/`,
		notices: [],
		table: false
	};
}

export function embedPage(lang: Language, id: FigureId): string {
	const embedded = defaultEmbed(lang, id);
	const { model, scope } = embedded;
	return [
		`<!doctype html><html lang="${lang}"><head><meta charset="utf-8">`,
		`<meta http-equiv="content-security-policy" content="${POLICY}">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
		`<title>${escaped(model.title)}</title><meta name="description" content="${escaped(scope)}"><link rel="icon" href="data:,">`,
		`<style>${styleOf(null)}</style><script>${GUARD}</script>`,
		discovery(lang, id, model.title),
		`<script defer src="../figures.js"></script></head><body>`,
		`<p id="x" class="q w" hidden>${escaped(m.embed_failed())}</p>`,
		`<main class="s" data-figure="${id}">${embedInside(embedded)}</main>`,
		`<noscript><p class="q">${escaped(m.embed_needs_scripts({ scope }))}</p></noscript></body></html>`
	].join('');
}

/** Where systems that turn an address into an embed find how. */
function discovery(lang: Language, id: FigureId, title: string): string {
	const address = absolute(oembedPath(lang, id));
	return address
		? `<link rel="alternate" type="application/json+oembed" href="${address}" title="${escaped(title)}">`
		: '';
}

/** How wide a frame is that says no width of its own. */
const WIDTH = 600;

/**
 * The oEmbed answer for a figure's own page: https://oembed.com. WordPress keeps one frame of it, with these attributes and no
 * other, and puts it in a sandbox.
 */
export function oembed(lang: Language, id: FigureId): Record<string, string | number> {
	const embedded = defaultEmbed(lang, id);
	const height = embedHeight(embedded);
	const title = escaped(embedded.model.title);
	const src = absolute(`${lang}/embed/${id}/`);
	return {
		version: '1.0',
		type: 'rich',
		provider_name: 'Takedown Ledger',
		provider_url: absolute('')!,
		title: embedded.model.title,
		html: `<iframe title="${title}" src="${src}" width="${WIDTH}" height="${height}" frameborder="0" scrolling="no"></iframe>`,
		width: WIDTH,
		height
	};
}

/** The figure as a picture at an address, for pages that take an image alone. */
export function embedPicture(lang: Language, id: FigureId): Promise<Uint8Array> {
	const { model, scope, edition } = defaultEmbed(lang, id);
	const cited = { title: model.title, scope, edition, address: absolute(`${lang}/figure/${id}/`) ?? '' };
	const words = pictureWords(model, cited, { title: '', note: '' });
	const picture = pictureOf(model, words, SIZES.report, LIGHT);
	const said = { title: words.title, description: words.scope, citation: citation(cited) };
	return pngOf(svgText(picture.drawing, said, LIGHT, { id: 'picture', pixels: picture.pixels }));
}
