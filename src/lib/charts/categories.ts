import type { Answer, Cell } from '#lib/domain/question.ts';
import type { Filter } from '#lib/domain/selection.ts';
import { byLabel } from '#lib/words/alphabet.ts';
import type { Names } from '#lib/words/labels.ts';
import { m } from '#lib/words/messages/messages.js';
import type { Palette } from './drawing.ts';

/** How many categories a figure shows by name before it folds the rest into "other". */
export const LEADING = 6;

/** The key under which folded categories are drawn together. */
export const FOLDED = '…';

export interface Category {
	key: string;
	label: string;
	value: number;
	/** The slugs it stands for: several where categories are folded. */
	slugs: readonly string[];
}

/** Categories of an answer by one dimension, largest first, then by name; those without a number are left out. */
export function ranked(answer: Answer, filter: Filter, names: Names): Category[] {
	return answer
		.filter((cell): cell is Cell & { value: number } => cell.value !== null && cell.key[0] !== null)
		.map((cell) => ({
			key: cell.key[0]!,
			label: names.of(filter, cell.key[0]),
			value: cell.value,
			slugs: [cell.key[0]!]
		}))
		.sort((a, b) => b.value - a.value || byLabel(a, b));
}

/** The leading categories, and the rest as one that says how many it holds. One left over is shown, not folded. */
export function fold(
	categories: readonly Category[],
	filter: Filter,
	leading = LEADING
): { shown: Category[]; folded: Category[] } {
	if (categories.length <= leading + 1) return { shown: [...categories], folded: [] };
	const folded = categories.slice(leading);
	const value = folded.reduce((sum, category) => sum + category.value, 0);
	return {
		shown: [
			...categories.slice(0, leading),
			{ key: FOLDED, label: otherName(filter, folded.length), value, slugs: folded.map(({ key }) => key) }
		],
		folded
	};
}

function otherName(filter: Filter, count: number): string {
	const input = { count: String(count) };
	return filter === 'product'
		? m.other_products(input)
		: filter === 'reason'
			? m.other_reasons(input)
			: m.other_requesters(input);
}

export function total(categories: readonly Category[]): number {
	return categories.reduce((sum, category) => sum + category.value, 0);
}

export function colorOf(key: string, palette: Palette): string {
	return palette.categories[key] ?? palette.other;
}
