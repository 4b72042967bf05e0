import { choice, expect, facet, figure, findings, headline, open, settled, table, test, says } from './support.ts';

test('all of Kazakhstan: 983 requests naming 332,062 items, with their scope', async ({ page }) => {
	await open(page, 'en/');
	await expect(headline(page)).toHaveText(says(983, 332_062));
	await expect(page.locator('.headline, section').first()).toContainText(
		'Requests from Kazakhstan, January 2011 to December 2025, all products, reasons and requesters. Edition 2026-06'
	);
});

test('2011 H1 to 2020 H2: 373 requests, 192,503 items, YouTube 313, and the three reasons', async ({ page }) => {
	await open(page, 'en/?to=2020H2');
	await expect(headline(page)).toHaveText(says(373, 192_503));
	await expect(findings(page)).toContainText('YouTube, 313 of 373 requests');
	await expect(findings(page)).toContainText('National Security, 244 of 373 requests');
	expect(await facet(page, 'Product')).toMatchObject({ YouTube: '313' });
	expect(await facet(page, 'Reason')).toMatchObject({
		'National Security': '244',
		'Government Criticism': '63',
		Defamation: '21'
	});

	await figure(page, 'by-reason').getByRole('button', { name: 'Table', exact: true }).click();
	await expect(figure(page, 'by-reason').locator('table')).toBeVisible();
	expect(await table(page, 'by-reason')).toMatchObject({
		'National Security': { Requests: '244' },
		'Government Criticism': { Requests: '63' },
		Defamation: { Requests: '21' }
	});
	expect((await table(page, 'by-product')).YouTube).toMatchObject({ Requests: '313' });
});

test('2020 H2: 49 requests, their reasons, and what became of 3,760 items', async ({ page }) => {
	await open(page, 'en/?from=2020H2&to=2020H2&view=table');
	await expect(headline(page)).toHaveText(says(49, 3_760));
	expect(await table(page, 'by-reason')).toMatchObject({
		'Government Criticism': { Requests: '24' },
		'National Security': { Requests: '15' },
		Defamation: { Requests: '1' }
	});
	expect((await table(page, 'by-outcome'))['2020 H2']).toMatchObject({
		'Items in all': '3,760',
		'Removed: policy': '43',
		'Removed: legal': '0',
		'No action taken': '3,701'
	});
	expect(await facet(page, 'Outcome')).toMatchObject({
		'Removed: policy': '43',
		'Removed: legal': '0',
		'No action taken': '3,701'
	});
});

test('half-years, one by one', async ({ page }) => {
	await open(page, 'en/?view=table');
	const halves = await table(page, 'by-period');
	expect(halves['2011 H1']).toMatchObject({ Requests: 'not reported', Status: 'not reported' });
	expect(halves['2014 H1']).toMatchObject({ Requests: 'not reported', Status: 'not reported' });
	expect(halves['2017 H2']).toMatchObject({ Requests: '72', Items: '146,607' });
	expect(halves['2019 H1']).toMatchObject({ Requests: '25', Items: '1,581' });
	expect(halves['2020 H2']).toMatchObject({ Requests: '49', Items: '3,760' });
	expect(halves['2023 H1']).toMatchObject({ Requests: '188', Items: '38,419' });
	expect(halves['2025 H1']).toMatchObject({ Requests: '75', Items: '8,535' });
	expect(halves['2025 H2']).toMatchObject({ Requests: '33', Items: '458' });
	expect(Object.keys(halves)).toHaveLength(30);
});

for (const [address, requests, items] of [
	['from=2017H2&to=2017H2', 72, 146_607],
	['from=2023H1&to=2023H1', 188, 38_419],
	['from=2025H1&to=2025H1', 75, 8_535]
] as const)
	test(`${address} has ${requests} requests`, async ({ page }) => {
		await open(page, `en/?${address}`);
		await expect(headline(page)).toHaveText(says(requests, items));
		// The inflated counts of the flat files.
		await expect(page.locator('main')).not.toContainText(/\b(312|153) requests/);
	});

test('the world: 603,110 requests naming 7,839,387 items', async ({ page }) => {
	await open(page, 'en/?territory=world');
	await expect(headline(page)).toHaveText(says(603_110, 7_839_387));
	await expect(page.getByRole('combobox', { name: 'Territory' })).toHaveValue('world');
});

test('another territory is told apart from Kazakhstan in its scope and its title', async ({ page }) => {
	await open(page, 'en/?territory=NA');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('What Namibia asks Google to remove');
	for (const scope of await page.locator('.scope').allTextContents()) expect(scope).toContain('Namibia');
});

test('a half-year without a row is "not reported", never 0', async ({ page }) => {
	await open(page, 'en/?from=2014H1&to=2014H1&view=table');
	expect((await table(page, 'by-period'))['2014 H1']).toEqual({
		Requests: 'not reported',
		Items: 'not reported',
		Status: 'not reported'
	});
	await expect(headline(page)).not.toContainText(/\b0 requests/);
	await expect(figure(page, 'by-period').locator('.title')).not.toHaveText(/\b0\b/);
});

test('2010 H1 is withheld', async ({ page }) => {
	await open(page, 'en/?from=2010H1&view=table');
	expect((await table(page, 'by-period'))['2010 H1']).toMatchObject({
		Requests: 'fewer than 10, withheld',
		Status: 'fewer than 10, withheld'
	});
	await expect(headline(page)).toContainText('at least 983 requests');
});

test('2017 H2 has no outcome of items, and 1 % of its 72 requests complied with', async ({ page }) => {
	await open(page, 'en/?from=2017H2&to=2017H2&view=table');
	await expect(findings(page)).not.toContainText('What became of the items');
	for (const count of Object.values(await facet(page, 'Outcome'))) expect(count).not.toMatch(/[1-9]/);
	const row = (await table(page, 'by-outcome'))['2017 H2'];
	const { 'Requests complied with': share, 'Items in all': items, ...outcomes } = row;
	expect(items).toBe('146,607');
	expect(new Set(Object.values(outcomes))).toEqual(new Set(['not published']));
	expect(share.replaceAll('\u00a0', ' ')).toBe('1 % of 72 requests');
});

test('2019 H1 stands in both methods and is counted once', async ({ page }) => {
	await open(page, 'en/?from=2018H2&to=2019H2&view=table');
	await expect(headline(page)).toHaveText(says(89));
	const rows = await table(page, 'by-outcome');
	expect(rows['2019 H1, old method']['Requests complied with']).toBe('3 of 25 requests');
	expect(rows['2019 H1, old method']['Removed: policy']).toBe('not published');
	expect(rows['2019 H1']).toMatchObject({ 'Items in all': '1,581', 'Requests complied with': '' });
	expect(rows['All from 2019 H1']['Items in all']).toBe('30,079');
});

test('no requester of the years before 2019 is mixed with the classes from 2019', async ({ page }) => {
	await open(page, 'en/figure/by-requester/?view=table');
	const rows = await table(page, 'by-requester');
	expect(Object.keys(Object.values(rows)[0])).toEqual(['Courts', 'Other authorities']);
	const detailed = Object.keys(rows).filter((name) => name.endsWith('(from 2019)'));
	expect(detailed.length).toBeGreaterThan(2);
	for (const name of detailed) expect(Object.values(rows[name])[0]).toMatch(/ of 755( |$)/);
});

test('a year of which one half is in range is not drawn as a year', async ({ page }) => {
	await open(page, 'en/?step=year&from=2019H2&to=2020H2&view=table');
	const years = await table(page, 'by-period');
	expect(new Set(Object.keys(years))).toEqual(new Set(['2019, second half only', '2020']));
	expect(years['2020']).toMatchObject({ Requests: '96' });
});

test('every figure says the numbers of its own selection after a choice', async ({ page }) => {
	await open(page, 'en/?view=table');
	await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('2020H2');
	await settled(page);
	await choice(page, 'Product', 'YouTube').check();
	await expect(headline(page)).toHaveText(says(313));
	for (const id of ['by-period', 'by-reason', 'by-product', 'by-requester'])
		await expect(figure(page, id).locator('.scope')).toContainText('2011 to December 2020; product: YouTube');
	expect(Object.values(await table(page, 'by-product')).map((row) => row.Requests)).toEqual(['313']);
	const halves = Object.values(await table(page, 'by-period')).map(({ Requests }) => Number(Requests) || 0);
	expect(halves.reduce((a, b) => a + b, 0)).toBe(313);
});
