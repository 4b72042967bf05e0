import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { expect, figure, FIGURES, open, test } from './support.ts';

/** The chunks of a PNG file, in order. */
function chunksOf(png: Buffer): { name: string; data: Buffer }[] {
	const found = [];
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		found.push({ name: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
		at += 12 + length;
	}
	return found;
}

function described(png: Buffer) {
	const chunks = chunksOf(png);
	const header = chunks[0].data;
	const physical = chunks.find(({ name }) => name === 'pHYs')!.data;
	const texts = chunks.filter(({ name }) => name === 'iTXt').map(({ data }) => data.toString('utf8'));
	return {
		order: chunks.map(({ name }) => name),
		width: header.readUInt32BE(0),
		height: header.readUInt32BE(4),
		perMetre: [physical.readUInt32BE(0), physical.readUInt32BE(4)],
		texts
	};
}

async function openForm(page: Page, id: string, address = `en/figure/${id}/`): Promise<Locator> {
	await open(page, address);
	await figure(page, id).getByRole('button', { name: 'Image', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'This figure as an image' });
	await expect(dialog.locator('[data-image-preview] svg')).toBeVisible();
	return dialog;
}

const bytesOf = async (download: Download) => readFile(await download.path());

async function pressed(page: Page, dialog: Locator, name: string): Promise<Download> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name, exact: true }).click()
	]);
	return download;
}

const FORMATS = [
	{ label: 'Report, 1600 × 900', size: 'report', width: 1600, height: 900, perMetre: 10_000 },
	{ label: 'Print, 2400 × 1350', size: 'print', width: 2400, height: 1350, perMetre: 11_811 },
	{ label: 'Square, 1600 × 1600', size: 'square', width: 1600, height: 1600, perMetre: 10_000 }
];

for (const { label, size, width, height, perMetre } of FORMATS)
	test(`a picture for ${size} is as large as it says, on screen and on paper, and says what it is of`, async ({
		page
	}) => {
		await page.route(/\.wasm$/, (route) => route.abort());
		const dialog = await openForm(page, 'by-period', 'en/figure/by-period/?product=youtube');
		await dialog.getByLabel(label).check();
		const download = await pressed(page, dialog, 'Download PNG');
		expect(download.suggestedFilename()).toBe(
			`takedown-ledger_kz_requests-by-period_2011h1-2025h2_product-youtube_edition-2026-06_${size}.png`
		);
		const png = described(await bytesOf(download));
		expect(png).toMatchObject({ width, height, perMetre: [perMetre, perMetre] });
		expect(png.order.indexOf('pHYs')).toBeLessThan(png.order.indexOf('IDAT'));
		expect(png.texts.join('\n')).toContain('Google Transparency Report');
		expect(png.texts.join('\n')).toContain('product=youtube&edition=2026-06');
	});

test('the SVG file holds title, scope, source, edition, terms and address as text, and stands by itself', async ({
	page
}) => {
	const dialog = await openForm(page, 'by-reason', 'en/figure/by-reason/?product=youtube&from=2019H1');
	const title = await figure(page, 'by-reason').getByRole('heading', { level: 1 }).innerText();
	const svg = (await bytesOf(await pressed(page, dialog, 'Download SVG'))).toString('utf8');
	// As another program reads it.
	const read = await page.evaluate((text) => {
		const file = new DOMParser().parseFromString(text, 'image/svg+xml');
		return {
			failed: file.querySelector('parsererror')?.textContent ?? '',
			words: [...file.querySelectorAll('text')].map((one) => one.textContent).join(' '),
			title: file.querySelector('svg > title')!.textContent,
			description: file.querySelector('svg > desc')!.textContent,
			citation: file.querySelector('svg > metadata')!.textContent
		};
	}, svg);
	expect(read.failed).toBe('');
	expect(read.title).toBe(title);
	expect(read.words.replace(/(?<=[/?&=-]) /g, '')).toContain('product=youtube&edition=2026-06');
	for (const said of [
		title,
		'Requests from Kazakhstan, January 2019 to December 2025; product: YouTube.',
		'Source: Google Transparency Report, government requests to remove content; edition 2026-06',
		'CC BY 4.0'
	])
		expect(read.words).toContain(said);
	expect(read.description).toContain('product: YouTube');
	expect(read.citation).toContain(title);
	expect(svg).not.toMatch(
		/var\(|rgba?\(|hsl|oklch|color-mix|currentColor|transparent|foreignObject|@import|url\(http|#[0-9a-f]{8}\b/i
	);
});

test('a title and a note of the reader’s own, in the picture and beside the finding', async ({ page }) => {
	const dialog = await openForm(page, 'by-period');
	const words = dialog.locator('[data-image-preview] svg text');
	const finding = (await words.first().textContent())!;
	await dialog.getByLabel('Title, if you want your own').fill('Қазақстан: <b>сұраулар</b> & "деректер"');
	await dialog.getByLabel('A note of your own').fill('Checked by our desk');
	await expect(words.first()).toHaveText('Қазақстан: <b>сұраулар</b> & "деректер"');
	await expect(words.nth(1)).toHaveText(finding);
	await expect(words.filter({ hasText: 'Checked by our desk' })).toHaveCount(1);
});

test('one ink: greys alone, in the file too', async ({ page }) => {
	const dialog = await openForm(page, 'by-reason-over-time');
	await dialog.getByLabel('One ink').check();
	const download = await pressed(page, dialog, 'Download SVG');
	expect(download.suggestedFilename()).toMatch(/_report_one-ink\.svg$/);
	const svg = (await bytesOf(download)).toString('utf8');
	const colours = [...new Set([...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour))];
	expect(colours.length).toBeGreaterThan(3);
	expect(colours.filter((colour) => !/^#(..)\1\1$/.test(colour))).toEqual([]);
});

test('Kazakh letters are painted in the site’s face, each by a glyph of its own', async ({ page }) => {
	const dialog = await openForm(page, 'by-period');
	const picture = async (title: string) => {
		await dialog.getByLabel('Title, if you want your own').fill(title);
		await expect(dialog.locator('[data-image-preview] svg text').first()).toHaveText(title);
		const png = await bytesOf(await pressed(page, dialog, 'Download PNG'));
		// The strip of the title, as pixels.
		return page.evaluate(async (data) => {
			const image = new Image();
			image.src = `data:image/png;base64,${data}`;
			await image.decode();
			const canvas = document.createElement('canvas');
			[canvas.width, canvas.height] = [900, 66];
			const context = canvas.getContext('2d')!;
			context.drawImage(image, 0, 20, 900, 66, 0, 0, 900, 66);
			const { data: pixels } = context.getImageData(0, 0, 900, 66);
			let right = 0;
			for (let at = 0; at < pixels.length; at += 4) if (pixels[at] < 128) right = Math.max(right, (at / 4) % 900);
			return { right, url: canvas.toDataURL() };
		}, png.toString('base64'));
	};
	// A letter no face has is a box; no Kazakh letter may look like it, nor like another.
	const seen = new Map<string, string>();
	for (const letter of ['\u{10ffff}', ...'әғқңөұүһі']) seen.set(letter, (await picture(letter.repeat(8))).url);
	expect(new Set(seen.values()).size).toBe(10);
	// Inter's own widths: the same words in the page, set in its face.
	const words = 'әғқңөұүһі қазақстан';
	const drawn = await picture(words);
	const frame = (await dialog.locator('[data-image-preview] svg').getAttribute('viewBox'))!.split(' ').map(Number);
	const width = await page.evaluate(async (text) => {
		await document.fonts.load('600 20px Inter', text);
		const context = document.createElement('canvas').getContext('2d')!;
		context.font = '600 20px Inter';
		return context.measureText(text).width;
	}, words);
	const scale = 1600 / frame[2];
	expect(Math.abs(drawn.right - (20 + width) * scale)).toBeLessThan(6);
});

test('pressed twice, and with the network gone, it gives the same file', async ({ page, context }) => {
	const dialog = await openForm(page, 'by-product');
	await page.waitForLoadState('networkidle');
	await context.setOffline(true);
	const first = await bytesOf(await pressed(page, dialog, 'Download PNG'));
	const second = await bytesOf(await pressed(page, dialog, 'Download PNG'));
	expect(first.equals(second)).toBe(true);
	expect(first.length).toBeGreaterThan(10_000);
});

test('copied, it is a PNG; where the browser refuses, that is said and the download stays', async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const dialog = await openForm(page, 'by-period');
	const said = dialog.locator('[data-image-said]');
	await dialog.getByRole('button', { name: 'Copy image' }).click();
	await expect(said).toHaveText('Image copied');
	const size = await page.evaluate(async () => {
		const [item] = await navigator.clipboard.read();
		const bitmap = await createImageBitmap(await item.getType('image/png'));
		return [bitmap.width, bitmap.height];
	});
	expect(size).toEqual([1600, 900]);

	await page.evaluate(() => {
		navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
	});
	await dialog.getByRole('button', { name: 'Copy image' }).click();
	await expect(said).toHaveText(/does not let this page copy/);
	await expect(dialog.getByRole('button', { name: 'Download PNG' })).toBeEnabled();
});

test('a figure that holds too much for the height says how high its picture is', async ({ page }) => {
	const dialog = await openForm(page, 'by-outcome');
	const grown = dialog.getByText('This figure holds too much for that height');
	await expect(grown).toBeVisible();
	const [, width, height] = (await grown.innerText()).match(/(\d+) × (\d+) pixels/)!.map(Number);
	expect(height).toBeGreaterThan(900);
	const png = described(await bytesOf(await pressed(page, dialog, 'Download PNG')));
	expect([png.width, png.height]).toEqual([width, height]);
	await dialog.getByLabel('Square').check();
	await expect(grown).toHaveCount(0);
});

for (const [view, address] of [
	['the explorer', 'en/'],
	['Compare', 'en/compare/'],
	['What moved', 'en/moved/']
])
	test(`every figure of ${view} has its picture`, async ({ page }) => {
		await open(page, address);
		const ids = await page
			.locator('[data-figure]')
			.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.figure!));
		expect(ids.length).toBeGreaterThan(address === 'en/' ? FIGURES.length - 1 : 0);
		for (const id of ids) {
			await figure(page, id).getByRole('button', { name: 'Image', exact: true }).click();
			const dialog = page.getByRole('dialog', { name: 'This figure as an image' });
			await expect(dialog.locator('[data-image-preview] svg [data-status]').first()).toBeAttached();
			// A long title takes more lines.
			const line = (await dialog.locator('[data-image-preview] svg text').first().textContent())!;
			expect(line.length).toBeGreaterThan(10);
			expect(await figure(page, id).locator('.title').innerText()).toContain(line);
			await page.keyboard.press('Escape');
			await expect(dialog).toHaveCount(0);
		}
	});
