import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, grouped, open, press, sum, test, values } from './support.ts';

type Record_ = Record<string, string>;

/** Rows of the edition as held, counted without any of the site's code. */
const held = Papa.parse<Record_>(
	readFileSync(join(import.meta.dirname, '../../data/editions/2026-06/removals.csv'), 'utf8'),
	{ header: true, skipEmptyLines: true }
).data;
const inScope = (code: string, from = '2011H1') =>
	held.filter((row) => row.territory === code && row.period >= from && row.reason === 'national-security');
const total = (rows: Record_[], column: string) => rows.reduce((sum, row) => sum + Number(row[column]), 0);

/** All of it without the engine: a reader who has only the rows engine gets the same files. */
test.beforeEach(({ page }) => page.route('**/*.wasm', (route) => route.abort()));

const form = (page: Page) => page.getByRole('group', { name: 'More formats' });
const made = (page: Page) => page.locator('[data-extract-made]');

async function openForm(page: Page, address: string) {
	await open(page, address);
	await page.getByRole('button', { name: 'More formats' }).click();
	await expect(form(page)).toBeVisible();
}

/** The file in a format, as saved, with the size that was said before. */
async function take(page: Page, format: RegExp) {
	await form(page).getByRole('radio', { name: format }).check();
	const button = form(page).getByRole('button', { name: 'Download this file' });
	await expect(button).toBeEnabled();
	const said = await made(page).innerText();
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	const bytes = readFileSync(await download.path());
	return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8'), said };
}

const sizeOf = (bytes: number) =>
	bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
const parse = (text: string, delimiter = ',') =>
	Papa.parse<Record_>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true, delimiter }).data;

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** A folder for a file to be unpacked or converted in. */
function folder(): string {
	return mkdtempSync(join(tmpdir(), 'ledger-'));
}

const NAME = 'takedown-ledger_kz_rows_2011h1-2025h2_reason-national-security_edition-2026-06';
const ADDRESS = 'en/?reason=national-security';
const has = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

test('the plain CSV of the form is the one of the button, and every format says rows and size before', async ({
	page
}) => {
	await openForm(page, ADDRESS);
	const contract = await press(page, page.getByRole('button', { name: 'Download CSV' }));
	const rows = inScope('KZ').length;
	const csv = await take(page, /^CSV, with commas/);
	expect(csv.text).toBe(contract.text);
	expect(csv.name).toBe(`${NAME}.csv`);
	for (const [format, name] of [
		[/^CSV, with commas/, `${NAME}.csv`],
		[/^CSV, with semicolons/, `${NAME}_semicolons.csv`],
		[/^Excel/, `${NAME}.xlsx`],
		[/^JSON/, `${NAME}.json`],
		[/^ZIP/, `${NAME}.zip`]
	] as [RegExp, string][]) {
		const file = await take(page, format);
		expect(file.name).toBe(name);
		expect(file.said.replaceAll('\u00a0', ' ')).toBe(`${grouped(rows)} rows, ${sizeOf(file.bytes.length)} · ${name}`);
	}
});

test('semicolons: the same cells, in the same order', async ({ page }) => {
	await openForm(page, ADDRESS);
	const [commas, semicolons] = [await take(page, /^CSV, with commas/), await take(page, /^CSV, with semicolons/)];
	expect(semicolons.text.startsWith('\uFEFFperiod;period_end;')).toBe(true);
	expect(parse(semicolons.text, ';')).toEqual(parse(commas.text));
});

test('JSON: the rows as numbers and null, with their scope, source and citation', async ({ page }) => {
	await openForm(page, ADDRESS);
	const json = JSON.parse((await take(page, /^JSON/)).text);
	const rows = inScope('KZ');
	expect(json.rows).toHaveLength(rows.length);
	expect(json.rows.reduce((sum: number, row: { requests: number }) => sum + row.requests, 0)).toBe(
		total(rows, 'requests')
	);
	expect(json.rows.find((row: { period: string }) => row.period < '2019H1').removed_legal).toBeNull();
	expect(json.edition).toBe('2026-06');
	expect(json.citation).toContain('Google Transparency Report');
	expect(json.columns.map(({ meaning }: { meaning: string }) => meaning)).not.toContain('');
	await open(page, json.addresses[0]);
	await expect(page.getByRole('heading', { name: `Rows in scope: ${rows.length}` })).toBeVisible();
});

test('several territories: the rows of each, with the filters of the page', async ({ page }) => {
	await openForm(page, ADDRESS);
	for (const name of ['Tajikistan', 'Türkiye'])
		await form(page).getByRole('combobox', { name: 'Add a territory' }).selectOption(name);
	const { rows, name } = await (async () => {
		const file = await take(page, /^CSV, with commas/);
		return { rows: parse(file.text), name: file.name };
	})();
	expect(name).toBe(NAME.replace('_kz_', '_kz-tj-tr_') + '.csv');
	for (const code of ['KZ', 'TJ', 'TR']) {
		const own = rows.filter((row) => row.territory === code);
		expect([own.length, sum(own, 'requests'), sum(own, 'items')]).toEqual([
			inScope(code).length,
			total(inScope(code), 'requests'),
			total(inScope(code), 'items')
		]);
	}
	expect(new Set(rows.map((row) => row.territory)).size).toBe(3);
	const order = rows.map((row) => `${row.period} ${row.territory}`);
	expect(order).toEqual(order.toSorted());
	await form(page).getByRole('button', { name: 'Remove Türkiye' }).click();
	await expect(made(page)).toContainText(`${grouped(inScope('KZ').length + inScope('TJ').length)} rows`);
});

test('columns that are left out are not in the file', async ({ page }) => {
	await openForm(page, ADDRESS);
	await form(page).getByRole('button', { name: 'None' }).click();
	await expect(form(page).getByRole('button', { name: 'Download this file' })).toBeDisabled();
	for (const column of ['items', 'period'])
		await form(page).getByRole('checkbox', { name: column, exact: true }).check();
	const { text } = await take(page, /^CSV, with commas/);
	expect(text.split('\r\n')[0]).toBe('\uFEFFperiod,items');
	expect(total(parse(text), 'items')).toBe(total(inScope('KZ'), 'items'));
});

test('wide: one line a half-year, with columns that add up to the total', async ({ page }) => {
	await openForm(page, 'en/?from=2015H1');
	await form(page).getByRole('radio', { name: /^Wide/ }).check();
	const kz = held.filter((row) => row.territory === 'KZ' && row.period >= '2015H1');
	for (const by of ['product', 'reason', 'requester'] as const) {
		await form(page).getByRole('combobox', { name: 'In columns by' }).selectOption(by);
		await expect(made(page)).toContainText(`rows-requests-by-${by}`);
		const lines = parse((await take(page, /^CSV, with commas/)).text);
		expect(lines.map((line) => line.period)).toEqual([...new Set(kz.map((row) => row.period))].sort());
		for (const line of lines) {
			const rows = kz.filter((row) => row.period === line.period);
			expect(Number(line.total)).toBe(total(rows, 'requests'));
			for (const slug of new Set(kz.map((row) => row[by]))) {
				const part = rows.filter((row) => row[by] === slug);
				const published =
					by !== 'requester' ||
					kz.some((row) => row[by] === slug && row.period >= '2019H1' === line.period >= '2019H1');
				expect(line[slug], `${line.period} ${slug}`).toBe(
					part.length === 0 && !published ? '' : String(total(part, 'requests'))
				);
			}
		}
	}
});

test('ZIP: CSV, README and a Data Package that tells of it; the same file again', async ({ page }) => {
	await openForm(page, ADDRESS);
	const zip = await take(page, /^ZIP/);
	await take(page, /^JSON/);
	expect(sha256((await take(page, /^ZIP/)).bytes)).toBe(sha256(zip.bytes));
	const csv = (await take(page, /^CSV, with commas/)).bytes;

	const { unzip } = await import('./unzip.ts');
	const files = await unzip(zip.bytes);
	expect([...files.keys()]).toEqual(['README.txt', 'datapackage.json', `${NAME}.csv`]);
	expect(sha256(files.get(`${NAME}.csv`)!)).toBe(sha256(csv));

	const catalog = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/catalog.json'), 'utf8'));
	const edition = catalog.editions.find(({ edition }: { edition: string }) => edition === '2026-06');
	const source = edition.sources.find(({ use }: { use: string }) => use === 'removals');
	const readme = files.get('README.txt')!.toString('utf8');
	for (const part of [
		`Rows: ${inScope('KZ').length}`,
		'Filters: Reason: National Security',
		'2026-06 (June 2026, republished)',
		source.sha256,
		sha256(csv),
		edition.tables[0].sha256,
		'one apostrophe',
		'CC BY 4.0'
	])
		expect(readme).toContain(part);
	const address = /The same rows: (\S+)/.exec(readme)![1];

	const described = JSON.parse(files.get('datapackage.json')!.toString('utf8'));
	expect(described.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
	expect(described.homepage).toBe(address);
	expect(described.sources[0].version).toBe(`sha256:${source.sha256}`);
	expect(described.resources[0]).toMatchObject({
		path: `${NAME}.csv`,
		bytes: csv.length,
		hash: `sha256:${sha256(csv)}`
	});
	expect(described.resources[0].schema.fields.map(({ name }: { name: string }) => name)).toEqual(
		csv.toString('utf8').slice(1).split('\r\n')[0].split(',')
	);
	await open(page, address);
	await expect(page.getByRole('heading', { name: `Rows in scope: ${inScope('KZ').length}` })).toBeVisible();
});

test('XLSX: typed cells that LibreOffice sums to the same, and a sheet about them', async ({ page }) => {
	await openForm(page, ADDRESS);
	const { bytes } = await take(page, /^Excel/);
	const { unzip } = await import('./unzip.ts');
	const files = await unzip(bytes);
	const sheets = [...files]
		.filter(([path]) => /worksheets\/.*\.xml$/.test(path))
		.map(([, xml]) => xml.toString('utf8'));
	expect(sheets).toHaveLength(2);
	for (const sheet of sheets) expect(sheet).not.toMatch(/<f[ >]/);

	test.skip(!has('soffice', '--version'), 'LibreOffice is not here: the workbook is opened by nothing');
	const place = folder();
	try {
		const { writeFileSync } = await import('node:fs');
		writeFileSync(join(place, 'rows.xlsx'), bytes);
		// Every sheet as a file of its own; formatted as shown, so that a date that is none would show.
		execFileSync(
			'soffice',
			[
				`-env:UserInstallation=file://${place}/profile`,
				'--headless',
				'--convert-to',
				'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
				'--outdir',
				place,
				join(place, 'rows.xlsx')
			],
			{ stdio: 'ignore', timeout: 80_000 }
		);
		const names = readdirSync(place).filter((name) => name.endsWith('.csv'));
		expect(names.sort()).toEqual(['rows-About.csv', 'rows-Rows.csv']);
		const rows = parse(readFileSync(join(place, 'rows-Rows.csv'), 'utf8'));
		expect(rows).toHaveLength(inScope('KZ').length);
		for (const column of ['requests', 'items', 'removed_legal', 'already_removed'])
			expect(total(rows, column)).toBe(total(inScope('KZ'), column));
		for (const row of rows) expect(row.period_end).toBe(row.period.replace('H1', '-06-30').replace('H2', '-12-31'));
		expect(new Set(rows.map((row) => row.reason_label))).toEqual(new Set(['National Security']));
		const about = readFileSync(join(place, 'rows-About.csv'), 'utf8');
		for (const part of ['Scope', 'Citation', 'Terms of reuse', 'Google Transparency Report', 'SHA-256'])
			expect(about).toContain(part);
	} finally {
		rmSync(place, { recursive: true, force: true });
	}
});

test('the whole world as a workbook, and the page goes on', async ({ page }) => {
	await openForm(page, 'en/');
	await form(page).getByRole('combobox', { name: 'Add a territory' }).selectOption('world');
	const { bytes, name } = await take(page, /^Excel/);
	expect(name).toBe('takedown-ledger_world_rows_2011h1-2025h2_edition-2026-06.xlsx');
	const { unzip } = await import('./unzip.ts');
	const sheet = (await unzip(bytes)).get('xl/worksheets/sheet1.xml')!.toString('utf8');
	expect(sheet.match(/<row /g)).toHaveLength(held.length + 1);
});

test.describe('files at fixed addresses', () => {
	test('the Data page lists each with its size, and each is there', async ({ page, request, baseURL }) => {
		await page.goto('en/data/');
		await page.getByText('Files of older editions', { exact: true }).first().click();
		const regions = page.getByRole('region', { name: /^Files (at fixed addresses|of older editions)$/ });
		await expect(regions).toHaveCount(2);
		const lines = regions.locator('tbody tr');
		const { editions } = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/catalog.json'), 'utf8')) as {
			editions: { tables: unknown[]; files: unknown[]; holdings: unknown }[];
		};
		// Of each edition its tables, whole and of one territory, what they are like, its territories and sources.
		const listed = editions.map(
			({ tables, files, holdings }) => 2 * tables.length + files.length + 2 + (holdings === null ? 1 : 0)
		);
		await expect(lines).toHaveCount(listed.reduce((sum, count) => sum + count, 8));
		const found = await lines.evaluateAll((rows) =>
			rows.map((row) => ({
				href: row.querySelector('a')!.href,
				code: row.querySelector('code')!.textContent,
				size: row.querySelector('td:last-child')!.textContent
			}))
		);
		for (const { href, code, size } of found) {
			expect(href).toBe(new URL(code.slice(1), baseURL).href);
			const response = await request.get(href);
			expect(response.ok(), href).toBe(true);
			const body = await response.body();
			expect(size.replaceAll('\u00a0', ' ')).toBe(sizeOf(body.length));
			expect(body.toString('utf8')).not.toMatch(/^\uFEFF/);
		}
		await expect(page.getByText('=IMPORTDATA(', { exact: false })).toContainText(
			`${baseURL}data/editions/2026-06/KZ/figures/by-period.csv`
		);
	});

	test('a figure there is the figure’s own CSV, and its JSON says the same', async ({ page, request }) => {
		for (const id of ['by-period', 'by-outcome', 'product-by-reason']) {
			await open(page, `en/figure/${id}/`);
			const own = await values(page, page.locator('figure'));
			const held = await (await request.get(`data/editions/2026-06/KZ/figures/${id}.csv`)).text();
			expect(held).toBe(own.text.slice(1));
			const json = await (await request.get(`data/editions/2026-06/KZ/figures/${id}.json`)).json();
			expect(
				json.map((record: Record<string, unknown>) =>
					Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value === null ? '' : String(value)]))
				)
			).toEqual(own.rows);
		}
	});

	test('the whole edition there is “Download CSV” of the world', async ({ request }) => {
		const whole = parse(await (await request.get('data/editions/2026-06/extract.csv')).text());
		expect(whole).toHaveLength(held.length);
		for (const column of ['requests', 'items', 'removed_policy'])
			expect(total(whole, column)).toBe(total(held, column));
	});
});
