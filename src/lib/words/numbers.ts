import type { Measure } from '#lib/domain/row.ts';
import { SMALL_BASE } from '#lib/domain/slot.ts';
import { m } from './messages/messages.js';

/**
 * A number with so many decimals. Chromium has no Kazakh data behind `Intl`, so the signs come from the catalogue; d3-format,
 * which takes signs, would be a fiftieth of the first page.
 */
function written(value: number, digits: number): string {
	const [whole, decimals] = Math.abs(value).toFixed(digits).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, m.number_group());
	const zero = !/[1-9]/.test(whole + (decimals ?? ''));
	return `${value < 0 && !zero ? '−' : ''}${grouped}${decimals ? m.number_decimal() + decimals : ''}`;
}

/** A number with three digits that count at the most, and no zeros at the end of its decimals. */
export function short(value: number): string {
	const rounded = Number(value.toPrecision(3));
	return written(rounded, (String(rounded).split('.')[1] ?? '').length);
}

/** A count: `146,607`. */
export function number(value: number): string {
	return written(value, 0);
}

/** A count with its sign, for a difference: `+127`, `−58`, `0`. */
export function difference(value: number): string {
	return `${value > 0 ? '+' : ''}${written(value, 0)}`;
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
	if (value > 0 && value < 0.1) return m.percent_under({ value: written(0.1, 1) });
	if (value > 99.9 && value < 100) return m.percent_over({ value: written(99.9, 1) });
	const digits = value === 0 || value === 100 || (value >= 10 && value <= 90) || value > 100 ? 0 : 1;
	return m.percent({ value: written(value, digits) });
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
	// Rounded as the printed one is, but never to all or to nothing where it is neither.
	const rounded = digits === undefined ? null : Number(value.toFixed(digits));
	const hides = rounded === null || (part !== base && rounded === 100) || (part !== 0 && rounded === 0);
	const input = { ...counts, percent: hides ? percent(value) : m.percent({ value: written(value, digits!) }) };
	return measure === 'requests' ? m.share_of_requests(input) : m.share_of_items(input);
}

/** A count on an axis, short: `100k`. */
export function axisNumber(value: number): string {
	if (value >= 999_500) return m.axis_millions({ value: short(value / 1e6) });
	if (value >= 1e3) return m.axis_thousands({ value: short(value / 1e3) });
	return number(value);
}

/** Bytes as a reader meets them: `14 kB`, `1.9 MB`. */
export function bytes(value: number): string {
	if (value < 1e3) return m.bytes_b({ value: number(value) });
	if (value < 1e6) return m.bytes_kb({ value: number(Math.round(value / 1e3)) });
	return m.bytes_mb({ value: written(value / 1e6, value < 1e8 ? 1 : 0) });
}

/** A stretch of time in seconds, from milliseconds: `0.4`. */
export function seconds(milliseconds: number): string {
	return written(milliseconds / 1000, 1);
}
