import type { FigureId, Questions } from '#lib/domain/figure.ts';
import { answeringGrain } from '#lib/domain/holding.ts';
import { OUTCOMES_FROM } from '#lib/domain/period.ts';
import type { Question } from '#lib/domain/question.ts';
import { TABLE_OF } from '#lib/ingest/canonical.ts';
import { lackOf } from '#lib/words/lack.ts';
import { runs } from '#lib/words/lists.ts';
import { m } from '#lib/words/messages/messages.js';
import { number } from '#lib/words/numbers.ts';
import { complianceInRange } from './byOutcome.ts';
import type { FigureInput, FigureModel, PartialEdition } from './model.ts';

/** The question whose half-years are those of the figure. */
const ASKED: Record<FigureId, keyof Questions> = {
	'by-period': 'byPeriod',
	'by-reason-over-time': 'byReasonOverTime',
	'by-reason': 'byReason',
	'by-product': 'byProduct',
	'by-product-over-time': 'byProductOverTime',
	'product-by-reason': 'byProductReason',
	'by-requester': 'byBranchOverTime',
	'by-outcome': 'byOutcomeOverTime'
};

/** Figures whose finding is a sum over the range. */
const SUMMED: readonly FigureId[] = ['by-reason', 'by-product', 'product-by-reason', 'by-requester', 'by-outcome'];

/**
 * What the files on show can't say is not drawn, and what they say in part is said to be a part: a figure without steps
 * counts the half-years that are there, and its scope says which.
 */
function held(input: FigureInput, model: FigureModel): FigureModel {
	const question = input.questions[ASKED[model.id]];
	const lack = lackOf(question, input.holdings, input.codebook);
	const noShares = model.id === 'by-outcome' && input.holdings!.published && input.holdings!.compliance.length === 0;
	const more = [
		...(noShares ? [m.lack_compliance_edition()] : []),
		...(!lack?.whole && countsOldMethod(input, question) ? [m.note_old_method_2019()] : [])
	];
	if (!lack) return { ...model, notes: [...model.notes, ...more] };
	// The share of requests complied with stands in a table of its own.
	if (lack.whole && !(model.id === 'by-outcome' && complianceInRange(input)))
		return {
			...model,
			title: lack.title,
			sentence: (input.holdings!.published ? lack.sentences : lack.sentences.slice(1)).join(' '),
			notes:
				model.id === 'by-outcome' && input.holdings!.compliance.length === 0
					? [input.holdings!.published ? m.lack_compliance_edition() : m.lack_compliance()]
					: [],
			folded: 0,
			absent: true,
			table: () => ({ caption: lack.title, columns: [], rows: [] }),
			values: () => [],
			draw: (width) => ({ width, height: 0, shapes: [], spots: [] })
		};
	const scope = { ...model.scope };
	const summed = SUMMED.includes(model.id);
	if (summed && lack.held.length > 0) Object.assign(scope, { from: lack.held[0], to: lack.held.at(-1)! });
	const alone = !summed || lack.held.length === 0 ? [] : [m.lack_counted_only({ periods: runs(lack.held) })];
	return { ...model, scope, notes: [...model.notes, [...lack.sentences, ...alone].join(' '), ...more] };
}

function countsOldMethod({ holdings }: FigureInput, { measure, where }: Question): boolean {
	return holdings!.oldMethod2019.includes(measure) && where.from <= OUTCOMES_FROM && where.to >= OUTCOMES_FROM;
}

/** Of files of the reader's own, outcomes may be rebuilt, or of another file than the items. */
function outcomeNotes({ holdings }: FigureInput, after: boolean, off: { sum: number; base: number } | null): string[] {
	return [
		...(holdings?.compliance.length === 0 && !holdings.published ? [m.lack_compliance()] : []),
		...(off ? [m.note_outcomes_apart({ sum: number(off.sum), base: number(off.base) })] : []),
		...(after && holdings?.outcomesEstimated ? [m.note_outcomes_estimated()] : [])
	];
}

/** What an edition that holds a part needs; it comes with a reader's own files, and no page without them carries it. */
export const partial: PartialEdition = {
	figure: held,
	lack: lackOf,
	outcomeNotes,
	table(id, questions, holdings, codebook) {
		const question = questions[id === null ? 'total' : ASKED[id]];
		if (lackOf(question, holdings, codebook)?.whole) return null;
		return TABLE_OF[answeringGrain(question, (grain) => holdings?.tables.includes(grain) ?? grain === 'cube')];
	}
};
