import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import {
	compareKeys,
	DIMENSIONS,
	WORLD,
	type Answer,
	type Dimension,
	type Question,
	type Where
} from '#lib/domain/question.ts';
import type { Missing } from '#lib/domain/status.ts';
import { checkQuestion, countsOutcomes } from './engine.ts';

/** A row of a DuckDB result as a plain object. */
export type SqlRow = Record<string, unknown>;

/** The tables that `loadSql` makes and every question reads. */
export const FACTS = 'facts';
export const ITEMS_BY_OUTCOME = 'items_by_outcome';

/** The name an outcome has as a column. */
export function outcomeColumn(outcome: Outcome): string {
	return outcome.replaceAll('-', '_');
}

/** Text as an SQL literal. Lists can't be bound as parameters, so every value goes through here. */
export function literal(text: string): string {
	const quoted = (part: string) => `'${part.replaceAll("'", "''")}'`;
	// DuckDB's parser takes NUL for the end of the statement, in quotes too.
	return text.includes('\0') ? `(${text.split('\0').map(quoted).join(' || chr(0) || ')})` : quoted(text);
}

function conditions(where: Where, byOutcome: boolean): string[] {
	const isIn = (column: string, values: readonly string[]) =>
		values.length === 0 ? [] : [`${column} IN (${values.map(literal).join(', ')})`];
	return [
		...(where.territory === WORLD ? [] : [`territory = ${literal(where.territory)}`]),
		`period >= ${literal(where.from)}`,
		`period <= ${literal(where.to)}`,
		...isIn('product', where.product),
		...isIn('reason', where.reason),
		...isIn('requester', where.requester),
		...(byOutcome ? isIn('outcome', where.outcome) : [])
	];
}

interface Part {
	measure: Question['measure'];
	where: Where;
	byOutcome: boolean;
	/** Every dimension its questions group by, in the order of `DIMENSIONS`. */
	dimensions: Dimension[];
	questions: number[];
}

function partsOf(questions: readonly Question[]): Part[] {
	const parts = new Map<string, Part>();
	questions.forEach((question, index) => {
		checkQuestion(question);
		const { by, measure, where } = question;
		const byOutcome = countsOutcomes(question);
		const { territory, from, to, product, reason, requester, outcome } = where;
		const id = JSON.stringify([measure, byOutcome, territory, from, to, product, reason, requester, outcome]);
		let part = parts.get(id);
		if (!part) parts.set(id, (part = { measure, where, byOutcome, dimensions: [], questions: [] }));
		part.questions.push(index);
		part.dimensions = DIMENSIONS.filter((dimension) => part.dimensions.includes(dimension) || by.includes(dimension));
	});
	return [...parts.values()];
}

/** What `grouping(…)` returns for a grouping set: one bit per dimension, set where it is not grouped by. */
function maskOf(by: readonly Dimension[], dimensions: readonly Dimension[]): number {
	return dimensions.reduce((mask, dimension) => mask * 2 + (by.includes(dimension) ? 0 : 1), 0);
}

function selectOf(part: Part, number: number, questions: readonly Question[], columns: readonly Dimension[]): string {
	const { dimensions, measure } = part;
	const sets = new Set(
		part.questions.map((index) => dimensions.filter((dimension) => questions[index].by.includes(dimension)).join(', '))
	);
	return [
		`SELECT ${number} AS part, ${dimensions.length > 0 ? `grouping(${dimensions.join(', ')})::INTEGER` : '0'} AS mask,`,
		...columns.map((column) => `\t${dimensions.includes(column) ? column : 'NULL::VARCHAR'} AS ${column},`),
		`\tsum(${measure})::DOUBLE AS value, max(${measure}_gap)::VARCHAR AS gap`,
		`FROM ${part.byOutcome ? ITEMS_BY_OUTCOME : FACTS}`,
		`WHERE ${conditions(part.where, part.byOutcome).join(' AND ')}`,
		`GROUP BY GROUPING SETS (${[...sets].map((set) => `(${set})`).join(', ')})`,
		// The empty set gives a row even when nothing matches.
		'HAVING count(*) > 0'
	].join('\n');
}

/** A statement for questions, and how to read its result back into their answers. */
export interface Plan {
	sql: string;
	read(rows: readonly SqlRow[]): Answer[];
}

/**
 * One statement for all questions: those that share measure and `where` are grouping sets of one SELECT.
 * @throws EngineError `bad-question` for requests by outcome
 */
export function plan(questions: readonly Question[]): Plan {
	const parts = partsOf(questions);
	const columns = DIMENSIONS.filter((dimension) => parts.some((part) => part.dimensions.includes(dimension)));
	return {
		sql: parts.map((part, number) => selectOf(part, number, questions, columns)).join('\nUNION ALL\n'),
		read: (rows) => {
			const answers: Answer[] = questions.map(() => []);
			const readers = new Map<string, number[]>();
			parts.forEach((part, number) => {
				for (const index of part.questions) {
					const set = `${number} ${maskOf(questions[index].by, part.dimensions)}`;
					readers.set(set, [...(readers.get(set) ?? []), index]);
				}
			});
			for (const row of rows)
				for (const index of readers.get(`${row.part} ${row.mask}`) ?? [])
					answers[index].push({
						key: questions[index].by.map((dimension) => row[dimension] as string | null),
						value: row.value as number | null,
						gap: row.gap as Missing | null
					});
			for (const answer of answers) answer.sort((a, b) => compareKeys(a.key, b.key));
			return answers;
		}
	};
}

/** The statement DuckDB runs for all questions of one change. */
export function toSql(questions: readonly Question[]): string {
	return plan(questions).sql;
}

/**
 * One question as SQL for a reader to check, change and run.
 * @throws EngineError `bad-question` for requests by outcome
 */
export function questionSql(question: Question): string {
	checkQuestion(question);
	const { by, measure, where } = question;
	const byOutcome = countsOutcomes(question);
	return [
		`SELECT ${[...by, `sum(${measure})::DOUBLE AS ${measure}`, `max(${measure}_gap)::VARCHAR AS gap`].join(', ')}`,
		`FROM ${byOutcome ? ITEMS_BY_OUTCOME : FACTS}`,
		`WHERE ${conditions(where, byOutcome).join('\n\tAND ')}`,
		...(by.length === 0
			? ['HAVING count(*) > 0']
			: [`GROUP BY ${by.join(', ')}`, `ORDER BY ${by.map((dimension) => `${dimension} NULLS LAST`).join(', ')}`])
	].join('\n');
}

/** The rows in scope, in the order of `compareRows`. */
export function rowsSql(where: Where): string {
	const counts = ['requests', 'items', ...OUTCOMES.map(outcomeColumn)];
	const chosen = [...new Set(where.outcome)].map(outcomeColumn);
	return [
		'SELECT period, territory, requester, branch, product, reason,',
		`\t${counts.map((count) => `${count}::DOUBLE AS ${count}`).join(', ')},`,
		'\trequests_gap::VARCHAR AS requests_gap, items_gap::VARCHAR AS items_gap',
		`FROM ${FACTS}`,
		`WHERE ${[
			...conditions(where, false),
			// NULL before 2019H1, and NULL > 0 is no match.
			...(chosen.length > 0 ? [`${chosen.join(' + ')} > 0`] : [])
		].join('\n\tAND ')}`,
		`ORDER BY ${['period', 'territory', 'requester', 'product', 'reason'].map((column) => `${column} NULLS LAST`).join(', ')}`
	].join('\n');
}
