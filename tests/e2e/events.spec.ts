import { readFileSync } from 'node:fs';
import { expect, figure, open, settled, test } from './support.ts';

const events = JSON.parse(readFileSync('data/events.json', 'utf8')) as {
	text: string;
	sources: { address: string }[];
}[];

test('events are hidden until asked for, and the choice is in the address', async ({ page }) => {
	await open(page, 'en/');
	const bands = figure(page, 'by-period').locator('[data-event]').filter({ visible: true });
	await expect(bands).toHaveCount(0);
	await page.getByRole('radiogroup', { name: 'Events' }).getByRole('radio', { name: 'Shown' }).check();
	await settled(page);
	await expect(page).toHaveURL(/events=on/);
	await expect(bands.first()).toBeVisible();
	const listed = figure(page, 'by-period').locator('.events li');
	await expect(listed).toHaveCount(events.length);
	for (const [i, { text, sources }] of events.entries()) {
		await expect(listed.nth(i)).toContainText(text);
		for (const { address } of sources) await expect(listed.nth(i).locator(`a[href="${address}"]`)).toHaveCount(1);
	}
	await expect(figure(page, 'by-period')).toContainText('does not show that one caused the other');
	// Panels of other figures over time have their bands too; figures without time have none.
	expect(await figure(page, 'by-reason-over-time').locator('[data-event]').count()).toBeGreaterThan(10);
	await expect(figure(page, 'by-reason').locator('[data-event]')).toHaveCount(0);
	await page.goBack();
	await settled(page);
	await expect(bands).toHaveCount(0);
});

test('another territory has no events of Kazakhstan', async ({ page }) => {
	await open(page, 'en/?territory=RU&events=on');
	await expect(figure(page, 'by-period').locator('[data-event]')).toHaveCount(0);
	await expect(page.getByRole('radiogroup', { name: 'Events' })).toHaveCount(0);
});

test('one tap says what a word means, in one sentence', async ({ page }) => {
	await open(page, 'en/');
	for (const [term, sentence] of [
		['request', /^A request is what an authority sends Google/],
		['item', /^An item is one piece of content/],
		['requester', /^The requester is the class of authority/],
		['outcome', /^The outcome is what became of an item/],
		['edition', /^An edition is one dated release/]
	] as const) {
		const button = page.locator('.terms').getByRole('button', { name: term, exact: true });
		await button.click();
		await expect(button).toHaveAttribute('aria-expanded', 'true');
		await expect(page.locator('.terms').getByRole('status')).toHaveText(sentence);
	}
	await page.locator('.terms').getByRole('button', { name: 'edition', exact: true }).press('Enter');
	await expect(page.locator('.terms').getByRole('status')).toBeEmpty();
});
