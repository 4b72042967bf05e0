import type { BrowserContext, Page } from '@playwright/test';
import { published, show, small } from './own-files.ts';
import { choice, engine, expect, figure, press, settled } from './support.ts';

const READY = { timeout: 60_000 };
const COUNT = "SELECT sum(requests)::BIGINT AS n FROM facts WHERE territory = 'KZ' AND period >= '2011H1'";

/** What DuckDB would fetch an extension for, or a file, from a host of its own or of the statement's. */
const REACHING = [
	`SELECT json_extract('{"a": 1}', '$.a')`,
	'SELECT period COLLATE de FROM facts',
	"SELECT TIMESTAMPTZ '2020-01-01' AT TIME ZONE 'Asia/Almaty'",
	"SELECT timezone('UTC', TIMESTAMP '2020-01-01')",
	"SELECT * FROM read_parquet('https://extensions.duckdb.org/a.parquet')",
	"SELECT * FROM read_json('https://extensions.duckdb.org/a.json')",
	"FROM 'https://extensions.duckdb.org/a.csv'",
	'INSTALL httpfs',
	'LOAD httpfs'
];

/** What a visit asked for, and what the browser refused on its way. */
export interface Watch {
	asked: string[];
	/** Breaches of a content security policy, console errors, exceptions. */
	problems: string[];
}

/** Watches all pages, frames and workers of a browser's context. */
export async function watch(context: BrowserContext): Promise<Watch> {
	const seen: Watch = { asked: [], problems: [] };
	context.on('request', (request) => seen.asked.push(request.url()));
	context.on('page', (page) => page.on('websocket', (socket) => seen.asked.push(socket.url())));
	context.on('console', (message) => {
		if (message.type() === 'error') seen.problems.push(`console: ${message.text()}`);
	});
	context.on('weberror', (event) => seen.problems.push(`exception: ${String(event.error())}`));
	await context.exposeBinding('tellBreach', (_, breach: string) => seen.problems.push(breach));
	await context.addInitScript(() =>
		addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
			(window as unknown as { tellBreach: (breach: string) => void }).tellBreach(`${violatedDirective} ${blockedURI}`)
		)
	);
	return seen;
}

/** Addresses that are neither of the site nor made by a page. */
export function abroad(asked: readonly string[], site: string): string[] {
	const { origin } = new URL(site);
	return asked.filter((url) => !/^(blob|data):/.test(url) && new URL(url).origin !== origin);
}

const nav = (page: Page, name: string) =>
	page.getByRole('navigation').first().getByRole('link', { name, exact: true }).click();
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const download = (page: Page, name: string, within: ReturnType<Page['locator']>) =>
	Promise.all([page.waitForEvent('download', READY), within.getByRole('button', { name, exact: true }).click()]);

export async function explore(page: Page): Promise<void> {
	await page.goto('');
	await page.getByRole('link').first().click();
	await settled(page);
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', READY);
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('world');
	await settled(page);
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('RU');
	await choice(page, 'Product', 'YouTube').check();
	await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
	await settled(page);
	await figure(page, 'by-reason').getByRole('button', { name: 'Rows', exact: true }).click();
	await expect(figure(page, 'by-reason').getByRole('region', { name: 'Rows behind the figure' })).toBeVisible();
}

async function takeAway(page: Page): Promise<void> {
	await press(page, page.getByRole('button', { name: 'Download CSV' }).last());
	await page.getByRole('button', { name: 'More formats' }).click();
	const form = page.getByRole('group', { name: 'More formats' });
	await form.getByRole('radio', { name: /XLSX/ }).check();
	await expect(form.getByRole('button', { name: 'Download this file' })).toBeEnabled();
	await download(page, 'Download this file', form);
	const one = figure(page, 'by-reason');
	await one.getByRole('button', { name: 'Copy link' }).click();
	await one.getByRole('button', { name: 'Image', exact: true }).click();
	const image = dialog(page, 'This figure as an image');
	await expect(image.locator('[data-image-preview] svg')).toBeVisible();
	await download(page, 'Download PNG', image);
	await page.keyboard.press('Escape');
	await one.getByRole('button', { name: 'Cite', exact: true }).click();
	await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeVisible();
	await page.keyboard.press('Escape');
	await one.getByRole('button', { name: 'Embed', exact: true }).click();
	const embed = dialog(page, 'Embed this figure');
	await expect(embed.frameLocator('iframe').first().locator('[data-scope]')).toContainText('Russia');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Report pack' }).click();
	const pack = dialog(page, 'Report pack');
	await expect(pack.getByRole('button', { name: 'Download the pack' })).toBeEnabled();
	await download(page, 'Download the pack', pack);
	await page.keyboard.press('Escape');
}

export async function askSql(page: Page): Promise<void> {
	await figure(page, 'by-reason').getByRole('link', { name: 'SQL' }).click();
	const outcome = page.locator('[data-sql]');
	const ask = async (sql: string, comes: 'done' | 'failed') => {
		await page.getByRole('textbox', { name: 'SQL' }).fill(sql);
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect(outcome, sql).toHaveAttribute('data-sql', comes, READY);
	};
	await ask(COUNT, 'done');
	for (const sql of REACHING) {
		await ask(sql, 'failed');
		await expect(outcome.getByRole('alert').locator('strong'), sql).toHaveText(/\w{3}.*\.$/);
		await ask(COUNT, 'done');
		await expect(outcome.locator('tbody')).toHaveText('983');
	}
	await page.goBack();
	await settled(page);
}

async function otherViews(page: Page): Promise<void> {
	await figure(page, 'by-reason').getByRole('link', { name: 'Own page' }).click();
	await settled(page);
	await nav(page, 'Compare');
	await expect(page.locator('[data-ranks]')).toBeVisible();
	await page.getByRole('combobox', { name: 'Compare with' }).selectOption('russia-belarus');
	await expect(page).toHaveURL(/set=russia-belarus/);
	await nav(page, 'What moved');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page).toHaveURL(/\/moved\//);
	await nav(page, 'Check');
	await page.getByRole('textbox', { name: 'Number or sentence' }).fill('49 %');
	await expect(page.locator('.results')).toHaveAttribute('data-check', '49 %');
	await page
		.locator('main')
		.getByRole('link', { name: /claims|published figures/i })
		.first()
		.click();
	await expect(page).toHaveURL(/\/check\/claims\//);
	await page.getByRole('link', { name: 'What changed between editions' }).click();
	await expect(page).toHaveURL(/\/revisions\//);
	await page.getByRole('link', { name: 'Known oddities' }).last().click();
	await expect(page).toHaveURL(/\/quality\//);
	await page.goto('en/?edition=2025-12');
	await settled(page);
	await page.goto('en/report/?product=youtube');
	await expect(page.getByRole('button', { name: 'Print or save as PDF' })).toBeEnabled();
}

async function ownFiles(page: Page): Promise<void> {
	await show(page, small());
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', READY);
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('RU');
	await settled(page);
	await published(page).click();
	await settled(page);
}

/** A reader's visit to every page, with what can be done there. DuckDB starts by itself. */
export async function tour(page: Page): Promise<void> {
	await explore(page);
	await takeAway(page);
	await askSql(page);
	await otherViews(page);
	await ownFiles(page);
	await nav(page, 'Method');
	await expect(page).toHaveURL(/\/method\//);
	await page.getByRole('link', { name: 'What this page fetched' }).click();
	await expect(dialog(page, 'What this page fetched')).toContainText('From any other host: 0 fetches.');
	await page.keyboard.press('Escape');
	await page.goBack();
	await settled(page);
}
