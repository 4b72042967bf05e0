import type { EditionOddity } from './catalog.ts';
import type { Oddity } from './description.ts';
import type { LayoutName } from './layouts.ts';
import type { Note, NoteId, NoteTallies } from './read.ts';

/** Notes of a file that the reviewed list does not have, or not as often. */
export interface Mismatch {
	id: NoteId;
	expected: number;
	found: number;
	/** The first note of the kind; `null` when the list has one and the file none. */
	first: Note | null;
}

/** A file's tallies with a few notes more, such as those of the cube made from it. */
function tallied(tallies: NoteTallies, extra: readonly Note[]): NoteTallies {
	const sums: NoteTallies = { ...tallies };
	for (const { id, territory } of extra) {
		const { count, kazakhstan, off } = sums[id] ?? { count: 0, kazakhstan: 0, off: null };
		sums[id] = { count: count + 1, kazakhstan: kazakhstan + (territory === 'KZ' ? 1 : 0), off };
	}
	return sums;
}

/** Holds a file's notes to the reviewed list: what agrees goes into the catalog, what doesn't stops the import. */
export function reviewNotes(
	source: string,
	layout: LayoutName,
	notes: readonly Note[],
	tallies: NoteTallies,
	extra: readonly Note[],
	reviewed: readonly Oddity[]
): { oddities: EditionOddity[]; mismatches: Mismatch[] } {
	const own = reviewed.filter((oddity) => oddity.source === source && oddity.layout === layout);
	const found = tallied(tallies, extra);
	const ids = [...new Set([...own.map(({ id }) => id), ...(Object.keys(found) as NoteId[])])];
	const mismatches = ids.flatMap((id): Mismatch[] => {
		const count = found[id]?.count ?? 0;
		const expected = own.find((oddity) => oddity.id === id)?.count ?? 0;
		const first = [...notes, ...extra].find((note) => note.id === id) ?? null;
		return expected === count ? [] : [{ id, expected, found: count, first }];
	});
	const oddities = own.map(({ id, what, count, effect }): EditionOddity => {
		const { kazakhstan, off } = found[id] ?? { kazakhstan: 0, off: null };
		return { source, layout, id, what, count, kazakhstan, off, effect };
	});
	return { oddities, mismatches };
}
