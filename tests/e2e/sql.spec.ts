import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { BROWSER_ARGS } from './playwright.config.ts';
import { banner, published, show, small } from './own-files.ts';
import { engine, expect, figure, FIGURES, headline, open, press, says, settled, table, test } from './support.ts';

const READY = { timeout: 60_000 };
const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL' });
const outcome = (page: Page) => page.locator('[data-sql]');
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const cells = (page: Page) =>
	outcome(page)
		.locator('table tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim()))
		);

async function console_(page: Page, query = ''): Promise<void> {
	await page.goto(`en/data/sql/${query}`);
	await expect(run(page)).toBeEnabled();
}

/** Runs a statement and waits for what comes of it. */
async function ask(page: Page, sql: string, comes: 'done' | 'failed' = 'done'): Promise<void> {
	await editor(page).fill(sql);
	await run(page).click();
	await expect(outcome(page)).toHaveAttribute('data-sql', comes, READY);
}

const COUNT = "SELECT sum(requests)::BIGINT AS n FROM facts WHERE territory = 'KZ' AND period >= '2011H1'";

test('each figure leads to its SQL with the present choice, and the SQL gives its numbers', async ({ page }) => {
	await open(page, 'en/?to=2020H2&product=youtube&view=table');
	for (const id of FIGURES)
		await expect(figure(page, id).getByRole('link', { name: 'SQL' })).toHaveAttribute(
			'href',
			new RegExp(`/ledger/en/data/sql/\\?figure=${id}&to=2020H2&product=youtube&view=table$`)
		);
	const drawn = await table(page, 'by-reason');
	await figure(page, 'by-reason').getByRole('link', { name: 'SQL' }).click();
	await expect(editor(page)).toHaveValue(/^-- Requests: reason\. Edition 2026-06\.\nSELECT reason, sum\(requests\)/);
	await expect(editor(page)).toHaveValue(/product IN \('youtube'\)/);
	// Nothing runs by itself.
	await expect(outcome(page)).toHaveAttribute('data-sql', 'idle');
	await run(page).click();
	await expect(outcome(page)).toHaveAttribute('data-sql', 'done', READY);
	const [head, ...rows] = await cells(page);
	expect(head).toEqual(['reason', 'requests', 'gap']);
	expect(
		Object.values(drawn)
			.map(({ Requests }) => Requests)
			.filter((text) => text !== '0')
			.sort()
	).toEqual(rows.map(([, requests]) => requests).sort());
	expect(rows).toContainEqual(['national-security', drawn['National Security'].Requests, 'NULL']);
});

test('a figure’s other statements can be picked, the one that the page runs among them', async ({ page }) => {
	await console_(page, '?figure=by-outcome');
	const list = page.getByRole('combobox', { name: /SQL of the figure/ });
	expect(await list.getByRole('option').allTextContents()).toHaveLength(7);
	await list.selectOption({ label: 'Requests complied with' });
	await expect(editor(page)).toHaveValue(/FROM compliance\n/);
	await list.selectOption({ label: 'All questions of the page in one statement, as the page runs it' });
	await expect(editor(page)).toHaveValue(/GROUP BY GROUPING SETS/);
	await run(page).click();
	await expect(outcome(page)).toHaveAttribute('data-sql', 'done', READY);
	expect((await cells(page))[0]).toEqual(expect.arrayContaining(['part', 'mask', 'removed_legal']));
});

test('a result is listed and can be taken away; what is no value is said to be none', async ({ page }) => {
	await console_(page);
	await ask(page, "SELECT 1 AS a, 'x, \"y\"' AS a, NULL AS b, '=1+1' AS c, true AS d, 0.5 AS e");
	expect(await cells(page)).toEqual([
		['a', 'a', 'b', 'c', 'd', 'e'],
		['1', 'x, "y"', 'NULL', '=1+1', 'true', '0.5']
	]);
	await expect(outcome(page).getByRole('status')).toHaveText('1 row.');
	expect(
		await outcome(page)
			.locator('td')
			.first()
			.evaluate((cell) => getComputedStyle(cell).textAlign)
	).toBe('right');
	const file = await press(page, page.getByRole('button', { name: 'Download CSV' }));
	expect(file.name).toBe('takedown-ledger_sql_edition-2026-06.csv');
	expect(file.text).toBe('\uFEFFa,a,b,c,d,e\r\n1,"x, ""y""",,\'=1+1,true,0.5\r\n');
});

test('of a result without end so many rows are read, and fewer listed', async ({ page }) => {
	await console_(page);
	await ask(page, 'SELECT a.period, b.items FROM removals a, removals b');
	await expect(outcome(page).getByRole('status')).toHaveText(
		'More than 100,000 rows; the first 1,000 are listed here, and the CSV has 100,000 rows. What follows was not read.'
	);
	expect(await outcome(page).locator('tbody tr').count()).toBe(1000);
	const file = await press(page, page.getByRole('button', { name: 'Download CSV' }));
	expect(file.rows).toHaveLength(100_000);
	await ask(page, 'FROM range(1500)');
	await expect(outcome(page).getByRole('status')).toContainText('1,500 rows; the first 1,000 are listed');
	await ask(page, `SELECT ${Array.from({ length: 500 }, (_, i) => `${i} AS c${i}`).join(', ')} FROM range(1000)`);
	expect(await outcome(page).locator('tbody tr').count()).toBe(80);
});

/** What each is said to be, in the words that come first. */
const READS_ONLY = 'can only read the tables listed here';
const ATTACKS: [sql: string, says: string][] = [
	['DROP TABLE facts', READS_ONLY],
	['CREATE TEMP TABLE facts AS SELECT 1', READS_ONLY],
	['CREATE TEMP MACRO sum(x) AS 42', READS_ONLY],
	['UPDATE facts SET requests = 0', READS_ONLY],
	['EXPLAIN ANALYZE DELETE FROM facts', READS_ONLY],
	['WITH x AS (SELECT 1) INSERT INTO facts SELECT * FROM facts', READS_ONLY],
	['SELECT 1; COMMIT; DROP TABLE facts', 'more than one statement'],
	["COPY facts TO 'x.csv'", READS_ONLY],
	["ATTACH ':memory:' AS facts", READS_ONLY],
	["ATTACH 'https://example.org/x.db' AS x", READS_ONLY],
	['LOAD httpfs', READS_ONLY],
	['INSTALL httpfs', READS_ONLY],
	["SET memory_limit = '100GB'", READS_ONLY],
	['SET enable_external_access = true', READS_ONLY],
	['PRAGMA memory_limit = 1', READS_ONLY],
	["SELECT * FROM read_csv('https://example.org/a.csv')", READS_ONLY],
	["FROM 'https://example.org/a.csv'", READS_ONLY],
	["FROM 'http://127.0.0.1:1/a.csv'", READS_ONLY],
	["SELECT * FROM read_text('/etc/passwd')", READS_ONLY],
	["SELECT json_extract('{}', '$')", 'needs DuckDB’s extension “json”'],
	["SELECT TIMESTAMPTZ '2020-01-01' AT TIME ZONE 'Asia/Almaty'", 'needs DuckDB’s extension “icu”'],
	['SELECT period COLLATE ru FROM facts', 'needs DuckDB’s extension “icu”'],
	['SELECT list(a.items) FROM removals a, removals b', 'more memory than the console has'],
	["SELECT repeat('x', 4000000000)", 'The query engine broke on this statement'],
	['SELECT list_transform(range(1000000000), x -> x)', 'The query engine broke on this statement'],
	[`SELECT ${'abs('.repeat(3000)}1${')'.repeat(3000)}`, 'DuckDB can’t read this statement']
];

test('no attack comes through, asks anything of anybody, or spoils the next question', async ({
	page,
	context,
	baseURL
}) => {
	const asked: string[] = [];
	await console_(page);
	await ask(page, COUNT);
	context.on('request', (request) => asked.push(request.url()));
	for (const [sql, words] of ATTACKS) {
		await ask(page, sql, 'failed');
		await expect(outcome(page).getByRole('alert'), sql).toContainText(words);
		await ask(page, COUNT);
		expect(await cells(page), sql).toEqual([['n'], ['983']]);
	}
	const origin = new URL(baseURL!).origin;
	expect(asked.filter((url) => !/^(blob:|data:)/.test(url) && new URL(url).origin !== origin)).toEqual([]);
	expect(asked.filter((url) => /httpfs|extension|a\.csv/.test(url))).toEqual([]);
});

for (const [what, sql] of [
	['a recursion', 'WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n FROM t) SELECT count(*) FROM t'],
	['a join of everything', 'SELECT sum(a.items * b.items * c.items) FROM removals a, removals b, removals c']
])
	test(`${what} without end is ended by the clock, and the next question is answered`, async ({ page }) => {
		await console_(page);
		await ask(page, sql, 'failed');
		await expect(outcome(page).getByRole('alert')).toContainText(
			'Stopped after 20 seconds. Narrow it down with WHERE, or check that every join has its condition.'
		);
		await ask(page, COUNT);
		expect(await cells(page)).toEqual([['n'], ['983']]);
	});

test('“Cancel” stops a statement and the engine’s start, with the keyboard too', async ({ page }) => {
	await console_(page);
	const cancel = page.getByRole('button', { name: 'Cancel' });
	await expect(cancel).toBeDisabled();
	await page.route('**/*.wasm', () => {});
	await editor(page).fill(COUNT);
	await editor(page).press('Control+Enter');
	await expect(outcome(page)).toHaveAttribute('data-sql', 'starting');
	await cancel.click();
	await expect(outcome(page).getByRole('alert')).toContainText('Stopped.');
	await page.unroute('**/*.wasm');

	await editor(page).fill('SELECT count(*) FROM removals a, removals b, removals c');
	await editor(page).press('Control+Enter');
	await expect(outcome(page)).toHaveAttribute('data-sql', 'running', READY);
	await cancel.focus();
	await page.keyboard.press('Enter');
	await expect(outcome(page).getByRole('alert')).toContainText('Stopped. The next run starts the engine anew.');
	await expect(editor(page)).toBeFocused();
	await ask(page, COUNT);
	expect(await cells(page)).toEqual([['n'], ['983']]);
});

test('what is wrong with a statement is said in plain words, with DuckDB’s own behind', async ({ page }) => {
	await console_(page);
	for (const [sql, words, own] of [
		['SELECT * FROM nope', 'There is no table “nope”', 'Catalog Error'],
		['SELECT nope FROM facts', 'There is no column “nope”', 'Binder Error'],
		['SELECT 1\nFROM facts GROUP period', 'stumbles at “period”, line 2', 'Parser Error'],
		["SELECT 'a'::INTEGER", 'DuckDB could not run this statement', 'Conversion Error']
	]) {
		await ask(page, sql, 'failed');
		const alert = outcome(page).getByRole('alert');
		await expect(alert.locator('strong')).toContainText(words);
		await expect(alert.locator('pre')).toBeHidden();
		await alert.getByText('Details').click();
		await expect(alert.locator('pre')).toContainText(own);
	}
	await ask(page, '-- nothing', 'failed');
	await expect(outcome(page).getByRole('alert')).toContainText('There is no statement to run.');
});

test('a link brings a statement and does not run it', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await console_(page);
	const sql = "SELECT 'ответы & + #' AS a\n-- 100 %";
	await editor(page).fill(sql);
	await page.getByRole('button', { name: 'Copy link' }).click();
	const link = await page.evaluate(() => navigator.clipboard.readText());
	expect(new URL(link).searchParams.get('edition')).toBe('2026-06');
	const wasm: string[] = [];
	page.on('request', (request) => request.url().endsWith('.wasm') && wasm.push(request.url()));
	await page.goto('about:blank');
	await page.goto(link);
	await expect(editor(page)).toHaveValue(sql);
	await expect(page.getByText('It runs only when you press “Run”.')).toBeVisible();
	await expect(page.locator('html')).not.toHaveClass(/pending/);
	expect(wasm).toEqual([]);
	await expect(outcome(page)).toHaveAttribute('data-sql', 'idle');
	await run(page).click();
	await expect(outcome(page)).toHaveAttribute('data-sql', 'done', READY);
	expect((await cells(page))[1]).toEqual(['ответы & + #']);
	// A statement longer than a server takes is not put into a link.
	await editor(page).fill(`SELECT 1 -- ${'x'.repeat(7000)}`);
	await expect(page.getByRole('button', { name: 'Copy link' })).toBeDisabled();
});

test('what an address asks for and nobody knows is said', async ({ page }) => {
	await console_(page, '?figure=by-magic&product=nothing');
	await expect(page.getByText('“figure=by-magic” names nothing this site knows.')).toBeVisible();
	await expect(page.getByText('“product=nothing” names nothing this site knows.')).toBeVisible();
});

test('examples go into the editor, and typed text comes back', async ({ page }) => {
	await console_(page);
	await editor(page).fill('SELECT 42');
	await page.getByRole('button', { name: 'Kazakhstan by year' }).click();
	await expect(editor(page)).toHaveValue(/GROUP BY year/);
	await expect(editor(page)).toBeFocused();
	await page.getByRole('button', { name: 'Back to my own text' }).click();
	await expect(editor(page)).toHaveValue('SELECT 42');
	for (const name of [
		'Kazakhstan by year',
		'What became of the items, Kazakhstan',
		'Ten territories with most requests',
		'Share of requests complied with, Kazakhstan'
	]) {
		await page.getByRole('button', { name }).click();
		await run(page).click();
		await expect(outcome(page)).toHaveAttribute('data-sql', 'done', READY);
		expect((await cells(page)).length, name).toBeGreaterThan(5);
	}
});

test('the command for DuckDB’s own tool is copied, with the files it needs', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await console_(page, '?figure=by-period');
	await page.getByRole('button', { name: 'Copy as DuckDB command' }).click();
	const command = await page.evaluate(() => navigator.clipboard.readText());
	expect(command).toMatch(/^duckdb -csv -c "CREATE TYPE gap .* SELECT period, sum\(requests\).*"$/);
	for (const name of ['removals.csv', 'compliance.csv']) {
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name, exact: true }).click()
		]);
		expect(download.suggestedFilename()).toBe(name);
		expect(await readFile(await download.path())).toEqual(await readFile(`data/editions/2026-06/${name}`));
	}
	await editor(page).fill('SELECT count(*) FROM removals');
	await expect(page.getByRole('link', { name: 'compliance.csv', exact: true })).toHaveCount(0);
});

test.describe('beside the explorer’s engine', () => {
	test.use({ start: 'idle' });

	test('the console changes nothing of it', async ({ page }) => {
		await open(page, 'en/');
		await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', READY);
		await figure(page, 'by-period').getByRole('link', { name: 'SQL' }).click();
		for (const sql of [
			'DROP TABLE facts',
			"SET memory_limit = '1MB'",
			'SELECT list(a.items) FROM removals a, removals b'
		])
			await ask(page, sql, 'failed');
		await page.goBack();
		await settled(page);
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await expect(headline(page)).toHaveText(says(373, 192_503));
	});
});

test('the keyboard goes through the editor', async ({ page }) => {
	await console_(page);
	await editor(page).focus();
	await page.keyboard.press('Tab');
	await expect(run(page)).toBeFocused();
	await page.keyboard.press('Shift+Tab');
	await expect(editor(page)).toBeFocused();
});

for (const width of [320, 1280])
	test(`with a wide result nothing scrolls sideways but the result, and axe finds nothing, at ${width} px`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height: 800 });
		await console_(page, '?figure=by-outcome');
		await ask(page, "SELECT *, repeat('x', 300) AS long FROM facts LIMIT 50");
		for (const summary of await page.locator('.beside summary').all())
			if (!(await summary.locator('..').getAttribute('open'))) await summary.click();
		const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		expect(await over()).toBeLessThanOrEqual(0);
		const region = outcome(page).getByRole('region', { name: /^50 rows/ });
		expect(await region.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
		await expect(region).toHaveAttribute('tabindex', '0');
		const analyse = async () =>
			(await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations;
		expect(await analyse()).toEqual([]);
		await ask(page, 'SELEC 1', 'failed');
		expect(await over()).toBeLessThanOrEqual(0);
		expect(await analyse()).toEqual([]);
	});

test('without WebAssembly the way out is said', async ({ baseURL }) => {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH || undefined,
		args: [...BROWSER_ARGS, '--js-flags=--jitless']
	});
	try {
		const page = await browser.newPage({ baseURL });
		await page.goto('en/data/sql/?figure=by-reason');
		await expect(outcome(page).getByRole('alert')).toContainText('Copy as DuckDB command');
		await expect(run(page)).toBeDisabled();
		await expect(editor(page)).toHaveValue(/SELECT reason/);
		await expect(page.getByRole('button', { name: 'Copy as DuckDB command' })).toBeEnabled();
	} finally {
		await browser.close();
	}
});

test('an engine that does not come is said, and can be tried again', async ({ page, problems }) => {
	await console_(page);
	await page.route('**/*.wasm', (route) => route.abort());
	await ask(page, COUNT, 'failed');
	await expect(outcome(page).getByRole('alert')).toContainText('The next run starts the engine anew.');
	await page.unroute('**/*.wasm');
	await ask(page, COUNT);
	expect(await cells(page)).toEqual([['n'], ['983']]);
	expect(problems.splice(0).filter((problem) => !problem.includes('Failed to load resource'))).toEqual([]);
});

test('tables cut on their way are not asked', async ({ page }) => {
	await page.route('**/data/editions/2026-06/removals.csv', async (route) => {
		const text = await (await route.fetch()).text();
		await route.fulfill({ body: text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), contentType: 'text/csv' });
	});
	await console_(page);
	await ask(page, COUNT, 'failed');
	await expect(outcome(page).locator('pre')).toContainText('removals.csv has 27988 rows instead of 27989');
});

test('over a reader’s own files, the console has their tables and no others', async ({ page }) => {
	await show(page, small());
	await figure(page, 'by-reason').getByRole('link', { name: 'SQL' }).click();
	await expect(banner(page)).toBeVisible();
	await expect(editor(page)).toHaveValue(/^-- Requests: reason\. Edition own-[0-9a-f]{8}\./);
	await expect(page.getByRole('button', { name: 'Copy as DuckDB command' })).toHaveCount(0);
	await run(page).click();
	await expect(outcome(page)).toHaveAttribute('data-sql', 'done', READY);
	expect(await cells(page)).toEqual([
		['reason', 'requests', 'gap'],
		['defamation', '2', 'NULL'],
		['fraud', '5', 'NULL'],
		['national-security', '4', 'NULL']
	]);
	await ask(page, 'SELECT count(*) FROM removals');
	expect(await cells(page)).toEqual([['count_star()'], ['6']]);
	await published(page).click();
	await expect(banner(page)).toHaveCount(0);
	await ask(page, COUNT);
	expect(await cells(page)).toEqual([['n'], ['983']]);
});

test('the Data page leads to the console', async ({ page }) => {
	await page.goto('en/data/');
	await page.getByRole('link', { name: 'Ask these tables in SQL, here in the browser' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ask the tables in SQL');
});
