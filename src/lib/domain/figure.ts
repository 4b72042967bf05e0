import type { Codebook } from './codebook.ts';
import { FIRST_PERIOD, OUTCOMES_FROM, shift, type Period } from './period.ts';
import type { Answer, Question, Where } from './question.ts';
import type { Measure } from './row.ts';
import { whereOf, type Selection } from './selection.ts';

/** Ids of the figures, as they stand in addresses. */
export const FIGURES = [
	'by-period',
	'by-reason-over-time',
	'by-reason',
	'by-product',
	'by-product-over-time',
	'product-by-reason',
	'by-requester',
	'by-outcome'
] as const;

export type FigureId = (typeof FIGURES)[number];

export function isFigure(text: string): text is FigureId {
	return (FIGURES as readonly string[]).includes(text);
}

const later = (a: Period, b: Period): Period => (a > b ? a : b);
const time = (selection: Selection) => (selection.step === 'year' ? ('year' as const) : ('period' as const));

/** Nothing but the territory and the range: what has rows at all, and what a share is a share of. */
export function unfiltered(where: Where): Where {
	return { ...where, product: [], reason: [], requester: [], outcome: [], without: null };
}

/**
 * Every question the page asks for a selection, by name; the engines answer all of them in one go.
 * Coverage runs over the edition's whole range: it says where the territory has rows at all.
 * A facet's counts leave out the facet's own filter, so that a reader sees what else could be chosen.
 */
export function questionsOf(selection: Selection, codebook: Codebook, last: Period) {
	const where = whereOf(selection, codebook);
	const { measure } = selection;
	const step = time(selection);
	const since2019: Where = { ...where, from: later(where.from, OUTCOMES_FROM) };
	const ask = (by: Question['by'], at: Where = where, of: Measure = measure): Question => ({
		measure: of,
		by,
		where: at
	});
	const other = where.outcome.length > 0 ? 'items' : measure === 'items' ? 'requests' : 'items';
	return {
		coverage: ask(['period'], { ...unfiltered(where), from: FIRST_PERIOD, to: last }, 'requests'),
		total: ask([]),
		totalOther: ask([], where, other),
		byHalf: ask(['period']),
		byPeriod: ask([step]),
		byPeriodOther: ask([step], where, other),
		byProduct: ask(['product']),
		byReason: ask(['reason']),
		byReasonOverTime: ask([step, 'reason']),
		byProductOverTime: ask([step, 'product']),
		byBranchOverTime: ask([step, 'branch']),
		byProductReason: ask(['product', 'reason']),
		byRequester: ask(['requester'], since2019),
		itemsSince2019: ask([step], { ...since2019, outcome: [] }, 'items'),
		byOutcome: ask(['outcome'], since2019, 'items'),
		byOutcomeOverTime: ask([step, 'outcome'], since2019, 'items'),
		facetProduct: ask(['product'], { ...where, product: [] }),
		facetReason: ask(['reason'], { ...where, reason: [] }),
		facetRequester: ask(['requester'], { ...where, requester: [] }),
		facetOutcome: ask(['outcome'], { ...since2019, outcome: [] }, 'items'),
		latest: ask(['period'], { ...where, from: shift(where.to, -2), to: where.to })
	} satisfies Record<string, Question>;
}

export type Questions = ReturnType<typeof questionsOf>;

/** The answers to `questionsOf`, by the same names. */
export type Answers = Record<keyof Questions, Answer>;
