import { afterLoad } from './afterLoad.ts';
import type { Engines } from './engines.svelte.ts';

/**
 * Starts DuckDB unasked only where it costs the reader nothing to speak of: a wide screen with a fine pointer,
 * no wish to save data, and not before the page is loaded and idle. Elsewhere the reader asks for it. Returns what calls it off.
 */
export function startWhenIdle(engines: Engines): () => void {
	const connection = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection;
	if (connection?.saveData || !matchMedia('(min-width: 900px) and (pointer: fine)').matches) return () => {};
	let gone = false;
	const start = () => void (gone || engines.start());
	const idle = () => {
		if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 5000 });
		else setTimeout(start, 1000);
	};
	const off = afterLoad(idle);
	return () => {
		gone = true;
		off();
	};
}
