import { csvParseRows } from 'd3';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Facts } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Row } from '#lib/domain/row.ts';
import { CanonicalTableError } from './canonical.ts';

/**
 * Columns of `pairs.csv`: what some editions publish in the place of requests, each request counted once for every outcome of
 * its items. Never a count of requests: the column has a name of its own, and no engine loads the table.
 */
export const PAIRS_COLUMNS = ['period', 'territory', 'requester', 'product', 'reason', 'pairs'] as const;

/**
 * Rows of `pairs.csv`, under the grain the table has; their `requests` are pairs, and may be asked for and said as such alone.
 * @throws CanonicalTableError with the line
 */
export function readPairs(text: string, codebook: Codebook): Facts {
	const branches = new Map(codebook.requesters.map(({ slug, branch }) => [slug, branch]));
	const [header = [], ...lines] = csvParseRows(text);
	if (header.join() !== PAIRS_COLUMNS.join()) throw new CanonicalTableError('pairs.csv', 1, header.join());
	const rows = lines.map(([period, territory, requester, product, reason, pairs], index): Row => {
		if (!/^\d+$/.test(pairs ?? '')) throw new CanonicalTableError('pairs.csv', index + 2, `"${pairs}" is not a count`);
		return {
			period: period as Period,
			territory,
			requester,
			branch: branches.get(requester) ?? null,
			product: product || null,
			reason: reason || null,
			requests: Number(pairs),
			requestsGap: null,
			items: null,
			itemsGap: 'not-held',
			outcomes: null
		};
	});
	return rows.every(({ product }) => product !== null) ? { cube: rows } : { 'by-requester': rows };
}
