import type { Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '#lib/words/language.ts';
import { expect, figure, headline, open, settled, test } from './support.ts';

const SITE = join(import.meta.dirname, '../../test-results/site/ledger');

/** Words of the page as a reader sees them, without what scripts put in place of what they hide. */
const words = (page: Page) => page.locator('body').innerText();

test('each language says the same numbers in its own words', async ({ page }) => {
	await open(page, 'ru/');
	await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
	await expect(headline(page)).toHaveText(/983 запроса.*332\u00a0062 элемента/s);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Казахстан');
	await open(page, 'kk/');
	await expect(page.locator('html')).toHaveAttribute('lang', 'kk');
	await expect(headline(page)).toHaveText(/983 сұрау.*332\u00a0062/s);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Қазақстан');
	const said = await words(page);
	expect(said).not.toContain('Kazakhstan');
	expect(said).not.toContain('Казахстан');
	expect(said).not.toMatch(/\bM\d\d\b/);
});

for (const [shown, text] of [
	['from=2011H2&to=2011H2', '1 запрос'],
	['from=2011H2&to=2012H1', '3 запроса'],
	['from=2015H2&to=2015H2', '19 запросов'],
	['from=2023H1&to=2023H1', '188 запросов']
] as const)
	test(`Russian counts as Russian does: ${text.trim()}`, async ({ page }) => {
		await open(page, `ru/?${shown}`);
		await expect(headline(page)).toContainText(text.trim());
	});

for (const lang of LANGUAGES)
	test(`/${lang}/: the scripts leave the words as they were served`, async ({ page, browser }) => {
		const plain = await browser.newContext({ javaScriptEnabled: false });
		const served = await plain.newPage();
		const site = process.env.LEDGER_SITE!;
		for (const path of ['', 'method/', 'quality/', 'check/claims/']) {
			await served.goto(`${site}${lang}/${path}`);
			await page.goto(`${lang}/${path}`);
			const numbers = path === '' ? '.top, .figures h2, .figures .sentence' : 'main h1, main h2, main td, main th';
			if (path === '') await settled(page);
			const of = (where: Page) => where.locator(numbers).allTextContents();
			const before = await of(served);
			expect(before.length).toBeGreaterThan(3);
			expect(await of(page), path).toEqual(before);
		}
		await plain.close();
	});

test('the switch keeps the choice, the view, and the place on the page', async ({ page }) => {
	await open(page, 'en/?measure=items&from=2019H1&reason=fraud&view=table#by-requester');
	const count = (await headline(page).innerText()).match(/[\d,]+/)![0].replaceAll(',', '');
	await page.getByRole('link', { name: 'Қазақша' }).click();
	await page.waitForURL(/\/kk\//);
	await settled(page);
	expect(new URL(page.url()).search).toBe('?measure=items&from=2019H1&reason=fraud&view=table');
	expect((await headline(page).innerText()).replace(/[^\d]/g, '')).toContain(count);
	expect(new URL(page.url()).hash).toBe('#by-requester');
	await page.goto('ru/figure/by-outcome/?territory=IN');
	await settled(page);
	await page.getByRole('link', { name: 'English' }).click();
	await page.waitForURL(/\/en\/figure\/by-outcome\/\?territory=IN/);
});

test('territories stand in the order of each alphabet', async ({ page }) => {
	for (const [lang, order] of [
		['ru', ['Австралия', 'Беларусь', 'Ямайка', 'Япония']],
		['kk', ['Австралия', 'Әзірбайжан', 'Бангладеш', 'Қырғызстан', 'Өзбекстан', 'Ұлыбритания', 'Үндістан', 'Ямайка']]
	] as const) {
		await open(page, `${lang}/`);
		const select = page.locator('.controls select').first();
		await expect.poll(() => select.locator('option').count()).toBeGreaterThan(100);
		const names = (await select.locator('option').allInnerTexts()).map((text) => text.replace(/\s*\(.*$/, '').trim());
		const places = order.filter((name) => names.includes(name)).map((name) => names.indexOf(name));
		expect(places.length).toBeGreaterThan(3);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
	}
});

test("Google's own words stand beside each label", async ({ page }) => {
	await open(page, 'ru/');
	await expect(page.locator('label', { hasText: 'Национальная безопасность' }).first()).toHaveAttribute(
		'title',
		'National Security'
	);
	await page.goto('kk/method/#google');
	await page.locator('#google summary').nth(1).click();
	const row = page.locator('#google tr', { hasText: 'Ұлттық қауіпсіздік' });
	await expect(row.locator('[lang=en]')).toHaveText('National Security');
});

test('a figure goes out in another language than the page', async ({ page }) => {
	await open(page, 'ru/figure/by-reason/?from=2019H1');
	await figure(page, 'by-reason').getByRole('button', { name: 'Картинка', exact: true }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('radio', { name: 'Қазақша' }).check();
	const picture = dialog.locator('[data-image-preview] svg');
	await expect(picture).toContainText('Ұлттық қауіпсіздік');
	await expect(picture).toContainText('/kk/figure/by-reason/');
	await expect(picture).not.toContainText('Национальная');
	await expect(dialog.getByRole('heading').first()).toHaveText(/картинк/i);
	await page.keyboard.press('Escape');
	await figure(page, 'by-reason').getByRole('button', { name: 'Встроить', exact: true }).click();
	await page.getByRole('dialog').getByRole('radio', { name: 'English' }).check();
	await expect(page.getByRole('dialog').locator('textarea').first()).toHaveValue(/\/en\/embed\/by-reason\/\?/);
	const preview = page.getByRole('dialog').frameLocator('iframe').first();
	await expect(preview.locator('h1')).toContainText('National Security');
});

test('a page fetches the letters of its own language, and they are there', async ({ page }) => {
	const fonts: string[] = [];
	page.on('request', (request) => {
		if (request.resourceType() === 'font') fonts.push(request.url());
	});
	await open(page, 'kk/');
	await page.evaluate(() => document.fonts.ready);
	expect(await page.evaluate(() => document.fonts.check('16px Inter', 'Қғңөүһұі'))).toBe(true);
	expect(fonts.some((url) => url.includes('cyrillic-ext'))).toBe(true);
});

test('every page names itself in the other languages', async ({ page }) => {
	for (const path of ['', 'method/', 'figure/by-reason/']) {
		await page.goto(`ru/${path}`);
		const links = await page
			.locator('link[rel=alternate][hreflang]')
			.evaluateAll((all) => all.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]));
		const at = (lang: string) => `https://ledger.example/ledger/${lang}/${path}`;
		expect(links).toEqual([...LANGUAGES.map((lang) => [lang, at(lang)]), ['x-default', at('en')]]);
	}
});

test('the languages have the same pages', () => {
	const pages = (lang: string) =>
		readdirSync(join(SITE, lang), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('index.html'))
			.sort();
	expect(pages('en').length).toBeGreaterThan(80);
	for (const lang of LANGUAGES) expect(pages(lang)).toEqual(pages('en'));
});

test('no page carries the words of another language', async ({ page }) => {
	const scripts = new Map<string, string>();
	page.on('response', (response) => {
		const { pathname } = new URL(response.url());
		if (pathname.endsWith('.js')) scripts.set(pathname.replace(/^\/ledger\//, ''), response.url());
	});
	const marks = { en: 'at least ', ru: 'минимум ', kk: 'кемінде ' };
	for (const lang of LANGUAGES) {
		scripts.clear();
		await open(page, `${lang}/`);
		const code = [...scripts.keys()].map((name) => readFileSync(join(SITE, name), 'utf8')).join('\n');
		for (const other of LANGUAGES)
			expect(code.includes(marks[other]), `${marks[other]}in /${lang}/`).toBe(other === lang);
	}
});
