import type { Codebook } from './codebook.ts';
import { halvesInRange, periodsBetween, yearOf, type Period } from './period.ts';
import { isHeld, type Holdings } from './holding.ts';
import type { Answer, Question } from './question.ts';
import { WORLD } from './question.ts';
import { isPublished } from './selection.ts';
import type { Missing, Status } from './status.ts';

/** Below this base a share is said in counts, never as a percentage, and nothing is indexed to it. */
export const SMALL_BASE = 30;

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

/** Where nothing could be counted, whatever the reason: hatched, and never drawn as nothing. */
export function isHatched({ status }: Pick<Slot, 'status'>): boolean {
	return status === 'not-reported' || status === 'not-published' || status === 'not-held';
}

/** What is known of a territory before a filter: where it has any row, and what the edition holds at all. */
export interface Coverage {
	/** Half-years with a row; with the gap where the row has no number. */
	rows: ReadonlyMap<string, Missing | null>;
	/** `null`: all that Google published. */
	holdings: Holdings | null;
}

export function coverageOf(byPeriodUnfiltered: Answer, holdings: Holdings | null = null): Coverage {
	const rows = byPeriodUnfiltered.map(({ key, value, gap }) => [key[0]!, value === null ? gap : null] as const);
	return { rows: new Map(rows), holdings };
}

/** The half-years among these that can have a number: published, and held by the files on show. */
function answerable(halves: readonly Period[], question: Question, coverage: Coverage, codebook: Codebook) {
	const { holdings } = coverage;
	const published = halves.filter((half) => isPublished(half, question, codebook, holdings?.breakdownFrom));
	return { published, held: published.filter((half) => isHeld(half, question, holdings)) };
}

/** A year of which the files on show hold one half is as little a year as one cut by the range. */
function heldOf(inRange: Period[], question: Question, coverage: Coverage, codebook: Codebook): Period[] {
	if (coverage.holdings === null) return inRange;
	const { published, held } = answerable(inRange, question, coverage, codebook);
	return held.length > 0 && held.length < published.length ? held : inRange;
}

/** The half-years of a question's range that Google published, by whether the files on show hold them. */
export function heldIn(
	question: Question,
	holdings: Holdings | null,
	codebook: Codebook
): { held: Period[]; lacking: Period[] } {
	const range = periodsBetween(question.where.from, question.where.to);
	const { published, held } = answerable(range, question, { rows: new Map(), holdings }, codebook);
	return { held, lacking: published.filter((half) => !held.includes(half)) };
}

/** How to read the count of a group. */
export function countOf({ value, gap }: Pick<Answer[number], 'value' | 'gap'>): Reading {
	if (value === null) return { status: gap ?? 'unknown', value, atLeast: false };
	return { status: value > 0 ? 'reported' : 'zero', value, atLeast: gap === 'withheld' || gap === 'unknown' };
}

/** How to read one group of an answer in the half-years it covers. */
export function readingOf(
	cell: Answer[number] | undefined,
	halves: readonly Period[],
	question: Question,
	coverage: Coverage,
	codebook: Codebook
): Reading {
	const without = (status: Status): Reading => ({ status, value: null, atLeast: false });
	const { published, held } = answerable(halves, question, coverage, codebook);
	if (published.length === 0) return without('not-published');
	if (held.length === 0) return without('not-held');
	if (cell) return countOf(cell);
	const covered = halves.filter((half) => coverage.rows.has(half));
	if (question.where.territory !== WORLD && covered.length === 0) return without('not-reported');
	// A table by product leaves out the half-years whose total was withheld: that is no zero.
	const gaps = covered.map((half) => coverage.rows.get(half)).filter((gap) => gap === 'withheld' || gap === 'unknown');
	if (gaps.length > 0 && gaps.length === covered.length) return without(gaps[0]!);
	return { status: 'zero', value: 0, atLeast: false };
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
	return stepsOf(question.where.from, question.where.to, step).map(({ key, halves: inRange }) => {
		const halves = heldOf(inRange, question, coverage, codebook);
		return {
			key,
			halves,
			partial: step === 'year' && halves.length < 2,
			...readingOf(cells.get(key), halves, question, coverage, codebook)
		};
	});
}
