import { ACTED, type Counted, type Found, type Near } from '#lib/domain/finder.ts';
import type { Scope } from '#lib/domain/scope.ts';
import { FILTERS } from '#lib/domain/selection.ts';
import { SMALL_BASE } from '#lib/domain/slot.ts';
import { change, complianceText } from './findings.ts';
import { counted, outcomeName, range, type Names } from './labels.ts';
import { all } from './lists.ts';
import { m } from './messages/messages.js';
import { difference, number, shareOf, signedPercent, wholePercent } from './numbers.ts';
import { filterInWords, scopeSentence } from './sentences.ts';

const scopeIn = (scope: Counted, edition: string): Scope => ({ ...scope, edition, without: null });

const isActedOn = ({ outcome }: Counted) =>
	outcome.length === ACTED.length && ACTED.every((one) => outcome.includes(one));

/** Decimals of a percentage as it is printed: what it is held against is said with as many. */
export function digitsOf(text: string): number {
	return /[.,](\d+)(?!.*\d)/.exec(text)?.[1].length ?? 0;
}

/** What a scope gives, with its unit; a share with its base. */
export function foundCount(
	found: Pick<Found, 'kind' | 'scope' | 'value' | 'of' | 'atLeast' | 'row'>,
	digits = 0
): string {
	const { kind, scope, value, of, atLeast, row } = found;
	if (kind === 'complied') return complianceText(row!);
	if (kind === 'change') return changeInFull(value, of!);
	if (of !== null) return shareOf(value, of, scope.measure, digits);
	const count = counted(value, scope.measure);
	return atLeast ? m.at_least({ value: count }) : count;
}

/** A change with its percentage however large it is: a printed one is held against it. */
function changeInFull(now: number, then: number): string {
	if (then < SMALL_BASE) return change(now, then);
	const percent = signedPercent((100 * (now - then)) / then);
	return m.change_percent({ by: difference(now - then), then: number(then), percent });
}

/** The filters of a part that its whole does not have. */
function partInWords(scope: Counted, base: Counted, names: Names): string {
	const parts = FILTERS.filter((filter) => scope[filter].length > 0 && base[filter].length === 0).map((filter) =>
		filter === 'outcome' && isActedOn(scope)
			? m.check_acted_on({ outcome: outcomeName('no-action-taken') })
			: filterInWords(filter, scope[filter], names)
	);
	return parts.length > 0 ? all(parts) : names.territory(scope.territory);
}

/** What it counts, in sentences. */
export function foundScope(
	found: Pick<Found, 'kind' | 'scope' | 'base' | 'row'>,
	names: Names,
	edition: string
): string {
	const { kind, scope, base, row } = found;
	const own = scopeSentence(scopeIn(scope, edition), names);
	if (kind === 'complied') return m.check_complied({ percent: wholePercent(row!.percent!), scope: own });
	if (kind === 'change') return m.check_compared({ scope: own, range: range(base!.from, base!.to) });
	if (!base) return own;
	return m.check_out_of({ part: partInWords(scope, base, names), whole: scopeSentence(scopeIn(base, edition), names) });
}

/** Number and scope together, to be copied. */
export function foundSentence(found: Found, names: Names, edition: string, digits = 0): string {
	return m.check_sentence({ count: foundCount(found, digits), scope: foundScope(found, names, edition) });
}

function nearCount({ scope, value, of }: Near, digits: number): string {
	return of === null ? counted(value, scope.measure) : shareOf(value, of, scope.measure, digits);
}

/** The same over another range. */
export function nearSentence(near: Near, digits = 0): string {
	const input = { range: range(near.scope.from, near.scope.to), count: nearCount(near, digits) };
	return near.named ? m.check_named(input) : m.check_over(input);
}

/** A short note to an editor: what was printed, what the figures say, of which scope, and where to count again. */
export function noteText(
	printed: string,
	found: Found,
	named: Near | undefined,
	link: string,
	names: Names,
	edition: string,
	digits = 0
): string {
	return [
		m.check_note_printed({ text: printed }),
		m.check_note_found({ scope: foundSentence(found, names, edition, digits) }),
		...(named
			? [
					m.check_note_named({
						range: range(named.scope.from, named.scope.to),
						count: nearCount(named, digits)
					})
				]
			: []),
		m.check_note_link({ link })
	].join('\n');
}
