import Papa from 'papaparse';
import type { Codebook } from '#lib/domain/codebook.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { OUTCOMES_FROM, type Period } from '#lib/domain/period.ts';
import type { Branch } from '#lib/domain/row.ts';
import { readCount, readPercent, readPeriod, type Count } from './cells.ts';
import { namesOf, type Language, type Names } from './codebook.ts';
import { recognise, type Layout, type LayoutName } from './layouts.ts';

interface At {
	/** Line of the file, the header being line 1. */
	line: number;
	period: Period;
	territory: string;
}

/** A cell of the cube: items by outcome, and requests that are distinct only where `requestsRuleOf` says so. */
export interface FlatRow extends At {
	requester: string;
	product: string;
	reason: string;
	requests: number;
	items: number;
	/** `null` before 2019H1: what the columns hold there is no outcome of items. */
	outcomes: Record<Outcome, number> | null;
}

export interface ModernRequestsRow extends At {
	requester: string;
	requests: number;
	items: number;
	/** Whole per cent of items. `null` is a blank cell, exactly no item; 0 is more than none but under half a per cent. */
	percentages: Record<Outcome, number | null>;
}

export interface ModernDetailedRow extends At {
	product: string;
	reason: string;
	requests: number;
}

/** The three figures that the historical files give for all requests and for each branch. */
export interface Shares {
	requests: Count;
	items: Count;
	/** Requests at least partly complied with, per cent of requests. */
	percent: Count;
}

export interface HistoricalRequestsRow extends At {
	shares: Record<'all' | Branch, Shares>;
}

export interface HistoricalDetailedRow extends At {
	product: string;
	/** `null` to 2010H1: reasons were not published. */
	reason: string | null;
	requests: Record<Branch, number>;
	items: Count;
}

interface RowOf {
	flat: FlatRow;
	'modern-requests': ModernRequestsRow;
	'modern-detailed': ModernDetailedRow;
	'historical-requests': HistoricalRequestsRow;
	'historical-detailed': HistoricalDetailedRow;
}

/** A line that could not be read: where, what stands there and what was expected. */
export interface Refusal {
	line: number;
	/** The column's name in the file; empty when the whole line is meant. */
	column: string;
	value: string;
	expected: string;
}

/** What the reader took, but not without remark. `data/oddities.json` says what each is and how often it may occur. */
export const NOTES = [
	'code-alias',
	'code-blank',
	'code-lost',
	'name-unknown',
	'name-new',
	'name-disagrees',
	'european-union',
	'product-blank',
	'outcomes-before-2019',
	'outcomes-off',
	'fewer-items-than-requests',
	'law-276-fz',
	'withheld',
	'unknown',
	'items-not-collected',
	'share-not-published',
	'reason-not-collected',
	'branches-off',
	'old-method-2019',
	'share-without-count',
	'same-cell-twice'
] as const;

export type NoteId = (typeof NOTES)[number];

export interface Note {
	id: NoteId;
	line: number;
	column: string;
	value: string;
	territory: string | null;
	/** How far off, in the unit of the column, where the note is of a difference. */
	off?: number;
}

export interface Report {
	file: string;
	layout: LayoutName;
	language: Language;
	/** Data lines met, refused ones included. */
	lines: number;
	refused: Refusal[];
	notes: Note[];
	/** First and last period among the rows; `null` without rows. */
	periods: { first: Period; last: Period } | null;
}

/** One file of Google's, read: its layout decides the type of its rows. */
export type Source = { [L in LayoutName]: { layout: L; rows: RowOf[L][]; report: Report } }[LayoutName];

export type SourceOf<L extends LayoutName> = Extract<Source, { layout: L }>;

/** The file is none of Google's, or not all of one. */
export class UnreadableFileError extends Error {
	readonly file: string;
	readonly reason: 'empty' | 'not-utf-8' | 'no-layout' | 'columns-missing';
	/** The missing columns, when that is the reason. */
	readonly missing: readonly string[];

	constructor(file: string, reason: UnreadableFileError['reason'], missing: readonly string[] = []) {
		const found = {
			empty: 'the file is empty',
			'not-utf-8': 'the text is not UTF-8',
			'no-layout': 'the header is of no layout of Google’s removal files',
			'columns-missing': `no column ${missing.join(', ')}`
		}[reason];
		super(`${file}, line 1: ${found}`);
		this.name = 'UnreadableFileError';
		this.file = file;
		this.reason = reason;
		this.missing = missing;
	}
}

/**
 * The text of a file's bytes.
 * @throws UnreadableFileError when they are not UTF-8
 */
export function decode(file: string, bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new UnreadableFileError(file, 'not-utf-8');
	}
}

interface Line {
	number: number;
	cells: string[];
	/** What the CSV parser found wrong with the line. */
	malformed: string | null;
}

/** Records with the line each begins on, which is not its index when a quoted cell holds a line break. */
function linesOf(text: string): Line[] {
	const lines: Line[] = [];
	let number = 1;
	let from = 0;
	Papa.parse<string[]>(text, {
		delimiter: ',',
		step({ data, errors, meta }) {
			lines.push({ number, cells: data, malformed: errors[0]?.message ?? null });
			for (; from < meta.cursor; from++) if (text.charCodeAt(from) === 10) number++;
		}
	});
	return lines.filter(({ cells, malformed }) => malformed !== null || cells.length > 1 || cells[0].trim() !== '');
}

/** Thrown inside a line, caught at its end. */
class Refused extends Error {
	readonly field: string;
	readonly expected: string;

	constructor(field: string, expected: string) {
		super();
		this.field = field;
		this.expected = expected;
	}
}

/** One line under a layout: typed access to its cells, and the remarks about it. */
class Cells {
	readonly line: number;
	readonly notes: Note[] = [];
	territory: string | null = null;
	readonly #cells: readonly string[];
	readonly #layout: Layout;
	readonly #names: Names;

	constructor(line: Line, layout: Layout, names: Names) {
		this.line = line.number;
		this.#cells = line.cells;
		this.#layout = layout;
		this.#names = names;
	}

	text(field: string): string {
		return this.#cells[this.#layout.columns[field]].trim();
	}

	note(id: NoteId, field: string, off?: number): void {
		const note: Note = {
			id,
			line: this.line,
			column: this.#layout.titles[field],
			value: this.text(field),
			territory: this.territory
		};
		this.notes.push(off === undefined ? note : { ...note, off });
	}

	at(): At {
		const period = readPeriod(this.text('period'));
		if (period === null) throw new Refused('period', 'a half-year');
		return { line: this.line, period, territory: this.#territory() };
	}

	#territory(): string {
		const code = this.text('code');
		const name = this.text('name');
		const byName = this.#names.territory(name, this.#layout.language);
		const byCode = this.#names.code(code);
		// Europol and Interpol have codes of their own in the flat layout: a blank is the code NA, read as null.
		const lost = code === '' && name === 'UNKNOWN' && this.#layout.name === 'flat';
		const territory = lost ? this.#names.code('NA') : code === '' ? byName : byCode;
		if (territory === null) throw new Refused('code', 'a territory of the codebook');
		this.territory = territory;
		if (lost) this.note('code-lost', 'code');
		else if (code === '') this.note('code-blank', 'name');
		else if (code.toUpperCase() !== territory) this.note('code-alias', 'code');
		if (name === 'UNKNOWN') this.note('name-unknown', 'name');
		else if (byName === null) this.note('name-new', 'name');
		else if (byName !== territory) this.note('name-disagrees', 'name');
		if (territory === 'EU') this.note('european-union', 'name');
		return territory;
	}

	label(field: 'requester' | 'product' | 'reason'): string {
		const slug = this.#names[field](this.text(field), this.#layout.language);
		if (slug === null) throw new Refused(field, `a ${field} of the codebook`);
		return slug;
	}

	/** A count that must be there. */
	number(field: string): number {
		const count = readCount(this.text(field));
		if (count === null || count.value === null) throw new Refused(field, 'a whole number');
		return count.value;
	}

	/** A count that may be withheld, unknown or blank. */
	count(field: string): Count {
		const count = readCount(this.text(field));
		if (count === null) throw new Refused(field, 'a whole number, <10, ? or nothing');
		if (count.gap === 'withheld' || count.gap === 'unknown') this.note(count.gap, field);
		return count;
	}

	percent(field: string): Count {
		const percent = readPercent(this.text(field));
		if (percent === null) throw new Refused(field, 'a whole per cent from 0 to 100, ? or nothing');
		if (percent.gap === 'unknown') this.note('unknown', field);
		return percent;
	}
}

function byOutcome<T>(value: (outcome: Outcome) => T): Record<Outcome, T> {
	return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, value(outcome)])) as Record<Outcome, T>;
}

/** Requests of which `percent` were complied with: the count, if rounding half up gives that per cent for one alone. */
export function compliedWith(requests: number, percent: number): number | null {
	const counts: number[] = [];
	for (let k = 0; k <= requests; k++) if (Math.floor((200 * k + requests) / (2 * requests)) === percent) counts.push(k);
	return counts.length === 1 ? counts[0] : null;
}

/** Below this many requests the count behind a percentage can be told from it. */
export const REBUILT_BELOW = 30;

function sharesOf(cells: Cells, branch: 'all' | Branch): Shares {
	const requests = cells.count(`${branch} requests`);
	const items = cells.count(`${branch} items`);
	const percent = cells.percent(`${branch} percent`);
	if (requests.value !== null && percent.gap === 'not-published')
		cells.note('share-not-published', `${branch} percent`);
	if (requests.value !== null && requests.value < REBUILT_BELOW && percent.value !== null)
		if (compliedWith(requests.value, percent.value) === null) cells.note('share-without-count', `${branch} percent`);
	return { requests, items, percent };
}

type Reader<L extends LayoutName> = (cells: Cells, early: ReadonlySet<string>) => RowOf[L];

const READERS: { [L in LayoutName]: Reader<L> } = {
	flat(cells, early) {
		const at = cells.at();
		const before2019 = at.period < OUTCOMES_FROM;
		const requester = cells.label('requester');
		if (early.has(requester) !== before2019) throw new Refused('requester', `a requester class of ${at.period}`);
		const unnamed = cells.text('product') === '';
		const product = unnamed ? 'unspecified' : cells.label('product');
		const reason = cells.label('reason');
		const requests = cells.number('requests');
		const items = cells.number('items');
		const outcomes = byOutcome((outcome) => cells.number(outcome));
		if (unnamed) cells.note('product-blank', 'product');
		if (items < requests) cells.note('fewer-items-than-requests', 'items', items - requests);
		if (before2019) {
			cells.note('outcomes-before-2019', 'removed-legal');
			return { ...at, requester, product, reason, requests, items, outcomes: null };
		}
		const off = items - Object.values(outcomes).reduce((sum, count) => sum + count, 0);
		if (off !== 0) cells.note('outcomes-off', 'items', off);
		if (at.territory === 'RU' && requester === 'ict-authority' && product === 'web-search' && reason === 'other')
			cells.note('law-276-fz', 'requester');
		return { ...at, requester, product, reason, requests, items, outcomes };
	},
	'modern-requests'(cells) {
		return {
			...cells.at(),
			requester: cells.label('requester'),
			requests: cells.number('requests'),
			items: cells.number('items'),
			percentages: byOutcome((outcome) => cells.percent(outcome).value)
		};
	},
	'modern-detailed'(cells) {
		return {
			...cells.at(),
			product: cells.label('product'),
			reason: cells.label('reason'),
			requests: cells.number('requests')
		};
	},
	'historical-requests'(cells) {
		const at = cells.at();
		const shares = {
			all: sharesOf(cells, 'all'),
			court: sharesOf(cells, 'court'),
			other: sharesOf(cells, 'other')
		};
		if (at.period >= OUTCOMES_FROM) cells.note('old-method-2019', 'period');
		if (shares.all.items.gap === 'not-published') cells.note('items-not-collected', 'all items');
		for (const measure of ['requests', 'items'] as const) {
			const [all, court, other] = [shares.all[measure], shares.court[measure], shares.other[measure]];
			if (all.value === null || (court.value === null && other.value === null)) continue;
			const off = all.value - (court.value ?? 0) - (other.value ?? 0);
			if (off !== 0) cells.note('branches-off', `all ${measure}`, off);
		}
		return { ...at, shares };
	},
	'historical-detailed'(cells) {
		const at = cells.at();
		const product = cells.label('product');
		const reason = cells.text('reason') === '' ? null : cells.label('reason');
		if (reason === null) cells.note('reason-not-collected', 'reason');
		const items = cells.count('items');
		if (items.gap === 'not-published') cells.note('items-not-collected', 'items');
		if (at.period >= OUTCOMES_FROM) cells.note('old-method-2019', 'period');
		const requests = { court: cells.number('court requests'), other: cells.number('other requests') };
		return { ...at, product, reason, requests, items };
	}
};

function readLines<L extends LayoutName>(
	file: string,
	lines: readonly Line[],
	layout: Layout & { name: L },
	codebook: Codebook
): { layout: L; rows: RowOf[L][]; report: Report } {
	const names = namesOf(codebook);
	const early = new Set(codebook.requesters.filter(({ before2019 }) => before2019).map(({ slug }) => slug));
	const width = lines[0].cells.length;
	const rows: RowOf[L][] = [];
	const refused: Refusal[] = [];
	const notes: Note[] = [];
	for (const line of lines.slice(1)) {
		const refuse = (column: string, value: string, expected: string) =>
			refused.push({ line: line.number, column, value, expected });
		if (line.malformed !== null) {
			refuse('', line.cells.join(','), 'well-formed quotes');
			continue;
		}
		if (line.cells.length !== width) {
			refuse('', line.cells.join(','), `${width} cells, not ${line.cells.length}`);
			continue;
		}
		const cells = new Cells(line, layout, names);
		try {
			rows.push(READERS[layout.name](cells, early));
			notes.push(...cells.notes);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			refuse(layout.titles[error.field], cells.text(error.field), error.expected);
		}
	}
	const periods = rows.map(({ period }) => period).sort();
	return {
		layout: layout.name,
		rows,
		report: {
			file,
			layout: layout.name,
			language: layout.language,
			lines: lines.length - 1,
			refused,
			notes,
			periods: rows.length === 0 ? null : { first: periods[0], last: periods[periods.length - 1] }
		}
	};
}

/**
 * Reads the text of one of Google's CSV files.
 * A line that can't be read is in the report's `refused`, never silently left out.
 * @throws UnreadableFileError when the header is of no layout, or of one with columns missing
 */
export function readSource(file: string, text: string, codebook: Codebook): Source {
	const lines = linesOf(text.replace(/^\ufeff/, ''));
	if (lines.length === 0) throw new UnreadableFileError(file, 'empty');
	const layout = recognise(lines[0].cells);
	if (layout === null) throw new UnreadableFileError(file, 'no-layout');
	if ('missing' in layout) throw new UnreadableFileError(file, 'columns-missing', layout.missing);
	return readLines(file, lines, layout, codebook) as Source;
}

/** What a file counts as requests. */
export type RequestsRule = 'requests' | 'request-outcome pairs';

/**
 * What the `requests` of these rows are. Some editions count a request once for each outcome of its items: there no row
 * has fewer "requests" than outcomes, and sums over them are too high (Kazakhstan by 46 per cent).
 * `null` when no row can tell.
 */
export function requestsRuleOf(source: SourceOf<'flat'> | SourceOf<'modern-requests'>): RequestsRule | null {
	const outcomesOf = (row: FlatRow | ModernRequestsRow): number =>
		'percentages' in row
			? Object.values(row.percentages).filter((percent) => percent !== null).length
			: Object.values(row.outcomes ?? {}).filter((count) => count > 0).length;
	let severalOutcomes = false;
	for (const row of source.rows) {
		const outcomes = outcomesOf(row);
		if (row.requests < outcomes) return 'requests';
		if (outcomes > 1) severalOutcomes = true;
	}
	return severalOutcomes ? 'request-outcome pairs' : null;
}
