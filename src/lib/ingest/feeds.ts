import { GRAINS, type Grain, type Held } from '#lib/domain/holding.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import {
	BREAKDOWN_FROM,
	FIRST_PERIOD,
	ITEMS_FROM,
	OUTCOMES_FROM,
	periodsBetween,
	type Period
} from '#lib/domain/period.ts';
import type { Branch, Row } from '#lib/domain/row.ts';
import type { Missing } from '#lib/domain/status.ts';
import type { Count } from './cells.ts';
import type { LayoutName } from './layouts.ts';
import type { RequestsRule, Source } from './read.ts';

/**
 * Which file feeds which measure. One file for each measure, grain and half-year; nothing is ever summed over two files.
 *
 * - Requests by product and reason, and in total: the detailed file, or a flat file that counts distinct requests. By
 *   requester: a file of requests by requester that counts distinct requests, or such a flat file. Counts of request-outcome
 *   pairs feed nothing.
 * - Items in total and by requester: the file of requests by requester, or a flat file. By product and reason: a flat file.
 * - Outcomes: a flat file, exactly; else about, from the percentages of a file of requests by requester.
 * - To the second half of 2018 what no newer file has: the historical files. Their first half of 2019, counted by the old
 *   method, only where nothing else has it.
 * - Of several files for the same: the one that reaches furthest, then the order above.
 */
const FEEDS: Record<Held, Partial<Record<Grain, readonly LayoutName[]>>> = {
	requests: {
		totals: ['modern-detailed', 'flat', 'modern-requests', 'extract', 'historical-requests', 'historical-detailed'],
		'by-product-reason': ['modern-detailed', 'flat', 'extract', 'historical-detailed'],
		'by-requester': ['modern-requests', 'flat', 'extract', 'historical-requests', 'historical-detailed'],
		cube: ['flat', 'extract', 'historical-detailed']
	},
	items: {
		totals: ['modern-requests', 'flat', 'extract', 'historical-requests', 'historical-detailed'],
		'by-product-reason': ['flat', 'extract', 'historical-detailed'],
		'by-requester': ['modern-requests', 'flat', 'extract', 'historical-requests'],
		cube: ['flat', 'extract']
	},
	outcomes: {
		totals: ['flat', 'extract', 'modern-requests'],
		'by-product-reason': ['flat', 'extract'],
		'by-requester': ['flat', 'extract', 'modern-requests'],
		cube: ['flat', 'extract']
	}
};

/** Whether a file counts a measure in total, by whatever rule. */
export function countsTotals({ layout }: Source, held: Held): boolean {
	return FEEDS[held].totals?.includes(layout) ?? false;
}

export const HELD = ['requests', 'items', 'outcomes'] as const satisfies readonly Held[];

/** What a source counts as requests; `null` for one that has none, or whose rows can't tell. */
export function ruleOf(source: Source): RequestsRule | null {
	if (source.layout === 'flat' || source.layout === 'modern-requests') return source.report.rule ?? 'requests';
	return source.layout === 'compliance' ? null : 'requests';
}

/** A source as a candidate, with what is asked of it again and again. */
export interface Candidate {
	source: Source;
	rule: RequestsRule | null;
	/** From when to when it has any of a measure: an extract may lack one, or hold it for a part. */
	has: Record<Held, { first: Period; last: Period } | null>;
	/** Half-years with a row; `null` where a half-year without one may be one of no request. */
	present: ReadonlySet<Period> | null;
	/** What its rows are divided by: an extract may have blanks. */
	divides: { label: boolean; requester: boolean };
	first: Period;
	last: Period;
}

export function candidatesOf(sources: readonly Source[]): Candidate[] {
	return sources.flatMap((source) => {
		const { periods } = source.report;
		return periods === null
			? []
			: [
					{
						source,
						rule: ruleOf(source),
						has: hasOf(source, periods),
						present: presentOf(source),
						divides: dividesOf(source),
						...periods
					}
				];
	});
}

/** Files of so many territories have a row for somebody in every half-year they hold. */
const MANY = 40;

const breadth = ({ report }: Source) => Object.keys(report.territories).length;

function presentOf(source: Source): ReadonlySet<Period> | null {
	if (breadth(source) < MANY) return null;
	const at = new Set<Period>();
	for (const { period } of source.rows) at.add(period);
	return at;
}

function dividesOf(source: Source): Candidate['divides'] {
	if (source.layout !== 'extract') return { label: true, requester: true };
	return {
		label: source.rows.some(({ product, reason }) => product !== null || reason !== null),
		requester: source.rows.some(({ requester }) => requester !== null)
	};
}

/** Whether a source is a cut-out: an extract of this site, or a file of a few of the territories that another has. */
function isCutOut({ source }: Candidate, broadest: number): boolean {
	const extract = source.layout === 'extract' && source.rows.some(({ edition }) => edition !== '');
	return extract || (broadest >= MANY && 4 * breadth(source) < broadest);
}

/**
 * The sources that are counted together, and those set aside: beside whole files a cut-out would pass for the whole, and
 * beside an extract the historical files give the shares complied with alone.
 */
export function countedTogether(candidates: readonly Candidate[]): { counted: Candidate[]; aside: Candidate[] } {
	const broadest = Math.max(0, ...candidates.map(({ source }) => breadth(source)));
	const cutOut = candidates.filter((one) => isCutOut(one, broadest));
	const whole = candidates.filter((one) => !cutOut.includes(one));
	const extracts = cutOut.some(({ source }) => source.layout === 'extract');
	const aside = whole.some((one) => !isHistorical(one)) ? cutOut : extracts ? whole : [];
	return { counted: candidates.filter((one) => !aside.includes(one)), aside };
}

function hasOf(source: Source, periods: { first: Period; last: Period }): Candidate['has'] {
	if (source.layout !== 'extract') return { requests: periods, items: periods, outcomes: periods };
	const { rows } = source;
	const reach = (has: (row: (typeof rows)[number]) => boolean) => {
		const at = rows
			.filter(has)
			.map(({ period }) => period)
			.sort();
		return at.length > 0 ? { first: at[0], last: at.at(-1)! } : null;
	};
	const published = (count: Count) => count.gap !== 'not-held' && count.gap !== 'not-published';
	return {
		requests: reach(({ requests }) => published(requests)),
		items: reach(({ items }) => published(items)),
		outcomes: reach(({ outcomes }) => outcomes !== null)
	};
}

const isHistorical = ({ source }: Candidate) =>
	source.layout === 'historical-requests' || source.layout === 'historical-detailed';

/** 2019H1 as the historical files count it. */
export function isOldMethod(candidate: Candidate, period: Period): boolean {
	return isHistorical(candidate) && period >= OUTCOMES_FROM;
}

function feeds(candidate: Candidate, held: Held, grain: Grain, period: Period): boolean {
	const { divides, present } = candidate;
	if ((grain === 'cube' || grain === 'by-product-reason') && !divides.label) return false;
	if ((grain === 'cube' || grain === 'by-requester') && !divides.requester) return false;
	if (present && !present.has(period)) return false;
	const has = candidate.has[held];
	if (!has || period < has.first || period > has.last) return false;
	if (held === 'requests') return candidate.rule === 'requests';
	if (held === 'items') return period >= ITEMS_FROM;
	return period >= OUTCOMES_FROM;
}

/** The half-years from which and to which any source has something. */
export function reach(candidates: readonly Candidate[]): Period[] {
	if (candidates.length === 0) return [];
	const first = candidates.reduce((first, one) => (one.first < first ? one.first : first), candidates[0].first);
	const last = candidates.reduce((last, one) => (one.last > last ? one.last : last), candidates[0].last);
	return periodsBetween(first < FIRST_PERIOD ? FIRST_PERIOD : first, last);
}

/** The source of each half-year, for every measure and grain. */
export type Feeds = Record<Held, Record<Grain, Map<Period, Candidate>>>;

/** From here on products, reasons and branches are told apart: earlier only where a historical detailed file is there. */
export function breakdownFrom(candidates: readonly Candidate[]): Period {
	return candidates.some(({ source }) => source.layout === 'historical-detailed') ? FIRST_PERIOD : BREAKDOWN_FROM;
}

/** Chooses a source for each measure, grain and half-year. */
export function feedsOf(candidates: readonly Candidate[]): Feeds {
	const periods = reach(candidates);
	const from = breakdownFrom(candidates);
	const chosen = (held: Held, grain: Grain): Map<Period, Candidate> => {
		const layouts = FEEDS[held][grain] ?? [];
		const exact = (one: Candidate) => Number(held === 'outcomes' && one.source.layout === 'modern-requests');
		const able = candidates
			.filter(({ source }) => layouts.includes(source.layout))
			.sort(
				(a, b) =>
					exact(a) - exact(b) ||
					(a.last === b.last ? 0 : a.last < b.last ? 1 : -1) ||
					layouts.indexOf(a.source.layout) - layouts.indexOf(b.source.layout) ||
					(a.first === b.first ? 0 : a.first < b.first ? -1 : 1) ||
					b.source.rows.length - a.source.rows.length
			);
		const found = new Map<Period, Candidate>();
		for (const period of periods) {
			const feeding = able.filter((one) => feeds(one, held, grain, period));
			const one = feeding.find((one) => !isOldMethod(one, period)) ?? feeding[0];
			if (one) found.set(period, one);
		}
		return found;
	};
	const all = Object.fromEntries(
		HELD.map((held) => [held, Object.fromEntries(GRAINS.map((grain) => [grain, chosen(held, grain)]))])
	) as Feeds;
	// The old method's 2019H1 stands alone or not at all: never beside a total of the new one.
	for (const held of HELD) {
		const total = all[held].totals.get(OUTCOMES_FROM);
		if (!total || isOldMethod(total, OUTCOMES_FROM)) continue;
		for (const grain of GRAINS) {
			const one = all[held][grain].get(OUTCOMES_FROM);
			if (one && isOldMethod(one, OUTCOMES_FROM)) all[held][grain].delete(OUTCOMES_FROM);
		}
	}
	// Before the breakdown there are totals alone, and every grain has them.
	for (const held of HELD)
		for (const grain of GRAINS)
			for (const period of periods) {
				if (period >= from || grain === 'totals') continue;
				const total = all[held].totals.get(period);
				if (total) all[held][grain].set(period, total);
				else all[held][grain].delete(period);
			}
	return all;
}

/** A row before its branch is looked up: what the grain does not divide by is `null`. */
export type Cell = Omit<Row, 'branch'>;

const BRANCH_CLASS: Record<Branch, string> = { court: 'court', other: 'other-authority' };

/** Where a row stands: what its layout does not divide by is `null`. */
interface Place {
	period: Period;
	territory: string;
	requester?: string | null;
	product?: string | null;
	reason?: string | null;
}

/** A cell written out, because there are as many as a file has lines. */
function cellAt(
	{ period, territory, requester = null, product = null, reason = null }: Place,
	requests: number | null,
	items: number | null,
	outcomes: Cell['outcomes'] = null,
	requestsGap: Missing | null = null,
	itemsGap: Missing | null = null
): Cell {
	return { period, territory, requester, product, reason, requests, requestsGap, items, itemsGap, outcomes };
}

/** Items of a requester that whole percentages say had an outcome: about. A blank is no item, a 0 is more than none. */
function estimated(items: number, percentages: Record<Outcome, number | null>): Record<Outcome, number> {
	return Object.fromEntries(
		OUTCOMES.map((outcome) => {
			const percent = percentages[outcome];
			return [outcome, percent === null ? 0 : Math.max(1, Math.round((items * percent) / 100))];
		})
	) as Record<Outcome, number>;
}

/** The rows of a source as cells of the finest grain that its layout has. */
function* finest(source: Source, grain: Grain): Generator<Cell> {
	switch (source.layout) {
		case 'flat':
			for (const row of source.rows) yield cellAt(row, row.requests, row.items, row.outcomes);
			return;
		case 'extract':
			for (const row of source.rows)
				yield cellAt(row, row.requests.value, row.items.value, row.outcomes, row.requests.gap, row.items.gap);
			return;
		case 'modern-detailed':
			for (const row of source.rows) yield cellAt(row, row.requests, null);
			return;
		case 'modern-requests':
			for (const row of source.rows) yield cellAt(row, row.requests, row.items, estimated(row.items, row.percentages));
			return;
		case 'historical-requests':
			for (const row of source.rows)
				for (const branch of grain === 'by-requester' ? (['court', 'other'] as const) : (['all'] as const)) {
					const { requests, items } = row.shares[branch];
					// A blank is no request of that branch, or one that was withheld: the row of all says which.
					if (branch !== 'all' && requests.gap === 'not-published') continue;
					const place = branch === 'all' ? row : { ...row, requester: BRANCH_CLASS[branch] };
					yield cellAt(place, requests.value, items.value, null, requests.gap, items.gap);
				}
			return;
		case 'historical-detailed':
			for (const row of source.rows) {
				const { requests, items } = row;
				if (grain === 'cube' || grain === 'by-requester') {
					for (const branch of ['court', 'other'] as const)
						if (requests[branch] > 0) yield cellAt({ ...row, requester: BRANCH_CLASS[branch] }, requests[branch], null);
				} else yield cellAt(row, requests.court + requests.other, items.value, null, null, items.gap);
			}
			return;
		case 'compliance':
			return;
	}
}

export const keyOf = ({ period, territory, requester, product, reason }: Cell) =>
	`${period}\t${territory}\t${requester ?? ''}\t${product ?? ''}\t${reason ?? ''}`;

/** The cells of a source at a grain, each once: rows that mean the same cell are summed. */
export function cellsOf(source: Source, grain: Grain): Map<string, Cell> {
	const cells = new Map<string, Cell>();
	const labels = grain === 'cube' || grain === 'by-product-reason';
	const requesters = grain === 'cube' || grain === 'by-requester';
	for (const cell of finest(source, grain)) {
		if (!labels) cell.product = cell.reason = null;
		if (!requesters) cell.requester = null;
		const key = keyOf(cell);
		const same = cells.get(key);
		if (!same) {
			cells.set(key, cell);
			continue;
		}
		same.requests = plus(same.requests, cell.requests);
		same.items = plus(same.items, cell.items);
		same.requestsGap ??= cell.requestsGap;
		same.itemsGap ??= cell.itemsGap;
		if (cell.outcomes) {
			const sum = same.outcomes ? { ...same.outcomes } : null;
			if (sum) for (const outcome of OUTCOMES) sum[outcome] += cell.outcomes[outcome];
			same.outcomes = sum ?? cell.outcomes;
		}
	}
	return cells;
}

function plus(a: number | null, b: number | null): number | null {
	return a === null ? b : b === null ? a : a + b;
}
