import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FILE_LINKS, NOT_THERE, PAGE_LINKS } from './links.ts';
import { expect, test } from './support.ts';

const ROUTES = join(import.meta.dirname, '../../src/routes');

test('every page and file of the site has a row', () => {
	const made = readdirSync(ROUTES, { recursive: true, withFileTypes: true })
		.filter(({ name }) => name === '+page.svelte' || name === '+server.ts')
		.map(({ parentPath }) => relative(ROUTES, parentPath));
	const told = new Set([...PAGE_LINKS, ...FILE_LINKS].map(({ route }) => route));
	expect([...told].sort()).toEqual([...new Set(made)].sort());
});

for (const { route, address, heading, says, notices = [], ends = address } of PAGE_LINKS)
	test(`/${address} opens ${route || 'the chooser'}`, async ({ page }) => {
		await page.goto(address);
		if (heading) await expect(page.locator('h1')).toHaveText(heading);
		if (says) await expect(page.locator('body')).toContainText(says);
		await expect(page.locator('html')).not.toHaveClass(/pending/);
		await expect(page.locator('.notices li')).toHaveText(notices);
		expect(page.url()).toBe(`${process.env.LEDGER_SITE}${ends}`);
	});

test('files are where they have been', async ({ request }) => {
	const wrong: string[] = [];
	for (const { address, type, begins } of FILE_LINKS) {
		const answer = await request.get(address);
		const text = begins === undefined ? '' : await answer.text();
		if (
			answer.status() !== 200 ||
			!(answer.headers()['content-type'] ?? '').includes(type) ||
			!text.startsWith(begins ?? '')
		)
			wrong.push(`${address}: ${answer.status()} ${answer.headers()['content-type']} ${text.slice(0, 20)}`);
	}
	expect(wrong).toEqual([]);
});

test('an address that never was says so in each language, and leads back from any depth', async ({ page, request }) => {
	for (const address of NOT_THERE) {
		const answer = await request.get(address);
		expect(answer.status(), address).toBe(404);
		expect(await answer.text()).toContain('There is no such page here.');
	}
	await page.goto('404.html');
	for (const [lang, text] of [
		['en', 'There is no such page here.'],
		['ru', 'Такой страницы здесь нет.'],
		['kk', 'Мұнда ондай бет жоқ.']
	]) {
		await expect(page.locator(`section[lang=${lang}]`)).toContainText(text);
		// Whole from the host's root on: the page can't know how deep it is shown.
		const path = new URL(process.env.LEDGER_SITE!).pathname;
		await expect(page.locator(`section[lang=${lang}] a`)).toHaveAttribute('href', `${path}${lang}/`);
	}
	await page.getByRole('link', { name: /^English/ }).click();
	await expect(page).toHaveURL(/\/en\/$/);
});
