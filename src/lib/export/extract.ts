import { OUTCOMES } from '#lib/domain/outcome.ts';
import { endOf } from '#lib/domain/period.ts';
import type { Row } from '#lib/domain/row.ts';
import type { Status } from '#lib/domain/status.ts';
import { csvText } from './csv.ts';

/** Columns of an extract, in their public order. */
export const EXTRACT_COLUMNS = [
	'period',
	'period_end',
	'territory',
	'territory_name',
	'requester',
	'product',
	'reason',
	'requests',
	'items',
	'removed_legal',
	'removed_policy',
	'content_not_found',
	'not_enough_information',
	'no_action_taken',
	'already_removed',
	'status',
	'edition'
] as const;

function statusOf(row: Row): Status {
	if (row.requests === null) return row.requestsGap ?? 'unknown';
	return row.requests > 0 ? 'reported' : 'zero';
}

/**
 * The rows as a CSV file, in the order given.
 * @param territoryName Google's English name, the same in every language
 */
export function extractText(rows: readonly Row[], territoryName: (code: string) => string, edition: string): string {
	return csvText(
		EXTRACT_COLUMNS,
		rows.map((row) => [
			row.period,
			endOf(row.period),
			row.territory,
			territoryName(row.territory),
			row.requester,
			row.product,
			row.reason,
			row.requests,
			row.items,
			...OUTCOMES.map((outcome) => row.outcomes?.[outcome] ?? null),
			statusOf(row),
			edition
		])
	);
}
