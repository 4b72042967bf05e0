/** The colours of the site: those the reader's system asks for, or the reader. */
export type Theme = 'system' | 'light' | 'dark';

/** static/scope-guard.js reads it before the first frame. */
const KEY = 'takedown-ledger-theme';

export function themeNow(): Theme {
	return (document.documentElement.dataset.theme as Theme | undefined) ?? 'system';
}

/** Puts the choice on the page, and on this device; nothing is kept of a reader who leaves it to the system. */
export function chooseTheme(theme: Theme): void {
	const { dataset } = document.documentElement;
	if (theme === 'system') delete dataset.theme;
	else dataset.theme = theme;
	try {
		if (theme === 'system') localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, theme);
	} catch {
		// No storage: the choice holds for this visit.
	}
}
