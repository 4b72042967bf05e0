import { expect, figure, headline, open, press, says, settled, test } from './support.ts';

test('an old edition opens by its name, with the numbers it had', async ({ page }) => {
	await open(page, 'en/?edition=2024-09');
	await expect(headline(page)).toHaveText(says(849, 323_019));
	await expect(page.locator('.scope').first()).toContainText('to December 2023');
	await open(page, 'en/?edition=2025-12&measure=requests');
	await expect(headline(page)).toContainText('950 requests');
	await expect(headline(page)).toContainText('177,865 items, 2019 H1–2025 H1 only');
	await open(page, 'en/?edition=2026-03');
	await expect(headline(page)).toContainText('requests: not in this edition');
	await open(page, 'en/?edition=2013-04');
	await expect(headline(page)).toHaveText(says(5, 42));
});

test('a reader switches editions and back', async ({ page }) => {
	await open(page, 'en/?reason=national-security');
	const edition = page.getByRole('combobox', { name: 'Edition' });
	await edition.selectOption('2025-12');
	await expect(page).toHaveURL(/edition=2025-12/);
	await settled(page);
	await expect(edition).toHaveValue('2025-12');
	await expect(figure(page, 'by-period').locator('.scope')).toContainText('Edition 2025-12');
	await edition.selectOption('2024-09');
	await settled(page);
	await expect(figure(page, 'by-period').locator('.scope')).toContainText('Edition 2024-09');
	await edition.selectOption('2026-06');
	await settled(page);
	await expect(page).toHaveURL(/\/en\/\?reason=national-security$/);
	await expect(figure(page, 'by-period').locator('.scope')).toContainText('Edition 2026-06');
});

test.describe('an older edition', () => {
	test('says that a newer one is there, both numbers, and why', async ({ page }) => {
		await open(page, 'en/?edition=2024-09&territory=RU&measure=items&from=2019H1&to=2019H1');
		const notice = page.locator('[data-edition="2024-09"]');
		await expect(notice).toContainText('This is edition 2024-09. A newer one is there: 2026-06.');
		await expect(notice).toContainText('142,783 items in edition 2024-09; 142,783 items in edition 2026-06.');
		await open(page, 'en/?edition=2025-12&territory=RU&measure=items&from=2019H1&to=2019H1');
		await expect(page.locator('[data-edition]')).toContainText(
			'135,535 items in edition 2025-12; 142,783 items in edition 2026-06.'
		);
		await expect(page.locator('[data-edition]')).toContainText(
			'Restated in 1 half-year: 2019 H1 from 135,535 to 142,783.'
		);
		await page.getByRole('link', { name: 'The same scope in edition 2026-06' }).click();
		await settled(page);
		await expect(headline(page)).toContainText('142,783 items');
		await expect(page.locator('[data-edition]')).toHaveCount(0);
	});

	test('that counts pairs says them as pairs, and no request', async ({ page }) => {
		await open(page, 'en/?edition=2026-03&measure=requests&from=2023H1&to=2023H1');
		await expect(headline(page)).toContainText('requests: not in this edition');
		await expect(page.locator('[data-edition]')).toContainText('188 requests in edition 2026-06');
		await expect(page.locator('[data-edition]')).toContainText(
			'Another counting rule: edition 2026-03 gives 312 request-outcome pairs for 2023 H1'
		);
		await expect(figure(page, 'by-reason')).toContainText('Requests by reason are not in this edition');
		await expect(page.locator('body')).not.toContainText('Add the');
	});
});

test('the other counts of 2023 H1: 188, 188 and 312', async ({ page }) => {
	await open(page, 'en/?from=2023H1&to=2023H1');
	await page.getByRole('button', { name: 'Other counts published' }).first().click();
	const others = page.locator('[data-others]').first();
	await expect(others.locator('tbody tr')).not.toHaveCount(0);
	const lines = await others
		.locator('tbody tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent!.trim()))
		);
	expect(lines).toEqual([
		['2026-06', 'distinct requests', 'removals.csv', '188'],
		['2026-03', 'request-outcome pairs', 'pairs.csv', '312'],
		['2025-12', 'distinct requests', 'by-product-reason.csv', '188'],
		['2025-12', 'distinct requests', 'by-requester.csv', '188'],
		['2024-09', 'distinct requests', 'by-product-reason.csv', '188'],
		['2024-09', 'request-outcome pairs', 'pairs.csv', '312'],
		['2014-01', 'not in this edition'],
		['2013-04', 'not in this edition']
	]);
});

test('a page of the newest edition asks for no other', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await open(page, 'en/');
	await page.waitForLoadState('networkidle');
	expect(asked.filter((url) => url.includes('/data/editions/') && !url.includes('/2026-06/'))).toEqual([]);
	expect(asked.filter((url) => /edition\.json|quality\.json/.test(url))).toEqual([]);
});

test('compare and SQL say that they show the newest edition alone', async ({ page }) => {
	for (const address of ['en/compare/?edition=2024-09', 'en/data/sql/?edition=2024-09']) {
		await page.goto(address);
		await expect(page.getByRole('status').filter({ hasText: 'newest edition alone' })).toContainText('2024-09');
	}
});

test.describe('revisions', () => {
	const rows = (page: import('@playwright/test').Page, kind: string) =>
		page
			.locator(`[data-kind="${kind}"] tbody tr`)
			.evaluateAll((found) =>
				found.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent!.trim()))
			);

	test('Kazakhstan, as served: another rule and a new half-year, and nothing restated', async ({ page }) => {
		await page.goto('en/revisions/');
		await expect(page.locator('[data-summary]')).toHaveText(/^Restated: 0\. .*Other counting rule: \d+\.$/);
		expect(await rows(page, 'other-rule')).toContainEqual(['2023 H1', 'Requests', '312 pairs', '188', '−124']);
		expect(await rows(page, 'new-period')).toEqual([
			['2025 H2', 'Requests', 'no row', '33', '+33'],
			['2025 H2', 'Items', 'no row', '458', '+458']
		]);
	});

	test('Russia: items restated from 2024-09 to 2025-12; the file has what is on show', async ({ page }) => {
		await page.goto('en/revisions/?edition=2025-12&against=2024-09&territory=RU');
		await expect(page.locator('[data-revisions="2024-09 2025-12 RU"]')).toHaveAttribute('aria-busy', 'false');
		expect((await rows(page, 'restated')).filter((row) => row[1] === 'Items')).toEqual([
			['2019 H1', 'Items', '142,783', '135,535', '−7,248'],
			['2020 H2', 'Items', '179,599', '179,598', '−1']
		]);
		const csv = await press(page, page.getByRole('button', { name: 'Download CSV' }));
		const restated = csv.rows.filter(({ kind, measure }) => kind === 'restated' && measure === 'items');
		expect(restated.map(({ period, before, after }) => [period, before, after])).toEqual([
			['2019H1', '142783', '135535'],
			['2020H2', '179599', '179598']
		]);
	});

	test('without scripts the default pair is there', async ({ browser, baseURL }) => {
		const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
		const page = await context.newPage();
		await page.goto('en/revisions/');
		await expect(page.locator('[data-kind="other-rule"] tbody tr').first()).toContainText('pairs');
		await context.close();
	});
});

test.describe('the ledger of oddities', () => {
	const line = (page: import('@playwright/test').Page, id: string) =>
		page.locator('[data-quality] tbody tr', { hasText: `· ${id}` }).first();

	test('says what each means for Kazakhstan and for the scope', async ({ page }) => {
		await page.goto('en/quality/');
		await expect(line(page, 'outcomes-off').locator('td').last()).toHaveText('none');
		await expect(page.locator('[data-unchecked]')).toHaveText(
			'Kazakhstan: 2025 H2, with 33 requests and 458 items. This scope: 2025 H2, with 33 requests and 458 items.'
		);
		await page.goto('en/quality/?territory=RU&to=2024H2');
		await expect(page.locator('[data-quality]')).toHaveAttribute('aria-busy', 'false');
		await expect(line(page, 'outcomes-off').locator('td').last()).toContainText('off by');
		await expect(line(page, 'outcomes-off').locator('td').nth(2)).toHaveText('none');
		await expect(page.locator('[data-unchecked]')).toContainText('This scope: none.');
	});
});

test('the report of an older edition is that edition’s', async ({ page }) => {
	await page.goto('en/report/?edition=2024-09&from=2019H1&to=2023H2');
	await expect(page.locator('html')).not.toHaveClass(/pending/);
	await expect(page.locator('main')).toContainText('Edition 2024-09');
	await expect(page.locator('[data-figure="by-period"] svg').first()).toBeVisible();
});
