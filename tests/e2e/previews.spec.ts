import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, PAGES, test } from './support.ts';

const SITE = 'https://ledger.example/ledger/';
const BUILT = join(import.meta.dirname, '../../test-results/site');

/** What a service that shows links reads of a page, without running it. */
async function sharedOf(html: string): Promise<Record<string, string>> {
	const head = html.slice(0, html.indexOf('</head>'));
	const tags = [...head.matchAll(/<(?:meta|link)\s[^>]*>/g)].map(([tag]) =>
		Object.fromEntries([...tag.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
	);
	const found: Record<string, string> = { title: /<title>([^<]*)/.exec(head)?.[1] ?? '' };
	for (const { property, name, content, rel, href, hreflang } of tags) {
		const key = property ?? name ?? (hreflang ? `${rel} ${hreflang}` : rel);
		if (!key || rel === 'modulepreload' || rel === 'stylesheet') continue;
		expect(found, `${key} twice`).not.toHaveProperty(key);
		found[key] = content ?? href;
	}
	return found;
}

/** Pages with an address to share; an embed is a part of another site's page, and a copy to take along is a file. */
const pagesOf = async (site: string) =>
	(await readdir(join(BUILT, site), { recursive: true }))
		.filter((name) => name.endsWith('index.html') && !name.includes('/embed/'))
		.toSorted();

test('every page says its title, description, own address and picture to those that link to it', async () => {
	const files = await pagesOf('ledger');
	expect(files).toEqual(expect.arrayContaining(PAGES.map((page) => `${page}index.html`)));
	for (const file of files) {
		const shared = await sharedOf(await readFile(join(BUILT, 'ledger', file), 'utf8'));
		const path = file.replace(/index\.html$/, '');
		expect(shared, file).toMatchObject({
			'og:title': shared.title,
			'og:description': shared.description,
			'og:url': SITE + path,
			canonical: SITE + path,
			'twitter:card': 'summary_large_image'
		});
		expect(shared.title.length, file).toBeGreaterThan(5);
		expect(shared.description.length, file).toBeGreaterThan(50);
		const name = /figure\/([\w-]+)\//.exec(path)?.[1] ?? (/(compare|moved)\//.exec(path)?.[1] || 'by-period');
		const [lang] = /^\w\w(?=\/)/.exec(path) ?? ['en'];
		expect(shared['og:image'], file).toBe(`${SITE}og/${lang}/${name}.png`);
		const png = await readFile(join(BUILT, 'ledger', shared['og:image'].slice(SITE.length)));
		expect(png.toString('latin1', 1, 4)).toBe('PNG');
		const size = [png.readUInt32BE(16), png.readUInt32BE(20)].map(String);
		expect(size).toEqual(['1200', '630']);
		expect([shared['og:image:width'], shared['og:image:height']]).toEqual(size);
	}
});

test('each picture is of another figure, and more than a blank sheet', async () => {
	const folder = join(BUILT, 'ledger/og/en');
	const names = await readdir(folder);
	expect(names).toHaveLength(10);
	const pictures = await Promise.all(
		names.map(async (name) => (await readFile(join(folder, name))).toString('base64'))
	);
	expect(new Set(pictures).size).toBe(names.length);
	for (const picture of pictures) expect(picture.length).toBeGreaterThan(40_000);
});

test('a picture is set in the site’s face: its title is as wide as on the page', async ({ page }) => {
	await page.goto('en/');
	const title = await page.locator('[data-figure="by-period"] .title').innerText();
	const png = await readFile(join(BUILT, 'ledger/og/en/by-period.png'));
	const measured = await page.evaluate(
		async ({ data, title }) => {
			await document.fonts.load('600 20px Inter', title);
			const image = new Image();
			image.src = `data:image/png;base64,${data}`;
			await image.decode();
			const canvas = document.createElement('canvas');
			[canvas.width, canvas.height] = [image.naturalWidth, 52];
			const context = canvas.getContext('2d')!;
			context.drawImage(image, 0, 0);
			const { data: pixels } = context.getImageData(0, 0, canvas.width, canvas.height);
			const dark = [];
			for (let at = 0; at < pixels.length; at += 4) if (pixels[at] < 128) dark.push((at / 4) % canvas.width);
			context.font = '600 20px Inter';
			return { left: Math.min(...dark), right: Math.max(...dark), width: context.measureText(title).width };
		},
		{ data: png.toString('base64'), title }
	);
	// The margin is 20 units, and says how large a unit is.
	const unit = measured.left / 21;
	expect(unit).toBeGreaterThan(0.9);
	expect((measured.right - measured.left) / unit / measured.width).toBeGreaterThan(0.92);
	expect((measured.right - measured.left) / unit / measured.width).toBeLessThan(1.08);
});

test('the sitemap names every page that is there, and nothing else', async () => {
	const map = await readFile(join(BUILT, 'ledger/sitemap.xml'), 'utf8');
	const named = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address).toSorted();
	const there = (await pagesOf('ledger')).map((file) => SITE + file.replace(/index\.html$/, ''));
	expect(named).toEqual(there.toSorted());
	expect(await readFile(join(BUILT, 'ledger/robots.txt'), 'utf8')).toContain(`Sitemap: ${SITE}sitemap.xml`);
});

test('a site that was not told its address names none', async () => {
	const files = await readdir(join(BUILT, 'plain'), { recursive: true });
	expect(files.filter((name) => /^og|sitemap/.test(name))).toEqual([]);
	expect(await readFile(join(BUILT, 'plain/robots.txt'), 'utf8')).not.toContain('Sitemap');
	for (const file of await pagesOf('plain')) {
		const shared = await sharedOf(await readFile(join(BUILT, 'plain', file), 'utf8'));
		expect(shared['og:title'], file).toBe(shared.title);
		expect(shared['og:description'], file).toBe(shared.description);
		expect(shared['twitter:card']).toBe('summary');
		expect(Object.keys(shared).filter((name) => /url|image|canonical/.test(name))).toEqual([]);
	}
});
