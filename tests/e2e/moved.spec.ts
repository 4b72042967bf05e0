import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { show, small } from './own-files.ts';
import {
	choice,
	engine,
	expect,
	facet,
	figure,
	grouped,
	headline,
	open,
	says,
	settled,
	sum,
	test,
	values
} from './support.ts';

const data = (name: string) => {
	const text = readFileSync(join(import.meta.dirname, '../../data', name), 'utf8');
	return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
};
const lines = data('editions/2026-06/removals.csv');
const labels = (name: string) => new Map(data(`codebook/${name}.csv`).map(({ slug, label }) => [slug, label]));
const [products, reasons, requesters] = ['products', 'reasons', 'requesters'].map(labels);

interface Choice {
	territory?: string;
	from: string;
	to?: string;
	baseFrom: string;
	baseTo?: string;
	measure?: 'requests' | 'items';
	by?: 'requester';
}

const addressOf = ({ territory, from, to, baseFrom, baseTo, measure, by }: Choice) => {
	const query = new URLSearchParams({ from, to: to ?? from, 'base-from': baseFrom, 'base-to': baseTo ?? baseFrom });
	for (const [key, value] of Object.entries({ territory, measure, by })) if (value) query.set(key, value);
	return `en/moved/?${query}`;
};

/** Counts by cell in both ranges, from the edition's lines alone. */
function recount({ territory = 'KZ', from, to = from, baseFrom, baseTo = baseFrom, measure = 'requests', by }: Choice) {
	const cells = new Map<string, { base: number; now: number }>();
	for (const line of lines) {
		if (territory !== 'world' && line.territory !== territory) continue;
		const name = by ? requesters.get(line.requester)! : `${products.get(line.product)} | ${reasons.get(line.reason)}`;
		const add = (side: 'base' | 'now') => {
			const cell = cells.get(name) ?? { base: 0, now: 0 };
			cell[side] += Number(line[measure]);
			cells.set(name, cell);
		};
		if (line.period >= baseFrom && line.period <= baseTo) add('base');
		if (line.period >= from && line.period <= to) add('now');
	}
	const all = [...cells.values()];
	const [base, now] = [all.reduce((a, cell) => a + cell.base, 0), all.reduce((a, cell) => a + cell.now, 0)];
	return { cells, base, now };
}

const moved = (page: Page) => page.locator('[data-figure^="moved"]');
const title = (page: Page) => moved(page).locator('.title');
const signed = (value: number) => (value === 0 ? '0' : `${value > 0 ? '+' : '−'}${grouped(Math.abs(value))}`);
const number = (text: string) => Number(text.replace('−', '-').replaceAll(/[+,]/g, ''));
const query = (page: Page) => decodeURIComponent(new URL(page.url()).search);
const end = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });

/** The table: base, this and difference by cell, `Total` among them. */
async function rows(page: Page): Promise<Map<string, string[]>> {
	const texts = await moved(page)
		.locator('tbody tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim()))
		);
	return new Map(texts.map((cells) => [cells.slice(0, -3).filter(Boolean).join(' | '), cells.slice(-3)]));
}

/** What stands written at the right of each row of the drawing. */
const written = (page: Page) =>
	moved(page)
		.locator('.drawing svg text[text-anchor="end"]')
		.evaluateAll((texts) => texts.map((text) => text.textContent));

const CHOICES: [string, Choice][] = [
	['Kazakhstan, as first shown', { from: '2025H2', baseFrom: '2024H2' }],
	['Kazakhstan, 2023 H1 against 2022 H2', { from: '2023H1', baseFrom: '2022H2' }],
	[
		'Kazakhstan, items over years',
		{ from: '2017H1', to: '2018H2', baseFrom: '2015H1', baseTo: '2016H2', measure: 'items' }
	],
	[
		'Kazakhstan, requesters from 2019',
		{ from: '2023H1', to: '2025H2', baseFrom: '2020H1', baseTo: '2022H2', by: 'requester' }
	],
	['Russia', { territory: 'RU', from: '2025H2', baseFrom: '2024H2' }],
	['Russia, small changes', { territory: 'RU', from: '2023H1', baseFrom: '2022H2' }],
	['the world', { territory: 'world', from: '2024H1', to: '2024H2', baseFrom: '2023H1', baseTo: '2023H2' }]
];

for (const [name, selection] of CHOICES)
	test(`${name}: the page says what the edition's lines add up to`, async ({ page }) => {
		const { cells, base, now } = recount(selection);
		await open(page, addressOf(selection));
		const unit = selection.measure ?? 'requests';
		const words = now > base ? 'more than in' : now < base ? 'fewer than in' : 'as many as in';
		const by = now === base ? '' : `${grouped(Math.abs(now - base))} `;
		await expect(title(page)).toContainText(`${grouped(now)} ${unit} in`);
		await expect(title(page)).toContainText(`, ${by}${words}`);

		const drawn = (await written(page)).map(number);
		const whole = drawn[0] === base && drawn.at(-1) === now;
		const changes = drawn.slice(whole ? 1 : 0, -1);
		expect(changes.reduce((a, b) => a + b, 0)).toBe(now - base);
		if (!whole) expect(drawn.at(-1)).toBe(now - base);

		await moved(page).getByRole('button', { name: 'Table', exact: true }).click();
		await expect(moved(page).locator('table')).toBeVisible();
		const expected = new Map(
			[...cells].map(([key, cell]) => [key, [grouped(cell.base), grouped(cell.now), signed(cell.now - cell.base)]])
		);
		expected.set('Total', [grouped(base), grouped(now), signed(now - base)]);
		expect(Object.fromEntries(await rows(page))).toEqual(Object.fromEntries(expected));

		const csv = await values(page, moved(page));
		expect([sum(csv.rows, 'base'), sum(csv.rows, 'this'), sum(csv.rows, 'difference')]).toEqual([
			base,
			now,
			now - base
		]);
		expect(csv.rows).toHaveLength(cells.size);
		expect(csv.rows[0]).toMatchObject({
			base_from: selection.baseFrom,
			range_from: selection.from,
			edition: '2026-06'
		});
	});

test('Kazakhstan by product and reason: the largest change is named', async ({ page }) => {
	await open(page, 'en/moved/?from=2023H1&to=2023H1&base-from=2022H2&base-to=2022H2');
	await expect(title(page)).toHaveText(
		'188 requests in 2023\u00a0H1, 127 more than in 2022\u00a0H2: YouTube, National Security alone is +86'
	);
	await expect(moved(page).locator('.scope')).toContainText('January–June 2023 against July–December 2022');
	await expect(moved(page).locator('.scope')).toContainText('Edition 2026-06');
});

test.describe('what is no number is never 0', () => {
	test('Tajikistan has no row in either range: nothing is compared, and the page says what there is', async ({
		page
	}) => {
		await open(page, 'en/moved/?territory=TJ');
		await expect(title(page)).toHaveText(/^Nothing to compare: 2024\sH2 not reported, 2025\sH2 not reported$/);
		await expect(moved(page)).toContainText('which is not the same as 0');
		await expect(page.locator('main')).toContainText('Tajikistan is in these figures for 2024 H1.');
		await expect(moved(page).locator('svg text')).toHaveCount(0);
	});

	test('Tajikistan’s one request has nothing to be compared with', async ({ page }) => {
		await open(page, 'en/moved/?territory=TJ&from=2024H1&to=2024H1&view=table');
		await expect(title(page)).toHaveText(/^1 request in 2024\sH1; nothing to compare with: 2023\sH1 not reported$/);
		expect(Object.fromEntries(await rows(page))).toEqual({
			'YouTube | National Security': ['not reported', '1', ''],
			Total: ['not reported', '1', '']
		});
	});

	test('a half-year without a row in Kazakhstan, and the way to one with rows', async ({ page }) => {
		await open(page, 'en/moved/?base-from=2014H1&base-to=2014H1');
		await expect(title(page)).toHaveText(/^33 requests in 2025\sH2; nothing to compare with: 2014\sH1 not reported$/);
		await expect(moved(page).locator('.drawing svg [data-status="not-reported"]')).toHaveCount(1);
		await page.getByRole('button', { name: /^Compare 2025 H2 with 2025 H1$/ }).click();
		await expect.poll(() => query(page)).toBe('?base-from=2025H1&base-to=2025H1');
		await expect(title(page)).toContainText('42 fewer than in');
	});

	test('outcomes before 2019, and ranges of different length', async ({ page }) => {
		await open(page, 'en/moved/?outcome=removed-policy&from=2019H1&to=2019H1&base-from=2018H1&base-to=2018H1');
		await expect(title(page)).toContainText('nothing to compare with: 2018\u00a0H1 not published');
		await expect(moved(page)).toContainText('Google publishes outcomes of items from 2019 H1 on');
		await open(page, 'en/moved/?from=2023H1&to=2024H1&base-from=2022H1&base-to=2022H2');
		await expect(moved(page)).toContainText('3 half-years against 2 half-years: not like for like.');
	});

	test('requesters across 2019 are two classes, and no mix', async ({ page }) => {
		await open(page, 'en/moved/?by=requester&from=2019H1&to=2019H1&base-from=2018H2&base-to=2018H2&view=table');
		expect([...(await rows(page)).keys()].sort()).toEqual(['Courts', 'Other authorities', 'Total']);
		await expect(moved(page)).toContainText('two classes of requesters');
	});
});

test.describe('the address says what is on show', () => {
	test('each control writes its key, the base follows, and a default is left out', async ({ page }) => {
		await open(page, 'en/moved/');
		await expect(end(page, 'From')).toHaveValue('2025H2');
		await expect(end(page, 'From (compared with)')).toHaveValue('2024H2');
		await end(page, 'From').selectOption('2025H1');
		await expect.poll(() => query(page)).toBe('?from=2025H1');
		await expect(end(page, 'From (compared with)')).toHaveValue('2024H1');
		await end(page, 'To (compared with)').selectOption('2023H1');
		await expect.poll(() => query(page)).toBe('?from=2025H1&base-from=2023H1&base-to=2023H1');
		await page.getByRole('radio', { name: 'Requester' }).check();
		await expect.poll(() => query(page)).toBe('?from=2025H1&base-from=2023H1&base-to=2023H1&by=requester');
		await page.getByRole('radio', { name: 'Product, reason' }).check();
		await choice(page, 'Product', 'YouTube').check();
		await page.getByRole('radio', { name: 'Items' }).check();
		await expect
			.poll(() => query(page))
			.toBe('?from=2025H1&measure=items&product=youtube&base-from=2023H1&base-to=2023H1');
		await page.getByRole('button', { name: 'Reset', exact: true }).click();
		await expect.poll(() => query(page)).toBe('');
		await expect(title(page)).toContainText('33 requests in');
	});

	test('the usual comparisons are one press, and back gives each back', async ({ page }) => {
		await open(page, 'en/moved/');
		const usual = (name: string) => page.getByRole('button', { name, exact: true });
		await expect(usual('Same half-year a year before')).toHaveAttribute('aria-pressed', 'true');
		await usual('Half-year before').click();
		await expect.poll(() => query(page)).toBe('?base-from=2025H1&base-to=2025H1');
		await expect(title(page)).toContainText('42 fewer than in');
		await usual('Year before').click();
		await expect.poll(() => query(page)).toBe('?from=2025H1');
		const year = recount({ from: '2025H1', to: '2025H2', baseFrom: '2024H1', baseTo: '2024H2' });
		await expect(title(page)).toContainText(`${year.now} requests in 2025, `);
		await page.goBack();
		await expect(title(page)).toContainText('42 fewer than in');
		await page.goBack();
		await expect(title(page)).toContainText('15 more than in');
		await page.goForward();
		await expect(title(page)).toContainText('42 fewer than in');
	});

	test.describe('', () => {
		test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
		for (const address of [
			'en/moved/',
			'en/moved/?territory=RU&by=requester&base-from=2019H1&base-to=2019H2&view=table'
		])
			test(`"Copy link" says all, and opens the same view: ${address}`, async ({ page }) => {
				await open(page, address);
				await expect(page.getByRole('combobox', { name: 'Edition' })).toBeVisible();
				const before = await page.locator('main').ariaSnapshot();
				await page.locator('.links').getByRole('button', { name: 'Copy link' }).click();
				await expect(page.locator('.links').getByText('Copied')).toBeVisible();
				const link = await page.evaluate(() => navigator.clipboard.readText());
				const keys = [...new URL(link).searchParams.keys()];
				for (const key of ['edition', 'from', 'to', 'base-from', 'base-to']) expect(keys).toContain(key);
				await page.goto('about:blank');
				await open(page, link);
				await expect(page.locator('.notices').first()).toBeEmpty();
				await expect(page.getByRole('combobox', { name: 'Edition' })).toBeVisible();
				expect(await page.locator('main').ariaSnapshot()).toBe(before);
			});
	});

	test('what is not understood is said, and each view knows the keys of the other', async ({ page }) => {
		await open(page, 'en/moved/?base-from=2020H3&by=country&step=year&scale=log');
		await expect(page.locator('.notices').first()).toContainText('“base-from=2020H3” names nothing this site knows');
		await expect(page.locator('.notices').first()).toContainText('“by=country”');
		await expect(page.locator('.notices li')).toHaveCount(2);
		await open(page, 'en/?base-from=2020H1&base-to=2020H2&by=requester');
		await expect(page.locator('.notices').first()).toBeEmpty();
	});
});

test('no number of another scope is to be seen while scripts have yet to arrive', async ({ page }) => {
	let arrive = () => {};
	const held = new Promise<void>((resolve) => (arrive = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto('en/moved/?territory=RU', { waitUntil: 'commit' });
	await expect(page.getByText('Applying what the link asks for')).toBeVisible();
	expect(await page.locator('main').innerText()).not.toMatch(/\d requests|Kazakhstan, July/);
	arrive();
	await settled(page);
	await expect(title(page)).toContainText('28,783 requests in');
});

test('a count leads to its rows, and they add up to it', async ({ page }) => {
	await open(page, 'en/moved/?from=2023H1&to=2023H1&base-from=2022H2&base-to=2022H2&view=table');
	const row = moved(page).locator('tbody tr', { hasText: 'Hate Speech' });
	await row.getByRole('link', { name: /^19: Rows behind it: YouTube, Hate Speech, 2022 H2$/ }).click();
	await expect(page).toHaveURL(/\/en\/\?from=2022H2&to=2022H2&product=youtube&reason=hate-speech&edition=2026-06$/);
	await settled(page);
	await expect(headline(page)).toHaveText(says(19));
});

test('facets count both ranges, and filter both', async ({ page }) => {
	await open(page, 'en/moved/?from=2023H1&to=2023H1&base-from=2022H2&base-to=2022H2');
	expect(await facet(page, 'Product')).toMatchObject({ YouTube: '211', 'Google Play Apps': '21' });
	await choice(page, 'Product', 'Google Play Apps').check();
	await expect(title(page)).toContainText('10 requests in');
	await expect(title(page)).toContainText('1 fewer than in');
});

test('a cell left out is left out of both ranges, and can be counted again', async ({ page }) => {
	await open(
		page,
		'en/moved/?from=2023H1&to=2023H1&base-from=2022H2&base-to=2022H2&without=2023H1.youtube.national-security'
	);
	await expect(title(page)).toContainText('100 requests in');
	await expect(moved(page).locator('.scope')).toContainText('without YouTube, National Security, January–June 2023');
	await page.getByRole('button', { name: 'Count it again' }).click();
	await expect(title(page)).toContainText('188 requests in');
});

test.describe("over a reader's own files", () => {
	/** By a link of the site: a page that is fetched anew has no files. */
	async function visit(page: Page): Promise<void> {
		await page.evaluate(() => {
			const link = document.createElement('a');
			link.href = location.pathname.replace(/en\/.*/, 'en/moved/');
			document.querySelector('main')!.append(link);
			link.click();
		});
		await expect(page).toHaveURL(/\/moved\/\?edition=own-/);
		await settled(page);
	}

	test('their half-years are compared, and one that they lack is not in these files, and not 0', async ({ page }) => {
		await show(page, small());
		await visit(page);
		await expect(title(page)).toHaveText(
			/^7 requests in 2024\sH2; nothing to compare with: 2023\sH2 not in this edition$/
		);
		await expect(moved(page)).toContainText('not in these files for 2023 H2. Add the');
		await expect(moved(page)).not.toContainText('which is not the same as 0');
		await page.getByRole('button', { name: 'Half-year before', exact: true }).click();
		await expect(title(page)).toContainText(
			'7 requests in 2024\u00a0H2, 3 more than in 2024\u00a0H1: YouTube, Fraud alone is +5'
		);
		expect((await written(page)).map(number)).toEqual([4, -4, 5, 2, 7]);
		await expect(moved(page).locator('.scope')).toContainText('Edition own-');
	});
});

test('DuckDB gives the same answers', { tag: '@wasm' }, async ({ page }) => {
	const address = addressOf({ territory: 'RU', from: '2024H1', to: '2025H2', baseFrom: '2022H1', baseTo: '2023H2' });
	await open(page, `${address}&view=table`);
	const byRows = await rows(page);
	await expect(engine(page)).toHaveAttribute('data-engine', 'rows');
	await page.getByRole('button', { name: 'Start the query engine (DuckDB)' }).click();
	await expect(engine(page)).toHaveAttribute('data-duckdb', 'ready', { timeout: 60_000 });
	await page.getByRole('radio', { name: 'Items' }).check();
	await expect(engine(page)).toHaveAttribute('data-engine', 'duckdb');
	await page.getByRole('radio', { name: 'Requests' }).check();
	await expect(title(page)).toContainText('requests in');
	expect(await rows(page)).toEqual(byRows);
});

test('each row can be read with the arrow keys, as it stands written', async ({ page }) => {
	await open(page, 'en/moved/');
	const explore = moved(page).getByRole('slider');
	await explore.focus();
	await page.keyboard.press('Home');
	await expect(explore).toHaveAttribute('aria-valuetext', '2024 H2, 18 requests');
	await page.keyboard.press('ArrowRight');
	await expect(explore).toHaveAttribute(
		'aria-valuetext',
		'YouTube, Government Criticism, −13, 14 in 2024 H2, 1 in 2025 H2'
	);
	await page.keyboard.press('End');
	await expect(explore).toHaveAttribute('aria-valuetext', '2025 H2, 33 requests');
	await moved(page).getByRole('button', { name: 'Show the other 6' }).press('Enter');
	await expect(moved(page).locator('.drawing svg text[text-anchor="end"]')).toHaveCount(16);
});

for (const width of [320, 360])
	test(`at ${width} px the difference stands in the table without scrolling it`, async ({ page }) => {
		await page.setViewportSize({ width, height: 740 });
		await open(page, 'en/moved/?view=table');
		const over = await moved(page)
			.locator('.scroll')
			.evaluate((region) => region.scrollWidth - region.clientWidth);
		expect(over).toBeLessThanOrEqual(0);
	});

test('on a phone the sheet has the choices of this view', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await open(page, 'en/moved/');
	await page.getByRole('button', { name: /2025 H2 against 2024 H2.*Change$/ }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: 'Half-year before', exact: true }).click();
	await sheet.getByRole('button', { name: 'Done' }).click();
	await expect(title(page)).toContainText('42 fewer than in');
});

const SHOWN = [
	'en/moved/',
	'en/moved/?view=table',
	'en/moved/?territory=RU&from=2023H1&to=2023H1&base-from=2022H2&base-to=2022H2',
	'en/moved/?territory=TJ',
	'en/moved/?territory=BR&from=2010H2&to=2011H2&base-from=2009H2&base-to=2010H1',
	'en/moved/?territory=world&measure=items&from=2023H1&base-from=2020H1&base-to=2022H2'
];

for (const width of [320, 360, 768, 1280])
	test(`at ${width} px nothing is cut off, small, on other words, or wider than the screen`, async ({ page }) => {
		await page.setViewportSize({ width, height: 800 });
		for (const address of SHOWN) {
			await open(page, address);
			const over = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(over, address).toBeLessThanOrEqual(0);
			const wrong = await moved(page)
				.locator('.drawing svg')
				.evaluateAll((drawings) =>
					drawings.flatMap((svg) => {
						const box = svg.getBoundingClientRect();
						const texts = [...svg.querySelectorAll('text')].map((text) => ({
							text: text.textContent,
							size: parseFloat(getComputedStyle(text).fontSize),
							box: text.getBoundingClientRect()
						}));
						return texts.flatMap(({ text, size, box: { left, right, top, bottom, height } }, i) => {
							const out = left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
							const on = texts
								.slice(i + 1)
								.filter(
									({ box }) =>
										left < box.right - 1 &&
										box.left < right - 1 &&
										top + height / 4 < box.bottom - height / 4 &&
										box.top + height / 4 < bottom - height / 4
								);
							return [...(out || size < 12 ? [text] : []), ...on.map((other) => `${text} on ${other.text}`)];
						});
					})
				);
			expect(wrong, address).toEqual([]);
		}
	});

for (const address of SHOWN)
	test(`no breach of WCAG 2.2 AA is found on /${address}`, async ({ page }) => {
		await open(page, address);
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
			.analyze();
		expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
	});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });
	test('the default comparison stands as a drawing and a table', async ({ page }) => {
		await page.goto('en/moved/');
		await expect(title(page)).toContainText('33 requests in');
		await expect(figure(page, 'moved').locator('svg').filter({ visible: true })).toHaveCount(1);
		expect((await rows(page)).get('Total')).toEqual(['18', '33', '+15']);
		await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
	});
});
