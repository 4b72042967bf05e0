import type { Browser } from '@playwright/test';
import { changesToPaint, oursToPaint } from './filterToPaint.ts';
import { median, ms, quantile, ratio, type Line } from './numbers.ts';

const RUNS = 5;
const CHANGES = 20;
const FIGURE = { ours: '[data-figure] svg', theirs: 'main svg' };

/** Milliseconds from asking for a page until a figure is on the screen, with nothing cached. */
async function firstFigure(browser: Browser, address: string, figure: string): Promise<number> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	await context.addInitScript((figure) => {
		new MutationObserver((_, observer) => {
			if (!document.querySelector(figure) || document.documentElement.classList.contains('pending')) return;
			observer.disconnect();
			requestAnimationFrame(() =>
				setTimeout(() => document.documentElement.setAttribute('data-drawn', String(performance.now())), 0)
			);
		}).observe(document, { subtree: true, childList: true, attributes: true });
	}, figure);
	const page = await context.newPage();
	await page.goto(address);
	const time = Number(await page.locator('html[data-drawn]').getAttribute('data-drawn'));
	await context.close();
	return time;
}

async function theirsToPaint(browser: Browser, address: string): Promise<number[]> {
	const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
	await page.goto(address);
	await page.locator(FIGURE.theirs).first().waitFor();
	const times = await changesToPaint(page, { boxes: 'fieldset input', text: '.total' }, CHANGES);
	await page.close();
	return times;
}

/** The figures by Observable Plot and `d3.rollup` from the same files: a territory's, and the whole edition's. */
export async function plotPage(browser: Browser, site: string, edition: string): Promise<Line[]> {
	const folder = `/data/editions/${edition}`;
	const lines: Line[] = [];
	for (const [name, query, csv, engine] of [
		['Kazakhstan', '', `${folder}/KZ/removals.csv`, 'rows'],
		['the world', '?territory=world', `${folder}/removals.csv`, 'duckdb']
	] as const) {
		const [ours, theirs] = [`${site}en/${query}`, `${site}plot.html?csv=${csv}`];
		const first: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
		for (let run = 0; run < RUNS; run++) {
			first.ours.push(await firstFigure(browser, ours, FIGURE.ours));
			first.theirs.push(await firstFigure(browser, theirs, FIGURE.theirs));
		}
		const change = {
			ours: await oursToPaint(browser, ours, engine, CHANGES),
			theirs: await theirsToPaint(browser, theirs)
		};
		const add = (what: string, of: (times: number[]) => number, times: typeof first) =>
			lines.push([what, ms(of(times.ours)), `Plot ${ms(of(times.theirs))}`, ratio(of(times.ours), of(times.theirs))]);
		add(`first figure, ${name}, median of ${RUNS}`, median, first);
		add(`filter to paint, ${name} (${engine}), p50`, median, change);
		add(`filter to paint, ${name} (${engine}), p95`, (times) => quantile(times, 0.95), change);
	}
	return lines;
}
