import { expandRequesters, type Codebook } from './codebook.ts';
import type { Outcome } from './outcome.ts';
import { BREAKDOWN_FROM, isPeriod, ITEMS_FROM, OUTCOMES_FROM, type Period } from './period.ts';
import type { CubeCell, Question, Where } from './question.ts';
import type { Measure } from './row.ts';

export type Step = 'half' | 'year';
/** What small multiples draw: the count, its share of the step's total, or the count up to and including the step. */
export type Show = 'counts' | 'share' | 'cumulative';
export type Scale = 'linear' | 'log';
export type View = 'chart' | 'table';
/** Whether dated events are seen beside the figures over time. */
export type Events = 'off' | 'on';

/** The whole choice a reader has made: everything an address can say. */
export interface Selection {
	edition: string;
	/** A territory's code, or `world`. */
	territory: string;
	from: Period;
	to: Period;
	measure: Measure;
	step: Step;
	product: readonly string[];
	reason: readonly string[];
	/** As chosen; a class of before 2019 is expanded only in `whereOf`. */
	requester: readonly string[];
	/** Not empty: the measure is items, from 2019H1. */
	outcome: readonly Outcome[];
	/** A cell that is left out, as an address writes it: `2017H2.youtube.national-security`; empty for none. */
	without: string;
	show: Show;
	scale: Scale;
	view: View;
	events: Events;
}

/** The dimensions a reader filters by. */
export const FILTERS = ['product', 'reason', 'requester', 'outcome'] as const;

export type Filter = (typeof FILTERS)[number];

/** Items run over five orders of magnitude, so their axis is logarithmic unless the reader says otherwise. */
export function defaultScale(measure: Measure): Scale {
	return measure === 'items' ? 'log' : 'linear';
}

/** A selection after a choice: what a measure or an outcome brings along follows, and a range never runs backwards. */
export function changed<S extends Selection>(selection: S, change: Partial<S>): S {
	const next = { ...selection, ...change };
	// The axis follows the measure unless the reader chooses it.
	if (change.measure && !change.scale) next.scale = defaultScale(change.measure);
	if (change.measure === 'requests') next.outcome = [];
	if (change.outcome && change.outcome.length > 0 && next.measure !== 'items') {
		next.measure = 'items';
		next.scale = defaultScale('items');
	}
	if (next.from > next.to) {
		if (change.from) next.to = next.from;
		else next.from = next.to;
	}
	return next;
}

export function whereOf(selection: Selection, codebook: Codebook): Where {
	const { territory, from, to, product, reason, outcome } = selection;
	const requester = expandRequesters(codebook, selection.requester);
	const without = cellOf(selection.without);
	return { territory, from, to, product, reason, outcome, requester, ...(without ? { without } : {}) };
}

/** A cell as an address writes it. */
export function cellText({ period, product, reason }: CubeCell): string {
	return `${period}.${product}.${reason}`;
}

/** The cell of such a text; `null` when it is none. */
export function cellOf(text: string): CubeCell | null {
	const [period, product, reason, ...more] = text.split('.');
	return isPeriod(period) && product && reason && more.length === 0 ? { period, product, reason } : null;
}

export function hasFilter(selection: Pick<Selection, Filter>): boolean {
	return FILTERS.some((filter) => selection[filter].length > 0);
}

/**
 * Whether Google published, for this period, the measure and every division the question needs.
 * Detailed requesters exist from 2019H1, the two classes of before only to 2018H2.
 * @param breakdownFrom earlier where the historical files by product and reason are on show
 */
export function isPublished(
	period: Period,
	question: Question,
	codebook: Codebook,
	breakdownFrom = BREAKDOWN_FROM
): boolean {
	const { measure, by, where } = question;
	const uses = (dimension: 'product' | 'reason' | 'requester') => by.includes(dimension) || where[dimension].length > 0;
	if (measure === 'items' && period < ITEMS_FROM) return false;
	if ((by.includes('outcome') || where.outcome.length > 0) && period < OUTCOMES_FROM) return false;
	if (uses('product') || uses('reason') || uses('requester') || by.includes('branch')) {
		if (period < breakdownFrom) return false;
	}
	if (where.requester.length > 0) {
		const before = period < OUTCOMES_FROM;
		return codebook.requesters.some(
			(requester) => requester.before2019 === before && where.requester.includes(requester.slug)
		);
	}
	return true;
}
