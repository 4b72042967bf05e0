import { figureOf } from '#lib/charts/figures.ts';
import type { EventLayer, FigureModel, PartialEdition } from '#lib/charts/model.ts';
import type { Codebook } from '#lib/domain/codebook.ts';
import { questionsOf, type Answers, type FigureId } from '#lib/domain/figure.ts';
import type { Holdings } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Question } from '#lib/domain/question.ts';
import type { ComplianceRow, Row } from '#lib/domain/row.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { answer } from '#lib/engine/rows.ts';
import type { Names } from '#lib/words/labels.ts';

/** What a figure alone is counted from. */
export interface EmbedSource {
	/** The rows that answer a question; may throw when they have yet to be fetched. */
	rowsFor: (question: Question) => readonly Row[];
	compliance: readonly ComplianceRow[];
	holdings: Holdings | null;
	partial: PartialEdition | null;
	events: EventLayer | null;
	codebook: Codebook;
	names: Names;
	/** The last half-year of the edition. */
	last: Period;
}

/** A figure by itself. Only what it asks is counted, when it asks. */
export function embeddedFigure(id: FigureId, selection: Selection, source: EmbedSource): FigureModel {
	const { rowsFor, last, codebook, ...rest } = source;
	const questions = questionsOf(selection, codebook, last);
	const answers = {} as Answers;
	for (const [name, question] of Object.entries(questions)) {
		let counted: Answers[keyof Answers] | undefined;
		const get = () => (counted ??= answer(rowsFor(question), question));
		Object.defineProperty(answers, name, { get, enumerable: true });
	}
	return figureOf(id, { selection, questions, answers, codebook, ...rest });
}
