import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Papa from 'papaparse';
import { choice, expect, facet, figure, grouped, headline, press, says, sum, table, test } from './support.ts';
import { unzip } from './unzip.ts';

const ROOT = join(import.meta.dirname, '../..');
const COPIES = join(ROOT, 'test-results/site/ledger/copies');
const named = (pattern: RegExp) => readdirSync(COPIES).find((name) => pattern.test(name))!;
const SINGLE = named(/^takedown-ledger-kazakhstan-.*-en\.html$/);
const FOLDER = named(/^takedown-ledger-\d.*-en\.zip$/);
const EDITION = /\d{4}-\d{2}/.exec(SINGLE)![0];
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Kazakhstan's rows, read anew. */
const rows = Papa.parse<Record<string, string>>(
	readFileSync(join(ROOT, `data/editions/${EDITION}/removals.csv`), 'utf8'),
	{ header: true, skipEmptyLines: true }
).data.filter(({ territory, period }) => territory === 'KZ' && period >= '2011H1');
const counted = (column: 'requests' | 'items', where: Record<string, string> = {}) =>
	sum(
		rows.filter((row) => Object.entries(where).every(([name, value]) => row[name] === value)),
		column
	);

test('the data page prints size and SHA-256 of each copy, with scripts and without', async ({
	page,
	browser,
	baseURL
}) => {
	for (const javaScriptEnabled of [true, false]) {
		const context = await browser.newContext({ baseURL, javaScriptEnabled });
		const visit = javaScriptEnabled ? page : await context.newPage();
		await visit.goto('en/data/');
		for (const [copy, name] of [
			['single', SINGLE],
			['folder', FOLDER]
		]) {
			const bytes = readFileSync(join(COPIES, name));
			const row = visit.locator(`[data-copy="${copy}"]`);
			await expect(row.locator('code')).toHaveText(sha256(bytes));
			await expect(row).toContainText(
				bytes.length < 1e6 ? `${Math.round(bytes.length / 1e3)} kB` : `${(bytes.length / 1e6).toFixed(1)} MB`
			);
			await expect(row.getByRole('link')).toHaveAttribute('href', new RegExp(`copies/${name}$`));
		}
		await context.close();
	}
	// On arrival from another page, too.
	await page.goto('en/method/');
	await page.getByRole('link', { name: 'Data', exact: true }).click();
	await expect(page.locator('[data-copy="single"] code')).toHaveText(sha256(readFileSync(join(COPIES, SINGLE))));
});

test.describe('Kazakhstan in one file', () => {
	const address = pathToFileURL(join(COPIES, SINGLE)).href;

	test('asks for nothing but itself, and weighs less than 700 kB', async ({ page, context }) => {
		const asked: string[] = [];
		context.on('request', (request) => asked.push(request.url()));
		await page.goto(address);
		await expect(headline(page)).toHaveText(says(counted('requests'), counted('items')));
		for (const way of ['Image', 'Cite', 'Embed', 'CSV'])
			await test.step(way, async () => {
				await figure(page, 'by-reason').getByRole('button', { name: way, exact: true }).click();
				await expect(page.getByRole('dialog')).toBeVisible();
				await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
			});
		await page.getByRole('radio', { name: 'Shown' }).check({ force: true });
		await expect(page).toHaveURL(/#events=on$/);
		expect(asked.filter((url) => !/^(data|blob):/.test(url) && url.split('#')[0] !== address)).toEqual([]);
		expect(statSync(join(COPIES, SINGLE)).size).toBeLessThan(700_000);
	});

	test('has figures, filters with counts, tables, rows and extract, and keeps the choice in its address', async ({
		page
	}) => {
		await page.goto(address);
		await choice(page, 'Product', 'YouTube').check();
		await expect(page).toHaveURL(/#product=youtube$/);
		const youtube = { product: 'youtube' };
		await expect(headline(page)).toHaveText(says(counted('requests', youtube), counted('items', youtube)));
		expect((await facet(page, 'Reason'))['National Security']).toBe(
			grouped(counted('requests', { ...youtube, reason: 'national-security' }))
		);
		await choice(page, 'Reason', 'National Security').check();
		await page.getByRole('radio', { name: 'Items' }).check();
		const both = { ...youtube, reason: 'national-security' };
		await expect(headline(page)).toContainText(grouped(counted('items', both)));
		await figure(page, 'by-period').getByRole('button', { name: 'Table' }).click();
		const peak = await table(page, 'by-period');
		expect(Object.values(peak['January–June 2023'] ?? peak['2023 H1'])).toContain(
			grouped(counted('items', { ...both, period: '2023H1' }))
		);
		const { rows: extract } = await press(page, page.getByRole('button', { name: 'Download CSV' }));
		expect(sum(extract, 'items')).toBe(counted('items', both));
		await page.reload();
		await expect(headline(page)).toContainText(grouped(counted('items', both)));
		await page.goBack();
		await page.goBack();
		await page.goBack();
		await expect(headline(page)).toHaveText(says(counted('requests', youtube), counted('items', youtube)));
	});

	test('says a link that tells nothing of this device, and ignores what it does not hold', async ({
		page,
		context
	}) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.goto(`${address}#territory=RU&territory=world&edition=2025-12`);
		await expect(headline(page)).toHaveText(says(counted('requests'), counted('items')));
		await expect(page.getByText('2025-12').first()).toBeVisible();
		await page.locator('.side').getByRole('button', { name: 'Copy link' }).click();
		const link = await page.evaluate(() => navigator.clipboard.readText());
		expect(link).toMatch(/^https:\/\/ledger\.example\/ledger\/en\/\?from=2011H1&to=\d{4}H\d&edition=/);
		await figure(page, 'by-reason').getByRole('button', { name: 'Cite' }).click();
		expect(await page.getByRole('dialog').innerText()).not.toContain('file:');
	});

	test('offers nothing that takes the whole site', async ({ page }) => {
		await page.goto(address);
		await expect(page.getByRole('button', { name: /query engine|Report pack|More formats/ })).toHaveCount(0);
		await expect(page.getByRole('combobox', { name: /Territory|Edition/ })).toHaveCount(0);
		await expect(page.getByRole('link', { name: /SQL|Own page|Report/ })).toHaveCount(0);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			(async () => {
				await figure(page, 'by-reason').getByRole('button', { name: 'Image' }).click();
				await page.getByRole('dialog').getByRole('button', { name: 'Download PNG' }).click();
			})()
		]);
		expect(
			readFileSync(await download.path())
				.subarray(1, 4)
				.toString()
		).toBe('PNG');
	});
});

test.describe('the folder of pages', () => {
	let folder: string;
	let top: string;
	test.beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'ledger-folder-'));
		for (const [path, bytes] of await unzip(readFileSync(join(COPIES, FOLDER)))) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), bytes);
		}
		top = join(folder, FOLDER.replace(/\.zip$/, ''));
	});
	test.afterAll(() => rmSync(folder, { recursive: true }));

	test('opens from a disk: every link leads to a file, and nothing is asked of a network', async ({
		page,
		context
	}) => {
		test.slow();
		const asked: string[] = [];
		context.on('request', (request) => asked.push(request.url()));
		const to = [pathToFileURL(join(top, 'index.html')).href];
		const seen = new Set(to);
		const broken: string[] = [];
		let links = 0;
		for (let address = to.shift(); address; address = to.shift()) {
			await page.goto(address);
			await expect(page.locator('[data-folder]')).toBeVisible();
			await expect(page.locator('main button:visible, main input:visible, main select:visible, script')).toHaveCount(0);
			const found = await page.evaluate(() =>
				[...document.querySelectorAll<HTMLElement>('[href], [src]')].map((element) =>
					((element as HTMLAnchorElement).href || (element as HTMLImageElement).src).toString()
				)
			);
			for (const url of found) {
				links++;
				if (!url.startsWith('file:')) continue;
				const path = fileURLToPath(url.split(/[?#]/)[0]);
				if (!existsSync(path) || statSync(path).isDirectory()) broken.push(`${address} -> ${url}`);
				else if (path.endsWith('.html') && !seen.has(url.split('#')[0])) {
					seen.add(url.split('#')[0]);
					to.push(url.split('#')[0]);
				}
			}
		}
		expect(broken).toEqual([]);
		expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
		// Every page that is in it can be reached.
		const pages = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
		expect(seen.size).toBe(pages.length);
		expect(pages.length).toBeGreaterThan(15);
		expect(links).toBeGreaterThan(500);
	});

	test('its numbers are those of the rows', async ({ page }) => {
		const open = (path: string) => page.goto(pathToFileURL(join(top, path)).href);
		await open('index.html');
		await expect(headline(page)).toHaveText(says(counted('requests'), counted('items')));
		await open('figure/by-reason/index.html');
		const reasons = await table(page, 'by-reason');
		for (const [label, reason] of [
			['National Security', 'national-security'],
			['Defamation', 'defamation'],
			['Copyright', 'copyright'],
			['Hate speech', 'hate-speech']
		])
			if (reasons[label]) expect(reasons[label].Requests, label).toBe(grouped(counted('requests', { reason })));
		expect(reasons['National Security'].Requests).toBe(grouped(counted('requests', { reason: 'national-security' })));
		await open('figure/by-product/index.html');
		const products = await table(page, 'by-product');
		expect(products.YouTube.Requests).toBe(grouped(counted('requests', { product: 'youtube' })));
		await open('figure/by-period/index.html');
		const periods = Object.entries(await table(page, 'by-period'));
		for (const [half, period] of [
			['January–June 2023', '2023H1'],
			['July–December 2025', '2025H2'],
			['July–December 2017', '2017H2'],
			['January–June 2021', '2021H1'],
			['January–June 2025', '2025H1']
		]) {
			const cells = periods.find(([name]) => name === half || name === `${period.slice(0, 4)} ${period.slice(4)}`)![1];
			expect(Object.values(cells), half).toContain(grouped(counted('requests', { period })));
		}
	});

	test('says how it is checked, and holds the hash of each of its files', () => {
		expect(readFileSync(join(top, 'README.txt'), 'utf8')).toContain('sha256sum');
		const lines = readFileSync(join(top, 'sha256.txt'), 'utf8').trimEnd().split('\n');
		for (const line of lines) {
			const [hash, path] = line.split('  ');
			expect(sha256(readFileSync(join(top, path))), path).toBe(hash);
		}
		const files = readdirSync(top, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
		expect(lines).toHaveLength(files.length - 1);
	});
});
