import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, FIGURES, grouped, open, table, test } from './support.ts';

const rows = Papa.parse<Record<string, string>>(
	readFileSync(join(import.meta.dirname, '../../data/editions/2026-06/removals.csv'), 'utf8'),
	{ header: true, skipEmptyLines: true }
).data;
const total = (column: string, matches: (row: Record<string, string>) => boolean) =>
	rows.filter((row) => row.period >= '2011H1' && matches(row)).reduce((sum, row) => sum + Number(row[column]), 0);

/** Without the engine: what is printed is on the page. */
test.beforeEach(({ page }) => page.route('**/*.wasm', (route) => route.abort()));
test.skip(
	spawnSync('pdftotext', ['-v']).error !== undefined,
	'pdftotext is not here: printed pages are read by nothing'
);

/** A page's text as printed on A4, sheet by sheet, on one line each. */
async function printed(page: Page): Promise<string[]> {
	const place = mkdtempSync(join(tmpdir(), 'ledger-'));
	try {
		const file = join(place, 'page.pdf');
		await page.pdf({ path: file, preferCSSPageSize: true });
		const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(
			execFileSync('pdfinfo', [file], { encoding: 'utf8' })
		)!;
		expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
		const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
		return text.split('\f').slice(0, -1).map(plain);
	} finally {
		rmSync(place, { recursive: true, force: true });
	}
}

/** Lines end where the sheet does; a no-break space is a space on paper. */
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

async function openReport(page: Page, query = '') {
	await page.goto(`en/report/${query}`);
	await expect(page.locator('html')).not.toHaveClass(/pending/);
	await expect(page.getByRole('button', { name: 'Print or save as PDF' })).toBeEnabled();
}

for (const [name, query] of [
	['Kazakhstan', ''],
	['the world, items, from 2009', '?territory=world&measure=items&from=2009H2'],
	['the United States, from 2009', '?territory=US&from=2009H2'],
	['Türkiye, by year', '?territory=TR&step=year'],
	[
		'Russia, with many filters',
		'?territory=RU&from=2009H2&measure=items&product=youtube&product=web-search&reason=national-security&reason=hate-speech&requester=court&requester=other-authority'
	],
	['a scope without a row', '?reason=business-complaints'],
	['before 2019', '?to=2018H2']
])
	test(`the report of ${name}: two to four sheets, each figure whole on its own`, async ({ page }) => {
		await openReport(page, query);
		const sheets = await printed(page);
		expect(sheets.length).toBeGreaterThanOrEqual(2);
		expect(sheets.length).toBeLessThanOrEqual(4);
		const figures = page.locator('.report figure');
		await expect(figures).toHaveCount(6);
		for (const figure of await figures.all()) {
			const heading = plain(await figure.locator('h2').innerText());
			const caption = plain(await figure.locator('figcaption').innerText());
			const on = sheets.filter((sheet) => sheet.includes(heading));
			expect(on, heading).toHaveLength(1);
			// Scopes are alike: the last words of this figure are those that follow its heading.
			expect(on[0].slice(on[0].indexOf(heading)), heading).toContain(caption);
		}
		const all = sheets.join(' ');
		expect(all).toContain(plain(await page.locator('.report h1').innerText()));
		for (const number of await page.locator('.numbers strong').allInnerTexts()) expect(all).toContain(number);
		expect(all).toContain('Source: Google Transparency Report, government requests to remove content; edition 2026-06');
		// An address may be broken over two lines.
		expect(all.replaceAll(' ', '')).toContain(
			plain(await page.locator('[data-citation]').innerText()).replaceAll(' ', '')
		);
		for (const control of ['Print or save as PDF', 'Choose territory, range and filters', 'Explore', 'Compare'])
			expect(all).not.toContain(control);
	});

test('the report counts what its address says, and its own address gives it back', async ({ page }) => {
	await openReport(page, '?territory=RU&reason=national-security&to=2020H2');
	const matches = (row: Record<string, string>) =>
		row.territory === 'RU' && row.reason === 'national-security' && row.period <= '2020H2';
	const numbers = page.locator('.numbers');
	await expect(numbers).toContainText(grouped(total('requests', matches)));
	await expect(numbers).toContainText(grouped(total('items', matches)));
	const address = /https?:\S+/.exec(await page.locator('[data-citation]').innerText())![0];
	expect(new URL(address).pathname).toMatch(/\/en\/report\/$/);
	await page.goto(address);
	await expect(page.locator('html')).not.toHaveClass(/pending/);
	await expect(numbers).toContainText(grouped(total('requests', matches)));
	await page.getByRole('link', { name: 'Choose territory, range and filters in the explorer' }).click();
	await expect(page.locator('.numbers')).toContainText(grouped(total('requests', matches)));
	await expect(page).toHaveURL(/territory=RU/);
});

test('the report is reached from the explorer with its choice, prints on a press, and has no fault axe finds', async ({
	page
}) => {
	await open(page, 'en/?product=youtube');
	await page.getByRole('link', { name: 'Report to print' }).click();
	await expect(page).toHaveURL(/\/en\/report\/\?product=youtube$/);
	const button = page.getByRole('button', { name: 'Print or save as PDF' });
	await page.evaluate(() => {
		window.print = () => document.documentElement.setAttribute('data-printed', '');
	});
	await button.click();
	await expect(page.locator('html[data-printed]')).toHaveCount(1);
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
});

test('the report as served, without scripts', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
	const page = await context.newPage();
	await page.goto('en/report/');
	await expect(page.locator('.numbers')).toContainText(grouped(total('requests', (row) => row.territory === 'KZ')));
	await expect(page.locator('.report figure svg').first()).toBeVisible();
	await context.close();
});

for (const id of FIGURES)
	test(`${id}, printed: title, every value, source and address, no control`, async ({ page }) => {
		await open(page, `en/figure/${id}/?view=table&from=2019H1`);
		const values = Object.entries(await table(page, id)).flatMap(([name, cells]) => [name, ...Object.values(cells)]);
		await open(page, `en/figure/${id}/?from=2019H1`);
		const sheets = await printed(page);
		const all = sheets.join(' ');
		expect(all).toContain(plain(await page.locator('figure .title').innerText()));
		expect(values.length).toBeGreaterThan(10);
		const words = all.replaceAll(' ', '');
		for (const value of values) expect(words).toContain(value.replace(/\s/g, ''));
		expect(all).toContain('Source: Google Transparency Report');
		expect(words).toContain(`/en/figure/${id}/?from=2019H1&to=2025H2&edition=2026-06`);
		for (const control of ['Copy link', 'Cite', 'Own page', 'Download CSV', 'Show the other', 'Skip'])
			expect(all).not.toContain(control);
		// The first sheet is no blank one.
		expect(sheets[0]).toContain(plain(await page.locator('figure .title').innerText()));
	});

test('the explorer prints its figures in full, and of the rows the first with how many there are', async ({ page }) => {
	await open(page, 'en/');
	const sheets = await printed(page);
	for (const figure of await page.locator('figure').all()) {
		const title = plain(await figure.locator('.title').innerText());
		const on = sheets.filter((sheet) => sheet.includes(title));
		expect(on.length, title).toBe(1);
		const note = figure.locator('.note').last();
		if (await note.count()) expect(on[0]).toContain(plain(await note.innerText()));
	}
	const all = sheets.join(' ');
	expect(all).toContain('Rows in scope: 204');
	expect(all).toContain('1–20 of 204');
	expect(all).toContain('edition=2026-06');
	for (const control of ['More formats', 'Copy link', 'Previous', 'Reset']) expect(all).not.toContain(control);
});

test('other pages print without their controls', async ({ page }) => {
	for (const [path, controls] of [
		['en/data/', ['Drop files here']],
		['en/method/', ['Copy citation']],
		['en/compare/', ['Copy link', 'Add a territory']],
		['en/moved/', ['Copy link', 'Show the other']]
	] as [string, string[]][]) {
		await page.goto(path);
		await expect(page.locator('main h1')).toBeVisible();
		const all = (await printed(page)).join(' ');
		expect(all).toContain(plain(await page.locator('main h1').innerText()));
		expect(all).toContain('Source: Google Transparency Report');
		for (const control of [...controls, 'Explore Compare What moved']) expect(all, path).not.toContain(control);
	}
});
