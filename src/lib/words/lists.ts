import { shift, type Period } from '#lib/domain/period.ts';
import { period } from './labels.ts';
import { m } from './messages/messages.js';

/** `a`, `a and b`, `a, b and c`. */
export function all(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : m.and({ before: words.slice(0, -1).join(', '), last: words.at(-1)! });
}

/** Half-years as runs: `2011 H1–2018 H2, 2020 H1`. */
export function runs(periods: readonly Period[]): string {
	const found: [Period, Period][] = [];
	for (const at of periods) {
		const last = found.at(-1);
		if (last && shift(last[1], 1) === at) last[1] = at;
		else found.push([at, at]);
	}
	return found.map(([from, to]) => (from === to ? period(from) : `${period(from)}–${period(to)}`)).join(', ');
}
