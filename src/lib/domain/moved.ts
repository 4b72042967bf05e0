import type { Codebook } from './codebook.ts';
import { questionsOf, type Questions } from './figure.ts';
import { isHeld, type Holdings } from './holding.ts';
import { FIRST_PERIOD, OUTCOMES_FROM, periodsBetween, shift, yearOf, type Period } from './period.ts';
import { compareKeys, type Answer, type Dimension, type Question } from './question.ts';
import { isPublished, whereOf, type Filter, type Selection } from './selection.ts';
import { countOf, coverageOf, readingOf, type Coverage, type Reading } from './slot.ts';
import { MISSING, type Missing, type Status } from './status.ts';

/** A range of half-years, both ends included. */
export interface Span {
	from: Period;
	to: Period;
}

/** What a difference is divided by. */
export const DIVISIONS = ['product-reason', 'requester'] as const;

export type Division = (typeof DIVISIONS)[number];

/** A selection whose range is compared with another one, the base. */
export interface MovedSelection extends Selection {
	baseFrom: Period;
	baseTo: Period;
	by: Division;
}

export function lengthOf({ from, to }: Span): number {
	return periodsBetween(from, to).length;
}

/** The same halves of years, as many whole years before as the range is long; never before Google's first half-year. */
export function usualBase(span: Span): Span {
	const length = lengthOf(span);
	const before = (period: Period) => {
		const at = shift(period, -(length + (length % 2)));
		return at < FIRST_PERIOD ? FIRST_PERIOD : at;
	};
	return { from: before(span.from), to: before(span.to) };
}

/** A range and a base, as one choice. */
export interface Comparison {
	from: Period;
	to: Period;
	baseFrom: Period;
	baseTo: Period;
}

/** Comparisons that are chosen by name. */
export const USUAL = ['half-before', 'same-half', 'year-before'] as const;

/** The usual comparisons of what ends with a half-year; a year is a whole calendar year. */
export function usualComparison(name: (typeof USUAL)[number], to: Period): Comparison {
	const half = (back: number) => ({ from: to, to, baseFrom: shift(to, -back), baseTo: shift(to, -back) });
	if (name !== 'year-before') return half(name === 'half-before' ? 1 : 2);
	const last = to.endsWith('H2') ? to : shift(to, -1);
	return { from: shift(last, -1), to: last, baseFrom: shift(last, -3), baseTo: shift(last, -2) };
}

/** Whole calendar years that a range is; `null` where it begins or ends within one. */
export function yearsOf({ from, to }: Span): [first: string, last: string] | null {
	return from.endsWith('H1') && to.endsWith('H2') ? [yearOf(from), yearOf(to)] : null;
}

/** The dimensions of a cell. Across 2019 requesters are the two classes that hold on both sides, never a mix. */
export type CellDimension = 'product' | 'reason' | 'requester' | 'branch';

export function cellDimensions({ by, from, baseFrom }: MovedSelection): CellDimension[] {
	if (by === 'product-reason') return ['product', 'reason'];
	return [from >= OUTCOMES_FROM && baseFrom >= OUTCOMES_FROM ? 'requester' : 'branch'];
}

const earlier = (a: Period, b: Period): Period => (a < b ? a : b);
const later = (a: Period, b: Period): Period => (a > b ? a : b);

/**
 * Every question of the view, by name. Cells are asked half-year by half-year, so that what a half-year has, and
 * whether it has anything, comes from one table. Facets are asked so as well: a range may lie apart from its base.
 */
export function movedQuestions(selection: MovedSelection, codebook: Codebook, last: Period) {
	const { measure, from, to, baseFrom, baseTo } = selection;
	const where = whereOf(selection, codebook);
	const hull = { ...where, from: earlier(from, baseFrom), to: later(to, baseTo) };
	const ask = (by: Dimension[], at = where, of = measure): Question => ({
		measure: of,
		by: ['period', ...by],
		where: at
	});
	const cell = cellDimensions(selection);
	return {
		coverage: questionsOf(selection, codebook, last).coverage,
		now: ask(cell),
		before: ask(cell, { ...where, from: baseFrom, to: baseTo }),
		facetProduct: ask(['product'], { ...hull, product: [] }),
		facetReason: ask(['reason'], { ...hull, reason: [] }),
		facetRequester: ask(['requester'], { ...hull, requester: [] }),
		facetOutcome: ask(['outcome'], { ...hull, from: later(hull.from, OUTCOMES_FROM), outcome: [] }, 'items')
	} satisfies Record<string, Question>;
}

export type MovedQuestions = ReturnType<typeof movedQuestions>;

/** The answers to `movedQuestions`, by the same names. */
export type MovedAnswers = Record<keyof MovedQuestions, Answer>;

/** Cells of one key as one: their sum, and the strongest reason why one of them has none. */
function merged(cells: Answer, keyOf: (cell: Answer[number]) => (string | null)[]): Answer {
	const found = new Map<string, Answer[number]>();
	for (const cell of cells) {
		const key = keyOf(cell);
		const id = JSON.stringify(key);
		const sum = found.get(id) ?? { key, value: null, gap: null };
		if (cell.value !== null) sum.value = (sum.value ?? 0) + cell.value;
		const strength = (gap: Missing | null) => (gap === null ? -1 : MISSING.indexOf(gap));
		if (strength(cell.gap) > strength(sum.gap)) sum.gap = cell.gap;
		found.set(id, sum);
	}
	return [...found.values()].sort((a, b) => compareKeys(a.key, b.key));
}

const FACETS = {
	facetProduct: 'product',
	facetReason: 'reason',
	facetRequester: 'requester',
	facetOutcome: 'outcome'
} as const satisfies Partial<Record<keyof Questions, Filter>>;

/** What the controls count beside each choice: its sum in either range, a half-year that is in both counted once. */
export function facetsOf(selection: MovedSelection, answers: MovedAnswers): Pick<MovedAnswers, keyof typeof FACETS> {
	const inEither = ({ key: [period] }: Answer[number]) =>
		(period! >= selection.from && period! <= selection.to) ||
		(period! >= selection.baseFrom && period! <= selection.baseTo);
	const sums = Object.keys(FACETS).map((name) => [
		name,
		merged(answers[name as keyof typeof FACETS].filter(inEither), ({ key }) => key.slice(1))
	]);
	return Object.fromEntries(sums) as Pick<MovedAnswers, keyof typeof FACETS>;
}

/** One of the two ranges: how its total is read, and each of its half-years. */
export interface Side extends Reading {
	span: Span;
	halves: { period: Period; reading: Reading }[];
	/** Half-years with a total that Google did not divide. */
	undivided: Period[];
}

/** One cell: how it is read in each range, and what it adds to the difference. */
export interface Move {
	key: (string | null)[];
	before: Reading;
	now: Reading;
	difference: number | null;
}

/** The difference of two ranges, and the cells that make it up: where it is a number, theirs add up to it. */
export interface Moved {
	dimensions: CellDimension[];
	before: Side;
	now: Side;
	difference: number | null;
	/** Cells can be told apart in both ranges. */
	divided: boolean;
	/** Largest difference first, whichever way; then by key. */
	moves: Move[];
}

/** What is said of a total that no half-year has a number for: the strongest reason met. */
const WHY: readonly Status[] = ['unknown', 'withheld', 'not-reported', 'not-published', 'not-held'];

function halfReading(
	period: Period,
	cells: Answer,
	question: Question,
	{ rows, holdings }: Coverage,
	codebook: Codebook
): Reading {
	const [sum] = merged(cells, () => []);
	if (sum) return countOf(sum);
	const whole = { ...question, by: ['period'] as const };
	const reading = readingOf(undefined, [period], whole, { rows, holdings: null }, codebook);
	if (reading.status === 'not-published' || isHeld(period, question, holdings)) return reading;
	return { status: 'not-held', value: null, atLeast: false };
}

function sideOf(question: Question, answer: Answer, coverage: Coverage, codebook: Codebook): Side {
	const { from, to } = question.where;
	const halves = periodsBetween(from, to).map((period) => ({
		period,
		reading: halfReading(
			period,
			answer.filter(({ key }) => key[0] === period),
			question,
			coverage,
			codebook
		)
	}));
	const counted = halves.filter(({ reading }) => reading.value !== null);
	const undivided = counted
		.map(({ period }) => period)
		.filter((period) => !isPublished(period, question, codebook, coverage.holdings?.breakdownFrom));
	const common = { span: { from, to }, halves, undivided };
	if (counted.length === 0) {
		const status = WHY.find((one) => halves.some(({ reading }) => reading.status === one)) ?? 'not-reported';
		return { ...common, status, value: null, atLeast: false };
	}
	const value = counted.reduce((sum, { reading }) => sum + reading.value!, 0);
	const atLeast = halves.some(
		({ reading: { status, atLeast } }) => atLeast || status === 'withheld' || status === 'unknown'
	);
	return { ...common, status: value > 0 ? 'reported' : 'zero', value, atLeast };
}

/** A side can be told apart by cells where Google divided any half-year of it that has a number. */
function isDivided({ halves, undivided }: Side): boolean {
	return halves.some(({ period, reading }) => reading.value !== null && !undivided.includes(period));
}

function cellReading(cell: Answer[number] | undefined, key: Move['key'], side: Side): Reading {
	if (cell) return countOf(cell);
	if (side.value === null) return { status: side.status, value: null, atLeast: false };
	// A cell is not 0 in a range that was never divided, and nothing is undivided in one that was.
	if (!key.includes(null) && !isDivided(side)) return { status: 'not-published', value: null, atLeast: false };
	return { status: 'zero', value: 0, atLeast: false };
}

/**
 * A comparison of single half-years that the territory has rows for, where the one chosen can't be made: what was
 * chosen stays as far as it has rows. `null` where there are no two to compare.
 */
export function withRows({ now }: Moved, covered: readonly Period[]): Comparison | null {
	const to = now.value === null ? covered.at(-1) : now.span.to;
	const base = covered.findLast((period) => to !== undefined && period < (now.value === null ? to : now.span.from));
	if (to === undefined || base === undefined) return null;
	return { from: now.value === null ? to : now.span.from, to, baseFrom: base, baseTo: base };
}

/** Compares the answers of the two ranges, cell by cell. */
export function movedOf(
	selection: MovedSelection,
	questions: MovedQuestions,
	answers: MovedAnswers,
	codebook: Codebook,
	holdings: Holdings | null
): Moved {
	const coverage = coverageOf(answers.coverage, holdings);
	const before = sideOf(questions.before, answers.before, coverage, codebook);
	const now = sideOf(questions.now, answers.now, coverage, codebook);
	const cellsOf = (answer: Answer) =>
		new Map(merged(answer, ({ key }) => key.slice(1)).map((cell) => [JSON.stringify(cell.key), cell]));
	const cells = [cellsOf(answers.before), cellsOf(answers.now)];
	const keys = new Map(cells.flatMap((side) => [...side].map(([id, { key }]) => [id, key] as const)));
	const divided = isDivided(before) && isDivided(now);
	const moves = [...keys].map(([id, key]): Move => {
		const was = cellReading(cells[0].get(id), key, before);
		const is = cellReading(cells[1].get(id), key, now);
		const difference = !divided || was.value === null || is.value === null ? null : is.value - was.value;
		return { key, before: was, now: is, difference };
	});
	const size = ({ difference, ...move }: Move) =>
		Math.abs(difference ?? Math.max(move.before.value ?? 0, move.now.value ?? 0));
	return {
		dimensions: cellDimensions(selection),
		before,
		now,
		difference: before.value === null || now.value === null ? null : now.value - before.value,
		divided,
		moves: moves.sort((a, b) => size(b) - size(a) || compareKeys(a.key, b.key))
	};
}
