import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { engine, expect, figure, grouped, test, values } from './support.ts';

const [header, ...lines] = readFileSync('data/editions/2026-06/removals.csv', 'utf8').trimEnd().split('\n');
const columns = header.split(',');
const cell = (line: string, column: string) => line.split(',')[columns.indexOf(column)];

/** A territory's count by the published table, added up here. */
function counted(territory: string, measure: 'requests' | 'items', from = '2011H1', to = '2025H2'): number {
	return lines
		.filter((line) => cell(line, 'territory') === territory)
		.filter((line) => cell(line, 'period') >= from && cell(line, 'period') <= to)
		.reduce((sum, line) => sum + (Number(cell(line, measure)) || 0), 0);
}

const ranks = (page: Page) => page.locator('[data-ranks]');
const totals = (page: Page) => figure(page, 'compare-totals');
const overTime = (page: Page) => figure(page, 'compare-over-time');
const texts = (page: Page) => totals(page).locator('svg text').filter({ visible: true }).allTextContents();

/** What the address asks for is on show. */
async function arrived(page: Page, query: RegExp): Promise<void> {
	await expect(page).toHaveURL(query);
	await expect(page.locator('.figures')).toHaveAttribute('aria-busy', 'false');
	await expect(ranks(page)).toBeVisible();
}
async function openCompare(page: Page, query = ''): Promise<void> {
	await page.goto(`en/compare/${query}`);
	await expect(page.locator('.terms').getByRole('button', { name: 'request', exact: true })).toBeEnabled();
	await expect(page.locator('html')).not.toHaveClass(/pending/);
	await expect(ranks(page)).toBeVisible();
}

test('Kazakhstan beside Central Asia: counts and ranks as the table has them', async ({ page }) => {
	await openCompare(page);
	const said = await texts(page);
	for (const code of ['KZ', 'UZ', 'KG', 'TM', 'TJ']) expect(said).toContain(grouped(counted(code, 'requests')));
	await expect(ranks(page)).toContainText('Rank 25 of 177 by requests: 983 requests.');
	await expect(ranks(page)).toContainText('Rank 5 of 177 by items: 332,062 items.');
	await expect(ranks(page)).toContainText(
		'Rank 8 by items without its own largest half-year, July–December 2017, while the others keep theirs: 185,455 items.'
	);
});

test('every choice is in the address, and Back gives it back', async ({ page }) => {
	await openCompare(page);
	await page.getByRole('combobox', { name: 'Compare with' }).selectOption('russia-belarus');
	await arrived(page, /set=russia-belarus/);
	await page.getByRole('radio', { name: 'Items' }).check();
	await arrived(page, /measure=items/);
	expect(await texts(page)).toContain(grouped(counted('RU', 'items')));
	await page.getByRole('checkbox', { name: /276-FZ/ }).check();
	await arrived(page, /without=276-fz/);
	const law = lines
		.filter((line) => cell(line, 'territory') === 'RU' && cell(line, 'period') >= '2019H1')
		.filter((line) => cell(line, 'product') === 'web-search' && cell(line, 'reason') === 'other')
		.filter((line) => cell(line, 'requester') === 'ict-authority')
		.reduce((sum, line) => sum + Number(cell(line, 'items')), 0);
	await expect.poll(() => texts(page)).toContain(grouped(counted('RU', 'items') - law));
	await expect(page.locator('[data-law]')).toContainText(`Without about ${grouped(law)} of`);
	await page.getByRole('combobox', { name: 'Add a territory' }).selectOption('TJ');
	await arrived(page, /compare=TJ/);
	await expect(overTime(page).locator('svg')).toContainText('Tajikistan');
	await page.goBack();
	await page.goBack();
	await arrived(page, /measure=items&set=russia-belarus$/);
	await expect.poll(() => texts(page)).toContain(grouped(counted('RU', 'items')));
});

test('a link opens on its own numbers, and no other is seen before', async ({ page }) => {
	await page.addInitScript(() => {
		const seen = new Set<string>();
		Object.assign(window, { seen });
		const look = () => {
			for (const line of (document.body?.innerText ?? '').split('\n')) seen.add(line.trim());
			requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	});
	await openCompare(page, '?set=caucasus-turkey&from=2019H1&to=2020H2');
	const said = await texts(page);
	for (const code of ['KZ', 'TR', 'AZ']) expect(said).toContain(grouped(counted(code, 'requests', '2019H1', '2020H2')));
	const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
	expect(seen.filter((line) => /\b983\b|Uzbekistan has/.test(line))).toEqual([]);
	// Georgia has had no request since 2016: no zero.
	expect(said).toContain('not reported');
});

test('shares and indices of small counts draw no mark and say the counts', async ({ page }) => {
	await openCompare(page, '?share=index&step=year&base=2021');
	// Turkmenistan had one request in 2021.
	const table = await (async () => {
		await overTime(page).getByRole('button', { name: 'Table', exact: true }).click();
		await arrived(page, /view=table/);
		return overTime(page).locator('table');
	})();
	const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '2021', exact: true }) });
	await expect(row).toContainText('100 (159 against 159)');
	await expect(row).toContainText('1 against 1');
	await expect(row).not.toContainText('100 (1 against 1)');
});

test('without a filter a share of the own total is all of it, and that is said', async ({ page }) => {
	await openCompare(page, '?share=own');
	await expect(totals(page)).toContainText('Without a filter, every territory’s share of its own total is all of it');
	await openCompare(page, '?share=own&reason=national-security');
	await expect(totals(page).locator('svg').filter({ visible: true })).toContainText(/489 of 983 \(50.%\)/);
	// Tajikistan’s only request: counts, no percentage.
	await expect(totals(page).locator('svg').filter({ visible: true })).toContainText('1 of 1');
});

test('values as CSV: every step and territory with its status', async ({ page }) => {
	await openCompare(page, '?set=none&compare=TJ&step=year');
	const { rows } = await values(page, overTime(page));
	expect(rows).toHaveLength(30);
	const at = (year: string, code: string) => rows.find((row) => row.year === year && row.compared === code)!;
	expect([at('2024', 'TJ').value, at('2024', 'TJ').status]).toEqual(['1', 'reported']);
	expect([at('2012', 'TJ').value, at('2012', 'TJ').status]).toEqual(['', 'not-reported']);
	expect(at('2023', 'KZ').value).toBe(String(counted('KZ', 'requests', '2023H1', '2023H2')));
});

test('choosing an outcome counts its items, and requests have none', async ({ page }) => {
	await openCompare(page);
	await page.locator('summary', { hasText: 'Filters' }).click();
	const removed = page.getByRole('checkbox', { name: /^Removed: policy/ });
	await removed.check();
	await arrived(page, /outcome=removed-policy/);
	await expect(page.getByRole('radio', { name: 'Items' })).toBeChecked();
	const items = lines
		.filter((line) => cell(line, 'territory') === 'KZ')
		.reduce((sum, line) => sum + (Number(cell(line, 'removed_policy')) || 0), 0);
	await expect.poll(() => texts(page)).toContain(grouped(items));
	await page.getByRole('radio', { name: 'Requests' }).check();
	await expect(page).not.toHaveURL(/outcome=/);
	await expect(removed).not.toBeChecked();
	await expect.poll(() => texts(page)).toContain(grouped(counted('KZ', 'requests')));
});

test('any mark lists the rows it sums, with and without the law', async ({ page }) => {
	await openCompare(page, '?set=none&compare=RU&compare=UZ&measure=items&from=2019H1');
	await totals(page).getByRole('button', { name: 'Rows', exact: true }).click();
	const rows = totals(page).getByRole('region', { name: 'Rows behind the figure' });
	const of = rows.getByRole('combobox', { name: 'Rows of' });
	await of.selectOption({ label: 'Uzbekistan' });
	await expect(rows.getByRole('status')).toContainText(`${grouped(counted('UZ', 'items', '2019H1'))} items in sum`);
	await of.selectOption({ label: 'Russia' });
	await expect(rows.getByRole('status')).toContainText(`${grouped(counted('RU', 'items', '2019H1'))} items in sum`);
	await page.getByRole('checkbox', { name: /276-FZ/ }).check();
	await arrived(page, /without=276-fz/);
	const drawn = (await texts(page)).find((text) => text.startsWith('3') && text.length > 5);
	expect(drawn).toBeTruthy();
	await expect(rows.getByRole('status')).toContainText(`${drawn} items in sum`);
	await overTime(page).getByRole('button', { name: 'Rows', exact: true }).click();
	const steps = overTime(page).getByRole('region', { name: 'Rows behind the figure' });
	await steps.getByRole('combobox', { name: 'Rows of' }).selectOption({ label: 'Kazakhstan: 2023 H1' });
	await expect(steps.getByRole('status')).toContainText(
		`${grouped(counted('KZ', 'items', '2023H1', '2023H1'))} items in sum`
	);
});

test('DuckDB says the same as the rows engine', { tag: '@wasm' }, async ({ page }) => {
	await openCompare(page, '?set=ten-largest&measure=items');
	await expect(engine(page)).toHaveAttribute('data-engine', 'rows');
	const before = await texts(page);
	await page.getByRole('button', { name: /Start the query engine/ }).click();
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', { timeout: 60_000 });
	await page.getByRole('radio', { name: 'Requests' }).check();
	await arrived(page, /set=ten-largest$/);
	await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
	await page.getByRole('radio', { name: 'Items' }).check();
	await arrived(page, /measure=items/);
	await expect.poll(() => texts(page)).toEqual(before);
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('the default comparison stands in the page', async ({ page }) => {
		await page.goto('en/compare/');
		await expect(ranks(page)).toContainText('Rank 25 of 177 by requests: 983 requests.');
		await expect(totals(page)).toContainText('Kazakhstan has 983 requests, more than any of the 4 others');
	});
});

for (const width of [320, 1280])
	test.describe(`at ${width} px`, () => {
		test.use({ viewport: { width, height: 800 } });

		test('nothing scrolls sideways, and no breach of WCAG 2.2 AA', async ({ page }) => {
			for (const query of ['', '?set=ten-largest&measure=items&share=world', '?set=none']) {
				await openCompare(page, query);
				const { scroll, client } = await page.evaluate(() => ({
					scroll: document.documentElement.scrollWidth,
					client: document.documentElement.clientWidth
				}));
				expect(scroll).toBeLessThanOrEqual(client);
				const { violations } = await new AxeBuilder({ page })
					.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
					.analyze();
				expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
			}
		});
	});
