import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { LANGUAGES } from '#lib/words/language.ts';
import { file, openData, read, small } from './own-files.ts';
import { see } from './seen.ts';
import { expect, figure, FIGURES, FORM_PAGES, open, OTHER_PAGES, settled, test } from './support.ts';

const THEMES = ['light', 'dark'] as const;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe leaves open: contrast alone, of words in drawings, at the edge of boxes that scroll, and of a single sign. All of it
 * is measured by `faintWords`, which knows the shapes of a drawing.
 */
const LEFT_OPEN = new Set(['color-contrast']);

/** Everything on the page is there: axe and the eye see the same. */
async function ready(page: Page, address: string): Promise<void> {
	await page.goto(address);
	if (/\/figure\/|^\w\w\/$|compare|moved/.test(address)) await settled(page);
	// Pages without scripts have no choice of colours.
	if (address && !address.includes('/kazakhstan/'))
		await expect(page.locator('footer [role=radiogroup]')).toBeVisible();
}

/** What stands in a frame is a page of its own. */
async function breaches(page: Page, theme: string, within: string): Promise<string[]> {
	const axe = new AxeBuilder({ page }).include(within);
	// Of all that axe looks at, only contrast is another matter in another theme.
	const { violations, incomplete } = await axe
		.exclude('iframe')
		.options({ runOnly: theme === 'light' ? TAGS : { type: 'rule', values: ['color-contrast'] } })
		.analyze();
	const said = (kind: string, results: typeof violations) =>
		results.flatMap(({ id, nodes }) =>
			nodes.map(({ target, any, all, none }) => {
				const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
				return `${kind} of ${id}: ${target.join(' ')}: ${why}`;
			})
		);
	return [
		...said('breach', violations),
		...said(
			'unsettled',
			incomplete.filter(({ id }) => !LEFT_OPEN.has(id))
		)
	];
}

/** In each theme: nothing that axe finds, and no word or mark that is hard to see. */
async function inOrder(page: Page, where: string, within = 'html'): Promise<void> {
	for (const theme of THEMES) {
		await page.emulateMedia({ colorScheme: theme });
		expect.soft(await breaches(page, theme, within), `${where}, ${theme}`).toEqual([]);
		expect.soft(await page.evaluate(() => window.seen.faintWords()), `${where}, ${theme}: words`).toEqual([]);
		expect.soft(await page.evaluate(() => window.seen.faintMarks()), `${where}, ${theme}: marks`).toEqual([]);
	}
}

test.beforeEach(({ page }) => see(page));

async function inReach(page: Page): Promise<void> {
	expect(await page.evaluate(() => window.seen.namelessDrawings())).toBe(0);
	expect(await page.evaluate(() => window.seen.poorTables())).toEqual([]);
	expect(await page.evaluate(() => window.seen.smallTargets())).toEqual([]);
}

for (const address of FORM_PAGES)
	test(`/${address} is in order in both themes`, async ({ page }) => {
		await ready(page, address);
		await inOrder(page, address);
		await inReach(page);
	});

for (const address of OTHER_PAGES)
	test(`/${address} is in order`, async ({ page }) => {
		await ready(page, address);
		// Colours are those of the page in English, in either theme.
		expect(await breaches(page, 'light', 'html')).toEqual([]);
		await inReach(page);
	});

test.describe('in use', () => {
	test('as tables, with events, with filters, and with nothing left', async ({ page }) => {
		for (const query of ['?view=table', '?events=on&scale=log&reason=fraud', '?reason=business-complaints']) {
			await open(page, `en/${query}`);
			await inOrder(page, query);
			expect(await page.evaluate(() => window.seen.poorTables()), query).toEqual([]);
		}
	});

	test('what a figure is taken away with', async ({ page }) => {
		await open(page, 'en/figure/by-reason/');
		for (const [button, name] of [
			['Embed', /.+/],
			['Image', /image/],
			['CSV', /Values/],
			['Cite', /.+/]
		] as const) {
			await figure(page, 'by-reason').getByRole('button', { name: button, exact: true }).click();
			const dialog = page.getByRole('dialog', { name });
			await expect(dialog.getByRole('heading').first()).toBeVisible();
			await inOrder(page, button, 'dialog');
			expect(await page.evaluate(() => window.seen.smallTargets()), button).toEqual([]);
			await page.keyboard.press('Escape');
			await expect(dialog).toHaveCount(0);
		}
	});

	test('the pack, the extract, and an answer in SQL', async ({ page }) => {
		await open(page, 'en/');
		await page.getByRole('button', { name: 'Report pack' }).click();
		await expect(page.getByRole('dialog', { name: 'Report pack' }).getByRole('heading')).toBeVisible();
		await inOrder(page, 'pack', 'dialog');
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'More formats' }).click();
		await expect(page.locator('.rows [data-extract], .rows fieldset').first()).toBeVisible();
		await inOrder(page, 'extract', '.rows');
		await page.goto('en/data/sql/');
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect(page.locator('[data-sql]')).toHaveAttribute('data-sql', 'done', { timeout: 60_000 });
		await inOrder(page, 'SQL');
	});

	test('a notice, an older edition, and an edition that could not be fetched', async ({ page, problems }) => {
		await open(page, 'en/?reason=of-state&theme=none');
		await expect(page.getByRole('status').filter({ hasText: 'of-state' })).toBeVisible();
		await inOrder(page, 'notice');
		await open(page, 'en/?edition=2024-09');
		await expect(page.locator('[data-edition]')).toBeVisible();
		await inOrder(page, 'older edition');
		await page.route(/\/data\/editions\/2025-12\//, (route) => route.abort());
		await page.goto('en/?edition=2025-12');
		await expect(page.getByRole('alert')).toBeVisible();
		await inOrder(page, 'error');
		problems.splice(0);
	});

	test('a report on the reader’s own files, and their figures', async ({ page }) => {
		await openData(page);
		await read(page, small(), file('broken.csv', 'nothing,that\nis,known\n'));
		await inOrder(page, 'report');
		await page.getByRole('button', { name: 'Show these figures' }).click();
		await expect(page.locator('[data-own]')).toBeVisible();
		await settled(page);
		await inOrder(page, 'own figures');
	});

	test('the sheet of controls on a phone', async ({ page }) => {
		await page.setViewportSize({ width: 360, height: 740 });
		await open(page, 'en/');
		await page.getByRole('button', { name: /Change$/ }).click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await inOrder(page, 'sheet', '[role="dialog"]');
		expect(await page.evaluate(() => window.seen.smallTargets())).toEqual([]);
	});
});

/** All that Tab reaches, in order, with what is wrong with how it is seen. */
async function tabbed(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<{ name: string; wrong: string[] }[]> {
	const reached = [];
	for (let i = 0; i < 600; i++) {
		await page.keyboard.press(key);
		let focused = await page.evaluate(() => window.seen.focused());
		// What is out of sight may be on its way into it.
		if (focused?.wrong.length)
			focused = await page.evaluate(async () => {
				for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
				return window.seen.focused();
			});
		if (!focused) return reached;
		reached.push(focused);
	}
	throw new Error('Tab does not come to an end');
}

const amiss = (reached: { name: string; wrong: string[] }[]) =>
	reached.filter(({ wrong }) => wrong.length > 0).map(({ name, wrong }) => `${name}: ${wrong.join('; ')}`);

test.describe('by keyboard', () => {
	for (const address of FORM_PAGES)
		test(`/${address} on a phone: what has the focus is ringed and in sight`, async ({ page }) => {
			await page.setViewportSize({ width: 360, height: 740 });
			await page.emulateMedia({ reducedMotion: 'reduce' });
			await ready(page, address);
			const there = await tabbed(page);
			expect(amiss(there)).toEqual([]);
			expect(there.length).toBeGreaterThan(address ? 8 : 0);
			if (address !== 'en/') return;
			await page.emulateMedia({ colorScheme: 'dark' });
			expect(amiss(await tabbed(page, 'Shift+Tab'))).toEqual([]);
		});

	test('each figure of the explorer is one tab stop', async ({ page }) => {
		await open(page, 'en/');
		const stops = await page
			.locator('figure .plate')
			.evaluateAll((plates) =>
				plates.map(
					(plate) =>
						[...plate.querySelectorAll<HTMLElement>('a[href], button, input, [tabindex]')].filter(
							(one) => one.tabIndex >= 0
						).length
				)
			);
		expect(stops).toEqual(FIGURES.map(() => 1));
	});

	/** The cells of a figure's table, by the header of their row. */
	async function cellsOf(one: Locator): Promise<Map<string, string[]>> {
		const table = one.getByRole('button', { name: 'Table', exact: true });
		await table.click();
		const rows = await one
			.locator('table tbody tr')
			.evaluateAll((found) =>
				found.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim()))
			);
		await table.click();
		return new Map(rows.map(([header, ...cells]) => [header, cells]));
	}

	for (const id of FIGURES.filter((id) => !['by-reason', 'by-product', 'product-by-reason'].includes(id)))
		test(`${id}: arrow keys, tooltip and table say the same`, async ({ page }) => {
			await open(page, `en/figure/${id}/`);
			const one = figure(page, id);
			const cells = await cellsOf(one);
			const explore = one.getByRole('slider');
			const tip = one.locator('.tip');
			await explore.focus();
			await page.keyboard.press('Home');
			const last = Number(await explore.getAttribute('max'));
			expect(last).toBeGreaterThan(20);
			let compared = 0;
			for (let step = 0; step <= last; step++) {
				const lines = await tip.locator('span').allTextContents();
				await expect(explore).toHaveAttribute('aria-valuetext', lines.join(', '));
				const row = cells.get(lines[0]);
				// Outcomes are drawn in groups, and their table has each by itself.
				if (row && id !== 'by-outcome') {
					compared++;
					const said = lines.slice(1).join(', ');
					for (const cell of row.filter((cell) => /^\d/.test(cell))) expect(said, lines[0]).toContain(cell);
				}
				await page.keyboard.press('ArrowRight');
			}
			if (id !== 'by-outcome') expect(compared).toBeGreaterThan(20);
			await page.keyboard.press('ArrowLeft');
			const before = await explore.getAttribute('aria-valuetext');
			await page.keyboard.press('End');
			expect(await explore.getAttribute('aria-valuetext')).not.toBe(before);
			await page.keyboard.press('Escape');
			await expect(tip).toHaveCount(0);
		});

	for (const id of ['by-reason', 'by-product', 'product-by-reason'])
		test(`${id}: each bar or cell is read as its table has it`, async ({ page }) => {
			await open(page, `en/figure/${id}/`);
			const one = figure(page, id);
			const cells = await cellsOf(one);
			const words = new Set([...cells].flat(2).filter((cell) => /\d/.test(cell)));
			await one.locator('.rows button[tabindex="0"]').focus();
			await page.keyboard.press('Home');
			const seen = new Set<string>();
			for (let step = 0; step < 6; step++) {
				const focused = page.locator('.rows button:focus');
				const name = (await focused.getAttribute('aria-label'))!;
				const lines = await one.locator('.tip span').allTextContents();
				expect(name.replace(/^Show each: /, '')).toBe(lines.join(', '));
				if (!/other/.test(lines[0]))
					expect(
						[...words].some((word) => lines.slice(1).some((line) => line.includes(word))),
						name
					).toBe(true);
				seen.add(name);
				await page.keyboard.press('ArrowDown');
			}
			expect(seen.size).toBeGreaterThan(4);
		});

	test('requesters are walked along with the half-years, and Enter filters by one', async ({ page }) => {
		await open(page, 'en/figure/by-requester/');
		const explore = figure(page, 'by-requester').getByRole('slider');
		await explore.focus();
		await page.keyboard.press('End');
		await page.keyboard.press('ArrowLeft');
		await expect(explore).toHaveAttribute('aria-valuetext', /requests/);
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/requester=/);
		await expect(explore).toBeFocused();
	});

	test('the focus stays on the choice of an edition, and with the button that makes a pack', async ({ page }) => {
		await open(page, 'en/');
		const edition = page.getByRole('combobox', { name: 'Edition' });
		for (const value of ['2024-09', '2026-06']) {
			await edition.focus();
			await edition.selectOption(value);
			await expect(page.locator('.scope').first()).toContainText(`Edition ${value}`);
			await expect(edition).toBeFocused();
		}
		await page.setViewportSize({ width: 360, height: 740 });
		await page.getByRole('button', { name: /Change$/ }).click();
		await edition.focus();
		await edition.selectOption('2024-09');
		await expect(page.locator('.scope').first()).toContainText('Edition 2024-09');
		await expect(page.getByRole('dialog')).toBeVisible();
		await expect(edition).toBeFocused();
	});

	test('the focus stays where a pack is made and cancelled', async ({ page }) => {
		await open(page, 'en/');
		await page.getByRole('button', { name: 'Report pack' }).click();
		const dialog = page.getByRole('dialog', { name: 'Report pack' });
		await dialog.getByRole('button', { name: 'Download the pack' }).focus();
		await page.keyboard.press('Enter');
		await expect(dialog.getByRole('progressbar')).toBeVisible();
		await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(dialog.getByRole('progressbar')).toHaveCount(0);
		await expect(dialog.getByRole('button', { name: 'Download the pack' })).toBeFocused();
	});
});

test.describe('at 400 % zoom', () => {
	test.use({ viewport: { width: 320, height: 640 } });

	/** WCAG 1.4.12. */
	const SPACED =
		'* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

	for (const lang of LANGUAGES)
		test(`/${lang}/: the edge of a drawing cuts no word off`, async ({ page }) => {
			for (const query of ['', '?scale=log&measure=items', '?view=figure&show=share&from=2009H2']) {
				await open(page, `${lang}/${query}`);
				expect(await page.evaluate(() => window.seen.drawnPastTheEdge()), query).toEqual([]);
			}
		});

	for (const address of FORM_PAGES)
		test(`/${address}: no word below 12 px, and wider spacing cuts none off`, async ({ page }) => {
			await ready(page, address);
			expect(await page.evaluate(() => window.seen.smallWords())).toEqual([]);
			await page.addStyleTag({ content: SPACED });
			const over = () =>
				page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			expect(await over()).toBeLessThanOrEqual(0);
			expect(await page.evaluate(() => window.seen.clipped())).toEqual([]);
		});
});

test('with forced colours marks, labels and choices are in the reader’s colours', async ({ page }) => {
	await page.emulateMedia({ forcedColors: 'active' });
	for (const id of FIGURES) {
		await open(page, `en/figure/${id}/`);
		await expect(figure(page, id).locator('.drawing svg')).toBeVisible();
		expect(await page.evaluate(() => window.seen.faintWords()), id).toEqual([]);
		expect(await page.evaluate(() => window.seen.faintMarks()), id).toEqual([]);
		const colors = await figure(page, id)
			.locator('.drawing svg')
			.evaluate((svg) => {
				const named = document.createElement('span');
				document.body.append(named);
				const system = ['Canvas', 'CanvasText', 'GrayText', 'LinkText'].map((name) => {
					named.style.color = name;
					return getComputedStyle(named).color;
				});
				named.remove();
				const painted = [...svg.querySelectorAll('rect, circle, path, text, line')].flatMap((shape) => {
					const { fill, stroke } = getComputedStyle(shape);
					return [fill, stroke].filter((paint) => paint !== 'none' && !paint.startsWith('url'));
				});
				return [...new Set(painted)].filter((paint) => !system.includes(paint));
			});
		expect(colors, id).toEqual([]);
	}
});

test('nothing moves for a reader who asked for less motion', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const moving = () => page.evaluate(() => document.getAnimations().length);
	await open(page, 'en/');
	expect(await moving()).toBe(0);
	await page.getByRole('radio', { name: 'Items', exact: true }).check();
	expect(await moving()).toBe(0);
	await figure(page, 'by-period').getByRole('button', { name: 'Table', exact: true }).click();
	expect(await moving()).toBe(0);
	await figure(page, 'by-period').getByRole('button', { name: 'Image', exact: true }).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	expect(await moving()).toBe(0);
	expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
});

test('without colour each series is told by the words that stand next to its marks', async ({ page }) => {
	// A cell of the heat table has its number on it, and its shade says nothing more.
	for (const id of FIGURES.filter((id) => id !== 'product-by-reason')) {
		await open(page, `en/figure/${id}/`);
		await expect(figure(page, id).locator('.drawing svg')).toBeVisible();
		const shared = await figure(page, id)
			.locator('.drawing svg')
			.evaluate((svg) => {
				// Panels have bold heads; bars, which have none, a word each.
				const heads = svg.querySelectorAll('text[font-weight="600"]');
				const labels = [...(heads.length > 0 ? heads : svg.querySelectorAll('text'))]
					.filter(({ textContent }) => /\p{L}{3}/u.test(textContent))
					.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
				/** The nearest words that begin left of a mark, beside or above it. */
				const nameOf = (mark: DOMRect) =>
					labels
						.filter(({ box }) => box.left <= mark.left + 2 && box.top < mark.bottom)
						.map(({ text, box }) => ({
							text,
							far: Math.hypot(mark.left - box.left, Math.max(0, mark.top - box.bottom))
						}))
						.toSorted((one, other) => one.far - other.far)[0]?.text ?? '';
				const names = new Map<string, Set<string>>();
				for (const mark of svg.querySelectorAll<SVGElement>('[data-status="reported"]')) {
					const fill = mark.getAttribute('fill')!;
					// An open mark is one of its neighbours, and has their name.
					if (fill === '#ffffff') continue;
					names.set(fill, (names.get(fill) ?? new Set()).add(nameOf(mark.getBoundingClientRect())));
				}
				const all = [...names.values()].flatMap((of) => [...of]);
				// One hue in a figure needs no name of its own, nor does a part without heads: the title says what it is.
				return all.filter((name, i) => all.indexOf(name) !== i);
			});
		expect(shared, id).toEqual([]);
	}
});

test.describe('colours of the site', () => {
	const choose = (page: Page, name: string) =>
		page.getByRole('radiogroup', { name: 'Colours of this site' }).getByRole('radio', { name }).check();
	const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const stored = (page: Page) => page.evaluate(() => Object.entries(localStorage));
	const WHITE = 'rgb(255, 255, 255)';
	const BLACK = 'rgb(18, 18, 18)';

	test('follow the system until the reader chooses, and again when the choice is given back', async ({ page }) => {
		await page.emulateMedia({ colorScheme: 'dark' });
		await ready(page, 'en/method/');
		expect(await ground(page)).toBe(BLACK);
		expect(await stored(page)).toEqual([]);
		await choose(page, 'Light');
		expect(await ground(page)).toBe(WHITE);
		await ready(page, 'en/');
		expect(await ground(page)).toBe(WHITE);
		expect(await stored(page)).toEqual([['takedown-ledger-theme', 'light']]);
		await choose(page, 'System');
		expect(await ground(page)).toBe(BLACK);
		expect(await stored(page)).toEqual([]);
	});

	test('a dark page is dark from its first frame, its figures too, and is printed light', async ({ page }) => {
		await ready(page, 'en/figure/by-reason/');
		await choose(page, 'Dark');
		// Only what runs before the first frame gets through.
		await page.route(/_app\/.*\.js$/, () => {});
		await page.goto('en/figure/by-reason/', { waitUntil: 'commit' });
		const bar = page.locator('.made:visible [data-status="reported"]').first();
		await expect(bar).toBeVisible();
		const fill = () => bar.evaluate((mark) => [mark.getAttribute('fill'), getComputedStyle(mark).fill]);
		expect(await ground(page)).toBe(BLACK);
		expect(await fill()).toEqual(['#12436d', 'rgb(91, 155, 224)']);
		await page.emulateMedia({ media: 'print' });
		expect(await ground(page)).toBe(WHITE);
		expect(await fill()).toEqual(['#12436d', 'rgb(18, 67, 109)']);
	});

	test('an image taken from a dark page is light', async ({ page }) => {
		await page.emulateMedia({ colorScheme: 'dark' });
		await open(page, 'en/figure/by-reason/');
		await figure(page, 'by-reason').getByRole('button', { name: 'Image', exact: true }).click();
		const preview = page.locator('[data-image-preview] svg > rect').first();
		expect(await preview.evaluate((rect) => getComputedStyle(rect).fill)).toBe(WHITE);
	});

	test.describe('without scripts', () => {
		test.use({ javaScriptEnabled: false, colorScheme: 'dark' });

		test('follow the system', async ({ page }) => {
			await page.goto('en/');
			await expect(page.locator('html')).toHaveCSS('background-color', BLACK);
			await expect(page.locator('.made:visible svg > rect').first()).toHaveCSS('fill', BLACK);
			await expect(page.getByRole('radiogroup', { name: 'Colours of this site' })).toHaveCount(0);
		});
	});
});
