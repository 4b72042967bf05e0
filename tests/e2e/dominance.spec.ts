import { expect, figure, headline, open, press, says, sum, table, test } from './support.ts';

const CELL = 'YouTube, National Security, July–December 2017';

test('one cell that rules the items is said, and can be left out and counted again', async ({ page }) => {
	await open(page, 'en/');
	const line = page.locator('[data-dominance]');
	await expect(line).toHaveCount(0);

	await page.getByRole('radio', { name: 'Items' }).check();
	await expect(line).toContainText('146,602 of 332,062 items (44 %)');
	await expect(line).toContainText(CELL);

	await line.getByRole('button', { name: 'See it without' }).click();
	await expect(headline(page)).toHaveText(says(983 - 69, 332_062 - 146_602));
	await expect(line).toContainText(`Left out of everything here: ${CELL}, 146,602 items.`);
	await expect(page).toHaveURL(/without=2017H2\.youtube\.national-security/);
	await expect(figure(page, 'by-period').locator('.scope')).toContainText(`without ${CELL}`);
	const { rows, name } = await press(page, page.getByRole('button', { name: 'Download CSV' }));
	expect(sum(rows, 'items')).toBe(332_062 - 146_602);
	expect(name).toContain('without-2017h2-youtube-national-security');

	await page.goBack();
	await expect(headline(page)).toHaveText(says(983, 332_062));
	await page.goForward();
	await line.getByRole('button', { name: 'Count it again' }).click();
	await expect(headline(page)).toHaveText(says(983, 332_062));
});

test('a link without the cell gives the figure without it', async ({ page }) => {
	await open(page, 'en/figure/by-period/?measure=items&without=2017H2.youtube.national-security&view=table');
	expect((await table(page, 'by-period'))['2017 H2'].Items).toBe('5');
	await expect(page.locator('[data-dominance="without"]')).toBeVisible();
});
