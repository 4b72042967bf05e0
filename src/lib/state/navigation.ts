import { goto } from '$app/navigation';
import { navigating, page } from '$app/state';

/** The only place that changes the address. Back and forward give each choice back, unless it takes another's place. */
export function choose(params: URLSearchParams, replaceState = false): Promise<void> {
	const query = params.toString();
	return goto(query ? `?${query}` : location.pathname, { keepFocus: true, noScroll: true, replaceState });
}

/** Back from the reader's own files: the address must not go on asking for them. */
export async function leaveOwn(leave: () => void): Promise<void> {
	// A page on its way arrives first: this one's address is not the one to put right.
	await navigating.complete;
	const params = new URLSearchParams(location.search);
	params.delete('edition');
	leave();
	return choose(params, true);
}

/** To another page of the site, without a choice. */
export function visit(path: string): Promise<void> {
	return goto(path);
}

/** The whole address of a query of this page, or of another by its path. */
export function addressOf(params: URLSearchParams, path: string = page.url.pathname): string {
	return new URL(`${path}?${params}`, page.url).href;
}
