/** `$app/navigation` in the single file: it has one page, and only its choice changes. */
import { follow } from './state.svelte.ts';

export async function goto(address: string, { replaceState = false } = {}): Promise<void> {
	const fragment = address.startsWith('?') ? `#${address.slice(1)}` : '#';
	try {
		history[replaceState ? 'replaceState' : 'pushState'](null, '', fragment);
	} catch {
		// A place without an origin, such as a messenger's own viewer.
		location.hash = fragment;
	}
	follow();
}
