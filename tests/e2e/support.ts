import { test as base, expect, type Download, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { LANGUAGES } from '#lib/words/language.ts';

export { expect };

export const FIGURES = [
	'by-period',
	'by-reason-over-time',
	'by-reason',
	'by-product',
	'by-product-over-time',
	'product-by-reason',
	'by-requester',
	'by-outcome'
] as const;

/** Every page below a language; of those of one half-year, product or reason, some. */
const ROUTES = [
	'',
	'compare/',
	'moved/',
	'check/',
	'check/claims/',
	'data/',
	'data/sql/',
	'method/',
	'revisions/',
	'quality/',
	'report/',
	'kazakhstan/',
	'kazakhstan/period/2017H2/',
	'kazakhstan/period/2014H1/',
	'kazakhstan/product/youtube/',
	'kazakhstan/reason/defamation/',
	...FIGURES.map((id) => `figure/${id}/`)
];

/** Every page of the site in English, below its base. */
export const PAGES = ['', ...ROUTES.map((route) => `en/${route}`)];

/** One page of each form: the figures' pages are of one, and those of one half-year, product or reason. */
const FORMS = ROUTES.filter((route) => !/^(?:figure\/(?!by-outcome)|kazakhstan\/(?!$|product))/.test(route));

/** Every form of page in English. */
export const FORM_PAGES = ['', ...FORMS.map((route) => `en/${route}`)];

/** Every form of page in the other languages. */
export const OTHER_PAGES = LANGUAGES.slice(1).flatMap((lang) => FORMS.map((route) => `${lang}/${route}`));

interface Options {
	/** `asked`: DuckDB starts only when asked (the reader saves data); `idle`: as soon as the page is idle. */
	start: 'asked' | 'idle';
}

interface Watched {
	/** What went wrong on the page: console errors, exceptions, breaches of the content security policy. */
	problems: string[];
}

/** Pages of the site under its base path; a problem on any of them fails the test. */
export const test = base.extend<Options & Watched>({
	start: ['asked', { option: true }],
	baseURL: async ({ baseURL }, use) => use(process.env.LEDGER_SITE ?? baseURL),
	context: async ({ context, start }, use) => {
		if (start === 'asked')
			await context.addInitScript(() =>
				Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })
			);
		await use(context);
	},
	problems: [
		async ({ context }, use) => {
			const problems: string[] = [];
			context.on('console', (message) => {
				if (message.type() === 'error') problems.push(`console: ${message.text()}`);
			});
			context.on('weberror', (event) => problems.push(`exception: ${String(event.error())}`));
			await use(problems);
			expect(problems).toEqual([]);
		},
		{ auto: true }
	]
});

/** Opens an address below the site's base and waits until its numbers are on show and its controls answer. */
export async function open(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await settled(page);
}

export async function settled(page: Page): Promise<void> {
	await expect(page.locator('html')).not.toHaveClass(/pending/);
	await expect(page.locator('.controls select').first()).toBeEnabled();
	await expect(page.locator('.figures')).toHaveAttribute('aria-busy', 'false');
}

export const figure = (page: Page, id: string) => page.locator(`[data-figure="${id}"]`);
export const engine = (page: Page) => page.locator('[data-engine]');
export const headline = (page: Page) => page.locator('.numbers');
export const findings = (page: Page) => page.locator('.findings');

/** A figure's table: cells by row header and column header. */
export async function table(page: Page, id: string): Promise<Record<string, Record<string, string>>> {
	const lines = await figure(page, id)
		.locator('table tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim()))
		);
	const [columns, ...rows] = lines;
	return Object.fromEntries(
		rows.map(([name, ...cells]) => [name, Object.fromEntries(cells.map((cell, i) => [columns[i + 1], cell]))])
	);
}

/** A facet's choices with the count beside each. */
export async function facet(page: Page, name: string): Promise<Record<string, string>> {
	const choices = page.getByRole('group', { name, exact: true }).locator('li label');
	return Object.fromEntries(
		await choices.evaluateAll((labels) =>
			labels.map((label) => [
				label.querySelector('.name')!.textContent.trim(),
				label.querySelector('.count')!.textContent.trim()
			])
		)
	);
}

/** A choice in a facet, whatever it counts at the moment. */
export const choice = (page: Page, facetName: string, label: string) =>
	page
		.getByRole('group', { name: facetName, exact: true })
		.locator('li label', { has: page.getByText(label, { exact: true }) })
		.getByRole('checkbox');

export interface Csv {
	name: string;
	text: string;
	rows: Record<string, string>[];
	columns: string[];
}

/** A file as saved. */
export async function csvOf(download: Download): Promise<Csv> {
	const text = (await readFile(await download.path())).toString('utf8');
	const { data, meta } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
	return { name: download.suggestedFilename(), text, rows: data, columns: meta.fields ?? [] };
}

/** The file that pressing a button gives. */
export async function press(page: Page, button: ReturnType<Page['getByRole']>): Promise<Csv> {
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	return csvOf(download);
}

/** A figure's own values, through its form. */
export async function values(page: Page, of: ReturnType<Page['locator']>, name = 'Values as CSV'): Promise<Csv> {
	await of.getByRole('button', { name: 'CSV', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'Values of this figure' });
	const csv = await press(page, dialog.getByRole('button', { name, exact: true }));
	await dialog.getByRole('button', { name: 'Close' }).click();
	return csv;
}

export const sum = (rows: Record<string, string>[], column: string) =>
	rows.reduce((total, row) => total + Number(row[column]), 0);

/** `7,839,387` from a number. */
export const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** The headline of so many requests, and of so many items. */
export const says = (requests: number, items?: number) =>
	new RegExp(
		`^\\s*${grouped(requests)} requests\\s*${items === undefined ? '' : `naming\\s*${grouped(items)} items\\s*$`}`
	);
