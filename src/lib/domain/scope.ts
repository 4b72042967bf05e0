import type { Outcome } from './outcome.ts';
import { OUTCOMES_FROM, type Period } from './period.ts';
import type { Measure } from './row.ts';
import type { CubeCell } from './question.ts';
import { cellOf, type Selection } from './selection.ts';

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
	/** A cell that is not counted, by choice. */
	without: CubeCell | null;
}

export function scopeOf(selection: Selection, override: Partial<Scope> = {}): Scope {
	const { edition, territory, from, to, measure, product, reason, requester, outcome } = selection;
	// Outcomes are published from 2019: a count of them covers no more, whatever range was chosen.
	const published = outcome.length > 0 && from < OUTCOMES_FROM && to >= OUTCOMES_FROM ? OUTCOMES_FROM : from;
	const without = cellOf(selection.without);
	return {
		edition,
		territory,
		from: published,
		to,
		measure,
		product,
		reason,
		requester,
		outcome,
		without,
		...override
	};
}
