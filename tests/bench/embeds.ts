import type { Browser } from '@playwright/test';
import { FIGURES } from '#lib/domain/figure.ts';
import { ratio, type Line } from './numbers.ts';

const BUDGET = 60_000;

/** Territories with the most rows to carry, and the world. */
const QUERIES: [string, string][] = [
	['', 'default'],
	['?territory=IN', 'India'],
	['?territory=world', 'the world'],
	['?territory=world&requester=police&reason=fraud', 'the world, crossed']
];

/** Bytes that each embed asks for in all, as carried. */
export async function embeds(browser: Browser, site: string): Promise<Line[]> {
	const kb = (value: number) => `${(value / 1000).toFixed(1)} kB`;
	const lines: Line[] = [];
	for (const id of FIGURES)
		for (const [query, name] of QUERIES) {
			const page = await browser.newPage({ viewport: { width: 720, height: 900 } });
			const session = await page.context().newCDPSession(page);
			await session.send('Network.enable');
			let bytes = 0;
			session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
			await page.goto(`${site}en/embed/${id}/${query}`);
			await page.locator('main input.x').waitFor({ state: 'attached' });
			await page.close();
			lines.push([`embed ${id}, ${name}`, kb(bytes), `budget ${kb(BUDGET)}`, ratio(bytes, BUDGET)]);
		}
	return lines;
}
