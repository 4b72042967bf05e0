import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { choice, expect, figure, grouped, headline, open, press, settled, sum, test, says, values } from './support.ts';

const COLUMNS =
	'period,period_end,territory,territory_name,requester,product,reason,requests,items,removed_legal,removed_policy,content_not_found,not_enough_information,no_action_taken,already_removed,status,edition';

/** Rows of the edition as held. */
const held = () =>
	Papa.parse<Record<string, string>>(
		readFileSync(join(import.meta.dirname, '../../data/editions/2026-06/removals.csv'), 'utf8'),
		{ header: true, skipEmptyLines: true }
	).data;

/** All of it without the engine: a reader who has only the rows engine gets the same files. */
test.beforeEach(({ page }) => page.route('**/*.wasm', (route) => route.abort()));

for (const [address, filter, name] of [
	['en/', (row) => row.territory === 'KZ', 'takedown-ledger_kz_rows_2011h1-2025h2_edition-2026-06.csv'],
	[
		'en/?to=2020H2&reason=national-security',
		(row) => row.territory === 'KZ' && row.period <= '2020H2' && row.reason === 'national-security',
		'takedown-ledger_kz_rows_2011h1-2020h2_reason-national-security_edition-2026-06.csv'
	],
	[
		'en/?territory=world&from=2025H2&product=youtube',
		(row) => row.period === '2025H2' && row.product === 'youtube',
		'takedown-ledger_world_rows_2025h2-2025h2_product-youtube_edition-2026-06.csv'
	]
] as [string, (row: Record<string, string>) => boolean, string][])
	test(`the extract is the rows in scope: ${address}`, async ({ page }) => {
		await open(page, address);
		const rows = held().filter((row) => row.period >= '2011H1' && filter(row));
		await expect(page.getByRole('heading', { name: `Rows in scope: ${grouped(rows.length)}` })).toBeVisible();
		const size = page.locator('[data-extract-size]');
		await expect(size).toContainText(`${grouped(rows.length)} row`);
		await expect(size).toContainText(name);

		const csv = await press(page, page.getByRole('button', { name: 'Download CSV' }));
		expect(csv.name).toBe(name);
		expect(csv.text.startsWith(`\uFEFF${COLUMNS}\r\n`)).toBe(true);
		expect(csv.text.endsWith('\r\n')).toBe(true);
		expect(csv.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		expect(csv.rows).toHaveLength(rows.length);
		await expect(headline(page)).toHaveText(says(sum(csv.rows, 'requests'), sum(csv.rows, 'items')));

		const counts = COLUMNS.split(',').slice(7, 15);
		const line = (row: Record<string, string>) =>
			['period', 'territory', 'requester', 'product', 'reason', ...counts].map((column) => row[column]).join(',');
		expect(csv.rows.map(line).sort()).toEqual(rows.map(line).sort());
		for (const row of csv.rows) {
			expect(row.edition).toBe('2026-06');
			expect(row.period_end).toBe(row.period.replace('H1', '-06-30').replace('H2', '-12-31'));
			expect(row.status).toBe(row.requests === '0' ? 'zero' : 'reported');
		}
		const bytes = Buffer.byteLength(csv.text);
		const said = bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
		await expect(size).toContainText(`, ${said} ·`);
	});

test('the file follows the filter, and comes in the same order every time', async ({ page }) => {
	await open(page, 'en/?to=2020H2');
	const button = page.getByRole('button', { name: 'Download CSV' });
	const before = await press(page, button);
	await choice(page, 'Product', 'YouTube').check();
	await expect(headline(page)).toHaveText(says(313));
	const filtered = await press(page, button);
	expect(filtered.name).toBe('takedown-ledger_kz_rows_2011h1-2020h2_product-youtube_edition-2026-06.csv');
	expect(new Set(filtered.rows.map((row) => row.product))).toEqual(new Set(['youtube']));
	expect(filtered.rows).toEqual(before.rows.filter((row) => row.product === 'youtube'));
	await page.goBack();
	await expect(headline(page)).toHaveText(says(373));
	expect((await press(page, button)).text).toBe(before.text);
});

test('territories with more than ASCII in their names arrive whole', async ({ page }) => {
	await open(page, 'en/?territory=TR&from=2025H2');
	const { rows } = await press(page, page.getByRole('button', { name: 'Download CSV' }));
	expect(new Set(rows.map((row) => row.territory_name))).toEqual(new Set(['Türkiye']));
});

test('a scope without rows gives a file with its header', async ({ page }) => {
	await open(page, 'en/?from=2014H1&to=2014H1');
	const { text } = await press(page, page.getByRole('button', { name: 'Download CSV' }));
	expect(text).toBe(`\uFEFF${COLUMNS}\r\n`);
});

test.describe("a figure's own values", () => {
	test('long: every half-year with its status', async ({ page }) => {
		await open(page, 'en/?from=2010H1');
		const csv = await values(page, figure(page, 'by-period'));
		expect(csv.name).toBe('takedown-ledger_kz_requests-by-period_2010h1-2025h2_edition-2026-06.csv');
		expect(csv.text.startsWith('\uFEFF')).toBe(true);
		expect(csv.columns).toEqual([
			'period',
			'measure',
			'value',
			'status',
			'territory',
			'range_from',
			'range_to',
			'edition'
		]);
		const requests = csv.rows.filter((row) => row.measure === 'requests');
		expect(requests).toHaveLength(32);
		const of = (period: string) => requests.find((row) => row.period === period);
		expect(of('2010H1')).toMatchObject({ value: '', status: 'withheld' });
		expect(of('2014H1')).toMatchObject({ value: '', status: 'not-reported' });
		expect(of('2017H2')).toMatchObject({ value: '72', status: 'reported' });
		expect(sum(requests, 'value')).toBe(983);
	});

	test('wide: half-years down, categories across', async ({ page }) => {
		await open(page, 'en/figure/by-reason-over-time/?to=2020H2');
		const csv = await values(page, page.locator('figure'), 'Values as CSV, wide');
		expect(csv.name).toBe('takedown-ledger_kz_requests-by-reason-over-time_2011h1-2020h2_edition-2026-06_wide.csv');
		expect(csv.columns[0]).toBe('period');
		expect(csv.columns).toEqual(expect.arrayContaining(['national-security', 'government-criticism', 'defamation']));
		expect(csv.rows).toHaveLength(20);
		expect(csv.rows.find((row) => row.period === '2014H1')).toMatchObject({ 'national-security': 'not-reported' });
		const published = csv.rows.filter((row) => row['national-security'] !== 'not-reported');
		expect(sum(published, 'national-security')).toBe(244);
	});

	for (const id of ['by-reason', 'by-product', 'by-product-over-time', 'by-requester', 'by-outcome'])
		test(`${id}: long and wide hold numbers or a status, nothing else`, async ({ page }) => {
			await open(page, `en/figure/${id}/`);
			const long = await values(page, page.locator('figure'));
			expect(long.rows.length).toBeGreaterThan(3);
			for (const row of long.rows) {
				expect(row.status).toMatch(/^(reported|zero|not-reported|withheld|unknown|not-published)$/);
				expect(row.value).toMatch(/^(reported|zero)$/.test(row.status) ? /^\d+(\.\d+)?$/ : /^\d*$/);
			}
			const wide = await values(page, page.locator('figure'), 'Values as CSV, wide');
			expect(wide.text).not.toMatch(/NaN|undefined|null|\[object/);
			expect(wide.rows.length).toBeGreaterThan(0);
		});
});

test.describe('a table copies as tab-separated text', () => {
	test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

	test('with its headers', async ({ page }) => {
		await open(page, 'en/?to=2020H2');
		await settled(page);
		await figure(page, 'by-reason').getByRole('button', { name: 'CSV', exact: true }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Copy table' }).click();
		await expect(page.getByRole('dialog').getByText('Copied')).toBeVisible();
		const lines = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
		expect(lines[0].split('\t')).toEqual(['Reason', 'Requests', 'Share of the total']);
		expect(lines[1].split('\t').slice(0, 2)).toEqual(['National Security', '244']);
	});
});
