import type { Page } from '@playwright/test';
import { expect, figure, headline, open, says, settled, test } from './support.ts';

const PARTS = '**/_app/immutable/**/*.js';
const FIRST = /A part of this page did not arrive/;
const MISSING = /This part of the site could not be fetched/;

/** What the browser says of requests that a test refuses: of each, and of the module that was to come. */
const ownWords = (problem: string) => /Failed to load resource|Failed to fetch dynamically imported/.test(problem);

/** What a page fetches ahead has come. */
const quiet = (page: Page) =>
	page
		.waitForLoadState('networkidle')
		.then(() => page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 3000 }))));

test.describe('a page whose scripts do not come', () => {
	for (const address of ['en/?to=2020H2', 'en/figure/by-period/?to=2020H2', 'en/report/?to=2020H2'])
		test(`/${address} shows its default scope, says so, and tries again`, async ({ page, problems }) => {
			await page.route(PARTS, (route) => route.abort());
			await page.goto(address);
			await expect(page.getByRole('alert').filter({ hasText: FIRST })).toBeVisible();
			await expect(page.getByText('Applying what the link asks for')).toBeHidden();
			await expect(page.locator('main .scope').first()).toContainText('to December 2025');
			await expect(page.locator('main svg').filter({ visible: true }).first()).toBeVisible();
			await page.unroute(PARTS);
			await page.getByRole('button', { name: 'Try again' }).click();
			await expect(page.locator('main .scope').first()).toContainText('to December 2020');
			await expect(page.getByText(FIRST)).toBeHidden();
			expect(problems.splice(0).filter((problem) => !ownWords(problem))).toEqual([]);
		});

	test('where only the part of this very page is missing, a plain page says so and leads on', async ({
		page,
		problems
	}) => {
		const own = /\/immutable\/nodes\/(?![01]\.)/;
		await page.route(own, (route) => route.abort());
		await page.goto('en/?to=2020H2');
		await expect(page.getByRole('alert').filter({ hasText: MISSING })).toBeVisible();
		await page.unroute(own);
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(headline(page)).toHaveText(says(373));
		problems.splice(0);
	});

	test('where they are only late, what the link asks for takes its place after all', async ({ page }) => {
		let asked = 0;
		let letGo = () => {};
		const held = new Promise<void>((resolve) => (letGo = resolve));
		await page.clock.install();
		await page.route(PARTS, async (route) => {
			asked++;
			await held;
			await route.continue();
		});
		await page.goto('en/?to=2020H2', { waitUntil: 'domcontentloaded' });
		await expect(page.getByText('Applying what the link asks for')).toBeVisible();
		await expect(headline(page)).toBeHidden();
		await expect.poll(() => asked).toBeGreaterThan(1);
		await page.clock.fastForward(21_000);
		await expect(page.getByRole('alert').filter({ hasText: FIRST })).toBeVisible();
		await expect(headline(page)).toHaveText(says(983));
		letGo();
		await settled(page);
		await expect(headline(page)).toHaveText(says(373));
		await expect(page.getByText(FIRST)).toBeHidden();
	});
});

test.describe('a link whose edition needs a part that does not come', () => {
	test('refused: an error, and "Try again" shows it', async ({ page, problems }) => {
		await open(page, 'en/');
		await quiet(page);
		await page.route(PARTS, (route) => route.abort());
		await page.getByRole('combobox', { name: 'Edition' }).selectOption({ index: 1 });
		await expect(page.getByRole('alert').filter({ hasText: 'could not be fetched' })).toBeVisible();
		await expect(headline(page)).toHaveText(says(983));
		await page.unroute(PARTS);
		await page.getByRole('button', { name: 'Try again' }).first().click();
		await expect(page.locator('.headline .scope')).toContainText('Edition 2026-03');
		expect(problems.splice(0).filter((problem) => !ownWords(problem))).toEqual([]);
	});

	test('held up: the same, once it has been waited for', async ({ page }) => {
		await page.clock.install();
		await open(page, 'en/');
		await quiet(page);
		await page.route(PARTS, () => {});
		await page.getByRole('combobox', { name: 'Edition' }).selectOption({ index: 1 });
		await page.clock.fastForward(21_000);
		await expect(page.getByRole('alert').filter({ hasText: 'could not be fetched' })).toBeVisible();
	});
});

const PRESSED: [what: string, press: (page: Page) => Promise<void>, then: (page: Page) => Promise<void>][] = [
	...(
		[
			['Embed', 'Embed this figure'],
			['Image', ''],
			['Cite', '']
		] as const
	).map(([name]): (typeof PRESSED)[number] => [
		`the form behind "${name}"`,
		(page) => figure(page, 'by-reason').getByRole('button', { name, exact: true }).click(),
		(page) => expect(page.getByRole('dialog').getByRole('heading').first()).toBeVisible()
	]),
	[
		'more formats',
		(page) => page.getByRole('button', { name: 'More formats' }).click(),
		(page) => expect(page.getByRole('button', { name: /^Download/ }).nth(1)).toBeVisible()
	],
	[
		'other counts',
		(page) => page.getByRole('button', { name: 'Other counts published' }).first().click(),
		(page) => expect(page.locator('main')).toContainText('2026-03')
	],
	[
		'the report pack',
		(page) => page.getByRole('button', { name: 'Report pack' }).click(),
		(page) => expect(page.getByRole('dialog').getByRole('heading').first()).toBeVisible()
	],
	[
		'dated events',
		(page) => page.getByRole('radio', { name: 'Shown' }).click(),
		(page) => expect(figure(page, 'by-period').locator('[data-event]').first()).toBeVisible()
	]
];

for (const [what, press, then] of PRESSED)
	test(`${what} that does not come is said, with "Try again"`, async ({ page, problems }) => {
		await open(page, 'en/');
		await quiet(page);
		await page.route(PARTS, (route) => route.abort());
		await press(page);
		const missing = page.locator('[data-missing]').filter({ visible: true });
		await expect(missing).toHaveCount(1);
		await expect(missing).toContainText(MISSING);
		await page.unroute(PARTS);
		await missing.getByRole('button', { name: 'Try again' }).click();
		await expect(missing).toHaveCount(0);
		await then(page);
		expect(problems.splice(0).filter((problem) => !ownWords(problem))).toEqual([]);
	});

test('a form that is held up is said to be missing once it has been waited for', async ({ page }) => {
	await page.clock.install();
	await open(page, 'en/');
	await quiet(page);
	await page.route(PARTS, () => {});
	await figure(page, 'by-reason').getByRole('button', { name: 'Embed', exact: true }).click();
	await page.clock.fastForward(21_000);
	await expect(page.locator('[data-missing]').filter({ visible: true })).toContainText(MISSING);
});
