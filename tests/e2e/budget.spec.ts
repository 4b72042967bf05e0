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
const VIEW_LIMIT = 124_000;
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
