import { resolve } from '$app/paths';
import type { Division } from '#lib/domain/division.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import type { Language } from '#lib/words/language.ts';

/** Addresses of pages end in a slash: a plain host would redirect, and may drop the query on the way. */
const folder = (path: string) => (path.endsWith('/') ? path : `${path}/`);

/**
 * Where a file of the site is, wherever a copy of the site is served from: Kit's `asset` keeps to the path that was built for.
 * @param path below the base, with its first slash
 */
export function filePath(path: string): string {
	return resolve(path as '/');
}

export function explorerPath(lang: Language): string {
	return folder(resolve('/[lang=lang]', { lang }));
}

export function figurePath(lang: Language, id: FigureId): string {
	return folder(resolve('/[lang=lang]/figure/[id=figure]', { lang, id }));
}

/** A figure without chrome, for other sites' pages. */
export function embedPath(lang: Language, id: FigureId): string {
	return folder(resolve('/[lang=lang]/embed/[id=figure]', { lang, id }));
}

export function comparePath(lang: Language): string {
	return folder(resolve('/[lang=lang]/compare', { lang }));
}

export function movedPath(lang: Language): string {
	return folder(resolve('/[lang=lang]/moved', { lang }));
}

export function checkPath(lang: Language): string {
	return folder(resolve('/[lang=lang]/check', { lang }));
}

export function claimsPath(lang: Language): string {
	return `${checkPath(lang)}claims/`;
}

export function dataPath(lang: Language): string {
	return folder(resolve('/[lang=lang]/data', { lang }));
}

export function reportPath(lang: Language): string {
	return folder(resolve('/[lang=lang]/report', { lang }));
}

/** @param query with its question mark */
export function revisionsPath(lang: Language, query = ''): string {
	return `${explorerPath(lang)}revisions/${query}`;
}

export function qualityPath(lang: Language, query = ''): string {
	return `${explorerPath(lang)}quality/${query}`;
}

export function methodPath(lang: Language): string {
	return folder(resolve('/[lang=lang]/method', { lang }));
}

/** @param query of the selection, with its question mark */
export function sqlPath(lang: Language, id?: FigureId, query = ''): string {
	return `${dataPath(lang)}sql/${id ? `?figure=${id}${query.replace('?', '&')}` : ''}`;
}

/** The same page in another language. @param page its route and parameters */
export function pathIn(
	lang: Language,
	page: { route: { id: string | null }; params: Partial<Record<string, string>> }
): string {
	const id = (page.route.id ?? '/[lang=lang]') as '/[lang=lang]';
	return folder(resolve(id, { ...page.params, lang }));
}

/** Pages without a script: the list of them, or what one half-year, product or reason of Kazakhstan has. */
export function divisionPath(lang: Language, of?: { by: Division; value: string }): string {
	const list = `${explorerPath(lang)}kazakhstan/`;
	return of ? `${list}${of.by}/${of.value}/` : list;
}
