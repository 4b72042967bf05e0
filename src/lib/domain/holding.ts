import { OUTCOMES_FROM, type Period } from './period.ts';
import type { Question, Where } from './question.ts';
import type { Measure, Row } from './row.ts';

/**
 * How finely a table divides its counts. The cube has every dimension; the others are margins, for editions whose files
 * hold only these, or count them by another rule: a margin is never the sum of a finer table that has no such rule.
 */
export const GRAINS = ['cube', 'by-product-reason', 'by-requester', 'totals'] as const;

export type Grain = (typeof GRAINS)[number];

/** An edition's rows, one list for each grain it has. The cube answers every question that has no table of its own. */
export type Facts = Partial<Record<Grain, readonly Row[]>>;

/** The coarsest grain that has every dimension the question uses. */
export function grainOf({ by, where }: Pick<Question, 'by' | 'where'>): Grain {
	const label =
		by.includes('product') ||
		by.includes('reason') ||
		where.product.length + where.reason.length > 0 ||
		Boolean(where.without);
	const requester = by.includes('requester') || by.includes('branch') || where.requester.length > 0;
	if (label) return requester ? 'cube' : 'by-product-reason';
	return requester ? 'by-requester' : 'totals';
}

/** The grain whose table answers: the question's own where there is one, else the cube. */
export function answeringGrain(question: Pick<Question, 'by' | 'where'>, has: (grain: Grain) => boolean): Grain {
	const grain = grainOf(question);
	return has(grain) ? grain : 'cube';
}

export function rowsFor(facts: Facts, question: Pick<Question, 'by' | 'where'>): readonly Row[] {
	return facts[answeringGrain(question, (grain) => facts[grain] !== undefined)] ?? [];
}

/**
 * The grain whose rows a reader is shown and takes away: of those with the dimensions of the filters the one that holds the
 * measure for most of the range, and of equals the finest.
 */
export function listedGrain(where: Where, measure: Measure, holdings: Holdings | null): Grain {
	if (holdings === null) return 'cube';
	const divides = (grain: Grain, ...grains: Grain[]) => grain === 'cube' || grains.includes(grain);
	const held = (grain: Grain) =>
		holdings.held[grain][measure].filter((period) => period >= where.from && period <= where.to).length;
	const fitting = GRAINS.filter(
		(grain) =>
			((where.product.length + where.reason.length === 0 && !where.without) || divides(grain, 'by-product-reason')) &&
			(where.requester.length === 0 || divides(grain, 'by-requester'))
	);
	const [best] = fitting.toSorted((a, b) => held(b) - held(a));
	return holdings.tables.includes(best) ? best : 'cube';
}

/** What a table of an edition can be asked for: a measure, or items by outcome. */
export type Held = Measure | 'outcomes';

/** The half-years that an edition made from some of Google's files holds. An edition without one holds all there is. */
export interface Holdings {
	held: Record<Grain, Record<Held, readonly Period[]>>;
	/** Grains with a table of their own: a margin that is the sum of the cube has none. */
	tables: readonly Grain[];
	/** Half-years with the share of requests complied with, of the old method. */
	compliance: readonly Period[];
	/** From here on products, reasons and branches of the state are told apart. */
	breakdownFrom: Period;
	/** A file among them counts request-outcome pairs, which are never shown as requests. */
	pairs: boolean;
	/** Outcomes are rebuilt from whole percentages of items. */
	outcomesEstimated: boolean;
	/** The files are an edition's of the site, and nothing can be added to them. */
	published?: true;
	/** Measures whose 2019H1 is of the old method, because no newer file is there. */
	oldMethod2019: readonly Measure[];
}

/** Whether the files on show hold what the question needs for this half-year. */
export function isHeld(period: Period, question: Question, holdings: Holdings | null): boolean {
	if (holdings === null) return true;
	const outcomes = question.by.includes('outcome') || question.where.outcome.length > 0;
	if (outcomes && period < OUTCOMES_FROM) return false;
	return holdings.held[grainOf(question)][outcomes ? 'outcomes' : question.measure].includes(period);
}
