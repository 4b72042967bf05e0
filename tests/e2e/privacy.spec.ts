import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { NOTHING_STORED, stored } from './own-files.ts';
import { BROWSER_ARGS } from './playwright.config.ts';
import { engine, expect, FIGURES, open, PAGES, settled, test } from './support.ts';
import { abroad, tour, watch } from './tour.ts';

/** Stands where DuckDB's host of extensions would be, and counts who comes. */
async function standIn(): Promise<{ port: number; hits: () => number; close: () => void }> {
	let hits = 0;
	const server = createServer((socket) => {
		hits++;
		socket.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { port: (server.address() as AddressInfo).port, hits: () => hits, close: () => server.close() };
}

test('a whole visit asks nobody but the site, breaks no policy and leaves nothing behind', async ({ baseURL }) => {
	test.setTimeout(600_000);
	const extensions = await standIn();
	let browser: Browser | undefined;
	try {
		const hosts = `MAP *.duckdb.org 127.0.0.1:${extensions.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;
		browser = await chromium.launch({
			executablePath: process.env.CHROMIUM_PATH || undefined,
			args: [...BROWSER_ARGS.filter((arg) => !arg.includes('host-resolver')), `--host-resolver-rules=${hosts}`]
		});
		const context = await browser.newContext({
			baseURL,
			permissions: ['clipboard-write'],
			viewport: { width: 1280, height: 900 }
		});
		const seen = await watch(context);
		const page = await context.newPage();
		await tour(page);

		expect.soft(abroad(seen.asked, baseURL!)).toEqual([]);
		// The log reaches into frames and workers: it saw an embed and the engine's own file.
		expect.soft(seen.asked.some((url) => url.includes('/embed/rows/'))).toBe(true);
		expect.soft(seen.asked.some((url) => url.endsWith('.wasm'))).toBe(true);
		expect.soft(seen.problems).toEqual([]);
		expect.soft(extensions.hits()).toBe(0);

		expect.soft(await stored(page)).toEqual(NOTHING_STORED);
		expect.soft(await context.cookies()).toEqual([]);
		expect.soft(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
		await page.reload();
		await settled(page);
		expect.soft(await stored(page)).toEqual(NOTHING_STORED);

		// Who asks is heard.
		const other = await context.newPage();
		for (const scheme of ['http', 'https']) await other.goto(`${scheme}://extensions.duckdb.org/`).catch(() => {});
		expect(extensions.hits()).toBeGreaterThanOrEqual(2);
	} finally {
		await browser?.close();
		extensions.close();
	}
});

/** The built HTML files and style sheets of a site, by path. */
async function built(ending: string): Promise<[path: string, text: string][]> {
	const folder = join(import.meta.dirname, '../../test-results/site/ledger');
	const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(ending));
	return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as [string, string]));
}

/** Runs in the browser: what of a page's markup would load from elsewhere, run unasked or tell where a reader comes from. */
function faultsOf(html: string): string[] {
	const page = new DOMParser().parseFromString(html, 'text/html');
	const faults: string[] = [];
	const all = (selector: string) => [...page.querySelectorAll(selector)];
	const once = (selector: string) => {
		if (all(selector).length !== 1) faults.push(`${all(selector).length} of ${selector}`);
	};
	once('head meta[http-equiv="content-security-policy" i]');
	once('head meta[name="referrer"][content="no-referrer"]');
	const policy = page.querySelector('meta[http-equiv="content-security-policy" i]')?.getAttribute('content') ?? '';
	if (!policy.startsWith("default-src 'none'")) faults.push(`policy ${policy}`);
	if (/unsafe-eval'|script-src[^;]*'unsafe-inline'/.test(policy.replace("'wasm-unsafe-eval'", ''))) faults.push(policy);

	const foreign = (address: string) => /^\s*([a-z][\w+.-]*:)?\/\//i.test(address);
	const LOADED =
		'script, img, source, iframe, frame, embed, object, video, audio, track, input, use, image, form, base';
	for (const element of [
		...all(LOADED),
		...all('link').filter((link) => !/^(canonical|alternate)$/.test(link.getAttribute('rel')!))
	])
		for (const name of ['src', 'srcset', 'href', 'xlink:href', 'data', 'poster', 'action']) {
			const address = element.getAttribute(name);
			if (address !== null && foreign(address)) faults.push(`<${element.localName} ${name}="${address}">`);
		}
	for (const link of all('link'))
		if (/preconnect|prefetch|prerender/.test(link.getAttribute('rel')!)) faults.push(link.outerHTML);
	if (all('script[type=speculationrules], meta[http-equiv=refresh i]').length > 0) faults.push('goes on by itself');
	for (const style of [...all('style'), ...all('[style]')])
		if (/url\(\s*['"]?\s*(\w+:)?\/\/|@import/i.test(style.getAttribute('style') ?? style.textContent))
			faults.push(style.outerHTML);
	for (const element of all('*'))
		for (const { name, value } of element.attributes)
			if (/^on/i.test(name) || name === 'ping' || name === 'referrerpolicy' || /^\s*javascript:/i.test(value))
				faults.push(`<${element.localName} ${name}="${value}">`);
	for (const link of all('a[href]')) {
		const rel = (link.getAttribute('rel') ?? '').split(' ');
		if (foreign(link.getAttribute('href')!) && !rel.includes('noreferrer')) faults.push(link.outerHTML);
		if (link.hasAttribute('target') && !rel.includes('noopener') && !rel.includes('noreferrer'))
			faults.push(link.outerHTML);
	}
	return faults;
}

/** Scripts in a page, each with the hash by which its policy may let it in. */
function inlineScripts(html: string): string[] {
	const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)(?![^>]*application\/json)[^>]*>([^]*?)<\/script>/g)];
	return scripts.map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}

test('every HTML file of the site has policy and referrer, and nothing in it loads from elsewhere or runs without a hash', async ({
	page
}) => {
	const files = await built('.html');
	expect(files.map(([path]) => path)).toEqual(expect.arrayContaining(['index.html', 'en/embed/by-period/index.html']));
	expect(files.length).toBeGreaterThanOrEqual(PAGES.length + FIGURES.length);
	for (const [path, html] of files) {
		expect.soft(await page.evaluate(faultsOf, html), path).toEqual([]);
		const policy = /http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1] ?? '';
		for (const hash of inlineScripts(html)) expect.soft(policy, path).toContain(hash);
	}
	for (const [path, css] of await built('.css'))
		expect.soft(css, path).not.toMatch(/@import|url\(\s*['"]?\s*(\w+:)?\/\//);
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
