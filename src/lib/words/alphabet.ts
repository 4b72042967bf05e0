import { m } from './messages/messages.js';

/** What no alphabet has: signs, digits, letters of other scripts; they come first, as they do in dictionaries. */
const BEFORE = -0x110000;

/**
 * Order by the alphabet of the language being spoken. Chromium has no Kazakh collation behind `Intl`, so the letters come from
 * the catalogue. A letter with a mark that the alphabet lacks stands with its base.
 */
export function compareLabels(a: string, b: string): number {
	const alphabet = m.alphabet();
	const place = (letter: string) => {
		const found = alphabet.indexOf(letter);
		return found >= 0
			? found
			: (alphabet.indexOf(letter.normalize('NFD')[0]) + 1 || BEFORE + letter.codePointAt(0)!) - 1;
	};
	const [x, y] = [[...a.toLowerCase()], [...b.toLowerCase()]];
	for (let i = 0; i < Math.min(x.length, y.length); i++) {
		const by = place(x[i]) - place(y[i]);
		if (by !== 0) return by;
	}
	return x.length - y.length;
}

/** Entries in the order of their labels. */
export function byLabel(a: { label: string }, b: { label: string }): number {
	return compareLabels(a.label, b.label);
}
