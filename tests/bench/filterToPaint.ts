import type { Browser, Page } from '@playwright/test';
import { median, ms, quantile, ratio, type Line } from './numbers.ts';

const CHANGES = 40;
/** Milliseconds of one frame at 60 Hz. */
const FRAME = 1000 / 60;

export interface Watched {
	/** Boxes to tick and untick by turns. */
	boxes: string;
	/** Text that is another one after each change. */
	text: string;
}

const OURS: Watched = { boxes: 'fieldset[aria-label="Product"] input[type=checkbox]', text: '.headline .scope' };

/** Milliseconds from a click on a box until the frame with the new text is on its way to the screen, per change. */
export function changesToPaint(page: Page, watched: Watched, changes = CHANGES): Promise<number[]> {
	return page.evaluate(
		async ({ boxes, text, changes }) => {
			const times: number[] = [];
			for (let change = -4; change < changes; change++) {
				const all = document.querySelectorAll<HTMLInputElement>(boxes);
				const box = [...all].find(({ checked }) => checked) ?? all[Math.abs(change >> 1) % 4];
				const seen = new Promise<void>((resolve) => {
					const before = document.querySelector(text)!.textContent;
					const observer = new MutationObserver(() => {
						if (document.querySelector(text)?.textContent === before) return;
						observer.disconnect();
						resolve();
					});
					observer.observe(document.body, { characterData: true, subtree: true, childList: true });
				});
				const start = performance.now();
				box.click();
				await seen;
				// What runs after a frame's callbacks runs after its painting.
				await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
				if (change >= 0) times.push(performance.now() - start);
				await new Promise((resolve) => setTimeout(resolve, 250));
			}
			return times;
		},
		{ ...watched, changes }
	);
}

/** The explorer with one engine at work; DuckDB stays away where the reader saves data. */
async function openExplorer(browser: Browser, address: string, engine: 'rows' | 'duckdb'): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	if (engine === 'rows')
		await context.addInitScript(() =>
			Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })
		);
	const page = await context.newPage();
	await page.goto(address);
	await page.locator(`html:not(.pending) ${OURS.boxes}:enabled`).first().waitFor();
	await page.locator(`[data-duckdb="${engine === 'rows' ? 'off' : 'ready'}"]`).waitFor({ timeout: 120_000 });
	return page;
}

/** Changes of our explorer's product filter. */
export async function oursToPaint(
	browser: Browser,
	address: string,
	engine: 'rows' | 'duckdb',
	changes = CHANGES
): Promise<number[]> {
	const page = await openExplorer(browser, address, engine);
	const times = await changesToPaint(page, OURS, changes);
	const answeredBy = await page.locator('[data-engine]').getAttribute('data-engine');
	if (answeredBy !== engine) throw new Error(`answered by ${answeredBy}, not ${engine}`);
	await page.context().close();
	return times;
}

/** A changed filter on screen, Kazakhstan, against the frames it may take. */
export async function filterToPaint(browser: Browser, site: string): Promise<Line[]> {
	const lines: Line[] = [];
	for (const [engine, frames] of [
		['rows', 2],
		['duckdb', 4]
	] as const) {
		const times = await oursToPaint(browser, `${site}en/`, engine);
		for (const [name, value] of [
			['p50', median(times)],
			['p95', quantile(times, 0.95)]
		] as const)
			lines.push([
				`filter to paint, ${engine} engine, ${name} of ${times.length}`,
				ms(value),
				`${frames} frames ${ms(frames * FRAME)}`,
				ratio(value, frames * FRAME)
			]);
	}
	return lines;
}
