import type { Codebook } from '#lib/domain/codebook.ts';
import { questionsOf, type FigureId, type Questions } from '#lib/domain/figure.ts';
import { GRAINS } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';
import { WORLD, type Question } from '#lib/domain/question.ts';
import { whereOf, type Selection } from '#lib/domain/selection.ts';
import { TABLE_OF } from '#lib/ingest/canonical.ts';
import type { TableRows } from './duckdb.ts';
import { complianceSql, questionSql, toSql, type Grains } from './sql.ts';

/** What each figure is made from: the question it draws first, then what it says beside it. */
export const FIGURE_QUESTIONS: Record<FigureId, readonly (keyof Questions)[]> = {
	'by-period': ['byPeriod', 'byPeriodOther', 'byHalf', 'coverage'],
	'by-reason-over-time': ['byReasonOverTime', 'byReason', 'byPeriod', 'byHalf', 'coverage'],
	'by-reason': ['byReason'],
	'by-product': ['byProduct'],
	'by-product-over-time': ['byProductOverTime', 'byProduct', 'byPeriod', 'byHalf', 'coverage'],
	'product-by-reason': ['byProductReason', 'byProduct', 'byReason'],
	'by-requester': ['byBranchOverTime', 'byRequester', 'byHalf', 'coverage'],
	'by-outcome': ['byOutcomeOverTime', 'byOutcome', 'itemsSince2019', 'byHalf', 'coverage']
};

/** One statement of a figure. `together` is the one that the page runs: all its questions in one. */
export type FigureSql =
	| { name: keyof Questions; question: Question; sql: string }
	| { name: 'compliance' | 'together'; question: null; sql: string };

export function grainsOf(rows: TableRows): Grains {
	return GRAINS.filter((grain) => rows[TABLE_OF[grain]] !== undefined);
}

/**
 * A figure's statements for a selection, the one it draws first.
 * @param last the edition's last half-year
 * @param rows the edition's tables
 */
export function figureSql(
	id: FigureId,
	selection: Selection,
	codebook: Codebook,
	last: Period,
	rows: TableRows
): FigureSql[] {
	const grains = grainsOf(rows);
	const questions = questionsOf(selection, codebook, last);
	const asked = FIGURE_QUESTIONS[id].map((name) => {
		const question = questions[name];
		return { name, question, sql: questionSql(question, grains) };
	});
	return [
		// Steps of half-years make two questions one.
		...asked.filter(({ sql }, i) => asked.findIndex((other) => other.sql === sql) === i),
		...(id === 'by-outcome' && rows.compliance !== undefined && hasShares(selection)
			? [{ name: 'compliance' as const, question: null, sql: complianceSql(whereOf(selection, codebook)) }]
			: []),
		{ name: 'together', question: null, sql: toSql(Object.values(questions), grains) }
	];
}

/** Shares of requests have no product or reason, and can't be summed over territories. */
function hasShares({ territory, product, reason, outcome, without }: Selection): boolean {
	return territory !== WORLD && product.length + reason.length + outcome.length === 0 && !without;
}
