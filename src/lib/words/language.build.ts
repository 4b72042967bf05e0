/** A build of one language: the others' words are dropped from it. */

/** What a build is told of its language; none while developing and testing, when all are there. */
export function languageDefine(language: string | undefined): Record<string, string> {
	return language ? { 'globalThis.__SITE_LANGUAGE__': JSON.stringify(language) } : {};
}

/**
 * What is left of Paraglide's runtime where no language is chosen: the list of languages, and names that messages import. The
 * whole would be more than a hundredth of the first page.
 * @throws where the runtime does not say the languages as it did
 */
function runtimeOf(code: string): string {
	const said = (name: string) => {
		const line = new RegExp(`export const ${name} = [^;]*;`).exec(code)?.[0];
		if (!line) throw new Error(`Paraglide's runtime has no ${name} now`);
		return line;
	};
	return [
		said('baseLocale'),
		said('locales'),
		'export const isLocale = (text) => locales.includes(text);',
		'export const getLocale = () => baseLocale;',
		'export const overwriteGetLocale = () => {};',
		'export const experimentalStaticLocale = undefined;'
	].join('\n');
}

/** A message as the compiler writes it: a function for each language, and one that chooses among them. */
const CHOOSER = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*export const (\w+) = [\s\S]*$/;

/**
 * Puts the function of the language in the place of the one that would choose it, so that only that language's text is left.
 * Paraglide's own way to it keeps a warning and a second function for every message: a tenth of the first page.
 */
export function oneLanguage(language: string | undefined) {
	return {
		name: 'one-language',
		transform(code: string, id: string) {
			if (language && id.endsWith('words/messages/runtime.js')) return { code: runtimeOf(code), map: null };
			if (!language || !/words\/messages\/messages\/(?!_index)\w+\.js$/.test(id)) return null;
			const name = CHOOSER.exec(code)?.[1];
			const own = `${language}_${name}`;
			if (!name || !code.includes(`const ${own} =`))
				throw new Error(`${id}: the language of a message is chosen in another way now`);
			// A message is never asked for without what it needs.
			const said = code.replace(CHOOSER, `export const ${name} = ${own};\n`).replaceAll('${i?.', '${i.');
			return { code: said, map: null };
		}
	};
}
