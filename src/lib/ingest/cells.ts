import { FIRST_PERIOD, isPeriod, periodOf, type Period } from '#lib/domain/period.ts';
import type { Missing } from '#lib/domain/status.ts';

/** A count as a cell of Google's files gives it: a number, or the reason why there is none. */
export type Count = { value: number; gap: null } | { value: null; gap: Missing };

/** Under a trillion: sums of as many as a file may have rows are still exact. */
const NUMBER = /^\d{1,12}$/;
/** As spreadsheets save large numbers: `146 602`, with any of their spaces, or `146,602`. A count has no decimals. */
const GROUPED = /^[1-9]\d{0,2}(?:([ \u00a0\u202f,])\d{3})(?:\1\d{3}){0,2}$/;

/** A whole number of 0 or more; `null` when the cell is none. */
export function readWhole(cell: string): number | null {
	const text = cell.trim();
	if (NUMBER.test(text)) return Number(text);
	return GROUPED.test(text) ? Number(text.replace(/\D/g, '')) : null;
}

/** A count, `<10`, `?` or a blank; `null` when the cell is none of these. */
export function readCount(cell: string): Count | null {
	const text = cell.trim();
	const value = readWhole(text);
	if (value !== null) return { value, gap: null };
	if (/^<\s*10$/.test(text)) return { value: null, gap: 'withheld' };
	if (text === '?') return { value: null, gap: 'unknown' };
	if (text === '') return { value: null, gap: 'not-published' };
	return null;
}

/** A whole per cent from 0 to 100, or one of the gaps of `readCount`; `null` when the cell is none of these. */
export function readPercent(cell: string): Count | null {
	const count = readCount(cell);
	return count?.gap === 'withheld' || (count?.value ?? 0) > 100 ? null : count;
}

const periods = new Map<string, Period | null>();
/** No file reaches as far: a later year is a slip, and would stretch every axis. */
const LAST: Period = '2049H2';

/**
 * A half-year from `2009-12-31` (a midnight after it is let pass), `12/31/2009`, `31.12.2009`, `31/12/2009`,
 * `July - December 2009` or `2009H2`; else `null`. Its last day tells days from months.
 */
export function readPeriod(cell: string): Period | null {
	let period = periods.get(cell);
	if (period === undefined) {
		period = periodIn(cell.trim());
		if (period !== null && (period < FIRST_PERIOD || period > LAST)) period = null;
		// A file has some thirty; a broken one must not fill the memory.
		if (periods.size < 1000) periods.set(cell, period);
	}
	return period;
}

function periodIn(text: string): Period | null {
	if (isPeriod(text)) return text;
	const iso = /^(\d{4})-(06-30|12-31)(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text);
	if (iso) return periodOf(Number(iso[1]), iso[2] === '06-30' ? 1 : 2);
	const american = /^(0?6\/30|12\/31)\/(\d{4})$/.exec(text);
	if (american) return periodOf(Number(american[2]), american[1].startsWith('12') ? 2 : 1);
	const dayFirst = /^(30[./]0?6|31[./]12)[./](\d{4})$/.exec(text);
	if (dayFirst) return periodOf(Number(dayFirst[2]), dayFirst[1].startsWith('30') ? 1 : 2);
	const words = /^(January\s*[-–]\s*June|July\s*[-–]\s*December)\s+(\d{4})$/i.exec(text);
	if (words) return periodOf(Number(words[2]), /^jan/i.test(words[1]) ? 1 : 2);
	return null;
}
