import { rowsFor, type Facts, type Grain } from '#lib/domain/holding.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { yearOf } from '#lib/domain/period.ts';
import {
	compareKeys,
	WORLD,
	type Answer,
	type Cell,
	type Dimension,
	type Question,
	type Where
} from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import { MISSING, type Missing } from '#lib/domain/status.ts';
import { checkQuestion, countsOutcomes, type Engine } from './engine.ts';

/** Order of rows: period, territory, requester, product, reason; code units, `null` last. */
export function compareRows(a: Row, b: Row): number {
	return compareKeys(
		[a.period, a.territory, a.requester, a.product, a.reason],
		[b.period, b.territory, b.requester, b.product, b.reason]
	);
}

/** The six outcomes when none is chosen, each once when some are. */
function chosenOutcomes(where: Where): readonly Outcome[] {
	return where.outcome.length === 0 ? OUTCOMES : [...new Set(where.outcome)];
}

function itemsOf(row: Row, outcomes: readonly Outcome[]): number {
	return outcomes.reduce((sum, outcome) => sum + row.outcomes![outcome], 0);
}

function matching(rows: readonly Row[], where: Where, withOutcomes: boolean): Row[] {
	const isIn = (values: readonly string[]) => {
		const set = new Set<string | null>(values);
		return set.size === 0 ? () => true : (value: string | null) => set.has(value);
	};
	const { without } = where;
	const [product, reason, requester] = [isIn(where.product), isIn(where.reason), isIn(where.requester)];
	return rows.filter(
		(row) =>
			(where.territory === WORLD || row.territory === where.territory) &&
			row.period >= where.from &&
			row.period <= where.to &&
			product(row.product) &&
			reason(row.reason) &&
			!(row.period === without?.period && row.product === without.product && row.reason === without.reason) &&
			requester(row.requester) &&
			(!withOutcomes || row.outcomes !== null)
	);
}

function add(cell: Cell, count: number | null, gap: Missing | null): void {
	if (count !== null) cell.value = (cell.value ?? 0) + count;
	if (gap !== null && (cell.gap === null || MISSING.indexOf(gap) > MISSING.indexOf(cell.gap))) cell.gap = gap;
}

/**
 * Answers a question from an edition's rows.
 * @throws EngineError `bad-question` for requests by outcome
 */
export function answer(rows: readonly Row[], question: Question): Answer {
	checkQuestion(question);
	const { by, measure, where } = question;
	const cells = new Map<string, Cell>();
	const cellOf = (row: Row, outcome: Outcome | null) => {
		const key = by.map((dimension) => valueOf(row, dimension, outcome));
		const id = JSON.stringify(key);
		let cell = cells.get(id);
		if (!cell) cells.set(id, (cell = { key, value: null, gap: null }));
		return cell;
	};
	const withOutcomes = countsOutcomes(question);
	const outcomes = chosenOutcomes(where);
	for (const row of matching(rows, where, withOutcomes)) {
		if (by.includes('outcome')) for (const outcome of outcomes) add(cellOf(row, outcome), row.outcomes![outcome], null);
		else if (withOutcomes) add(cellOf(row, null), itemsOf(row, outcomes), null);
		else if (measure === 'items') add(cellOf(row, null), row.items, row.itemsGap);
		else add(cellOf(row, null), row.requests, row.requestsGap);
	}
	return [...cells.values()].sort((a, b) => compareKeys(a.key, b.key));
}

function valueOf(row: Row, dimension: Dimension, outcome: Outcome | null): string | null {
	if (dimension === 'outcome') return outcome;
	return dimension === 'year' ? yearOf(row.period) : row[dimension];
}

/** The rows in scope, sorted by `compareRows`; with outcomes chosen, those with an item of one of them. */
export function rowsInScope(rows: readonly Row[], where: Where): Row[] {
	const chosen = where.outcome.length > 0;
	return matching(rows, where, chosen)
		.filter((row) => !chosen || itemsOf(row, chosenOutcomes(where)) > 0)
		.sort(compareRows);
}

/** Answers a question from the table of its grain. */
export function answerFrom(facts: Facts, question: Question): Answer {
	return answer(rowsFor(facts, question), question);
}

/** The group with the largest count, of equals the first; those that lack a dimension or a count are passed over. */
export function largestFrom(facts: Facts, question: Question): Answer[number] | undefined {
	return answerFrom(facts, question)
		.filter(({ key, value }) => value !== null && !key.includes(null))
		.reduce<Answer[number] | undefined>((best, cell) => (best && best.value! >= cell.value! ? best : cell), undefined);
}

/** The rows in scope of a grain's table. */
export function rowsOfGrain(facts: Facts, where: Where, grain: Grain): Row[] {
	return rowsInScope(facts[grain] ?? [], where);
}

/** The engine that needs nothing but the rows: at build, in embeds, before and without WebAssembly. */
export function createRowsEngine(facts: Facts): Engine {
	return {
		name: 'rows',
		answer: async (questions) => questions.map((question) => answerFrom(facts, question)),
		largest: async (question) => largestFrom(facts, question),
		rows: async (where, grain = 'cube') => rowsOfGrain(facts, where, grain)
	};
}
