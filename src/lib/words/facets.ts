import { OUTCOMES } from '#lib/domain/outcome.ts';
import type { Answer } from '#lib/domain/question.ts';
import type { Filter } from '#lib/domain/selection.ts';
import { byLabel } from './alphabet.ts';
import type { Names } from './labels.ts';

/** A choice of a filter, with what it would count; `null`: the files on show do not hold the count. */
export interface FacetOption {
	slug: string;
	label: string;
	/** Google's own name, where it is another. */
	google: string | null;
	count: number | null;
}

/** The choices of a filter, those chosen among them, largest first; outcomes in their own order. */
export function facetOptions(
	filter: Filter,
	answer: Answer,
	chosen: readonly string[],
	names: Names,
	held = true
): FacetOption[] {
	const counts = new Map(answer.map(({ key, value }) => [key[0], value]));
	const slugs = filter === 'outcome' ? [...OUTCOMES] : [...counts.keys()].filter((slug) => slug !== null);
	return [...new Set<string>([...slugs, ...chosen])]
		.map((slug) => ({
			slug,
			label: names.of(filter, slug),
			google: names.google(filter, slug),
			count: held ? (counts.get(slug) ?? 0) : null
		}))
		.sort((a, b) => (filter === 'outcome' ? 0 : (b.count ?? 0) - (a.count ?? 0) || byLabel(a, b)));
}
