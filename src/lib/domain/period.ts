/** A half-year as Google reports it, named by year and half: `2019H1` is January to June 2019. Sorts as text. */
export type Period = `${number}H${1 | 2}`;

/** The first half-year Google published; its numbers under ten are withheld. */
export const FIRST_PERIOD: Period = '2009H2';
/** Items were first counted for January to June 2010. */
export const ITEMS_FROM: Period = '2010H1';
/** Product, reason and requester are published as one table from here on. */
export const BREAKDOWN_FROM: Period = '2011H1';
/** From here on Google publishes outcomes of items; before, a share of requests complied with. */
export const OUTCOMES_FROM: Period = '2019H1';
/** Google's headline totals, and most quoted figures, begin here. */
export const HEADLINE_FROM: Period = '2011H1';

export function isPeriod(text: string): text is Period {
	return /^(19|20)\d\dH[12]$/.test(text);
}

export function periodOf(year: number, half: 1 | 2): Period {
	return `${year}H${half}`;
}

export function yearOf(period: Period): string {
	return period.slice(0, 4);
}

export function halfOf(period: Period): 1 | 2 {
	return period.endsWith('H1') ? 1 : 2;
}

/** The period `n` half-years later (earlier when `n` is negative). */
export function shift(period: Period, n: number): Period {
	const ordinal = Number(yearOf(period)) * 2 + halfOf(period) - 1 + n;
	return periodOf(Math.floor(ordinal / 2), ordinal % 2 === 0 ? 1 : 2);
}

/** Every half-year from `from` to `to`, both included; empty when `from` is later. */
export function periodsBetween(from: Period, to: Period): Period[] {
	const periods: Period[] = [];
	for (let period = from; period <= to; period = shift(period, 1)) periods.push(period);
	return periods;
}

/** The last day of the period as an ISO date, the form Google's "Period Ending" has. */
export function endOf(period: Period): string {
	return `${yearOf(period)}-${halfOf(period) === 1 ? '06-30' : '12-31'}`;
}

/** Halves of `year` that lie inside the range: two make a whole year, fewer must not be drawn as one. */
export function halvesInRange(year: string, from: Period, to: Period): Period[] {
	return ([`${year}H1`, `${year}H2`] as Period[]).filter((half) => half >= from && half <= to);
}
