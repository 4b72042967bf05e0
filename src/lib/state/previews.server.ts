import type { FigureModel } from '#lib/charts/model.ts';
import { movedFigure } from '#lib/charts/moved.ts';
import { peerFigure } from '#lib/charts/peers.ts';
import { FIGURES, type FigureId } from '#lib/domain/figure.ts';
import { movedQuestions, type MovedAnswers } from '#lib/domain/moved.ts';
import { comparisonOf, HOME, peerQuestions, type PeerAnswers } from '#lib/domain/peers.ts';
import type { Question } from '#lib/domain/question.ts';
import { answer } from '#lib/engine/rows.ts';
import { readRemovals } from '#lib/ingest/canonical.ts';
import { editionsShown, heldCodebook, heldTable, heldTerritory } from '#lib/ingest/held.server.ts';
import { Names } from '#lib/words/labels.ts';
import { language } from '#lib/words/language.ts';
import type { AddressContext } from './address.ts';
import { heldFigure } from './figures.server.ts';
import { MOVED } from './moved.ts';
import { defaultComparison } from './peersAddress.ts';

/** The figure that stands for a page where it is linked to. */
export type Preview = FigureId | 'compare' | 'moved';

export const PREVIEWS: readonly Preview[] = [...FIGURES, 'compare', 'moved'];

export interface PreviewedFigure {
	model: FigureModel<string>;
	names: Names;
	edition: { edition: string; title: string };
}

const answersOf = (questions: Record<string, Question>, rows: Parameters<typeof answer>[0]) =>
	Object.fromEntries(Object.entries(questions).map(([name, question]) => [name, answer(rows, question)]));

/** The figure of a page as it is served, over the newest edition. */
export function previewedFigure(preview: Preview): PreviewedFigure {
	const codebook = heldCodebook(language());
	const editions = editionsShown(language());
	const context: AddressContext = { editions, codebook };
	const [edition] = editions;
	const { last } = edition;
	const names = new Names(codebook);

	function model(): FigureModel<string> {
		if (preview === 'compare') {
			const { selection, choice, scale } = defaultComparison(context);
			const questions = peerQuestions(selection, codebook, last);
			const all = readRemovals(heldTable(edition.edition, 'removals'), codebook);
			const answers = answersOf(questions, all) as PeerAnswers;
			const comparison = comparisonOf(answers, questions, selection, choice, codebook, null);
			return peerFigure('compare-totals', { selection, choice, scale, comparison, codebook, names });
		}
		if (preview === 'moved') {
			const selection = MOVED.defaults(context);
			const home = heldTerritory(edition.edition, HOME, 'removals');
			const questions = movedQuestions(selection, codebook, last);
			const answers = answersOf(questions, readRemovals(home, codebook)) as MovedAnswers;
			return movedFigure({ selection, questions, answers, holdings: null, partial: null, codebook, names }, false);
		}
		return heldFigure(edition.edition, HOME, preview satisfies FigureId);
	}
	return { model: model(), names, edition };
}
