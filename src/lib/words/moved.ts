import type { Holdings } from '#lib/domain/holding.ts';
import type { Cell } from '#lib/domain/question.ts';
import {
	lengthOf,
	yearsOf,
	type CellDimension,
	type Move,
	type Moved,
	type MovedSelection,
	type Side,
	type Span
} from '#lib/domain/moved.ts';
import { OUTCOMES_FROM, periodsBetween, type Period } from '#lib/domain/period.ts';
import type { Branch, Measure } from '#lib/domain/row.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import type { Status } from '#lib/domain/status.ts';
import { change } from './findings.ts';
import { branchName, counted, measureName, period, range, statusName, type Names } from './labels.ts';
import type { Lack } from './lack.ts';
import { all, runs } from './lists.ts';
import { m } from './messages/messages.js';
import { difference, number } from './numbers.ts';
import { scopeSentence, scopeShort } from './sentences.ts';

/** A range in few words: `2023 H1`, `2022 H2–2023 H1`, or the whole calendar years it is. */
export function spanName(span: Span): string {
	const years = yearsOf(span);
	if (years) return years[0] === years[1] ? years[0] : years.join('–');
	return span.from === span.to ? period(span.from) : `${period(span.from)}–${period(span.to)}`;
}

/** The values of a cell's key, one a column; what Google did not divide is said once. */
export function keyNames(key: Cell['key'], dimensions: readonly CellDimension[], names: Names): string[] {
	if (key.every((value) => value === null)) return key.map((_, i) => (i === 0 ? m.moved_undivided() : ''));
	return key.map((value, i) => {
		const dimension = dimensions[i];
		return dimension === 'branch' && value !== null
			? branchName(value as Branch)
			: names.of(dimension === 'branch' ? 'requester' : dimension, value);
	});
}

/** A cell in words: `YouTube, National Security`. */
export function keyName(key: Cell['key'], dimensions: readonly CellDimension[], names: Names): string {
	return keyNames(key, dimensions, names).filter(Boolean).join(', ');
}

/** The change that stands out: the largest, where it is alone in that. */
function leading(moves: readonly Move[]): Move | null {
	const [first, second] = moves;
	if (!first?.difference || first.key.includes(null)) return null;
	return Math.abs(first.difference) === Math.abs(second?.difference ?? 0) ? null : first;
}

/** What came of the comparison, as a title. */
export function movedFinding(moved: Moved, measure: Measure, names: Names): string {
	const { before, now, divided, moves, dimensions } = moved;
	// A half-year keeps its year, wherever the title breaks.
	const tied = (span: Span) => spanName(span).replaceAll(' ', '\u00a0');
	const words = { range: tied(now.span), base: tied(before.span) };
	// Half-years that lack a number for different reasons are told apart below.
	const missing = ({ halves, status }: Side) =>
		new Set(halves.map(({ reading }) => reading.status)).size > 1 ? m.moved_no_number() : statusName(status);
	if (now.value === null && before.value === null)
		return m.moved_nothing({ ...words, baseStatus: missing(before), status: missing(now) });
	if (now.value === null || before.value === null) {
		const [there, lacking] = now.value === null ? [before, now] : [now, before];
		return m.moved_one_side({
			count: counted(there.value!, measure),
			range: tied(there.span),
			missing: tied(lacking.span),
			status: missing(lacking)
		});
	}
	if (now.value === 0 && before.value === 0)
		return m.moved_none({ ...words, measure: measureName(measure).toLowerCase() });
	const by = now.value - before.value;
	const input = { ...words, count: counted(now.value, measure), by: number(Math.abs(by)) };
	const title = by > 0 ? m.moved_more(input) : by < 0 ? m.moved_fewer(input) : m.moved_same(input);
	if (now.atLeast || before.atLeast) return m.moved_withheld({ title });
	const largest = divided ? leading(moves) : null;
	if (!largest) return title;
	const tail = { title, cell: keyName(largest.key, dimensions, names), by: difference(largest.difference!) };
	if (by === 0) return m.moved_same_but(tail);
	return Math.sign(by) === Math.sign(largest.difference!) ? m.moved_lone(tail) : m.moved_contrary(tail);
}

/** Cells that rose and that fell, and by how much together. */
export function movedSums(moves: readonly Move[]): {
	up: number;
	rise: number;
	down: number;
	fall: number;
	same: number;
} {
	const sums = { up: 0, rise: 0, down: 0, fall: 0, same: 0 };
	for (const { difference } of moves) {
		if (difference === null) continue;
		if (difference > 0) sums.up += 1;
		else if (difference < 0) sums.down += 1;
		else sums.same += 1;
		sums.rise += Math.max(0, difference);
		sums.fall += Math.max(0, -difference);
	}
	return sums;
}

/** What a difference is divided into, in the plural. */
export function cellsName([dimension]: readonly CellDimension[]): string {
	if (dimension === 'branch') return m.moved_classes();
	return dimension === 'requester' ? m.moved_requesters() : m.moved_cells();
}

/** How the difference comes about, or why there is none. */
export function movedSentence({ before, now, divided, moves, dimensions }: Moved): string {
	if (now.value === null || before.value === null) return '';
	if (moves.length === 0) return m.moved_sentence_empty();
	if (!divided) return m.moved_not_divisible({ periods: runs([...before.undivided, ...now.undivided].sort()) });
	const { up, rise, down, fall, same } = movedSums(moves);
	const parts = [
		...(up > 0 ? [m.moved_rose({ count: up, shown: number(up), by: number(rise) })] : []),
		...(down > 0 ? [m.moved_fell({ count: down, shown: number(down), by: number(fall) })] : []),
		...(same > 0 ? [m.moved_stayed({ shown: number(same) })] : [])
	];
	return m.moved_sentence({
		count: moves.length,
		shown: number(moves.length),
		cells: cellsName(dimensions),
		parts: all(parts),
		change: change(now.value, before.value)
	});
}

function notCounted(status: Status, periods: string, selection: MovedSelection): string | null {
	switch (status) {
		case 'not-reported':
			return m.moved_not_reported({ periods });
		case 'withheld':
			return m.moved_not_counted_withheld({ periods });
		case 'unknown':
			return m.moved_not_counted_unknown({ periods });
		case 'not-published':
			if (selection.outcome.length > 0) return m.moved_not_published_outcome({ periods });
			if (selection.requester.length > 0) return m.moved_not_published_requester({ periods });
			return m.moved_not_published({ periods });
		default:
			return null;
	}
}

/** What must be known of a reader's own files: what they lack of either range, and what is not as Google counts today. */
function heldNotes(
	{ before, now }: Moved,
	{ measure, outcome }: MovedSelection,
	holdings: Holdings,
	lacks: readonly (Lack | null)[]
): string[] {
	const old = [before, now].some(({ span: { from, to } }) => from <= OUTCOMES_FROM && to >= OUTCOMES_FROM);
	return [
		...new Set(lacks.flatMap((lack) => lack?.sentences.join(' ') ?? [])),
		...(old && holdings.oldMethod2019.includes(measure) ? [m.note_old_method_2019()] : []),
		...(outcome.length > 0 && holdings.outcomesEstimated ? [m.note_outcomes_estimated()] : [])
	];
}

/**
 * What keeps the two ranges from being like for like: nothing that was not counted passes for 0.
 * @param lacks what the files on show lack of the base, and of the range
 */
export function movedNotes(
	moved: Moved,
	selection: MovedSelection,
	holdings: Holdings | null = null,
	lacks: readonly (Lack | null)[] = []
): string[] {
	const { before, now, dimensions } = moved;
	const halves = (side: Side) => {
		const count = lengthOf(side.span);
		return m.moved_halves({ count, shown: number(count) });
	};
	const notes: string[] = [];
	if (lengthOf(before.span) !== lengthOf(now.span))
		notes.push(m.moved_unlike({ length: halves(now), base: halves(before) }));
	const inBoth = periodsBetween(now.span.from, now.span.to).filter(
		(one) => one >= before.span.from && one <= before.span.to
	);
	if (inBoth.length > 0) notes.push(m.moved_overlap({ periods: runs(inBoth) }));
	const missing = new Map<Status, Set<Period>>();
	for (const { period, reading } of [...before.halves, ...now.halves])
		if (reading.value === null) missing.set(reading.status, (missing.get(reading.status) ?? new Set()).add(period));
	for (const [status, periods] of missing) {
		const note = notCounted(status, runs([...periods].sort()), selection);
		if (note) notes.push(note);
	}
	const undivided = [...new Set([...before.undivided, ...now.undivided])].sort();
	if (undivided.length > 0 && moved.divided)
		notes.push(m.moved_undivided_note({ row: m.moved_undivided(), periods: runs(undivided) }));
	if (dimensions.includes('branch')) notes.push(m.moved_branch());
	return holdings ? [...notes, ...heldNotes(moved, selection, holdings, lacks)] : notes;
}

/** The scopes of the two ranges, which differ in nothing else. */
export function movedScopes(selection: MovedSelection) {
	return {
		now: scopeOf(selection),
		before: scopeOf({ ...selection, from: selection.baseFrom, to: selection.baseTo })
	};
}

/** One sentence that says what both ranges count. */
export function movedScopeSentence(selection: MovedSelection, names: Names): string {
	const { now, before } = movedScopes(selection);
	const words = { range: range(now.from, now.to), base: range(before.from, before.to) };
	return scopeSentence(now, names, { when: m.moved_against(words) });
}

/** The same in few words, for the line that stays in sight on a small screen. */
export function movedScopeShort(selection: MovedSelection, names: Names): string {
	const base = { from: selection.baseFrom, to: selection.baseTo };
	return scopeShort(scopeOf(selection), names, m.moved_against({ range: spanName(selection), base: spanName(base) }));
}
