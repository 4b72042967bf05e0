import { engine, expect, figure, FIGURES, open, PAGES, settled, test, says } from './support.ts';

const READY = { timeout: 60_000 };

for (const width of [320, 360, 768, 1280])
	test.describe(`at ${width} px`, () => {
		test.use({ viewport: { width, height: 800 } });

		test('no page scrolls sideways, as served or in use', async ({ page }) => {
			for (const address of PAGES) {
				await page.goto(address);
				if (address.includes('figure') || address === 'en/') await settled(page);
				const over = () =>
					page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
				expect(await over(), `/${address}`).toBeLessThanOrEqual(0);
			}
			await open(page, 'en/?view=table&territory=world');
			expect(
				await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
			).toBeLessThanOrEqual(0);
		});

		test('no label of a figure is smaller than 12 px or cut off', async ({ page }) => {
			for (const id of FIGURES) {
				await open(page, `en/figure/${id}/`);
				await expect(figure(page, id).locator('.drawing svg')).toBeVisible();
				const wrong = await figure(page, id)
					.locator('.drawing svg')
					.evaluate((svg) => {
						const box = svg.getBoundingClientRect();
						const scale = box.width / (svg as SVGSVGElement).viewBox.baseVal.width;
						return [...svg.querySelectorAll('text')].flatMap((text) => {
							const { left, right, top, bottom } = text.getBoundingClientRect();
							const size = parseFloat(getComputedStyle(text).fontSize) * scale;
							const out = left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
							return size < 11.99 || out ? [`${text.textContent} (${size} px${out ? ', outside' : ''})`] : [];
						});
					});
				expect(wrong, id).toEqual([]);
			}
		});

		test('no two labels of a figure overlap', async ({ page }) => {
			for (const id of FIGURES) {
				await open(page, `en/figure/${id}/`);
				await expect(figure(page, id).locator('.drawing svg')).toBeVisible();
				const overlaps = await figure(page, id)
					.locator('.drawing svg')
					.evaluate((svg) => {
						const labels = [...svg.querySelectorAll('text')]
							.filter((text) => text.textContent.trim())
							.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
						// Boxes of letters are taller than the letters: only what shares ink counts.
						const shrunk = (box: DOMRect) => ({
							top: box.top + box.height * 0.25,
							bottom: box.bottom - box.height * 0.25
						});
						return labels.flatMap((a, i) =>
							labels
								.slice(i + 1)
								.filter(
									(b) =>
										a.box.left < b.box.right - 1 &&
										b.box.left < a.box.right - 1 &&
										shrunk(a.box).top < shrunk(b.box).bottom &&
										shrunk(b.box).top < shrunk(a.box).bottom
								)
								.map((b) => `"${a.text}" and "${b.text}"`)
						);
					});
				expect(overlaps, id).toEqual([]);
			}
		});
	});

test.describe('nothing moves by itself', () => {
	test.use({ start: 'idle' });

	for (const address of ['en/', 'en/?to=2020H2', 'en/figure/by-reason/'])
		test(`from the first frame until the engine is ready: /${address}`, async ({ page }) => {
			await page.addInitScript(() => {
				const shifts: { value: number; what: string[] }[] = [];
				Object.assign(window, { shifts });
				type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Node }[] };
				new PerformanceObserver((list) => {
					for (const shift of list.getEntries() as Shift[])
						if (!shift.hadRecentInput)
							shifts.push({
								value: shift.value,
								what: shift.sources.map(
									({ node }) => (node as Element)?.outerHTML?.slice(0, 120) ?? String(node?.nodeName)
								)
							});
				}).observe({ type: 'layout-shift', buffered: true });
			});
			await open(page, address);
			await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', READY);
			const shifts = await page.evaluate(
				() => (window as unknown as { shifts: { value: number; what: string[] }[] }).shifts
			);
			const total = shifts.reduce((sum, { value }) => sum + value, 0);
			expect(total, JSON.stringify(shifts, null, 1)).toBeLessThan(0.02);
		});
});

test('every figure has a heading, a sentence, a scope, a table and a name', async ({ page }) => {
	await open(page, 'en/');
	for (const id of FIGURES) {
		const one = figure(page, id);
		await expect(one.getByRole('heading').first(), id).toHaveText(/\S/);
		await expect(one.locator('.sentence')).toHaveText(/\S/);
		await expect(one.locator('.scope')).toContainText('Edition 2026-06');
		const image = one.getByRole('img').first();
		await image.scrollIntoViewIfNeeded();
		await expect(image).toHaveAccessibleName(/Edition 2026-06/);
		expect(await image.locator('title').textContent()).toBe((await one.locator('.title').textContent())!.trim());
	}
	await figure(page, 'by-period').getByRole('button', { name: 'Table', exact: true }).click();
	for (const id of FIGURES) {
		const table = figure(page, id).locator('table');
		await expect(table.locator('caption')).toHaveText(/\S/);
		expect(await table.locator('tbody tr').count()).toBeGreaterThan(0);
		expect(await table.locator('tbody tr > :first-child:not(th[scope="row"])').count()).toBe(0);
	}
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	for (const id of FIGURES)
		test(`${id} is a drawing and a table`, async ({ page }) => {
			await page.goto(`en/figure/${id}/`);
			await expect(figure(page, id).locator('svg').filter({ visible: true })).toHaveCount(1);
			await expect(figure(page, id).locator('table')).toBeVisible();
			await expect(figure(page, id).locator('.title')).toBeVisible();
			await expect(figure(page, id).locator('.scope')).toContainText('Kazakhstan');
		});

	test('the explorer shows its numbers, figures, and no control that would not answer', async ({ page }) => {
		await page.goto('en/');
		await expect(page.locator('.numbers')).toHaveText(says(983, 332_062));
		for (const id of FIGURES) await expect(figure(page, id).locator('svg').filter({ visible: true })).toHaveCount(1);
		await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
	});

	test('the chooser leads to the explorer', async ({ page }) => {
		await page.goto('');
		await page.getByRole('link').first().click();
		await expect(page).toHaveURL(/\/ledger\/en\/?$/);
	});
});

test.describe('keyboard and assistive technology', () => {
	test('each half-year of a figure can be read with the arrow keys, as in its table', async ({ page }) => {
		await open(page, 'en/figure/by-period/?from=2017H1&to=2018H1');
		const explore = page.getByRole('slider');
		await explore.focus();
		await page.keyboard.press('Home');
		await expect(explore).toHaveAttribute('aria-valuetext', /2017.*29/);
		await page.keyboard.press('ArrowRight');
		await expect(explore).toHaveAttribute('aria-valuetext', /2017.*72/);
		await page.keyboard.press('ArrowRight');
		await expect(explore).toHaveAttribute('aria-valuetext', /2018.*31/);
	});

	test('on a phone the sheet of controls opens, holds the focus, and closes with Escape', async ({ page }) => {
		await page.setViewportSize({ width: 360, height: 740 });
		await open(page, 'en/');
		const opener = page.getByRole('button', { name: /Change$/ });
		await opener.click();
		const sheet = page.getByRole('dialog');
		await expect(sheet).toBeVisible();
		for (let i = 0; i < 60; i++) await page.keyboard.press('Tab');
		expect(await sheet.evaluate((element) => element.contains(document.activeElement))).toBe(true);
		await page.keyboard.press('Escape');
		await expect(sheet).toHaveCount(0);
		await expect(opener).toBeFocused();
	});
});

test('the site works at the root of a host as well as under a path', async ({ page }) => {
	await open(page, `${process.env.PLAIN_SITE}en/?to=2020H2`);
	await expect(page.locator('.numbers')).toHaveText(says(373));
	await page.getByRole('combobox', { name: 'Territory' }).selectOption('RU');
	await expect(page.locator('.scope').first()).toContainText('Russia');
});
