import { devices, type Route } from '@playwright/test';
import { engine, expect, figure, headline, open, says, test } from './support.ts';

test('a choice taken back stays taken back, however late its answer comes', async ({ page }) => {
	const held: Route[] = [];
	await page.route('**/data/editions/*/RU/*', (route) => void held.push(route));
	await open(page, 'en/');
	const territory = page.getByRole('combobox', { name: 'Territory' });
	await territory.selectOption('RU');
	await expect.poll(() => held.length).toBe(2);
	await page.goBack();
	await expect(territory).toHaveValue('KZ');
	const arrived = Promise.all(
		['removals', 'compliance'].map((table) => page.waitForResponse(`**/data/editions/*/RU/${table}.csv`))
	);
	for (const route of held) await route.continue();
	await arrived;
	await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
	await expect(headline(page)).toHaveText(says(983, 332_062));
	await expect(page.locator('.figures')).toHaveAttribute('aria-busy', 'false');
});

test('an edition file cut short is refused by DuckDB, and the figures stay', async ({ page }) => {
	await page.route('**/data/editions/2026-06/removals.csv', async (route) => {
		const lines = (await (await route.fetch()).text()).split('\n');
		await route.fulfill({
			body: `${lines.slice(0, lines.length / 2).join('\n')}\n`,
			contentType: 'text/csv'
		});
	});
	await open(page, 'en/');
	await page.getByRole('button', { name: 'Start the query engine (DuckDB)' }).click();
	await expect(engine(page).getByRole('alert')).toContainText('The figures stay', { timeout: 60_000 });
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'failed');
	await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
	await expect(headline(page)).toHaveText(says(373, 192_503));
});

test.describe('by touch', () => {
	const { viewport, hasTouch, isMobile, deviceScaleFactor } = devices['Pixel 7'];
	test.use({ viewport, hasTouch, isMobile, deviceScaleFactor });

	test('what a finger pointed at stays to be read when it is lifted', async ({ page }) => {
		await open(page, 'en/figure/by-period/');
		const drawing = figure(page, 'by-period').locator('.drawing');
		await drawing.scrollIntoViewIfNeeded();
		const box = (await drawing.boundingBox())!;
		await page.touchscreen.tap(box.x + box.width - 8, box.y + box.height / 2);
		await expect(drawing.locator('.tip')).toContainText('33 requests');
		await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
		await expect(drawing.locator('.tip')).toContainText('2025 H2');
	});
});
