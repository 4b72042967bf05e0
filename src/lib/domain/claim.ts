import type { Counted } from './finder.ts';
import type { Outcome } from './outcome.ts';
import type { Period } from './period.ts';
import { WORLD } from './question.ts';
import type { Measure } from './row.ts';

/**
 * How a scope gives a published number: as its count, as a share of all of its range, as a share of all territories',
 * as a place among territories, or as the share of requests complied with of one half-year.
 */
export const CLAIMED_AS = ['count', 'share', 'world-share', 'rank', 'complied'] as const;

export type ClaimedAs = (typeof CLAIMED_AS)[number];

/** The scope of a published number, as a question. */
export interface ClaimScope {
	as: ClaimedAs;
	territory: string;
	measure: Measure;
	from: Period;
	to: Period;
	product: readonly string[];
	reason: readonly string[];
	requester: readonly string[];
	outcome: readonly Outcome[];
	/** Russia's items under Federal Law 276-FZ are left out. */
	withoutLaw: boolean;
}

/** A number of a quote: which one, the scope it is printed for, and scopes that may be meant instead. */
export interface Claim {
	/** Its place among the numbers of the quote, or what stands there in words. */
	number: number | 'majority' | 'rank';
	printed: ClaimScope;
	fits: ClaimScope[];
}

/** What was printed where. */
export interface PublishedQuote {
	id: string;
	publisher: string;
	/** As exactly as it is known: `2021`, `2021-11` or `2021-11-01`. */
	date: string;
	address: string;
	language: string;
	text: string;
	/** The text is told, not quoted. */
	paraphrase: boolean;
	claims: Claim[];
}

/**
 * What became of a published number when it was counted again.
 * - `reproduced`: the scope as printed gives it
 * - `other-scope`: another scope gives it
 * - `edition`: the scope as printed gives it in another edition
 * - `rule`: the scope as printed gives it where requests are counted by another rule
 * - `items-as-requests`: it is the count of items, and was printed as one of requests
 * - `not-reproduced`: none of the files held gives it
 */
export const VERDICTS = [
	'reproduced',
	'other-scope',
	'edition',
	'rule',
	'items-as-requests',
	'not-reproduced'
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** A scope counted: a share with its base, a place with the number of territories. */
export interface ClaimValue {
	scope: ClaimScope;
	edition: string;
	value: number;
	of: number | null;
}

/** A published number, counted again. */
export interface ClaimCheck {
	verdict: Verdict;
	/** The scope as printed, in the newest edition; `null` where it has no number. */
	asPrinted: ClaimValue | null;
	/** The scope ends later than what can have been published by the day of printing. */
	tooNew: boolean;
	/** What gives the number; `null`: nothing does. */
	gives: ClaimValue | null;
}

/** A number of a quote, read out of it and counted again. */
export interface CheckedClaim extends ClaimCheck {
	/** As it stands in the quote; empty where it stands there in words. */
	text: string;
	/** What stands there in words. */
	words: 'majority' | 'rank' | null;
	printed: ClaimScope;
}

export interface CheckedQuote extends Omit<PublishedQuote, 'claims'> {
	claims: CheckedClaim[];
}

/** The scope of what a share is a share of. */
export function wholeOf(scope: ClaimScope): Counted | null {
	if (scope.as === 'world-share') return { ...scope, territory: WORLD };
	return scope.as === 'share' ? { ...scope, product: [], reason: [], requester: [], outcome: [] } : null;
}
