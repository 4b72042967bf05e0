import { TABLE_OF } from '#lib/ingest/canonical.ts';
import { isOutcome } from '#lib/domain/outcome.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Measure } from '#lib/domain/row.ts';
import type { Scope } from '#lib/domain/scope.ts';
import type { Reading } from '#lib/domain/slot.ts';
import type {
	Apart,
	Change,
	ChangeKind,
	Compared,
	Counted,
	CountGiven,
	Relabelled,
	RevisionDivision,
	Weighed
} from '#lib/engine/revisions.ts';
import {
	filterName,
	measureName,
	outcomeName,
	period,
	range,
	readingCounted,
	readingText,
	type Names
} from './labels.ts';
import { runs } from './lists.ts';
import { m } from './messages/messages.js';
import { difference, number } from './numbers.ts';
import { scopeShort } from './sentences.ts';

const RULES: Record<Counted, () => string> = {
	requests: m.counted_as_requests,
	items: m.counted_as_items,
	outcomes: m.counted_as_outcomes,
	pairs: m.counted_as_pairs
};

/** What a count is of: `distinct requests`. */
export function ruleGiven(counted: Counted): string {
	return RULES[counted]();
}

export function fileGiven({ counted, grain }: CountGiven): string {
	return `${counted === 'pairs' ? 'pairs' : TABLE_OF[grain]}.csv`;
}

/** A count, with the half-years it covers where they are not all. */
export function countGiven({ reading, held, lacking }: CountGiven): string {
	const text = readingText(reading);
	return lacking.length > 0 ? m.unit_only({ unit: text, periods: runs(held) }) : text;
}

/** A count with its unit, and the half-years it covers where the edition lacks some of the range. */
function heldCount({ held, ...reading }: Reading & { held: Period[] }, measure: Measure, whole: number): string {
	const text = readingCounted(reading, measure);
	return held.length > 0 && held.length < whole ? m.unit_only({ unit: text, periods: runs(held) }) : text;
}

/** The same scope in two editions: both numbers in one sentence. */
export function bothCounts(scope: Scope, { a, b, onlyA, onlyB }: Weighed, newest: string, names: Names): string {
	const whole = Math.max(a.held.length + onlyB.length, b.held.length + onlyA.length);
	return m.edition_both({
		scope: scopeShort(scope, names, range(scope.from, scope.to)),
		edition: scope.edition,
		here: heldCount(a, scope.measure, whole),
		newest,
		there: heldCount(b, scope.measure, whole)
	});
}

const LISTED = 3;

/** Why two editions say different numbers of one scope; or that they do not. */
export function whyDiffers(weighed: Weighed, edition: string, newest: string): string[] {
	const { onlyA, onlyB, restated, pairs } = weighed;
	const said: string[] = [];
	if (restated.length > 0) {
		const largest = restated.toSorted((a, b) => Math.abs(b.b - b.a) - Math.abs(a.b - a.a)).slice(0, LISTED);
		const list = largest.map(({ period: at, a, b }) =>
			m.edition_restated_one({ period: period(at), before: number(a), after: number(b) })
		);
		const input = { count: restated.length, shown: number(restated.length), list: list.join('; ') };
		said.push(restated.length > LISTED ? m.edition_restated_most(input) : m.edition_restated(input));
	}
	if (onlyB.length > 0) said.push(m.edition_why_lacking({ edition, periods: runs(onlyB) }));
	if (onlyA.length > 0) said.push(m.edition_why_lacking({ edition: newest, periods: runs(onlyA) }));
	if (pairs) said.push(m.edition_why_pairs({ edition, pairs: readingText(pairs.reading), periods: runs(pairs.held) }));
	return said.length > 0 ? said : [m.edition_same()];
}

const KINDS: Record<ChangeKind, { name: () => string; means: (input: { a: string; b: string }) => string }> = {
	restated: { name: m.change_restated, means: m.change_restated_means },
	new: { name: m.change_new, means: m.change_new_means },
	gone: { name: m.change_gone, means: m.change_gone_means },
	'new-period': { name: m.change_new_period, means: m.change_new_period_means },
	'other-rule': { name: m.change_other_rule, means: m.change_other_rule_means }
};

export function kindName(kind: ChangeKind): string {
	return KINDS[kind].name();
}

export function kindExplained(kind: ChangeKind, a: string, b: string): string {
	return KINDS[kind].means({ a, b });
}

export function divisionName(division: RevisionDivision): string {
	return division === 'total' ? m.division_total() : filterName(division);
}

/** How many changes of each kind there are, in one line. */
export function revisionsSummary(changes: readonly Change[]): string {
	const count = (kind: ChangeKind) => number(changes.filter((change) => change.kind === kind).length);
	return m.revisions_summary({
		restated: count('restated'),
		added: count('new'),
		gone: count('gone'),
		periods: count('new-period'),
		rule: count('other-rule')
	});
}

export function apartSentence({ measure, only, periods }: Apart, a: string, b: string): string {
	const [edition, other] = only === 'a' ? [a, b] : [b, a];
	return m.revisions_apart({ measure: measureName(measure), edition, other, periods: runs(periods) });
}

function countOf(value: number | null, counted: Counted): string {
	if (value === null) return m.method_no_row();
	return counted === 'pairs' ? m.revisions_pairs({ count: number(value) }) : number(value);
}

function valueName(division: RevisionDivision, value: string | null, names: Names): string {
	if (division === 'total') return '';
	if (division === 'outcome') return value !== null && isOutcome(value) ? outcomeName(value) : '';
	return names.of(division, value);
}

/** A change as the cells of a row. */
export function changeRow(change: Change, names: Names, world: boolean): string[] {
	const { territory, period: at, division, value, measure, a, b, counted } = change;
	return [
		...(world ? [names.territory(territory)] : []),
		period(at),
		...(division === 'total' ? [] : [valueName(division, value, names)]),
		measureName(measure),
		countOf(a, counted.a),
		countOf(b, counted.b),
		difference((b ?? 0) - (a ?? 0))
	];
}

/** What was compared with what, as the cells of a row. */
export function comparedRow({ measure, division, counted, periods, cells, equal }: Compared): string[] {
	return [
		divisionName(division),
		counted.a === counted.b
			? ruleGiven(counted.a)
			: m.revisions_rule_with({ a: ruleGiven(counted.a), b: ruleGiven(counted.b), measure: measureName(measure) }),
		runs(periods),
		number(cells),
		number(equal)
	];
}

/** What a thing is called in each of two editions, as the cells of a row. */
export function relabelledRow({ dimension, slug, a, b }: Relabelled, names: Names): string[] {
	const name = dimension === 'territory' ? names.territory(slug) : names.of(dimension, slug);
	const shown = (labels: readonly string[]) =>
		labels.map((label) => (label === '' ? m.label_blank() : label)).join('; ');
	return [name, shown(a), shown(b)];
}
