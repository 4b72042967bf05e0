/**
 * What stands behind a number, or behind its absence. Zero, not reported, withheld and unknown are four things.
 * - `reported`: Google published a count above 0
 * - `zero`: the territory has rows in the period and none match, or Google published 0
 * - `not-reported`: no row for the territory in the period
 * - `withheld`: published as fewer than ten (`<10`)
 * - `unknown`: published as `?`
 * - `not-published`: this measure or dimension was not published for the period
 * - `not-held`: it was published, but the files on show do not hold it
 */
export const STATUSES = [
	'reported',
	'zero',
	'not-reported',
	'withheld',
	'unknown',
	'not-published',
	'not-held'
] as const;

export type Status = (typeof STATUSES)[number];

/** The statuses that leave a cell of Google's own files without a number. */
export type Missing = Extract<Status, 'withheld' | 'unknown' | 'not-published' | 'not-held'>;

/** From weakest to strongest: the strongest gap among the summed cells is the gap of the sum. */
export const MISSING: readonly Missing[] = ['not-held', 'not-published', 'withheld', 'unknown'];
