import type { Selection } from './selection.ts';

/** The dimensions of which each value has a page and a file of its own, at an address without a query. */
export const DIVISIONS = ['period', 'product', 'reason'] as const;

export type Division = (typeof DIVISIONS)[number];

export function isDivision(text: string): text is Division {
	return (DIVISIONS as readonly string[]).includes(text);
}

/** What a selection must be changed in to count one value of a division alone. */
export function onlyOf(by: Division, value: string): Partial<Selection> {
	if (by !== 'period') return { [by]: [value] };
	const period = value as Selection['from'];
	return { from: period, to: period };
}
