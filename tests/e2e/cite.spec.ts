import { readFile } from 'node:fs/promises';
import { expect, figure, open, test } from './support.ts';

/** All of it without the engine: what is cited is on the page. */
test.beforeEach(({ page }) => page.route('**/*.wasm', (route) => route.abort()));

test.describe('a figure is cited', () => {
	test.use({ permissions: ['clipboard-read', 'clipboard-write'], timezoneId: 'Asia/Almaty' });

	test('in four forms that say the same, with the day where the reader is', async ({ page }) => {
		// An hour at which it is already the next day in Kazakhstan.
		await page.clock.setFixedTime(new Date('2026-11-24T20:30:00Z'));
		await open(page, 'en/?reason=national-security&to=2020H2');
		const peak = figure(page, 'by-period');
		const title = await peak.locator('.title').innerText();
		const scope = await peak.locator('p.scope').innerText();
		await peak.getByRole('button', { name: 'Cite' }).click();
		const dialog = page.getByRole('dialog');
		await expect(dialog.getByRole('heading', { name: 'Cite this figure' })).toBeVisible();

		const plain = await dialog.locator('[data-citation]').innerText();
		expect(plain).toContain(title);
		expect(plain).toContain(scope);
		expect(plain).toContain('Google Transparency Report');
		expect(plain).toContain('edition 2026-06');
		expect(plain).toMatch(/\(accessed 25 November 2026\)$/);
		const address = /https?:\S+/.exec(plain)![0];
		expect(await dialog.locator('[data-quotable]').innerText()).toBe(
			`${title}. ${scope} Source: Google Transparency Report, government requests to remove content.`
		);

		for (const [format, ending, holds] of [
			[
				'BibTeX',
				'bib',
				[`url = {${address}}`, 'urldate = {2026-11-25}', 'publisher = {Google}', 'version = {2026-06}']
			],
			['RIS', 'ris', [`UR  - ${address}`, 'Y2  - 2026/11/25/', 'PB  - Google', 'ET  - 2026-06', `TI  - ${title}`]],
			['CSL-JSON', 'json', [`"URL": "${address}"`, '"publisher": "Google"', '"version": "2026-06"', scope]]
		] as [string, string, string[]][]) {
			const [download] = await Promise.all([
				page.waitForEvent('download'),
				dialog.getByRole('button', { name: `Download ${format}` }).click()
			]);
			expect(download.suggestedFilename()).toBe(
				`takedown-ledger_kz_requests-by-period_2011h1-2020h2_reason-national-security_edition-2026-06.${ending}`
			);
			const text = await readFile(await download.path(), 'utf8');
			for (const part of holds) expect(text.replaceAll('~', '\u00a0')).toContain(part);
			await dialog.getByRole('button', { name: `Copy ${format}` }).click();
			await expect
				.poll(async () => (await page.evaluate(() => navigator.clipboard.readText())).replaceAll('\r\n', '\n'))
				.toBe(text.replaceAll('\r\n', '\n'));
		}
		await dialog.getByRole('button', { name: 'Copy sentence' }).click();
		await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(title);

		// The address gives the figure back.
		await open(page, address);
		await expect(figure(page, 'by-period').locator('.title')).toHaveText(title);
		await expect(figure(page, 'by-period').locator('p.scope')).toHaveText(scope);
	});
});

test('the method page cites by the same text, and a drawing is described by its form, finding and scope', async ({
	page
}) => {
	await page.goto('en/method/');
	await expect(page.locator('[data-citation]')).toHaveText(
		/^Takedown Ledger: “What Kazakhstan asks Google to remove\.” Requests from Kazakhstan, .* Source: Google Transparency Report, .*; edition 2026-06 \(.*\)\. http:\/\/127\.0\.0\.1:\d+\/\S+edition=2026-06$/
	);
	await open(page, 'en/figure/by-reason/');
	const drawing = page.getByRole('img', { name: /Bar chart\. Requests by reason\..*Requests from Kazakhstan/ });
	await expect(drawing).toBeVisible();
});
