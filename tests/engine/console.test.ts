import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIGURES, questionsOf, type Questions } from '#lib/domain/figure.ts';
import { LIGHT } from '#lib/charts/drawing.ts';
import { figureOf } from '#lib/charts/figures.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { duckdbCommand, filesOf, onOneLine, shellQuoted } from '#lib/engine/command.ts';
import { ROW_LIMIT, SqlError, type SqlConsole, type SqlResult } from '#lib/engine/console.ts';
import { FIGURE_QUESTIONS, figureSql } from '#lib/engine/figureSql.ts';
import { startNodeConsole } from '#lib/engine/node.build.ts';
import { toSql } from '#lib/engine/sql.ts';
import { describedTables, exampleSql } from '#lib/engine/tables.ts';
import { codebook, EDITION, inputOf, LAST, selectionOf } from '../charts/input.ts';
import { OWN_COLUMNS } from '#lib/ingest/canonical.ts';
import { readEdition } from './edition.ts';

const { tables } = readEdition(EDITION);
const ROWS = { removals: 27_989, compliance: 2_907 };
const COUNT = "SELECT sum(requests) FROM facts WHERE territory = 'KZ' AND period >= '2011H1'";

let console_: Pick<SqlConsole, 'run'>;
beforeAll(async () => {
	console_ = await startNodeConsole(tables, codebook);
});

const run = (sql: string) => console_.run(sql);
const refusal = (sql: string) =>
	run(sql).then(
		(): never => {
			throw new Error(`ran: ${sql}`);
		},
		(error: unknown) => {
			if (!(error instanceof SqlError)) throw error;
			return error;
		}
	);

describe('a statement of a reader’s', () => {
	it('gives columns in place, numbers as numbers, and no value where there is none', async () => {
		expect(await run("SELECT 1 AS a, 'x' AS a, NULL AS b, true AS c, 1.5 AS d")).toEqual({
			columns: [
				{ name: 'a', numeric: true },
				{ name: 'a', numeric: false },
				{ name: 'b', numeric: true },
				{ name: 'c', numeric: false },
				{ name: 'd', numeric: true }
			],
			rows: [[1, 'x', null, true, 1.5]],
			more: false
		});
		expect((await run("SELECT DATE '2020-01-02', TIMESTAMP '2020-01-02 10:00:00', [1, 2], {'a': 1}")).rows).toEqual([
			['2020-01-02', '2020-01-02 10:00:00', '[1,2]', '{"a": 1}']
		]);
	});

	it('may give values that are no numbers, texts or dates of ours', async () => {
		const { rows } = await run(
			"SELECT DATE 'infinity', 'inf'::DOUBLE, TIME '10:00:00', uuid(), MAP {'a': 1}, 'x'::BLOB"
		);
		expect(rows[0].map((value) => typeof value)).toEqual(['string', 'number', 'string', 'string', 'string', 'string']);
	});

	it('has columns where it has no rows', async () => {
		expect(await run('SELECT period FROM facts WHERE false')).toEqual({
			columns: [{ name: 'period', numeric: false }],
			rows: [],
			more: false
		});
	});

	it('is read no further than the limit, however large its result', async () => {
		const { rows, more } = await run('SELECT a.items, b.items FROM removals a, removals b');
		expect([rows.length, more]).toEqual([ROW_LIMIT, true]);
		expect((await run(`FROM range(${ROW_LIMIT})`)).more).toBe(false);
		expect((await run("SELECT repeat('x', 1000000) FROM range(1000)")).rows.length).toBeLessThan(50);
	});

	it('may be any that reads', async () => {
		for (const sql of [
			'FROM removals LIMIT 1',
			'/* a */ -- b\n (SELECT 1);',
			'WITH a AS (SELECT 1) SELECT * FROM a',
			'DESCRIBE removals',
			'SHOW TABLES',
			'SUMMARIZE facts',
			'EXPLAIN SELECT 1',
			'VALUES (1)',
			"PIVOT removals ON requester IN ('court') USING sum(items) GROUP BY territory"
		])
			expect((await run(sql)).rows.length, sql).toBeGreaterThan(0);
	});

	it.each<[sql: string, kind: SqlError['kind'], what: string | null, line?: number]>([
		['', 'nothing', null],
		[' ; -- only a comment', 'nothing', null],
		['SELECT 1; SELECT 2', 'several', null],
		['SELEC 1', 'syntax', 'SELEC', 1],
		['SELECT\n1 +', 'syntax', null],
		['SELECT * FROM\nnope', 'unknown-table', 'nope', 2],
		['SELECT * FROM nope(1)', 'unknown-table', 'nope', 1],
		['SELECT nope.items FROM facts', 'unknown-table', 'nope', 1],
		['SELECT nope FROM facts', 'unknown-column', 'nope', 1],
		['SELECT facts.nope FROM facts', 'unknown-column', 'nope', 1],
		['SELECT nope(1)', 'unknown-function', 'nope', 1],
		["SELECT json_extract('{}', '$')", 'extension', 'json'],
		["SELECT 'a' + 1", 'refused', null],
		["SELECT 'a'::INTEGER", 'refused', null],
		['SELECT ?', 'refused', null],
		['SELECT list(a.items) FROM removals a, removals b', 'memory', null]
	])('%j is refused as %s', async (sql, kind, what, line) => {
		const error = await refusal(sql);
		expect(error).toMatchObject({ kind, ...(what === null ? {} : { what }), ...(line ? { line } : {}) });
	});
});

/** Each is refused, and the next question finds everything as it was. */
const ATTACKS = [
	'DROP TABLE facts',
	'DROP SCHEMA main CASCADE',
	'CREATE TABLE x AS SELECT 1',
	'CREATE OR REPLACE VIEW items_by_outcome AS SELECT 1',
	'CREATE TEMP TABLE facts AS SELECT 1',
	'CREATE MACRO sum(x) AS 42',
	'CREATE TEMP MACRO sum(x) AS 42',
	'UPDATE facts SET requests = 0',
	'DELETE FROM facts',
	'INSERT INTO facts SELECT * FROM facts',
	'TRUNCATE facts',
	'ALTER TABLE facts RENAME TO x',
	'MERGE INTO facts USING facts AS b ON false WHEN NOT MATCHED THEN INSERT VALUES (1)',
	'WITH x AS (SELECT 1) DELETE FROM facts',
	'WITH x AS (SELECT 1) INSERT INTO facts SELECT * FROM facts',
	'EXPLAIN ANALYZE DELETE FROM facts',
	'COMMIT',
	'ROLLBACK; DROP TABLE facts',
	'SELECT 1; COMMIT; DROP TABLE facts',
	'/* */ (((DROP TABLE facts',
	"COPY facts TO 'x.csv'",
	"COPY (SELECT 1) TO '/x.csv'",
	"EXPORT DATABASE 'x'",
	"IMPORT DATABASE 'x'",
	"ATTACH 'x.db'",
	"ATTACH ':memory:' AS facts",
	"ATTACH 'https://example.org/x.db' AS x",
	'DETACH memory',
	'USE memory',
	'LOAD httpfs',
	'INSTALL httpfs',
	'FORCE INSTALL httpfs',
	"SET memory_limit = '100GB'",
	'SET enable_external_access = true',
	'SET lock_configuration = false',
	'RESET lock_configuration',
	'SET autoload_known_extensions = true',
	'SET VARIABLE x = 1',
	'PRAGMA memory_limit = 1',
	'CALL pragma_version()',
	'PREPARE x AS SELECT 1',
	'CHECKPOINT',
	'VACUUM',
	"SELECT * FROM read_csv('https://example.org/a.csv')",
	"SELECT * FROM 'https://example.org/a.csv'",
	"SELECT * FROM read_csv('removals.csv')",
	"SELECT * FROM read_text('/etc/passwd')",
	"SELECT * FROM glob('*')",
	"SELECT * FROM sniff_csv('removals.csv')",
	"SELECT * FROM query('DROP TABLE facts')",
	'SELECT list(a.items) FROM removals a, removals b'
];

describe('an attack changes nothing', () => {
	it.each(ATTACKS)('%s', async (sql) => {
		await refusal(sql);
		expect((await run(COUNT)).rows).toEqual([[983]]);
	});

	it('not even where DuckDB lets it through for the moment', async () => {
		// What begins as reading and writes: only the transaction stands before it.
		for (const sql of ['WITH x AS (SELECT 1) UPDATE facts SET requests = 0', 'EXPLAIN ANALYZE DROP TABLE facts'])
			expect(await refusal(sql), sql).toMatchObject({ kind: expect.stringMatching(/reads-only|syntax/) });
		expect((await run(COUNT)).rows).toEqual([[983]]);
		expect((await run('SELECT count(*) FROM duckdb_tables()')).rows).toEqual([[3]]);
		expect((await run('SELECT count(*) FROM duckdb_databases() WHERE NOT internal')).rows).toEqual([[1]]);
	});

	it('nor a statement of more depth than can be read', async () => {
		expect(await refusal(`SELECT ${'abs('.repeat(3000)}1${')'.repeat(3000)}`)).toMatchObject({ kind: 'syntax' });
		expect((await run(COUNT)).rows).toEqual([[983]]);
	});

	it('and is said to be one', async () => {
		for (const [sql, what] of [
			['DROP TABLE facts', 'DROP'],
			["-- a\nattach 'x.db'", 'ATTACH'],
			["SELECT * FROM read_csv('https://example.org/a.csv')", null],
			['EXPLAIN ANALYZE DELETE FROM facts', null]
		])
			expect(await refusal(sql!)).toMatchObject({ kind: 'reads-only', what });
	});
});

const SELECTIONS: Partial<Selection>[] = [
	{},
	{ measure: 'items', step: 'year', product: ['youtube'], reason: ['national-security', 'defamation'] },
	{ territory: 'RU', from: '2015H1', to: '2020H2', requester: ['court', 'court-order'] },
	{ territory: WORLD, from: '2019H1', outcome: ['removed-legal', 'no-action-taken'], measure: 'items' },
	{ without: '2017H2.youtube.national-security' },
	{ territory: 'IN', from: '2009H2', to: '2010H2' }
];

describe('a figure’s SQL', () => {
	const statements = SELECTIONS.flatMap((change) =>
		FIGURES.flatMap((id) =>
			figureSql(id, selectionOf(change), codebook, LAST, ROWS).map((statement) => ({ id, change, ...statement }))
		)
	);

	it('is of the questions that the figure draws, and of no other', () => {
		for (const id of FIGURES) {
			const input = inputOf();
			const read = new Set<string>();
			const watch = <T extends object>(object: T): T =>
				new Proxy(object, { get: (target, name) => (read.add(String(name)), Reflect.get(target, name)) });
			const model = figureOf(id, { ...input, answers: watch(input.answers) });
			model.draw(680, LIGHT);
			model.table();
			model.values();
			expect([...read].sort(), id).toEqual([...FIGURE_QUESTIONS[id]].sort());
		}
	});

	it('gives the numbers that the figure draws', async () => {
		let [asked, cells] = [0, 0];
		for (const { id, change, question, name, sql } of statements) {
			if (!question) continue;
			const { rows, columns } = await run(sql);
			const expected = inputOf(change).answers[name as keyof Questions];
			const at = columns.findIndex((column) => column.name === question.measure);
			expect(
				rows.map((row) => [row.slice(0, at), row[at], row[at + 1]]),
				`${id} ${name} ${JSON.stringify(change)}`
			).toEqual(expected.map(({ key, value, gap }) => [key, value, gap]));
			asked++;
			cells += rows.length;
		}
		expect(asked).toBeGreaterThan(100);
		expect(cells).toBeGreaterThan(1000);
	});

	it('has the statement that the page runs, to the letter', () => {
		for (const change of SELECTIONS) {
			const selection = selectionOf(change);
			expect(figureSql('by-period', selection, codebook, LAST, ROWS).at(-1)).toEqual({
				name: 'together',
				question: null,
				sql: toSql(Object.values(questionsOf(selection, codebook, LAST)), ['cube'])
			});
		}
	});

	it('has the shares as published, where the figure draws them', async () => {
		const shares = statements.filter(({ name }) => name === 'compliance');
		expect(shares.map(({ id }) => id)).toEqual(Array(shares.length).fill('by-outcome'));
		const { rows } = await run(shares[0].sql);
		expect(rows.filter(([, branch]) => branch === 'all')).toEqual(
			inputOf()
				.compliance.filter(({ branch, period }) => branch === 'all' && period >= '2011H1')
				.map((row) => [row.period, 'all', row.percent, row.requests, row.compliedWith, row.percentGap ?? 'reported'])
		);
		expect(statements.filter(({ name, change }) => name === 'compliance' && change.territory === WORLD)).toEqual([]);
	});
});

describe('the tables', () => {
	it('are described as they are', async () => {
		const described = describedTables(ROWS, false);
		for (const { name, columns, rows } of described) {
			const found = (await run(`DESCRIBE ${name}`)).rows.map(([name, type]) => ({
				name,
				type: String(type).slice(0, 4)
			}));
			expect(found, name).toEqual(columns.map(({ name, type }) => ({ name, type: type.slice(0, 4) })));
			if (rows !== null) expect((await run(`SELECT count(*) FROM ${name}`)).rows).toEqual([[rows]]);
		}
		expect((await run('SHOW TABLES')).rows.map(([name]) => name)).toEqual(described.map(({ name }) => name).sort());
	});

	it('of a reader’s own files too, where they hold margins alone', async () => {
		const header = OWN_COLUMNS.join(',');
		const rows = { totals: 1, 'by-requester': 1, compliance: 2_907 };
		const own = await startNodeConsole(
			{
				totals: `${header}\n2024H1,KZ,,,,5,50,0,0,0,0,50,0,reported,reported\n`,
				'by-requester': `${header}\n2024H1,KZ,police,,,5,50,0,0,0,0,50,0,reported,reported\n`,
				compliance: tables.compliance
			},
			codebook
		);
		const described = describedTables(rows, true);
		for (const { name, columns } of described)
			expect((await own.run(`DESCRIBE ${name}`)).rows.map(([column]) => column)).toEqual(
				columns.map(({ name }) => name)
			);
		expect((await own.run('SHOW TABLES')).rows.map(([name]) => name).sort()).toEqual(
			described.map(({ name }) => name.replaceAll('"', '')).sort()
		);
		for (const { id, sql } of exampleSql(rows, 'KZ')) expect((await own.run(sql)).rows.length, id).toBeGreaterThan(0);
		const [{ sql }] = figureSql('by-period', selectionOf(), codebook, LAST, rows);
		expect((await own.run(sql)).rows).toEqual([['2024H1', 5, null]]);
	});

	it('give in the examples what the explorer shows', async () => {
		const [byYear, outcomes, territories, shares] = await Promise.all(
			exampleSql(ROWS, 'KZ').map(async ({ sql }) => (await run(sql)).rows)
		);
		const sum = (rows: SqlResult['rows'], column: number) =>
			rows.reduce((total, row) => total + Number(row[column]), 0);
		expect([sum(byYear, 1), sum(byYear, 2)]).toEqual([983, 332_062]);
		const { itemsSince2019 } = inputOf().answers;
		expect(sum(outcomes, 1)).toBe(itemsSince2019.reduce((total, { value }) => total + value!, 0));
		expect(territories).toHaveLength(10);
		expect(shares.map(([period]) => period)).toContain('2018H2');
	});
});

describe('the command for DuckDB’s own tool', () => {
	const folder = mkdtempSync(join(tmpdir(), 'command-'));
	beforeAll(() => {
		for (const table of ['removals', 'compliance'])
			cpSync(`data/editions/${EDITION}/${table}.csv`, join(folder, `${table}.csv`));
		const tool = join(process.cwd(), 'tests/engine/duckdbCommand.mjs');
		writeFileSync(join(folder, 'duckdb'), `#!/bin/sh\nexec "${process.execPath}" "${tool}" "$@"\n`, { mode: 0o755 });
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	const inShell = (command: string): Pick<SqlResult, 'rows'> & { columns: string[] } =>
		JSON.parse(
			execFileSync('sh', ['-c', command], {
				cwd: folder,
				encoding: 'utf8',
				env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` }
			})
		);

	it.each(FIGURES.flatMap((id) => SELECTIONS.slice(0, 5).map((change) => ({ id, change }))))(
		'gives the numbers of $id for $change',
		async ({ id, change }) => {
			const [{ sql }] = figureSql(id, selectionOf(change), codebook, LAST, ROWS);
			const command = duckdbCommand(sql, codebook);
			expect(command).not.toContain('\n');
			const here = await run(sql);
			expect(here.rows.length).toBeGreaterThan(0);
			const there = inShell(command);
			expect(there.columns).toEqual(here.columns.map(({ name }) => name));
			expect(there.rows).toEqual(here.rows);
		}
	);

	it.each([
		["SELECT 'it''s $HOME `id` \\ \"x\" !! %' AS a, E'\\'--' AS b -- it's a comment\n, 2 AS \"c  d\" -- end"],
		["SELECT $$a -- 'b'  $$ AS a /* -- ' */, 'two\nlines' AS b;"],
		['SELECT count(*) AS n, sum(requests) AS requests FROM removals;\n'],
		['SELECT outcome, sum(items)::BIGINT AS items FROM items_by_outcome GROUP BY outcome ORDER BY outcome'],
		["SELECT period, percent FROM compliance WHERE territory = 'KZ' ORDER BY period, branch"]
	])('says %j to the shell as it is', async (sql) => {
		const { rows, columns } = await run(sql);
		expect(inShell(duckdbCommand(sql, codebook))).toEqual({ rows, columns: columns.map(({ name }) => name) });
	});

	it('reads the files that are named, and no other', () => {
		expect(filesOf('SELECT * FROM removals', codebook)).toEqual(['removals.csv']);
		expect(filesOf('SELECT * FROM compliance', codebook)).toEqual(['compliance.csv']);
		expect(filesOf('SELECT * FROM Items_By_Outcome', codebook)).toEqual(['removals.csv', 'compliance.csv']);
		expect(filesOf('SELECT 1', codebook)).toEqual([]);
		expect(duckdbCommand('SELECT * FROM removals', codebook)).toMatch(
			/^duckdb -csv -c "CREATE TABLE \\"removals\\" AS FROM read_csv\('removals\.csv', .*\); SELECT \* FROM removals"$/
		);
	});

	it('is one line, with texts untouched', () => {
		expect(onOneLine("SELECT 'a  b',\n\t\"c  d\" -- e 'f'\n-- g\n\nFROM x -- h")).toBe(`SELECT 'a  b', "c  d" FROM x`);
		expect(shellQuoted('a "b" $c `d` \\e !f')).toBe(`"a \\"b\\" \\$c \\\`d\\\` \\\\e "'!'"f"`);
	});
});
