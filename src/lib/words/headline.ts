import { OUTCOME_GROUPS, type OutcomeGroup } from '#lib/domain/outcome.ts';
import { OUTCOMES_FROM, type Period } from '#lib/domain/period.ts';
import type { Answer, Cell } from '#lib/domain/question.ts';
import type { Measure } from '#lib/domain/row.ts';
import type { Scope } from '#lib/domain/scope.ts';
import { latestFinding } from './findings.ts';
import { groupName, measureName, range, statusName, type Names } from './labels.ts';
import type { Lack } from './lack.ts';
import { m } from './messages/messages.js';
import { number, share, shareOf } from './numbers.ts';
import { scopeSentence } from './sentences.ts';

/** In the place of a number. */
const NONE = '–';

interface Leader {
	/** What of it the files on show lack. */
	lack?: Lack | null;
	label: string;
	value: number;
	base: number;
}

export interface HeadlineInput {
	scope: Scope;
	names: Names;
	/** The selection's measure, and the other one. */
	measures: [Measure, Measure];
	totals: [Cell | undefined, Cell | undefined];
	/** Whether each measure was published for any half-year in range. */
	published: [boolean, boolean];
	/** What the files on show lack of each measure; `null`: nothing. */
	lacks: [Lack | null, Lack | null];
	/** Whether the territory has any row in range: without one, nothing was reported, which is not 0. */
	covered: boolean;
	latest: Answer;
	product: Leader | null;
	reason: Leader | null;
	outcomes: Record<OutcomeGroup, number>;
	/** Outcomes are rebuilt from percentages. */
	estimated?: boolean;
	/** Items from 2019 in range: what the outcomes are shares of. */
	items: number;
}

/** The numbers at the top of a page, the scope they rest on, and what stands out in it. */
export function headline(input: HeadlineInput) {
	const { scope, names, measures, totals } = input;
	const both = measures[0] !== measures[1];
	// Requests come first whatever is asked: they name the items.
	const order = both && measures[0] === 'items' ? [1, 0] : both ? [0, 1] : [0];
	const numbers = order.map((i) => numberOf(totals[i], measures[i], input.published[i], input.covered, input.lacks[i]));
	return {
		name: m.headline_name({ territory: names.territory(scope.territory), range: range(scope.from, scope.to) }),
		// Requests that are no number name nothing.
		joint: numbers[0].value === NONE ? '·' : m.headline_joint(),
		scope: scopeSentence(scope, names),
		numbers,
		findings: findings(input)
	};
}

function numberOf(
	cell: Cell | undefined,
	measure: Measure,
	published: boolean,
	covered: boolean,
	lack: Lack | null
): { value: string; unit: string } {
	const unit = measureName(measure).toLowerCase();
	if (lack?.whole) return { value: NONE, unit: m.unit_status({ unit, status: statusName('not-held') }) };
	// A total of some half-years must not pass for one of all.
	const only = (text: string) => (lack ? m.unit_only({ unit: text, periods: lack.heldInWords }) : text);
	if (!cell && published && covered) return { value: number(0), unit: only(unitOf(0, measure)) };
	if (!cell) {
		const status = statusName(published ? 'not-reported' : 'not-published');
		return { value: NONE, unit: m.unit_status({ unit, status }) };
	}
	if (cell.value === null)
		return { value: NONE, unit: m.unit_status({ unit, status: statusName(cell.gap ?? 'unknown') }) };
	const least = cell.gap === 'withheld' || cell.gap === 'unknown';
	return {
		value: least ? m.at_least({ value: number(cell.value) }) : number(cell.value),
		unit: only(unitOf(cell.value, measure))
	};
}

/** The unit in the form that stands after the number, without it. */
function unitOf(count: number, measure: Measure): string {
	const input = { count, shown: '' };
	return (measure === 'requests' ? m.counted_requests(input) : m.counted_items(input)).trim();
}

function leaderShare({ value, base, lack }: Leader, { measure }: Scope): string {
	const share = shareOf(value, base, measure);
	return lack ? m.unit_only({ unit: share, periods: lack.heldInWords }) : share;
}

function findings({ scope, latest, product, reason, outcomes, estimated, items }: HeadlineInput): string[] {
	const said: string[] = [];
	const last = latestFinding(latest, scope.to, scope);
	if (last)
		said.push(
			last.comparisons.length > 0
				? m.finding_with({ finding: last.title, more: last.comparisons.join('; ') })
				: m.finding_alone({ finding: last.title })
		);
	if (product && product.value > 0 && scope.product.length === 0)
		said.push(m.leading_product({ label: product.label, share: leaderShare(product, scope) }));
	if (reason && reason.value > 0 && scope.reason.length === 0)
		said.push(m.leading_reason({ label: reason.label, share: leaderShare(reason, scope) }));
	if (items > 0 && scope.outcome.length === 0 && Object.values(outcomes).some((count) => count > 0)) {
		const from: Period = scope.from > OUTCOMES_FROM ? scope.from : OUTCOMES_FROM;
		said.push(
			(estimated ? m.what_became_about : m.what_became)({
				range: range(from, scope.to),
				list: OUTCOME_GROUPS.map((group) =>
					m.outcome_share({ outcome: groupName(group).toLowerCase(), share: share(outcomes[group], items) })
				).join('; ')
			})
		);
	}
	return said;
}
