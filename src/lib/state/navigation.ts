import { goto } from '$app/navigation';
import type { Selection } from '#lib/domain/selection.ts';
import { writeSelection, type AddressContext } from './address.ts';

/** The only place that changes the address. Back and forward give each choice back. */
export function choose(selection: Selection, context: AddressContext): Promise<void> {
	const query = writeSelection(selection, context).toString();
	return goto(query ? `?${query}` : location.pathname, { keepFocus: true, noScroll: true });
}

/** An address of this page, or of another by its path, that gives this selection's numbers for ever. */
export function pinnedLink(selection: Selection, context: AddressContext, path = location.pathname): string {
	return new URL(`${path}?${writeSelection(selection, context, true)}`, location.href).href;
}
