import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { parseCatalog } from '#lib/ingest/catalog.ts';
import { duckdbStart } from './duckdbStart.ts';
import { embeds } from './embeds.ts';
import { filterToPaint } from './filterToPaint.ts';
import { finder } from './finder.ts';
import { firstPage } from './firstPage.ts';
import { growth } from './growth.ts';
import { importer } from './importer.ts';
import { printTable, type Line } from './numbers.ts';
import { ownFiles } from './ownFiles.ts';
import { pack } from './pack.ts';
import { plotPage } from './plotPage.ts';
import { serve } from './serve.ts';

// npm run bench  Ours beside what it is held against, in one run, as ratios; nothing passes or fails here.
// BENCH_SITE=<folder> takes a site that is already built; CHROMIUM_PATH another browser.

const ROOT = join(import.meta.dirname, '../..');
const WORK = join(ROOT, 'test-results/bench');

function buildSite(): string {
	if (process.env.BENCH_SITE) return process.env.BENCH_SITE;
	const folder = join(WORK, 'site');
	execFileSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
		cwd: ROOT,
		env: { ...process.env, BUILD_DIR: 'test-results/bench/site' },
		stdio: 'pipe'
	});
	return folder;
}

/** The pages ours are held against, bundled as the site is. */
async function buildPages(): Promise<string> {
	const root = join(import.meta.dirname, 'pages');
	const outDir = join(WORK, 'pages');
	const input = ['bare.html', 'plot.html'].map((name) => join(root, name));
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		build: { outDir, emptyOutDir: true, assetsDir: 'bench', rolldownOptions: { input } }
	});
	return outDir;
}

async function main(): Promise<void> {
	const edition = parseCatalog(readFileSync(join(ROOT, 'data/catalog.json'), 'utf8')).editions.at(-1)!.edition;
	const site = await serve(buildSite(), await buildPages());
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: ['--no-sandbox']
	});
	const lines: Line[] = [
		[`edition ${edition}, Node ${process.version}, Chromium ${browser.version()}`, 'ours', 'against', 'ratio']
	];
	try {
		for (const part of [
			() => firstPage(browser, site.address),
			() => embeds(browser, site.address),
			() => pack(browser, site.address),
			() => duckdbStart(browser, site.address, edition),
			() => filterToPaint(browser, site.address),
			() => plotPage(browser, site.address, edition),
			() => importer(),
			() => ownFiles(),
			() => growth(edition),
			() => finder(edition)
		])
			lines.push(...(await part()));
	} finally {
		await browser.close();
		site.close();
		rmSync(WORK, { recursive: true, force: true });
	}
	printTable(lines);
}

await main();
