import { expect, test } from 'vitest';
import { OUTCOMES } from '#lib/domain/outcome.ts';
import { endOf, halfOf, yearOf, type Period } from '#lib/domain/period.ts';
import type { Row } from '#lib/domain/row.ts';
import { readTables, type TableName } from '#lib/ingest/canonical.ts';
import type { LayoutName } from '#lib/ingest/layouts.ts';
import { ownTables } from '#lib/ingest/own.ts';
import type { LabelUse, Report, Source } from '#lib/ingest/read.ts';
import { codebook, dataText } from './ingest-fixtures.ts';
import {
	cellsOf,
	given,
	givenInPieces,
	HEADERS,
	lineOf,
	read,
	refusedLines,
	utf16,
	utf8,
	zipped,
	type Read,
	type Written
} from './own-files.ts';

const SEED = Number(process.env.OWN_FUZZ_SEED ?? 20260602);
const CASES = Number(process.env.OWN_FUZZ_CASES ?? 5000);
/** Runs one case alone, by its number. */
const ONLY = process.env.OWN_FUZZ_ONLY;

class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 to below 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}

	below(n: number): number {
		return Math.floor(this.next() * n);
	}

	one<T>(of: readonly T[]): T {
		return of[this.below(of.length)];
	}

	some<T>(of: readonly T[], count: number): T[] {
		const left = [...of];
		return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.below(left.length), 1)[0]);
	}
}

// The real edition, as Google's files write it.

const { facts } = readTables({ removals: dataText('editions/2026-06', 'removals.csv') }, codebook);
const CUBE = facts.cube as Row[];
const COMPLIANCE = dataText('editions/2026-06', 'compliance.csv')
	.trimEnd()
	.split('\n')
	.slice(1)
	.map((line) => line.split(','));

const entryOf = (dimension: 'product' | 'reason' | 'requester', slug: string) =>
	codebook[`${dimension}s`].find((entry) => entry.slug === slug)!;

function labelIn(language: 'en' | 'fr' | 'pt', entry: { label: string; aliases: string[] }): string {
	const alias = entry.aliases.find((alias) => alias.startsWith(`${language}:`));
	return alias ? alias.slice(3) : entry.label;
}

const codeless = (code: string) => code === 'EUROPOL' || code === 'INTERPOL';
const territoryOf = (code: string) => codebook.territories.find(({ slug }) => slug === code)!;
const nameAndCode = (code: string, language: 'en' | 'fr' | 'pt') => [
	labelIn(language, territoryOf(code)),
	codeless(code) ? '' : code
];
const inWords = (period: Period) => `${halfOf(period) === 1 ? 'January - June' : 'July - December'} ${yearOf(period)}`;
const monthFirst = (period: Period) => `${halfOf(period) === 1 ? '06/30' : '12/31'}/${yearOf(period)}`;

/** Rows, a third of them Kazakhstan's, and of each other territory's a few. */
function sampled<R>(chance: Chance, rows: readonly R[], isKazakh: (row: R) => boolean, count: number): R[] {
	const third = Math.ceil(count / 3);
	return [
		...chance.some(rows.filter(isKazakh), third),
		...chance.some(
			rows.filter((row) => !isKazakh(row)),
			count - third
		)
	];
}

/** The sums of rows by what they share. */
function grouped(rows: readonly Row[], keyOf: (row: Row) => string[]): [string[], Row[]][] {
	const groups = new Map<string, [string[], Row[]]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key.join('\t')) ?? [key, []];
		groups.set(key.join('\t'), group);
		group[1].push(row);
	}
	return [...groups.values()];
}

const sum = (rows: readonly Row[], measure: 'requests' | 'items') => rows.reduce((sum, row) => sum + row[measure]!, 0);
const kazakh = (row: { territory: string }) => row.territory === 'KZ';
const outcomesOf = (rows: readonly Row[]) =>
	OUTCOMES.map((outcome) => rows.reduce((sum, { outcomes }) => sum + outcomes![outcome], 0));

function flatLines(rows: readonly Row[], pairs: boolean): string[][] {
	return rows.map((row) => {
		const { period, territory, requester, items, outcomes } = row;
		const counts = outcomes ? OUTCOMES.map((outcome) => outcomes[outcome]) : [items!, 0, 0, 0, 0, 0];
		const several = pairs ? Math.max(1, counts.filter((count) => count > 0).length) : 1;
		return [
			inWords(period),
			codeless(territory) ? 'UNKNOWN' : territoryOf(territory).label,
			territory,
			requester === 'court'
				? 'Judicial'
				: requester === 'other-authority'
					? 'Executive'
					: entryOf('requester', requester!).label,
			entryOf('product', row.product!).label,
			entryOf('reason', row.reason!).label,
			String(row.requests! * several),
			String(items),
			...counts.map(String)
		];
	});
}

function byRequesterLines(rows: readonly Row[], pairs: boolean): string[][] {
	return grouped(rows, ({ period, territory, requester }) => [period, territory, requester!]).map(
		([[period, territory, requester], same]) => {
			const items = sum(same, 'items');
			const counts = outcomesOf(same);
			const percent = (count: number) =>
				count === 0 || items === 0 ? '' : String(Math.floor((200 * count + items) / (2 * items)));
			const several = pairs ? Math.max(1, counts.filter((count) => count > 0).length) : 1;
			return [
				endOf(period as Period),
				...nameAndCode(territory, 'en'),
				entryOf('requester', requester).label,
				String(sum(same, 'requests') * several),
				String(items),
				...counts.map((count) => (percent(count) === '' ? '' : String(Math.min(100, Number(percent(count))))))
			];
		}
	);
}

function byProductLines(
	rows: readonly Row[],
	language: 'en' | 'fr',
	date: (period: Period) => string,
	counts: (rows: Row[]) => number[]
) {
	return grouped(rows, ({ period, territory, product, reason }) => [period, territory, product!, reason!]).map(
		([[period, territory, product, reason], same]) => [
			date(period as Period),
			...nameAndCode(territory, language),
			labelIn(language, entryOf('product', product)),
			labelIn(language, entryOf('reason', reason)),
			...counts(same).map(String)
		]
	);
}

const courtOtherItems = (rows: Row[]) => [
	sum(
		rows.filter(({ branch }) => branch === 'court'),
		'requests'
	),
	sum(
		rows.filter(({ branch }) => branch === 'other'),
		'requests'
	),
	sum(rows, 'items')
];

function historicalLines(
	places: readonly [period: string, code: string][],
	language: 'en' | 'fr' | 'pt',
	date: (period: Period) => string
) {
	return places.map(([period, code]) => {
		const shares = ['all', 'court', 'other'].flatMap((branch) => {
			const row = COMPLIANCE.find(([at, where, of]) => at === period && where === code && of === branch);
			if (!row) return ['', '', ''];
			const cell = (value: number, status: number) =>
				row[status] === 'withheld'
					? language === 'fr'
						? '< 10'
						: '<10'
					: row[status] === 'unknown'
						? '?'
						: row[value];
			return [cell(3, 4), cell(7, 8), cell(5, 6)];
		});
		return [date(period as Period), ...nameAndCode(code, language), ...shares];
	});
}

function written(layout: Written, seed: number): string {
	const chance = new Chance(seed);
	const count = 30 + chance.below(31);
	const cube = (from: Period, to: Period) =>
		sampled(
			chance,
			CUBE.filter(({ period }) => period >= from && period <= to),
			kazakh,
			count
		);
	const places = (to: Period) =>
		sampled(
			chance,
			COMPLIANCE.filter(([period, , branch]) => branch === 'all' && period <= to).map(
				([period, code]): [string, string] => [period, code]
			),
			([, code]) => code === 'KZ',
			count
		);
	const lines = (): string[][] => {
		switch (layout) {
			case 'flat-2026-06':
				return flatLines(cube('2011H1', '2025H2'), false);
			case 'flat-2026-01':
				return flatLines(cube('2019H1', '2025H1'), true);
			case 'requests-2025':
				return byRequesterLines(cube('2019H1', '2025H1'), false);
			case 'requests-2023':
				return byRequesterLines(cube('2019H1', '2022H1'), true);
			case 'detailed-2025':
				return byProductLines(cube('2011H1', '2025H1'), 'en', endOf, (rows) => [sum(rows, 'requests')]);
			case 'detailed-historical':
				return byProductLines(cube('2011H1', '2018H2'), 'en', endOf, courtOtherItems);
			case 'detailed-2014':
			case 'detailed-german':
				return byProductLines(cube('2011H1', '2012H2'), 'fr', monthFirst, courtOtherItems);
			case 'requests-historical':
				return historicalLines(places('2019H1'), 'en', endOf);
			case 'requests-2013':
				return historicalLines(places('2012H2'), 'pt', monthFirst);
			case 'requests-2014':
			case 'requests-german':
				return historicalLines(places('2012H2'), 'fr', monthFirst);
			case 'extract':
				return [
					...chance
						.some(
							COMPLIANCE.filter(([period, , branch]) => branch === 'all' && period < '2011H1'),
							4
						)
						.map(([period, code, , requests, status, items]) => [
							period,
							endOf(period as Period),
							code,
							territoryOf(code).label,
							'',
							'',
							'',
							requests,
							items,
							...OUTCOMES.map(() => ''),
							status,
							'2026-06'
						]),
					...cube('2011H1', '2025H2').map((row) => [
						row.period,
						endOf(row.period),
						row.territory,
						territoryOf(row.territory).label,
						row.requester!,
						row.product!,
						row.reason!,
						String(row.requests),
						String(row.items),
						...OUTCOMES.map((outcome) => (row.outcomes ? String(row.outcomes[outcome]) : '')),
						row.requests === 0 ? 'zero' : 'reported',
						'2026-06'
					])
				];
			case 'compliance':
				return chance.some(COMPLIANCE, count);
		}
	};
	return `${[HEADERS[layout], ...lines().map((cells) => lineOf(cells))].join('\n')}\n`;
}

const LAYOUTS = Object.keys(HEADERS) as Written[];
const ORIGINALS = LAYOUTS.flatMap((layout, i) =>
	[1, 2, 3].map((n) => ({ layout, text: written(layout, SEED + 100 * i + n) }))
);

// What a file says by itself, told by nothing of the site's own readers.

const COUNTED = ['requests', 'percent', 'items'];
const FIELDS: Record<LayoutName, readonly string[]> = {
	flat: ['period', 'name', 'code', 'requester', 'product', 'reason', 'requests', 'items', ...OUTCOMES],
	'modern-requests': ['period', 'name', 'code', 'requester', 'requests', 'items', ...OUTCOMES],
	'modern-detailed': ['period', 'name', 'code', 'product', 'reason', 'requests'],
	'historical-requests': [
		'period',
		'name',
		'code',
		...['all', 'court', 'other'].flatMap((branch) => COUNTED.map((what) => `${branch} ${what}`))
	],
	'historical-detailed': ['period', 'name', 'code', 'product', 'reason', 'court', 'other', 'items'],
	extract: [
		'period',
		'end',
		'code',
		'name',
		'requester',
		'product',
		'reason',
		'requests',
		'items',
		...OUTCOMES,
		'status',
		'edition'
	],
	compliance: [
		'period',
		'code',
		'branch',
		'requests',
		'requests status',
		'items',
		'items status',
		'percent',
		'percent status',
		'complied with'
	]
};
const HEADERS_OF: Record<LayoutName, readonly Written[]> = {
	flat: ['flat-2026-01', 'flat-2026-06'],
	'modern-requests': ['requests-2023', 'requests-2025'],
	'modern-detailed': ['detailed-2025'],
	'historical-requests': ['requests-2013', 'requests-2014', 'requests-historical'],
	'historical-detailed': ['detailed-2014', 'detailed-historical'],
	extract: ['extract'],
	compliance: ['compliance']
};

const plain = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').replaceAll('’', "'").trim().toLowerCase();

const TITLES = Object.fromEntries(
	Object.entries(HEADERS_OF).map(([layout, headers]) => [
		layout,
		new Map(
			headers.flatMap((header) =>
				cellsOf(HEADERS[header])!.map((title, i) => [plain(title), FIELDS[layout as LayoutName][i]])
			)
		)
	])
) as Record<LayoutName, Map<string, string>>;

type Dimension = 'requester' | 'product' | 'reason' | 'territory';

const LABELS = (() => {
	const languages = new Map<string, string>();
	const codes = new Map<string, string>();
	const dimensions = {
		requester: codebook.requesters,
		product: codebook.products,
		reason: codebook.reasons,
		territory: codebook.territories
	};
	for (const [dimension, entries] of Object.entries(dimensions))
		for (const { slug, label, aliases } of entries) {
			if (dimension === 'territory') codes.set(slug.toLowerCase(), slug);
			for (const name of [label, ...aliases]) {
				const [, language = 'en', text] = /^(?:(fr|pt|code):)?(.*)$/s.exec(name)!;
				if (language === 'code') codes.set(text.toLowerCase(), slug);
				else languages.set(`${dimension} ${language} ${plain(text)}`, slug);
			}
		}
	const told = (dimension: Dimension, label: string, language: string) =>
		(language === 'other' ? ['en', 'fr', 'pt'] : [language, 'en'])
			.map((one) => languages.get(`${dimension} ${one} ${plain(label)}`))
			.find(Boolean) ?? null;
	return { told, code: (code: string) => codes.get(code.toLowerCase()) ?? null };
})();

function halfYear(cell: string): Period | null {
	const text = cell.trim().replace(/^(\d{4}-\d\d-\d\d)[ T]00:00(:00(\.0+)?)?Z?$/, '$1');
	const [, year, half] = /^(\d{4})H([12])$/.exec(text) ??
		/^(\d{4})-(06-30|12-31)$/.exec(text) ??
		(/^(0?6\/30|12\/31)\/(\d{4})$/.exec(text) ? ['', text.slice(-4), text.startsWith('12') ? '2' : '1'] : null) ??
		(/^(30[./]0?6|31[./]12)[./]\d{4}$/.test(text) ? ['', text.slice(-4), text.startsWith('31') ? '2' : '1'] : null) ??
		(/^(January\s*[-–]\s*June|July\s*[-–]\s*December)\s+\d{4}$/i.test(text)
			? ['', text.slice(-4), /^ja/i.test(text) ? '1' : '2']
			: null) ?? ['', '', ''];
	const period = `${year}H${half === '2' || half === '12-31' ? 2 : 1}` as Period;
	return year !== '' && period >= '2009H2' && period <= '2049H2' ? period : null;
}

/** A number, the gap that stands for one, or `undefined`. */
function figure(cell: string): number | string | undefined {
	const text = cell.trim();
	if (/^[0-9]{1,12}$/.test(text)) return Number(text);
	for (const between of [' ', ',', '\u00a0', '\u202f']) {
		const [first, ...groups] = text.split(between);
		const thousands = groups.length > 0 && groups.length < 4 && groups.every((group) => /^[0-9]{3}$/.test(group));
		if (thousands && /^[1-9][0-9]{0,2}$/.test(first)) return Number([first, ...groups].join(''));
	}
	return text === '' || text === '?' ? text : /^<\s*10$/.test(text) ? '<' : undefined;
}

interface Literal {
	key: string;
	period: Period;
	territory: string;
	/** In the order of the layout; `null` where there is no number. */
	figures: (number | null)[];
	requests: number | null;
	items: number | null;
	outcomes: number[] | null;
}

const GAPS = ['withheld', 'unknown', 'not-published', 'not-held'];

/** What a line says, or why it says nothing that can be counted. */
function literally(
	cells: readonly string[],
	places: ReadonlyMap<string, number>,
	report: Report,
	added: readonly LabelUse[]
): Literal | string {
	const { layout, language } = report;
	const text = (field: string) => (places.has(field) ? cells[places.get(field)!].trim() : '');
	const number = (field: string) => {
		const value = figure(text(field));
		if (typeof value !== 'number') throw new Error(`${field} “${text(field)}”`);
		return value;
	};
	const orGap = (field: string, most = Infinity) => {
		const value = figure(text(field));
		if (value === undefined || (typeof value === 'number' && value > most) || (most < Infinity && value === '<'))
			throw new Error(`${field} “${text(field)}”`);
		return typeof value === 'number' ? value : null;
	};
	const orStatus = (field: string, status: string, free = false) => {
		if (text(field) !== '') return number(field);
		if (!free && !GAPS.includes(text(status))) throw new Error(`${field} is blank, and ${status} “${text(status)}”`);
		return null;
	};
	const kept = (dimension: Dimension, label: string, named = label) => {
		const slug = named
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 60);
		const of = added.filter((use) => use.dimension === dimension && use.label === label);
		const use = of.find((use) => use.slug.toLowerCase().replace(/-\d+$/, '') === slug.replace(/-\d+$/, '')) ?? of[0];
		if (use === undefined || (dimension === 'territory' && !use.slug.toLowerCase().startsWith(slug)))
			throw new Error(`${dimension} “${named}” is in no list of the report`);
		return use.slug;
	};
	const label = (dimension: 'requester' | 'product' | 'reason') => {
		if (text(dimension) === '') throw new Error(`no ${dimension}`);
		return LABELS.told(dimension, text(dimension), language) ?? kept(dimension, text(dimension));
	};
	try {
		const period = halfYear(text('period'));
		if (period === null) throw new Error(`half-year “${text('period')}”`);
		const [code, name] = [text('code'), text('name')];
		const lost = layout === 'flat' && code === '' && name === 'UNKNOWN';
		const told = lost ? 'NA' : code === '' ? LABELS.told('territory', name, language) : LABELS.code(code);
		if (code === '' && name === '') throw new Error('no territory');
		const territory = told ?? kept('territory', name || code, code || name);
		const of = (
			parts: (string | null)[],
			figures: (number | null)[],
			requests: number | null,
			items: number | null,
			outcomes: number[] | null = null
		) => ({
			key: [period, territory, ...parts].join('\t'),
			period,
			territory,
			figures,
			requests,
			items,
			outcomes
		});
		switch (layout) {
			case 'flat': {
				const product = text('product') === '' ? 'unspecified' : label('product');
				const figures = [number('requests'), number('items')];
				const outcomes = OUTCOMES.map(number);
				const parts = [label('requester'), product, label('reason')];
				return period < '2019H1'
					? of(parts, figures, figures[0], figures[1])
					: of(parts, [...figures, ...outcomes], figures[0], figures[1], outcomes);
			}
			case 'modern-requests': {
				const figures = [number('requests'), number('items')];
				const percentages = OUTCOMES.map((outcome) => orGap(outcome, 100));
				return of([label('requester')], [...figures, ...percentages], figures[0], figures[1]);
			}
			case 'modern-detailed':
				return of([label('product'), label('reason')], [number('requests')], number('requests'), null);
			case 'historical-requests': {
				const figures = ['all', 'court', 'other'].flatMap((branch) =>
					COUNTED.map((what) => orGap(`${branch} ${what}`, what === 'percent' ? 100 : Infinity))
				);
				return of([], figures, figures[0], figures[2]);
			}
			case 'historical-detailed': {
				const reason = text('reason') === '' ? null : label('reason');
				const figures = [number('court'), number('other'), orGap('items')];
				return of([label('product'), reason], figures, figures[0]! + figures[1]!, figures[2]);
			}
			case 'extract': {
				const parts = (['requester', 'product', 'reason'] as const).map((dimension) => {
					const given = text(dimension).replace(/^'(?='*[=+\-@])/, '');
					if (given === '') return null;
					const known = codebook[`${dimension}s`].some(({ slug }) => slug === given);
					return known ? given : (LABELS.told(dimension, given, 'en') ?? kept(dimension, given));
				});
				const requests = orStatus('requests', 'status');
				const items = orStatus('items', 'status', true);
				const blank = OUTCOMES.every((outcome) => text(outcome) === '');
				const outcomes = blank ? null : OUTCOMES.map(number);
				const counted = period < '2019H1' ? null : outcomes;
				return of(parts, [requests, items, ...(counted ?? [])], requests, items, counted);
			}
			case 'compliance': {
				if (!['all', 'court', 'other'].includes(text('branch'))) throw new Error(`branch “${text('branch')}”`);
				const figures = [
					...(['requests', 'items'] as const).map((what) => orStatus(what, `${what} status`)),
					text('percent') === '' ? orStatus('percent', 'percent status') : orGap('percent', 100)
				];
				return of([text('branch')], figures, figures[0], figures[1]);
			}
		}
	} catch (error) {
		return (error as Error).message;
	}
}

/** The rows of the site in the same terms. */
function siteRows(source: Source): { key: string; figures: (number | null)[] }[] {
	const key = ({ period, territory }: { period: Period; territory: string }, ...parts: (string | null)[]) =>
		[period, territory, ...parts].join('\t');
	switch (source.layout) {
		case 'flat':
			return source.rows.map((row) => ({
				key: key(row, row.requester, row.product, row.reason),
				figures: [row.requests, row.items, ...(row.outcomes ? OUTCOMES.map((outcome) => row.outcomes![outcome]) : [])]
			}));
		case 'modern-requests':
			return source.rows.map((row) => ({
				key: key(row, row.requester),
				figures: [row.requests, row.items, ...OUTCOMES.map((outcome) => row.percentages[outcome])]
			}));
		case 'modern-detailed':
			return source.rows.map((row) => ({ key: key(row, row.product, row.reason), figures: [row.requests] }));
		case 'historical-requests':
			return source.rows.map((row) => ({
				key: key(row),
				figures: (['all', 'court', 'other'] as const).flatMap((branch) =>
					(['requests', 'percent', 'items'] as const).map((what) => row.shares[branch][what].value)
				)
			}));
		case 'historical-detailed':
			return source.rows.map((row) => ({
				key: key(row, row.product, row.reason),
				figures: [row.requests.court, row.requests.other, row.items.value]
			}));
		case 'extract':
			return source.rows.map((row) => ({
				key: key(row, row.requester, row.product, row.reason),
				figures: [
					row.requests.value,
					row.items.value,
					...(row.outcomes ? OUTCOMES.map((outcome) => row.outcomes![outcome]) : [])
				]
			}));
		case 'compliance':
			return source.rows.map((row) => ({
				key: key(row, row.branch),
				figures: [row.shares.requests.value, row.shares.items.value, row.shares.percent.value]
			}));
	}
}

/** Figures by cell: in the order of the lines, or added up where the site has done so. */
function byKey(rows: readonly { key: string; figures: (number | null)[] }[], added: boolean): string {
	const keys = new Map<string, (number | null)[][]>();
	for (const { key, figures } of rows) keys.set(key, [...(keys.get(key) ?? []), figures]);
	const sums = (all: (number | null)[][]) =>
		all[0].map((_, i) => all.reduce((sum, figures) => sum + (figures[i] ?? 0), 0));
	return JSON.stringify(
		[...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, all]) => [key, added ? sums(all) : all])
	);
}

/** Pairs where hardly any row has fewer requests than outcomes; `null` where no row has several. */
function ruleOf(literals: readonly Literal[], layout: LayoutName): 'requests' | 'request-outcome pairs' | null {
	if (layout !== 'flat' && layout !== 'modern-requests') return null;
	let [several, fewer] = [0, 0];
	for (const { figures, requests } of literals) {
		const outcomes = figures
			.slice(2)
			.filter((figure) => figure !== null && (layout === 'modern-requests' || figure > 0)).length;
		if (outcomes > 1) several++;
		if (outcomes > requests!) fewer++;
	}
	const slip = layout === 'flat' && fewer < 2 && several >= 25;
	return several === 0 ? null : !slip && 100 * fewer >= several ? 'requests' : 'request-outcome pairs';
}

interface Sums {
	/** By territory, and by half-year and territory; `null` where the file does not count it. */
	requests: Map<string, number> | null;
	items: Map<string, number> | null;
	outcomes: Map<string, number>;
}

function sumsOf(literals: readonly Literal[], layout: LayoutName): Sums {
	const pairs = ruleOf(literals, layout) === 'request-outcome pairs';
	const sums: Sums = {
		requests: pairs ? null : new Map(),
		items: layout === 'modern-detailed' ? null : new Map(),
		outcomes: new Map()
	};
	const add = (to: Map<string, number> | null, key: string, count: number | null) =>
		to?.set(key, (to.get(key) ?? 0) + (count ?? 0));
	for (const { period, territory, requests, items, outcomes } of literals) {
		for (const [measure, count] of [
			['requests', requests],
			['items', items]
		] as const) {
			// Items were first counted in 2010H1.
			if (measure === 'items' && period < '2010H1') continue;
			add(sums[measure], `${period} ${territory}`, count);
			add(sums[measure], territory, period < '2011H1' ? 0 : count);
		}
		outcomes?.forEach((count, i) => add(sums.outcomes, `${territory} ${OUTCOMES[i]}`, count));
	}
	return sums;
}

// A file as it is read by both.

interface Understood {
	/** Lines by number, blank ones left out. */
	lines: Map<number, string>;
	header: string;
	refused: Set<number>;
	literals: Literal[];
	byLine: Map<number, string>;
	sums: Sums;
	problems: string[];
}

/** `null` where the bytes are no text; a file may end inside its last letter. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
	const decoder = new TextDecoder(encoding, { fatal: true });
	try {
		const text = decoder.decode(bytes, { stream: true });
		try {
			return text + decoder.decode();
		} catch {
			return `${text}\ufffd`;
		}
	} catch {
		return null;
	}
}

function understand(source: Source, bytes: Uint8Array): Understood {
	const { report } = source;
	const problems: string[] = [];
	const lines = new Map<number, string>();
	const found: Understood = {
		lines,
		header: '',
		refused: new Set(report.refused.map(({ line }) => line)),
		literals: [],
		byLine: new Map(),
		sums: sumsOf([], report.layout),
		problems
	};
	const text = decoded(bytes, report.encoding);
	if (text === null) return { ...found, problems: ['read, though its bytes are no text'] };
	const physical = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
	const above = physical.findIndex((line) => line.trim() !== '' && !/^sep=.?$/i.test(line.trim()));
	if (above === -1) return { ...found, problems: ['read, though there is no header'] };
	found.header = physical[above];
	// A quote left open in the header is closed by its line's end.
	const [strict, closed] = ['', '"'].map((end) => cellsOf(physical[above] + end, report.delimiter));
	const header = strict ?? closed ?? (report.byPosition ? FIELDS[report.layout] : []);
	const places = new Map<string, number>();
	const titles = TITLES[report.layout];
	header.forEach((title, i) => {
		const field = report.byPosition ? FIELDS[report.layout][i] : titles.get(plain(title));
		if (field !== undefined && places.has(field)) problems.push(`read, though column ${field} is there twice`);
		if (field !== undefined) places.set(field, i);
		if (report.byPosition && (titles.get(plain(title)) ?? field) !== field && title !== field)
			problems.push(`column “${title}” was read for ${field}`);
	});
	const added = report.labels.filter(({ added }) => added);

	physical.slice(above + 1).forEach((line, i) => {
		const cells = cellsOf(line, report.delimiter);
		if (line.trim() === '' || (cells?.length === 1 && cells[0].trim() === '')) return;
		lines.set(above + 2 + i, line);
	});
	for (const [number, line] of lines) {
		if (found.refused.has(number)) continue;
		const cells = cellsOf(line, report.delimiter);
		const said =
			cells === null
				? 'its quotes'
				: cells.length === header.length
					? literally(cells, places, report, added)
					: `${cells.length} cells`;
		if (typeof said === 'string') problems.push(`line ${number} was read, though ${said}: ${line}`);
		else {
			found.literals.push(said);
			found.byLine.set(number, JSON.stringify([said.key, said.figures]));
		}
	}
	for (const number of found.refused) if (!lines.has(number)) problems.push(`line ${number} was refused, and is none`);
	if (report.refusedCount !== found.refused.size)
		problems.push(`${report.refusedCount} refused, ${found.refused.size} listed`);
	if (report.lines !== lines.size) problems.push(`${report.lines} lines, and there are ${lines.size}`);
	const rows = siteRows(source);
	const merged = rows.length !== found.literals.length;
	const [theirs, ours] = [byKey(rows, merged), byKey(found.literals, merged)];
	if (problems.length === 0 && theirs !== ours) problems.push(`rows are not what the lines say:\n${theirs}\n${ours}`);
	const repeated = found.literals.length - new Set(found.literals.map(({ key }) => key)).size;
	const said = report.tallies['same-cell-twice']?.count ?? 0;
	if (said !== repeated) problems.push(`${repeated} cells are there again, ${said} are said to be`);
	found.sums = sumsOf(found.literals, report.layout);
	return found;
}

/** The edition's figures, by territory and by half-year, against the sums of the lines that were read. */
function compareTotals({ edition }: Read, layout: LayoutName, { sums, literals }: Understood): string[] {
	if (layout === 'compliance') return [];
	if (edition === null) return literals.length === 0 ? [] : ['there are lines, and no edition'];
	const problems: string[] = [];
	const rows = edition.rows.totals ?? edition.rows.cube ?? [];
	for (const measure of ['requests', 'items'] as const) {
		const said = new Map<string, number | null>();
		for (const row of rows) {
			const key = `${row.period} ${row.territory}`;
			said.set(key, (said.get(key) ?? 0) + (row[measure] ?? 0));
		}
		for (const territory of edition.territories) said.set(territory.code, territory[measure]);
		const expected = sums[measure];
		const late = literals.some(({ period }) => period >= '2011H1');
		const none = !literals.some((literal) => literal[measure] !== null);
		for (const key of new Set([...said.keys(), ...(expected?.keys() ?? [])])) {
			const [is, shall] = [said.get(key), expected?.get(key)];
			const nothing = expected === null || none || (!late && !key.includes(' '));
			if (nothing ? (is ?? 0) !== 0 : (is ?? 0) !== (shall ?? 0))
				problems.push(`${measure} of ${key}: ${is}, and the lines say ${shall}`);
		}
	}
	if (layout === 'flat' || layout === 'extract') {
		const said = new Map<string, number>();
		for (const { territory, outcomes } of edition.rows.cube ?? [])
			for (const outcome of OUTCOMES)
				if (outcomes)
					said.set(`${territory} ${outcome}`, (said.get(`${territory} ${outcome}`) ?? 0) + outcomes[outcome]);
		for (const key of new Set([...said.keys(), ...sums.outcomes.keys()]))
			if ((said.get(key) ?? 0) !== (sums.outcomes.get(key) ?? 0))
				problems.push(`${key}: ${said.get(key)}, and the lines say ${sums.outcomes.get(key)}`);
	}
	return problems;
}

/** The tables as the pages read them give the totals that the territories have. */
function compareTables({ edition }: Read): string[] {
	if (edition === null) return [];
	const texts = Object.fromEntries(
		Object.entries(ownTables(edition)).map(([name, { header, territories }]) => [
			name,
			header + territories.map(([, lines]) => lines).join('')
		])
	) as Partial<Record<TableName, string>>;
	const { facts } = readTables(texts, edition.codebook);
	const rows = facts.totals ?? facts.cube ?? [];
	return edition.territories.flatMap(({ code, requests, items }) => {
		const own = rows.filter(({ territory, period }) => territory === code && period >= '2011H1');
		const [r, i] = (['requests', 'items'] as const).map((measure) =>
			own.reduce((sum, row) => sum + (row[measure] ?? 0), 0)
		);
		return r === (requests ?? 0) && i === (items ?? 0)
			? []
			: [`tables give ${r}, ${i} for ${code}, not ${requests}, ${items}`];
	});
}

// Mutations.

const FORMS = {
	plain: (text: string) => utf8(text),
	marked: (text: string) => utf8(`\ufeff${text.replaceAll('\n', '\r\n')}`),
	semicolons: (text: string) =>
		utf8(
			text
				.split('\n')
				.map((line) => (line === '' ? '' : lineOf(cellsOf(line)!, ';')))
				.join('\n')
		),
	wide: (text: string) => utf16(`\ufeff${text}`, 'le'),
	carriage: (text: string) => utf8(text.replaceAll('\n', '\r'))
};
type Form = keyof typeof FORMS;

interface Mutable {
	form: Form;
	bytes: Uint8Array;
}

const joined = (...pieces: Uint8Array[]) => new Uint8Array(Buffer.concat(pieces));
const ODD = [...'",;\t\n\r\0 0123456789-<?.AKZaé\ufeff'].map((letter) => [...utf8(letter)]);
const spliced = (bytes: Uint8Array, at: number, remove: number, insert: readonly number[] = []) =>
	joined(bytes.subarray(0, at), Uint8Array.from(insert), bytes.subarray(at + remove));

/** Changes the text of a file, in whatever form it is. */
const onText = (change: (text: string, chance: Chance) => string) => (file: Mutable, chance: Chance) => {
	const wide = file.form === 'wide';
	const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { ignoreBOM: true }).decode(file.bytes);
	const changed = change(text, chance);
	return wide ? utf16(changed, 'le') : utf8(changed);
};
const onLines =
	(change: (lines: string[], chance: Chance, delimiter: string) => string[]) => (file: Mutable, chance: Chance) =>
		onText((text) => {
			const end = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
			return change(text.split(end), chance, file.form === 'semicolons' ? ';' : ',').join(end);
		})(file, chance);
const put = (lines: readonly string[], at: number, line: string) => lines.toSpliced(at, 1, line);
/** A line under the header. */
const anyLine = (lines: readonly string[], chance: Chance) => 1 + chance.below(Math.max(1, lines.length - 2));
const withCell = (change: (cells: string[], chance: Chance) => string[]) =>
	onLines((lines, chance, delimiter) => {
		const at = anyLine(lines, chance);
		const cells = cellsOf(lines[at] ?? '', delimiter);
		return cells ? put(lines, at, lineOf(change(cells, chance), delimiter)) : lines;
	});
const columnsSwapped = (from: number, to: number | undefined) =>
	onLines((lines, chance, delimiter) => {
		const width = cellsOf(lines[0], delimiter)?.length ?? 2;
		const [a, b] = chance.some([...Array(width).keys()], 2);
		return lines.map((line, i) => {
			const cells = i >= from && i < (to ?? Infinity) && line !== '' ? cellsOf(line, delimiter) : null;
			if (!cells || cells.length !== width) return line;
			return lineOf(cells.with(a, cells[b]).with(b, cells[a]), delimiter);
		});
	});
const withTitle = (change: (titles: string[], at: number, chance: Chance) => string) =>
	onLines((lines, chance, delimiter) => {
		const titles = cellsOf(lines[0], delimiter);
		if (!titles) return lines;
		const at = chance.below(titles.length);
		return put(lines, 0, lineOf(titles.with(at, change(titles, at, chance)), delimiter));
	});
const misspelt = withTitle((titles, at, chance) => {
	const letter = chance.below(titles[at].length + 1);
	return `${titles[at].slice(0, letter)}x${titles[at].slice(letter)}`;
});
/** One upon the other. */
const both =
	(...changes: ((file: Mutable, chance: Chance) => Uint8Array)[]) =>
	(file: Mutable, chance: Chance) =>
		changes.reduce((bytes, change) => change({ ...file, bytes }, chance), file.bytes);

const MUTATIONS: Record<string, (file: Mutable, chance: Chance) => Uint8Array> = {
	'byte flipped': ({ bytes }, chance) => {
		const at = chance.below(bytes.length);
		return bytes.with(at, bytes[at] ^ (1 << chance.below(8)));
	},
	'byte replaced': ({ bytes }, chance) => bytes.with(chance.below(bytes.length), 32 + chance.below(95)),
	'bytes inserted': ({ bytes }, chance) => spliced(bytes, chance.below(bytes.length + 1), 0, chance.one(ODD)),
	'bytes deleted': ({ bytes }, chance) => spliced(bytes, chance.below(bytes.length), 1 + chance.below(8)),
	truncated: ({ bytes }, chance) => bytes.slice(0, chance.below(bytes.length)),
	'a line lost': onLines((lines, chance) => lines.toSpliced(anyLine(lines, chance), 1)),
	'a line cut': onLines((lines, chance) => {
		const at = anyLine(lines, chance);
		return put(lines, at, (lines[at] ?? '').slice(0, chance.below((lines[at] ?? '').length + 1)));
	}),
	'lines swapped': onLines((lines, chance) => {
		const [a, b] = [anyLine(lines, chance), anyLine(lines, chance)];
		return put(put(lines, a, lines[b] ?? ''), b, lines[a] ?? '');
	}),
	'a line doubled': onLines((lines, chance) => {
		const at = anyLine(lines, chance);
		return lines.toSpliced(chance.below(2) ? at : anyLine(lines, chance), 0, lines[at] ?? '');
	}),
	'header moved': onLines((lines, chance) => lines.toSpliced(0, 1).toSpliced(chance.below(3), 0, lines[0])),
	'a quote added': onText((text, chance) => {
		const at = chance.below(text.length);
		return `${text.slice(0, at)}"${text.slice(at)}`;
	}),
	'a quote before a cell': onText((text, chance) => {
		const at = text.slice(chance.below(text.length)).search(/[,;\n]/);
		return at === -1 ? `"${text}` : `${text.slice(0, at + 1)}"${text.slice(at + 1)}`;
	}),
	'quotes about cells': onLines((lines, chance, delimiter) => {
		const at = anyLine(lines, chance);
		const [from, to] = [chance.below(lines[at]?.length ?? 1), chance.below(lines[at]?.length ?? 1)].sort(
			(a, b) => a - b
		);
		const line = lines[at] ?? '';
		const quoted = `${line.slice(0, from)}"${line.slice(from, to)}"${line.slice(to)}`;
		return put(
			lines,
			at,
			chance.below(2)
				? quoted
				: line
						.split(delimiter)
						.map((cell) => `"${cell}"`)
						.join(delimiter)
		);
	}),
	'columns swapped': columnsSwapped(0, undefined),
	'columns swapped under the header': columnsSwapped(1, undefined),
	'columns of the header swapped': columnsSwapped(0, 1),
	'a title misspelt': misspelt,
	'a title misspelt, columns swapped': both(misspelt, columnsSwapped(0, undefined)),
	'a title of another': withTitle((titles, _, chance) => chance.one(titles)),
	'a column lost': onLines((lines, chance, delimiter) => {
		const place = chance.below(cellsOf(lines[0], delimiter)?.length ?? 1);
		return lines.map((line) => {
			const cells = line === '' ? null : cellsOf(line, delimiter);
			return cells ? lineOf(cells.toSpliced(place, 1), delimiter) : line;
		});
	}),
	'a cell blank': withCell((cells, chance) => cells.with(chance.below(cells.length), '')),
	'a cell lost': withCell((cells, chance) => cells.toSpliced(chance.below(cells.length), 1)),
	'a cell of another': withCell((cells, chance) =>
		cells.with(chance.below(cells.length), cells[chance.below(cells.length)])
	),
	'a figure changed': withCell((cells, chance) => {
		const numbers = [...cells.keys()].filter((i) => /\d/.test(cells[i]));
		if (numbers.length === 0) return cells;
		const at = chance.one(numbers);
		const digit = chance.one([...cells[at].matchAll(/\d/g)]).index;
		return cells.with(at, `${cells[at].slice(0, digit)}${chance.below(10)}${cells[at].slice(digit + 1)}`);
	}),
	'an odd figure': withCell((cells, chance) => {
		const numbers = [...cells.keys()].filter((i) => /^\d+$/.test(cells[i]));
		const odd = [
			'-1',
			'1.5',
			'1e3',
			'<10',
			'< 10',
			'?',
			'',
			'1 000',
			'1,000',
			'00',
			'1234567890123',
			'²',
			'NaN',
			'+1',
			'"'
		];
		return numbers.length === 0 ? cells : cells.with(chance.one(numbers), chance.one(odd));
	}),
	'another line end': onText((text, chance) => {
		const at = chance.one([...text.matchAll(/\r\n|\r|\n/g)])?.index ?? 0;
		return (
			text.slice(0, at) + chance.one(['', '\n', '\r', '\r\n', '\n\n', '\n \n', '\u2028', '\v']) + text.slice(at + 1)
		);
	}),
	joined: (file, chance) => {
		const { layout, text } = chance.one(ORIGINALS);
		const more = FORMS[chance.below(2) ? file.form : 'plain'](
			chance.below(3) ? text : text.slice(text.indexOf('\n') + 1)
		);
		return layout === 'compliance' && chance.below(2) ? joined(more, file.bytes) : joined(file.bytes, more);
	},
	'joined to itself': ({ bytes }) => joined(bytes, bytes)
};

interface Known {
	found: Read;
	bytes: Uint8Array;
	understood: Understood;
}

const known = new Map<string, Known>();

async function original(index: number, form: Form): Promise<Known> {
	const key = `${index} ${form}`;
	let one = known.get(key);
	if (!one) {
		const bytes = FORMS[form](ORIGINALS[index].text);
		const found = await read([given('file.csv', bytes)]);
		one = { found, bytes, understood: understand(found.tables[0].source, bytes) };
		known.set(key, one);
	}
	return one;
}

async function outcomeOf(
	number: number
): Promise<{ said: 'unread' | 'refused' | 'read'; problems: string[]; how: string }> {
	const chance = new Chance(Math.imul(SEED, 31) + Math.imul(number, 0x9e3779b1));
	const index = chance.below(ORIGINALS.length);
	const form = chance.one<Form>([
		'plain',
		'plain',
		'plain',
		'plain',
		'plain',
		'marked',
		'semicolons',
		'wide',
		'carriage'
	]);
	const { layout } = ORIGINALS[index];
	const before = await original(index, form);
	let { bytes } = before;
	const mutations = Array.from({ length: chance.one([1, 1, 1, 2, 2, 3]) }, () => chance.one(Object.keys(MUTATIONS)));
	for (const mutation of mutations) if (bytes.length > 0) bytes = MUTATIONS[mutation]({ form, bytes }, chance);
	const how = `case ${number}: ${layout}, ${form}, ${mutations.join(' + ')}`;
	const beside =
		chance.below(10) === 0 ? (index + 3 * (1 + chance.below(LAYOUTS.length - 1))) % ORIGINALS.length : null;
	try {
		if (beside !== null) {
			const whole = await original(beside, 'plain');
			const both = await read([given('file.csv', bytes), given('beside.csv', whole.bytes)]);
			const one = both.tables.find(({ given }) => given === 'beside.csv');
			if (!one) return { said: 'read', problems: ['the file beside it is not read'], how };
			if (JSON.stringify(one.source.rows) !== JSON.stringify(whole.found.tables[0].source.rows))
				return { said: 'read', problems: ['the file beside it is read otherwise'], how };
		}
		const cuts = Array.from({ length: chance.below(4) }, () => chance.below(bytes.length + 1));
		const found = await read([givenInPieces('file.csv', bytes, cuts)]);
		if (found.tables.length === 0)
			return {
				said: 'unread',
				problems: found.text.unread.length === 1 ? [] : ['not read, and no sentence says why'],
				how
			};
		const [{ source }] = found.tables;
		const after = understand(source, bytes);
		const problems = [...after.problems, ...compareTotals(found, source.report.layout, after), ...compareTables(found)];
		const listed = refusedLines(found, 'file.csv').length;
		if (listed !== after.refused.size) problems.push(`${after.refused.size} lines refused, ${listed} in the report`);
		if (
			after.header === before.understood.header &&
			source.report.delimiter === before.found.tables[0].source.report.delimiter
		) {
			const lines = new Map([...before.understood.lines].map(([number, line]) => [line, number]));
			for (const [number, line] of after.lines) {
				const same = lines.get(line);
				if (same === undefined || before.understood.refused.has(same)) continue;
				if (after.byLine.get(number) !== before.understood.byLine.get(same))
					problems.push(`line ${number}, untouched, is not read as before: ${line}`);
			}
		}
		return { said: source.report.refusedCount > 0 ? 'refused' : 'read', problems, how };
	} catch (error) {
		return { said: 'read', problems: [`thrown: ${(error as Error).stack}`], how };
	}
}

test.each(ORIGINALS.map(({ layout }, index) => [layout, index] as const))(
	'%s, unchanged (%d)',
	async (layout, index) => {
		for (const form of Object.keys(FORMS) as Form[]) {
			const { found, understood } = await original(index, form);
			const [{ source }] = found.tables;
			expect(HEADERS_OF[source.layout].includes(layout) || source.report.byPosition).toBe(true);
			expect(source.report.refused).toEqual([]);
			expect(understood.lines.size).toBeGreaterThan(20);
			expect(understood.lines.size).toBeLessThanOrEqual(64);
			expect([
				...understood.problems,
				...compareTotals(found, source.layout, understood),
				...compareTables(found)
			]).toEqual([]);
		}
	}
);

/**
 * A line is read as it stands, or refused with its number; what pages count are the sums of the lines read. So a total that
 * is another than the original's has a line in the report, or the file itself says another number.
 */
test(`${CASES} files changed by chance, seed ${SEED}`, async () => {
	console.log(`own-fuzz: seed ${SEED}, ${CASES} cases`);
	const failed: string[] = [];
	const said = { unread: 0, refused: 0, read: 0 };
	const cases = ONLY === undefined ? Array.from({ length: CASES }, (_, i) => i) : [Number(ONLY)];
	for (const number of cases) {
		const outcome = await outcomeOf(number);
		said[outcome.said]++;
		if (outcome.problems.length > 0) failed.push(`${outcome.how}\n\t${outcome.problems.slice(0, 3).join('\n\t')}`);
	}
	console.log(`own-fuzz: ${said.read} read whole, ${said.refused} with lines refused, ${said.unread} not read`);
	if (failed.length > 0)
		throw new Error(`seed ${SEED}: ${failed.length} cases of ${cases.length}\n${failed.slice(0, 20).join('\n')}`);
	if (ONLY === undefined) for (const count of Object.values(said)) expect(count).toBeGreaterThan(CASES / 20);
}, 600_000);

test(`a zip of which bytes are changed gives each table whole or not at all, seed ${SEED}`, async () => {
	const chance = new Chance(SEED);
	const failed: string[] = [];
	for (const stored of [true, false]) {
		const members = Object.fromEntries(chance.some(ORIGINALS, 3).map(({ text }, i) => [`folder/${i}.csv`, text]));
		const zip = await zipped(members, { stored });
		const whole = new Set((await read([given('a.zip', zip)])).tables.map(({ sha256 }) => sha256));
		for (let i = 0; i < CASES / 40; i++) {
			let bytes = zip;
			for (let n = 0; n <= chance.below(3); n++) {
				const at = chance.below(bytes.length);
				bytes = bytes.with(at, bytes[at] ^ (1 << chance.below(8)));
			}
			if (chance.below(10) === 0) bytes = bytes.slice(0, chance.below(bytes.length));
			try {
				const found = await read([given('a.zip', bytes)]);
				if (!found.tables.every(({ sha256 }) => whole.has(sha256)))
					failed.push(`${stored} ${i}: a table is read otherwise`);
				else if (found.tables.length < 3 && found.text.unread.length + found.besides.length === 0)
					failed.push(`${stored} ${i}: a table is missing`);
			} catch (error) {
				failed.push(`${stored} ${i}: thrown: ${String(error)}`);
			}
		}
	}
	if (failed.length > 0) throw new Error(`seed ${SEED}: ${failed.length} cases\n${failed.slice(0, 10).join('\n')}`);
}, 600_000);
