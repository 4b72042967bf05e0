import type { Page } from '@playwright/test';
import { choice, expect, figure, headline, open, settled, says, test } from './support.ts';

const query = (page: Page) => decodeURIComponent(new URL(page.url()).search);

test.describe('the address says what is on show', () => {
	test('each control writes its key, and a default is left out', async ({ page }) => {
		await open(page, 'en/');
		await page.getByRole('radio', { name: 'Items' }).check();
		await expect.poll(() => query(page)).toBe('?measure=items');
		await page.getByRole('radio', { name: 'Requests' }).check();
		await expect.poll(() => query(page)).toBe('');
		await page.getByRole('combobox', { name: 'From' }).selectOption('2019H1');
		await expect.poll(() => query(page)).toBe('?from=2019H1');
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await page.getByRole('radio', { name: 'Year', exact: true }).check();
		await choice(page, 'Reason', 'National Security').check();
		await choice(page, 'Reason', 'Government Criticism').check();
		await expect
			.poll(() => query(page))
			.toBe('?from=2019H1&to=2020H2&step=year&reason=government-criticism&reason=national-security');
		await page.getByRole('button', { name: 'Reset', exact: true }).click();
		await expect.poll(() => query(page)).toBe('');
		await expect(headline(page)).toHaveText(says(983));
	});

	test('an outcome counts items', async ({ page }) => {
		await open(page, 'en/?to=2020H2');
		await choice(page, 'Outcome', 'Removed: policy').check();
		await expect.poll(() => query(page)).toContain('outcome=removed-policy');
		await expect(headline(page)).toContainText('391 items');
		await expect(page.getByRole('radio', { name: 'Items' })).toBeChecked();
	});

	test('back and forward give each choice back', async ({ page }) => {
		await open(page, 'en/');
		await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
		await expect(headline(page)).toHaveText(says(373));
		await choice(page, 'Product', 'YouTube').check();
		await expect(headline(page)).toHaveText(says(313));
		await page.goBack();
		await expect(headline(page)).toHaveText(says(373));
		await expect(choice(page, 'Product', 'YouTube')).not.toBeChecked();
		await page.goBack();
		await expect(headline(page)).toHaveText(says(983));
		await expect(page.getByRole('combobox', { name: 'To', exact: true })).toHaveValue('2025H2');
		await page.goForward();
		await page.goForward();
		await expect(headline(page)).toHaveText(says(313));
		await expect(choice(page, 'Product', 'YouTube')).toBeChecked();
	});

	test('a row of a figure filters by it, and a second time takes the filter away', async ({ page }) => {
		await open(page, 'en/?to=2020H2');
		const row = figure(page, 'by-reason').getByRole('button', { name: /^National Security/ });
		await row.click();
		await expect.poll(() => query(page)).toBe('?to=2020H2&reason=national-security');
		await expect(headline(page)).toHaveText(says(244));
		await row.click();
		await expect.poll(() => query(page)).toBe('?to=2020H2');
	});

	test("a figure's own page keeps the choice, and so does the way back", async ({ page }) => {
		await open(page, 'en/?to=2020H2&product=youtube');
		await figure(page, 'by-reason').getByRole('link', { name: 'Own page' }).click();
		await expect(page).toHaveURL(/\/en\/figure\/by-reason\/?\?to=2020H2&product=youtube$/);
		await settled(page);
		await expect(figure(page, 'by-reason').locator('.scope')).toContainText('December 2020; product: YouTube');
		await page.goBack();
		await settled(page);
		await expect(headline(page)).toHaveText(says(313));
	});
});

test.describe('what is not understood is reported and left out', () => {
	const notices = (page: Page) => page.locator('.notices').first();

	test('unknown keys and values', async ({ page }) => {
		await open(page, 'en/?to=2020H2&product=foo&product=youtube&territory=ZZ&from=2031H1&measure=dogs&x=1');
		for (const said of ['product=foo', 'territory=ZZ', 'from=2031H1', 'measure=dogs', '“x”'])
			await expect(notices(page)).toContainText(said);
		await expect(headline(page)).toHaveText(says(313));
	});

	test('a range that runs backwards is turned round', async ({ page }) => {
		await open(page, 'en/?from=2020H2&to=2011H1');
		await expect(notices(page)).toContainText('backwards');
		await expect(headline(page)).toHaveText(says(373));
	});

	test('outcomes are not counted in requests', async ({ page }) => {
		await open(page, 'en/?measure=requests&outcome=removed-legal');
		await expect(notices(page)).toContainText('counted in items');
		await expect(page.getByRole('radio', { name: 'Items' })).toBeChecked();
	});

	test('an edition that is not held is not taken for the newest in silence', async ({ page }) => {
		await open(page, 'en/?edition=1999-01');
		await expect(notices(page)).toContainText('edition=1999-01');
	});

	test('reserved keys are carried without a word', async ({ page }) => {
		await open(page, 'en/?to=2020H2&theme=dark&compare=RU&note=x');
		await expect(headline(page)).toHaveText(says(373));
		await expect(notices(page)).toBeEmpty();
	});

	for (const malformed of [
		'?',
		'?&&==&=x',
		'?from=&to=&product=',
		'?to=2020H2&product=%00&reason=%E0%A4%A&requester=%F0%9F%92%A9',
		`?to=2020H2&product=${'a'.repeat(5000)}`,
		'?to=2020H2&to=2019H1&territory=KZ&territory=world',
		'?to=2020h2&territory=kz&product=YouTube',
		'?__proto__=1&constructor=2&to=2020H2',
		"?to=2020H2&product=');DROP TABLE removals;--"
	])
		test(`malformed: ${malformed.slice(0, 60)}`, async ({ page }) => {
			await open(page, `en/${malformed}`);
			const expected = malformed.includes('YouTube') ? 313 : malformed.includes('to=2020') ? 373 : 983;
			await expect(headline(page)).toHaveText(says(expected));
			await expect(figure(page, 'by-product')).toContainText('YouTube');
		});
});

test.describe('"Copy link"', () => {
	test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

	for (const address of [
		'en/',
		'en/?territory=world&measure=items&step=year',
		'en/?to=2020H2&reason=national-security&reason=defamation&view=table',
		'en/?outcome=removed-legal&outcome=removed-policy&show=share',
		'en/figure/by-outcome/?from=2015H1'
	])
		test(`pins edition and range, and opens the same view: ${address}`, async ({ page }) => {
			await open(page, address);
			const size = page.locator('[data-extract-size]');
			await expect(size).not.toContainText('…');
			await expect(page.getByRole('combobox', { name: 'Edition' })).toBeVisible();
			const before = await page.locator('main').ariaSnapshot();
			await page.locator('.links').getByRole('button', { name: 'Copy link' }).click();
			await expect(page.locator('.links').getByText('Copied')).toBeVisible();
			const link = await page.evaluate(() => navigator.clipboard.readText());
			const copied = new URL(link).searchParams;
			expect(copied.get('edition')).toBe('2026-06');
			expect(copied.get('from')).toMatch(/^\d{4}H[12]$/);
			expect(copied.get('to')).toMatch(/^\d{4}H[12]$/);

			await page.goto('about:blank');
			await open(page, link);
			await expect(page.locator('.notices').first()).toBeEmpty();
			await expect(size).not.toContainText('…');
			await expect(page.getByRole('combobox', { name: 'Edition' })).toBeVisible();
			expect(await page.locator('main').ariaSnapshot()).toBe(before);
		});

	test("a figure's link leads to that figure", async ({ page }) => {
		await open(page, 'en/?to=2020H2');
		await figure(page, 'by-product').getByRole('button', { name: 'Copy link' }).click();
		await expect(figure(page, 'by-product').getByText('Copied')).toBeVisible();
		const link = await page.evaluate(() => navigator.clipboard.readText());
		expect(new URL(link).pathname).toMatch(/\/ledger\/en\/figure\/by-product\/$/);
		await open(page, link);
		await expect(figure(page, 'by-product').locator('.title')).toHaveText('YouTube: 313 of 373 requests (84 %)');
	});
});

test.describe('a link with a query shows no number of another scope', () => {
	/** Numbers and words of the page as served. */
	const SERVED = /\b983\b|332,062|January 2011 to December 2025|188 requests in January/;

	/** Keeps what is to be seen of `main` in every frame, from the first. */
	async function watch(page: Page): Promise<() => Promise<{ pending: boolean; text: string }[]>> {
		await page.addInitScript(() => {
			const frames: { pending: boolean; text: string }[] = [];
			Object.assign(window, { frames: undefined, seen: frames });
			const look = () => {
				const main = document.querySelector('main');
				const pending = document.documentElement?.classList.contains('pending') ?? false;
				// The list of territories says what each has in all; it is not seen before it is opened.
				const list = main?.querySelector('select')?.innerText ?? '';
				const text = (main?.innerText ?? '').replace(list, '');
				const last = frames.at(-1);
				if (main && (last?.text !== text || last.pending !== pending)) frames.push({ pending, text });
			};
			const loop = () => {
				look();
				requestAnimationFrame(loop);
			};
			loop();
		});
		return () => page.evaluate(() => (window as unknown as { seen: { pending: boolean; text: string }[] }).seen);
	}

	for (const [address, number] of [
		['en/?to=2020H2', '373'],
		['en/?territory=world', '603,110'],
		['en/?product=youtube&from=2011H1&to=2020H2', '313'],
		['en/figure/by-reason/?to=2018H2', 'of 228 requests']
	])
		test(`not in any frame: ${address}`, async ({ page }) => {
			const seen = await watch(page);
			await open(page, address);
			await expect(page.locator('main')).toContainText(number);
			const frames = await seen();
			expect(frames.some(({ pending }) => pending)).toBe(true);
			expect(frames.at(-1)!.pending).toBe(false);
			const served = address.includes('world') ? /\b983\b|332,062|from Kazakhstan/ : SERVED;
			for (const { text } of frames) expect(text).not.toMatch(served);
		});

	test('not while scripts have yet to arrive, for eyes or for assistive technology', async ({ page }) => {
		let arrive = () => {};
		const held = new Promise<void>((resolve) => (arrive = resolve));
		await page.route('**/_app/**/*.js', async (route) => {
			await held;
			await route.continue();
		});
		await page.goto('en/?to=2020H2', { waitUntil: 'commit' });
		await expect(page.getByText('Applying what the link asks for')).toBeVisible();
		await expect(page.locator('footer')).toBeVisible();
		expect(await page.locator('main').innerText()).not.toMatch(SERVED);
		expect(await page.locator('main').innerText()).not.toMatch(/\d requests/);
		// YouTube's count in the facet as served.
		expect(await page.locator('main').ariaSnapshot()).not.toMatch(/YouTube \d|983|332,062/);
		arrive();
		await settled(page);
		await expect(headline(page)).toHaveText(says(373));
	});

	test('not on the way from one page of the site to another', async ({ page }) => {
		const seen = await watch(page);
		await open(page, 'en/?territory=RU&to=2020H2');
		await figure(page, 'by-period').getByRole('link', { name: 'Own page' }).click();
		await expect(page).toHaveURL(/figure\/by-period/);
		await settled(page);
		await expect(figure(page, 'by-period').locator('.scope')).toContainText('Russia');
		for (const { text } of await seen()) expect(text).not.toMatch(/\b983\b|from Kazakhstan/);
	});

	test('a choice that cannot be fetched says so and leaves what was there, with its own scope', async ({
		page,
		problems
	}) => {
		await page.route('**/data/editions/*/RU/*', (route) => route.abort());
		await open(page, 'en/');
		await page.getByRole('combobox', { name: 'Territory' }).selectOption('RU');
		await expect(page.getByRole('alert')).toContainText('could not be fetched');
		await expect(headline(page)).toHaveText(says(983));
		await expect(page.locator('.scope').first()).toContainText('Kazakhstan');
		await page.unroute('**/data/editions/*/RU/*');
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.locator('.scope').first()).toContainText('Russia');
		await expect(page.getByRole('alert')).toHaveCount(0);
		// The browser itself names the request that was refused.
		expect(problems.splice(0).every((problem) => problem.includes('ERR_FAILED'))).toBe(true);
	});
});
