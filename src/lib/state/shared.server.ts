/** What other sites read of a page that is shared: written once when the page is made, and no part of its code. */
import { PREVIEW } from '#lib/charts/picture.ts';
import type { Preview } from './previews.server.ts';
import { absolute } from './site.ts';
import { FIRST_LANGUAGE, LANGUAGES } from '#lib/words/language.ts';

type Params = Partial<Record<string, string>>;

/** The path of a page below the site's base, from its route: `/[lang=lang]/compare` is `en/compare/`. */
export function pathOf(route: string, params: Params): string {
	const path = route.slice(1).replace(/\[(\w+)(?:=\w+)?\]/g, (_, name: string) => params[name] ?? '');
	return path && `${path}/`;
}

export function previewPath(lang: string, preview: Preview): string {
	return `og/${lang}/${preview}.png`;
}

/** The page's own figure, or the first of all. */
function previewOf(route: string, params: Params): Preview {
	const last = route.split('/').at(-1)!;
	if (last === 'compare' || last === 'moved') return last;
	return (params.id as Preview | undefined) ?? 'by-period';
}

/**
 * The tags of a page as others show it where it is linked to. Title and description are the page's own, as they stand in it.
 * @param html the page's head or more
 */
export function sharedTags(html: string, site: string, lang: string, route: string, params: Params): string {
	const title = /<title>([^<]*)<\/title>/.exec(html)?.[1].replaceAll('"', '&quot;') ?? site;
	const description = /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? '';
	const address = absolute(pathOf(route, params));
	const picture = absolute(previewPath(lang, previewOf(route, params)));
	const properties = {
		'og:site_name': site,
		'og:type': 'website',
		'og:title': title,
		'og:description': description,
		'og:url': address,
		'og:image': picture,
		'og:image:width': picture && PREVIEW.width * PREVIEW.scale,
		'og:image:height': picture && PREVIEW.height * PREVIEW.scale
	};
	const inEach = (lang: string) => absolute(pathOf(route, { ...params, lang }));
	const alternates: [string, string | undefined][] = params.lang
		? [
				...LANGUAGES.map((lang): [string, string | undefined] => [lang, inEach(lang)]),
				['x-default', inEach(FIRST_LANGUAGE)]
			]
		: [];
	return [
		...(address ? [`<link rel="canonical" href="${address}" />`] : []),
		...alternates.flatMap(([lang, href]) => (href ? `<link rel="alternate" hreflang="${lang}" href="${href}" />` : [])),
		...Object.entries(properties).flatMap(([name, content]) =>
			content === undefined ? [] : `<meta property="${name}" content="${content}" />`
		),
		`<meta name="twitter:card" content="${picture ? 'summary_large_image' : 'summary'}" />`
	].join('\n\t\t');
}
