import { describe, expect, it, test } from 'vitest';
import { figureOf } from '#lib/charts/figures.ts';
import { FIGURES } from '#lib/domain/figure.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { extractFileName, figureFileName } from '#lib/export/fileName.ts';
import { codebook, inputOf, selectionOf } from '../charts/input.ts';

const extractName = (change: Partial<Selection> = {}) => extractFileName(scopeOf(selectionOf(change)));

describe('a file of rows', () => {
	it.each<[string, Partial<Selection>, string]>([
		['all', {}, 'takedown-ledger_kz_rows_2011h1-2025h2_edition-2026-06.csv'],
		['the world', { territory: 'world' }, 'takedown-ledger_world_rows_2011h1-2025h2_edition-2026-06.csv'],
		[
			'a product',
			{ product: ['youtube'], from: '2019H1', to: '2020H2' },
			'takedown-ledger_kz_rows_2019h1-2020h2_product-youtube_edition-2026-06.csv'
		],
		[
			'three filters',
			{ product: ['youtube'], reason: ['fraud'], requester: ['court'] },
			'takedown-ledger_kz_rows_2011h1-2025h2_product-youtube_reason-fraud_requester-court_edition-2026-06.csv'
		],
		[
			'more than three',
			{ product: ['blogger', 'youtube'], reason: ['fraud', 'violence'] },
			'takedown-ledger_kz_rows_2011h1-2025h2_filtered_edition-2026-06.csv'
		]
	])('%s', (_, change, name) => {
		expect(extractName(change)).toBe(name);
	});

	test('plain letters, digits, dots and lines, whatever is filtered', () => {
		for (const { slug } of codebook.products) expect(extractName({ product: [slug] })).toMatch(/^[a-z0-9._-]+$/);
		for (const { slug } of codebook.territories) expect(extractName({ territory: slug })).toMatch(/^[a-z0-9._-]+$/);
	});

	test('one filter tells its dimension: "other" is a product, a reason and a requester', () => {
		const names = [{ product: ['other'] }, { reason: ['other'] }, { requester: ['other'] }].map(extractName);
		expect(new Set(names).size).toBe(3);
	});
});

describe('a file of values', () => {
	it.each<[(typeof FIGURES)[number], 'long' | 'wide', Partial<Selection>, string]>([
		['by-period', 'long', {}, 'takedown-ledger_kz_requests-by-period_2011h1-2025h2_edition-2026-06.csv'],
		[
			'by-reason',
			'wide',
			{ measure: 'items' },
			'takedown-ledger_kz_items-by-reason_2011h1-2025h2_edition-2026-06_wide.csv'
		],
		['by-outcome', 'long', { from: '2012H1' }, 'takedown-ledger_kz_items-by-outcome_2019h1-2025h2_edition-2026-06.csv']
	])('%s, %s %j', (id, form, change, name) => {
		expect(figureFileName(figureOf(id, inputOf(change)), form)).toBe(name);
	});

	test('every figure, measure and form has a name of its own', () => {
		const names = FIGURES.flatMap((id) =>
			(['long', 'wide'] as const).map((form) => figureFileName(figureOf(id, inputOf()), form))
		);
		expect(new Set(names).size).toBe(names.length);
	});
});
