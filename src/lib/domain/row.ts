import type { Outcome } from './outcome.ts';
import type { Period } from './period.ts';
import type { Missing } from './status.ts';

export type Measure = 'requests' | 'items';

/** The branch of the state: the only division of requesters that holds across 2019. */
export type Branch = 'court' | 'other';

/**
 * One row of an edition: a territory's half-year for one requester, product and reason.
 * `null` in a dimension means Google published no such division for the period (2009H2 to 2010H2: totals alone).
 */
export interface Row {
	period: Period;
	/** CLDR code, or EUROPOL / INTERPOL, which have none. */
	territory: string;
	requester: string | null;
	branch: Branch | null;
	product: string | null;
	reason: string | null;
	/** Distinct requests; `null` with the reason in `requestsGap`. */
	requests: number | null;
	requestsGap: Missing | null;
	/** Items named in the requests; `null` with the reason in `itemsGap`. */
	items: number | null;
	itemsGap: Missing | null;
	/** Items by outcome; `null` before 2019H1. */
	outcomes: Record<Outcome, number> | null;
}

/** Requests at least partly complied with, as published to 2019H1: a share of requests, not of items. */
export interface ComplianceRow {
	period: Period;
	territory: string;
	branch: 'all' | Branch;
	requests: number | null;
	requestsGap: Missing | null;
	items: number | null;
	itemsGap: Missing | null;
	/** Whole per cent of requests, 0-100; `null` when not published. */
	percent: number | null;
	percentGap: Missing | null;
	/** Requests complied with, rebuilt from the percentage where exactly one count gives it (n < 30); else `null`. */
	compliedWith: number | null;
}
