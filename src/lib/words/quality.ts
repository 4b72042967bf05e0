import type { CheckEffect, OddityEffect, Touched, UncheckedEffect } from '#lib/engine/quality.ts';
import { counted } from './labels.ts';
import { runs } from './lists.ts';
import { m } from './messages/messages.js';
import { difference, number } from './numbers.ts';

/** What an oddity means for a scope: nothing, or how much. */
export function effectOn({ count, requests, items, off, atMost }: Touched): string {
	if (count === 0) return m.quality_none();
	const rows = [
		...(requests === null ? [] : [counted(requests, 'requests')]),
		...(items === null ? [] : [counted(items, 'items')])
	].join(', ');
	const times = { count, shown: number(count) };
	const met = rows ? m.quality_met_with({ ...times, rows }) : m.quality_met({ ...times });
	const said = off === null || off === 0 ? met : m.quality_off({ met, off: difference(off) });
	return atMost ? m.quality_at_most({ said }) : said;
}

/** Where a file is only compared with, no number rests on what is odd in it. */
export function effectOf(effect: OddityEffect, of: 'kazakhstan' | 'scope'): string {
	const said = effectOn(effect[of]);
	return effect.checkAlone && effect[of].count > 0 ? m.quality_check_alone({ said }) : said;
}

export function checkEffect({ count, net }: CheckEffect['scope']): string {
	return count === 0 ? m.quality_none() : m.quality_differs({ count, shown: number(count), net: difference(net) });
}

export function uncheckedEffect({ periods, requests, items }: UncheckedEffect): string {
	if (periods.length === 0) return m.quality_none();
	return m.quality_unchecked({
		periods: runs(periods),
		requests: counted(requests, 'requests'),
		items: counted(items, 'items')
	});
}
