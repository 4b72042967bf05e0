import { describe, expect, test } from 'vitest';
import { defaultComparison, readComparison, writeComparison } from '#lib/state/peersAddress.ts';
import { context } from '../charts/input.ts';

const read = (query: string) => readComparison(new URLSearchParams(query), context);
const write = (query: string, pinned = false) => writeComparison(read(query).asked, context, pinned).toString();

describe('the address of a comparison', () => {
	test('without a query: Kazakhstan beside Central Asia, counts on a log axis', () => {
		const { asked, notices } = read('');
		expect(notices).toEqual([]);
		expect(asked).toEqual(defaultComparison(context));
		expect(asked.choice).toEqual({ set: 'central-asia', compare: [], share: 'count', base: '', withoutLaw: false });
		expect([asked.selection.territory, asked.scale]).toEqual(['KZ', 'log']);
	});

	test.each([
		'set=ten-largest',
		'measure=items&share=world&without=276-fz',
		'set=none&compare=RU&compare=UZ',
		'from=2015H1&to=2020H2&step=year&share=index&base=2017',
		'product=youtube&reason=fraud&share=own',
		'outcome=removed-policy',
		'scale=linear',
		'view=table'
	])('%s comes back as it was', (query) => {
		expect(read(query).notices).toEqual([]);
		expect([...new URLSearchParams(write(query))].sort()).toEqual([...new URLSearchParams(query)].sort());
	});

	test('pinned: edition and range are written', () => {
		expect(write('', true)).toBe('from=2011H1&to=2025H2&edition=2026-06');
	});

	test.each([
		['set=everyone', 'set'],
		['compare=ZZ', 'compare'],
		['share=half', 'share'],
		['base=2017H3', 'base'],
		['base=2017', 'base'],
		['base=2009H2', 'base'],
		['without=nonsense', 'without'],
		['share=own&share=world', 'share'],
		['colour=red', 'colour']
	])('%s is left out and said', (query, key) => {
		const { asked, notices } = read(query);
		expect(notices.map((notice) => notice.key)).toEqual([key]);
		expect(asked.choice.withoutLaw).toBe(false);
	});

	test('Kazakhstan is what is compared, and no peer of itself', () => {
		const { asked } = read('territory=UZ&compare=kz&compare=ru,tj');
		expect([asked.selection.territory, asked.choice.compare]).toEqual(['KZ', ['RU', 'TJ', 'UZ']]);
	});
});
