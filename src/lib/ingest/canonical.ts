import { csvParseRows } from 'd3';
import type { Codebook } from '#lib/domain/codebook.ts';
import { GRAINS, type Facts, type Grain } from '#lib/domain/holding.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { BREAKDOWN_FROM, isPeriod, type Period } from '#lib/domain/period.ts';
import type { Branch, ComplianceRow, Row } from '#lib/domain/row.ts';
import type { Missing } from '#lib/domain/status.ts';

/** Columns of `removals.csv`: one row per period, territory, requester, product and reason. */
export const REMOVAL_COLUMNS = [
	'period',
	'territory',
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
	'already_removed'
] as const;

/**
 * Columns of a table made from a reader's own files, whatever its grain: a dimension it does not divide by is empty, and so
 * is a count it does not have, with the status that says why.
 */
export const OWN_COLUMNS = [...REMOVAL_COLUMNS, 'requests_status', 'items_status'] as const;

/** The file of each grain. */
export const TABLE_OF = {
	cube: 'removals',
	'by-product-reason': 'by-product-reason',
	'by-requester': 'by-requester',
	totals: 'totals'
} as const satisfies Record<Grain, string>;

/** An edition's tables: two in every published one, margins only where an edition's files hold no whole cube. */
export type TableName = (typeof TABLE_OF)[Grain] | 'compliance';

/** Columns of `territories.csv`: what each territory has from 2011 on. */
export const TERRITORY_COLUMNS = ['territory', 'name', 'requests', 'items'] as const;

/** A territory's counts from 2011 on, without filters; `null` where the edition does not hold the measure. */
export interface TerritoryTotals {
	code: string;
	requests: number | null;
	items: number | null;
}

/** Columns of `compliance.csv`: one row per period, territory and branch (`all`, `court`, `other`). */
export const COMPLIANCE_COLUMNS = [
	'period',
	'territory',
	'branch',
	'requests',
	'requests_status',
	'items',
	'items_status',
	'percent',
	'percent_status',
	'complied_with'
] as const;

type Record_<C extends readonly string[]> = Record<C[number], string>;

/** An edition's own table does not read as it should: the file was changed or cut short on its way. */
export class CanonicalTableError extends Error {
	constructor(table: string, line: number, found: string) {
		super(`${table}, line ${line}: ${found}`);
		this.name = 'CanonicalTableError';
	}
}

/**
 * Our own tables are read by d3's CSV reader, a sixth of PapaParse, because every first page carries it;
 * rows instead of objects, because d3 makes objects by `new Function`, which the page's policy forbids.
 */
function records<C extends readonly string[]>(
	text: string,
	table: string,
	columns: readonly C[number][]
): Record_<C>[] {
	const [header = [], ...lines] = csvParseRows(text);
	const missing = columns.filter((column) => !header.includes(column));
	if (missing.length > 0) throw new CanonicalTableError(table, 1, `no column ${missing.join(', ')}`);
	return lines.map((cells, index) => {
		if (cells.length !== header.length)
			throw new CanonicalTableError(table, index + 2, `${cells.length} cells instead of ${header.length}`);
		return Object.fromEntries(header.map((column, i) => [column, cells[i]])) as Record_<C>;
	});
}

function countOf(text: string, table: string, line: number): number {
	const count = Number(text);
	if (!/^\d+$/.test(text) || !Number.isSafeInteger(count))
		throw new CanonicalTableError(table, line, `"${text}" is not a count`);
	return count;
}

function periodAt(text: string, table: string, line: number): Period {
	if (!isPeriod(text)) throw new CanonicalTableError(table, line, `"${text}" is not a half-year`);
	return text;
}

const columnOf = (outcome: Outcome) => outcome.replaceAll('-', '_') as (typeof REMOVAL_COLUMNS)[number];

/**
 * Rows of `removals.csv`, or of a table with `OWN_COLUMNS`.
 * @throws CanonicalTableError with the line
 */
export function readRemovals(text: string, codebook: Codebook, table: TableName = 'removals'): Row[] {
	const branches = new Map(codebook.requesters.map((requester) => [requester.slug, requester.branch]));
	const file = `${table}.csv`;
	return records<typeof OWN_COLUMNS>(text, file, REMOVAL_COLUMNS).map((record, index) => {
		const line = index + 2;
		const own = record.requests_status !== undefined;
		const named = (value: string) => (own && value === '' ? null : value);
		const count = (value: string) => (own && value === '' ? null : countOf(value, file, line));
		return {
			period: periodAt(record.period, file, line),
			territory: record.territory,
			requester: named(record.requester),
			branch: branches.get(record.requester) ?? null,
			product: named(record.product),
			reason: named(record.reason),
			requests: count(record.requests),
			requestsGap: own ? gapOf(record.requests_status) : null,
			items: count(record.items),
			itemsGap: own ? gapOf(record.items_status) : null,
			outcomes:
				record.no_action_taken === ''
					? null
					: (Object.fromEntries(
							OUTCOMES.map((outcome) => [outcome, countOf(record[columnOf(outcome)], file, line)])
						) as Record<Outcome, number>)
		};
	});
}

function gapOf(status: string): Missing | null {
	return status === 'reported' ? null : (status as Missing);
}

/**
 * Rows of `compliance.csv`.
 * @throws CanonicalTableError with the line
 */
export function readCompliance(text: string): ComplianceRow[] {
	return records<typeof COMPLIANCE_COLUMNS>(text, 'compliance.csv', COMPLIANCE_COLUMNS).map((record, index) => {
		const optional = (value: string) => (value === '' ? null : countOf(value, 'compliance.csv', index + 2));
		return {
			period: periodAt(record.period, 'compliance.csv', index + 2),
			territory: record.territory,
			branch: record.branch as 'all' | Branch,
			requests: optional(record.requests),
			requestsGap: gapOf(record.requests_status),
			items: optional(record.items),
			itemsGap: gapOf(record.items_status),
			percent: optional(record.percent),
			percentGap: gapOf(record.percent_status),
			compliedWith: optional(record.complied_with)
		};
	});
}

/**
 * The totals of 2009H2 to 2010H2, which Google published without requester, product or reason by cell:
 * the `all` rows of the compliance table, as rows that no filter on those dimensions can match.
 */
export function totalsBeforeBreakdown(compliance: readonly ComplianceRow[]): Row[] {
	return compliance
		.filter((row) => row.branch === 'all' && row.period < BREAKDOWN_FROM)
		.map((row) => ({
			period: row.period,
			territory: row.territory,
			requester: null,
			branch: null,
			product: null,
			reason: null,
			requests: row.requests,
			requestsGap: row.requestsGap,
			items: row.items,
			itemsGap: row.itemsGap,
			outcomes: null
		}));
}

/**
 * An edition's tables as rows. Those of a published cube begin with the breakdown: what came before stands in the
 * compliance table. Tables of a reader's own files hold it themselves.
 * @throws CanonicalTableError with the line
 */
export function readTables(
	tables: Partial<Record<TableName, string>>,
	codebook: Codebook
): { facts: Facts; compliance: ComplianceRow[] } {
	const compliance = tables.compliance === undefined ? [] : readCompliance(tables.compliance);
	const facts: Facts = {};
	for (const grain of GRAINS) {
		const text = tables[TABLE_OF[grain]];
		if (text === undefined) continue;
		const rows = readRemovals(text, codebook, TABLE_OF[grain]);
		const own = text.startsWith(OWN_COLUMNS.join(','));
		facts[grain] = own ? rows : [...totalsBeforeBreakdown(compliance), ...rows];
	}
	return { facts, compliance };
}

/**
 * Rows of `territories.csv`.
 * @throws CanonicalTableError with the line
 */
export function readTerritories(text: string): TerritoryTotals[] {
	return records<typeof TERRITORY_COLUMNS>(text, 'territories.csv', TERRITORY_COLUMNS).map((record, index) => {
		const count = (value: string) => (value === '' ? null : countOf(value, 'territories.csv', index + 2));
		return { code: record.territory, requests: count(record.requests), items: count(record.items) };
	});
}
