import { isDeepStrictEqual } from 'node:util';
import { group } from 'd3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OUTCOMES } from '#lib/domain/outcome.ts';
import { shift, type Period } from '#lib/domain/period.ts';
import { DIMENSIONS, WORLD, type Answer, type Dimension, type Question } from '#lib/domain/question.ts';
import { createDuckdbEngine, type Query } from '#lib/engine/duckdb.ts';
import type { Engine } from '#lib/engine/engine.ts';
import { startNodeDuckdb, type NodeDuckdb } from '#lib/engine/node.build.ts';
import { answer, createRowsEngine, rowsInScope } from '#lib/engine/rows.ts';
import { readEdition } from './edition.ts';

const BATCH = 25;
const RUNS = 100;
const ALWAYS_ASKED = ['RU', 'IN', 'NA', 'EUROPOL', 'KZ', 'US'];

const { tables, codebook, rows } = readEdition('2026-06');
const rowsOf = group(rows, (row) => row.territory);
const known = <K extends 'product' | 'reason' | 'requester'>(dimension: K) =>
	[...new Set(rows.map((row) => row[dimension]))].filter((value) => value !== null);

/** None, or a few values, mostly with the one that the drawn row has. */
function listAround<T>(value: T | null, values: readonly T[]): fc.Arbitrary<T[]> {
	const others = fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
	const around = others.map((list) => (value === null || list.includes(value) ? list : [...list, value]));
	return fc.oneof(
		{ weight: 6, arbitrary: fc.constant<T[]>([]) },
		{ weight: 3, arbitrary: around },
		{ weight: 1, arbitrary: others }
	);
}

function rangeAround(period: Period): fc.Arbitrary<{ from: Period; to: Period }> {
	const around = (reach: number) =>
		fc.tuple(fc.nat(reach), fc.nat(reach)).map(([back, on]) => ({ from: shift(period, -back), to: shift(period, on) }));
	const turned = fc.integer({ min: 1, max: 3 }).map((n) => ({ from: period, to: shift(period, -n) }));
	return fc.oneof(
		{ weight: 5, arbitrary: around(3) },
		{ weight: 5, arbitrary: around(40) },
		{ weight: 1, arbitrary: turned }
	);
}

const grouping: fc.Arbitrary<Dimension[]> = fc.shuffledSubarray([...DIMENSIONS], { maxLength: 3 });

/** Questions about what the edition has: drawn from one of its rows. */
const questions: fc.Arbitrary<Question> = fc
	.tuple(
		fc.oneof(fc.constantFrom(...ALWAYS_ASKED), fc.constantFrom(...rowsOf.keys())),
		fc.boolean(),
		fc.nat(),
		// A fifth from the totals of before 2011, which hold all gaps there are.
		fc.nat(4)
	)
	.chain(([territory, everywhere, pick, early]) => {
		const all = rowsOf.get(territory)!;
		const totals = all.filter((row) => row.product === null);
		const pool = early === 0 && totals.length > 0 ? totals : all;
		const row = pool[pick % pool.length];
		return fc
			.record({
				by: grouping,
				measure: fc.constantFrom('requests' as const, 'items' as const),
				range: rangeAround(row.period),
				product: listAround(row.product, known('product')),
				reason: listAround(row.reason, known('reason')),
				requester: listAround(row.requester, known('requester')),
				// A quarter leaves a cell out, mostly one that is in scope.
				without: fc.oneof(
					{ weight: 3, arbitrary: fc.constant(null) },
					{
						weight: 1,
						arbitrary: fc.constantFrom(row, pool[0]).map(({ period, product, reason }) => ({
							period,
							product: product ?? 'youtube',
							reason: reason ?? 'other'
						}))
					}
				),
				outcome: row.outcomes
					? fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...OUTCOMES]) })
					: fc.constant([])
			})
			.map(({ by, measure, range, product, reason, requester, outcome, without }) => ({
				by,
				measure: outcome.length > 0 || by.includes('outcome') ? ('items' as const) : measure,
				where: { territory: everywhere ? WORLD : territory, ...range, product, reason, requester, outcome, without }
			}));
	});

const batches = fc.array(questions, { minLength: BATCH, maxLength: BATCH });

async function agree(one: Engine, other: Engine, batch: readonly Question[]): Promise<Answer[]> {
	const [answers, others] = await Promise.all([one.answer(batch), other.answer(batch)]);
	batch.forEach((question, index) => {
		if (!isDeepStrictEqual(answers[index], others[index]))
			throw new Error(`${one.name} and ${other.name} differ on ${JSON.stringify(question)}`);
	});
	return answers;
}

let duckdb: NodeDuckdb;
const inRows = createRowsEngine({ cube: rows });
beforeAll(async () => {
	duckdb = await startNodeDuckdb(tables, codebook);
});

describe('both engines over the edition', () => {
	it(`give equal answers to ${BATCH * RUNS} questions`, async () => {
		let [asked, empty] = [0, 0];
		const territories = new Set<string>();
		const grouped = new Set<string>();
		const gaps = new Set<string | null>();
		await fc.assert(
			fc.asyncProperty(batches, async (batch) => {
				const answers = await agree(inRows, duckdb, batch);
				answers.forEach((cells, index) => {
					asked++;
					if (cells.length === 0) empty++;
					else territories.add(batch[index].where.territory);
					for (const dimension of batch[index].by) grouped.add(dimension);
					for (const { gap } of cells) gaps.add(gap);
				});
			}),
			{ numRuns: RUNS }
		);
		expect(asked).toBeGreaterThanOrEqual(2000);
		expect(1 - empty / asked).toBeGreaterThanOrEqual(0.7);
		expect(territories.size).toBeGreaterThanOrEqual(10);
		expect([...territories]).toEqual(expect.arrayContaining(['RU', 'IN', 'NA', 'EUROPOL', WORLD]));
		expect([...grouped].sort()).toEqual([...DIMENSIONS].sort());
		expect([...gaps].sort()).toEqual(['not-published', 'unknown', 'withheld', null].sort());
		console.log(
			`${asked} questions, ${Math.round(100 * (1 - empty / asked))} % not empty, ${territories.size} territories`
		);
	});

	it('give equal rows', async () => {
		await fc.assert(
			fc.asyncProperty(questions, async ({ where }) => {
				const [one, other] = [rowsInScope(rows, where), await duckdb.rows(where)];
				if (!isDeepStrictEqual(one, other)) throw new Error(`rows differ in ${JSON.stringify(where)}`);
			}),
			{ numRuns: 100 }
		);
	});

	it('name the same largest group', async () => {
		await fc.assert(
			fc.asyncProperty(questions, async (question) => {
				const asked: Question = { ...question, by: question.by.filter((dimension) => dimension !== 'outcome') };
				const [one, other] = [await inRows.largest(asked), await duckdb.largest(asked)];
				if (!isDeepStrictEqual(one, other)) throw new Error(`the largest differs in ${JSON.stringify(asked)}`);
			}),
			{ numRuns: 150 }
		);
	});

	it('answer a question alone as they do among others', async () => {
		await fc.assert(
			fc.asyncProperty(batches, async (batch) => {
				const together = await duckdb.answer(batch);
				for (const [index, question] of batch.entries())
					expect(await duckdb.answer([question])).toEqual([together[index]]);
			}),
			{ numRuns: 4 }
		);
	});
});

describe('a bug in one engine is found', () => {
	async function isFound(one: Engine, other: Engine): Promise<boolean> {
		const { errorInstance } = await fc.check(
			fc.asyncProperty(batches, async (batch) => {
				await agree(one, other, batch);
			}),
			{ numRuns: RUNS, endOnFailure: true }
		);
		// Not any error: a statement that no longer parses would prove nothing.
		return errorInstance instanceof Error && errorInstance.message.includes('differ on');
	}

	const withWhere = (change: (where: Question['where']) => Partial<Question['where']>) => (question: Question) =>
		answer(rows, { ...question, where: { ...question.where, ...change(question.where) } });

	it.each<[string, (question: Question) => Answer]>([
		['"to" not included', withWhere(({ to }) => ({ to: shift(to, -1) }))],
		['"from" not included', withWhere(({ from }) => ({ from: shift(from, 1) }))],
		['only the first of a list', withWhere(({ reason }) => ({ reason: reason.slice(0, 1) }))],
		[
			'a filter that lets null through',
			(question) =>
				answer(
					rows.map((row) => (row.product ? row : { ...row, product: question.where.product[0] ?? null })),
					question
				)
		],
		['no sum taken for 0', (question) => answer(rows, question).map((cell) => ({ ...cell, value: cell.value ?? 0 }))],
		['the cell that is left out counted', withWhere(() => ({ without: null }))],
		['zeros dropped', (question) => answer(rows, question).filter((cell) => cell.value !== 0)],
		[
			'the totals of before 2011 left out',
			(question) =>
				answer(
					rows.filter((row) => row.product),
					question
				)
		],
		[
			'Namibia left out',
			(question) =>
				answer(
					rows.filter((row) => row.territory !== 'NA'),
					question
				)
		]
	])('rows: %s', async (_, broken) => {
		const engine: Engine = { ...inRows, answer: async (batch) => batch.map(broken) };
		expect(await isFound(engine, duckdb)).toBe(true);
	});

	it.each<[string, string, string]>([
		['"to" not included', 'period <= ', 'period < '],
		['"from" not included', 'period >= ', 'period > '],
		['what has no product left out with a cell', ', false)', ', true)'],
		['the weakest gap', 'max(', 'min('],
		['the mean instead of the sum', 'sum(', 'avg('],
		['the other measure', 'sum(requests)', 'sum(items)'],
		['only the first of a list', "', '", "' || '"],
		['one outcome for another', 'sum(removed_legal', 'sum(removed_policy'],
		['the first of several outcomes taken off', ' + ', ' - '],
		['rows without outcomes let in', 'no_action_taken IS NOT NULL', 'true'],
		['groups of null dropped', 'count(*)', 'count(product)']
	])('DuckDB: %s', async (_, right, wrong) => {
		const query: Query = (sql) => duckdb.query(sql.replaceAll(right, wrong));
		expect(await isFound(inRows, createDuckdbEngine(query))).toBe(true);
	});
});
