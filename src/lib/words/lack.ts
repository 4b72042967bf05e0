import type { Codebook } from '#lib/domain/codebook.ts';
import { grainOf, type Holdings } from '#lib/domain/holding.ts';
import { OUTCOMES_FROM, type Period } from '#lib/domain/period.ts';
import type { Dimension, Question } from '#lib/domain/question.ts';
import type { Filter } from '#lib/domain/selection.ts';
import { heldIn } from '#lib/domain/slot.ts';
import { remedyFor, type Remedy } from '#lib/ingest/remedy.ts';
import { filterName, measureName } from './labels.ts';
import { all, runs } from './lists.ts';
import { m } from './messages/messages.js';

const REMEDIES: Record<Remedy, () => string> = {
	detailed: m.remedy_detailed,
	requests: m.remedy_requests,
	items: m.remedy_items,
	flat: m.remedy_flat,
	'flat-distinct': m.remedy_flat_distinct,
	'historical-requests': m.remedy_historical_requests,
	'historical-detailed': m.remedy_historical_detailed
};

/** What a question asks for, without its range: `Items by reason`. */
function subject({ by, where, measure }: Question): string {
	const dimensions = (['product', 'reason', 'requester'] as const).filter(
		(dimension: Filter & Dimension) =>
			by.includes(dimension) || where[dimension].length > 0 || (dimension === 'requester' && by.includes('branch'))
	);
	const names = all(dimensions.map((dimension) => filterName(dimension).toLowerCase()));
	if (by.includes('outcome') || where.outcome.length > 0)
		return names ? m.lack_outcomes_by({ dimensions: names }) : m.lack_outcomes();
	return names ? m.lack_by({ measure: measureName(measure), dimensions: names }) : measureName(measure);
}

/** What the files on show can't say of a question. */
export interface Lack {
	/** Nothing of it is there: it is not drawn. */
	whole: boolean;
	title: string;
	/** For which half-years, and what to add. */
	sentences: string[];
	/** The half-years that are there, and those that are not. */
	held: Period[];
	/** Those that are there, in words. */
	heldInWords: string;
	lacking: Period[];
}

/** `null` when the files on show hold all that Google published of it. */
export function lackOf(question: Question, holdings: Holdings | null, codebook: Codebook): Lack | null {
	const { held, lacking } = heldIn(question, holdings, codebook);
	if (lacking.length === 0) return null;
	const kind = question.by.includes('outcome') || question.where.outcome.length > 0 ? 'outcomes' : question.measure;
	const remedies = new Set(lacking.map((at) => remedyFor(kind, grainOf(question), at)));
	const what = subject(question);
	const pairs = kind === 'requests' && holdings?.pairs && lacking.some((at) => at >= OUTCOMES_FROM);
	if (holdings?.published)
		return {
			whole: held.length === 0,
			title: m.lack_all_edition({ what }),
			sentences: [m.lack_edition({ what, periods: runs(lacking) }), ...(pairs ? [m.lack_pairs_edition()] : [])],
			held,
			heldInWords: runs(held),
			lacking
		};
	return {
		whole: held.length === 0,
		title: m.lack_all({ what }),
		sentences: [
			m.lack({ what, periods: runs(lacking) }),
			...(pairs ? [m.lack_pairs()] : []),
			...[...remedies].map((remedy) => REMEDIES[remedy]())
		],
		held,
		heldInWords: runs(held),
		lacking
	};
}
