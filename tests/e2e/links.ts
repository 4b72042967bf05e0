/**
 * Every form of address that this site has had, and what it opens. Links never die: a row may be added and what it says mended,
 * and none is taken away. `links.spec.ts` opens each, and fails where a page or file of the site has no row.
 */
interface Link {
	/** Folder of the route in `src/routes` that answers. */
	route: string;
	/** Below the site's base. */
	address: string;
}

/** An address that opens a page. */
export interface PageLink extends Link {
	/** What the page's heading says; left out where it says a finding, which changes with the numbers. */
	heading?: string;
	/** What the page says of the requests or items in scope. */
	says?: string;
	/** How many things it says that it did not understand. */
	notices?: string[];
	/** Where the browser ends, where that is another address. */
	ends?: string;
}

/** An address that gives a file. */
export interface FileLink extends Link {
	type: string;
	/** How its text begins; left out for pictures. */
	begins?: string;
}

const LANG = '[lang=lang]';
const unknown = (key: string, value: string) => `“${key}=${value}” names nothing this site knows.`;

/** Pages, plain and as people mistype, shorten and lengthen their addresses. */
export const PAGE_LINKS: PageLink[] = [
	{ route: '', address: '', heading: 'Takedown Ledger' },
	{ route: LANG, address: 'en/', says: '983 requests' },
	{ route: LANG, address: 'en', says: '983 requests', ends: 'en/' },
	{ route: LANG, address: 'ru/?to=2020H2', says: '373 запроса' },
	{ route: LANG, address: 'kk/?to=2020H2', says: '373 сұрау' },
	{
		route: `${LANG}/kazakhstan`,
		address: 'en/kazakhstan/',
		heading: 'Kazakhstan: every half-year, product and reason'
	},
	{
		route: `${LANG}/kazakhstan/[by=division]/[value]`,
		address: 'en/kazakhstan/reason/fraud/',
		heading: 'What Kazakhstan asks Google to remove: Fraud'
	},
	{ route: LANG, address: 'en?to=2020H2', says: '373 requests', ends: 'en/?to=2020H2' },
	{ route: LANG, address: 'en/?from=2011h1&to=2020h2', says: '373 requests' },
	{ route: LANG, address: 'en/?territory=kz&to=%202020H2%20', says: '373 requests' },
	{ route: LANG, address: 'en/?to=2020H2&&', says: '373 requests' },
	{ route: LANG, address: 'en/?to=2020H2#by-reason', says: '373 requests' },
	{ route: LANG, address: 'en/?utm_source=telegram&fbclid=Iw&to=2020H2', says: '373 requests' },
	{
		route: LANG,
		address: 'en/?from=2020H2&to=2011H1',
		says: '373 requests',
		notices: ['The range 2020H2–2011H1 ran backwards; it was turned round.']
	},
	{
		route: LANG,
		address: 'en/?to=2020H2&product=youtub',
		says: '373 requests',
		notices: [unknown('product', 'youtub')]
	},
	{ route: LANG, address: 'en/?to=2020H2&product=youtube&product=YouTube', says: '313 requests' },
	{
		route: LANG,
		address: 'en/?to=2020H2&product=youtube%2Cweb-search',
		says: '373 requests',
		notices: [unknown('product', 'youtube,web-search')]
	},
	{
		route: LANG,
		address: 'en/?to=2020H2&to=2021H2',
		says: '373 requests',
		notices: ['“to” stands more than once; “2021H2” is not used.']
	},
	{
		route: LANG,
		address: 'en/?to=2020H2&colour=red',
		says: '373 requests',
		notices: ['“colour” is not a setting of this site.']
	},
	{
		route: LANG,
		address: 'en/?to=2020H2&outcome=removed-policy&measure=requests',
		says: '391 items',
		notices: ['Outcomes are counted in items, so “measure=requests” was not kept.']
	},
	{ route: LANG, address: 'en/?edition=2024-09', says: '849 requests' },
	{ route: LANG, address: 'en/?edition=2019-01', says: '983 requests', notices: [unknown('edition', '2019-01')] },
	{ route: `${LANG}/figure/[id=figure]`, address: 'en/figure/by-period/?to=2020H2', says: 'to December 2020' },
	{
		route: `${LANG}/figure/[id=figure]`,
		address: 'en/figure/by-period?to=2020H2',
		says: 'to December 2020',
		ends: 'en/figure/by-period/?to=2020H2'
	},
	{ route: `${LANG}/embed/[id=figure]`, address: 'en/embed/by-period/?to=2020H2', says: 'to December 2020' },
	{ route: `${LANG}/compare`, address: 'en/compare/?compare=RU,UZ', says: 'Russia' },
	{
		route: `${LANG}/compare`,
		address: 'en/compare/?compare=XX',
		says: 'Uzbekistan',
		notices: [unknown('compare', 'XX')]
	},
	{ route: `${LANG}/moved`, address: 'en/moved/?to=2020H2', says: '2020 H2' },
	{ route: `${LANG}/check`, address: 'en/check/?q=373%20requests', heading: 'Check a published number' },
	{ route: `${LANG}/check/claims`, address: 'en/check/claims/', heading: 'Published figures, checked' },
	{ route: `${LANG}/data`, address: 'en/data/', heading: 'Your own copy of Google’s files' },
	{ route: `${LANG}/data/sql`, address: 'en/data/sql/?figure=by-period', heading: 'Ask the tables in SQL' },
	{ route: `${LANG}/method`, address: 'en/method/#addresses', says: 'Addresses and files' },
	{
		route: `${LANG}/revisions`,
		address: 'en/revisions/?edition=2025-12&against=2024-09',
		heading: 'What changed between editions'
	},
	{ route: `${LANG}/quality`, address: 'en/quality/', heading: 'Known oddities, and what they mean' },
	{ route: `${LANG}/report`, address: 'en/report/?to=2020H2', says: '373' }
];

const TABLES: Record<string, string[]> = {
	'2013-04': ['removals', 'by-requester', 'totals', 'compliance'],
	'2014-01': ['removals', 'by-requester', 'totals', 'compliance'],
	'2024-09': ['removals', 'by-product-reason', 'by-requester', 'totals', 'compliance', 'pairs'],
	'2025-12': ['by-product-reason', 'by-requester', 'totals'],
	'2026-03': ['removals', 'pairs'],
	'2026-06': ['removals', 'compliance']
};
const CSV = 'text/csv';
const JSON_TYPE = 'application/json';
const EDITION = 'data/editions/[edition]';

/** Files at fixed addresses, of every edition that was ever published. */
export const FILE_LINKS: FileLink[] = [
	{
		route: `${EDITION}/[territory]/[by=division]/[value].csv`,
		address: 'data/editions/2026-06/KZ/reason/fraud.csv',
		type: CSV,
		begins: 'period,'
	},
	...Object.entries(TABLES).flatMap(([edition, tables]): FileLink[] => {
		const folder = `data/editions/${edition}`;
		return [
			...tables.map((table) => {
				return {
					route: `${EDITION}/[table].csv`,
					address: `${folder}/${table}.csv`,
					type: CSV,
					begins: 'period,territory,'
				};
			}),
			...tables.map((table) => {
				const address = `${folder}/KZ/${table}.csv`;
				return { route: `${EDITION}/[territory]/[table].csv`, address, type: CSV, begins: 'period,territory,' };
			}),
			{ route: `${EDITION}/[table].csv`, address: `${folder}/labels.csv`, type: CSV, begins: 'dimension,slug,' },
			{ route: `${EDITION}/[table].csv`, address: `${folder}/oddities.csv`, type: CSV, begins: 'source,layout,' },
			{
				route: `${EDITION}/territories.csv`,
				address: `${folder}/territories.csv`,
				type: CSV,
				begins: 'territory,name,'
			},
			{ route: `${EDITION}/sources.json`, address: `${folder}/sources.json`, type: JSON_TYPE },
			{ route: `${EDITION}/edition.json`, address: `${folder}/edition.json`, type: JSON_TYPE },
			{ route: `${EDITION}/quality.json`, address: `${folder}/quality.json`, type: JSON_TYPE },
			{ route: `${LANG}/quality/[edition].json`, address: `en/quality/${edition}.json`, type: JSON_TYPE },
			...['csv', 'json'].map((format) => ({
				route: `${EDITION}/[territory]/figures/[id].[format]`,
				address: `${folder}/KZ/figures/by-period.${format}`,
				type: format === 'csv' ? CSV : JSON_TYPE
			})),
			{ route: 'embed/rows/[edition]/[part].js', address: `embed/rows/${edition}/KZ.js`, type: 'text/javascript' }
		];
	}),
	{
		route: `${EDITION}/extract.csv`,
		address: 'data/editions/2026-06/extract.csv',
		type: CSV,
		begins: 'period,period_end,'
	},
	{ route: `${LANG}/events.json`, address: 'en/events.json', type: JSON_TYPE },
	{ route: `${LANG}/speech.js`, address: 'en/speech.js', type: 'text/javascript' },
	{ route: `${LANG}/unsaved.html`, address: 'ru/unsaved.html', type: 'text/html', begins: '<!doctype html>' },
	{ route: '_headers', address: '_headers', type: '' },
	{ route: `${LANG}/embed/figures.js`, address: 'en/embed/figures.js', type: 'text/javascript' },
	{ route: `${LANG}/embed/[id=figure]/oembed.json`, address: 'en/embed/by-period/oembed.json', type: JSON_TYPE },
	{ route: `${LANG}/embed/[id=figure]/picture.png`, address: 'en/embed/by-period/picture.png', type: 'image/png' },
	{ route: 'og/[lang=lang]/[name].png', address: 'og/en/by-period.png', type: 'image/png' },
	{ route: '[feed=feed].xml', address: 'revisions.xml', type: 'xml', begins: '<?xml' },
	{ route: '[map=sitemap].xml', address: 'sitemap.xml', type: 'xml', begins: '<?xml' },
	{ route: 'robots.txt', address: 'robots.txt', type: 'text/plain', begins: 'User-agent: *' },
	{ route: '404.html', address: '404.html', type: 'text/html', begins: '<!doctype html>' }
];

/** Addresses that never were, at several depths: the page that says so. */
export const NOT_THERE = [
	'nothing',
	'de/',
	'en/nothing/',
	'en/figure/by-nothing/',
	'en/embed/by-nothing/',
	'data/editions/1999-01/removals.csv'
];
