import type { Codebook } from '#lib/domain/codebook.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { compareKeys } from '#lib/domain/question.ts';
import type { Branch, ComplianceRow, Row } from '#lib/domain/row.ts';
import { COMPLIANCE_COLUMNS, REMOVAL_COLUMNS } from './canonical.ts';
import type { Count } from './cells.ts';
import {
	compliedWith,
	REBUILT_BELOW,
	type ComplianceSourceRow,
	type FlatRow,
	type HistoricalRequestsRow,
	type Note
} from './read.ts';

const BRANCHES: readonly ('all' | Branch)[] = ['all', 'court', 'other'];

/** Rows by their keys, part by part in code units: the order that makes the same rows the same bytes. */
function inOrder<R>(rows: readonly R[], keyOf: (row: R) => (string | null)[]): R[] {
	return rows
		.map((row) => ({ row, key: keyOf(row) }))
		.sort((a, b) => compareKeys(a.key, b.key))
		.map(({ row }) => row);
}

function add(a: Record<Outcome, number> | null, b: Record<Outcome, number> | null): Record<Outcome, number> | null {
	if (a === null || b === null) return null;
	return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, a[outcome] + b[outcome]])) as Record<Outcome, number>;
}

/**
 * The cube of an edition from the rows of its flat file, in the order of `removals.csv`.
 * Rows that mean the same cell once their labels are read are summed, each with a note: nothing is summed unseen.
 */
export function removalsOf(source: readonly FlatRow[], codebook: Codebook): { rows: Row[]; notes: Note[] } {
	const branches = new Map(codebook.requesters.map(({ slug, branch }) => [slug, branch]));
	const rows = new Map<string, Row>();
	const notes: Note[] = [];
	for (const { line, period, territory, requester, product, reason, requests, items, outcomes } of source) {
		const key = [period, territory, requester, product, reason].join(' ');
		const same = rows.get(key);
		if (same) notes.push({ id: 'same-cell-twice', line, column: '', value: key, territory });
		rows.set(key, {
			period,
			territory,
			requester,
			branch: branches.get(requester) ?? null,
			product,
			reason,
			requests: requests + (same?.requests ?? 0),
			requestsGap: null,
			items: items + (same?.items ?? 0),
			itemsGap: null,
			outcomes: same ? add(same.outcomes, outcomes) : outcomes
		});
	}
	const sorted = inOrder([...rows.values()], (row) => [
		row.period,
		row.territory,
		row.requester,
		row.product,
		row.reason
	]);
	return { rows: sorted, notes };
}

/** A row of the table of shares, with the count behind the percentage where exactly one gives it. */
export function complianceRow({
	period,
	territory,
	branch,
	shares: { requests, items, percent }
}: Pick<ComplianceSourceRow, 'period' | 'territory' | 'branch' | 'shares'>): ComplianceRow {
	const rebuilt = requests.value !== null && requests.value < REBUILT_BELOW && percent.value !== null;
	return {
		period,
		territory,
		branch,
		requests: requests.value,
		requestsGap: requests.gap,
		items: items.value,
		itemsGap: items.gap,
		percent: percent.value,
		percentGap: percent.gap,
		compliedWith: rebuilt ? compliedWith(requests.value, percent.value) : null
	};
}

/**
 * Requests complied with, from the rows of a historical requests file, in the order of `compliance.csv`:
 * a row for a branch only where any of its three figures was published.
 */
export function complianceOf(source: readonly HistoricalRequestsRow[]): ComplianceRow[] {
	const rows = source.flatMap(({ period, territory, shares }) =>
		BRANCHES.flatMap((branch): ComplianceRow[] => {
			const { requests, items, percent } = shares[branch];
			const published = [requests, items, percent].some(({ gap }) => gap !== 'not-published');
			return published ? [complianceRow({ period, territory, branch, shares: shares[branch] })] : [];
		})
	);
	return inOrder(rows, (row) => [row.period, row.territory, row.branch]);
}

function csv(columns: readonly string[], rows: readonly (string | number | null)[][]): string {
	return [columns, ...rows].map((cells) => `${cells.map((cell) => cell ?? '').join(',')}\n`).join('');
}

/** A line of `removals.csv`: slugs, codes and counts, none of which needs quotes. */
export function removalLine(
	row: Pick<Row, 'period' | 'territory' | 'requester' | 'product' | 'reason' | 'requests' | 'items' | 'outcomes'>
): (string | number | null)[] {
	return [
		row.period,
		row.territory,
		row.requester,
		row.product,
		row.reason,
		row.requests,
		row.items,
		...OUTCOMES.map((outcome) => row.outcomes?.[outcome] ?? null)
	];
}

const statusOf = (gap: Count['gap']) => gap ?? 'reported';

/** A line of `compliance.csv`. */
export function complianceLine(row: ComplianceRow): (string | number | null)[] {
	return [
		row.period,
		row.territory,
		row.branch,
		row.requests,
		statusOf(row.requestsGap),
		row.items,
		statusOf(row.itemsGap),
		row.percent,
		statusOf(row.percentGap),
		row.compliedWith
	];
}

/** The text of `removals.csv`. */
export function writeRemovals(rows: readonly Row[]): string {
	return csv(REMOVAL_COLUMNS, rows.map(removalLine));
}

/** The text of `compliance.csv`. */
export function writeCompliance(rows: readonly ComplianceRow[]): string {
	return csv(COMPLIANCE_COLUMNS, rows.map(complianceLine));
}
