import type { Division } from '#lib/domain/division.ts';
import type { Period } from '#lib/domain/period.ts';
import { periodLong, type Names } from './labels.ts';
import { m } from './messages/messages.js';

/** A value of a division in words: `July–December 2017`, `YouTube`. */
export function divisionValue(by: Division, value: string, names: Names): string {
	return by === 'period' ? periodLong(value as Period) : names.of(by, value);
}

/** What a division divides by: `Half-year`. */
export function divisionName(by: Division): string {
	return { period: m.half_year, product: m.product, reason: m.reason }[by]();
}
