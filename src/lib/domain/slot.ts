import type { Codebook } from './codebook.ts';
import { halvesInRange, periodsBetween, yearOf, type Period } from './period.ts';
import type { Answer, Question } from './question.ts';
import { WORLD } from './question.ts';
import { isPublished } from './selection.ts';
import type { Status } from './status.ts';

/** A number with the status that says how to read it. */
export interface Reading {
	status: Status;
	/** The count; `null` unless `reported` or `zero`. */
	value: number | null;
	/** The sum leaves out counts Google withheld or did not know: read "at least". */
	atLeast: boolean;
}

/** One step of a time figure: a half-year, or a calendar year. */
export interface Slot extends Reading {
	/** `2019H1` or `2019`. */
	key: string;
	/** The half-years in range that the slot sums. */
	halves: Period[];
	/** A calendar year of which only one half is in range: never drawn as a year. */
	partial: boolean;
}

/** The half-years in which the territory has any row, from the unfiltered answer by period. */
export type Coverage = ReadonlySet<string>;

export function coverageOf(byPeriodUnfiltered: Answer): Coverage {
	return new Set(byPeriodUnfiltered.map((cell) => cell.key[0]!));
}

/** How to read one group of an answer in the half-years it covers. */
export function readingOf(
	cell: Answer[number] | undefined,
	halves: readonly Period[],
	question: Question,
	coverage: Coverage,
	codebook: Codebook
): Reading {
	if (!halves.some((half) => isPublished(half, question, codebook)))
		return { status: 'not-published', value: null, atLeast: false };
	if (cell && cell.value === null) return { status: cell.gap ?? 'unknown', value: null, atLeast: false };
	if (cell && cell.value !== null)
		return {
			status: cell.value > 0 ? 'reported' : 'zero',
			value: cell.value,
			atLeast: cell.gap === 'withheld' || cell.gap === 'unknown'
		};
	const covered = question.where.territory === WORLD || halves.some((half) => coverage.has(half));
	return covered
		? { status: 'zero', value: 0, atLeast: false }
		: { status: 'not-reported', value: null, atLeast: false };
}

/** The steps of a range: every half-year, or every calendar year it touches. */
export function stepsOf(from: Period, to: Period, step: 'half' | 'year'): { key: string; halves: Period[] }[] {
	const periods = periodsBetween(from, to);
	if (step === 'half') return periods.map((period) => ({ key: period, halves: [period] }));
	return [...new Set(periods.map(yearOf))].map((year) => ({ key: year, halves: halvesInRange(year, from, to) }));
}

/**
 * The steps of a range with what the answer says of each; `rest` picks the series by the key's other values.
 * @param answer grouped by `period` or `year` first
 */
export function slotsOf(
	answer: Answer,
	question: Question,
	step: 'half' | 'year',
	coverage: Coverage,
	codebook: Codebook,
	rest: readonly (string | null)[] = []
): Slot[] {
	const cells = new Map(
		answer.filter((cell) => rest.every((value, i) => cell.key[i + 1] === value)).map((cell) => [cell.key[0], cell])
	);
	return stepsOf(question.where.from, question.where.to, step).map(({ key, halves }) => ({
		key,
		halves,
		partial: step === 'year' && halves.length < 2,
		...readingOf(cells.get(key), halves, question, coverage, codebook)
	}));
}
