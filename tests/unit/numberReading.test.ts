import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMajority, readNumbers, readRank, type Mention } from '#lib/words/numberReading.ts';
import { codebook } from '../charts/input.ts';

const read = (text: string, date: string | null = null) => readNumbers(text, codebook, date);
const one = (text: string, date: string | null = null): Mention => {
	const { mentions } = read(text, date);
	expect([text, mentions.map(({ text }) => text)]).toEqual([text, [mentions[0]?.text]]);
	return mentions[0];
};

describe('a number, however it is written', () => {
	test.each<[string, number, number, number]>([
		['373', 373, 373, 373],
		['192,503', 192_503, 192_503, 192_503],
		['192 503', 192_503, 192_503, 192_503],
		['192\u00a0503', 192_503, 192_503, 192_503],
		['192\u202f503', 192_503, 192_503, 192_503],
		['192.503', 192_503, 192_503, 192_503],
		["192'503", 192_503, 192_503, 192_503],
		['192’503', 192_503, 192_503, 192_503],
		['2,461,110', 2_461_110, 2_461_110, 2_461_110],
		['260 тысяч', 260_000, 255_000, 265_000],
		['260 тыс.', 260_000, 255_000, 265_000],
		['более 260 тысяч', 260_000, 260_000, 270_000],
		['свыше 260 тыс', 260_000, 260_000, 270_000],
		['больше 950 тыс. единиц', 950_000, 950_000, 960_000],
		['more than 260 thousand', 260_000, 260_000, 270_000],
		['over 123k', 123_000, 123_000, 124_000],
		['260 мыңнан астам', 260_000, 260_000, 270_000],
		['14,2 тысячи', 14_200, 14_150, 14_250],
		['2.2k', 2200, 2150, 2250],
		['1,3 млн', 1_300_000, 1_250_000, 1_350_000],
		['7 million', 7_000_000, 6_500_000, 7_500_000],
		['почти 9,9 тысячи', 9900, 9800, 9910],
		['about 355,000', 355_000, 354_000, 356_000],
		['≈ 355 000', 355_000, 354_000, 356_000],
		['около 500', 500, 400, 600],
		['less than 100', 100, 0, 100],
		['58,000', 58_000, 57_500, 58_500],
		['не менее 30', 30, 30, 40]
	])('%s', (text, value, low, high) => expect(one(text).printed).toMatchObject({ value, low, high, percent: false }));

	test.each<[string, number, number, number]>([
		['49 %', 49, 48.5, 49.5],
		['49%', 49, 48.5, 49.5],
		['75,8%', 75.8, 75.75, 75.85],
		['60.6 per cent', 60.6, 60.55, 60.65],
		['58 процентов', 58, 57.5, 58.5],
		['49 пайыз', 49, 48.5, 49.5],
		['more than 60 percent', 60, 60, 61],
		['2,105 %', 2.105, 2.1045, 2.1055]
	])('%s', (text, value, low, high) => expect(one(text).printed).toMatchObject({ value, low, high, percent: true }));

	test('any count is read back from any grouping', () => {
		const grouped = (value: number, sign: string) => String(value).replace(/\B(?=(\d{3})+$)/g, sign);
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 99_999_999 }),
				fc.constantFrom(',', ' ', '\u00a0', '\u202f', "'"),
				(value, sign) => {
					const { mentions } = read(`${grouped(value, sign)} requests`);
					expect(mentions.map(({ printed }) => printed.value)).toEqual([value]);
				}
			)
		);
	});

	test('what is no number of the figures is passed over', () => {
		for (const text of [
			'',
			'no number',
			'25 августа 2022, 15:10',
			'закон №276-ФЗ',
			'56 countries',
			'топ-15 стран',
			'2021-09-30',
			'за последние три года',
			'число запросов выросло в 2 раза',
			'в 1,5 раза больше запросов',
			'в три раза больше запросов',
			'2 times more requests',
			'twice as many requests',
			'a 3-fold rise',
			'сұраулар 2 есе көбейді',
			'на −5 запросов'
		])
			expect([text, read(text).mentions.map(({ text }) => text)]).toEqual([text, []]);
	});

	test('a percentage with a sign is a change', () => {
		for (const text of ['−5 %', 'requests: -5%', '+25 % запросов'])
			expect([text, one(text).near.change]).toEqual([text, true]);
		expect(one('2019-5 %').near.change).toBe(false);
	});

	test('no text stops it', () => {
		fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (text) => void read(text)));
		for (const text of ['('.repeat(2000), '1 '.repeat(1000), '1,000'.repeat(400), '% '.repeat(1000), '２０２０'])
			expect(() => read(text)).not.toThrow();
	});
});

describe('when', () => {
	test.each<[string, string | null, string | null]>([
		['96 in 2020', '2020H1', '2020H2'],
		['96 в 2020', '2020H1', '2020H2'],
		['2020 жылы 96 сұрау', '2020H1', '2020H2'],
		['from 2011 to 2021, 373 requests', '2011H1', '2021H2'],
		['2011–2021: 373', '2011H1', '2021H2'],
		['с 2011 по 2020 год 373 запроса', '2011H1', '2020H2'],
		['373 requests since 2011', '2011H1', null],
		['с 2011 года 373 запроса', '2011H1', null],
		['2011 жылдан бері 373 сұрау', '2011H1', null],
		['с 2009 года 56 раз', '2009H2', null],
		['373 requests to the end of 2020', null, '2020H2'],
		['до конца 2020 года 373 запроса', null, '2020H2'],
		['2020 жылға дейін 373 сұрау', null, '2020H2'],
		['49 requests in the second half of 2020', '2020H2', '2020H2'],
		['49 requests in H2 2020', '2020H2', '2020H2'],
		['2020H2: 49', '2020H2', '2020H2'],
		['во второй половине 2020 года 49 запросов', '2020H2', '2020H2'],
		['в первом полугодии 2023 года 188 запросов', '2023H1', '2023H1'],
		['January–June 2023: 188 requests', '2023H1', '2023H1'],
		['between July 1, 2019, and December 31, 2019, 24 requests', '2019H2', '2019H2'],
		['с июля по декабрь 2020 года 49 запросов', '2020H2', '2020H2'],
		['2023 жылдың бірінші жартысында 188 сұрау', '2023H1', '2023H1'],
		['first six months of 2023: 188', '2023H1', '2023H1'],
		['2П 2020: 49 запросов', '2020H2', '2020H2'],
		['2023 1-ж. 188 сұрау', '2023H1', '2023H1'],
		['2023 жылғы қаңтар–маусым: 188 сұрау', '2023H1', '2023H1'],
		['2011 жылғы қаңтар – 2025 жылғы желтоқсан: 983 сұрау', '2011H1', '2025H2'],
		['2011 жылғы қаңтардан 2020 жылғы желтоқсанға дейін 373 сұрау', '2011H1', '2020H2'],
		['2011 жылдан 2020 жылға дейін 373 сұрау', '2011H1', '2020H2'],
		['2011–2020 жж. 373 сұрау', '2011H1', '2020H2'],
		['За 2020 г. 96 запросов', '2020H1', '2020H2'],
		['январь 2011 – декабрь 2025: 983 запроса', '2011H1', '2025H2']
	])('%s', (text, from, to) => expect(one(text).near).toMatchObject({ from, to }));

	test('last year is that of the day of printing', () => {
		expect(one('159 запросов в прошлом году', '2022-08-25').near).toMatchObject({ from: '2021H1', to: '2021H2' });
		expect(one('24 requests in the second half of last year', '2020-06-25').near).toMatchObject({
			from: '2019H2',
			to: '2019H2'
		});
		expect(one('159 запросов в прошлом году').near).toMatchObject({ from: null, to: null });
	});

	test('years are no numbers to be found, unless there is no other', () => {
		expect(one('2020').printed.value).toBe(2020);
		expect(one('2020 requests').printed.value).toBe(2020);
		expect(read('in 2020 and since 2011').mentions).toEqual([]);
		expect(one('6 раз за 10 лет').near.years).toBe(10);
	});
});

describe('what', () => {
	test.each<[string, Partial<Mention['near']>]>([
		['373 requests', { measure: 'requests' }],
		['373 запроса', { measure: 'requests' }],
		['532 раза', { measure: 'requests' }],
		['96 сұрау', { measure: 'requests' }],
		['192 503 единиц контента', { measure: 'items' }],
		['268 страниц', { measure: 'items' }],
		['192,503 items', { measure: 'items' }],
		['84 сілтеме', { measure: 'items' }],
		['49 % for criticism of the authorities', { reason: ['government-criticism'] }],
		['49 % за критику правительства', { reason: ['government-criticism'] }],
		['31 % по национальной безопасности', { reason: ['national-security'] }],
		['10 запросов по "нацбезопасности"', { reason: ['national-security'] }],
		['ұлттық қауіпсіздік бойынша 15 сұрау', { reason: ['national-security'] }],
		['2 % — клевета', { reason: ['defamation'] }],
		['51% copyright', { reason: ['copyright'] }],
		['313 requests about YouTube', { product: ['youtube'] }],
		['313 запросов к ютубу', { product: ['youtube'] }],
		['19,198 requests to Google Search', { product: ['web-search'] }],
		['4 requests from the police', { requester: ['police'] }],
		['2 % was removed', { outcome: ['removed-legal', 'removed-policy'] }],
		['удалено 2 %', { outcome: ['removed-legal', 'removed-policy'] }],
		['98 % no action taken', { outcome: ['no-action-taken'] }],
		['60,6% от всех запросов в мире', { world: true }],
		['requests rose by 38 %', { change: true }],
		['число запросов выросло на 38 %', { change: true }]
	])('%s', (text, near) => expect(one(text).near).toMatchObject(near));

	test('each number has its own words', () => {
		const { mentions } = read(
			'49 % of requests for criticism of the authorities, 31 % for national security, 2 % defamation'
		);
		expect(mentions.map(({ text, near }) => [text, near.reason])).toEqual([
			['49 %', ['government-criticism']],
			['31 %', ['national-security']],
			['2 %', ['defamation']]
		]);
		const both = read('Google получил 373 запроса на удаление 192 503 единиц контента').mentions;
		expect(both.map(({ near }) => near.measure)).toEqual(['requests', 'items']);
	});

	test('a request to remove is no removal', () => {
		expect(one('просили удалить 268 материалов').near.outcome).toEqual([]);
		expect(one('373 requests to remove content').near.outcome).toEqual([]);
	});

	test('whose it is', () => {
		const of = (text: string) => read(text).mentions.map(({ territory }) => territory);
		expect(of('Kazakhstan sent 373 requests')).toEqual(['KZ']);
		expect(of('Россия обращалась 123 606 раз, Турция 14 231 раз')).toEqual(['RU', 'TR']);
		expect(of('12,345 requests from Russia')).toEqual(['RU']);
		expect(of('The US sent 545 requests')).toEqual(['US']);
		expect(of('They told us of 545 requests')).toEqual([null]);
		expect(of('3,846 government requests worldwide')).toEqual(['world']);
		expect(of('373')).toEqual([null]);
	});

	test('a place among territories is said to be one', () => {
		expect(read('Казахстан занял третье место').rank).toBe(true);
		expect(read('373 requests').rank).toBe(false);
		expect(readRank('Казахстан занял третье место')).toMatchObject({ low: 3, high: 3 });
		expect(readRank('Kazakhstan is second in the world')).toMatchObject({ low: 2, high: 2 });
		expect(readRank('373 requests')).toBe(null);
		expect(readMajority('most of them on YouTube')).toMatchObject({ value: 50, percent: true });
		expect(readMajority('some of them')).toBe(null);
	});
});
