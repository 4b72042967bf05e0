import type { Codebook } from '#lib/domain/codebook.ts';
import { GRAINS, type Grain, type Held, type Holdings } from '#lib/domain/holding.ts';
import { OUTCOMES } from '#lib/domain/outcome.ts';
import { HEADLINE_FROM, ITEMS_FROM, OUTCOMES_FROM, type Period } from '#lib/domain/period.ts';
import type { ComplianceRow, Measure } from '#lib/domain/row.ts';
import { COMPLIANCE_COLUMNS, OWN_COLUMNS, TABLE_OF, type TableName, type TerritoryTotals } from './canonical.ts';
import { complianceLine, complianceOf, complianceRow, removalLine } from './edition.ts';
import {
	breakdownFrom,
	candidatesOf,
	cellsOf,
	countedTogether,
	countsTotals,
	feedsOf,
	HELD,
	isOldMethod,
	keyOf,
	reach,
	type Candidate,
	type Cell,
	type Feeds
} from './feeds.ts';
import type { RequestsRule, Source } from './read.ts';

/** A stretch of half-years of one measure at one grain, and the file it comes from. */
export interface Feed {
	held: Held | 'compliance';
	grain: Grain;
	file: string;
	from: Period;
	to: Period;
	/** 2019H1 as counted by the old method. */
	old: boolean;
}

/** Two files that say the same thing, compared by territory and half-year. */
export interface Comparison {
	measure: Measure;
	/** The one that is shown. */
	file: string;
	other: string;
	/** What the other counts as requests. */
	rule: RequestsRule | null;
	from: Period;
	to: Period;
	agree: number;
	of: number;
	/** Sum of the one shown less that of the other. */
	net: number;
	/** Kazakhstan's first, then the largest; up to a limit. `null`: no row. */
	differences: { period: Period; territory: string; here: number | null; there: number | null }[];
	differing: number;
}

/** 2019H1 in a file that is not counted there, because another one has it. */
export interface LeftOut {
	measure: Measure;
	file: string;
	counted: string;
	world: number;
	kazakhstan: number;
}

/** Two editions of one layout: only one is counted for a half-year. */
export interface Superseded {
	file: string;
	by: string;
	/** Both say the same of every half-year they share. */
	same: boolean;
	/** Half-years for which the older one is still counted, because the newer does not have them. */
	still: Period[];
}

export interface Sum {
	value: number;
	from: Period;
	to: Period;
}

/** An edition made from a reader's files: rows by grain, what it holds, and how it was put together. */
export interface OwnEdition {
	rows: Partial<Record<Grain, Cell[]>>;
	compliance: ComplianceRow[];
	codebook: Codebook;
	holdings: Holdings;
	first: Period;
	last: Period;
	feeds: Feed[];
	comparisons: Comparison[];
	leftOut: LeftOut[];
	superseded: Superseded[];
	/** Requests and items by territory, over all that is held from 2011 on. */
	territories: TerritoryTotals[];
	/** Files that are not counted, because beside the others they would pass for the whole, or the others beside them. */
	aside: string[];
	/** Files whose counts of requests are request-outcome pairs, with what they give for Kazakhstan. */
	pairs: { file: string; kazakhstan: number; world: number }[];
}

const MOST_DIFFERENCES = 100;

/** Puts an edition together; `null` when no file has a row. */
export function ownEdition(sources: readonly Source[], codebook: Codebook): OwnEdition | null {
	const { counted: candidates, aside } = countedTogether(
		candidatesOf(sources.filter(({ layout }) => layout !== 'compliance'))
	);
	const periods = reach(candidates);
	const shares = sharesOf(sources);
	const compliance = complianceRows(shares);
	if (periods.length === 0) return null;
	const feeds = feedsOf(candidates);
	const cells = new Memo();
	const grains = grainsOf(feeds);
	const breakdown = breakdownFrom(candidates);
	const rows: OwnEdition['rows'] = {};
	for (const grain of grains) rows[grain] = rowsOf(grain, feeds, cells, breakdown);
	const totals = rows.totals ?? rowsOf('totals', feeds, cells, breakdown);
	const held = Object.fromEntries(
		GRAINS.map((grain) => [
			grain,
			Object.fromEntries(HELD.map((held) => [held, [...feeds[held][grain].keys()].sort()]))
		])
	) as unknown as Holdings['held'];
	const oldMethod = (measure: Measure) => {
		const one = feeds[measure].totals.get(OUTCOMES_FROM);
		return one !== undefined && isOldMethod(one, OUTCOMES_FROM);
	};
	return {
		rows,
		compliance,
		codebook: present(codebook, [...totals, ...Object.values(rows).flat()], compliance),
		holdings: {
			held,
			tables: grains,
			compliance: [...new Set(compliance.map(({ period }) => period))].sort(),
			breakdownFrom: breakdown,
			pairs: candidates.some(({ rule }) => rule === 'request-outcome pairs'),
			outcomesEstimated: [...feeds.outcomes.totals.values()].some(({ source }) => isEstimated(source)),
			oldMethod2019: (['requests', 'items'] as const).filter(oldMethod)
		},
		first: periods[0],
		last: periods.at(-1)!,
		feeds: feedList(feeds, shares, breakdown),
		comparisons: compared(candidates, feeds, cells),
		leftOut: leftOut(candidates, feeds, cells),
		superseded: superseded(candidates, feeds, cells),
		territories: territoryTotals(totals, feeds),
		aside: aside.map(({ source }) => source.report.file),
		pairs: candidates
			.filter(({ rule }) => rule === 'request-outcome pairs')
			.map(({ source }) => {
				const all = [...cells.of(source, 'totals').values()];
				return {
					file: source.report.file,
					kazakhstan: sumOf(all.filter(({ territory }) => territory === 'KZ')),
					world: sumOf(all)
				};
			})
	};
}

/** Outcomes from percentages; an extract of own files may have been made from such, where they do not add up. */
function isEstimated({ layout, rows, report }: Source): boolean {
	if (layout !== 'extract') return layout === 'modern-requests';
	return report.tallies['outcomes-off'] !== undefined && rows.some(({ edition }) => edition.startsWith('own-'));
}

const sumOf = (cells: readonly Cell[]) => cells.reduce((sum, { requests }) => sum + (requests ?? 0), 0);

/** Cells of a source at a grain, made once. */
class Memo {
	readonly #cells = new Map<Source, Map<Grain, Map<string, Cell>>>();

	of(source: Source, grain: Grain): Map<string, Cell> {
		let grains = this.#cells.get(source);
		if (!grains) this.#cells.set(source, (grains = new Map()));
		let cells = grains.get(grain);
		if (!cells) grains.set(grain, (cells = cellsOf(source, grain)));
		return cells;
	}
}

/** A margin needs a table of its own only where any of its half-years comes from another file than the cube's. */
function grainsOf(feeds: Feeds): Grain[] {
	const cube = HELD.some((held) => feeds[held].cube.size > 0);
	const differs = (grain: Grain) =>
		HELD.some((held) => {
			const [own, whole] = [feeds[held][grain], feeds[held].cube];
			return own.size !== whole.size || [...own].some(([period, one]) => whole.get(period) !== one);
		});
	return GRAINS.filter((grain) => (grain === 'cube' ? cube : differs(grain)));
}

/** The rows of a grain: each count from the file that feeds it for the half-year. */
function rowsOf(grain: Grain, feeds: Feeds, cells: Memo, breakdown: Period): Cell[] {
	const rows = new Map<string, Cell>();
	const take = (held: Held, from: ReadonlyMap<string, Cell>, wanted: ReadonlySet<Period>) => {
		for (const [key, cell] of from) {
			if (!wanted.has(cell.period)) continue;
			let row = rows.get(key);
			if (!row) {
				row = { ...cell, requests: null, requestsGap: null, items: null, itemsGap: null, outcomes: null };
				rows.set(key, row);
			}
			if (held === 'outcomes') row.outcomes = cell.outcomes;
			else {
				row[held] = cell[held];
				row[`${held}Gap`] = cell[held] === null ? (cell[`${held}Gap`] ?? 'not-published') : null;
			}
		}
	};
	for (const held of HELD)
		for (const one of new Set(feeds[held][grain].values())) {
			const at = [...feeds[held][grain]].filter(([, other]) => other === one).map(([period]) => period);
			// Before the breakdown a file of totals feeds every grain.
			const [early, late] = [at.filter((period) => period < breakdown), at.filter((period) => period >= breakdown)];
			if (early.length > 0) take(held, cells.of(one.source, 'totals'), new Set(early));
			if (late.length > 0) take(held, cells.of(one.source, grain), new Set(late));
		}
	for (const row of rows.values()) complete(row, grain, feeds);
	return [...rows.values()];
}

/** Where a file is counted and has no such cell, it has none of it; where no file is, it is not here. */
function complete(row: Cell, grain: Grain, feeds: Feeds): void {
	for (const measure of ['requests', 'items'] as const) {
		if (row[measure] !== null || row[`${measure}Gap`] !== null) continue;
		if (feeds[measure][grain].has(row.period)) row[measure] = 0;
		else row[`${measure}Gap`] = measure === 'items' && row.period < ITEMS_FROM ? 'not-published' : 'not-held';
	}
	if (row.outcomes === null && row.items === 0 && feeds.outcomes[grain].has(row.period))
		row.outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Cell['outcomes'];
}

/** The file of the shares complied with that reaches furthest: two editions of one file are never put together. */
function sharesOf(sources: readonly Source[]): Source | undefined {
	return sources
		.filter(({ layout, report }) => (layout === 'historical-requests' || layout === 'compliance') && report.periods)
		.toSorted((a, b) => order(b.report.periods!.last, a.report.periods!.last))[0];
}

/** Rows of the shares, the first of a cell that the file repeats: a percentage can't be added. */
function complianceRows(shares: Source | undefined): ComplianceRow[] {
	const rows =
		shares?.layout === 'historical-requests'
			? complianceOf(shares.rows)
			: shares?.layout === 'compliance'
				? shares.rows.map(complianceRow)
				: [];
	const met = new Set<string>();
	return rows.filter(({ period, territory, branch }) => {
		const key = `${period} ${territory} ${branch}`;
		return !met.has(key) && met.add(key);
	});
}

function present(codebook: Codebook, rows: readonly Cell[], compliance: readonly ComplianceRow[]): Codebook {
	const codes = new Set<string>([...rows, ...compliance].map(({ territory }) => territory));
	return { ...codebook, territories: codebook.territories.filter(({ slug }) => codes.has(slug)) };
}

function feedList(feeds: Feeds, shares: Source | undefined, breakdown: Period): Feed[] {
	const list: Feed[] = [];
	for (const held of HELD)
		for (const grain of GRAINS)
			for (const [period, one] of [...feeds[held][grain]].sort(([a], [b]) => (a < b ? -1 : 1))) {
				// Totals of before the breakdown stand in every table, and divide nothing.
				if (grain !== 'totals' && period < breakdown) continue;
				const { file } = one.source.report;
				const old = held !== 'outcomes' && isOldMethod(one, period);
				const last = list.at(-1);
				if (last?.held === held && last.grain === grain && last.file === file && last.old === old) last.to = period;
				else list.push({ held, grain, file, from: period, to: period, old });
			}
	if (shares) {
		const { first, last } = shares.report.periods!;
		list.push({ held: 'compliance', grain: 'totals', file: shares.report.file, from: first, to: last, old: false });
	}
	return list;
}

type Sums = Map<string, number | null>;

/** Counts of a measure by period and territory; a gap is no number to compare. */
function sumsOf(cells: ReadonlyMap<string, Cell>, measure: Measure, wanted: (period: Period) => boolean): Sums {
	const sums: Sums = new Map();
	for (const cell of cells.values())
		if (wanted(cell.period) && cell[measure] !== null) sums.set(`${cell.period}\t${cell.territory}`, cell[measure]);
	return sums;
}

/** Every file that counts a measure, against the one that is shown, over the half-years both have. */
function compared(candidates: readonly Candidate[], feeds: Feeds, cells: Memo): Comparison[] {
	const found: Comparison[] = [];
	for (const measure of ['requests', 'items'] as const) {
		const feed = feeds[measure].totals;
		for (const shown of new Set(feed.values()))
			for (const other of candidates) {
				if (other === shown || !countsTotals(other.source, measure)) continue;
				const shared = [...feed]
					.filter(([period, one]) => one === shown && period >= other.first && period <= other.last)
					.map(([period]) => period)
					.filter((period) => period >= HEADLINE_FROM && !isOldMethod(other, period))
					.sort();
				if (shared.length === 0) continue;
				const wanted = new Set(shared);
				const here = sumsOf(cells.of(shown.source, 'totals'), measure, (period) => wanted.has(period));
				const there = sumsOf(cells.of(other.source, 'totals'), measure, (period) => wanted.has(period));
				const keys = [...new Set([...here.keys(), ...there.keys()])];
				const differing = keys.filter((key) => (here.get(key) ?? 0) !== (there.get(key) ?? 0));
				const off = (key: string) => Math.abs((here.get(key) ?? 0) - (there.get(key) ?? 0));
				const kazakh = (key: string) => Number(!key.endsWith('\tKZ'));
				differing.sort((a, b) => kazakh(a) - kazakh(b) || off(b) - off(a) || (a < b ? -1 : 1));
				const total = (sums: Sums) => [...sums.values()].reduce<number>((sum, count) => sum + (count ?? 0), 0);
				found.push({
					measure,
					file: shown.source.report.file,
					other: other.source.report.file,
					rule: measure === 'requests' ? other.rule : null,
					from: shared[0],
					to: shared.at(-1)!,
					agree: keys.length - differing.length,
					of: keys.length,
					net: total(here) - total(there),
					differing: differing.length,
					differences: differing.slice(0, MOST_DIFFERENCES).map((key) => {
						const [period, territory] = key.split('\t') as [Period, string];
						return { period, territory, here: here.get(key) ?? null, there: there.get(key) ?? null };
					})
				});
			}
	}
	return found;
}

/** What the historical files have of 2019H1, where a newer file is counted instead. */
function leftOut(candidates: readonly Candidate[], feeds: Feeds, cells: Memo): LeftOut[] {
	return (['requests', 'items'] as const).flatMap((measure) => {
		const counted = feeds[measure].totals.get(OUTCOMES_FROM);
		return candidates
			.filter((one) => counted && one !== counted && isOldMethod(one, OUTCOMES_FROM) && one.last >= OUTCOMES_FROM)
			.filter((one) => countsTotals(one.source, measure))
			.map((one) => {
				const sums = sumsOf(cells.of(one.source, 'totals'), measure, (period) => period === OUTCOMES_FROM);
				return {
					measure,
					file: one.source.report.file,
					counted: counted!.source.report.file,
					world: [...sums.values()].reduce<number>((sum, count) => sum + (count ?? 0), 0),
					kazakhstan: sums.get(`${OUTCOMES_FROM}\tKZ`) ?? 0
				};
			});
	});
}

/** Editions of one layout: the one that reaches furthest is counted, an older one only where the newer has nothing. */
function superseded(candidates: readonly Candidate[], feeds: Feeds, cells: Memo): Superseded[] {
	const found: Superseded[] = [];
	for (const layout of new Set(candidates.map(({ source }) => source.layout))) {
		const editions = candidates.filter(({ source }) => source.layout === layout);
		const used = (one: Candidate) =>
			HELD.flatMap((held) => GRAINS.flatMap((grain) => [...feeds[held][grain]].filter(([, other]) => other === one)));
		const [newest, ...older] = editions.sort(
			(a, b) => order(b.last, a.last) || used(b).length - used(a).length || order(a.first, b.first)
		);
		for (const one of older) {
			// Files of other half-years go together: no two are of the same.
			if (one.last < newest.first) continue;
			const still = [...new Set(used(one).map(([period]) => period))].sort();
			const finest: Grain =
				layout === 'modern-requests' ? 'by-requester' : layout.endsWith('requests') ? 'totals' : 'cube';
			const grain = layout === 'modern-detailed' ? 'by-product-reason' : finest;
			found.push({
				file: one.source.report.file,
				by: newest.source.report.file,
				same: equal(cells.of(one.source, grain), cells.of(newest.source, grain), one, newest),
				still
			});
		}
	}
	return found;
}

function equal(a: Map<string, Cell>, b: Map<string, Cell>, one: Candidate, other: Candidate): boolean {
	const first = one.first > other.first ? one.first : other.first;
	const last = one.last < other.last ? one.last : other.last;
	const shared = (cells: Map<string, Cell>) =>
		[...cells.values()].filter(({ period }) => period >= first && period <= last);
	const mine = shared(a);
	return (
		mine.length === shared(b).length &&
		mine.every((cell) => {
			const same = b.get(keyOf(cell));
			return same !== undefined && same.requests === cell.requests && same.items === cell.items;
		})
	);
}

function territoryTotals(totals: readonly Cell[], feeds: Feeds): OwnEdition['territories'] {
	const sums = new Map<string, { requests: number; items: number }>();
	for (const { territory, period, requests, items } of totals) {
		const sum = sums.get(territory) ?? { requests: 0, items: 0 };
		sums.set(territory, sum);
		if (period < HEADLINE_FROM) continue;
		sum.requests += requests ?? 0;
		sum.items += items ?? 0;
	}
	const any = (measure: Measure) => [...feeds[measure].totals.keys()].some((period) => period >= HEADLINE_FROM);
	const [requests, items] = [any('requests'), any('items')];
	return [...sums]
		.map(([code, sum]) => ({ code, requests: requests ? sum.requests : null, items: items ? sum.items : null }))
		.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A table in pieces: its header, then the lines of each territory. */
export interface OwnTable {
	header: string;
	territories: [code: string, lines: string][];
	rows: number;
}

/** Lines of a territory: by period, then by what they are divided by. */
export const columnOrder = (a: Cell, b: Cell) =>
	order(a.period, b.period) ||
	order(a.requester, b.requester) ||
	order(a.product, b.product) ||
	order(a.reason, b.reason);

/** Code units, `null` last: the order of answers. */
function order(a: string | null, b: string | null): number {
	if (a === b) return 0;
	if (a === null) return 1;
	if (b === null) return -1;
	return a < b ? -1 : 1;
}

/** The canonical tables of an edition, a territory at a time: a page reads one, DuckDB all. */
export function ownTables({ rows, compliance }: OwnEdition): Partial<Record<TableName, OwnTable>> {
	const tables: Partial<Record<TableName, OwnTable>> = {};
	for (const grain of GRAINS) {
		const cells = rows[grain];
		if (cells) tables[TABLE_OF[grain]] = tableOf(OWN_COLUMNS, cells, columnOrder, ownLine);
	}
	if (compliance.length > 0) {
		const inOrder = (a: ComplianceRow, b: ComplianceRow) => order(a.period, b.period) || order(a.branch, b.branch);
		tables.compliance = tableOf(COMPLIANCE_COLUMNS, compliance, inOrder, complianceLine);
	}
	return tables;
}

/** A table in pieces, the same for the same rows whatever their order. */
export function tableOf<R extends { territory: string }>(
	columns: readonly string[],
	rows: readonly R[],
	compare: (a: R, b: R) => number,
	line: (row: R) => (string | number | null)[]
): OwnTable {
	const byTerritory = new Map<string, R[]>();
	for (const row of rows) {
		const list = byTerritory.get(row.territory);
		if (list) list.push(row);
		else byTerritory.set(row.territory, [row]);
	}
	const text = (list: R[]) =>
		list
			.sort(compare)
			.map((row) => `${line(row).join(',')}\n`)
			.join('');
	return {
		header: `${columns.join(',')}\n`,
		territories: [...byTerritory].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, list]) => [code, text(list)]),
		rows: rows.length
	};
}

const statusOf = (gap: string | null) => gap ?? 'reported';

const ownLine = (row: Cell) => [...removalLine(row), statusOf(row.requestsGap), statusOf(row.itemsGap)];
