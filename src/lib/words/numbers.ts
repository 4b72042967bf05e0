import { formatLocale } from 'd3';
import type { Measure } from '#lib/domain/row.ts';
import { SMALL_BASE } from '#lib/domain/slot.ts';
import { m } from './messages/messages.js';

/** Chromium has no Kazakh data behind `Intl`, so the signs come from the catalogue. */
function signs() {
	return formatLocale({
		decimal: m.number_decimal(),
		thousands: m.number_group(),
		grouping: [3],
		currency: ['', ''],
		minus: '−'
	});
}

/** A count: `146,607`. */
export function number(value: number): string {
	return signs().format(',d')(value);
}

/** A count with its sign, for a difference: `+127`, `−58`, `0`. */
export function difference(value: number): string {
	return value === 0 ? '0' : signs().format('+,d')(value);
}

/** Whether a base is there, and too small for a percentage. */
export function isSmall(base: number | null): boolean {
	return base !== null && base > 0 && base < SMALL_BASE;
}

/** Per cent of a base, for a mark or an axis; `null` below `SMALL_BASE`, where no mark may be drawn. */
export function percentOf(part: number, base: number): number | null {
	return base < SMALL_BASE ? null : (100 * part) / base;
}

/** `17 %`, `1.6 %`, `99.4 %`, `under 0.1 %`: one decimal where a whole per cent would hide what matters. */
export function percent(value: number): string {
	if (value > 0 && value < 0.1) return m.percent_under({ value: signs().format('.1f')(0.1) });
	if (value > 99.9 && value < 100) return m.percent_over({ value: signs().format('.1f')(99.9) });
	const digits = value === 0 || value === 100 || (value >= 10 && value <= 90) || value > 100 ? 0 : 1;
	return m.percent({ value: signs().format(`.${digits}f`)(value) });
}

/** A change in per cent with its sign: `−56 %`, `+38 %`. */
export function signedPercent(value: number): string {
	const size = Math.abs(value);
	const sign = value < 0 ? '−' : '+';
	// Words like "over 99.9 %" can't follow a sign: the last tenth is cut, not rounded into "all" or "none".
	const shown = size < 100 ? Math.min(99.9, Math.max(0.1, size)) : size;
	return `${sign}${percent(shown)}`;
}

/** A percentage that was published whole: no decimal is made up. */
export function wholePercent(value: number): string {
	return m.percent({ value: number(value) });
}

/** A share with its base, the only way one is said: `24 of 49 (49 %)`, and below the small base `3 of 4`. */
export function share(part: number, base: number): string {
	const counts = { part: number(part), base: number(base) };
	const value = percentOf(part, base);
	return value === null ? m.share_small(counts) : m.share({ ...counts, percent: percent(value) });
}

/**
 * A share with its base and unit: `24 of 49 requests (49 %)`.
 * @param digits decimals of the percentage, where it is held against a printed one
 */
export function shareOf(part: number, base: number, measure: Measure, digits?: number): string {
	const counts = { part: number(part), base: number(base), count: base };
	const value = percentOf(part, base);
	if (value === null)
		return measure === 'requests' ? m.share_of_requests_small(counts) : m.share_of_items_small(counts);
	const exact = digits === undefined ? null : m.percent({ value: signs().format(`.${digits}f`)(value) });
	const input = { ...counts, percent: exact ?? percent(value) };
	return measure === 'requests' ? m.share_of_requests(input) : m.share_of_items(input);
}

/** A count on an axis, short: `100k`. */
export function axisNumber(value: number): string {
	if (value >= 999_500) return m.axis_millions({ value: signs().format('.3~r')(value / 1e6) });
	if (value >= 1e3) return m.axis_thousands({ value: signs().format('.3~r')(value / 1e3) });
	return number(value);
}

/** Bytes as a reader meets them: `14 kB`, `1.9 MB`. */
export function bytes(value: number): string {
	if (value < 1e3) return m.bytes_b({ value: number(value) });
	if (value < 1e6) return m.bytes_kb({ value: number(Math.round(value / 1e3)) });
	return m.bytes_mb({ value: signs().format(value < 1e8 ? '.1f' : '.0f')(value / 1e6) });
}
