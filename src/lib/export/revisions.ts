import type { Change } from '#lib/engine/revisions.ts';

/** Columns of the file of changes: slugs and plain counts, with what each count is of. */
export const REVISION_COLUMNS = [
	'edition_before',
	'edition_after',
	'kind',
	'measure',
	'division',
	'value',
	'territory',
	'period',
	'counted_before',
	'counted_after',
	'before',
	'after',
	'difference'
] as const;

/** The changes on show, as the lines of a file. A count that is not there is empty, and its difference with it. */
export function revisionLines(changes: readonly Change[], before: string, after: string): (string | number | null)[][] {
	return changes.map(({ kind, measure, division, value, territory, period, counted, a, b }) => [
		before,
		after,
		kind,
		measure,
		division,
		value,
		territory,
		period,
		counted.a,
		counted.b,
		a,
		b,
		a === null || b === null ? null : b - a
	]);
}
