import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, FIGURES, test } from './support.ts';

interface Carried {
	url: string;
	bytes: number;
}

/** What is asked for until `load`, and what each answer weighed as carried, headers included. */
async function carried(page: Page, address: string): Promise<Carried[]> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	const asked = new Map<string, Carried>();
	const done = new Set<string>();
	let loaded = false;
	page.once('load', () => (loaded = true));
	session.on('Network.requestWillBeSent', ({ requestId, request }) => {
		if (!loaded && !request.url.startsWith('data:')) asked.set(requestId, { url: request.url, bytes: 0 });
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const one = asked.get(requestId);
		if (one) one.bytes = encodedDataLength;
		done.add(requestId);
	});
	session.on('Network.loadingFailed', ({ requestId }) => done.add(requestId));
	await page.goto(address, { waitUntil: 'load' });
	await expect.poll(() => [...asked.keys()].filter((id) => !done.has(id))).toEqual([]);
	return [...asked.values()];
}

const LIMIT = 120_000;
/** Start unasked, as for most readers of a wide screen. */
test.use({ start: 'idle' });

/** What every page runs on is one file, and a view that is no figure brings its own code and words beside it. */
const VIEW_LIMIT = 125_000;
const LIMITS: [string, number][] = [
	['en/', LIMIT],
	...FIGURES.map((id): [string, number] => [`en/figure/${id}/`, LIMIT]),
	['en/moved/', VIEW_LIMIT],
	['en/check/', VIEW_LIMIT]
];

for (const [address, limit] of LIMITS)
	test(`/${address} carries at most ${limit / 1000} kB until load, and no WebAssembly`, async ({ page }, info) => {
		const all = await carried(page, address);
		const total = all.reduce((sum, { bytes }) => sum + bytes, 0);
		const name = (url: string) => new URL(url).pathname.split('/').slice(-2).join('/');
		const largest = all
			.toSorted((a, b) => b.bytes - a.bytes)
			.slice(0, 5)
			.map(({ url, bytes }) => `${name(url)} ${bytes}`);
		console.log(`  /${address}: ${total} bytes in ${all.length} requests; largest: ${largest.join(', ')}`);
		info.annotations.push({ type: 'bytes', description: String(total) });
		expect(all.filter(({ url }) => /\.wasm$|duckdb/.test(url))).toEqual([]);
		expect(all.length).toBeGreaterThan(3);
		expect(total).toBeLessThanOrEqual(limit);
	});

test('no page carries the whole edition or another language', async ({ page }) => {
	const urls = (await carried(page, 'en/')).map(({ url }) => url);
	expect(urls.filter((url) => /editions\/[^/]+\/[^/]+\.csv/.test(url))).toEqual([]);
	expect(urls.filter((url) => /cyrillic/.test(url))).toEqual([]);
});

const EMBED_LIMIT = 60_000;
/** The world's rows with every dimension at once: a filter on requesters together with products or reasons. */
const CROSSED = /^world-requester-(product|reason)|^world-requester-product-reason/;

test('an embed carries at most 60 kB, whatever the figure and the territory', async () => {
	const site = join(import.meta.dirname, '../../test-results/site/ledger');
	const bytes = async (path: string) => brotliCompressSync(await readFile(join(site, path))).length;
	const pages = await Promise.all(FIGURES.map((id) => bytes(`en/embed/${id}/index.html`)));
	const script = await bytes('en/embed/figures.js');
	const rows: { part: string; bytes: number }[] = [];
	for (const edition of await readdir(join(site, 'embed/rows')))
		for (const file of (await readdir(join(site, 'embed/rows', edition))).filter((name) => name.endsWith('.js')))
			rows.push({ part: file.replace('.js', ''), bytes: await bytes(`embed/rows/${edition}/${file}`) });
	expect(rows.length).toBeGreaterThan(150);
	const frame = Math.max(...pages) + script;
	const worst = (parts: typeof rows) => parts.toSorted((a, b) => b.bytes - a.bytes)[0];
	const territory = worst(rows.filter(({ part }) => !part.startsWith('world')));
	// A figure of the world asks for several parts: those of all divisions but the crossed ones, at the most.
	const world = ['world-product-reason', 'world-product', 'world-reason', 'world-requester', 'world'].reduce(
		(sum, part) => sum + Math.max(...rows.filter((row) => row.part === `${part}-counts`).map(({ bytes }) => bytes)),
		0
	);
	const crossed = worst(rows.filter(({ part }) => CROSSED.test(part)));
	console.log(
		`  embed: page and script ${frame}; with ${territory.part} ${frame + territory.bytes}; ` +
			`with the world ${frame + world}; with its crossed rows ${frame + world + crossed.bytes}`
	);
	expect(frame + territory.bytes).toBeLessThanOrEqual(EMBED_LIMIT);
	expect(frame + world).toBeLessThanOrEqual(EMBED_LIMIT);
});
