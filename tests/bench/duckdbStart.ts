import type { Browser } from '@playwright/test';
import { median, ms, ratio, type Line } from './numbers.ts';

const RUNS = 5;

/** Milliseconds from asking for a page until its mark of that name, with nothing cached. */
async function timeTo(browser: Browser, address: string, mark: string): Promise<{ ready: number; started: number }> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	await context.addInitScript(() => {
		const note = (state: string) => {
			if (document.querySelector(`[data-duckdb="${state}"]`) && performance.getEntriesByName(state).length === 0)
				performance.mark(state);
		};
		new MutationObserver(() => ['starting', 'ready'].forEach(note)).observe(document, {
			subtree: true,
			childList: true,
			attributes: true,
			attributeFilter: ['data-duckdb']
		});
	});
	const page = await context.newPage();
	await page.goto(address);
	await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, mark, { timeout: 120_000 });
	const at = (mark: string) => page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? 0, mark);
	const times = { ready: await at('ready'), started: await at('starting') };
	await context.close();
	return times;
}

/** DuckDB over the edition: on our page, and on one that has nothing else to do. */
export async function duckdbStart(browser: Browser, site: string, edition: string): Promise<Line[]> {
	const [fromClick, fromStart, bare]: number[][] = [[], [], []];
	for (let run = 0; run < RUNS; run++) {
		const ours = await timeTo(browser, `${site}en/`, 'ready');
		fromClick.push(ours.ready);
		fromStart.push(ours.ready - ours.started);
		const theirs = await timeTo(browser, `${site}bare.html?folder=/data/editions/${edition}`, 'ready');
		bare.push(theirs.ready);
	}
	const [ours, started, theirs] = [fromClick, fromStart, bare].map(median);
	return [
		[`DuckDB ready, from navigation, median of ${RUNS}`, ms(ours), `bare page ${ms(theirs)}`, ratio(ours, theirs)],
		['DuckDB ready, from its start after load and idle', ms(started), `bare page ${ms(theirs)}`, ratio(started, theirs)]
	];
}
