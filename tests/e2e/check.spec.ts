import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, grouped, headline, open, says, settled, test } from './support.ts';

const [header, ...lines] = readFileSync('data/editions/2026-06/removals.csv', 'utf8').trimEnd().split('\n');
const columns = header.split(',');
const cell = (line: string, column: string) => line.split(',')[columns.indexOf(column)];

/** A count by the published table, added up here. */
function counted(measure: string, from: string, to: string, has: Record<string, string> = { territory: 'KZ' }): number {
	return lines
		.filter((line) => cell(line, 'period') >= from && cell(line, 'period') <= to)
		.filter((line) => Object.entries(has).every(([column, value]) => cell(line, column) === value))
		.reduce((sum, line) => sum + (Number(cell(line, measure)) || 0), 0);
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Number or sentence' });
const results = (page: Page) => page.locator('.results');
const number = (page: Page, text: string) => page.locator(`[data-number="${text}"]`);
const reading = (page: Page, text: string) => number(page, text).locator('[data-reading]');

async function openCheck(page: Page, query = ''): Promise<void> {
	await page.goto(`en/check/${query}`);
	await expect(field(page)).toBeEnabled();
	await expect(page.locator('html')).not.toHaveClass(/pending/);
}

/** What was typed has been checked. */
async function checked(page: Page, text: string): Promise<void> {
	await expect(results(page)).toHaveAttribute('data-check', text);
	await expect(results(page)).toHaveAttribute('aria-busy', 'false');
}

async function type(page: Page, text: string): Promise<void> {
	await field(page).fill(text);
	await checked(page, text);
}

test('numbers, percentages and words as they are typed: the scope comes first, with its link', async ({ page }) => {
	await openCheck(page);
	await type(page, '373');
	await expect(reading(page, '373')).toHaveText(`${counted('requests', '2011H1', '2020H2')} requests`);
	await expect(number(page, '373')).toContainText(
		'Requests from Kazakhstan, January 2011 to December 2020, all products, reasons and requesters.'
	);
	const later = `${counted('requests', '2011H1', '2021H2')} requests`;
	await expect(number(page, '373').locator('[data-near]')).toContainText(
		`Over January 2011 to December 2021 it is ${later}.`
	);
	await expect(page).toHaveURL(/\?q=373$/);

	await type(page, '49 %');
	const part = counted('requests', '2020H2', '2020H2', { territory: 'KZ', reason: 'government-criticism' });
	const base = counted('requests', '2020H2', '2020H2');
	await expect(reading(page, '49 %')).toHaveText(`${part} of ${base} requests (49 %)`);
	await expect(number(page, '49 %')).toContainText(
		'Reason: Government Criticism. Out of: Requests from Kazakhstan, July–December 2020'
	);

	await type(page, 'более 260 тысяч');
	await expect(reading(page, 'более 260 тысяч')).toHaveText(`${grouped(counted('items', '2011H1', '2021H2'))} items`);

	await type(page, '96 в 2020');
	await expect(reading(page, '96')).toHaveText(`${counted('requests', '2020H1', '2020H2')} requests`);
	await expect(number(page, '96')).toContainText('January 2020 to December 2020');

	await type(page, '10');
	const others = Number(await number(page, '10').locator('[data-others]').getAttribute('data-others'));
	expect(others).toBeGreaterThan(100);
	await expect(number(page, '10')).toContainText(`${others} other scopes give this too.`);
	await expect(number(page, '10').locator('ol li')).toHaveCount(5);
	await number(page, '10').getByRole('button', { name: 'Show 20 more' }).click();
	await expect(number(page, '10').locator('ol li')).toHaveCount(25);
});

test('the link of a reading gives its number on the figure', async ({ page }) => {
	await openCheck(page, '?q=373');
	await number(page, '373').getByRole('link', { name: 'Open the figure' }).click();
	await settled(page);
	await expect(page).toHaveURL(/from=2011H1&to=2020H2&edition=2026-06/);
	await expect(headline(page)).toContainText(says(373));

	await openCheck(page, '?q=49%20%25');
	await number(page, '49 %').getByRole('link', { name: 'Open the figure' }).click();
	await settled(page);
	await expect(page).toHaveURL(/figure\/by-reason\/\?from=2020H2&to=2020H2/);
	await expect(page.locator('[data-figure="by-reason"]')).toContainText('24 of 49');
});

test('no scope gives a number: that is said, with what comes nearest', async ({ page }) => {
	await openCheck(page);
	await type(page, '7777777');
	await expect(number(page, '7777777').locator('[data-none]')).toHaveText('No scope of Kazakhstan gives this.');
	await expect(number(page, '7777777').locator('[data-reading]')).toHaveCount(0);
	await type(page, '192504');
	await expect(number(page, '192504').locator('[data-none]')).toBeVisible();
	await expect(number(page, '192504').locator('ol li').first()).toContainText('192,503 items');
	await type(page, 'nothing to see');
	await expect(results(page)).toContainText('There is no number in this text.');
});

test('a sentence of another territory, and a day of printing', async ({ page }) => {
	await openCheck(
		page,
		`?${new URLSearchParams({ q: 'Россия обращалась к Google 123 606 раз (60,6% от всех запросов)', date: '2021-10-11' })}`
	);
	const russia = counted('requests', '2011H1', '2020H2', { territory: 'RU' });
	await expect(reading(page, '123 606')).toHaveText(`${grouped(russia)} requests`);
	await expect(reading(page, '60,6%')).toHaveText(
		`${grouped(russia)} of ${grouped(counted('requests', '2011H1', '2020H2', {}))} requests (60.6 %)`
	);

	await openCheck(page, `?${new URLSearchParams({ q: '378 % more requests from Russia in 2016' })}`);
	const then = counted('requests', '2015H1', '2015H2', { territory: 'RU' });
	const more = counted('requests', '2016H1', '2016H2', { territory: 'RU' }) - then;
	await expect(reading(page, '378 %')).toHaveText(`+${grouped(more)} (+378 %) against ${grouped(then)}`);

	await openCheck(page, '?q=983&date=2021-10-11');
	await expect(number(page, '983').locator('[data-none]')).toHaveText(
		'No scope of Kazakhstan that can have been published by then gives this.'
	);
});

test('a text that names another range: what it gives there, and a note to copy', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await openCheck(page, `?${new URLSearchParams({ q: 'From 2011 to 2021 Kazakhstan sent 373 requests' })}`);
	await expect(number(page, '373').locator('[data-near]')).toContainText(
		'Over January 2011 to December 2021, which the text names, it is 532 requests.'
	);
	await number(page, '373').getByRole('button', { name: 'Correction note' }).click();
	const note = await page.evaluate(() => navigator.clipboard.readText());
	for (const part of ['“373”', '373 requests', '532 requests', 'January 2011 to December 2020', '/en/check/?q='])
		expect(note).toContain(part);
	await number(page, '373').getByRole('button', { name: 'Copy sentence' }).click();
	await expect
		.poll(() => page.evaluate(() => navigator.clipboard.readText()))
		.toMatch(/^373 requests\. Requests from Kazakhstan.*edition=2026-06$/);
});

test('from the explorer by the keyboard alone, and back', async ({ page }) => {
	await open(page, 'en/');
	await page.getByRole('textbox', { name: 'Check a number' }).focus();
	await page.keyboard.type('532');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/en\/check\/\?q=532$/);
	await checked(page, '532');
	await expect(reading(page, '532')).toHaveText('532 requests');
	await field(page).focus();
	await page.keyboard.press('End');
	await page.keyboard.press('Control+A');
	await page.keyboard.type('159');
	await page.keyboard.press('Enter');
	await checked(page, '159');
	await expect(reading(page, '159')).toHaveText('159 requests');
	await page.goBack();
	await expect(page).not.toHaveURL(/q=159/);
});

test('fetches nothing but the territory that is asked for, and no engine', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await openCheck(page, '?q=373');
	await checked(page, '373');
	expect(asked.filter((path) => /\.csv$|\.wasm$|duckdb/.test(path))).toEqual([]);
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('UZ');
	await expect(page).toHaveURL(/territory=UZ/);
	await expect(number(page, '373')).toContainText('Uzbekistan');
	expect(asked.filter((path) => path.endsWith('.csv')).every((path) => path.includes('/UZ/'))).toBe(true);
});

test.describe('without WebAssembly', () => {
	test('the finder answers', async ({ page }) => {
		await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
		await openCheck(page, '?q=373');
		await expect(reading(page, '373')).toHaveText('373 requests');
	});
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('the page says so, and the checked claims can be read', async ({ page }) => {
		await page.goto('en/check/');
		await expect(page.locator('main noscript p')).toBeVisible();
		await page.getByRole('link', { name: 'Published figures that were checked' }).click();
		await expect(page.locator('[data-claim="briefing-0"]')).toContainText('373 requests');
	});
});

test('the checked claims: quotes with what the figures give, verdicts and links', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto('en/check/claims/');
	const claim = (id: string) => page.locator(`[data-claim="${id}"]`);
	const first = claim('briefing-0');
	await expect(first).toContainText('Reproduced for another scope');
	await expect(first).toContainText(`${counted('requests', '2011H1', '2021H2')} requests`);
	await expect(first.locator('[data-gives]')).toContainText(`${counted('requests', '2011H1', '2020H2')} requests`);
	await expect(claim('ranking-kz-1')).toContainText(`${grouped(counted('items', '2011H1', '2021H2'))} items`);
	await expect(claim('ranking-kz-1')).toHaveAttribute('data-verdict', 'reproduced');
	const kenya = counted('items', '2023H1', '2023H1', { territory: 'KE' });
	await expect(claim('kenya-0').locator('[data-gives]')).toContainText(`${kenya} items`);
	await expect(claim('kenya-0')).toContainText('Items reported as requests');
	await expect(claim('briefing-4').locator('[data-gives]')).toContainText('24 of 49 requests (49 %)');

	for (const verdict of ['reproduced', 'other-scope', 'items-as-requests', 'not-reproduced']) {
		const count = await page.locator(`[data-verdict="${verdict}"]`).count();
		await expect(page.locator(`[data-count="${verdict}"] strong`)).toHaveText(String(count));
	}
	await first.getByRole('button', { name: 'Copy correction note' }).click();
	const note = await page.evaluate(() => navigator.clipboard.readText());
	expect(note).toContain('532 requests');
	expect(note).toMatch(/counted again at http.*from=2011H1&to=2020H2&edition=2026-06/);

	await first.locator('[data-gives]').getByRole('link').click();
	await settled(page);
	await expect(headline(page)).toContainText(says(373));
});

test('a form makes a link of a number of one’s own', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto('en/check/claims/');
	await field(page).fill('188 requests in H1 2023');
	await page.getByRole('button', { name: 'Copy link', exact: true }).click();
	const link = await page.evaluate(() => navigator.clipboard.readText());
	await page.goto(link);
	await checked(page, '188 requests in H1 2023');
	await expect(reading(page, '188')).toHaveText('188 requests');
});

test('on a phone, what is sent off brings its answer into sight', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 640 });
	await page.goto('en/check/');
	await field(page).fill('532');
	await checked(page, '532');
	await expect(reading(page, '532')).not.toBeInViewport();
	await field(page).press('Enter');
	await expect(reading(page, '532')).toBeInViewport();
	await expect(page.locator('.results')).toBeFocused();
});

for (const width of [360, 768])
	test(`fits ${width} pixels, and axe finds nothing`, async ({ page }) => {
		await page.setViewportSize({ width, height: 800 });
		for (const address of [
			'en/check/?q=From%202011%20to%202021%2C%20373%20requests%20and%20192%2C503%20items%2C%202%20%25%20removed',
			'en/check/claims/'
		]) {
			await page.goto(address);
			await expect(page.locator('html')).not.toHaveClass(/pending/);
			if (address.includes('?')) await expect(page.locator('[data-number]')).toHaveCount(3);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
			const { violations } = await new AxeBuilder({ page })
				.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
				.analyze();
			expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
		}
	});
