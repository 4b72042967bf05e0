import { expect, figure, open, settled, test } from './support.ts';

const panel = (page: Parameters<typeof figure>[0], id: string) =>
	figure(page, id).getByRole('region', { name: 'Rows behind the figure' });

test('a click on a column lists the rows it sums, and they add up to it', async ({ page }) => {
	await open(page, 'en/');
	const drawing = figure(page, 'by-period').locator('.drawing');
	await drawing.scrollIntoViewIfNeeded();
	// The column of 2017 H2, found by the number written over it.
	const label = drawing.locator('svg text', { hasText: /^72$/ });
	const box = (await label.boundingBox())!;
	await page.mouse.click(box.x + box.width / 2, box.y + box.height + 12);
	const rows = panel(page, 'by-period');
	await expect(rows.getByRole('status')).toHaveText(/^(\d+) rows, 72 requests in sum\.$/);
	await expect(rows.getByRole('combobox', { name: 'Rows of' })).toHaveValue(/^\d+$/);
	await expect(rows.locator('.scope')).toContainText('July–December 2017');
	const listed = await rows.locator('tbody tr').evaluateAll((lines) => lines.map((line) => line.textContent));
	await expect(rows.getByRole('status')).toContainText(`${listed.length} rows`);
	expect(listed.every((line) => line.includes('2017 H2'))).toBe(true);
});

test('by keyboard: any mark of a figure can be chosen from a list', async ({ page }) => {
	await open(page, 'en/');
	const one = figure(page, 'by-reason-over-time');
	const button = one.getByRole('button', { name: 'Rows', exact: true });
	await button.focus();
	await page.keyboard.press('Enter');
	const rows = panel(page, 'by-reason-over-time');
	await expect(rows.getByRole('status')).toContainText('983 requests in sum');
	await rows.getByRole('combobox', { name: 'Rows of' }).selectOption({ label: 'National Security: 2023 H1' });
	await expect(rows.getByRole('status')).toContainText(/rows?, 88 requests in sum/);
	await button.click();
	await expect(rows).toHaveCount(0);
});

test('outcomes: the rows of a group of outcomes, and their extract', async ({ page }) => {
	await open(page, 'en/figure/by-outcome/');
	const one = figure(page, 'by-outcome');
	await one.getByRole('button', { name: 'Rows', exact: true }).click();
	const rows = panel(page, 'by-outcome');
	await rows.getByRole('combobox', { name: 'Rows of' }).selectOption({ label: 'No action taken: 2019 H1' });
	await expect(rows.getByRole('status')).toContainText(/items in sum/);
	const sum = Number(await rows.locator('[data-sum]').getAttribute('data-sum'));
	const csv = page.waitForEvent('download');
	await rows.getByRole('button', { name: 'Download CSV' }).click();
	const text = await (await csv).createReadStream().then(async (stream) => {
		const parts: Buffer[] = [];
		for await (const part of stream) parts.push(part as Buffer);
		return Buffer.concat(parts).toString('utf8');
	});
	const [header, ...lines] = text.trim().replace('\ufeff', '').split('\r\n');
	const at = header.split(',').indexOf('no_action_taken');
	expect(lines.reduce((all, line) => all + Number(line.split(',')[at]), 0)).toBe(sum);
	await settled(page);
});
