import { csvParseRows } from 'd3';
import { compareKeys } from '#lib/domain/question.ts';
import { CanonicalTableError } from './canonical.ts';
import type { LayoutName } from './layouts.ts';
import type { LabelUse, Note, NoteId, Source } from './read.ts';

/** Columns of `labels.csv`: every label that an edition's files use, and what it is read as. */
export const LABEL_COLUMNS = ['dimension', 'slug', 'label', 'source', 'layout', 'rows'] as const;

export interface Label {
	dimension: LabelUse['dimension'];
	slug: string;
	label: string;
	source: string;
	layout: LayoutName;
	rows: number;
}

/**
 * Columns of `oddities.csv`: the rows that an oddity is met in, as they were published. What is true of all rows of a
 * half-year is summed by half-year and territory.
 */
export const ODDITY_COLUMNS = [
	'source',
	'layout',
	'oddity',
	'period',
	'territory',
	'requester',
	'product',
	'reason',
	'count',
	'requests',
	'items',
	'off'
] as const;

export interface OddRows {
	source: string;
	layout: LayoutName;
	oddity: NoteId;
	period: string;
	territory: string;
	requester: string | null;
	product: string | null;
	reason: string | null;
	/** How often the oddity is met. */
	count: number;
	/** Of the rows it is met in; `null` where the layout has no such count, or Google withheld it. */
	requests: number | null;
	items: number | null;
	/** For a difference: by how much, with its sign. */
	off: number | null;
}

/** What is true of all rows of a half-year says nothing of a row. */
const WHOLE: readonly NoteId[] = ['outcomes-before-2019', 'old-method-2019', 'reason-not-collected'];

type RowsOf = Source['rows'][number];

function countsOf(row: RowsOf): { requests: number | null; items: number | null } {
	if ('shares' in row) {
		const shares = 'branch' in row ? row.shares : row.shares.all;
		return { requests: shares.requests.value, items: shares.items.value };
	}
	const requests = 'requests' in row ? row.requests : null;
	const items = 'items' in row ? row.items : null;
	const plain = (count: typeof requests | typeof items): number | null =>
		count === null || typeof count === 'number' ? count : 'value' in count ? count.value : count.court + count.other;
	return { requests: plain(requests), items: plain(items) };
}

const sum = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b);

const CELL = ['period', 'territory', 'requester', 'product', 'reason'] as const;

function isSameCell(a: RowsOf, b: RowsOf): boolean {
	const [one, other] = [a, b] as Partial<Record<(typeof CELL)[number], string | null>>[];
	return CELL.every((part) => one[part] === other[part]);
}

/** The rows that the notes of a source are about; a row with two notes of a kind is counted once. */
export function oddRows(id: string, source: Source, notes: readonly Note[]): OddRows[] {
	const rows = new Map<number, RowsOf>();
	for (const row of source.rows as RowsOf[]) rows.set(row.line, row);
	const found = new Map<string, OddRows>();
	const met = new Set<string>();
	for (const { id: oddity, line, off = null } of notes) {
		const row = rows.get(line);
		if (!row) continue;
		const place = row as { requester?: string | null; product?: string | null; reason?: string | null };
		const at = WHOLE.includes(oddity) ? {} : place;
		const key = [oddity, row.period, row.territory, at.requester, at.product, at.reason].join('\t');
		let one = found.get(key);
		if (!one) {
			one = {
				source: id,
				layout: source.layout,
				oddity,
				period: row.period,
				territory: row.territory,
				requester: at.requester ?? null,
				product: at.product ?? null,
				reason: at.reason ?? null,
				count: 0,
				requests: null,
				items: null,
				off: null
			};
			found.set(key, one);
		}
		one.count++;
		one.off = sum(one.off, off);
		const once = `${oddity}\t${line}`;
		if (met.has(once)) continue;
		met.add(once);
		const cell =
			oddity === 'same-cell-twice' ? (source.rows as RowsOf[]).filter((other) => isSameCell(other, row)) : [row];
		for (const { requests, items } of cell.map(countsOf)) {
			one.requests = sum(one.requests, requests);
			one.items = sum(one.items, items);
		}
	}
	return [...found.values()];
}

const keyOf = (row: OddRows) => [
	row.source,
	row.layout,
	row.oddity,
	row.period,
	row.territory,
	row.requester,
	row.product,
	row.reason
];

/** Text in quotes where it holds a comma or a quote, as labels may. */
function cell(value: string | number | null): string {
	const text = String(value ?? '');
	return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(columns: readonly string[], rows: readonly (string | number | null)[][]): string {
	return [columns, ...rows].map((cells) => `${cells.map(cell).join(',')}\n`).join('');
}

/** The text of `oddities.csv`. */
export function writeOddRows(rows: readonly OddRows[]): string {
	const sorted = rows.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b)));
	return csv(
		ODDITY_COLUMNS,
		sorted.map((row) => [...keyOf(row), row.count, row.requests, row.items, row.off])
	);
}

/** The text of `labels.csv`. */
export function writeLabels(labels: readonly Label[]): string {
	const key = ({ dimension, slug, label, source, layout }: Label) => [dimension, slug, label, source, layout];
	const sorted = labels.toSorted((a, b) => compareKeys(key(a), key(b)));
	return csv(
		LABEL_COLUMNS,
		sorted.map((one) => [...key(one), one.rows])
	);
}

/**
 * Rows of `labels.csv`.
 * @throws CanonicalTableError
 */
export function readLabels(text: string): Label[] {
	return lines(text, 'labels.csv', LABEL_COLUMNS).map(([dimension, slug, label, source, layout, rows]) => ({
		dimension: dimension as Label['dimension'],
		slug,
		label,
		source,
		layout: layout as LayoutName,
		rows: Number(rows)
	}));
}

/**
 * Rows of `oddities.csv`.
 * @throws CanonicalTableError
 */
export function readOddRows(text: string): OddRows[] {
	const count = (value: string) => (value === '' ? null : Number(value));
	return lines(text, 'oddities.csv', ODDITY_COLUMNS).map((cells) => ({
		source: cells[0],
		layout: cells[1] as LayoutName,
		oddity: cells[2] as NoteId,
		period: cells[3],
		territory: cells[4],
		requester: cells[5] || null,
		product: cells[6] || null,
		reason: cells[7] || null,
		count: Number(cells[8]),
		requests: count(cells[9]),
		items: count(cells[10]),
		off: count(cells[11])
	}));
}

function lines(text: string, file: string, columns: readonly string[]): string[][] {
	const [header = [], ...rest] = csvParseRows(text);
	if (header.join() !== columns.join()) throw new CanonicalTableError(file, 1, header.join());
	return rest;
}
