import { baseLocale, isLocale, locales, overwriteGetLocale, type Locale } from './messages/runtime.js';

declare global {
	/** The one language of a build, written in when it is made. See src/site.build.mjs. */
	var __SITE_LANGUAGE__: Locale | undefined;
}

/** A language of the catalogue; the first segment of every page's address. */
export type Language = Locale;

export const LANGUAGES: readonly Language[] = locales;

/** Each language by its own name, the same in all of them. */
export const LANGUAGE_NAMES: Record<Language, { name: string; short: string }> = {
	en: { name: 'English', short: 'EN' },
	ru: { name: 'Русский', short: 'РУС' },
	kk: { name: 'Қазақша', short: 'ҚАЗ' }
};

/** What is of no language, and the addresses that were there first, are made with this one. */
export const FIRST_LANGUAGE: Language = baseLocale;

const BUILT = globalThis.__SITE_LANGUAGE__;

/** The languages whose pages this build makes: one, so that no page carries another's words; all while developing. */
export const LANGUAGES_BUILT: readonly Language[] = BUILT ? [BUILT] : LANGUAGES;

/** Whether this build makes what is of no language: tables, pictures of none, the first page. */
export const BUILDS_SHARED = LANGUAGES_BUILT.includes(FIRST_LANGUAGE);

export const isLanguage = isLocale;

let current: Language = BUILT ?? FIRST_LANGUAGE;
overwriteGetLocale(() => current);

export function language(): Language {
	return current;
}

/** Sets the language of everything said from here on. Pages are rendered one after another, without awaiting. */
export function speak(language: Language): void {
	current = language;
}
