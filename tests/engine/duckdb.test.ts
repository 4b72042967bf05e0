import { beforeAll, describe, expect, it } from 'vitest';
import type { Codebook } from '#lib/domain/codebook.ts';
import { DIMENSIONS, type Question, type Where } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import { checkHeaders, type TableTexts } from '#lib/engine/duckdb.ts';
import { EngineError } from '#lib/engine/engine.ts';
import { startNodeDuckdb, type NodeDuckdb } from '#lib/engine/node.build.ts';
import { answer, rowsInScope } from '#lib/engine/rows.ts';
import { literal, questionSql, toSql } from '#lib/engine/sql.ts';
import { COMPLIANCE_COLUMNS, OWN_COLUMNS, readTables, REMOVAL_COLUMNS } from '#lib/ingest/canonical.ts';
import { ask } from './ask.ts';

const entry = (slug: string) => ({ slug, label: slug, aliases: [] });
const codebook: Codebook = {
	products: ['youtube', "o'product", 'ответы'].map(entry),
	reasons: ['fraud', 'defamation'].map(entry),
	requesters: [
		{ ...entry('court-order'), branch: 'court', before2019: false },
		{ ...entry('police'), branch: 'other', before2019: false }
	],
	territories: ['KZ', 'RU'].map(entry)
};

const tables = {
	removals: `${REMOVAL_COLUMNS.join(',')}
2018H2,KZ,court-order,youtube,fraud,3,30,,,,,,
2019H1,KZ,court-order,youtube,fraud,1,10,3,0,0,0,7,0
2019H1,KZ,police,"o'product",defamation,2,5,0,0,0,0,0,5
2019H2,RU,police,ответы,fraud,4,40,0,0,0,0,40,0
2019H2,RU,not-in-codebook,youtube,fraud,5,0,0,0,0,0,0,0
`,
	compliance: `${COMPLIANCE_COLUMNS.join(',')}
2009H2,KZ,all,,withheld,,not-published,,not-published,
2010H1,KZ,all,,unknown,12,reported,,not-published,
2010H2,RU,all,20,reported,6,reported,50,reported,10
2010H2,RU,court,5,reported,6,reported,50,reported,
2018H2,KZ,all,3,reported,30,reported,50,reported,
`
} satisfies TableTexts;

const rows: readonly Row[] = readTables(tables, codebook).facts.cube!;

let duckdb: NodeDuckdb;
beforeAll(async () => {
	duckdb = await startNodeDuckdb(tables, codebook);
});

const wheres: Partial<Where>[] = [
	{},
	{ territory: 'KZ' },
	{ territory: 'XX' },
	{ from: '2010H1', to: '2010H2' },
	{ from: '2020H1', to: '2010H2' },
	{ product: ["o'product", 'ответы'] },
	{ reason: ['fraud'], requester: ['court-order', 'police'] },
	{ outcome: ['removed-legal', 'already-removed'] },
	{ outcome: ['removed-legal', 'removed-legal'] }
];

describe('both engines agree', () => {
	const questions = wheres.flatMap((where) =>
		[
			[],
			...DIMENSIONS.map((dimension) => [dimension]),
			['outcome', 'product'],
			['product', 'year'],
			['reason', 'reason'],
			[...DIMENSIONS]
		]
			.flatMap((by) =>
				(['items', 'requests'] as const).map((measure) => ask({ measure, by: by as Question['by'], where }))
			)
			.filter(({ by, measure }) => measure === 'items' || (!where.outcome && !by.includes('outcome')))
	);

	it('on every dimension, alone', async () => {
		for (const question of questions)
			expect(await duckdb.answer([question]), toSql([question])).toEqual([answer(rows, question)]);
	});

	it('in one statement', async () => {
		expect(await duckdb.answer(questions)).toEqual(questions.map((question) => answer(rows, question)));
	});

	it('in the SQL shown to a reader', async () => {
		for (const question of questions) {
			const cells = (await duckdb.query(questionSql(question))).map((row) => ({
				key: question.by.map((dimension) => row[dimension]),
				value: row[question.measure],
				gap: row.gap
			}));
			expect(cells, questionSql(question)).toEqual(answer(rows, question));
		}
	});

	it.each(wheres)('on rows in scope of %j', async (where) => {
		expect(await duckdb.rows(ask({ where }).where)).toEqual(rowsInScope(rows, ask({ where }).where));
	});

	it('on nothing asked', async () => {
		expect(await duckdb.answer([])).toEqual([]);
	});
});

describe('SQL', () => {
	it.each([
		["'; DROP TABLE facts; --"],
		["''"],
		["\\' OR 1=1 --"],
		['a\0b'],
		["\0'"],
		['ответы "x" $1 ? ; /* */'],
		['']
	])('takes %j as a value, never as a statement', async (value) => {
		expect((await duckdb.query(`SELECT ${literal(value)} AS value`))[0].value).toBe(value);
		const where = { territory: value, product: [value], reason: [value, 'fraud'], requester: [value] };
		expect(await duckdb.answer([ask({ where })])).toEqual([[]]);
		expect(await duckdb.rows(ask({ where }).where)).toEqual([]);
		const hostile = { from: value, to: value, outcome: [value] } as unknown as Where;
		expect(await duckdb.answer([ask({ where: hostile })])).toEqual([[]]);
		expect((await duckdb.query('SELECT count(*)::INTEGER AS n FROM facts'))[0].n).toBe(rows.length);
	});

	it('puts questions with one scope into one SELECT', () => {
		const sql = toSql([ask({ by: ['period'] }), ask({ by: ['reason'] }), ask(), ask({ by: ['period'] })]);
		expect(sql.match(/SELECT/g)).toHaveLength(1);
		expect(sql).toContain('GROUPING SETS ((period), (reason), ())');
		expect(toSql([ask(), ask({ measure: 'requests' }), ask({ by: ['outcome'] })]).match(/SELECT/g)).toHaveLength(1);
		expect(toSql([ask(), ask({ where: { from: '2019H1' } })]).match(/UNION ALL/g)).toHaveLength(1);
	});

	it('gathers the rows of a territory once', () => {
		const [here, later] = [ask({ where: { territory: 'KZ' } }), ask({ where: { territory: 'KZ', from: '2019H1' } })];
		expect(toSql([here, later]).match(/territory = 'KZ'/g)).toHaveLength(1);
		expect(toSql([here, later])).toContain('AS MATERIALIZED (SELECT * FROM facts WHERE territory = ');
		expect(toSql([here, ask()])).not.toContain('MATERIALIZED');
		expect(toSql([ask(), later]).match(/territory = 'KZ'/g)).toHaveLength(1);
	});

	it('refuses requests by outcome', async () => {
		const question = ask({ measure: 'requests', by: ['outcome'] });
		expect(() => toSql([question])).toThrow(EngineError);
		expect(() => questionSql(question)).toThrow(EngineError);
		await expect(duckdb.answer([ask(), question])).rejects.toMatchObject({ kind: 'bad-question' });
	});
});

describe('the database', () => {
	it('fetches no extension, and goes on after a refusal', async () => {
		for (const setting of ['autoload_known_extensions', 'autoinstall_known_extensions'])
			expect((await duckdb.query(`SELECT current_setting('${setting}') AS value`))[0].value).toBe(false);
		await expect(duckdb.query("SELECT json_extract('{}', '$')")).rejects.toMatchObject({ kind: 'failed' });
		expect(await duckdb.answer([ask()])).toEqual([answer(rows, ask())]);
	});

	it('gives plain numbers', async () => {
		const [row] = await duckdb.query('SELECT sum(items) AS sum, count(*) AS n, max(items) AS max FROM facts');
		expect(Object.values(row).map((value) => typeof value)).toEqual(['number', 'number', 'number']);
	});

	it('takes a codebook that names nothing', async () => {
		const nothing: Codebook = { products: [], reasons: [], requesters: [], territories: [] };
		const engine = await startNodeDuckdb(tables, nothing);
		expect((await engine.answer([ask({ by: ['branch'] })]))[0].map(({ key }) => key)).toEqual([[null]]);
	});

	it('does not take a table whose columns moved', () => {
		const moved = { ...tables, removals: tables.removals.replace('requests,items', 'items,requests') };
		expect(() => checkHeaders(moved)).toThrow(/removals\.csv: unexpected header "period/);
		expect(() => checkHeaders({ ...tables, compliance: '' })).toThrow(EngineError);
		expect(() => checkHeaders({ ...tables, removals: tables.removals.replaceAll('\n', '\r\n') })).not.toThrow();
	});

	it('is told by the headers which tables there are, of which columns', () => {
		expect(checkHeaders(tables)).toEqual({
			columns: { removals: REMOVAL_COLUMNS, compliance: COMPLIANCE_COLUMNS },
			grains: ['cube']
		});
		const own = `${OWN_COLUMNS.join(',')}\n`;
		expect(checkHeaders({ totals: own, 'by-requester': own, removals: own, 'by-product-reason': own })).toEqual({
			columns: {
				totals: OWN_COLUMNS,
				'by-requester': OWN_COLUMNS,
				removals: OWN_COLUMNS,
				'by-product-reason': OWN_COLUMNS
			},
			grains: ['cube', 'by-product-reason', 'by-requester', 'totals']
		});
		expect(() => checkHeaders({ totals: own.replace('items_status', 'status') })).toThrow(
			/totals\.csv: unexpected header "period/
		);
		expect(() => checkHeaders({ compliance: tables.compliance })).toThrow(/no table of requests and items/);
		expect(() => checkHeaders({ removals: tables.compliance })).toThrow(EngineError);
	});
});
