import type { Codebook, Entry } from '#lib/domain/codebook.ts';
import type { FigureId } from '#lib/domain/figure.ts';
import type { Outcome, OutcomeGroup } from '#lib/domain/outcome.ts';
import { halfOf, yearOf, type Period } from '#lib/domain/period.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { Branch, Measure } from '#lib/domain/row.ts';
import type { Filter } from '#lib/domain/selection.ts';
import type { Reading, Slot } from '#lib/domain/slot.ts';
import type { Status } from '#lib/domain/status.ts';
import { m } from './messages/messages.js';
import { number } from './numbers.ts';

/** `2019 H1`, for ticks and tables. */
export function period(value: Period): string {
	const input = { year: yearOf(value) };
	return halfOf(value) === 1 ? m.period_short_1(input) : m.period_short_2(input);
}

/** `January–June 2019`, for sentences. */
export function periodLong(value: Period): string {
	const input = { year: yearOf(value) };
	return halfOf(value) === 1 ? m.period_long_1(input) : m.period_long_2(input);
}

/** `January 2011 to December 2025`; one half-year alone is named as such. */
export function range(from: Period, to: Period): string {
	if (from === to) return periodLong(from);
	const start = { year: yearOf(from) };
	const end = { year: yearOf(to) };
	return m.range({
		from: halfOf(from) === 1 ? m.month_start_1(start) : m.month_start_2(start),
		to: halfOf(to) === 1 ? m.month_end_1(end) : m.month_end_2(end)
	});
}

/** A step of a time figure: `2019 H1`, `2019`, or `2025, first half only`. */
export function slotName(slot: Pick<Slot, 'key' | 'partial' | 'halves'>): string {
	if (slot.key.length > 4) return period(slot.key as Period);
	if (!slot.partial) return slot.key;
	const input = { year: slot.key };
	return halfOf(slot.halves[0]) === 1 ? m.year_first_half(input) : m.year_second_half(input);
}

/** A step in a sentence, by its key: `July–December 2017`, or the year. */
export function stepName(key: string): string {
	return key.length > 4 ? periodLong(key as Period) : key;
}

export function measureName(measure: Measure): string {
	return measure === 'requests' ? m.requests() : m.items();
}

/** `188 requests`, `1 item`. */
export function counted(value: number, measure: Measure): string {
	const input = { count: value, shown: number(value) };
	return measure === 'requests' ? m.counted_requests(input) : m.counted_items(input);
}

const STATUS_WORDS: Record<Exclude<Status, 'reported' | 'zero'>, () => string> = {
	'not-reported': m.status_not_reported,
	withheld: m.status_withheld,
	unknown: m.status_unknown,
	'not-published': m.status_not_published,
	'not-held': m.status_not_held
};

export function statusName(status: Status): string {
	if (status === 'reported') return m.status_reported();
	if (status === 'zero') return m.status_zero();
	return STATUS_WORDS[status]();
}

/** A reading as text: the count, `at least 12`, or the words for its status. */
export function readingText(reading: Reading): string {
	if (reading.value === null) return statusName(reading.status);
	return reading.atLeast ? m.at_least({ value: number(reading.value) }) : number(reading.value);
}

/** A reading with its unit: `188 requests`, or the words for its status. */
export function readingCounted(reading: Reading, measure: Measure): string {
	if (reading.value === null) return statusName(reading.status);
	const text = counted(reading.value, measure);
	return reading.atLeast ? m.at_least({ value: text }) : text;
}

const OUTCOME_WORDS: Record<Outcome, () => string> = {
	'removed-legal': m.outcome_removed_legal,
	'removed-policy': m.outcome_removed_policy,
	'content-not-found': m.outcome_content_not_found,
	'not-enough-information': m.outcome_not_enough_information,
	'no-action-taken': m.outcome_no_action_taken,
	'already-removed': m.outcome_already_removed
};

export function outcomeName(outcome: Outcome): string {
	return OUTCOME_WORDS[outcome]();
}

const GROUP_WORDS: Record<OutcomeGroup, () => string> = {
	removed: m.group_removed,
	gone: m.group_gone,
	'not-enough-information': m.outcome_not_enough_information,
	'no-action-taken': m.outcome_no_action_taken
};

export function groupName(group: OutcomeGroup): string {
	return GROUP_WORDS[group]();
}

export function branchName(branch: Branch): string {
	return branch === 'court' ? m.branch_court() : m.branch_other();
}

/** The name of a filter's dimension: `Product`. */
export function filterName(filter: Filter): string {
	return { product: m.product, reason: m.reason, requester: m.requester, outcome: m.outcome }[filter]();
}

/** The names of the codebook's entries in the language being spoken. A slug the codebook lacks is shown as it stands. */
export class Names {
	readonly #maps: Record<'product' | 'reason' | 'requester' | 'territory', Map<string, Entry>>;

	constructor(codebook: Codebook) {
		const map = (entries: readonly Entry[]) => new Map(entries.map((entry) => [entry.slug, entry]));
		this.#maps = {
			product: map(codebook.products),
			reason: map(codebook.reasons),
			requester: map(codebook.requesters),
			territory: map(codebook.territories)
		};
	}

	of(filter: Filter, slug: string | null): string {
		if (slug === null) return m.status_not_published();
		return filter === 'outcome' ? outcomeName(slug as Outcome) : (this.#maps[filter].get(slug)?.label ?? slug);
	}

	territory(code: string): string {
		return code === WORLD ? m.world() : (this.#maps.territory.get(code)?.label ?? code);
	}

	/** Google's own name of a thing, where the language being spoken has another. */
	google(filter: Filter | 'territory', slug: string): string | null {
		if (filter === 'outcome') return null;
		const entry = this.#maps[filter].get(slug);
		return entry?.google !== undefined && entry.google !== entry.label ? entry.google : null;
	}
}

const FIGURE_WORDS: Record<FigureId, () => string> = {
	'by-period': m.figure_by_period,
	'by-reason-over-time': m.figure_by_reason_over_time,
	'by-reason': m.figure_by_reason,
	'by-product': m.figure_by_product,
	'by-product-over-time': m.figure_by_product_over_time,
	'product-by-reason': m.figure_product_by_reason,
	'by-requester': m.figure_by_requester,
	'by-outcome': m.figure_by_outcome
};

/** A figure's name, for lists and titles of pages; its heading is its finding. */
export function figureName(id: FigureId): string {
	return FIGURE_WORDS[id]();
}
