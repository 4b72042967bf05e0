import type { Counted, FoundKind } from '#lib/domain/finder.ts';

/** A published sentence, the day it was printed, and for some of its numbers the scope that it is about. */
export interface Published {
	from: string;
	date: string | null;
	text: string;
	means: (Partial<Counted> & { number: string; kind?: FoundKind })[];
}

const since2011 = { from: '2011H1' } as const;
const year = (of: number) => ({ from: `${of}H1`, to: `${of}H2` }) as const;
const half = (of: `${number}H${1 | 2}`) => ({ from: of, to: of }) as const;

/** Figures that the finder was made with. */
export const KNOWN: Published[] = [
	{
		from: 'the briefing of November 2021, in short',
		date: '2021-11-01',
		text: 'From 2011 to 2021 Kazakhstan sent 373 requests naming 192,503 items, most of them on YouTube. 2 % of the information was removed. 49 % of requests were for criticism of the authorities, 31 % for national security, 2 % for defamation.',
		means: [
			{ number: '373', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: '192,503', measure: 'items', ...since2011, to: '2020H2' },
			{ number: '49 %', kind: 'share', reason: ['government-criticism'], ...half('2020H2') },
			{ number: '31 %', kind: 'share', reason: ['national-security'], ...half('2020H2') }
		]
	},
	{
		from: 'arbat.media',
		date: '2022-08-25',
		text: 'С 2011 года, когда Google начал регистрировать запросы на удаление контента и сообщать эту информацию, Казахстан обращался в компанию 532 раза. В этих запросах власти просили удалить более 260 тысяч единиц контента из разных сервисов компании — в основном из YouTube и веб-поиска. Количество обращений выросло с одного в 2011-м до 159 в прошлом году.',
		means: [
			{ number: '532', measure: 'requests', ...since2011, to: '2021H2' },
			{ number: 'более 260 тысяч', measure: 'items', ...since2011, to: '2021H2' },
			{ number: 'одного', measure: 'requests', ...year(2011) },
			{ number: '159', measure: 'requests', ...year(2021) }
		]
	},
	{
		from: 'caravan.kz',
		date: '2017-07-24',
		text: 'Во второй половине 2016 года в Google поступили 10 обращений из нашей страны. Всего в указанных запросах содержались ссылки на 268 страниц и видео. В первые шесть месяцев прошлого года были направлены 10 запросов по "нацбезопасности", суммарно на 84 объекта. Всего с 2009 года подобных обращений было 56 с указанием 960 объектов.',
		means: [
			{ number: '10', measure: 'requests', ...half('2016H2') },
			{ number: '268', measure: 'items', ...half('2016H2') },
			{ number: '56', measure: 'requests', to: '2016H2' },
			{ number: '960', measure: 'items', to: '2016H2' },
			{ number: '84', measure: 'items', ...half('2016H1') }
		]
	},
	{
		from: 'gordonua.com',
		date: '2021-10-11',
		text: 'За эти годы российские органы обращались к Google 123 606 раз (60,6% от всех запросов). В этих запросах они просили удалить более 950 тыс. единиц контента из разных сервисов компании – в основном веб-поиска и YouTube.',
		means: [
			{ number: '123 606', territory: 'RU', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: '60,6%', territory: 'RU', kind: 'world', ...since2011, to: '2020H2' },
			{ number: 'более 950 тыс.', territory: 'RU', measure: 'items', ...since2011, to: '2020H2' }
		]
	}
];

/**
 * Figures that were looked up after the weights were set, and that no weight was changed for. Numbers that this edition
 * gives for no such scope, as of one request more or less, are not among them.
 */
export const HELD_OUT: Published[] = [
	{
		from: 'er10.kz',
		date: '2021-09-20',
		text: 'По данным статистики с 2011 года Google получил 373 запроса на удаление 192 503 единиц контента от казахстанских властей.',
		means: [
			{ number: '373', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: '192 503', measure: 'items', ...since2011, to: '2020H2' }
		]
	},
	{
		from: 'tafsilar.info',
		date: '2021-10-15',
		text: '6 раз за 10 лет РУз обращалась в Гугл, чтобы удалить противоправный контент. Россия обращалась к Google более 123 тысяч раз — это 60,6% всех обращений в мире. Турция с 2011 года отправила 14,2 тысячи требований заблокировать контент, Индия — почти 9,9 тысячи, США — 9,6 тысячи. Впервые Узбекистан обратились к Google в 2018 году — тогда было направлено четыре запроса. В целом, в своих запросах узбекская сторона попросила удалить более 26 единиц контента из видеохостинга YouTube.',
		means: [
			{ number: '6', territory: 'UZ', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: 'более 123 тысяч', territory: 'RU', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: '60,6%', territory: 'RU', kind: 'world', ...since2011, to: '2020H2' },
			{ number: '14,2 тысячи', territory: 'TR', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: 'почти 9,9 тысячи', territory: 'IN', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: '9,6 тысячи', territory: 'US', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: 'четыре', territory: 'UZ', measure: 'requests', ...year(2018) }
		]
	},
	{
		from: 'thebell.io',
		date: '2021-10-11',
		text: 'За период с 2011 по 2020 год российские государственные органы обращались к Google 123 606 раз (60,6% от всех запросов). Вслед за ней по количеству запросов — но с большим отрывом — идут Турция и Индия (14 231 и 9899 запросов соответственно). В запросах российские власти просили удалить более 950 000 единиц контента.',
		means: [
			{ number: '123 606', territory: 'RU', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: '60,6%', territory: 'RU', kind: 'world', ...since2011, to: '2020H2' },
			{ number: 'более 950 000', territory: 'RU', measure: 'items', ...since2011, to: '2020H2' }
		]
	},
	{
		from: 'telesputnik.ru',
		date: '2021-11-01',
		text: 'За шесть месяцев прошлого года власти России направили Google 18 710 запросов. Больше половины из них касались копирайта (51%). На втором месте — запросы, которые связаны с темой национальной безопасности (19%). Товары и услуги, попадающие под действие специальных законов, заняли в этом перечне третью строчку (11%), а информация, связанная с употреблением наркотиков, оказалась на четвертом месте (7%).',
		means: [
			{ number: '18 710', territory: 'RU', measure: 'requests', ...half('2020H2') },
			{ number: '51%', territory: 'RU', kind: 'share', reason: ['copyright'], ...half('2020H2') },
			{ number: '19%', territory: 'RU', kind: 'share', reason: ['national-security'], ...half('2020H2') },
			{ number: '11%', territory: 'RU', kind: 'share', reason: ['regulated-goods'], ...half('2020H2') },
			{ number: '7%', territory: 'RU', kind: 'share', reason: ['drug-abuse'], ...half('2020H2') }
		]
	},
	{
		from: 'rusjev.com',
		date: '2017-07-21',
		text: 'За год от российских властей поступило 13 209 запросов, что составляет 58 процентов от всех полученных жалоб по всему миру. Причем за первое полугодие 2016 года Россия отправила только 2045 запросов, а за второе — в пять раз больше (11 164).',
		means: [
			{ number: '13 209', territory: 'RU', measure: 'requests', ...year(2016) },
			{ number: '58 процентов', territory: 'RU', kind: 'world', ...year(2016) },
			{ number: '2045', territory: 'RU', measure: 'requests', ...half('2016H1') },
			{ number: '11 164', territory: 'RU', measure: 'requests', ...half('2016H2') }
		]
	},
	{
		from: 'themoscowtimes.com',
		date: '2017-07-22',
		text: 'Compared to 2015, the number of requests from the Russian authorities increased by 478 percent.',
		means: [{ number: '478 percent', territory: 'RU', kind: 'change', ...year(2016) }]
	},
	{
		from: 'techcircle.in',
		date: '2020-06-25',
		text: 'In its latest transparency report covering the period between July 1, 2019, and December 31, 2019, Google said it received 760 content takedown requests from the Indian government, of which 604 were from the police. Of the total 7,029 items of content requested to be removed during the period by the government, 6,472 were on the Youtube platform.',
		means: [
			{ number: '7,029', territory: 'IN', measure: 'items', ...half('2019H2') },
			{ number: '6,472', territory: 'IN', measure: 'items', product: ['youtube'], ...half('2019H2') }
		]
	},
	{
		from: 'indianexpress.com',
		date: '2011-06-30',
		text: 'For removal of objectionable content, India in July-December 2010 sent 67 requests covering 282 items a majority of them citing defamation as the reason but only 22 per cent were complied with.',
		means: [
			{ number: '67', territory: 'IN', measure: 'requests', ...half('2010H2') },
			{ number: '282', territory: 'IN', measure: 'items', ...half('2010H2') },
			{ number: '22 per cent', territory: 'IN', kind: 'complied', ...half('2010H2') }
		]
	},
	{
		from: 'indexoncensorship.org',
		date: '2013-04-26',
		text: "56 countries issued a record 2,285 requests to remove 24,179 pieces of content from the company's products and platforms in the second half of 2012. Brazil topped the list of offenders. The country's courts and government agencies issued 697 content removal requests, more than double the number issued by the second-placed United States.",
		means: [{ number: '697', territory: 'BR', measure: 'requests', ...half('2012H2') }]
	},
	{
		from: 'theverge.com, 2013',
		date: '2013-12-19',
		text: "Data covering January to June of 2013 shows a total of 3,846 orders or requests from governments to remove information, covering 24,737 pieces of data worldwide. Russia's internet filtering law also pushed its numbers higher, with a total of 257 requests for 277 pieces of data in the first half of 2013. The US sent 545 requests for 3,887 takedowns in the first half of 2013.",
		means: [
			{ number: '3,846', territory: 'world', measure: 'requests', ...half('2013H1') },
			{ number: '24,737', territory: 'world', measure: 'items', ...half('2013H1') },
			{ number: '257', territory: 'RU', measure: 'requests', ...half('2013H1') },
			{ number: '277', territory: 'RU', measure: 'items', ...half('2013H1') },
			{ number: '545', territory: 'US', measure: 'requests', ...half('2013H1') }
		]
	},
	{
		from: 'Google, December 2014',
		date: '2014-12-23',
		text: 'From June to December 2013, we received 3,105 government requests to remove 14,637 pieces of content. In the second half of 2013, the top three products for which governments requested removals were Blogger (1,066 requests), Search (841 requests) and YouTube (765 requests). In the second half of 2013, 38 percent of government removal requests cited defamation as a reason for removal, 16 percent cited obscenity or nudity, and 11 percent cited privacy or security.',
		means: [
			{ number: '3,105', territory: 'world', measure: 'requests', ...half('2013H2') },
			{ number: '14,637', territory: 'world', measure: 'items', ...half('2013H2') },
			{ number: '765', territory: 'world', measure: 'requests', product: ['youtube'], ...half('2013H2') },
			{ number: '38 percent', territory: 'world', kind: 'share', reason: ['defamation'], ...half('2013H2') },
			{ number: '16 percent', territory: 'world', kind: 'share', reason: ['obscenity-nudity'], ...half('2013H2') },
			{ number: '11 percent', territory: 'world', kind: 'share', reason: ['privacy-security'], ...half('2013H2') }
		]
	},
	{
		from: 'newsendip.com',
		date: '2023-06-15',
		text: 'The Russian government was by far the most active in seeking content removal in 2022, with 58,000 requests. The country alone accounted for 64 percent of all government requests to Google. In 2020 the number of Russian requests motivated by national security was 5,900.',
		means: [
			{ number: '58,000', territory: 'RU', measure: 'requests', ...year(2022) },
			{ number: '5,900', territory: 'RU', measure: 'requests', reason: ['national-security'], ...year(2020) }
		]
	},
	{
		from: 'voonze.com',
		date: '2022-01-31',
		text: 'And yes, the product that dominates takedown request surveys is YouTube. Russia has been the country that has sent the most requests to remove content in the last decade, reaching 123,606 requests in total. The United States has also sent a large number of requests (9,627).',
		means: [{ number: '123,606', territory: 'RU', measure: 'requests', ...since2011, to: '2020H2' }]
	},
	{
		from: 'advanced-television.com',
		date: '2025-01-14',
		text: "Since 2020, UK's courts and government agencies have requested Google to remove content 2.2k times. The top justifications used by the UK's government were Privacy and Security (41.7 per cent), followed by Regulated Goods and Services (19.2 per cent) and Copyright (10.3 per cent). The most targeted Google products and services were Web Search (1.3k), YouTube (500), and Google Images (86).",
		means: [
			{
				number: '41.7 per cent',
				territory: 'GB',
				kind: 'share',
				reason: ['privacy-security'],
				from: '2020H1',
				to: '2024H1'
			},
			{
				number: '19.2 per cent',
				territory: 'GB',
				kind: 'share',
				reason: ['regulated-goods'],
				from: '2020H1',
				to: '2024H1'
			},
			{ number: '86', territory: 'GB', measure: 'requests', product: ['images'], from: '2020H1', to: '2024H1' }
		]
	},
	{
		from: 'darknetking.com',
		date: '2024-09-20',
		text: 'Between July and December 2023, Google received 25,925 content removal requests from Russia. Of the total requests, 17,706 concerned YouTube, 7,344 were related to web search, and 287 involved Blogger. In total, the requests targeted 299,014 pieces of content. Since 2011, Russia has submitted a total of 277,957 requests. Main reasons for content removal requests from Russia: National security: 10,704 requests; Copyright infringement: 7,471 requests.',
		means: [
			{ number: '25,925', territory: 'RU', measure: 'requests', ...half('2023H2') },
			{ number: '17,706', territory: 'RU', measure: 'requests', product: ['youtube'], ...half('2023H2') },
			{ number: '7,344', territory: 'RU', measure: 'requests', product: ['web-search'], ...half('2023H2') },
			{ number: '277,957', territory: 'RU', measure: 'requests', ...since2011, to: '2023H2' },
			{ number: '10,704', territory: 'RU', measure: 'requests', reason: ['national-security'], ...half('2023H2') },
			{ number: '7,471', territory: 'RU', measure: 'requests', reason: ['copyright'], ...half('2023H2') }
		]
	},
	{
		from: 'siliconcult.com',
		date: '2025-08-01',
		text: 'В 2024 году российские власти запросили удаление рекордных 784 тысяч единиц контента у Google. В 2021 году Google получил запросы российских властей на удаление только 393,7 тысяч единиц контента.',
		means: [
			{ number: '784 тысяч', territory: 'RU', measure: 'items', ...year(2024) },
			{ number: '393,7 тысяч', territory: 'RU', measure: 'items', ...year(2021) }
		]
	},
	{
		from: 'apicaldesigns.com',
		date: '2022-12-01',
		text: 'The absolute number of content removal requests from India on YouTube has increased from 62 in 2011 to 1,670 in 2021. In absolute terms, the number of content removal requests on Google Play Store has increased from 132 in 2020 to 1,684 in 2021.',
		means: [
			{ number: '62', territory: 'IN', measure: 'requests', product: ['youtube'], ...year(2011) },
			{ number: '1,670', territory: 'IN', measure: 'requests', product: ['youtube'], ...year(2021) },
			{ number: '132', territory: 'IN', measure: 'requests', product: ['play-apps'], ...year(2020) },
			{ number: '1,684', territory: 'IN', measure: 'requests', product: ['play-apps'], ...year(2021) }
		]
	},
	{
		from: 'techradar.com',
		date: '2022-01-12',
		text: 'Although Russia had the most requests in the past decade, a quarter (25.39%) of its 123,606 requests were made in 2020 alone, Surfshark reported. Both countries were nudged down a spot in 2020 by South Korea, which nearly doubled its previous tally with 2,397 requests in 2020.',
		means: [{ number: '2,397', territory: 'KR', measure: 'requests', ...year(2020) }]
	},
	{
		from: 'digitalinformationworld.com',
		date: '2023-11-23',
		text: 'This comes up to 355,000 requests in total, and 61% of these requests came from Russia alone. Russia sent 215,000 content removal requests to Google.',
		means: [{ number: '215,000', territory: 'RU', measure: 'requests', to: '2022H2' }]
	}
];

/** Figures that were looked up later still, when the reader of texts had been mended by those before. */
export const LATER: Published[] = [
	{
		from: 'dn.kz',
		date: '2021-09-30',
		text: 'с 2011 года Нур-Султан официально требовал удаления информации 373 раза, с каждым годом увеличивая количество таких запросов, и, как показывает статистика за 2020-й год, из 96 случаев только один (!) касался защиты прав ребенка.',
		means: [
			{ number: '373', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: '96', measure: 'requests', ...year(2020) }
		]
	},
	{
		from: 'kenyans.co.ke',
		date: '2022-01-20',
		text: 'According to a report released by Surfshark, Kenya submitted 31 requests to Google for the content they wanted to be removed. From 2020 Kenya made 14 requests to Google. YouTube received 101,015 takedown requests worldwide in the last decade, compared to 60,898 for Google Search worldwide.',
		means: [
			{ number: '31', territory: 'KE', measure: 'requests', ...since2011, to: '2020H2' },
			{ number: '14', territory: 'KE', measure: 'requests', from: '2020H1', to: '2020H2' },
			{ number: '101,015', territory: 'world', measure: 'requests', product: ['youtube'], ...since2011, to: '2020H2' },
			{ number: '60,898', territory: 'world', measure: 'requests', product: ['web-search'], ...since2011, to: '2020H2' }
		]
	},
	{
		from: 'kenyanwallstreet.com',
		date: '2026-02-10',
		text: "According to figures published by Google LLC between January and June 2025, government agencies in Kenya submitted 16 formal removal requests covering 42 items across the company's platforms. Twenty-six of the 42 items, about 62%, drew no action from the company.",
		means: [
			{ number: '16', territory: 'KE', measure: 'requests', ...half('2025H1') },
			{ number: '42', territory: 'KE', measure: 'items', ...half('2025H1') },
			{ number: 'about 62%', territory: 'KE', kind: 'share', outcome: ['no-action-taken'], ...half('2025H1') }
		]
	},
	{
		from: 'uzalendonews.co.ke',
		date: '2026-02-11',
		text: 'Google rejected nearly 62 per cent of content removal requests submitted by the Kenyan government in the six months to June 2025.',
		means: [
			{ number: 'nearly 62 per cent', territory: 'KE', kind: 'share', outcome: ['no-action-taken'], ...half('2025H1') }
		]
	},
	{
		from: 'gossipa2z.com',
		date: '2023-12-01',
		text: 'During the first half of 2023, Kenya had a combined total of 58 inquiries, whereas there were only 5 comparable requests made between June and December 2022.',
		means: [{ number: '5', territory: 'KE', measure: 'requests', ...half('2022H2') }]
	},
	{
		from: 'techdator.net',
		date: '2022-02-01',
		text: 'Google released the Content Removal Transparency Report of H1 2021. In the US, the nation had 404 requests in total. Next up is Australia, which made over 392 requests in total, with bullying and harassment as the top reason. India reported 1,332 requests.',
		means: [
			{ number: '404', territory: 'US', measure: 'requests', ...half('2021H1') },
			{ number: 'over 392', territory: 'AU', measure: 'requests', ...half('2021H1') },
			{ number: '1,332', territory: 'IN', measure: 'requests', ...half('2021H1') }
		]
	},
	{
		from: 'digg.com',
		date: '2022-01-10',
		text: "Russia made 31,384 (25 percent of their historic total) takedown requests in 2020. Of Thailand's 184 takedown requests in 2020, 95.6 percent were regarding government criticism.",
		means: [
			{ number: '31,384', territory: 'RU', measure: 'requests', ...year(2020) },
			{ number: '184', territory: 'TH', measure: 'requests', ...year(2020) },
			{ number: '95.6 percent', territory: 'TH', kind: 'share', reason: ['government-criticism'], ...year(2020) }
		]
	}
];
