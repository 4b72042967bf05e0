import type { Browser } from '@playwright/test';
import { ratio, type Line } from './numbers.ts';

const BUDGET = 120_000;

/** Bytes of everything asked for until `load`, as carried. */
export async function firstPage(browser: Browser, site: string): Promise<Line[]> {
	const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	const asked = new Set<string>();
	let loaded = false;
	let bytes = 0;
	page.once('load', () => (loaded = true));
	session.on('Network.requestWillBeSent', ({ requestId, request }) => {
		if (!loaded && !request.url.startsWith('data:')) asked.add(requestId);
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (asked.delete(requestId)) bytes += encodedDataLength;
	});
	await page.goto(`${site}en/`, { waitUntil: 'load' });
	for (let waited = 0; asked.size > 0 && waited < 100; waited++) await page.waitForTimeout(50);
	await page.close();
	const kb = (value: number) => `${(value / 1000).toFixed(1)} kB`;
	return [['first page until load, compressed', kb(bytes), `budget ${kb(BUDGET)}`, ratio(bytes, BUDGET)]];
}
