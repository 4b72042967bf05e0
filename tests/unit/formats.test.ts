import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import Papa from 'papaparse';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { OUTCOMES } from '#lib/domain/outcome.ts';
import type { Row } from '#lib/domain/row.ts';
import { whereOf, type Selection } from '#lib/domain/selection.ts';
import { answer } from '#lib/engine/rows.ts';
import { longTable, WIDE_BY, wideTable, withColumns, type ExtractTable } from '#lib/export/extractTable.ts';
import { extractFile, type Extract } from '#lib/export/formats.ts';
import { columnMeaning } from '#lib/words/extract.ts';
import { codebook, EDITION, names, rowsOf, selectionOf } from '../charts/input.ts';

const named = { territoryName: (code: string) => names.territory(code), edition: EDITION };
const SHA = 'a'.repeat(64);

function extractOf(table: ExtractTable, wide: Extract['about']['wide'] = null): Extract {
	return {
		name: 'takedown-ledger_kz_rows',
		table,
		names,
		about: {
			territories: 'Kazakhstan',
			scopes: ['Requests from Kazakhstan.'],
			filters: [],
			rows: table.rows.length,
			wide,
			edition: { edition: EDITION, title: 'June 2026' },
			addresses: ['https://ledger.example/en/?edition=2026-06'],
			sources: [
				{ file: 'requests.csv', what: 'A file of Google’s', publisher: 'google', sha256: SHA, member: null },
				{ file: 'own.csv', what: '', publisher: 'own', sha256: null, member: null }
			],
			tables: [{ name: 'removals', sha256: SHA }],
			columns: table.columns
		}
	};
}

async function unzip(blob: Blob): Promise<Record<string, string>> {
	const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(await blob.arrayBuffer())), {
		useWebWorkers: false
	});
	const files: Record<string, string> = {};
	for (const entry of await reader.getEntries())
		if (!entry.directory) files[entry.filename] = new TextDecoder().decode(await entry.getData(new Uint8ArrayWriter()));
	return files;
}

/** A row that has what a file must not stumble over. */
const AWKWARD: Row = {
	period: '2019H1',
	territory: 'KZ',
	requester: '=1+1',
	branch: 'other',
	product: '@x<&>"\u0001',
	reason: '-5',
	requests: null,
	requestsGap: 'withheld',
	items: 0,
	itemsGap: null,
	outcomes: null
};

describe('wide', () => {
	it.each<[string, Partial<Selection>]>([
		['Kazakhstan', {}],
		['Kazakhstan from 2009', { from: '2009H2' }],
		['items', { measure: 'items', from: '2009H2' }],
		['two filters', { product: ['youtube'], reason: ['fraud', 'hate-speech'] }],
		['courts of before 2019', { requester: ['court'] }],
		['items of outcomes', { measure: 'items', outcome: ['removed-policy', 'already-removed'] }],
		['Russia, items', { territory: 'RU', measure: 'items' }]
	])('%s: each cell is what the engine answers for it, each total for its half-year', (_, change) => {
		const selection = selectionOf(change);
		const rows = rowsOf(change);
		const where = whereOf(selection, codebook);
		const { measure, outcome: outcomes } = selection;
		for (const by of WIDE_BY) {
			if (by === 'outcome' && measure === 'requests') continue;
			const { columns, rows: lines } = wideTable(rows, { measure, by, outcomes }, codebook, named);
			const slugs = columns.slice(6, -2).map(({ name }) => name);
			const found: Record<string, number> = {};
			const totals: Record<string, number | null> = {};
			for (const line of lines) {
				totals[String(line[0])] = line[5] as number | null;
				slugs.forEach((slug, i) => {
					const value = line[6 + i] as number | null;
					if (value) found[`${line[0]} ${slug.replaceAll('_', '-')}`] = value;
				});
			}
			const asked = answer(rows, { measure, by: ['period', by], where });
			expect(found).toEqual(
				Object.fromEntries(
					asked.filter(({ key, value }) => value && key[1] !== null).map(({ key, value }) => [key.join(' '), value])
				)
			);
			expect(totals).toEqual(
				Object.fromEntries(answer(rows, { measure, by: ['period'], where }).map(({ key, value }) => [key[0], value]))
			);
			expect(lines.length).toBeGreaterThan(1);
		}
	});

	it('is empty, not 0, where Google published no such division', () => {
		const rows = rowsOf({ from: '2009H2' });
		const requesters = wideTable(rows, { measure: 'requests', by: 'requester', outcomes: [] }, codebook, named);
		const at = (period: string, name: string) =>
			requesters.rows.find((row) => row[0] === period)![requesters.columns.findIndex((column) => column.name === name)];
		expect(at('2015H1', 'ict-authority')).toBeNull();
		expect(at('2019H1', 'other-authority')).toBeNull();
		expect(at('2024H2', 'police')).toBe(0);
		expect(at('2010H1', 'total')).toBeNull();
		expect(at('2010H1', 'status')).toBe('withheld');
		const outcomes = wideTable(rows, { measure: 'items', by: 'outcome', outcomes: [] }, codebook, named);
		const before = outcomes.rows.find((row) => row[0] === '2018H2')!;
		expect(before.slice(6, 6 + OUTCOMES.length)).toEqual(OUTCOMES.map(() => null));
		expect(before[5]).toBeGreaterThan(0);
	});
});

test('columns are kept in their order', () => {
	const table = withColumns(longTable([AWKWARD], named), (name) => name === 'items' || name === 'period');
	expect(table.columns.map(({ name }) => name)).toEqual(['period', 'items']);
	expect(table.rows).toEqual([['2019H1', 0]]);
});

test('every column of the contract is explained', () => {
	for (const { name } of longTable([], named).columns) expect(columnMeaning(name), name).toMatch(/\.$/);
});

describe('formats of awkward cells', () => {
	const extract = extractOf(longTable([AWKWARD], named));

	it('CSV guards text, with either sign between', async () => {
		for (const [format, delimiter] of [
			['csv', ','],
			['semicolons', ';']
		] as const) {
			const text = await (await extractFile(extract, format)).blob.text();
			const [row] = Papa.parse<Record<string, string>>(text.replace('\uFEFF', ''), { header: true, delimiter }).data;
			expect([row.requester, row.product, row.reason, row.items, row.requests, row.status]).toEqual([
				"'=1+1",
				'\'@x<&>"\u0001',
				"'-5",
				'0',
				'',
				'withheld'
			]);
		}
	});

	it('JSON says what there is, without a guard', async () => {
		const json = JSON.parse(await (await extractFile(extract, 'json')).blob.text());
		expect(json.rows).toEqual([
			expect.objectContaining({ requester: '=1+1', reason: '-5', requests: null, items: 0, removed_legal: null })
		]);
	});

	it('a workbook holds text as text and numbers as numbers, and no formula', async () => {
		const files = await unzip((await extractFile(extract, 'xlsx')).blob);
		const sheet = files['xl/worksheets/sheet1.xml'];
		expect(sheet).not.toMatch(/<f[ >]/);
		expect(sheet).toMatch(/<c r="I2"[^>]*><v>0<\/v><\/c>/);
		// A cell without a number is none at all.
		expect(sheet).not.toMatch(/<c r="H2"[^>]*><v>/);
		const texts = Object.values(files).join('\n');
		expect(texts).toContain('=1+1');
		expect(texts).not.toContain("'=1+1");
	});

	it('no rows make a file with its columns in every format', async () => {
		const none = extractOf(longTable([], named));
		for (const format of ['csv', 'semicolons', 'xlsx', 'json', 'zip'] as const)
			expect((await extractFile(none, format)).blob.size).toBeGreaterThan(100);
		expect(JSON.parse(await (await extractFile(none, 'json')).blob.text()).rows).toEqual([]);
	});
});

/** What the second version of the Data Package standard asks of a package of one table: https://datapackage.org/standard/ */
const Path = v.pipe(v.string(), v.regex(/^(?![./~])(?!.*\.\.\/)(?!file:).+$/));
const Url = v.pipe(v.string(), v.url());
const Profile = (name: string) => v.literal(`https://datapackage.org/profiles/2.0/${name}.json`);
const Package = v.looseObject({
	$schema: Profile('datapackage'),
	name: v.pipe(v.string(), v.regex(/^[a-z0-9._-]+$/)),
	title: v.string(),
	description: v.string(),
	homepage: Url,
	version: v.string(),
	licenses: v.pipe(
		v.array(v.looseObject({ name: v.pipe(v.string(), v.regex(/^[-a-zA-Z0-9._]+$/)), path: Url, title: v.string() })),
		v.minLength(1)
	),
	contributors: v.pipe(
		v.array(v.looseObject({ title: v.string(), roles: v.pipe(v.array(v.string()), v.minLength(1)) })),
		v.minLength(1)
	),
	sources: v.pipe(
		v.array(v.looseObject({ title: v.string(), path: Path, version: v.optional(v.string()) })),
		v.minLength(1)
	),
	resources: v.strictTuple([
		v.looseObject({
			$schema: Profile('dataresource'),
			name: v.pipe(v.string(), v.regex(/^[a-z0-9._-]+$/)),
			type: v.literal('table'),
			path: Path,
			format: v.literal('csv'),
			mediatype: v.literal('text/csv'),
			encoding: v.literal('utf-8'),
			bytes: v.pipe(v.number(), v.integer()),
			hash: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
			dialect: v.looseObject({ $schema: Profile('tabledialect'), delimiter: v.literal(','), header: v.literal(true) }),
			schema: v.looseObject({
				$schema: Profile('tableschema'),
				fields: v.pipe(
					v.array(
						v.looseObject({
							name: v.string(),
							type: v.picklist(['string', 'integer', 'date']),
							description: v.pipe(v.string(), v.minLength(1))
						})
					),
					v.minLength(1)
				),
				missingValues: v.strictTuple([v.literal('')])
			})
		})
	])
});

describe('ZIP', () => {
	const rows = rowsOf({});

	it.each([
		['long', extractOf(longTable(rows, named))],
		[
			'wide',
			extractOf(wideTable(rows, { measure: 'requests', by: 'product', outcomes: [] }, codebook, named), {
				measure: 'requests',
				by: 'product'
			})
		]
	] as [string, Extract][])(
		'%s: the description is a Data Package of version 2, and true of the file',
		async (_, extract) => {
			const files = await unzip((await extractFile(extract, 'zip')).blob);
			const described = v.parse(Package, JSON.parse(files['datapackage.json']));
			const [{ path, bytes, schema }] = described.resources;
			const csv = files[path];
			// The decoder has taken the byte order mark off.
			expect(new TextEncoder().encode(csv).length + 3).toBe(bytes);
			const { data, meta } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
			expect(meta.fields).toEqual(schema.fields.map(({ name }) => name));
			const forms = { integer: /^(\d+)?$/, date: /^\d{4}-\d\d-\d\d$/, string: /./ };
			for (const row of data)
				for (const { name, type } of schema.fields) expect(row[name], `${name} of ${row.period}`).toMatch(forms[type]);
			for (const { name, description } of schema.fields)
				expect(files['README.txt']).toContain(`${name}: ${description}`);
			expect(files['README.txt']).toContain(SHA);
		}
	);

	it('the same rows make the same bytes', async () => {
		const make = async () => {
			const { blob } = await extractFile(extractOf(longTable(rows, named)), 'zip');
			return Buffer.from(await blob.arrayBuffer()).toString('base64');
		};
		expect(await make()).toBe(await make());
	});
});
