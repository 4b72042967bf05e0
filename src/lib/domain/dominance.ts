import type { Answer, CubeCell, Question } from './question.ts';
import type { Period } from './period.ts';

/** A cell that makes up more than this share of a total rules what is seen of it. */
export const RULES = 0.25;

/** A cell with its count, and the total it is a part of. */
export interface Dominance {
	cell: CubeCell;
	value: number;
	base: number;
}

/** The question whose largest cell may rule the answer to another one. */
export function cellsOf(question: Question): Question {
	return { ...question, by: ['period', 'product', 'reason'] };
}

/** The cell that makes up more than a quarter of a total, unless it is all there is: then there is nothing it hides. */
export function dominanceOf(largest: Answer[number] | undefined, base: number | null): Dominance | null {
	if (!largest || largest.value === null || base === null) return null;
	const [period, product, reason] = largest.key;
	if (product === null || reason === null || largest.value <= RULES * base || largest.value >= base) return null;
	return { cell: { period: period as Period, product, reason }, value: largest.value, base };
}
