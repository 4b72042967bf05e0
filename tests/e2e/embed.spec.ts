import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, figure, FIGURES, open, test } from './support.ts';

/** A page of another site, on an origin of its own. */
async function elsewhere(body: string): Promise<{ address: string; close: () => void }> {
	const server: Server = createServer((_, response) =>
		response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end(`<!doctype html><html lang="en"><title>Elsewhere</title><body style="margin:0">${body}`)
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		close: () => server.close()
	};
}

const site = () => process.env.LEDGER_SITE!;

/** Opens a figure's dialog and gives the code it offers. */
async function codeFor(page: Page, address: string, way: string): Promise<string> {
	await open(page, address);
	await page.locator('[data-figure] .actions').getByRole('button', { name: 'Embed' }).click();
	const dialog = page.getByRole('dialog', { name: 'Embed this figure' });
	await dialog.getByRole('radio', { name: way }).check();
	// The height is that of the preview, once it has told it.
	await expect
		.poll(() =>
			dialog
				.locator('iframe')
				.first()
				.evaluate((frame) => frame.style.height)
		)
		.toMatch(/px$/);
	const text = dialog.getByRole('textbox', { name: 'To copy' });
	let before = '';
	await expect
		.poll(
			async () => {
				const now = await text.inputValue();
				const same = now === before;
				before = now;
				return same;
			},
			{ intervals: [500] }
		)
		.toBe(true);
	return before;
}

const gap = (page: Page, at: number) =>
	page
		.locator('iframe')
		.nth(at)
		.evaluate((frame) => frame.getBoundingClientRect().height);
const content = (page: Page, at: number) =>
	page
		.frameLocator('iframe')
		.nth(at)
		.locator('html')
		.evaluate((html) => html.getBoundingClientRect().height);

for (const width of [320, 768, 1200])
	test(`the copied snippet fits at ${width} px, twice on a page of another origin, in its sandbox`, async ({
		page
	}) => {
		const one = await codeFor(page, 'en/figure/by-period/?measure=items', 'Web page');
		const two = await codeFor(page, 'en/figure/by-reason/?territory=RU&from=2019H1', 'Web page');
		const parent = await elsewhere(`${one}<p>and</p>${two}`);
		await page.setViewportSize({ width, height: 900 });
		await page.goto(parent.address);
		await expect(page.frameLocator('iframe').first().locator('[data-scope]')).toContainText('Items');
		await page.locator('iframe').nth(1).scrollIntoViewIfNeeded();
		await expect(page.frameLocator('iframe').nth(1).locator('[data-scope]')).toContainText('Russia');
		for (const at of [0, 1])
			await expect.poll(async () => Math.abs((await gap(page, at)) - (await content(page, at)))).toBeLessThanOrEqual(1);
		// Messages of others than a page's frames move nothing.
		const before = await gap(page, 0);
		await page.evaluate(() => window.postMessage({ type: 'takedown-ledger:height', height: 77 }, '*'));
		await page.evaluate(() => new Promise(requestAnimationFrame));
		expect(await gap(page, 0)).toBe(before);
		parent.close();
	});

test('a frame in a sandbox asks for nothing but its page, one script and its rows', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	const parent = await elsewhere(
		`<iframe title="a" sandbox="allow-scripts" width="100%" height="900" src="${site()}en/embed/by-reason-over-time/?territory=TR&measure=items&reason=defamation&reason=copyright"></iframe>`
	);
	await page.goto(parent.address);
	const frame = page.frameLocator('iframe');
	await expect(frame.locator('[data-scope]')).toContainText('Türkiye');
	await expect(frame.locator('svg')).toBeVisible();
	await expect(frame.getByRole('link', { name: 'Check this figure at Takedown Ledger' })).toHaveAttribute(
		'href',
		/figure\/by-reason-over-time\/\?territory=TR&measure=items&reason=copyright&reason=defamation$/
	);
	const paths = asked.filter((url) => url.startsWith(site())).map((url) => url.slice(site().length).split('?')[0]);
	expect(paths.sort()).toEqual(['embed/rows/2026-06/TR.js', 'en/embed/by-reason-over-time/', 'en/embed/figures.js']);
	parent.close();
});

test('without scripts an embed shows the figure in its own scope, and says that filters need them', async ({
	browser
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 900 } });
	const page = await context.newPage();
	await page.goto(`${site()}en/embed/by-period/?territory=RU`);
	await expect(page.locator('[data-scope]')).toContainText('Kazakhstan');
	await expect(page.locator('svg').first()).toBeVisible();
	const said = page.locator('noscript p');
	await expect(said).toBeVisible();
	expect(await said.evaluate((p) => p.textContent)).toMatch(/^Filters in the address need scripts.*Kazakhstan/);
	await context.close();
});

test('numbers of an embed are those of the page, in any filter', async ({ page }) => {
	const queries = [
		'',
		'?measure=items&step=year',
		'?territory=world&requester=police&reason=fraud',
		'?outcome=removed-legal',
		'?edition=2024-09&from=2019H1',
		'?edition=2026-03&measure=items&territory=RU'
	];
	for (const query of queries) {
		await page.goto(`${site()}en/embed/by-product/${query}`);
		await expect(page.locator('html')).not.toHaveClass('p');
		await expect(page.locator('summary', { hasText: 'Table' })).toBeVisible();
		const there = await page
			.locator('tr')
			.evaluateAll((rows) =>
				rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent))
			);
		const scope = await page.locator('[data-scope]').textContent();
		await open(page, `en/figure/by-product/${query}${query ? '&' : '?'}view=table`);
		const here = await figure(page, 'by-product')
			.locator('tr')
			.evaluateAll((rows) =>
				rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim()))
			);
		expect(there.length).toBeGreaterThan(1);
		expect(there).toEqual(here);
		await expect(figure(page, 'by-product').locator('.scope')).toHaveText(scope!);
	}
});

test('a live embed follows the newest edition, a fixed one names its own, and both say so', async ({ page }) => {
	await page.goto(`${site()}en/embed/by-period/`);
	await expect(page.locator('main')).toContainText('Follows the newest edition');
	await page.goto(`${site()}en/embed/by-period/?edition=2026-06&from=2011H1&to=2025H2`);
	await expect(page.locator('main')).toContainText('Fixed to this edition');
});

test('title and note of the embedder stand in the place of ours; scope and source stay; nothing in them is markup', async ({
	page
}) => {
	const words = new URLSearchParams({
		title: '<img src=x onerror=alert(1)> Қазақстан',
		note: 'Ours & theirs',
		theme: 'dark'
	});
	await page.goto(`${site()}en/embed/by-period/?${words}`);
	await expect(page.locator('h1')).toHaveText('<img src=x onerror=alert(1)> Қазақстан');
	await expect(page.locator('main')).toContainText('Ours & theirs');
	await expect(page.locator('[data-scope]')).toContainText('Kazakhstan');
	await expect(page.locator('main')).toContainText('Source: Google Transparency Report');
	expect(await page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor)).toBe('rgb(18, 18, 18)');
	await expect(page.locator('img')).toHaveCount(0);
});

test('pages that listen for the common height messages understand an embed', async ({ page }) => {
	const parent = await elsewhere(
		`<script>window.heard=[];addEventListener('message',function(e){heard.push(e.data)})</script>
		<iframe title="a" sandbox="allow-scripts" width="600" height="300" src="${site()}en/embed/by-period/?childId=pym1&initialWidth=600#?secret=abc123"></iframe>`
	);
	await page.goto(parent.address);
	await expect(page.frameLocator('iframe').locator('svg')).toBeVisible();
	await expect(page.frameLocator('iframe').locator('main .w')).toHaveCount(0);
	const heard = async () => (await page.evaluate('heard')) as unknown[];
	await expect.poll(async () => (await heard()).length).toBeGreaterThan(4);
	const px = await content(page, 0);
	expect(await heard()).toEqual(
		expect.arrayContaining([
			{ type: 'takedown-ledger:height', height: Math.ceil(px) },
			{ 'datawrapper-height': { 'en/embed/by-period/': Math.ceil(px) } },
			{ sentinel: 'amp', type: 'embed-size', height: Math.ceil(px) },
			{ message: 'height', value: Math.ceil(px), secret: 'abc123' },
			`pymxPYMxpym1xPYMxheightxPYMx${Math.ceil(px)}`
		])
	);
	parent.close();
});

test('what cannot be fetched is said, and the figure stays without the filters', async ({ page, problems }) => {
	await page.route('**/embed/rows/**', (route) => route.abort());
	await page.goto(`${site()}en/embed/by-period/?territory=RU`);
	await expect(page.getByRole('alert')).toContainText('could not be fetched');
	await expect(page.locator('[data-scope]')).toContainText('Kazakhstan');
	await page.unroute('**/embed/rows/**');
	await page.route('**/figures.js', (route) => route.abort());
	await page.goto(`${site()}en/embed/by-period/?territory=RU`);
	await expect(page.locator('#x')).toBeVisible();
	await expect(page.locator('[data-scope]')).toContainText('Kazakhstan');
	problems.splice(0);
});

test('values of an embed are read by arrow keys from one tab stop', async ({ page }) => {
	await page.goto(`${site()}en/embed/by-period/`);
	const walk = page.getByRole('slider');
	await expect(walk).toHaveCount(1);
	await walk.focus();
	await walk.press('End');
	await expect(walk).toHaveAttribute('aria-valuetext', /2025 H2.*33 requests/);
	await expect(page.locator('.i')).toContainText('33 requests');
	await walk.press('Escape');
	await expect(page.locator('.i')).toBeHidden();
});

/** What WordPress leaves of an oEmbed answer, from `wp_filter_oembed_result`: one frame with these attributes. */
function afterWordPress(html: string): string {
	const allowed = ['src', 'width', 'height', 'frameborder', 'marginwidth', 'marginheight', 'scrolling', 'title'];
	const [frame] = /<iframe[^>]*><\/iframe>/.exec(html) ?? [''];
	const kept = [...frame.matchAll(/([a-z]+)="([^"]*)"/g)].filter(([, name]) => allowed.includes(name));
	const src = kept.find(([, name]) => name === 'src')![2];
	const rest = kept.filter(([, name]) => name !== 'src').map(([text]) => text);
	return `<iframe sandbox="allow-scripts" security="restricted" src="${src}#?secret=Zz9" data-secret="Zz9" ${rest.join(' ')}></iframe>`;
}

for (const id of FIGURES)
	test(`oEmbed: ${id} is found, survives WordPress, and nothing is cut off at 320 px`, async ({ page, request }) => {
		await page.goto(`${site()}en/figure/${id}/`);
		const link = page.locator('link[type="application/json+oembed"]');
		await expect(link).toHaveAttribute('href', `https://ledger.example/ledger/en/embed/${id}/oembed.json`);
		const answer = await (await request.get(`${site()}en/embed/${id}/oembed.json`)).json();
		expect(answer).toMatchObject({ version: '1.0', type: 'rich', width: 600 });
		const html = afterWordPress(answer.html).replace('https://ledger.example/ledger/', site());
		expect(html).toContain(`${site()}en/embed/${id}/#?secret=`);
		const parent = await elsewhere(`<div style="width:320px">${html.replace('width="600"', 'width="320"')}</div>`);
		await page.goto(parent.address);
		await expect(page.frameLocator('iframe').locator('main svg').first()).toBeVisible();
		await expect(
			page.frameLocator('iframe').getByRole('slider').or(page.frameLocator('iframe').locator('.d svg')).first()
		).toBeVisible();
		const cut = await page
			.frameLocator('iframe')
			.locator('html')
			.evaluate((html) => html.scrollHeight - html.ownerDocument.defaultView!.innerHeight);
		expect(cut).toBeLessThanOrEqual(0);
		parent.close();
	});

test('as an image: a linked picture at an address, and where there is none, the picture itself', async ({
	page,
	request
}) => {
	await open(page, 'en/figure/by-reason/');
	await page.locator('[data-figure] .actions').getByRole('button', { name: 'Embed' }).click();
	const first = page.getByRole('dialog', { name: 'Embed this figure' });
	await first.getByRole('radio', { name: 'Image' }).check();
	const code = await first.getByRole('textbox', { name: 'To copy' }).inputValue();
	const [, src] = /<img src="([^"]+)" alt="[^"]{80,}"/.exec(code)!;
	expect(src).toBe(`${site()}en/embed/by-reason/picture.png`);
	expect(/<a href="([^"]+)"/.exec(code)![1]).toMatch(
		/figure\/by-reason\/\?from=2011H1&amp;to=2025H2&amp;edition=2026-06$/
	);
	const png = await (await request.get(src)).body();
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 900]);

	await open(page, 'en/figure/by-reason/?measure=items');
	await page.locator('[data-figure] .actions').getByRole('button', { name: 'Embed' }).click();
	const dialog = page.getByRole('dialog', { name: 'Embed this figure' });
	await dialog.getByRole('radio', { name: 'Image' }).check();
	await expect(dialog).toContainText('no picture of this choice at an address');
	await expect(dialog.getByRole('textbox', { name: 'Text for those who do not see it' })).toHaveValue(/items/i);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Download PNG' }).click()
	]);
	expect(download.suggestedFilename()).toBe(
		'takedown-ledger_kz_items-by-reason_2011h1-2025h2_edition-2026-06_report.png'
	);
	await dialog.getByRole('radio', { name: 'WordPress' }).check();
	await expect(dialog).toContainText('no page of its own for this choice');
});

test('self-contained: one file with the figure and its table inside, which asks for nothing', async ({
	page,
	context
}) => {
	await open(page, 'en/figure/by-period/?territory=RU');
	await page.locator('[data-figure] .actions').getByRole('button', { name: 'Embed' }).click();
	const dialog = page.getByRole('dialog', { name: 'Embed this figure' });
	await dialog.getByRole('radio', { name: 'Self-contained' }).check();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Download HTML' }).click()
	]);
	const file = await download.path();
	const asked: string[] = [];
	const other = await context.newPage();
	other.on('request', (one) => asked.push(one.url()));
	await other.setContent(await readFile(file, 'utf8'));
	await expect(other.locator('[data-scope]')).toContainText('Russia');
	await other.locator('summary', { hasText: 'Table' }).click();
	await expect(other.getByRole('row', { name: /^2025 H2/ })).toBeVisible();
	expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
	await expect(other.locator('script')).toHaveCount(0);
});
