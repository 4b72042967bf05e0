import { baseLocale, isLocale, locales, overwriteGetLocale, type Locale } from './messages/runtime.js';

/** A language of the catalogue; the first segment of every page's address. */
export type Language = Locale;

export const LANGUAGES: readonly Language[] = locales;

export const isLanguage = isLocale;

let current: Language = baseLocale;
overwriteGetLocale(() => current);

export function language(): Language {
	return current;
}

/** Sets the language of everything said from here on. Pages are rendered one after another, without awaiting. */
export function speak(language: Language): void {
	current = language;
}
