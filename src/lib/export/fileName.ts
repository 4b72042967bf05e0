import type { FigureModel } from '#lib/charts/model.ts';
import { cellText, FILTERS } from '#lib/domain/selection.ts';
import type { Scope } from '#lib/domain/scope.ts';
import { FIRST_LANGUAGE, type Language } from '#lib/words/language.ts';

/** Scope as a part of a file's name: territory, measure, range, filters, edition. Plain ASCII, lower case. */
function scopeName(scope: Scope, what: string): string {
	const filters = [
		...FILTERS.flatMap((filter) => scope[filter].map((slug) => `${filter}-${slug}`)),
		...(scope.without ? [`without-${cellText(scope.without).replaceAll('.', '-')}`] : [])
	];
	// Three names fit; more are told by the file's own columns.
	const filtered = filters.length === 0 ? [] : filters.length <= 3 ? filters : ['filtered'];
	const parts = [
		'takedown-ledger',
		scope.territory,
		what,
		`${scope.from}-${scope.to}`,
		...filtered,
		`edition-${scope.edition}`
	];
	return parts.join('_').toLowerCase();
}

export function extractFileName(scope: Scope): string {
	return `${rowsName(scope)}.csv`;
}

/**
 * The name of a file of rows, without an ending.
 * @param wide what a wide table counts and by what: `requests-by-product`
 */
export function rowsName(scope: Scope, wide?: string): string {
	return scopeName(scope, wide ? `rows-${wide}` : 'rows');
}

/** A figure's name among files, without an ending: the key of its citation, too. */
export function figureName({ id, scope, compared }: FigureModel<string>): string {
	const against = compared ? `-against-${compared.from}-${compared.to}` : '';
	return scopeName(scope, `${scope.measure}-${id}${against}`);
}

export function figureFileName(model: FigureModel<string>, form: 'long' | 'wide'): string {
	return `${figureName(model)}${form === 'wide' ? '_wide' : ''}.csv`;
}

/** Files with words in them say in which language; those in the site's first have the names they always had. */
const spokenIn = (language: Language) => (language === FIRST_LANGUAGE ? '' : `_${language}`);

/** @param size and what else tells this picture of the figure from others */
export function pictureFileName(
	model: FigureModel<string>,
	size: string,
	ending: 'svg' | 'png',
	language: Language
): string {
	return `${figureName(model)}_${size}${spokenIn(language)}.${ending}`;
}

export function packName(scope: Scope, language: Language): string {
	return `${scopeName(scope, 'pack')}${spokenIn(language)}.zip`;
}
