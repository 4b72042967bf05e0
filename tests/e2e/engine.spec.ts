import { chromium, devices, type Page, type Route } from '@playwright/test';
import { BROWSER_ARGS } from './playwright.config.ts';
import { choice, engine, expect, facet, figure, headline, open, press, settled, table, test, says } from './support.ts';

const START = 'Start the query engine (DuckDB)';
const READY = { timeout: 60_000 };
const ready = (page: Page) => expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', READY);

/** The page has had every chance to start something by itself. */
const idle = (page: Page) =>
	page.evaluate(async () => {
		for (let i = 0; i < 5; i++) await new Promise((resolve) => requestIdleCallback(resolve));
	});

test.describe('on a wide screen with a fine pointer', () => {
	test.use({ start: 'idle' });

	test('DuckDB starts by itself after load, and answers from the next choice on', async ({ page }) => {
		const order: string[] = [];
		page.on('load', () => order.push('load'));
		page.on('request', (request) => request.url().endsWith('.wasm') && order.push('wasm'));
		await open(page, 'en/');
		await expect(engine(page)).toHaveAttribute('data-engine', 'rows');
		await ready(page);
		expect(order[0]).toBe('load');
		expect(order).toContain('wasm');
		await expect(engine(page)).toContainText('DuckDB is ready');

		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
		await expect(engine(page)).toContainText('Counted by DuckDB');
		await expect(headline(page)).toHaveText(says(373, 192_503));
		await choice(page, 'Product', 'YouTube').check();
		await expect(headline(page)).toHaveText(says(313));
	});

	test('what DuckDB read is what the page shows: a number that only its file has', async ({ page }) => {
		const cell = '2020H2,KZ,court-3rd-party,web-search,defamation,1,1,';
		await page.route('**/data/editions/2026-06/removals.csv', async (route) => {
			const text = await (await route.fetch()).text();
			expect(text).toContain(cell);
			await route.fulfill({ body: text.replace(cell, cell.replace(',1,1,', ',1001,1,')), contentType: 'text/csv' });
		});
		await open(page, 'en/?view=table');
		await ready(page);
		await page.getByRole('combobox', { name: 'From' }).selectOption('2020H2');
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
		await expect(headline(page)).toHaveText(says(1_049));
		expect((await table(page, 'by-reason')).Defamation).toMatchObject({ Requests: '1,001' });
		expect(await facet(page, 'Reason')).toMatchObject({ Defamation: '1,001' });
		await expect(figure(page, 'by-requester')).toContainText('1,002');
		await expect(page.locator('section.rows')).toContainText('1,001');
		const { rows } = await press(page, page.getByRole('button', { name: 'Download CSV' }));
		expect(rows.find((row) => row.reason === 'defamation')).toMatchObject({ requests: '1001' });
	});

	test('both engines write the same extract, byte for byte', async ({ page }) => {
		await open(page, 'en/?territory=world&from=2024H1');
		const button = page.getByRole('button', { name: 'Download CSV' });
		await expect(engine(page)).toHaveAttribute('data-engine', 'rows');
		const byRows = await press(page, button);
		await ready(page);
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2024H2');
		await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2025H2');
		await expect(page).toHaveURL(/from=2024H1$/);
		await settled(page);
		await expect(page.locator('[data-extract-size]')).toContainText(byRows.name);
		const byDuckdb = await press(page, button);
		expect(byDuckdb.name).toBe(byRows.name);
		expect(byDuckdb.text === byRows.text).toBe(true);
	});

	test('its progress never falls, never passes 100, and is said in words', async ({ page }) => {
		await page.addInitScript(() => {
			const seen: { value: number; max: number; text: string }[] = [];
			Object.assign(window, { seen });
			new MutationObserver(() => {
				const bar = document.querySelector('progress');
				const text = bar?.parentElement?.querySelector('span')?.textContent ?? '';
				if (bar && bar.value !== seen.at(-1)?.value) seen.push({ value: bar.value, max: bar.max, text });
			}).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
		});
		await open(page, 'en/');
		await ready(page);
		const seen = await page.evaluate(() => (window as unknown as { seen: { value: number; max: number }[] }).seen);
		expect(seen.length).toBeGreaterThan(2);
		for (const [i, { value, max }] of seen.entries()) {
			expect(max).toBe(100);
			expect(value).toBeLessThanOrEqual(100);
			expect(value).toBeGreaterThanOrEqual(seen[i - 1]?.value ?? 0);
		}
	});

	test('the newest of quick choices is what stands in the end', async ({ page }) => {
		await open(page, 'en/');
		await ready(page);
		const to = page.getByRole('combobox', { name: 'To', exact: true });
		for (const period of ['2015H1', '2016H2', '2018H1', '2019H2', '2020H2']) await to.selectOption(period);
		await expect(page).toHaveURL(/\?to=2020H2$/);
		await expect(headline(page)).toHaveText(says(373));
		await settled(page);
		await expect(headline(page)).toHaveText(says(373));
		await expect(figure(page, 'by-period').locator('.scope')).toContainText('to December 2020');
	});
});

test.describe('on a phone', () => {
	const { defaultBrowserType: _, ...phone } = devices['Pixel 5'];
	test.use({ ...phone, start: 'idle' });

	test('DuckDB stays away until asked for', async ({ page }) => {
		const wasm: string[] = [];
		page.on('request', (request) => request.url().endsWith('.wasm') && wasm.push(request.url()));
		await open(page, 'en/');
		await idle(page);
		await expect(engine(page)).toHaveAttribute('data-duckdb', 'off');
		expect(wasm).toEqual([]);

		await page.getByRole('button', { name: /Change$/ }).click();
		await page.getByRole('button', { name: START }).click();
		await ready(page);
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
		await page.getByRole('button', { name: 'Done' }).click();
		await expect(headline(page)).toHaveText(says(373));
	});
});

test('a reader who saves data is not sent the engine unasked', async ({ page }) => {
	await open(page, 'en/');
	await idle(page);
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'off');
	await expect(page.getByRole('button', { name: START })).toBeEnabled();
});

/** An answer that goes on for ever. */
const never = () => {};
const refused = (route: Route) => route.abort();

/** A file in part, as a connection that broke leaves it. */
async function half(route: Route) {
	if (route.request().method() === 'HEAD') return route.continue();
	const response = await route.fetch();
	const body = await response.body();
	return route.fulfill({ response, body: body.subarray(0, body.length / 2) });
}

/** The head of the file comes, the file never does. */
const stalled = (route: Route) => (route.request().method() === 'HEAD' ? route.continue() : undefined);

/** What a browser says when there is no memory for the module. */
async function noMemory(route: Route) {
	const response = await route.fetch();
	const fails = `WebAssembly.instantiate = WebAssembly.instantiateStreaming = () =>
		Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance'));
	`;
	return route.fulfill({ response, body: fails + (await response.text()) });
}

test.describe('when the engine does not come', () => {
	const WASM = '**/*.wasm';
	const WORKER = '**/duckdb-browser-eh.worker*.js';
	const PARTS = '**/_app/immutable/**/*.js';
	const failures: [what: string, files: string, fail: (route: Route) => unknown, waits?: true][] = [
		['its file is refused', WASM, refused],
		['its file is not there', WASM, (route) => route.fulfill({ status: 404, body: 'not here' })],
		[
			'its file is a page instead',
			WASM,
			(route) => route.fulfill({ contentType: 'text/html', body: '<h1>Welcome</h1>' })
		],
		['its file never answers', WASM, never, true],
		['its file stalls after its head', WASM, stalled, true],
		['its file ends half-way', WASM, half],
		['its worker is not there', WORKER, (route) => route.fulfill({ status: 404, body: 'not here' })],
		['its worker never answers', WORKER, never, true],
		['there is no memory for it', WORKER, noMemory],
		['the script that starts it is refused', PARTS, refused],
		['the script that starts it never answers', PARTS, never, true]
	];
	for (const [what, files, fail, waits] of failures)
		test(`${what}: an error and "Try again"; figures and filters stay`, async ({ page, problems }) => {
			await page.clock.install();
			await open(page, 'en/');
			await idle(page);
			await page.route(files, fail);
			await page.getByRole('button', { name: START }).click();
			if (waits) {
				await expect(engine(page)).toHaveAttribute('data-duckdb', 'starting');
				// Long enough for what else is fetched to arrive: each byte is waited for anew.
				await page.waitForTimeout(1500);
				await page.clock.fastForward(21_000);
			}
			await expect(engine(page).getByRole('alert')).toBeVisible({ timeout: 25_000 });
			await expect(engine(page)).toHaveAttribute('data-duckdb', 'failed');
			await expect(engine(page).getByRole('alert')).toContainText('The figures stay');

			await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
			await expect(headline(page)).toHaveText(says(373));
			await expect(engine(page)).toHaveAttribute('data-engine', 'rows');

			await page.unrouteAll({ behavior: 'ignoreErrors' });
			await page.getByRole('button', { name: 'Try again' }).click();
			await ready(page);
			await choice(page, 'Product', 'YouTube').check();
			await expect(headline(page)).toHaveText(says(313));
			await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
			// The browser itself names the request that failed.
			expect(problems.splice(0).filter((problem) => !problem.includes('Failed to load resource'))).toEqual([]);
		});

	test('its worker dies in mid-question: the answer comes all the same, and "Try again" starts another', async ({
		page,
		problems
	}) => {
		await page.addInitScript(() => {
			const workers: Worker[] = [];
			Object.assign(window, {
				workers,
				Worker: class extends Worker {
					constructor(...how: ConstructorParameters<typeof Worker>) {
						super(...how);
						workers.push(this);
					}
				}
			});
		});
		await page.clock.install();
		await open(page, 'en/');
		await page.getByRole('button', { name: START }).click();
		await ready(page);
		// It takes the question, and dies of it.
		await page.evaluate(() => {
			for (const worker of (window as unknown as { workers: Worker[] }).workers)
				worker.postMessage = () => worker.terminate();
		});
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await expect(page.locator('.figures')).toHaveAttribute('aria-busy', 'true');
		await page.clock.fastForward(11_000);
		await expect(headline(page)).toHaveText(says(373, 192_503));
		await expect(engine(page)).toHaveAttribute('data-engine', 'rows');
		await expect(engine(page).getByRole('alert')).toContainText('The query engine stopped.');
		await page.getByRole('button', { name: 'Try again' }).click();
		await ready(page);
		await choice(page, 'Product', 'YouTube').check();
		await expect(headline(page)).toHaveText(says(313));
		await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
		expect(problems.splice(0)).toEqual([]);
	});

	test('the CSV files are missing: the same', async ({ page, problems }) => {
		await page.route('**/data/editions/2026-06/*.csv', (route) => route.fulfill({ status: 404, body: '' }));
		await open(page, 'en/');
		await page.getByRole('button', { name: START }).click();
		await expect(engine(page).getByRole('alert')).toBeVisible({ timeout: 25_000 });
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await expect(headline(page)).toHaveText(says(373));
		await page.unroute('**/data/editions/2026-06/*.csv');
		await page.getByRole('button', { name: 'Try again' }).click();
		await ready(page);
		expect(problems.splice(0).filter((problem) => !problem.includes('Failed to load resource'))).toEqual([]);
	});
});

test('a browser without WebAssembly has figures, filters and files', async ({ baseURL }) => {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH || undefined,
		args: [...BROWSER_ARGS, '--js-flags=--jitless']
	});
	try {
		const page = await browser.newPage({ baseURL, viewport: { width: 1280, height: 900 } });
		await open(page, 'en/');
		expect(await page.evaluate(() => typeof WebAssembly)).toBe('undefined');
		await expect(engine(page)).toContainText('without WebAssembly');
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await expect(headline(page)).toHaveText(says(373, 192_503));
		await choice(page, 'Reason', 'Defamation').check();
		await expect(headline(page)).toHaveText(says(21));
		expect((await press(page, page.getByRole('button', { name: 'Download CSV' }))).rows.length).toBeGreaterThan(5);
	} finally {
		await browser.close();
	}
});
