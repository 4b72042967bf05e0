import { afterLoad } from './afterLoad.ts';
import type { Engines } from './engines.svelte.ts';

/**
 * Starts DuckDB unasked only where it costs the reader nothing to speak of: a wide screen with a fine pointer,
 * no wish to save data, and not before the page is loaded and idle. Elsewhere the reader asks for it.
 */
export function startWhenIdle(engines: Engines): void {
	const connection = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection;
	if (connection?.saveData || !matchMedia('(min-width: 900px) and (pointer: fine)').matches) return;
	const idle = () => {
		if ('requestIdleCallback' in window) requestIdleCallback(() => void engines.start(), { timeout: 5000 });
		else setTimeout(() => void engines.start(), 1000);
	};
	afterLoad(idle);
}
