import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { expect, PAGES, test } from './support.ts';
import { abroad, askSql, explore, watch } from './tour.ts';

const FOLDER = join(import.meta.dirname, '../../test-results/site/ledger');
const BASE = '/ledger';

type Rule = { path: RegExp; headers: [name: string, value: string][] };

/** The file of headers as hosts read it: `*` is anything, `:name` one folder. */
function readRules(text: string): Rule[] {
	const rules: Rule[] = [];
	for (const line of text.split('\n').filter((line) => line.trim() !== ''))
		if (/^\s/.test(line)) {
			const [, name, value] = /^\s+([\w-]+): (.+)$/.exec(line)!;
			rules.at(-1)!.headers.push([name.toLowerCase(), value]);
		} else {
			const pattern = line.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
			rules.push({ path: new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`), headers: [] });
		}
	return rules;
}

const rules = () => readRules(readFileSync(join(FOLDER, '_headers'), 'utf8'));

/** What a host sends for a path; values of one header are put together. */
function headersFor(path: string): Record<string, string> {
	const sent: Record<string, string> = {};
	for (const { headers } of rules().filter((rule) => rule.path.test(path)))
		for (const [name, value] of headers) sent[name] = sent[name] ? `${sent[name]}, ${value}` : value;
	return sent;
}

/** A host that applies the built file of headers. */
async function host(): Promise<{ site: string; close: () => void }> {
	const files = sirv(FOLDER, { etag: true, gzip: true, brotli: true });
	const server = createServer((request, response) => {
		const path = request.url!.split('?')[0];
		const missing = () => void response.writeHead(404).end('not here');
		if (!path.startsWith(`${BASE}/`)) return missing();
		for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
		request.url = request.url!.slice(BASE.length);
		files(request, response, missing);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		site: `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}/`,
		close: () => server.close()
	};
}

/** A page of another site. */
async function elsewhere(body: string): Promise<{ address: string; close: () => void }> {
	const server = createServer((_, response) =>
		response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>Elsewhere</title>${body}`)
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		close: () => server.close()
	};
}

test('every page has the policy by header, an embed has none, and each header is sent once', () => {
	for (const page of PAGES) {
		const sent = headersFor(`${BASE}/${page}`);
		expect(sent['content-security-policy'], page).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
		expect(sent['content-security-policy'].match(/default-src/g), page).toHaveLength(1);
		expect(sent, page).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
		expect(sent['cache-control'], page).toBeUndefined();
	}
	for (const path of [
		'en/embed/by-period/',
		'en/embed/figures.js',
		'embed/rows/2026-06/KZ.js',
		'data/editions/2026-06/removals.csv'
	]) {
		expect(existsSync(join(FOLDER, path)), path).toBe(true);
		const sent = headersFor(`${BASE}/${path}`);
		expect(sent['content-security-policy'], path).toBeUndefined();
		expect(sent['cross-origin-resource-policy'], path).toBe('cross-origin');
	}
	expect(headersFor(`${BASE}/data/editions/2026-06/removals.csv`)['access-control-allow-origin']).toBe('*');
	expect(headersFor(`${BASE}/en/`)['access-control-allow-origin']).toBeUndefined();
	expect(headersFor(`${BASE}/_app/immutable/x.js`)['cache-control']).toContain('immutable');
});

test('on a host that applies them every page opens, and both engines and the console answer', async ({ browser }) => {
	test.setTimeout(180_000);
	const { site, close } = await host();
	const context = await browser.newContext({
		baseURL: site,
		permissions: ['clipboard-write'],
		viewport: { width: 1280, height: 900 }
	});
	try {
		const seen = await watch(context);
		const page = await context.newPage();
		for (const address of PAGES) expect((await page.goto(address))!.status(), address).toBe(200);
		await explore(page);
		await askSql(page);
		expect(seen.problems).toEqual([]);
		expect(abroad(seen.asked, site)).toEqual([]);
	} finally {
		await context.close();
		close();
	}
});

test('an embed is shown on another site’s page, in a sandbox and out of it; a page is not', async ({
	page,
	problems
}) => {
	const { site, close } = await host();
	const frame = (path: string, sandbox = '') =>
		`<iframe title="a" ${sandbox} width="600" height="500" src="${site}${path}"></iframe>`;
	const parent = await elsewhere(
		[
			frame('en/embed/by-reason/?territory=RU'),
			frame('en/embed/by-reason/?territory=TR', 'sandbox="allow-scripts"'),
			frame('en/figure/by-reason/'),
			`<img alt="" src="${site}en/embed/by-reason/picture.png">`
		].join('')
	);
	try {
		await page.goto(parent.address);
		await expect(page.frameLocator('iframe').nth(0).locator('[data-scope]')).toContainText('Russia');
		await expect(page.frameLocator('iframe').nth(1).locator('[data-scope]')).toContainText('Türkiye');
		await expect(page.frameLocator('iframe').nth(2).locator('main')).toHaveCount(0);
		expect(problems.splice(0).filter((problem) => !problem.includes('frame-ancestors'))).toEqual([]);
		expect(await page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
		const csv = await page.evaluate(
			async (address) => (await fetch(address)).status,
			`${site}data/editions/2026-06/KZ/removals.csv`
		);
		expect(csv).toBe(200);
	} finally {
		parent.close();
		close();
	}
});
