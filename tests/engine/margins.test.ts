import { beforeAll, describe, expect, it } from 'vitest';
import type { Codebook } from '#lib/domain/codebook.ts';
import { GRAINS, type Facts, type Grain } from '#lib/domain/holding.ts';
import { DIMENSIONS, type Answer, type Dimension, type Question, type Where } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import type { TableTexts } from '#lib/engine/duckdb.ts';
import { startNodeDuckdb, type NodeDuckdb } from '#lib/engine/node.build.ts';
import { answer, compareRows, createRowsEngine } from '#lib/engine/rows.ts';
import { questionSql, toSql, type Grains } from '#lib/engine/sql.ts';
import { OWN_COLUMNS, readTables } from '#lib/ingest/canonical.ts';
import { ask } from './ask.ts';

const entry = (slug: string) => ({ slug, label: slug, aliases: [] });
const codebook: Codebook = {
	products: ['youtube', 'gmail'].map(entry),
	reasons: ['fraud', 'defamation'].map(entry),
	requesters: [
		{ ...entry('court'), branch: 'court', before2019: true },
		{ ...entry('police'), branch: 'other', before2019: false },
		// Of a requester that a reader's file adds it is not known of which branch it is.
		{ ...entry('wizards'), branch: null, before2019: false }
	],
	territories: ['KZ', 'RU'].map(entry)
};

const table = (...lines: string[]) => `${[OWN_COLUMNS.join(','), ...lines].join('\n')}\n`;

/** No table is the sum of another: each answer tells which one gave it. */
const MARGINS = {
	totals: table(
		'2010H1,KZ,,,,,,,,,,,,withheld,not-published',
		'2018H2,KZ,,,,3,30,,,,,,,reported,reported',
		'2019H1,KZ,,,,7,100,10,20,30,0,40,0,reported,reported',
		'2019H1,RU,,,,1000,,,,,,,,reported,not-held',
		'2019H2,KZ,,,,,50,,,,,,,unknown,reported'
	),
	'by-product-reason': table(
		'2018H2,KZ,,youtube,fraud,2,,,,,,,,reported,not-held',
		'2019H1,KZ,,gmail,,1,,,,,,,,reported,not-held',
		'2019H1,KZ,,youtube,defamation,4,40,0,0,0,0,40,0,reported,reported',
		'2019H1,KZ,,youtube,fraud,8,,,,,,,,reported,not-held',
		'2019H1,RU,,gmail,fraud,16,160,,,,,,,reported,reported'
	),
	'by-requester': table(
		'2018H2,KZ,court,,,5,55,,,,,,,reported,reported',
		'2019H1,KZ,police,,,50,500,0,0,0,0,300,200,reported,reported',
		'2019H1,KZ,wizards,,,70,,,,,,,,reported,not-held',
		'2019H1,RU,police,,,,,,,,,,,withheld,withheld'
	)
} satisfies TableTexts;

const CUBE = table(
	'2019H1,KZ,court,youtube,fraud,300,3000,0,0,0,0,3000,0,reported,reported',
	'2019H1,KZ,police,gmail,defamation,400,,,,,,,,reported,not-held'
);

const wheres: Partial<Where>[] = [
	{},
	{ territory: 'KZ' },
	{ territory: 'XX' },
	{ from: '2019H1', to: '2019H1' },
	{ product: ['youtube'] },
	{ reason: ['fraud'], territory: 'KZ' },
	{ requester: ['police', 'wizards'] },
	{ requester: ['court'], product: ['youtube'] },
	{ outcome: ['no-action-taken', 'removed-legal'] },
	{ outcome: ['no-action-taken'], product: ['youtube'] },
	{ outcome: ['already-removed'], requester: ['police'], territory: 'KZ' }
];

const groupings: Dimension[][] = [
	[],
	...DIMENSIONS.map((dimension) => [dimension]),
	['period', 'product'],
	['product', 'reason'],
	['year', 'requester'],
	['product', 'requester'],
	['outcome', 'period'],
	['outcome', 'reason', 'branch'],
	[...DIMENSIONS]
];

const questions = wheres.flatMap((where) =>
	groupings.flatMap((by) =>
		(['requests', 'items'] as const)
			.filter((measure) => measure === 'items' || (!where.outcome && !by.includes('outcome')))
			.map((measure) => ask({ measure, by, where }))
	)
);

interface Edition {
	facts: Facts;
	grains: Grains;
	duckdb: NodeDuckdb;
}

async function start(tables: TableTexts): Promise<Edition> {
	const { facts } = readTables(tables, codebook);
	return { facts, grains: GRAINS.filter((grain) => facts[grain]), duckdb: await startNodeDuckdb(tables, codebook) };
}

/** What both engines answer, which is the same. */
async function both({ facts, duckdb }: Edition, question: Question): Promise<Answer> {
	const [inRows] = await createRowsEngine(facts).answer([question]);
	expect(await duckdb.answer([question]), JSON.stringify(question)).toEqual([inRows]);
	return inRows;
}

const said = (cells: Answer) => cells.map(({ key, value, gap }) => [...key, value, gap]);

const rowsOf = (edition: Edition, grain: Grain | undefined, where: Partial<Where> = {}) => {
	const asked = ask({ where }).where;
	return Promise.all([createRowsEngine(edition.facts).rows(asked, grain), edition.duckdb.rows(asked, grain)]);
};

let margins: Edition;
let mixed: Edition;
beforeAll(async () => {
	margins = await start(MARGINS);
	mixed = await start({ removals: CUBE, 'by-requester': MARGINS['by-requester'] });
});

describe('margins without a cube', () => {
	const requests = (by: Dimension[], where?: Partial<Where>) => ask({ measure: 'requests', by, where });

	it('are three tables of their own', () => {
		expect(Object.keys(margins.facts).sort()).toEqual(['by-product-reason', 'by-requester', 'totals']);
		expect(margins.grains).toEqual(['by-product-reason', 'by-requester', 'totals']);
	});

	it.each<[string, Question, (string | number | null)[][]]>([
		['totals', requests([]), [[1010, 'unknown']]],
		['totals of items', ask(), [[180, 'not-published']]],
		['a total that nothing gives', requests([], { to: '2010H2' }), [[null, 'withheld']]],
		['a total that is not held', ask({ where: { territory: 'RU' } }), [[null, 'not-held']]],
		[
			'totals by half-year',
			requests(['period'], { territory: 'KZ' }),
			[
				['2010H1', null, 'withheld'],
				['2018H2', 3, null],
				['2019H1', 7, null],
				['2019H2', null, 'unknown']
			]
		],
		[
			'items by outcome',
			ask({ by: ['outcome'] }),
			[
				['already-removed', 0, null],
				['content-not-found', 30, null],
				['no-action-taken', 40, null],
				['not-enough-information', 0, null],
				['removed-legal', 10, null],
				['removed-policy', 20, null]
			]
		],
		[
			'by product',
			requests(['product']),
			[
				['gmail', 17, null],
				['youtube', 14, null]
			]
		],
		[
			'items by product',
			ask({ by: ['product'] }),
			[
				['gmail', 160, 'not-held'],
				['youtube', 40, 'not-held']
			]
		],
		[
			'by reason, of one product',
			requests(['reason'], { product: ['gmail'] }),
			[
				['fraud', 16, null],
				[null, 1, null]
			]
		],
		['of one reason', requests([], { reason: ['fraud'], territory: 'KZ' }), [[10, null]]],
		[
			'items of an outcome of one product',
			ask({ where: { product: ['youtube'], outcome: ['no-action-taken'] } }),
			[[40, null]]
		],
		[
			'by requester',
			requests(['requester']),
			[
				['court', 5, null],
				['police', 50, 'withheld'],
				['wizards', 70, null]
			]
		],
		[
			'by branch',
			requests(['branch']),
			[
				['court', 5, null],
				['other', 50, 'withheld'],
				[null, 70, null]
			]
		],
		['of one requester', ask({ where: { requester: ['court'] } }), [[55, null]]],
		['product by requester', requests(['product', 'requester']), []],
		['product of a requester', requests(['product'], { requester: ['court'] }), []],
		['a product and a requester', ask({ where: { product: ['youtube'], requester: ['court'] } }), []],
		['outcomes by reason and branch', ask({ by: ['outcome', 'reason', 'branch'] }), []]
	])('answer %s', async (_, question, cells) => {
		expect(said(await both(margins, question))).toEqual(cells);
	});

	it('list the rows in scope of each, and none of a cube', async () => {
		const facts = margins.facts as Record<Grain, readonly Row[]>;
		for (const grain of margins.grains) {
			const [inRows, inDuckdb] = await rowsOf(margins, grain);
			expect(inRows).toEqual([...facts[grain]].sort(compareRows));
			expect(inDuckdb, grain).toEqual(inRows);
		}
		expect(await rowsOf(margins, 'cube')).toEqual([[], []]);
		expect(await rowsOf(margins, undefined)).toEqual([[], []]);
		const [inRows, inDuckdb] = await rowsOf(margins, 'by-product-reason', { product: ['youtube'], from: '2019H1' });
		expect(inDuckdb).toEqual(inRows);
		expect(inRows.map(({ reason, requests, items, itemsGap }) => [reason, requests, items, itemsGap])).toEqual([
			['defamation', 4, 40, null],
			['fraud', 8, null, 'not-held']
		]);
		const [withOutcome, same] = await rowsOf(margins, 'by-requester', { outcome: ['already-removed'] });
		expect(same).toEqual(withOutcome);
		expect(withOutcome.map(({ requester, branch }) => [requester, branch])).toEqual([['police', 'other']]);
	});
});

describe('a cube beside a margin', () => {
	it.each<[string, Question, (string | number | null)[][]]>([
		[
			'the margin answers by its own grain',
			ask({ measure: 'requests', by: ['branch'] }),
			[
				['court', 5, null],
				['other', 50, 'withheld'],
				[null, 70, null]
			]
		],
		['the cube gives totals', ask({ measure: 'requests' }), [[700, null]]],
		[
			'and products',
			ask({ by: ['product'] }),
			[
				['gmail', null, 'not-held'],
				['youtube', 3000, null]
			]
		],
		[
			'and products by requester',
			ask({ measure: 'requests', by: ['product', 'requester'] }),
			[
				['gmail', 'police', 400, null],
				['youtube', 'court', 300, null]
			]
		]
	])('%s', async (_, question, cells) => {
		expect(said(await both(mixed, question))).toEqual(cells);
	});

	it('rows are those of the cube where no other table is asked for', async () => {
		expect(await rowsOf(mixed, undefined)).toEqual(await rowsOf(mixed, 'cube'));
		for (const grain of ['cube', 'by-requester'] as const) {
			const [inRows, inDuckdb] = await rowsOf(mixed, grain);
			expect(inRows).toEqual([...mixed.facts[grain]!].sort(compareRows));
			expect(inDuckdb).toEqual(inRows);
		}
	});
});

describe.each<[string, () => Edition]>([
	['margins', () => margins],
	['a cube and a margin', () => mixed]
])('both engines agree over %s', (_, of) => {
	it('on every question alone', async () => {
		for (const question of questions) await both(of(), question);
	});

	it('in one statement', async () => {
		const { facts, duckdb } = of();
		expect(await duckdb.answer(questions)).toEqual(await createRowsEngine(facts).answer(questions));
	});

	it('in one statement of one territory, which gathers its rows once from each table', async () => {
		const { facts, duckdb, grains } = of();
		const here = questions.map((question) => ({ ...question, where: { ...question.where, territory: 'KZ' } }));
		expect(await duckdb.answer(here)).toEqual(await createRowsEngine(facts).answer(here));
		// Without a cube there is still one to ask, with no rows.
		const tables = new Set<Grain>([...grains, 'cube']);
		expect(toSql(here, grains).match(/territory = 'KZ'/g)).toHaveLength(tables.size);
	});

	it('in the SQL shown to a reader', async () => {
		const { facts, duckdb, grains } = of();
		const inRows = await createRowsEngine(facts).answer(questions);
		for (const [index, question] of questions.entries()) {
			const sql = questionSql(question, grains);
			const cells = (await duckdb.query(sql)).map((row) => ({
				key: question.by.map((dimension) => row[dimension]),
				value: row[question.measure],
				gap: row.gap
			}));
			expect(cells, sql).toEqual(inRows[index]);
		}
	});
});

it('an engine that took another table is found', async () => {
	const facts = margins.facts as Record<Grain, readonly Row[]>;
	const grains: [Question, Grain][] = [
		[ask({ measure: 'requests' }), 'totals'],
		[ask({ measure: 'requests', by: ['product'] }), 'by-product-reason'],
		[ask({ measure: 'requests', by: ['requester'] }), 'by-requester']
	];
	for (const [question, own] of grains)
		for (const grain of margins.grains) {
			const same = JSON.stringify(answer(facts[grain], question)) === JSON.stringify(await both(margins, question));
			expect(same, grain).toBe(grain === own);
		}
});
