import { HEADLINE_FROM, OUTCOMES_FROM, shift, type Period } from '#lib/domain/period.ts';
import type { Measure, Row } from '#lib/domain/row.ts';
import type { Difference, EditionCheck } from './catalog.ts';
import type { Source } from './read.ts';

/** Sums by territory and period; the key sorts as period, then territory. */
type Sums = Map<string, number>;

interface Counted {
	period: Period;
	territory: string;
	count: number;
}

function sumsOf(counted: Iterable<Counted>, from: Period, to: Period): Sums {
	const sums: Sums = new Map();
	for (const { period, territory, count } of counted) {
		if (period < from || period > to) continue;
		const key = `${period} ${territory}`;
		sums.set(key, (sums.get(key) ?? 0) + count);
	}
	return sums;
}

/** What a file says of one measure, and from when to when. */
export interface Counts {
	measure: Measure;
	from: Period;
	to: Period;
	counted: readonly Counted[];
}

/** From when to when the shares complied with also confirm a measure: the historical 2019H1 is counted by the old method. */
export const HISTORICAL_REACH = { from: HEADLINE_FROM, to: shift(OUTCOMES_FROM, -1) };

/** What a file can confirm: requests and items are each counted in one way there. */
export function countsOf(source: Source): Counts[] {
	if (source.report.periods === null) return [];
	const { last } = source.report.periods;
	switch (source.layout) {
		case 'modern-detailed': {
			const counted = source.rows.map((row) => ({ ...row, count: row.requests }));
			return [{ measure: 'requests', from: HEADLINE_FROM, to: last, counted }];
		}
		case 'modern-requests': {
			const counted = source.rows.map((row) => ({ ...row, count: row.items }));
			return [{ measure: 'items', from: OUTCOMES_FROM, to: last, counted }];
		}
		case 'historical-requests':
			return (['requests', 'items'] as const).map((measure) => ({
				measure,
				...HISTORICAL_REACH,
				counted: source.rows.flatMap(({ period, territory, shares }) => {
					const count = shares.all[measure].value;
					return count === null ? [] : [{ period, territory, count }];
				})
			}));
		case 'flat':
		case 'historical-detailed':
		case 'extract':
		case 'compliance':
			return [];
	}
}

/** No row and a sum of 0 say the same: none was counted. */
function differences(measure: Measure, here: Sums, there: Sums): Difference[] {
	const keys = [...new Set([...here.keys(), ...there.keys()])].sort();
	return keys
		.filter((key) => (here.get(key) ?? 0) !== (there.get(key) ?? 0))
		.map((key) => {
			const [period, territory] = key.split(' ') as [Period, string];
			return { territory, period, measure, here: here.get(key) ?? null, there: there.get(key) ?? null };
		});
}

const total = (sums: Sums) => [...sums.values()].reduce((sum, count) => sum + count, 0);

/** Compares an edition's cube with another file of Google's, by territory and half-year. */
export function checkAgainst(
	rows: readonly Row[],
	counts: readonly Counts[],
	id: string,
	what: string
): EditionCheck[] {
	return counts.map(({ measure, from, to, counted }) => {
		const own = rows.map((row) => ({
			period: row.period,
			territory: row.territory,
			count: row[measure] ?? 0
		}));
		const here = sumsOf(own, from, to);
		const there = sumsOf(counted, from, to);
		const differing = differences(measure, here, there);
		const of = new Set([...here.keys(), ...there.keys()]).size;
		return {
			source: id,
			what,
			measure,
			periods: { first: from, last: to },
			agree: of - differing.length,
			of,
			net: total(here) - total(there),
			differences: differing
		};
	});
}

/** Periods in which requests or items have been compared with nothing. */
export function uncheckedPeriods(periods: readonly Period[], checks: readonly EditionCheck[]): Period[] {
	const covered = (period: Period, measure: Measure) =>
		checks.some((check) => check.measure === measure && check.periods.first <= period && period <= check.periods.last);
	return periods.filter((period) => !covered(period, 'requests') || !covered(period, 'items'));
}
