import type { EditionOddity } from './catalog.ts';
import type { Oddity } from './description.ts';
import type { LayoutName } from './layouts.ts';
import type { Note, NoteId } from './read.ts';

/** Notes of a file that the reviewed list does not have, or not as often. */
export interface Mismatch {
	id: NoteId;
	expected: number;
	found: number;
	/** The first note of the kind; `null` when the list has one and the file none. */
	first: Note | null;
}

function offOf(notes: readonly Note[]): EditionOddity['off'] {
	if (notes.every(({ off }) => off === undefined)) return null;
	const offs = notes.map(({ off }) => off ?? 0);
	return {
		net: offs.reduce((sum, off) => sum + off, 0),
		absolute: offs.reduce((sum, off) => sum + Math.abs(off), 0)
	};
}

/** Holds a file's notes to the reviewed list: what agrees goes into the catalog, what doesn't stops the import. */
export function reviewNotes(
	source: string,
	layout: LayoutName,
	notes: readonly Note[],
	reviewed: readonly Oddity[]
): { oddities: EditionOddity[]; mismatches: Mismatch[] } {
	const own = reviewed.filter((oddity) => oddity.source === source && oddity.layout === layout);
	const ids = [...new Set([...own.map(({ id }) => id), ...notes.map(({ id }) => id)])];
	const mismatches = ids.flatMap((id): Mismatch[] => {
		const found = notes.filter((note) => note.id === id);
		const expected = own.find((oddity) => oddity.id === id)?.count ?? 0;
		return expected === found.length ? [] : [{ id, expected, found: found.length, first: found[0] ?? null }];
	});
	const oddities = own.map(({ id, what, count, effect }): EditionOddity => {
		const found = notes.filter((note) => note.id === id);
		const kazakhstan = found.filter(({ territory }) => territory === 'KZ').length;
		return { source, id, what, count, kazakhstan, off: offOf(found), effect };
	});
	return { oddities, mismatches };
}
