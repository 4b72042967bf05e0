import { describe, expect, it, test } from 'vitest';
import { scopeOf } from '#lib/domain/scope.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { filtersInWords, either, scopeSentence, scopeShort } from '#lib/words/sentences.ts';
import { names, selectionOf } from '../charts/input.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const scope = (change: Partial<Selection>) => scopeOf(selectionOf(change));

test.each([
	[[], ''],
	[['a'], 'a'],
	[['a', 'b'], 'a or b'],
	[['a', 'b', 'c'], 'a, b or c']
])('either of %j', (words, text) => {
	expect(either(words)).toBe(text);
});

describe('what a number counts, in one sentence', () => {
	const ALL = 'January 2011 to December 2025';
	it.each<[string, Partial<Selection>, string]>([
		[
			'requests',
			{},
			`Requests from Kazakhstan, ${ALL}, all products, reasons and requesters. Edition 2026-06, distinct requests.`
		],
		[
			'items',
			{ measure: 'items' },
			`Items named in requests from Kazakhstan, ${ALL}, all products, reasons and requesters. Edition 2026-06.`
		],
		[
			'one half-year',
			{ from: '2017H2', to: '2017H2' },
			'Requests from Kazakhstan, July–December 2017, all products, reasons and requesters. Edition 2026-06, distinct requests.'
		],
		[
			'from and to within years',
			{ from: '2011H2', to: '2020H1' },
			'Requests from Kazakhstan, July 2011 to June 2020, all products, reasons and requesters. Edition 2026-06, distinct requests.'
		],
		[
			'a product',
			{ product: ['youtube'] },
			`Requests from Kazakhstan, ${ALL}; product: YouTube. Edition 2026-06, distinct requests.`
		],
		[
			'two reasons',
			{ reason: ['fraud', 'national-security'] },
			`Requests from Kazakhstan, ${ALL}; reason: Fraud or National Security. Edition 2026-06, distinct requests.`
		],
		[
			'a requester',
			{ requester: ['court'] },
			`Requests from Kazakhstan, ${ALL}; requester: Courts. Edition 2026-06, distinct requests.`
		],
		[
			'an outcome counts items',
			{ outcome: ['removed-legal'] },
			'Items named in requests from Kazakhstan, January 2019 to December 2025; outcome: Removed: legal. Edition 2026-06.'
		],
		[
			'a product and a reason',
			{ product: ['youtube'], reason: ['other'], measure: 'items' },
			`Items named in requests from Kazakhstan, ${ALL}; product: YouTube; reason: Other. Edition 2026-06.`
		],
		[
			'the world',
			{ territory: 'world' },
			`Requests from all territories, ${ALL}, all products, reasons and requesters. Edition 2026-06, distinct requests.`
		]
	])('%s', (_, change, sentence) => {
		expect(plain(scopeSentence(scope(change), names))).toBe(sentence);
	});

	test('whatever differs in a scope differs in its sentence', () => {
		const changes: Partial<Selection>[] = [
			{},
			{ edition: '2025-12' },
			{ territory: 'RU' },
			{ from: '2011H2' },
			{ to: '2025H1' },
			{ measure: 'items' },
			{ product: ['other'] },
			{ reason: ['other'] },
			{ requester: ['other'] },
			{ requester: ['other-authority'] },
			{ outcome: ['removed-policy'] },
			{ outcome: ['removed-legal', 'removed-policy'] }
		];
		const said = changes.map((change) => scopeSentence(scope(change), names));
		expect(new Set(said).size).toBe(changes.length);
	});
});

test('filters in words: none when all is counted', () => {
	expect(filtersInWords(scope({}), names)).toEqual([]);
	expect(filtersInWords(scope({ product: ['youtube'], outcome: ['already-removed'] }), names)).toEqual([
		'Product: YouTube',
		'Outcome: Already removed'
	]);
});

test.each<[Partial<Selection>, string]>([
	[{}, 'Kazakhstan · requests · 2011 H1–2025 H2'],
	[{ measure: 'items', reason: ['fraud'] }, 'Kazakhstan · items · 2011 H1–2025 H2 · Fraud']
])('a scope in few words: %j', (change, text) => {
	expect(plain(scopeShort(scope(change), names))).toBe(text);
});
