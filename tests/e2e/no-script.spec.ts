import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { expect, FIGURES, figure, grouped, headline, open, PAGES, press, says, sum, table, test } from './support.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../../data', name), 'utf8');
const parse = (text: string) => Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

const EDITION = '2026-06';
const KZ = parse(read(`editions/${EDITION}/removals.csv`)).filter(({ territory }) => territory === 'KZ');
const names = (of: string) => new Map(parse(read(`codebook/${of}.csv`)).map(({ slug, label }) => [slug, label]));
const LABELS = { product: names('products'), reason: names('reasons') };
const halfYear = (period: string) => `${period.endsWith('1') ? 'January–June' : 'July–December'} ${period.slice(0, 4)}`;
const nameOf = (by: string, value: string) =>
	by === 'period' ? halfYear(value) : LABELS[by as 'product' | 'reason'].get(value)!;
const of = (by: string, value: string) => KZ.filter((row) => row[by] === value);

/** The CSV files that a page in sight links to. */
const csvLinks = (page: Page) =>
	page
		.locator('main a[href$=".csv"]')
		.filter({ visible: true })
		.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));

/** What stands in sight because scripts are off; Playwright's own text search passes over it. */
const without = async (page: Page) => {
	const texts = page.locator('main noscript p').filter({ visible: true });
	return (await texts.evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText))).join(' ');
};

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	for (const address of PAGES)
		test(`/${address} has nothing that waits, nothing that does not answer, and no box with nothing in it`, async ({
			page
		}) => {
			await page.goto(address);
			await expect(page.locator('h1').first()).toBeVisible();
			const visible = (selector: string) => page.locator(selector).filter({ visible: true });
			await expect(visible('button, :disabled, progress, dialog, [aria-busy="true"]')).toHaveCount(0);
			await expect(visible('.pending-note, .late-note')).toHaveCount(0);
			await expect(visible('input, select')).toHaveCount(0);
			await expect(page.getByText(/Loading|is being|\d …/)).toHaveCount(0);
			for (const box of await visible('main figure, main section, main article, main table, main .scroll').all())
				expect(((await box.innerText()) || '').trim(), `${address}: an empty box`).not.toBe('');
			for (const drawing of await visible('main svg').all())
				expect(await drawing.locator('rect, path, line, circle').count()).toBeGreaterThan(1);
		});

	test('figures have tables and files with the numbers of the edition', async ({ page, request }) => {
		await page.goto('en/figure/by-period/');
		const byPeriod = await table(page, 'by-period');
		for (const period of ['2011H2', '2017H2', '2023H1', '2025H2'])
			expect(byPeriod[period.replace('H', ' H')].Requests).toBe(grouped(sum(of('period', period), 'requests')));
		for (const by of ['product', 'reason'] as const) {
			await page.goto(`en/figure/by-${by}/`);
			const shown = await table(page, `by-${by}`);
			for (const value of by === 'product'
				? ['youtube', 'web-search', 'docs']
				: ['defamation', 'fraud', 'privacy-security'])
				expect(shown[nameOf(by, value)].Requests).toBe(grouped(sum(of(by, value), 'requests')));
		}
		for (const id of FIGURES) {
			await page.goto(`en/figure/${id}/`);
			await expect(figure(page, id).locator('svg').filter({ visible: true })).toHaveCount(1);
			await page.getByRole('link', { name: 'Values as CSV' }).waitFor();
			const links = await csvLinks(page);
			const own = links.find((link) => link.endsWith(`/KZ/figures/${id}.csv`))!;
			expect(own, id).toBeTruthy();
			const rows = parse(await (await request.get(own)).text());
			expect(rows.length).toBeGreaterThan(2);
			expect(rows.every((row) => row.territory === 'KZ' && row.edition === EDITION)).toBe(true);
			const whole = links.find((link) => link.endsWith('/KZ/removals.csv'))!;
			expect(parse(await (await request.get(whole)).text())).toHaveLength(KZ.length);
		}
	});

	test('what needs scripts says so, and where the answer is without them', async ({ page }) => {
		await page.goto('en/check/?q=532');
		expect(await without(page)).toContain('The finder needs JavaScript');
		await page.getByRole('main').getByRole('link', { name: 'All half-years, products and reasons' }).click();
		await expect(page).toHaveURL(/\/en\/kazakhstan\/$/);
		await page.goto('en/data/sql/?figure=by-period');
		expect(await without(page)).toContain('The console needs scripts');
		await page.getByRole('link', { name: 'The published editions' }).click();
		await expect(page).toHaveURL(/\/en\/data\/$/);
		expect(await without(page)).toContain('Reading files of your own needs scripts');
		await expect(page.getByText('Drop files here')).toBeHidden();
		expect((await csvLinks(page)).length).toBeGreaterThan(10);
		for (const address of ['en/?to=2020H2', 'en/compare/', 'en/moved/', 'en/report/', 'en/revisions/', 'en/quality/']) {
			await page.goto(address);
			expect(await without(page), address).toContain('Scripts are off in this browser');
		}
	});

	test('every half-year, product and reason of Kazakhstan has a page and a file with its rows', async ({
		page,
		request
	}) => {
		await page.goto('en/');
		await page.locator('noscript').getByRole('link', { name: 'All half-years, products and reasons' }).click();
		const lines = await page.locator('main tbody tr').evaluateAll((rows) =>
			rows.map((row) => ({
				cells: [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim()),
				links: [...row.querySelectorAll('a')].map((link) => link.href)
			}))
		);
		const listed = new Set<string>();
		for (const { cells, links } of lines) {
			const [, by, value] = /kazakhstan\/(\w+)\/([\w-]+)\/$/.exec(links[0])!;
			listed.add(`${by} ${value}`);
			const rows = of(by, value);
			expect(cells[0]).toBe(nameOf(by, value));
			const html = await (await request.get(links[0])).text();
			expect(html, links[0]).not.toContain('modulepreload');
			const numbers = [...html.matchAll(/<strong class="svelte[^>]*>([^<]*)<\/strong>/g)].map(([, text]) => text);
			if (rows.length > 0) {
				const counts = ['requests', 'items'].map((column) => grouped(sum(rows, column)));
				expect(cells.slice(1, 3), value).toEqual(counts);
				expect(numbers, value).toEqual(counts);
			} else expect(numbers.join(''), value).not.toMatch(/\d/);
			const file = parse(await (await request.get(links[1])).text()).filter(({ status }) => status === 'reported');
			expect(
				file.map(({ product, reason, requests, items }) => [product, reason, requests, items].join()).sort()
			).toEqual(rows.map(({ product, reason, requests, items }) => [product, reason, requests, items].join()).sort());
		}
		for (const by of ['period', 'product', 'reason'])
			for (const row of KZ) expect(listed, row[by]).toContain(`${by} ${row[by]}`);
		expect(listed).toContain('period 2014H1');
	});

	test('a half-year without a row says which status it has, and no number', async ({ page }) => {
		await page.goto('en/kazakhstan/period/2014H1/');
		await expect(headline(page)).toContainText('requests: not reported');
		await expect(page.getByText('There is no row of this half-year')).toContainText('still not a published 0');
		await expect(page.locator('main figure')).toHaveCount(0);
		await page.goto('en/kazakhstan/period/2010H1/');
		await expect(headline(page)).toContainText('fewer than 10, withheld');
		await page.goto('en/kazakhstan/period/2009H2/');
		await expect(headline(page)).toContainText('items: not published');
	});

	test('pages of one division lead from one to the next', async ({ page }) => {
		await page.goto('en/kazakhstan/period/2017H1/');
		await page.locator('a[rel="next"]').click();
		await expect(page.locator('h1')).toContainText('July–December 2017');
		await expect(headline(page)).toHaveText(says(72, 146_607));
		await expect(page.locator('main figure').first().locator('table')).toBeVisible();
		await page.locator('a[rel="prev"]').click();
		await expect(page.locator('h1')).toContainText('January–June 2017');
	});
});

for (const [by, value] of [
	['period', '2017H2'],
	['period', '2010H1'],
	['product', 'youtube'],
	['reason', 'defamation']
])
	test(`the page of ${by} ${value} runs no script, and the explorer it opens gives its number and file`, async ({
		page,
		request
	}) => {
		const scripts: string[] = [];
		page.on('request', (asked) => asked.resourceType() === 'script' && scripts.push(asked.url()));
		// A query that someone's mail program put there hides nothing.
		await page.goto(`en/kazakhstan/${by}/${value}/?utm=mail`, { waitUntil: 'networkidle' });
		expect(scripts.filter((url) => !url.endsWith('/scope-guard.js'))).toEqual([]);
		await expect(headline(page)).toBeVisible();
		const said = await headline(page).innerText();
		const scope = await page.locator('.headline .scope').innerText();
		const [csv] = await csvLinks(page);
		await page.getByRole('link', { name: 'Open in the explorer' }).click();
		await open(page, page.url());
		expect(await headline(page).innerText()).toBe(said);
		expect(await page.locator('.headline .scope').innerText()).toBe(scope);
		const { text } = await press(page, page.getByRole('button', { name: 'Download CSV' }));
		expect(`\uFEFF${await (await request.get(csv)).text()}`).toBe(text);
	});
