import { serve } from './serve.ts';
import { choice, engine, expect, figure, headline, open, press, says, sum, test } from './support.ts';

/** Built for `/ledger`, and put elsewhere: under another path, on another host, with and without a path of its own. */
for (const path of ['/any/sub/dir', ''])
	test(`the site works under ${path || 'the root'} as under the path it was built for`, async ({ page, context }) => {
		test.slow();
		const [address, stop] = await serve('ledger', path);
		const asked: string[] = [];
		context.on('request', (request) => asked.push(request.url()));
		try {
			await page.goto(address);
			await page.getByRole('link', { name: 'English' }).first().click();
			await open(page, page.url());
			await expect(headline(page)).toHaveText(says(983, 332_062));
			await choice(page, 'Product', 'YouTube').check();
			await expect(headline(page)).toHaveText(says(854));
			const { rows } = await press(page, page.getByRole('button', { name: 'Download CSV' }));
			expect(sum(rows, 'requests')).toBe(854);
			await page.getByRole('combobox', { name: 'Territory' }).selectOption('RU');
			await expect(page.getByRole('heading', { level: 1 })).toContainText('Russia');
			await page.goBack();
			await expect(headline(page)).toHaveText(says(854));
			await figure(page, 'by-reason').getByRole('link', { name: 'Own page' }).click();
			await expect(page).toHaveURL(`${address}en/figure/by-reason/?product=youtube`);
			await expect(figure(page, 'by-reason')).toContainText('YouTube');
			await page.goto(`${address}en/embed/by-period/?territory=RU`);
			await expect(page.locator('[data-scope]')).toContainText('Russia');
			await open(page, `${address}en/`);
			await page.getByRole('link', { name: 'Method', exact: true }).click();
			await expect(page).toHaveURL(`${address}en/method/`);
			await page.goBack();
			await page.getByRole('button', { name: 'Start the query engine (DuckDB)' }).click();
			await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', { timeout: 60_000 });
			await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
			await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
			await expect(headline(page)).toHaveText(says(373, 192_503));
			expect(asked.filter((url) => !/^(blob|data):/.test(url) && !url.startsWith(address))).toEqual([]);
		} finally {
			stop();
		}
	});
