import type { Outcome } from './outcome.ts';
import { shift, type Period } from './period.ts';
import type { Measure } from './row.ts';
import type { Missing } from './status.ts';

/** The territory value that means every row of the edition. */
export const WORLD = 'world';

/** Dimensions a question can group by. `year` is calendar years, `branch` the two classes that hold across 2019. */
export const DIMENSIONS = [
	'period',
	'year',
	'territory',
	'requester',
	'branch',
	'product',
	'reason',
	'outcome'
] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** One product and reason in one half-year: what can rule a total by itself. */
export interface CubeCell {
	period: Period;
	product: string;
	reason: string;
}

/** Which rows count. An empty list of a dimension means all its values. */
export interface Where {
	/** A territory's code, or `world`. */
	territory: string;
	from: Period;
	to: Period;
	product: readonly string[];
	reason: readonly string[];
	/** Already expanded by `expandRequesters`. */
	requester: readonly string[];
	/** Not empty: rows from 2019H1 on alone, and the value is the items of these outcomes. Measure must be items. */
	outcome: readonly Outcome[];
	/** A cell that is left out by choice. */
	without?: CubeCell | null;
}

/** A part of what a question covers: the values that one mark of its figure sums. */
export type Narrowing = Partial<
	Pick<Where, 'territory' | 'from' | 'to' | 'product' | 'reason' | 'requester' | 'outcome'>
>;

/** The part of a range of rows that a mark sums. Where the two have nothing in common, the range ends before it begins. */
export function narrowed(where: Where, narrow: Narrowing): Where {
	const both = <T>(a: readonly T[], b: readonly T[] = []) =>
		a.length === 0 ? b : b.length === 0 ? a : a.filter((value) => b.includes(value));
	const part: Where = {
		...where,
		territory: narrow.territory ?? where.territory,
		from: narrow.from && narrow.from > where.from ? narrow.from : where.from,
		to: narrow.to && narrow.to < where.to ? narrow.to : where.to,
		product: both(where.product, narrow.product),
		reason: both(where.reason, narrow.reason),
		requester: both(where.requester, narrow.requester),
		outcome: both(where.outcome, narrow.outcome)
	};
	const emptied = (['product', 'reason', 'requester', 'outcome'] as const).some(
		(filter) => part[filter].length === 0 && where[filter].length > 0
	);
	return emptied ? { ...part, from: shift(part.to, 1), to: part.to } : part;
}

/** What is asked: a measure, summed per combination of `by`, over the rows in `where`. */
export interface Question {
	measure: Measure;
	by: readonly Dimension[];
	where: Where;
}

/** One group of an answer. */
export interface Cell {
	/** Values in the order of `by`; `null` where Google published no such division. */
	key: (string | null)[];
	/** Sum of the published counts; `null` when none of the summed cells has one. */
	value: number | null;
	/** The strongest reason why a summed cell has no count; with a value, the sum is a lower bound. */
	gap: Missing | null;
}

/** Cells sorted by key (code units, `null` last). Without `by`: one cell, or none when no row matches. */
export type Answer = Cell[];

/** Order of answers, the same in both engines. */
export function compareKeys(a: readonly (string | null)[], b: readonly (string | null)[]): number {
	for (let i = 0; i < a.length; i++) {
		const x = a[i];
		const y = b[i];
		if (x === y) continue;
		if (x === null) return 1;
		if (y === null) return -1;
		return x < y ? -1 : 1;
	}
	return 0;
}
