import {
	DIVISIONS,
	movedQuestions,
	usualBase,
	type CellDimension,
	type Division,
	type MovedQuestions,
	type MovedSelection,
	type Span
} from '#lib/domain/moved.ts';
import type { Notice } from '#lib/domain/notice.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Selection } from '#lib/domain/selection.ts';
import {
	defaultSelection,
	inEdition,
	readOne,
	readPeriod,
	readSelection,
	writeSelection,
	type AddressContext
} from './address.ts';
import type { Inquiry } from './reading.svelte.ts';

/** The view opens on the newest half-year alone; an address that says only where the range ends means that half-year. */
function opensOn(context: AddressContext, to: string | null = null): AddressContext {
	const editions = context.editions.map((held) => ({ ...held, first: readPeriod(to ?? '', held.last) ?? held.last }));
	return { ...context, editions };
}

function withBase(selection: Selection, base: Span = usualBase(selection)): MovedSelection {
	return { ...selection, baseFrom: base.from, baseTo: base.to, by: 'product-reason' };
}

function read(params: URLSearchParams, context: AddressContext): { selection: MovedSelection; notices: Notice[] } {
	const { selection, notices } = readSelection(params, opensOn(context, params.get('to')));
	const { last } = context.editions.find(({ edition }) => edition === selection.edition)!;
	const usual = usualBase(selection);
	const period = (text: string) => readPeriod(text, last);
	let from: Period = readOne(params, 'base-from', period, notices) ?? usual.from;
	let to: Period = readOne(params, 'base-to', period, notices) ?? usual.to;
	// One end alone is a half-year alone, where the other end's default would turn the range round.
	if (from > to && !params.has('base-from')) from = to;
	if (from > to && !params.has('base-to')) to = from;
	if (from > to) {
		notices.push({ kind: 'range-reversed', key: 'base-from', value: `${from}–${to}` });
		[from, to] = [to, from];
	}
	const division = (text: string) => DIVISIONS.find((one): one is Division => one === text.toLowerCase());
	const by = readOne(params, 'by', division, notices) ?? 'product-reason';
	return { selection: { ...withBase(selection, { from, to }), by }, notices };
}

function write(selection: MovedSelection, context: AddressContext, pinned = false): URLSearchParams {
	const params = writeSelection(selection, opensOn(context), pinned);
	const usual = usualBase(selection);
	if (pinned || selection.baseFrom !== usual.from) params.set('base-from', selection.baseFrom);
	if (pinned || selection.baseTo !== usual.to) params.set('base-to', selection.baseTo);
	if (selection.by !== 'product-reason') params.set('by', selection.by);
	return params;
}

/** The inquiry of "What moved": the newest half-year against the same half of the year before. */
export const MOVED: Inquiry<MovedSelection, MovedQuestions> = {
	read,
	write,
	defaults: (context, edition) => withBase(defaultSelection(opensOn(context), edition)),
	turned(selection, context, edition) {
		const turned = inEdition(selection, opensOn(context), edition);
		return { ...withBase(turned), by: selection.by };
	},
	questions: movedQuestions
};

/** What changes when one of the four ends of the ranges is chosen. A base that is the usual one follows the range. */
export function endChosen(
	selection: MovedSelection,
	change: Partial<Record<'from' | 'to' | 'baseFrom' | 'baseTo', Period>>
): Partial<MovedSelection> {
	const next = { ...selection, ...change };
	if (next.from > next.to) Object.assign(next, change.from ? { to: next.from } : { from: next.to });
	if (next.baseFrom > next.baseTo)
		Object.assign(next, change.baseFrom ? { baseTo: next.baseFrom } : { baseFrom: next.baseTo });
	const usual = usualBase(selection);
	const follows = !change.baseFrom && !change.baseTo;
	if (follows && selection.baseFrom === usual.from && selection.baseTo === usual.to) {
		const base = usualBase(next);
		Object.assign(next, { baseFrom: base.from, baseTo: base.to });
	}
	const { from, to, baseFrom, baseTo } = next;
	return { from, to, baseFrom, baseTo };
}

/**
 * The query that shows, in the explorer, the rows that one count of a cell sums: its range, and its values as filters.
 * `null` where no filter names them: a division that Google did not publish, or a class within chosen requesters.
 */
export function rowsQuery(
	selection: MovedSelection,
	span: Span,
	dimensions: readonly CellDimension[],
	key: readonly (string | null)[],
	context: AddressContext
): string | null {
	const chosen: Partial<Record<'product' | 'reason' | 'requester', string[]>> = {};
	for (const [i, dimension] of dimensions.entries()) {
		const value = key[i];
		if (value === null) return null;
		if (dimension !== 'branch') chosen[dimension] = [value];
		else if (selection.requester.length > 0) return null;
		// As a filter, a class of before 2019 takes in the detailed classes that follow it.
		else chosen.requester = [value === 'court' ? 'court' : 'other-authority'];
	}
	return `?${writeSelection({ ...selection, ...span, ...chosen, view: 'chart' }, context, true)}`;
}
