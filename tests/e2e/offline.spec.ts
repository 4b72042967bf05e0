import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from './serve.ts';
import { choice, engine, expect, figure, headline, open, says, settled, test as base } from './support.ts';

const SITE = join(import.meta.dirname, '../../test-results/site/ledger');
const SAVE = /^Save this site for offline use, \d/;
const LONG = { timeout: 60_000 };

/** A server of the test's own, that it may change and stop. */
const test = base.extend<{ site: { address: string; instead: Map<string, string>; stop: () => void } }>({
	site: async ({ baseURL }, use) => {
		const instead = new Map<string, string>();
		const [address, stop] = await serve('ledger', new URL(baseURL!).pathname.slice(0, -1), instead);
		await use({ address, instead, stop });
		stop();
	}
});

const offline = (page: Page) => page.locator('[data-offline]');
const button = (page: Page, name: string | RegExp) => offline(page).getByRole('button', { name });

async function save(page: Page, address: string, ...extras: RegExp[]): Promise<void> {
	await page.goto(`${address}en/data/`);
	for (const extra of extras) await offline(page).getByRole('checkbox', { name: extra }).check();
	await button(page, SAVE).click();
	await expect(offline(page)).toContainText(/Saved on \d{1,2} \w+ \d{4}: edition \d{4}-\d{2}, [\d.]+ MB\./, LONG);
}

/** What the browser holds of any site. */
const held = (page: Page) =>
	page.evaluate(async () => ({
		caches: await caches.keys(),
		workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
		local: Object.keys(localStorage),
		databases: (await indexedDB.databases()).map(({ name }) => name)
	}));
const NOTHING = { caches: [], workers: [], local: [], databases: [] };

/** The browser itself names each request that failed. */
const apart = (problems: string[]) =>
	problems.splice(0).filter((problem) => !problem.includes('Failed to load resource'));

test('a saved site answers when its server has gone: explorer, filters, figures, embeds, engine and SQL', async ({
	page,
	site,
	problems
}) => {
	test.slow();
	await save(page, site.address, /query engine/);
	const { workers } = await held(page);
	expect(workers).toEqual(['/ledger/']);
	site.stop();

	await open(page, `${site.address}en/`);
	await expect(headline(page)).toHaveText(says(983, 332_062));
	await choice(page, 'Product', 'YouTube').check();
	await expect(headline(page)).toHaveText(says(854));
	await page.getByRole('button', { name: 'Reset' }).click();
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('NA');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Namibia');
	await open(page, `${site.address}en/figure/by-reason/?product=youtube&from=2020H1`);
	await expect(figure(page, 'by-reason')).toContainText('YouTube');
	await page.goto(`${site.address}en/embed/by-period/?territory=RU`);
	await expect(page.locator('[data-scope]')).toContainText('Russia');
	await page.getByRole('link', { name: /./ }).first().waitFor();
	for (const [path, words] of [
		['en/method/', 'Method'],
		['en/check/claims/', 'Published'],
		['en/compare/?set=central-asia', 'Kazakhstan'],
		['', 'Takedown Ledger']
	]) {
		await page.goto(site.address + path);
		await expect(page.getByRole('heading', { level: 1 })).toContainText(words);
	}

	// A page that is not in the copy, by the switch of languages as readers come to one.
	await open(page, `${site.address}en/`);
	await page.getByRole('link', { name: 'Қазақша' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Takedown Ledger');
	await expect(page.locator('main')).toContainText('not in the copy saved in this browser');
	await page.getByRole('link', { name: 'English: to the start of the saved copy' }).click();
	await expect(page).toHaveURL(`${site.address}en/`);
	await settled(page);

	await page.getByRole('button', { name: 'Start the query engine (DuckDB)' }).click();
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', LONG);
	await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
	await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
	await expect(headline(page)).toHaveText(says(373, 192_503));

	await page.goto(
		`${site.address}en/data/sql/?sql=SELECT%20sum(requests)%20AS%20n%20FROM%20removals%20WHERE%20territory%20%3D%20'KZ'`
	);
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.locator('main table').last()).toContainText(/\d{3}/, LONG);
	expect(apart(problems)).toEqual([]);
});

test('a saved copy is told of, and removed without a trace', async ({ page, site, problems }) => {
	await page.goto(`${site.address}en/data/`);
	await expect(button(page, SAVE)).toBeVisible();
	expect(await held(page)).toEqual(NOTHING);
	await save(page, site.address);
	await page.reload();
	await expect(offline(page)).toContainText(/Saved on/);
	// Nothing is newer, and nothing else is asked for.
	await expect(button(page, /^Save/)).toHaveCount(0);
	await button(page, 'Remove the saved copy').click();
	await expect(offline(page)).toContainText('this browser holds no saved copy');
	expect(await held(page)).toEqual(NOTHING);
	await expect(button(page, SAVE)).toBeVisible();
	site.stop();
	await expect(page.goto(`${site.address}en/`)).rejects.toThrow();
	expect(apart(problems)).toEqual([]);
});

test.describe('what can’t be saved whole is not kept at all', () => {
	test('a file does not arrive', async ({ page, site, problems }) => {
		await page.route('**/data/editions/*/RU/removals.csv', (route) => route.abort());
		await page.goto(`${site.address}en/data/`);
		await button(page, SAVE).click();
		await expect(offline(page).getByRole('alert')).toContainText('A file did not arrive. Nothing was kept.', LONG);
		expect(await held(page)).toEqual(NOTHING);
		await page.unroute('**/data/editions/*/RU/removals.csv');
		await button(page, SAVE).click();
		await expect(offline(page)).toContainText(/Saved on/, LONG);
		expect(apart(problems)).toEqual([]);
	});

	test('the reader cancels', async ({ page, site }) => {
		await page.route('**/data/editions/*/RU/removals.csv', () => {});
		await page.goto(`${site.address}en/data/`);
		await button(page, SAVE).click();
		await expect(offline(page)).toContainText(/Saving: [\d.]+ MB of [\d.]+ MB/);
		await button(page, 'Cancel').click();
		await expect(offline(page)).toContainText('Cancelled. Nothing was kept.');
		expect(await held(page)).toEqual(NOTHING);
	});

	test('the device has no room', async ({ page, site, context }) => {
		await page.goto(`${site.address}en/data/`);
		const session = await context.newCDPSession(page);
		await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.address).origin, quotaSize: 3e6 });
		await button(page, SAVE).click();
		await expect(offline(page).getByRole('alert')).toContainText('not enough space', LONG);
		expect(await held(page)).toEqual(NOTHING);
	});
});

test('with a network the newest pages are shown, and a newer publication is offered', async ({ page, site }) => {
	await save(page, site.address);
	const method = readFileSync(join(SITE, 'en/method/index.html'), 'utf8');
	site.instead.set('en/method/', method.replace(/(<h1[^>]*>)[^<]*/, '$1A newer page'));
	const list = JSON.parse(readFileSync(join(SITE, 'en/offline.json'), 'utf8'));
	site.instead.set('en/offline.json', JSON.stringify({ ...list, version: 'newer', edition: '2026-12' }));
	await page.goto(`${site.address}en/data/`);
	await expect(offline(page)).toContainText('The site has been published anew since then, with edition 2026-12.');
	await expect(offline(page)).toContainText(/Saved on [\w ]+: edition 2026-06/);
	await button(page, /^Save the present one, /).click();
	await expect(offline(page)).toContainText(/Saved on [\w ]+: edition 2026-12/, LONG);
	expect((await held(page)).caches).toHaveLength(1);
	// Without scripts running on it, the page is as it was served.
	const served = () => page.evaluate(async () => (await fetch('../method/', { cache: 'reload' })).text());
	const newer = async () => (await served()).includes('A newer page');
	expect(await newer()).toBe(true);
	site.instead.delete('en/method/');
	expect(await newer()).toBe(false);
	site.stop();
	expect(await newer()).toBe(true);
});
