import type { OutcomeGroup } from '#lib/domain/outcome.ts';
import { BREAKDOWN_FROM, shift, type Period } from '#lib/domain/period.ts';
import type { Answer } from '#lib/domain/question.ts';
import type { ComplianceRow } from '#lib/domain/row.ts';
import type { Scope } from '#lib/domain/scope.ts';
import type { Filter, Show } from '#lib/domain/selection.ts';
import type { Slot } from '#lib/domain/slot.ts';
import {
	counted,
	filterName,
	groupName,
	measureName,
	periodLong,
	range,
	readingCounted,
	slotName,
	statusName,
	type Names
} from './labels.ts';
import { m } from './messages/messages.js';
import { SMALL_BASE } from '#lib/domain/slot.ts';
import { difference, number, share, shareOf, signedPercent, wholePercent } from './numbers.ts';
import { all } from './lists.ts';

interface Ranked {
	key: string;
	label: string;
	value: number;
}

function none(scope: Scope): string {
	if (scope.to < BREAKDOWN_FROM) return m.finding_not_published();
	return m.finding_none({ measure: measureName(scope.measure).toLowerCase() });
}

/** A step in a sentence: `July–December 2017`, or the year. */
function stepName(slot: Slot): string {
	return slot.key.length > 4 ? periodLong(slot.key as Period) : slotName(slot);
}

/** Title of the figure over time: where it peaked. */
export function periodFinding(slots: readonly Slot[], scope: Scope, names: Names): string {
	const whole = slots.filter((slot) => !slot.partial && slot.value !== null);
	const peak = whole.reduce<Slot | null>((best, slot) => ((slot.value ?? 0) > (best?.value ?? 0) ? slot : best), null);
	if (!peak?.value) {
		const gap = slots.find(({ status }) => status === 'withheld' || status === 'unknown');
		if (gap) return m.finding_gap({ measure: measureName(scope.measure), status: statusName(gap.status) });
		const measure = measureName(scope.measure).toLowerCase();
		return m.finding_none({ measure });
	}
	const input = {
		count: readingCounted(peak, scope.measure),
		step: stepName(peak),
		territory: names.territory(scope.territory)
	};
	// A peak stands out among others: of one or two steps it is just the number.
	return whole.length < 3 ? m.finding_count(input) : m.finding_peak(input);
}

/** What the last step has, against the one before and the same half a year before. */
export function periodSentence(slots: readonly Slot[], scope: Scope): string {
	const last = slots.at(-1);
	if (!last) return '';
	if (last.value === null || last.partial)
		return m.sentence_last_missing({
			step: stepName(last),
			status: last.partial ? m.half_only() : statusName(last.status)
		});
	const before = slots.at(-2);
	const yearBefore = last.key.length > 4 ? slots.at(-3) : undefined;
	const comparisons = [
		...(before?.value != null && !before.partial
			? [
					last.key.length > 4
						? m.against_half({ value: number(before.value) })
						: m.against_year({ value: number(before.value) })
				]
			: []),
		...(yearBefore?.value != null ? [m.against_same_half({ value: number(yearBefore.value) })] : [])
	];
	const input = { step: stepName(last), count: counted(last.value, scope.measure) };
	return comparisons.length > 0
		? m.sentence_last_compared({ ...input, comparisons: comparisons.join(', ') })
		: m.sentence_last(input);
}

/** A ranking of what a filter leaves says no more than that: of one thing its count, of several who leads among them. */
function ofChosen(chosen: number, total: Ranked | undefined, scope: Scope, ranking: () => string): string {
	if (chosen === 0) return ranking();
	if (chosen > 1 || !total) return m.finding_among({ finding: ranking() });
	return m.finding_chosen({ label: total.label, count: counted(total.value, scope.measure) });
}

/** Title of a ranking: the leader with its share and base. */
export function categoryFinding(by: Filter, categories: readonly Ranked[], base: number, scope: Scope): string {
	const leader = categories[0];
	if (!leader || leader.value === 0) return none(scope);
	return ofChosen(scope[by].length, leader, scope, () => leading(by, categories, base, scope));
}

function leading(by: Filter, categories: readonly Ranked[], base: number, scope: Scope): string {
	const leader = categories[0];
	const tied = categories.filter(({ value }) => value === leader.value);
	if (tied.length > 1)
		return m.finding_tied({
			labels: all(tied.map(({ label }) => label)),
			count: counted(leader.value, scope.measure)
		});
	const input = { label: leader.label, share: shareOf(leader.value, base, scope.measure) };
	return by === 'reason' ? m.finding_reason(input) : m.finding_product(input);
}

/** Who follows the leader. */
export function categorySentence(by: Filter, categories: readonly Ranked[], scope: Scope, names: Names): string {
	const next = categories.slice(1, 4);
	if (next.length === 0 && scope[by].length > 0) return m.sentence_chosen();
	if (next.length === 0)
		return m.sentence_only({ territory: names.territory(scope.territory), range: range(scope.from, scope.to) });
	return m.sentence_next({
		list: next.map(({ label, value }) => m.label_value({ label, value: number(value) })).join(', ')
	});
}

/**
 * Title of small multiples: in how many steps one category was the largest, and alone in that.
 * @param answer grouped by step and category: folded categories may lead too
 */
export function overTimeFinding(
	by: 'product' | 'reason',
	answer: Answer,
	steps: readonly Slot[],
	scope: Scope,
	names: Names
): string {
	const led = new Map<string, number>();
	const published = new Set(answer.filter(({ key }) => key[1] !== null).map(({ key }) => key[0]));
	const withAny = steps.filter((slot) => !slot.partial && (slot.value ?? 0) > 0 && published.has(slot.key));
	for (const { key: step } of withAny) {
		const cells = answer.filter(({ key, value }) => key[0] === step && (value ?? 0) > 0);
		const most = Math.max(...cells.map(({ value }) => value!));
		const leaders = cells.filter(({ value }) => value === most);
		if (leaders.length === 1 && leaders[0].key[1] !== null)
			led.set(leaders[0].key[1], (led.get(leaders[0].key[1]) ?? 0) + 1);
	}
	const [leader] = [...led].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
	if (withAny.length === 0) return none(scope);
	if (!leader) return m.finding_no_leader({ dimension: filterName(by).toLowerCase() });
	const value = steps.reduce((sum, slot) => sum + (slot.value ?? 0), 0);
	const total = { key: leader[0], label: names.of(by, leader[0]), value };
	const year = steps[0].key.length === 4;
	const input = {
		label: names.of(by, leader[0]),
		led: number(leader[1]),
		of: number(withAny.length),
		dimension: filterName(by).toLowerCase(),
		measure: measureName(scope.measure).toLowerCase()
	};
	return ofChosen(scope[by].length, total, scope, () =>
		year ? m.finding_led_years(input) : m.finding_led_halves(input)
	);
}

export function overTimeSentence(show: Show, by: 'product' | 'reason'): string {
	const input = { dimension: filterName(by).toLowerCase() };
	return show === 'share'
		? m.sentence_show_share(input)
		: show === 'cumulative'
			? m.sentence_show_cumulative(input)
			: m.sentence_show_counts(input);
}

/** Title of the requester figure: which of the two classes asked for more. */
export function requesterFinding([court, other]: readonly number[], scope: Scope): string {
	const base = court + other;
	if (base === 0) return none(scope);
	return court > other
		? m.finding_courts({ share: shareOf(court, base, scope.measure) })
		: m.finding_authorities({ share: shareOf(other, base, scope.measure) });
}

export function requesterSentence(detailed: readonly Ranked[], base: number, scope: Scope): string {
	const leader = detailed[0];
	return leader && base > 0
		? m.sentence_requester({ label: leader.label, share: shareOf(leader.value, base, scope.measure) })
		: m.sentence_requester_none();
}

interface GroupTotal {
	group: OutcomeGroup;
	total: number;
}

/** Title of the outcome figure: what became of most items, from 2019 alone. */
export function outcomeFinding(groups: readonly GroupTotal[], base: number, scope: Scope): string {
	if (base === 0) return m.finding_none({ measure: measureName('items').toLowerCase() });
	const largest = groups.reduce((best, group) => (group.total > best.total ? group : best));
	return m.finding_outcome({
		outcome: groupName(largest.group),
		share: shareOf(largest.total, base, 'items'),
		range: range(scope.from, scope.to)
	});
}

export function outcomeSentence(groups: readonly GroupTotal[], base: number, scope: Scope, after: boolean): string {
	if (base === 0 || !after) return m.sentence_outcome_wall();
	const removed = groups.find(({ group }) => group === 'removed')!.total;
	const gone = groups.find(({ group }) => group === 'gone')!.total;
	return m.sentence_outcome({ removed: shareOf(removed, base, 'items'), gone: share(gone, base) });
}

/** Title of the outcome figure where the range ends before 2019: the one half-year's share, or what there is. */
export function complianceFinding(rows: readonly (ComplianceRow | undefined)[]): string {
	const [row] = rows;
	return rows.length === 1 && row?.percent != null && row.requests !== null
		? m.finding_complied({ text: complianceText(row) })
		: m.finding_outcome_before();
}

/** A half-year of the old method: `1 % of 72 requests`, `1 of 19 requests`, or why there is nothing. */
export function complianceText(row: ComplianceRow | undefined): string {
	if (!row) return statusName('not-reported');
	if (row.requests === null) return statusName(row.requestsGap ?? 'unknown');
	if (row.percent === null) return statusName(row.percentGap ?? 'unknown');
	const base = counted(row.requests, 'requests');
	if (row.requests >= SMALL_BASE) return m.compliance_percent({ percent: wholePercent(row.percent), base });
	return row.compliedWith === null
		? m.compliance_unclear({ base })
		: m.compliance_counts({ part: number(row.compliedWith), base });
}

/** A change between two counts: the difference, and the percentage only from a base of thirty up. */
export function change(now: number, then: number): string {
	const by = difference(now - then);
	const rise = then === 0 ? Infinity : (100 * (now - then)) / then;
	// A rise to more than three times is clearer as two counts.
	return then < SMALL_BASE || now === then || rise > 200
		? m.change_by({ by, then: number(then) })
		: m.change_percent({ by, then: number(then), percent: signedPercent(rise) });
}

/** The latest half-year of a scope against the one before and the same half of the year before. */
export function latestFinding(
	latest: Answer,
	to: Period,
	scope: Scope
): { title: string; comparisons: string[] } | null {
	const at = (period: Period) => latest.find(({ key, gap }) => key[0] === period && gap === null)?.value ?? null;
	const now = at(to);
	if (now === null) return null;
	const comparisons = ([1, 2] as const).flatMap((back) => {
		const then = at(shift(to, -back));
		return then === null ? [] : [m.change_since({ change: change(now, then), period: periodLong(shift(to, -back)) })];
	});
	return { title: m.latest_title({ count: counted(now, scope.measure), period: periodLong(to) }), comparisons };
}

/** Title of the heat table: its largest cell, with share and base. */
export function cellFinding(answer: Answer, base: number, scope: Scope, names: Names): string {
	const largest = answer
		.filter(({ key }) => !key.includes(null))
		.reduce<Answer[number] | null>((best, cell) => ((cell.value ?? 0) > (best?.value ?? 0) ? cell : best), null);
	if (!largest?.value) return none(scope);
	return m.finding_cell({
		product: names.of('product', largest.key[0]),
		reason: names.of('reason', largest.key[1]),
		share: shareOf(largest.value, base, scope.measure)
	});
}
