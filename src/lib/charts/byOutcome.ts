import { groupOf, OUTCOME_GROUPS, OUTCOMES, type OutcomeGroup } from '#lib/domain/outcome.ts';
import { FIRST_PERIOD, OUTCOMES_FROM, periodsBetween, type Period } from '#lib/domain/period.ts';
import type { Answer } from '#lib/domain/question.ts';
import type { Branch, ComplianceRow } from '#lib/domain/row.ts';
import { expandRequesters } from '#lib/domain/codebook.ts';
import { WORLD } from '#lib/domain/question.ts';
import { groupName, outcomeName, period, slotName, statusName } from '#lib/words/labels.ts';
import { complianceFinding, complianceText, outcomeFinding, outcomeSentence } from '#lib/words/findings.ts';
import { m } from '#lib/words/messages/messages.js';
import { isSmall, number, percent, percentOf, share } from '#lib/words/numbers.ts';
import { placeOf } from './byPeriod.ts';
import { hasSmallBase, layoutCompliance, type ComplianceSlot } from './compliance.ts';
import { acrossWidth, underCoverage } from './coverage.ts';
import { colorOf } from './categories.ts';
import { heading, stacked } from './drawing.ts';
import {
	figureScope,
	halvesIn,
	slotsIn,
	statusNotes,
	type FigureInput,
	type FigureModel,
	type FigureValue
} from './model.ts';
import { layoutMultiples, PANELS } from './multiples.ts';

/** The last half-year that Google published by both methods. */
const BOTH_METHODS: Period = OUTCOMES_FROM;

/**
 * What became of it: to 2018 the share of requests complied with, from 2019 the outcomes of items.
 * The two count different things, so nothing crosses from one panel to the other.
 */
export function byOutcome(input: FigureInput): FigureModel {
	const { selection, answers, questions } = input;
	const before = complianceSlots(input);
	// Shares are of the items, which in some rows of Google's file are not the sum of their outcomes.
	const steps = slotsIn(input, answers.itemsSince2019, questions.itemsSince2019);
	const groups = OUTCOME_GROUPS.map((group) => ({
		group,
		slots: slotsIn(input, grouped(answers.byOutcomeOverTime, group), questions.byOutcomeOverTime, [group]),
		total: sumOf(answers.byOutcome, group)
	}));
	const base = itemsSince2019(input);
	const sum = groups.reduce((sum, { total }) => sum + total, 0);
	const after = selection.to >= OUTCOMES_FROM && groups[0].slots.some(({ status }) => status !== 'not-held');
	const scope = figureScope(input, { measure: 'items', ...(after ? { from: questions.byOutcome.where.from } : {}) });
	const small = steps.some((slot) => isSmall(slot.value));
	/** In some rows of Google's file the outcomes do not add up to the items. */
	const off = selection.outcome.length === 0 && sum !== base ? { sum, base } : null;
	return {
		id: 'by-outcome',
		form: before.length > 0 && after ? m.form_two_parts() : after ? PANELS.columns() : m.form_columns(),
		shows: m.caption_by_outcome(),
		title: after ? about(outcomeFinding(groups, base, scope), input) : complianceFinding(before.map(({ row }) => row)),
		sentence: outcomeSentence(groups, base, scope, after),
		scope,
		notes: [
			...(before.length > 0 && after ? [m.note_2019_wall()] : []),
			...(input.partial
				? input.partial.outcomeNotes(input, after, off)
				: off
					? [m.note_outcomes_off({ sum: number(sum), base: number(base) })]
					: []),
			...(small ? [m.note_small_base()] : []),
			...statusNotes(steps)
		],
		folded: 0,
		table: () => ({
			caption: m.caption_by_outcome(),
			columns: [m.half_year_or_outcome(), m.all_items(), ...OUTCOMES.map(outcomeName), m.requests_complied_with()],
			rows: [
				...before.map(({ period: at, row, says }) => [
					at === BOTH_METHODS ? m.old_method({ period: period(at) }) : period(at),
					itemsText(row),
					...Array<string>(OUTCOMES.length).fill(m.status_not_published()),
					row ? says()[1] : statusName('not-reported')
				]),
				...steps.map((step) => [
					slotName(step),
					step.value === null ? statusName(step.status) : number(step.value),
					...OUTCOMES.map((outcome) => {
						if (step.value === null) return statusName(step.status);
						if (selection.outcome.length > 0 && !selection.outcome.includes(outcome)) return m.not_chosen();
						const cell = answers.byOutcomeOverTime.find(({ key }) => key[0] === step.key && key[1] === outcome);
						return number(cell?.value ?? 0);
					}),
					''
				]),
				...(after
					? [
							[
								m.all_since({ period: period(scope.from) }),
								number(base),
								...OUTCOMES.map((o) => share(sumExactly(answers.byOutcome, o), base)),
								''
							]
						]
					: [])
			]
		}),
		across: 'outcome',
		values: () => [
			...before.map(({ period: at, row }): FigureValue => ({
				place: { period: at, outcome: 'complied-with' },
				measure: 'percent_of_requests',
				value: row?.percent ?? null,
				base: row?.requests ?? null,
				status: row ? (row.percentGap ?? (row.percent === 0 ? 'zero' : 'reported')) : 'not-reported'
			})),
			...groups.flatMap(({ group, slots }) =>
				slots.map((slot, i) => ({
					place: { ...placeOf(slot), outcome: group },
					measure: 'items' as const,
					value: slot.value,
					base: steps[i].value,
					status: slot.status
				}))
			)
		],
		draw: (width, palette, stretch) => {
			const since = halvesIn(input).filter(({ key }) => key >= OUTCOMES_FROM);
			return stacked(width, 12, [
				...(before.length > 0
					? [
							heading(hasSmallBase(before) ? m.outcome_before_dots() : m.outcome_before(), width, palette),
							layoutCompliance(before, width, palette, stretch)
						]
					: []),
				...(after
					? [
							heading(m.outcome_after(), width, palette),
							underCoverage(
								since,
								acrossWidth(since, width),
								layoutMultiples(
									{
										form: 'columns',
										max: 100,
										small: (i) => isSmall(steps[i].value),
										axis: (value) => percent(value),
										says: (i) => [
											slotName(steps[i]),
											...(steps[i].value === null
												? [statusName(steps[i].status)]
												: groups.map(({ group, slots }) =>
														m.line_of({ label: groupName(group), value: share(slots[i].value ?? 0, steps[i].value!) })
													))
										],
										panels: groups.map(({ group, slots, total }) => ({
											key: group,
											label: groupName(group),
											note: share(total, base),
											slots,
											color: colorOf(group, palette),
											narrow: { outcome: OUTCOMES.filter((outcome) => groupOf(outcome) === group) },
											values: slots.map((slot, i) =>
												slot.partial || slot.value === null || !steps[i].value
													? null
													: percentOf(slot.value, steps[i].value!)
											)
										}))
									},
									width,
									palette,
									{ stretch }
								),
								palette
							)
						]
					: [])
			]);
		}
	};
}

function itemsText(row: ComplianceRow | undefined): string {
	if (!row) return statusName('not-reported');
	return row.items === null ? statusName(row.itemsGap ?? 'unknown') : number(row.items);
}

/** All items from 2019 in range, whatever became of them: what outcomes are shares of. */
export function itemsSince2019({ answers }: FigureInput): number {
	return answers.itemsSince2019.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

/** Outcome cells summed into a group, by step. */
function grouped(answer: Answer, group: OutcomeGroup): Answer {
	const sums = new Map<string, number>();
	for (const { key, value } of answer)
		if (groupOf(key[1] as never) === group) sums.set(key[0]!, (sums.get(key[0]!) ?? 0) + (value ?? 0));
	return [...sums].map(([step, value]) => ({ key: [step, group], value, gap: null }));
}

/** Items of each group over the range from 2019, for the headline. */
export function outcomeTotals({ answers }: FigureInput): Record<OutcomeGroup, number> {
	return Object.fromEntries(OUTCOME_GROUPS.map((group) => [group, sumOf(answers.byOutcome, group)])) as Record<
		OutcomeGroup,
		number
	>;
}

function sumOf(answer: Answer, group: OutcomeGroup): number {
	return answer.reduce((sum, { key, value }) => sum + (groupOf(key[0] as never) === group ? (value ?? 0) : 0), 0);
}

function sumExactly(answer: Answer, outcome: string): number {
	return answer.find(({ key }) => key[0] === outcome)?.value ?? 0;
}

/** A finding from rebuilt counts says so in its first word. */
function about(finding: string, { holdings }: FigureInput): string {
	return holdings?.outcomesEstimated ? m.finding_about({ finding }) : finding;
}

/** Whether any half-year of the old method can be drawn. */
export function complianceInRange(input: FigureInput): boolean {
	return complianceSlots(input).some(({ row }) => row !== undefined);
}

/**
 * Half-years of the old method in range. The table has no product or reason, and no sum over territories
 * or branches can be made from percentages: with such a filter, or for the world, there are none.
 */
function complianceSlots({ selection, compliance, holdings, codebook }: FigureInput): ComplianceSlot[] {
	const { territory, product, reason, requester, outcome, without, from, to } = selection;
	// The table of shares has no product or reason, so nothing can be left out of it either.
	if (territory === WORLD || product.length + reason.length + outcome.length > 0 || without) return [];
	const branch = branchOf(expandRequesters(codebook, requester));
	if (branch === null) return [];
	const first = from > FIRST_PERIOD ? from : FIRST_PERIOD;
	const last = to < BOTH_METHODS ? to : BOTH_METHODS;
	const held = (at: Period) => holdings === null || holdings.compliance.includes(at);
	return periodsBetween(first, last)
		.filter(held)
		.map((at) => {
			const row = compliance.find((row) => row.period === at && row.branch === branch && row.territory === territory);
			return {
				period: at,
				row,
				says: () => [at === BOTH_METHODS ? m.old_method({ period: period(at) }) : period(at), complianceText(row)]
			};
		});
}

/** The branch a requester filter names before 2019: all without one, `null` where the table has no such row. */
function branchOf(requesters: readonly string[]): ComplianceRow['branch'] | null {
	const court = requesters.includes('court');
	const other = requesters.includes('other-authority');
	if (requesters.length === 0 || (court && other)) return 'all';
	return court ? ('court' satisfies Branch) : other ? 'other' : null;
}
