import type { Browser } from '@playwright/test';
import { median, ms, ratio, type Line } from './numbers.ts';

const RUNS = 3;
const OUT = 2;

/** Time from the press to the file: a pack of six figures, against one of a single figure. */
export async function pack(browser: Browser, site: string): Promise<Line[]> {
	const timed = async (figures: number) => {
		const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		await page.goto(`${site}en/`);
		await page.getByRole('button', { name: 'Report pack' }).click();
		const dialog = page.getByRole('dialog', { name: 'Report pack' });
		const boxes = dialog.getByRole('group', { name: 'Figures' }).getByRole('checkbox');
		for (let i = (await boxes.count()) - 1; i >= figures; i--) await boxes.nth(i).uncheck();
		const start = performance.now();
		const saved = page.waitForEvent('download', { timeout: 120_000 });
		await dialog.getByRole('button', { name: 'Download the pack' }).click();
		await saved;
		const took = performance.now() - start;
		await page.close();
		return took;
	};
	const six: number[] = [];
	const one: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		six.push(await timed(8 - OUT));
		one.push(await timed(1));
	}
	return [['pack of six figures, p50', ms(median(six)), `of one ${ms(median(one))}`, ratio(median(six), median(one))]];
}
