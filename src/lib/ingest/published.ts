import type { Holdings } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';
import type { TableName } from './canonical.ts';

/** What a page must know of a published edition before it can show it: `edition.json`. */
export interface PublishedEdition {
	edition: string;
	title: string;
	first: Period;
	last: Period;
	/** Rows of each table that engines load. */
	rows: Partial<Record<TableName, number>>;
	/** `null`: all that Google published by then. */
	holdings: Holdings | null;
	/** From when to when it counts request-outcome pairs in the place of requests. */
	pairs: { first: Period; last: Period } | null;
	/** Territories with a row in any table. */
	territories: string[];
}
