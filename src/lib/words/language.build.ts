/** A build of one language: the others' words are dropped from it. */

const CHOICE = 'experimentalStaticLocale ?? options.locale ?? getLocale()';

/** What a build is told of its language; none while developing and testing, when all are there. */
export function languageDefine(language: string | undefined): Record<string, string> {
	return language ? { 'globalThis.__SITE_LANGUAGE__': JSON.stringify(language) } : {};
}

/**
 * Writes the language into each message where it would be chosen, so that only that language's text is left. Paraglide's own
 * way to it keeps a warning in every message, which is a tenth of the first page.
 */
export function oneLanguage(language: string | undefined) {
	return {
		name: 'one-language',
		transform(code: string, id: string) {
			if (!language || !/words\/messages\/messages\/(?!_index)\w+\.js$/.test(id)) return null;
			if (!code.includes(CHOICE)) throw new Error(`${id}: the language of a message is chosen in another way now`);
			return { code: code.replace(CHOICE, JSON.stringify(language)), map: null };
		}
	};
}
