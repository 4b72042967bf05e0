import type { Speech } from '#lib/embed/speech.ts';
import { language, type Language } from '#lib/words/language.ts';
import { explorerPath } from './paths.ts';

/**
 * What is said in another language than the page's; fetched once.
 * @throws when it does not arrive
 */
export async function fetchSpeech(lang: Language): Promise<Speech> {
	const { speech } = await import(/* @vite-ignore */ new URL(`${explorerPath(lang)}speech.js`, location.href).href);
	return speech;
}

/** An address of this page's language as that of another. */
export function addressIn(lang: Language, address: string): string {
	return address.replace(explorerPath(language()), explorerPath(lang));
}
