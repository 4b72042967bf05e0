import type { Browser } from '@playwright/test';
import { median, ms, ratio, type Line } from './numbers.ts';

const RUNS = 5;

/** Milliseconds from asking for a page until DuckDB starts and is ready on it, with nothing cached. */
async function timesTo(browser: Browser, address: string): Promise<{ starting: number; ready: number }> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	await context.addInitScript(() => {
		// No named function: tsx would call a helper that the page doesn't have.
		new MutationObserver(() => {
			for (const state of ['starting', 'ready'])
				if (document.querySelector(`[data-duckdb="${state}"]`) && performance.getEntriesByName(state).length === 0)
					performance.mark(state);
		}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-duckdb'] });
	});
	const page = await context.newPage();
	await page.goto(address);
	await page.locator('[data-duckdb="ready"]').waitFor({ state: 'attached', timeout: 120_000 });
	const [starting, ready] = await page.evaluate(() =>
		['starting', 'ready'].map((state) => performance.getEntriesByName(state)[0]?.startTime ?? 0)
	);
	await context.close();
	return { starting, ready };
}

/** DuckDB over the edition: on our page, and on one that has nothing else to do. */
export async function duckdbStart(browser: Browser, site: string, edition: string): Promise<Line[]> {
	const [fromClick, fromStart, bare]: number[][] = [[], [], []];
	for (let run = 0; run < RUNS; run++) {
		const ours = await timesTo(browser, `${site}en/`);
		fromClick.push(ours.ready);
		fromStart.push(ours.ready - ours.starting);
		const theirs = await timesTo(browser, `${site}bare.html?folder=/data/editions/${edition}`);
		bare.push(theirs.ready);
	}
	const [ours, started, theirs] = [fromClick, fromStart, bare].map(median);
	return [
		[`DuckDB ready, from navigation, median of ${RUNS}`, ms(ours), `bare page ${ms(theirs)}`, ratio(ours, theirs)],
		['DuckDB ready, from its start after load and idle', ms(started), `bare page ${ms(theirs)}`, ratio(started, theirs)]
	];
}
