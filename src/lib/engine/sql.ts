import { answeringGrain, type Grain } from '#lib/domain/holding.ts';
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
import { checkQuestion, countsOutcomes, EngineError } from './engine.ts';

/** A row of a DuckDB result as a plain object. */
export type SqlRow = Record<string, unknown>;

/** The tables that `loadSql` makes and every question reads: the cube, and margins where an edition has any. */
export const FACTS = 'facts';

export function factsOf(grain: Grain): string {
	return grain === 'cube' ? FACTS : `${FACTS}_${grain.replaceAll('-', '_')}`;
}

/** The view with a row per cell and outcome over a grain's facts. */
export function itemsByOutcome(grain: Grain): string {
	return factsOf(grain).replace(FACTS, 'items_by_outcome');
}

/** The grains that have a table. */
export type Grains = readonly Grain[];

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

/** The columns of the outcomes a filter leaves: all without one. */
function outcomeColumns(where: Where): string[] {
	return OUTCOMES.filter((outcome) => where.outcome.length === 0 || where.outcome.includes(outcome)).map(outcomeColumn);
}

function conditions(where: Where): string[] {
	const isIn = (column: string, values: readonly string[]) =>
		values.length === 0 ? [] : [`${column} IN (${values.map(literal).join(', ')})`];
	return [
		...(where.territory === WORLD ? [] : [`territory = ${literal(where.territory)}`]),
		`period >= ${literal(where.from)}`,
		`period <= ${literal(where.to)}`,
		...isIn('product', where.product),
		...isIn('reason', where.reason),
		...isIn('requester', where.requester),
		...(where.without
			? [
					// NULL is no product: what came before the breakdown is no part of the cell.
					`NOT coalesce(${(['period', 'product', 'reason'] as const)
						.map((column) => `${column} = ${literal(where.without![column])}`)
						.join(' AND ')}, false)`
				]
			: [])
	];
}

/** The questions that share a `where`: one SELECT, whatever they measure. */
interface Part {
	where: Where;
	table: string;
	/** Every dimension its questions group by, in the order of `DIMENSIONS`. Outcomes are columns, not groups. */
	dimensions: Dimension[];
	/** What its questions read: name of the column to aggregate. */
	columns: Map<string, string>;
	questions: number[];
}

/** The columns a question reads: how many rows a group has, its counts by outcome (`null` is no outcome), its gap. */
interface Reading {
	rows: string;
	values: [outcome: Outcome | null, column: string][];
	gap: string | null;
}

function readingOf({ by, measure, where }: Question): Reading {
	const filtered = where.outcome.length > 0;
	if (!by.includes('outcome')) return { rows: 'n', values: [[null, measure]], gap: filtered ? null : `${measure}_gap` };
	const chosen = OUTCOMES.filter((outcome) => !filtered || where.outcome.includes(outcome));
	return {
		rows: filtered ? 'n' : 'n_with_outcomes',
		values: chosen.map((outcome) => [outcome, outcomeColumn(outcome)]),
		gap: null
	};
}

function aggregateOf(column: string, where: Where): string {
	if (column === 'n') return 'count(*)';
	if (column === 'n_with_outcomes') return 'count(no_action_taken)';
	if (column.endsWith('_gap')) return `max(${column})::VARCHAR`;
	if (column === 'items' && where.outcome.length > 0)
		return `sum(${outcomeColumns(where).join(' + ') || 'NULL'})::DOUBLE`;
	return `sum(${column})::DOUBLE`;
}

function groupsOf({ by }: Question): Dimension[] {
	return DIMENSIONS.filter((dimension) => dimension !== 'outcome' && by.includes(dimension));
}

function partsOf(questions: readonly Question[], grains: Grains): Part[] {
	const parts = new Map<string, Part>();
	questions.forEach((question, index) => {
		checkQuestion(question);
		const { where } = question;
		const { territory, from, to, product, reason, requester, outcome, without } = where;
		const table = factsOf(answeringGrain(question, (grain) => grains.includes(grain)));
		const id = JSON.stringify([table, territory, from, to, product, reason, requester, outcome, without]);
		let part = parts.get(id);
		if (!part) parts.set(id, (part = { where, table, dimensions: [], columns: new Map(), questions: [] }));
		part.questions.push(index);
		const groups = groupsOf(question);
		const { dimensions } = part;
		part.dimensions = DIMENSIONS.filter((dimension) => dimensions.includes(dimension) || groups.includes(dimension));
		const { rows, values, gap } = readingOf(question);
		for (const column of [rows, ...values.map(([, column]) => column), ...(gap === null ? [] : [gap])])
			part.columns.set(column, aggregateOf(column, where));
	});
	return [...parts.values()];
}

/** What `grouping(…)` returns for a grouping set: one bit per dimension, set where it is not grouped by. */
function maskOf(groups: readonly Dimension[], dimensions: readonly Dimension[]): number {
	return dimensions.reduce((mask, dimension) => mask * 2 + (groups.includes(dimension) ? 0 : 1), 0);
}

function selectOf(part: Part, number: number, questions: readonly Question[], source: Source): string {
	const { where, dimensions, columns } = part;
	const sets = new Set(part.questions.map((index) => groupsOf(questions[index]).join(', ')));
	return [
		`SELECT ${[
			`${number} AS part`,
			`${dimensions.length > 0 ? `grouping(${dimensions.join(', ')})::INTEGER` : '0'} AS mask`,
			...dimensions,
			...[...columns].map(([column, aggregate]) => `${aggregate} AS ${column}`)
		].join(', ')}`,
		`FROM ${source.nameOf(part.table)}`,
		`WHERE ${[
			...conditions(where).filter((condition) => condition !== source.condition),
			...(where.outcome.length === 0
				? []
				: [outcomeColumns(where).length > 0 ? 'no_action_taken IS NOT NULL' : 'false'])
		].join(' AND ')}`,
		`GROUP BY GROUPING SETS (${[...sets].map((set) => `(${set})`).join(', ')})`
	].join('\n');
}

/** What the SELECTs of a statement read: the facts, or those of the one territory that all of them ask for. */
interface Source {
	nameOf(table: string): string;
	/** What the source has already left out. */
	condition: string | null;
}

function sourceOf(parts: readonly Part[]): Source {
	const [{ territory }] = parts.map(({ where }) => where);
	const shared = parts.length > 1 && territory !== WORLD && parts.every(({ where }) => where.territory === territory);
	return shared
		? { nameOf: (table) => `${table}_in_territory`, condition: `territory = ${literal(territory)}` }
		: { nameOf: (table) => table, condition: null };
}

/** A statement for questions, and how to read its result back into their answers. */
export interface Plan {
	sql: string;
	read(rows: readonly SqlRow[]): Answer[];
}

/**
 * One statement for all questions: those that share a `where` are grouping sets of one SELECT.
 * Planning costs more than running, so there are few SELECTs; a territory's rows lie scattered over the edition,
 * so they are gathered once for all of them.
 * @throws EngineError `bad-question` for requests by outcome
 */
export function plan(questions: readonly Question[], grains: Grains = []): Plan {
	const parts = partsOf(questions, grains);
	const source = sourceOf(parts);
	const tables = [...new Set(parts.map(({ table }) => table))];
	const selects = parts.map((part, number) => selectOf(part, number, questions, source)).join('\nUNION ALL BY NAME\n');
	return {
		sql:
			source.condition === null
				? selects
				: `WITH ${tables
						.map(
							(table) => `${source.nameOf(table)} AS MATERIALIZED (SELECT * FROM ${table} WHERE ${source.condition})`
						)
						.join(', ')}\n${selects}`,
		read: (rows) => readAnswers(rows, questions, parts)
	};
}

function readAnswers(rows: readonly SqlRow[], questions: readonly Question[], parts: readonly Part[]): Answer[] {
	const answers: Answer[] = questions.map(() => []);
	const readers = new Map<string, ((row: SqlRow) => void)[]>();
	parts.forEach((part, number) => {
		for (const index of part.questions) {
			const set = `${number} ${maskOf(groupsOf(questions[index]), part.dimensions)}`;
			readers.set(set, [...(readers.get(set) ?? []), readerOf(questions[index], answers[index])]);
		}
	});
	for (const row of rows) for (const read of readers.get(`${row.part} ${row.mask}`) ?? []) read(row);
	for (const answer of answers) answer.sort((a, b) => compareKeys(a.key, b.key));
	return answers;
}

function readerOf(question: Question, answer: Answer): (row: SqlRow) => void {
	const { rows, values, gap } = readingOf(question);
	return (row) => {
		// The empty set gives a row even when nothing matches.
		if (row[rows] === 0) return;
		for (const [outcome, column] of values)
			answer.push({
				key: question.by.map((dimension) => (dimension === 'outcome' ? outcome : (row[dimension] as string | null))),
				value: row[column] as number | null,
				gap: gap === null ? null : (row[gap] as Missing | null)
			});
	};
}

/**
 * The group of a question with the largest count, of equals the first.
 * @throws EngineError `bad-question` for requests by outcome, or by outcome at all: its columns are no groups
 */
export function largestPlan(question: Question, grains: Grains = []): Plan {
	if (question.by.includes('outcome')) throw new EngineError('bad-question', 'outcomes are columns, not groups');
	const { sql, read } = plan([question], grains);
	const whole = question.by.map((dimension) => `${dimension} IS NOT NULL`);
	return {
		sql: [
			`SELECT * FROM (${sql})`,
			`WHERE ${[...whole, `${question.measure} IS NOT NULL`].join(' AND ')}`,
			`ORDER BY ${[`${question.measure} DESC`, ...question.by].join(', ')} LIMIT 1`
		].join('\n'),
		read
	};
}

/** The statement DuckDB runs for all questions of one change. */
export function toSql(questions: readonly Question[], grains: Grains = []): string {
	return plan(questions, grains).sql;
}

/**
 * One question as SQL for a reader to check, change and run.
 * @throws EngineError `bad-question` for requests by outcome
 */
export function questionSql(question: Question, grains: Grains = []): string {
	checkQuestion(question);
	const grain = answeringGrain(question, (grain) => grains.includes(grain));
	const { by, measure, where } = question;
	const byOutcome = countsOutcomes(question);
	return [
		`SELECT ${[...by, `sum(${measure})::BIGINT AS ${measure}`, `max(${measure}_gap)::VARCHAR AS gap`].join(', ')}`,
		`FROM ${byOutcome ? itemsByOutcome(grain) : factsOf(grain)}`,
		`WHERE ${[
			...conditions(where),
			...(where.outcome.length > 0 ? [`outcome IN (${where.outcome.map(literal).join(', ')})`] : [])
		].join('\n\tAND ')}`,
		...(by.length === 0
			? ['HAVING count(*) > 0']
			: [`GROUP BY ${by.join(', ')}`, `ORDER BY ${by.map((dimension) => `${dimension} NULLS LAST`).join(', ')}`])
	].join('\n');
}

/** The rows in scope of a grain's table, in the order of `compareRows`. */
export function rowsSql(where: Where, grain: Grain = 'cube'): string {
	const counts = ['requests', 'items', ...OUTCOMES.map(outcomeColumn)];
	const chosen = outcomeColumns(where);
	return [
		'SELECT period, territory, requester, branch, product, reason,',
		`\t${counts.map((count) => `${count}::DOUBLE AS ${count}`).join(', ')},`,
		'\trequests_gap::VARCHAR AS requests_gap, items_gap::VARCHAR AS items_gap',
		`FROM ${factsOf(grain)}`,
		`WHERE ${[
			...conditions(where),
			// NULL before 2019H1, and NULL > 0 is no match.
			...(where.outcome.length > 0 ? [`${chosen.join(' + ') || 'NULL'} > 0`] : [])
		].join('\n\tAND ')}`,
		`ORDER BY ${['period', 'territory', 'requester', 'product', 'reason'].map((column) => `${column} NULLS LAST`).join(', ')}`
	].join('\n');
}

/** The shares of requests complied with that a figure draws, as published for each half-year: they can't be summed. */
export function complianceSql({ territory, from, to }: Pick<Where, 'territory' | 'from' | 'to'>): string {
	return [
		'SELECT period, branch, percent, requests, complied_with, percent_status',
		'FROM compliance',
		`WHERE territory = ${literal(territory)}`,
		`\tAND period >= ${literal(from)}`,
		`\tAND period <= ${literal(to)}`,
		'ORDER BY branch, period'
	].join('\n');
}
