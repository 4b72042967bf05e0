import type { CubeCell } from '#lib/domain/question.ts';
import type { Scope } from '#lib/domain/scope.ts';
import { FILTERS, type Filter } from '#lib/domain/selection.ts';
import { m } from './messages/messages.js';
import { filterName, measureName, period, periodLong, range, type Names } from './labels.ts';

/** `YouTube`, `YouTube or Web Search`, `YouTube, Blogger or Web Search`. */
export function either(words: readonly string[]): string {
	if (words.length < 2) return words.join('');
	return m.or({ before: words.slice(0, -1).join(', '), last: words.at(-1)! });
}

/** A filter in words, with its dimension: `Product: YouTube or Web Search`. */
export function filterInWords(
	filter: Filter,
	slugs: readonly string[],
	names: Names,
	dimension = filterName(filter)
): string {
	return m.filter_in_words({
		dimension,
		values: either(slugs.map((slug) => names.of(filter, slug)))
	});
}

/** The filters of a scope in words; empty when all is counted. */
export function filtersInWords(scope: Scope, names: Names): string[] {
	return FILTERS.filter((filter) => scope[filter].length > 0).map((filter) =>
		filterInWords(filter, scope[filter], names)
	);
}

/** A cell in words: `YouTube, National Security, July–December 2017`. */
export function cellInWords({ period, product, reason }: CubeCell, names: Names): string {
	return m.cell_in_words({
		product: names.of('product', product),
		reason: names.of('reason', reason),
		period: periodLong(period)
	});
}

function withoutInWords({ without }: Scope, names: Names): string[] {
	return without ? [m.scope_without({ cell: cellInWords(without, names) })] : [];
}

/** One sentence that says what a number counts. It goes wherever the number goes. */
export function scopeSentence(scope: Scope, names: Names, said: { territory?: string; when?: string } = {}): string {
	const filters = [
		...FILTERS.filter((filter) => scope[filter].length > 0).map((filter) =>
			filterInWords(filter, scope[filter], names, filterName(filter).toLowerCase())
		),
		...withoutInWords(scope, names)
	];
	const input = {
		territory: said.territory ?? names.territory(scope.territory),
		range: said.when ?? range(scope.from, scope.to),
		filters: filters.length > 0 ? m.scope_filters({ filters: filters.join('; ') }) : m.scope_unfiltered(),
		edition: scope.edition
	};
	return scope.measure === 'requests' ? m.scope_requests(input) : m.scope_items(input);
}

/** A scope in few words, for the line that stays in sight on a small screen. */
export function scopeShort(scope: Scope, names: Names, when = `${period(scope.from)}–${period(scope.to)}`): string {
	const short = m.scope_short({
		territory: names.territory(scope.territory),
		measure: measureName(scope.measure).toLowerCase(),
		range: when
	});
	const filters = [
		...FILTERS.flatMap((filter) => scope[filter].map((slug) => names.of(filter, slug))),
		...withoutInWords(scope, names)
	];
	return filters.length > 0 ? m.scope_short_filters({ scope: short, filters: filters.join(', ') }) : short;
}
