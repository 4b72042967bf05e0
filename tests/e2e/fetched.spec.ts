import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from '@playwright/test';
import { accept, openData, read, show, small } from './own-files.ts';
import { BROWSER_ARGS } from './playwright.config.ts';
import { engine, expect, open, test } from './support.ts';

const opener = (page: Page) => page.getByRole('link', { name: 'What this page fetched' });
const panel = (page: Page) => page.getByRole('dialog', { name: 'What this page fetched' });
const listed = (page: Page) => panel(page).getByRole('region').getByRole('listitem').locator('span:first-child');

async function openPanel(page: Page): Promise<void> {
	await opener(page).click();
	await expect(panel(page).getByRole('button', { name: 'Copy as text' })).toBeEnabled();
}

/** Paths asked for, as the browser's own log has them, by page and workers. */
function askedBy(page: Page): string[] {
	const asked: string[] = [];
	page.on('request', (request) => {
		if (!/^(blob|data):/.test(request.url())) asked.push(new URL(request.url()).pathname);
	});
	return asked;
}

test.describe('with the engine', () => {
	test.use({ start: 'idle', permissions: ['clipboard-read', 'clipboard-write'] });

	test('what the panel lists is what was asked for, workers included, and it says nothing went elsewhere', async ({
		page
	}) => {
		const asked = askedBy(page);
		await open(page, 'en/?territory=RU');
		await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', { timeout: 60_000 });
		await openPanel(page);
		// The engine lies in two parts, each asked for by HEAD and by GET; the order is by the time they began.
		const paths = async () => (await listed(page).allTextContents()).map((path) => path.split('?')[0]);
		await expect.poll(async () => (await paths()).toSorted()).toEqual(asked.toSorted());
		expect((await paths()).filter((path) => path.endsWith('.wasm'))).toHaveLength(4);
		await expect(
			panel(page)
				.getByText(/query engine, by a worker, [\d.]+ MB carried/)
				.first()
		).toBeVisible();

		const totals = panel(page).locator('[data-fetched-totals]');
		const { origin } = new URL(page.url());
		await expect(totals).toContainText(`From this site, ${origin}: ${asked.length} fetches`);
		await expect(totals).toContainText('From any other host: 0 fetches.');
		await expect(panel(page).locator('[data-fetched-kept]')).toHaveText(/^Nothing: no cookie/);
		await expect(panel(page).locator('code')).toContainText("connect-src 'self'");

		await panel(page).getByRole('button', { name: 'Copy as text' }).click();
		const text = await page.evaluate(() => navigator.clipboard.readText());
		for (const path of asked) expect(text).toContain(path);
		expect(text).toContain('From any other host: 0 fetches.');
		expect(text).toContain(`Page: ${page.url()}`);
	});
});

test('it goes on listing while it is open, and more than a browser keeps unasked', async ({ page }) => {
	await open(page, 'en/');
	await openPanel(page);
	const before = await listed(page).count();
	await page.evaluate(() =>
		Promise.all(Array.from({ length: 400 }, (_, i) => fetch(`../favicon.svg?${i}`).then((answer) => answer.text())))
	);
	await expect(listed(page)).toHaveCount(before + 400);
	await page.keyboard.press('Escape');
	await openPanel(page);
	await expect(listed(page)).toHaveCount(before + 400);
});

test('a request to another host would be seen, counted and marked', async ({ page, problems }) => {
	await page.route(/privacy-probe/, (route) => route.fulfill({ body: '' }));
	await page.route('**/en/method/', async (route) => {
		const response = await route.fetch();
		const policy = /<meta http-equiv="content-security-policy"[^>]*>/;
		await route.fulfill({ response, body: (await response.text()).replace(policy, '') });
	});
	await page.goto('en/method/');
	await openPanel(page);
	await page.evaluate(() => fetch('https://privacy-probe.example/x', { mode: 'no-cors' }));
	const totals = panel(page).locator('[data-fetched-totals]');
	await expect(totals).toContainText('From any other host: 1 fetch.');
	await expect(listed(page).last()).toHaveText('https://privacy-probe.example/x');
	problems.splice(0);
});

test('what is kept after the reader asked for it is listed by name', async ({ page }) => {
	await show(page, small());
	await page.getByRole('link', { name: 'Data', exact: true }).first().click();
	await page.getByRole('checkbox', { name: /Keep on this device/ }).check();
	await expect(page.getByText(/^Kept on this device/)).toBeVisible();
	await openPanel(page);
	const kept = panel(page).locator('[data-fetched-kept]');
	await expect(kept).toContainText('Databases (IndexedDB): takedown-ledger.');
	await expect(kept).toContainText('Local storage: takedown-ledger-own.');
});

test('the worker that reads files is under the page’s policy, and what it fetched would be listed', async ({
	page,
	problems
}) => {
	// It ends with its work, before it can be asked.
	await page.addInitScript(() => (Worker.prototype.terminate = () => {}));
	await openData(page);
	const started = page.waitForEvent('worker');
	await read(page, small());
	const worker = await started;
	expect(worker.url()).toMatch(/^blob:/);
	const { origin } = new URL(page.url());
	const outcomes = await worker.evaluate(
		(addresses) =>
			Promise.all(
				addresses.map((address) =>
					fetch(address, { mode: 'no-cors' }).then(
						({ status }) => status,
						({ name }: Error) => name
					)
				)
			),
		[`${origin}/ledger/favicon.svg?worker`, `${process.env.PLAIN_SITE}favicon.svg`]
	);
	expect(outcomes).toEqual([200, 'TypeError']);
	expect(problems.splice(0).filter((problem) => !/Content Security Policy/.test(problem))).toEqual([]);
	await accept(page);
	await openPanel(page);
	await expect(listed(page).filter({ hasText: 'favicon.svg?worker' })).toHaveCount(1);
	await expect(panel(page).getByText(/picture, by a worker/)).toBeVisible();
});

// The pages without scripts lead to the method page instead.
for (const address of ['en/', 'en/data/', 'en/data/sql/', 'en/method/', 'en/report/', 'en/figure/by-period/'])
	test(`/${address} has the panel, and the focus goes in and comes back`, async ({ page }) => {
		await page.goto(address);
		// The page answers when what comes after it is there; before, the link leads to the method page.
		await expect(page.locator('footer [role=radiogroup]')).toBeVisible();
		await opener(page).focus();
		await expect(async () => {
			await page.keyboard.press('Enter');
			await expect(panel(page)).toBeVisible({ timeout: 1000 });
		}).toPass();
		expect(new URL(page.url()).hash).toBe('');
		await expect(panel(page).getByRole('button', { name: 'Close' })).toBeFocused();
		await page.keyboard.press('Escape');
		await expect(panel(page)).toHaveCount(0);
		await expect(opener(page)).toBeFocused();
	});

for (const width of [320, 1280])
	test(`at ${width} px nothing of it scrolls sideways, and axe finds nothing`, async ({ page }) => {
		await page.setViewportSize({ width, height: 800 });
		await open(page, 'en/');
		await openPanel(page);
		expect(await panel(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBeLessThanOrEqual(0);
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
			.analyze();
		expect(violations).toEqual([]);
	});

test('without WebAssembly it works the same', async ({ baseURL }) => {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH || undefined,
		args: [...BROWSER_ARGS, '--js-flags=--jitless']
	});
	try {
		const page = await browser.newPage({ baseURL });
		await open(page, 'en/');
		await openPanel(page);
		await expect(panel(page).locator('[data-fetched-totals]')).toContainText('From any other host: 0 fetches.');
		expect(await listed(page).count()).toBeGreaterThan(3);
	} finally {
		await browser.close();
	}
});

test('without scripts the link leads to what can be said beforehand', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${process.env.LEDGER_SITE}en/compare/`);
	await opener(page).click();
	await expect(page).toHaveURL(/\/en\/method\/#device$/);
	await expect(page.locator('#device')).toContainText('Not sent to anybody: the files you open');
	await context.close();
});
