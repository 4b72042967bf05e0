import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { choice, engine, expect, figure, grouped, headline, open, press, says, settled, sum, test } from './support.ts';

const file = join(import.meta.dirname, '../../data/editions/2026-06/removals.csv');
const KZ = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true }).data.filter(
	({ territory }) => territory === 'KZ'
);
const requests = (is: (row: Record<string, string>) => boolean) => sum(KZ.filter(is), 'requests');

test.beforeEach(async ({ page }) => {
	expect(await page.evaluate(() => typeof WebAssembly)).toBe('undefined');
});

test('every filter answers, and the rows it leaves are a file', async ({ page }) => {
	await open(page, 'en/');
	await page.getByRole('combobox', { name: 'From' }).selectOption('2019H1');
	await expect(headline(page)).toHaveText(says(requests(({ period }) => period >= '2019H1')));
	await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2023H1');
	const within = ({ period }: Record<string, string>) => period >= '2019H1' && period <= '2023H1';
	await expect(headline(page)).toHaveText(says(requests(within)));
	await choice(page, 'Product', 'YouTube').check();
	await expect(headline(page)).toHaveText(says(requests((row) => within(row) && row.product === 'youtube')));
	await choice(page, 'Reason', 'National Security').check();
	const chosen = (row: Record<string, string>) =>
		within(row) && row.product === 'youtube' && row.reason === 'national-security';
	await expect(headline(page)).toHaveText(says(requests(chosen)));
	await settled(page);
	await expect(page.locator('[data-extract-size]')).toContainText(`${KZ.filter(chosen).length} rows`);
	const { rows } = await press(page, page.getByRole('button', { name: 'Download CSV' }));
	expect(sum(rows, 'requests')).toBe(requests(chosen));
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('RU');
	await expect(page.locator('.headline .scope')).toContainText('Russia');
});

test('the query engine says that WebAssembly is off, and what goes on without it', async ({ page }) => {
	await open(page, 'en/');
	await page.getByRole('button', { name: 'Start the query engine (DuckDB)' }).click();
	await expect(engine(page).getByRole('alert')).toContainText('runs without WebAssembly');
	await expect(engine(page).getByRole('alert')).toContainText('The figures stay');
	await page.goto('en/data/sql/');
	await expect(page.getByRole('alert').filter({ hasText: 'Copy as DuckDB command' })).toContainText('WebAssembly');
});

test('an embed is previewed, and editions are compared', async ({ page }) => {
	await open(page, 'en/');
	await figure(page, 'by-reason').getByRole('button', { name: 'Embed', exact: true }).click();
	const preview = page.getByRole('dialog').frameLocator('iframe').first();
	await expect(preview.locator('svg').first()).toBeVisible();
	await page.goto('en/revisions/');
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('RU');
	await expect(page.locator('[data-revisions$=" RU"] [data-summary]')).toHaveText(/\d/);
});

test('what moved between two half-years adds up', async ({ page }) => {
	await open(page, 'en/moved/?from=2023H1&to=2023H1&base-from=2022H2&base-to=2022H2&view=table');
	const at = (wanted: string) => requests(({ period }) => period === wanted);
	await expect(page.locator('main')).toContainText(grouped(at('2023H1')));
	await expect(page.locator('main')).toContainText(grouped(at('2022H2')));
});
