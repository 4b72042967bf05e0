import type { Outcome } from './outcome.ts';
import type { Period } from './period.ts';
import type { Measure } from './row.ts';
import type { Selection } from './selection.ts';

/** What a number counts, as a value: enough to count it again. */
export interface Scope {
	edition: string;
	territory: string;
	from: Period;
	to: Period;
	measure: Measure;
	product: readonly string[];
	reason: readonly string[];
	requester: readonly string[];
	outcome: readonly Outcome[];
}

export function scopeOf(selection: Selection, override: Partial<Scope> = {}): Scope {
	const { edition, territory, from, to, measure, product, reason, requester, outcome } = selection;
	return { edition, territory, from, to, measure, product, reason, requester, outcome, ...override };
}
