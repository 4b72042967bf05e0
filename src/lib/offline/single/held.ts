import type { PageData } from '#lib/state/reading.svelte.ts';
import type { Language } from '#lib/words/language.ts';

/** What the single file carries with it, written into its script when it is made. */
export interface Held {
	lang: Language;
	data: Pick<PageData, 'codebook' | 'editions' | 'home'>;
	/** Editions that the site has and this file does not. */
	elsewhere: string[];
	/** Its own name. */
	name: string;
	/** Files of the site that lie in it, by their paths there, as `data:` addresses. */
	files: Record<string, string>;
}

declare global {
	const __HELD__: Held;
}

/** Named once: where it is named, all of it is written. */
export const HELD = __HELD__;
