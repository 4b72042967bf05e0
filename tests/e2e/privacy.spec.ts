import type { Page } from '@playwright/test';
import { choice, engine, expect, figure, open, PAGES, press, settled, test } from './support.ts';

/** A reader's visit: from the chooser through the explorer with its engine to a figure and the method. */
async function tour(page: Page): Promise<void> {
	await page.goto('');
	await page.getByRole('link').first().click();
	await settled(page);
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', { timeout: 60_000 });
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('world');
	await settled(page);
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('RU');
	await choice(page, 'Product', 'YouTube').check();
	await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
	await press(page, page.getByRole('button', { name: 'Download CSV' }));
	await figure(page, 'by-reason').getByRole('button', { name: 'Copy link' }).click();
	await figure(page, 'by-reason').getByRole('link', { name: 'Own page' }).click();
	await settled(page);
	await page.getByRole('link', { name: 'Method', exact: true }).click();
	await expect(page).toHaveURL(/\/method/);
	await page.goBack();
	await settled(page);
}

test.describe('a whole visit', () => {
	test.use({ start: 'idle', permissions: ['clipboard-write'] });

	test('asks nobody but the site for anything, workers included', async ({ page, context, baseURL }) => {
		const asked: string[] = [];
		context.on('request', (request) => asked.push(request.url()));
		context.on('page', (other) => other.on('websocket', (socket) => asked.push(socket.url())));
		await tour(page);
		const own = new URL(baseURL!).origin;
		expect(asked.filter((url) => !/^(blob:|data:)/.test(url) && new URL(url).origin !== own)).toEqual([]);
		// The log reaches into the worker: it saw the engine's own file.
		expect(asked.some((url) => url.endsWith('.wasm'))).toBe(true);
	});

	test('leaves nothing behind in the browser', async ({ page, context }) => {
		await tour(page);
		expect(await context.cookies()).toEqual([]);
		const kept = await page.evaluate(async () => ({
			local: Object.keys(localStorage),
			session: Object.keys(sessionStorage),
			databases: (await indexedDB.databases()).map(({ name }) => name),
			caches: 'caches' in window ? await caches.keys() : [],
			workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0
		}));
		expect(kept).toEqual({ local: [], session: [], databases: [], caches: [], workers: 0 });
		await page.reload();
		await settled(page);
		expect(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([]);
	});
});

for (const address of PAGES)
	test(`/${address} has a content security policy and keeps to it`, async ({ page, problems }) => {
		await page.addInitScript(() => {
			const breaches: string[] = [];
			Object.assign(window, { breaches });
			addEventListener('securitypolicyviolation', (event) =>
				breaches.push(`${event.violatedDirective} ${event.blockedURI}`)
			);
		});
		await page.goto(address);
		const policy = page.locator('meta[http-equiv="content-security-policy" i]');
		await expect(policy).toHaveCount(1);
		const directives = (await policy.getAttribute('content'))!;
		expect(directives).toContain("default-src 'none'");
		expect(directives).toMatch(/connect-src 'self'(;|$)/);
		expect(directives).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
		expect(directives).not.toMatch(/https?:|\*/);
		await expect(page.locator('meta[name="referrer"]')).toHaveAttribute('content', 'no-referrer');
		expect(await page.evaluate(() => (window as unknown as { breaches: string[] }).breaches)).toEqual([]);
		expect(problems).toEqual([]);
	});

test('the policy reaches into the worker of the engine', async ({ page, problems }) => {
	await open(page, 'en/');
	const worker = page.waitForEvent('worker');
	await page.getByRole('button', { name: 'Start the query engine (DuckDB)' }).click();
	expect((await worker).url()).toMatch(/^blob:/);
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', { timeout: 60_000 });
	const answer = await (
		await worker
	).evaluate(() =>
		fetch('http://127.0.0.1:1/elsewhere').then(
			(response) => response.type,
			(error: Error) => error.name
		)
	);
	expect(answer).not.toBe('basic');
	problems.splice(0);
});

test('an error in a figure can be reported, with the figure named', async ({ page }) => {
	await open(page, 'en/?to=2020H2&reason=defamation');
	const link = page.getByRole('link', { name: 'Report an error in a figure' });
	await expect(link).toHaveAttribute('href', /^mailto:errors@ledger\.example\?/);
	const mail = new URL((await link.getAttribute('href'))!).searchParams;
	expect(mail.get('subject')).toContain('2026-06');
	expect(mail.get('body')).toContain('to=2020H2&reason=defamation');
});

test('built without an address to report to, none is offered', async ({ page }) => {
	await open(page, `${process.env.PLAIN_SITE}en/`);
	await expect(page.getByRole('link', { name: 'Report an error in a figure' })).toHaveCount(0);
});
