import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, figure, FIGURES, open, press, sum, test } from './support.ts';
import { unzip } from './unzip.ts';

async function openPack(page: Page, address: string): Promise<Locator> {
	await open(page, address);
	await page.getByRole('button', { name: 'Report pack' }).click();
	const dialog = page.getByRole('dialog', { name: 'Report pack' });
	await expect(dialog.getByRole('button', { name: 'Download the pack' })).toBeEnabled();
	return dialog;
}

async function packOf(page: Page, dialog: Locator) {
	const [download] = await Promise.all([
		page.waitForEvent('download', { timeout: 60_000 }),
		dialog.getByRole('button', { name: 'Download the pack' }).click()
	]);
	const bytes = await readFile(await download.path());
	return { name: download.suggestedFilename(), bytes, files: await unzip(bytes) };
}

const text = (files: Map<string, Buffer>, path: string) => files.get(path)!.toString('utf8');

test('a pack holds every figure as image, values and SQL, the rows, texts, and a manifest that is right', async ({
	page
}) => {
	await page.route(/\.wasm$/, (route) => route.abort());
	const dialog = await openPack(page, 'en/?product=youtube&from=2019H1');
	const { name, files } = await packOf(page, dialog);
	const scope = '2019h1-2025h2_product-youtube_edition-2026-06';
	expect(name).toBe(`takedown-ledger_kz_pack_${scope}.zip`);

	const paths = [...files.keys()];
	expect(paths).toEqual(paths.toSorted());
	const of = (id: string) => `takedown-ledger_kz_${id === 'by-outcome' ? 'items' : 'requests'}-${id}_${scope}`;
	expect(paths).toEqual(
		[
			'README.txt',
			'alt-texts.txt',
			'citation.txt',
			'manifest.json',
			`rows/takedown-ledger_kz_rows_${scope}.csv`,
			...FIGURES.flatMap((id) => [
				`images/${of(id)}_report.png`,
				`images/${of(id)}_report.svg`,
				`sql/${of(id)}.sql`,
				`values/${of(id)}.csv`
			])
		].toSorted()
	);

	const manifest = JSON.parse(text(files, 'manifest.json'));
	expect(manifest).toMatchObject({ edition: '2026-06', not_hashed: ['citation.txt', 'manifest.json'] });
	expect(manifest.address).toContain('product=youtube&edition=2026-06');
	const listed = manifest.files as { path: string; bytes: number; sha256: string }[];
	expect(listed.map(({ path }) => path)).toEqual(paths.filter((path) => !manifest.not_hashed.includes(path)));
	for (const { path, bytes, sha256 } of listed) {
		const content = files.get(path)!;
		expect(bytes, path).toBe(content.length);
		expect(sha256, path).toBe(createHash('sha256').update(content).digest('hex'));
	}

	// What stands in it is what the page gives one by one.
	await page.keyboard.press('Escape');
	const rows = await press(page, page.getByRole('button', { name: 'Download CSV' }).last());
	expect(text(files, `rows/takedown-ledger_kz_rows_${scope}.csv`)).toBe(rows.text);
	for (const id of FIGURES) {
		const title = await figure(page, id).locator('.title').innerText();
		for (const path of ['README.txt', 'alt-texts.txt', 'citation.txt']) expect(text(files, path)).toContain(title);
		expect(text(files, `images/${of(id)}_report.svg`)).toContain('product: YouTube');
		expect(text(files, `sql/${of(id)}.sql`)).toContain("'youtube'");
		expect(files.get(`images/${of(id)}_report.png`)!.readUInt32BE(16)).toBe(1600);
	}
	expect(text(files, `values/${of('by-reason')}.csv`)).toContain('national-security');
	const values = text(files, `values/${of('by-period')}.csv`)
		.split('\r\n')
		.slice(1, -1);
	const column = text(files, `values/${of('by-period')}.csv`)
		.split('\r\n')[0]
		.split(',')
		.indexOf('value');
	expect(values.reduce((total, line) => total + Number(line.split(',')[column]), 0)).toBe(sum(rows.rows, 'requests'));
});

test('made again from the same link, another day, every byte is the same but the citation’s', async ({ browser }) => {
	const packs = [];
	for (const day of ['2026-11-02', '2027-03-14']) {
		const context = await browser.newContext({ baseURL: process.env.LEDGER_SITE });
		const page = await context.newPage();
		await page.clock.setFixedTime(new Date(`${day}T10:00:00Z`));
		const dialog = await openPack(page, 'en/?from=2017H1&to=2018H2');
		packs.push(await packOf(page, dialog));
		await context.close();
	}
	const [first, second] = packs;
	expect([...first.files.keys()]).toEqual([...second.files.keys()]);
	const differ = [...first.files.keys()].filter((path) => !first.files.get(path)!.equals(second.files.get(path)!));
	expect(differ).toEqual(['citation.txt']);
	expect(text(first.files, 'citation.txt')).toContain('2 November 2026');
	expect(text(second.files, 'citation.txt')).toContain('14 March 2027');
	// Where the days are of one length, the containers differ in that file alone.
	for (const { bytes } of packs) expect(bytes.includes(Buffer.from('2026-06'))).toBe(true);
});

test('made twice on one day, it is one file', async ({ page }) => {
	const dialog = await openPack(page, 'en/?from=2019H1&reason=fraud');
	for (const id of [
		'By half-year',
		'Reasons over time',
		'By product',
		'Products over time',
		'By requester',
		'By outcome'
	])
		await dialog.getByLabel(id, { exact: true }).uncheck();
	await dialog.getByLabel('Square').check();
	await dialog.getByLabel('One ink').check();
	const first = await packOf(page, dialog);
	const second = await packOf(page, dialog);
	expect(first.bytes.equals(second.bytes)).toBe(true);
	expect(
		[...first.files.keys()].filter((path) => path.startsWith('images/')).map((path) => path.split('06_')[1])
	).toEqual([
		'report_one-ink.png',
		'report_one-ink.svg',
		'square_one-ink.png',
		'square_one-ink.svg',
		'report_one-ink.png',
		'report_one-ink.svg',
		'square_one-ink.png',
		'square_one-ink.svg'
	]);
});

test('cancelled, nothing is saved, and it can be made afterwards', async ({ page }) => {
	const dialog = await openPack(page, 'en/');
	let saved = 0;
	page.on('download', () => saved++);
	await dialog.getByLabel('Print').check();
	await dialog.getByLabel('Square').check();
	await dialog.getByRole('button', { name: 'Download the pack' }).click();
	await expect(dialog.locator('[data-pack-progress]')).toHaveText(/^[1-9]\d* of \d+ files$/);
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(dialog.locator('[data-pack-said]')).toHaveText('Cancelled. Nothing was saved.');
	await expect(dialog.getByRole('progressbar')).toHaveCount(0);
	expect(saved).toBe(0);
	await dialog.getByLabel('Print').uncheck();
	await dialog.getByLabel('Square').uncheck();
	const { files } = await packOf(page, dialog);
	expect(files.size).toBeGreaterThan(FIGURES.length);
});
