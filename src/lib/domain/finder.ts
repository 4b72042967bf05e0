import { OUTCOMES, type Outcome } from './outcome.ts';
import {
	BREAKDOWN_FROM,
	endOf,
	FIRST_PERIOD,
	halfOf,
	HEADLINE_FROM,
	ITEMS_FROM,
	OUTCOMES_FROM,
	periodsBetween,
	shift,
	type Period
} from './period.ts';
import { WORLD } from './question.ts';
import type { Branch, ComplianceRow, Measure, Row } from './row.ts';
import type { Selection } from './selection.ts';
import { SMALL_BASE } from './slot.ts';

/** What a number found counts: the part of a selection that says so. */
export type Counted = Pick<
	Selection,
	'territory' | 'from' | 'to' | 'measure' | 'product' | 'reason' | 'requester' | 'outcome'
>;

/**
 * How a scope gives a number.
 * - `count`: it is the count
 * - `share`: the count is so many per cent of `base`
 * - `world`: the same, of all territories together
 * - `complied`: the share of requests complied with, as published to 2019H1
 * - `change`: the count is so many per cent more or less than `base`
 */
export type FoundKind = 'count' | 'share' | 'world' | 'complied' | 'change';

/** A scope that gives a number. */
export interface Found {
	kind: FoundKind;
	scope: Counted;
	value: number;
	/** What the count is a share of or is compared with, and its count. */
	base: Counted | null;
	of: number | null;
	/** What is held against the printed number: the count, or per cent. */
	at: number;
	/** The sum leaves out counts that were withheld: read "at least". */
	atLeast: boolean;
	/** As published, for a share of requests complied with. */
	row: ComplianceRow | null;
	/** Nothing of it was published by the day the number was printed. */
	tooNew: boolean;
	/** The lower, the more natural as a reading of a printed number. */
	cost: number;
}

/** A printed number as the counts, or per cents, that may be printed so. */
export interface Printed {
	value: number;
	/** From here on, itself included. */
	low: number;
	/** To here; itself included where it equals `low`. */
	high: number;
	/** To here, where the last digits were cut off instead of rounded. */
	cut?: number;
	percent: boolean;
}

/** What a text says of the scope of a number in it. Whatever it leaves open is null or empty. */
export interface Hints {
	measure: Measure | null;
	from: Period | null;
	to: Period | null;
	/** `10` for "in ten years". */
	years: number | null;
	product: readonly string[];
	reason: readonly string[];
	requester: readonly string[];
	outcome: readonly Outcome[];
	/** It is a share of all territories'. */
	world: boolean;
	/** It is a rise or a fall. */
	change: boolean;
}

export const NO_HINTS: Hints = {
	measure: null,
	from: null,
	to: null,
	years: null,
	product: [],
	reason: [],
	requester: [],
	outcome: [],
	world: false,
	change: false
};

/** What is asked of the finder. */
export interface Sought {
	printed: Printed;
	/** What the words beside the number say. */
	near: Hints;
	/** What the rest of the text says: it speaks for a reading, and never against one. */
	around: Hints;
	/** The day it was printed, as `2021-11-01`. */
	date: string | null;
}

type RangeKind = 'whole' | 'since' | 'since-june' | 'year' | 'half' | 'early' | 'to-last' | 'years' | 'other';

/**
 * What makes a scope a less natural reading of a number, in points. Ranges stand in the order in which such figures are
 * quoted: since 2011 as Google's page has it, a calendar year, a half-year; then ranges that a writer has to add up.
 */
export const COST = {
	range: {
		whole: 0,
		since: 1,
		year: 2,
		half: 3,
		'since-june': 4,
		early: 6,
		'to-last': 12,
		years: 13,
		other: 24
	} satisfies Record<RangeKind, number>,
	/** For each of product, reason and requester. */
	filter: 10,
	/** For each product, reason or requester of the territory that more requests are about: the leading ones are quoted. */
	lesser: { each: 0.6, most: 4 },
	/** A class of requesters instead of one of Google's own. */
	branch: 1,
	outcome: 6,
	items: 0.5,
	/** Google's page divides requests by product and reason: shares of items by these are rarely quoted. */
	itemShare: 2,
	world: 12,
	complied: 7,
	change: 16,
	/** A share in a part, as of YouTube's alone, beside one of the whole. */
	part: 3,
	/** A percentage of fewer than thirty. */
	small: 12,
	/** From what is printed exactly to the farthest count, or per cent, that could be printed so. */
	rounding: { count: 4, percent: 1 },
	/** It was cut off instead of rounded. */
	cut: 9,
	/** The words beside the number say otherwise. */
	against: { measure: 40, range: 25, inside: 8, filter: 20, kind: 20 },
	/** The words beside it, or elsewhere in the text, say so. */
	with: { range: -8, filter: -14, kind: -16, around: -5 },
	/** Not published by the day the number was printed; the newest half-year that day. */
	date: { tooNew: 80, newest: -3 }
} as const;

/**
 * Google publishes a half-year four to twelve months after its end: 2012H1 on 13 November 2012, 2012H2 on 25 April 2013,
 * 2013H1 on 19 December 2013, 2013H2 on 23 December 2014, 2019H2 by 25 June 2020, 2020H2 by September 2021.
 */
const LAG = { least: 4, most: 12 };

/** Months between the end of a half-year and a day. */
function monthsAfter(period: Period, date: string): number {
	const [year, month] = endOf(period).split('-').map(Number);
	// Of a year alone, its end.
	const [toYear, toMonth = 12] = date.split('-').map(Number);
	return (toYear - year) * 12 + toMonth - month;
}

/** Whether a half-year can have been published by a day. */
export function isPublishedBy(period: Period, date: string): boolean {
	return monthsAfter(period, date) >= LAG.least;
}

/** Whether a half-year can have been the newest published one on a day. */
function isNewestOn(period: Period, date: string): boolean {
	const months = monthsAfter(period, date);
	return months >= LAG.least && months < LAG.most + 6;
}

interface Filters {
	product: string | null;
	reason: string | null;
	requester: string | null;
}

/** Counts of one combination of filters: at `i`, the sum over the half-years before the `i`-th. */
interface Sums {
	filters: Filters;
	size: number;
	/** The requester is a class over all years. */
	branch: boolean;
	/** The first half-year it is published for, as an index. */
	first: number;
	rows: Int32Array;
	requests: Float64Array;
	items: Float64Array;
	/** Rows whose count of requests is withheld or unknown. */
	gaps: Int32Array;
	/** Items by outcome, where none or one filter is chosen. */
	outcomes: Float64Array[] | null;
	/** The same with one filter less. */
	wider: Sums[];
	/** Points for filters that fewer requests are about than others. */
	lesser: number;
}

/** Outcomes that are quoted together. */
export const REMOVED: readonly Outcome[] = ['removed-legal', 'removed-policy'];
/** Everything but "no action taken". */
export const ACTED: readonly Outcome[] = OUTCOMES.filter((outcome) => outcome !== 'no-action-taken');
const OUTCOME_SETS: readonly (readonly Outcome[])[] = [
	REMOVED,
	['no-action-taken'],
	['not-enough-information'],
	['content-not-found'],
	['already-removed'],
	['removed-legal'],
	['removed-policy'],
	ACTED
];

/** A range of half-years by index, with what a search makes of it whatever is counted. */
interface Range {
	from: number;
	to: number;
	kind: RangeKind;
	cost: number;
	tooNew: boolean;
}

/** Counts of all territories together by half-year, from the first one on. */
export interface WorldTotals {
	first: Period;
	requests: readonly number[];
	items: readonly number[];
}

/** The counts of a territory, ready to be searched. */
export interface Finder {
	territory: string;
	last: Period;
	periods: Period[];
	sums: Sums[];
	all: Sums;
	world: WorldTotals | null;
	compliance: readonly ComplianceRow[];
}

/** Classes of requesters that hold over all years, by the slug a filter has for them. */
const CLASSES: Record<Branch, string> = { court: 'court', other: 'other-authority' };

const keyOf = (...values: (string | null)[]) => values.map((value) => value ?? '').join('|');

/** Adds up the counts of a territory's rows for every combination of at most two filters. */
export function makeFinder(
	territory: string,
	rows: readonly Row[],
	compliance: readonly ComplianceRow[],
	last: Period,
	world: WorldTotals | null
): Finder {
	const periods = periodsBetween(FIRST_PERIOD, last);
	const index = new Map(periods.map((period, i) => [period, i]));
	const found = new Map<string, Sums>();
	const sumsOf = (product: string | null, reason: string | null, requester: string | null, branch: boolean): Sums => {
		const key = keyOf(product, reason, requester);
		let sums = found.get(key);
		if (!sums) {
			const size = Number(product !== null) + Number(reason !== null) + Number(requester !== null);
			const first = requester !== null && !branch ? OUTCOMES_FROM : size > 0 ? BREAKDOWN_FROM : FIRST_PERIOD;
			const counts = () => new Float64Array(periods.length + 1);
			sums = {
				filters: { product, reason, requester },
				size,
				branch,
				first: index.get(first)!,
				rows: new Int32Array(periods.length + 1),
				requests: counts(),
				items: counts(),
				gaps: new Int32Array(periods.length + 1),
				outcomes: size < 2 ? OUTCOMES.map(counts) : null,
				wider: [],
				lesser: 0
			};
			found.set(key, sums);
		}
		return sums;
	};
	const all = sumsOf(null, null, null, false);
	for (const row of rows) {
		const at = index.get(row.period);
		if (at === undefined || (territory !== WORLD && row.territory !== territory)) continue;
		const { product, reason, requester, branch } = row;
		const into = [all];
		if (product !== null) into.push(sumsOf(product, null, null, false));
		if (reason !== null) into.push(sumsOf(null, reason, null, false));
		if (product !== null && reason !== null) into.push(sumsOf(product, reason, null, false));
		const requesters: [string, boolean][] = branch === null ? [] : [[CLASSES[branch], true]];
		if (requester !== null && row.period >= OUTCOMES_FROM) requesters.push([requester, false]);
		for (const [slug, isClass] of requesters) {
			into.push(sumsOf(null, null, slug, isClass));
			if (product !== null) into.push(sumsOf(product, null, slug, isClass));
			if (reason !== null) into.push(sumsOf(null, reason, slug, isClass));
		}
		for (const sums of into) {
			// A row without a number changes none: it is a gap, and no reason for a range of its own.
			if (row.requests !== null || row.items !== null) sums.rows[at + 1]++;
			sums.requests[at + 1] += row.requests ?? 0;
			sums.items[at + 1] += row.items ?? 0;
			if (row.requests === null) sums.gaps[at + 1]++;
			if (sums.outcomes && row.outcomes)
				for (let i = 0; i < OUTCOMES.length; i++) sums.outcomes[i][at + 1] += row.outcomes[OUTCOMES[i]];
		}
	}
	for (const sums of found.values()) {
		for (const counts of [sums.rows, sums.requests, sums.items, sums.gaps, ...(sums.outcomes ?? [])])
			for (let i = 1; i < counts.length; i++) counts[i] += counts[i - 1];
		const { product, reason, requester } = sums.filters;
		if (sums.size === 1) sums.wider = [all];
		if (sums.size === 2)
			sums.wider = [keyOf(null, reason, requester), keyOf(product, null, requester), keyOf(product, reason, null)]
				.map((key) => found.get(key))
				.filter((wider): wider is Sums => wider?.size === 1);
	}
	weighLesser([...found.values()]);
	const own = compliance.filter((row) => row.territory === territory && row.percent !== null);
	return { territory, last, periods, sums: [...found.values()], all, world, compliance: own };
}

/** Ranks the values of each filter by requests over all years; a combination weighs as its filters do together. */
function weighLesser(sums: readonly Sums[]): void {
	const total = ({ requests }: Sums) => requests.at(-1)!;
	const points = new Map<string, number>();
	for (const key of FILTER_KEYS)
		sums
			.filter(({ size, filters, branch }) => size === 1 && filters[key] !== null && !branch)
			.sort((a, b) => total(b) - total(a))
			.forEach(({ filters }, i) =>
				points.set(`${key} ${filters[key]}`, Math.min(COST.lesser.most, i * COST.lesser.each))
			);
	for (const one of sums)
		one.lesser = FILTER_KEYS.reduce((sum, key) => sum + (points.get(`${key} ${one.filters[key]}`) ?? 0), 0);
}

/** All territories together by their totals alone: what a number may be that a territory does not give. */
export function makeWorldFinder({ first, requests, items }: WorldTotals, last: Period): Finder {
	const rows = requests.map((count, i): Row => ({
		period: shift(first, i),
		territory: WORLD,
		requester: null,
		branch: null,
		product: null,
		reason: null,
		requests: count,
		requestsGap: null,
		items: items[i],
		itemsGap: null,
		outcomes: null
	}));
	return makeFinder(WORLD, rows, [], last, null);
}

/** Every range of half-years from an index on, with how such a range is quoted. */
function rangesOf({ periods }: Finder, first: number, sought: Sought): Range[] {
	const start = Math.max(first, periods.indexOf(HEADLINE_FROM));
	const end = periods.length - 1;
	const kindOf = (from: number, to: number): RangeKind => {
		const whole = halfOf(periods[from]) === 1;
		const closes = halfOf(periods[to]) === 2 || to === end;
		if (from < start) return from === first && closes ? 'early' : from === to ? 'half' : 'other';
		if (from === to) return 'half';
		if (from === start && to === end) return 'whole';
		if (whole && to === from + 1) return 'year';
		if (from === start) return closes ? 'since' : 'since-june';
		if (whole && to === end) return 'to-last';
		return whole && closes ? 'years' : 'other';
	};
	const ranges: Range[] = [];
	for (let from = first; from <= end; from++)
		for (let to = from; to <= end; to++) {
			const kind = kindOf(from, to);
			const tooNew = sought.date !== null && !isPublishedBy(periods[to], sought.date);
			const cost = rangeCost(periods[from], periods[to], kind, sought) + dateCost(periods[to], kind, sought);
			ranges.push({ from, to, kind, cost, tooNew });
		}
	return ranges;
}

/** Whether a count, or per cent, may be printed so. */
export function isGivenBy({ low, high }: Printed, value: number): boolean {
	return value >= low && (value < high || value === low);
}

const isFound = (printed: Printed, value: number) =>
	isGivenBy(printed, value) || (printed.cut !== undefined && value >= printed.high && value < printed.cut);

/** Points for how far a count lies from what is printed. */
function roundingCost({ value, low, high, percent }: Printed, at: number): number {
	const reach = Math.max(high - value, value - low);
	if (reach === 0) return 0;
	const farthest = percent ? COST.rounding.percent : COST.rounding.count;
	return farthest * Math.min(1, Math.abs(at - value) / reach) + (at >= high ? COST.cut : 0);
}

/** Points for what a text says of the range. */
function rangeCost(from: Period, to: Period, kind: RangeKind, { near, around }: Sought): number {
	const said = (hints: Hints) => hints.from !== null || hints.to !== null || hints.years !== null;
	const holds = (hints: Hints) =>
		(hints.from === null || hints.from === from) &&
		(hints.to === null || hints.to === to) &&
		(hints.years === null || Math.ceil(periodsBetween(from, to).length / 2) === hints.years);
	const usual = COST.range[kind];
	if (said(near)) {
		// A range that the text names is as natural as any; one end alone leaves the other to what is usual.
		if (holds(near)) return COST.with.range + (near.from !== null && near.to !== null ? 0 : usual / 2);
		const inside = near.from !== null && near.to !== null && from >= near.from && to <= near.to;
		return usual + (inside ? COST.against.inside : COST.against.range);
	}
	return usual + (said(around) && holds(around) ? COST.with.around : 0);
}

const FILTER_KEYS = ['product', 'reason', 'requester'] as const;

/** Points for the filters a scope has, and for those a text names. */
function filterCost(
	{ filters, branch, lesser }: Pick<Sums, 'filters' | 'branch' | 'lesser'>,
	{ near, around }: Sought
): number {
	let cost = lesser + (branch ? COST.branch : 0);
	for (const key of FILTER_KEYS) {
		const value = filters[key];
		const named = near[key];
		if (value !== null) cost += COST.filter;
		if (value !== null && named.includes(value)) cost += COST.with.filter;
		else if (value !== null && named.length > 0) cost += COST.against.filter;
		else if (value !== null && around[key].includes(value)) cost += COST.with.around;
		else if (value === null && named.length > 0) cost += COST.against.filter;
	}
	return cost;
}

function dateCost(to: Period, kind: RangeKind, { date }: Sought): number {
	if (date === null) return 0;
	if (!isPublishedBy(to, date)) return COST.date.tooNew;
	const current = kind === 'half' || kind === 'since' || kind === 'since-june';
	return current && isNewestOn(to, date) ? COST.date.newest : 0;
}

const sameOutcomes = (a: readonly Outcome[], b: readonly Outcome[]) =>
	a.length === b.length && a.every((outcome) => b.includes(outcome));

function outcomeCost(outcomes: readonly Outcome[], { near, around }: Sought): number {
	if (outcomes.length === 0) return near.outcome.length > 0 ? COST.against.kind : 0;
	if (near.outcome.length === 0)
		return COST.outcome + (sameOutcomes(outcomes, around.outcome) ? COST.with.around : COST.filter / 2);
	if (sameOutcomes(outcomes, near.outcome)) return 0;
	// "Removed" is often said of everything but "no action taken".
	return near.outcome.every((outcome) => outcomes.includes(outcome)) ? COST.outcome / 2 : COST.against.kind;
}

/** The sums of a combination of filters, and what it is a share of. */
interface Series {
	sums: Sums;
	measure: Measure;
	outcomes: readonly Outcome[];
	values: Float64Array;
}

function seriesOf(sums: Sums): Series[] {
	const plain: Series[] = [
		{ sums, measure: 'requests', outcomes: [], values: sums.requests },
		{ sums, measure: 'items', outcomes: [], values: sums.items }
	];
	if (!sums.outcomes) return plain;
	const { outcomes } = sums;
	return [
		...plain,
		...OUTCOME_SETS.map((set): Series => {
			const chosen = set.map((outcome) => outcomes[OUTCOMES.indexOf(outcome)]);
			const values = chosen[0].map((_, i) => chosen.reduce((sum, counts) => sum + counts[i], 0));
			return { sums, measure: 'items', outcomes: set, values };
		})
	];
}

function countedBy({ territory, periods }: Finder, series: Series, from: number, to: number): Counted {
	const { filters } = series.sums;
	const list = (value: string | null) => (value === null ? [] : [value]);
	return {
		territory,
		from: periods[from],
		to: periods[to],
		measure: series.measure,
		product: list(filters.product),
		reason: list(filters.reason),
		requester: list(filters.requester),
		outcome: series.outcomes
	};
}

/** All a search is about, so that what it finds can be said in one place. */
interface Search {
	finder: Finder;
	sought: Sought;
	/** By the half-year they begin with at the earliest. */
	ranges: Map<number, Range[]>;
	found: Found[];
}

const sumOf = (values: ArrayLike<number>, from: number, to: number) => values[to + 1] - values[from];

function rangesFrom({ finder, sought, ranges }: Search, first: number): Range[] {
	if (!ranges.has(first)) ranges.set(first, rangesOf(finder, first, sought));
	return ranges.get(first)!;
}

/** Points for what is counted, whatever the range and the number. */
function seriesCost(series: Series, sought: Sought): number {
	const { measure } = sought.near;
	return (
		filterCost(series.sums, sought) +
		outcomeCost(series.outcomes, sought) +
		(series.measure === 'items' ? COST.items : 0) +
		(measure !== null && measure !== series.measure ? COST.against.measure : 0)
	);
}

/** How a series gives numbers: its own count, or what it is held against. */
interface Giving {
	kind: FoundKind;
	series: Series;
	/** What the series is a share of; its territory is another for a share of all territories'. */
	base: { values: ArrayLike<number>; sums: Sums; scope(from: number, to: number): Counted } | null;
	cost: number;
}

/** A range of two filters is sought only where a writer would choose it. */
const isSought = ({ kind }: Range, { size }: Sums) => size < 2 || kind !== 'other';

/** Finds the ranges over which a series gives the number. Of those that hold the same rows the most natural one stands for all. */
function searchSeries(search: Search, { kind, series, base, cost }: Giving): void {
	const { finder, sought, found } = search;
	const { printed } = sought;
	const { sums, values, measure } = series;
	const earliest = series.outcomes.length > 0 ? OUTCOMES_FROM : measure === 'items' ? ITEMS_FROM : FIRST_PERIOD;
	const first = Math.max(sums.first, base?.sums.first ?? 0, finder.periods.indexOf(earliest));
	const whole = base?.sums ?? sums;
	const best = new Map<number, { range: Range; cost: number; at: number }>();
	for (const range of rangesFrom(search, first)) {
		const { from, to } = range;
		if (!isSought(range, sums)) continue;
		const value = sumOf(values, from, to);
		const of = base ? sumOf(base.values, from, to) : 1;
		const at = base ? (100 * value) / of : value;
		if (!isFound(printed, at) || of === 0 || (base && value === 0)) continue;
		if (sumOf(sums.rows, from, to) === 0 || (!(base && value === of) && isIdle(sums, range, sought))) continue;
		const points = cost + range.cost + roundingCost(printed, at) + (base && of < SMALL_BASE ? COST.small : 0);
		const rows = whole.rows[from] * 65_536 + whole.rows[to + 1];
		const other = best.get(rows);
		if (!other || points < other.cost) best.set(rows, { range, cost: points, at });
	}
	for (const { range, cost, at } of best.values()) {
		const { from, to, tooNew } = range;
		found.push({
			kind,
			scope: countedBy(finder, series, from, to),
			value: sumOf(values, from, to),
			base: base?.scope(from, to) ?? null,
			of: base ? sumOf(base.values, from, to) : null,
			at,
			atLeast: !base && sumOf(sums.gaps, from, to) > 0,
			row: null,
			tooNew,
			cost
		});
	}
}

/** Whether a scope counts the very rows of one with a filter less that no words ask for: then the filter says nothing. */
function isIdle(sums: Sums, { from, to }: Range, { near }: Sought): boolean {
	const rows = sumOf(sums.rows, from, to);
	return sums.wider.some((wider) => {
		const dropped = FILTER_KEYS.find((key) => sums.filters[key] !== wider.filters[key])!;
		return !near[dropped].includes(sums.filters[dropped]!) && sumOf(wider.rows, from, to) === rows;
	});
}

function searchCounts(search: Search, series: Series): void {
	const { sought } = search;
	const cost = seriesCost(series, sought) + (sought.near.world ? COST.against.kind : 0);
	searchSeries(search, { kind: 'count', series, base: null, cost });
}

/** A count as a share of another over the same range. */
function searchShares(search: Search, series: Series, base: Series): void {
	const { finder, sought } = search;
	const { near } = sought;
	searchSeries(search, {
		kind: 'share',
		series,
		base: { values: base.values, sums: base.sums, scope: (from, to) => countedBy(finder, base, from, to) },
		cost:
			seriesCost(series, sought) +
			(base.sums.size > 0 && series.outcomes.length === 0 ? COST.part : 0) +
			(series.measure === 'items' && series.outcomes.length === 0 ? COST.itemShare : 0) +
			(near.change || near.world ? COST.against.kind : 0)
	});
}

/** The territory's count as a share of all territories'. */
function searchWorld(search: Search, series: Series): void {
	const { finder, sought } = search;
	const { world, all, periods } = finder;
	if (!world || series.outcomes.length > 0 || finder.territory === WORLD) return;
	const first = periods.indexOf(world.first);
	const values = new Float64Array(periods.length + 1);
	for (let i = first; i < periods.length; i++) values[i + 1] = values[i] + (world[series.measure][i - first] ?? 0);
	const scope = (from: number, to: number) => ({ ...countedBy(finder, series, from, to), territory: WORLD });
	searchSeries(search, {
		kind: 'world',
		series,
		base: { values, sums: { ...all, first }, scope },
		cost:
			seriesCost(series, sought) +
			COST.world +
			(sought.near.world ? COST.with.kind : 0) +
			(sought.near.change ? COST.against.kind : 0)
	});
}

/** A year against the one before; a half-year against the one before, and against the same half a year earlier. */
function searchChanges(search: Search, series: Series): void {
	const { finder, sought, found } = search;
	const { periods } = finder;
	const { printed, near } = sought;
	const cost = seriesCost(series, sought) + COST.change + (near.change ? COST.with.kind : 0);
	for (const range of rangesFrom(search, periods.indexOf(HEADLINE_FROM))) {
		const { from, to } = range;
		const year = to === from + 1 && halfOf(periods[from]) === 1;
		for (const back of range.kind === 'half' ? [1, 2] : year ? [2] : []) {
			if (from < back) continue;
			const then = sumOf(series.values, from - back, to - back);
			const value = sumOf(series.values, from, to);
			const change = Math.abs((100 * (value - then)) / then);
			// "Increased by 478 %" is often said of what is 478 % of the count before.
			const ratio = (100 * value) / then;
			const swapped = near.change && !isFound(printed, change) && isFound(printed, ratio);
			const at = swapped ? ratio : change;
			if (then === 0 || !isFound(printed, at)) continue;
			found.push({
				kind: 'change',
				scope: countedBy(finder, series, from, to),
				value,
				base: countedBy(finder, series, from - back, to - back),
				of: then,
				at,
				atLeast: false,
				row: null,
				tooNew: range.tooNew,
				cost:
					cost +
					range.cost +
					roundingCost(printed, at) +
					(swapped ? COST.cut : 0) +
					(then < SMALL_BASE ? COST.small : 0)
			});
		}
	}
}

/** The share of requests complied with, of one half-year: shares of several can't be added up. */
function searchComplied(search: Search): void {
	const { finder, sought, found } = search;
	const { printed, near } = sought;
	const [all] = seriesOf(finder.all);
	const removed = near.outcome.length > 0 && near.outcome.every((outcome) => REMOVED.includes(outcome));
	const kindCost = removed ? 0 : COST.complied + (near.outcome.length > 0 ? COST.against.kind : 0);
	for (const row of finder.compliance) {
		const { period, branch, percent, requests } = row;
		const i = finder.periods.indexOf(period);
		if (percent === null || requests === null || i < 0 || !isFound(printed, percent)) continue;
		const range = rangesFrom(search, 0).find(({ from, to }) => from === i && to === i)!;
		const filters = { product: null, reason: null, requester: branch === 'all' ? null : CLASSES[branch] };
		const series = { ...all, sums: { ...all.sums, filters, branch: branch !== 'all' } };
		found.push({
			kind: 'complied',
			scope: countedBy(finder, series, i, i),
			value: percent,
			base: null,
			of: requests,
			at: percent,
			atLeast: false,
			row,
			tooNew: range.tooNew,
			cost:
				seriesCost(series, { ...sought, near: { ...near, outcome: [] } }) +
				range.cost +
				kindCost +
				(requests < SMALL_BASE ? COST.small : 0) +
				(near.world || near.change ? COST.against.kind : 0)
		});
	}
}

/** Whether a writer is likely to have meant a scope: a range that is quoted, and nothing that the text speaks against. */
export function isUsual({ cost, tooNew }: Found): boolean {
	return !tooNew && cost < COST.range.other - 1;
}

/** Order of readings: the most natural first, of equals the newest; then as they are found, which is always the same. */
function byCost(a: Found, b: Found): number {
	return (
		a.cost - b.cost ||
		(a.scope.to < b.scope.to ? 1 : a.scope.to > b.scope.to ? -1 : 0) ||
		(a.scope.from < b.scope.from ? -1 : a.scope.from > b.scope.from ? 1 : 0)
	);
}

/** Every scope that gives a printed number, the most natural first. */
export function findScopes(finder: Finder, sought: Sought): Found[] {
	const search: Search = { finder, sought, ranges: new Map(), found: [] };
	for (const sums of finder.sums) {
		const all = seriesOf(sums);
		if (!sought.printed.percent) {
			for (const series of all) searchCounts(search, series);
			continue;
		}
		for (const series of all) {
			if (series.outcomes.length > 0) searchShares(search, series, all[1]);
			else
				for (const wider of [...sums.wider, ...(sums.size === 2 ? [finder.all] : [])])
					searchShares(search, series, seriesOf(wider)[series.measure === 'requests' ? 0 : 1]);
			if (sums.size === 0) searchWorld(search, series);
			if (sums.size === 0 && series.outcomes.length === 0) searchChanges(search, series);
		}
	}
	if (sought.printed.percent) searchComplied(search);
	return search.found.sort(byCost);
}

/** The count of a scope with at most one value of each filter, as the finder has it; `null` where it has none such. */
export function countIn(finder: Finder, scope: Counted): number | null {
	const { product, reason, requester, outcome, measure } = scope;
	const one = (values: readonly string[]) => values[0] ?? null;
	const sums = finder.sums.find(
		({ filters }) =>
			filters.product === one(product) && filters.reason === one(reason) && filters.requester === one(requester)
	);
	const from = finder.periods.indexOf(scope.from);
	const to = finder.periods.indexOf(scope.to);
	if (!sums || from < 0 || to < from) return null;
	if (outcome.length === 0) return sumOf(sums[measure], from, to);
	if (!sums.outcomes) return null;
	return outcome.reduce((sum, one) => sum + sumOf(sums.outcomes![OUTCOMES.indexOf(one)], from, to), 0);
}

/** A scope beside the one that gives a number, with what it gives itself. */
export interface Near {
	scope: Counted;
	value: number;
	/** What the count is a share of, where the number is a share. */
	base: Counted | null;
	of: number | null;
	/** Its range is the one the text names. */
	named: boolean;
}

/** The scope that the words beside a number name, as far as they go. */
function scopeNamed(finder: Finder, { near }: Sought): Counted {
	const one = (values: readonly string[]) => values.slice(0, 1);
	return {
		territory: finder.territory,
		from: near.from ?? HEADLINE_FROM,
		to: near.to ?? finder.last,
		measure: near.outcome.length > 0 ? 'items' : (near.measure ?? 'requests'),
		product: one(near.product),
		reason: one(near.reason),
		requester: one(near.requester),
		outcome: near.outcome
	};
}

/**
 * What else is meant by the same words: the same filters over the range that the text names, where that gives another
 * number, and to later ends of years.
 */
export function nearMisses(finder: Finder, first: Found | undefined, sought: Sought): Near[] {
	const { near, printed } = sought;
	if (first ? first.kind !== 'count' && first.kind !== 'share' : printed.percent) return [];
	const scope = first?.scope ?? scopeNamed(finder, sought);
	const wanted: { from: Period; to: Period; named: boolean }[] = [];
	if (near.from !== null || near.to !== null)
		wanted.push({ from: near.from ?? scope.from, to: near.to ?? scope.to, named: true });
	if (first?.kind === 'count' && scope.from === HEADLINE_FROM)
		for (const to of [nextYearEnd(scope.to), finder.last]) wanted.push({ from: scope.from, to, named: false });
	const said = new Set<string>(first ? [`${scope.from}${scope.to}`] : []);
	return wanted.flatMap(({ from: named, to, named: isNamed }) => {
		const from = scope.outcome.length > 0 && named < OUTCOMES_FROM ? OUTCOMES_FROM : named;
		if (said.has(`${from}${to}`) || to > finder.last || from > to) return [];
		said.add(`${from}${to}`);
		const value = countIn(finder, { ...scope, from, to });
		const base = first?.base ? { ...first.base, from, to } : null;
		const of = base && countIn(finder, base);
		if (value === null || (base !== null && !of) || (base === null && value === first?.value)) return [];
		return [{ scope: { ...scope, from, to }, value, base, of, named: isNamed && from === named }];
	});
}

function nextYearEnd(period: Period): Period {
	return halfOf(period) === 2 ? shift(period, 2) : shift(period, 1);
}

/** Where no scope gives a number: the natural ones that come nearest to it. */
export function nearest(finder: Finder, sought: Sought, count = 3): Found[] {
	const { value, percent } = sought.printed;
	const reach = percent ? 2 : Math.max(2, value * 0.03);
	const wide = { ...sought.printed, low: value - reach, high: value + reach };
	return findScopes(finder, { ...sought, printed: wide })
		.filter(isUsual)
		.sort((a, b) => Math.abs(a.at - value) - Math.abs(b.at - value) || byCost(a, b))
		.slice(0, count);
}

/** All territories' counts by half-year, from 2011 on. */
export function worldTotalsOf(rows: readonly Row[], last: Period): WorldTotals {
	const periods = periodsBetween(HEADLINE_FROM, last);
	const of = (measure: Measure) => {
		const counts = periods.map(() => 0);
		for (const row of rows) if (row.period >= HEADLINE_FROM) counts[periods.indexOf(row.period)] += row[measure] ?? 0;
		return counts;
	};
	return { first: HEADLINE_FROM, requests: of('requests'), items: of('items') };
}
