import { nice, ticks } from 'd3';

/** A scale from values to pixels. */
export interface Scale {
	(value: number): number;
	ticks: (count: number) => number[];
}

/**
 * From zero to a round number past `max`, in proportion. D3's `scaleLinear` brings colour interpolation along,
 * a tenth of the first page's weight; its ticks and its rounding of ends, used here, do not.
 */
export function linear(max: number, [from, to]: [number, number], count?: number): Scale {
	const end = count === undefined ? max : nice(0, max, count)[1];
	return Object.assign((value: number) => from + (value / end) * (to - from), {
		ticks: (count: number) => ticks(0, end, count)
	});
}

/** From one to `max` by orders of magnitude; values below one stand at one. */
export function logarithmic(max: number, [from, to]: [number, number]): (value: number) => number {
	const span = Math.log10(Math.max(max, 1.0001));
	return (value) => from + (Math.log10(Math.max(1, value)) / span) * (to - from);
}
