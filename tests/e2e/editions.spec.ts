import { expect, figure, headline, open, says, settled, test } from './support.ts';

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
