import Papa from 'papaparse';
import type { Codebook } from '#lib/domain/codebook.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { ITEMS_FROM, OUTCOMES_FROM, type Period } from '#lib/domain/period.ts';
import type { Branch } from '#lib/domain/row.ts';
import { MISSING } from '#lib/domain/status.ts';
import type { AddedNames } from './added.ts';
import { readCount, readPercent, readPeriod, readWhole, type Count } from './cells.ts';
import { fold, namesOf, type Language, type Names } from './codebook.ts';
import { recognise, type Layout, type LayoutName } from './layouts.ts';
import { DELIMITERS, foreignText, unguarded, type Delimiter, type Encoding, type Foreign } from './text.ts';

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

/** A row of an extract of this site, or of an edition's own cube. */
export interface ExtractRow extends At {
	requester: string | null;
	product: string | null;
	reason: string | null;
	requests: Count;
	items: Count;
	outcomes: Record<Outcome, number> | null;
	/** The edition the extract was made from; empty in an edition's own table. */
	edition: string;
}

export interface ComplianceSourceRow extends At {
	branch: 'all' | Branch;
	shares: Shares;
}

interface RowOf {
	flat: FlatRow;
	'modern-requests': ModernRequestsRow;
	'modern-detailed': ModernDetailedRow;
	'historical-requests': HistoricalRequestsRow;
	'historical-detailed': HistoricalDetailedRow;
	extract: ExtractRow;
	compliance: ComplianceSourceRow;
}

/** What should have stood where a line could not be read. */
export type Expected =
	| 'a half-year'
	| 'a territory of the codebook'
	| 'a requester of the codebook'
	| 'a product of the codebook'
	| 'a reason of the codebook'
	| 'a requester class of the half-year'
	| 'a branch of the state'
	| 'a whole number'
	| 'a whole number, <10, ? or nothing'
	| 'a whole per cent from 0 to 100, ? or nothing'
	| 'as many cells as the header'
	| 'a quote that is closed on its line'
	| 'text without control characters';

/** A line that could not be read: where, what stands there and what was expected. */
export interface Refusal {
	line: number;
	/** The column's name in the file; empty when the whole line is meant. */
	column: string;
	value: string;
	expected: Expected;
	/** Where the number of cells is wrong. */
	cells?: { expected: number; found: number };
	/** The file's last line, without a line end: it was cut short. */
	cut?: true;
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
	'same-cell-twice',
	'percentages-off',
	'count-blank',
	'no-line-end'
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

/** How often a note occurs; the notes themselves are kept up to a limit. */
export interface NoteTally {
	count: number;
	/** Of them in Kazakhstan's rows. */
	kazakhstan: number;
	/** For notes of a difference: the sum with and without signs. */
	off: { net: number; absolute: number } | null;
}

export type NoteTallies = Partial<Record<NoteId, NoteTally>>;

/** A label of the file, as it stands there, and what it names. */
export interface LabelUse {
	dimension: 'requester' | 'product' | 'reason' | 'territory';
	label: string;
	slug: string;
	rows: number;
	/** The codebook does not have it. */
	added: boolean;
}

/** What a file counts as requests. */
export type RequestsRule = 'requests' | 'request-outcome pairs';

export interface Report {
	file: string;
	layout: LayoutName;
	language: Language;
	byPosition: boolean;
	encoding: Encoding;
	delimiter: Delimiter;
	/** Columns left unread. */
	extra: readonly string[];
	/** Data lines met, refused ones included. */
	lines: number;
	/** The first refused lines, up to a limit. */
	refused: Refusal[];
	refusedCount: number;
	notes: Note[];
	tallies: NoteTallies;
	/** First and last period among the rows; `null` without rows. */
	periods: { first: Period; last: Period } | null;
	/** Rows by territory. */
	territories: Record<string, number>;
	/** Labels that are not the codebook's own, and those it does not have. */
	labels: LabelUse[];
	/**
	 * What the counts of requests are. Some editions count a request once for each outcome of its items: there no row has
	 * fewer "requests" than outcomes, and sums over them are too high (Kazakhstan by 46 per cent).
	 * `null` when no row can tell, or the layout is none that has been met with pairs.
	 */
	rule: RequestsRule | null;
}

/** One file of Google's, read: its layout decides the type of its rows. */
export type Source = { [L in LayoutName]: { layout: L; rows: RowOf[L][]; report: Report } }[LayoutName];

export type SourceOf<L extends LayoutName> = Extract<Source, { layout: L }>;

/** Why a file is not read at all. */
export type Unreadable =
	| { reason: 'empty' | 'no-line-end' | 'figure-values' | 'gone' }
	| { reason: 'not-utf-8'; line: number }
	| { reason: 'foreign'; kind: Foreign }
	| { reason: 'no-layout'; header: readonly string[] }
	| { reason: 'columns-missing'; layout: LayoutName; missing: readonly string[]; twice: readonly string[] }
	| { reason: 'other-report' }
	| { reason: 'zip-broken' | 'zip-encrypted' | 'zip-in-zip' | 'zip-empty' }
	| { reason: 'too-large'; limit: number; bytes: number | null }
	| { reason: 'too-many-files' | 'too-many-lines'; limit: number }
	| { reason: 'memory' };

/** The line an unreadable file is wrong at; `null` where it is the file as a whole, or its zip. */
export function lineOf(why: Unreadable): number | null {
	if ('line' in why) return why.line;
	return ['empty', 'foreign', 'no-layout', 'columns-missing', 'other-report', 'figure-values'].includes(why.reason)
		? 1
		: null;
}

/** For the importer's problems, in English. */
export function inShort(why: Unreadable): string {
	switch (why.reason) {
		case 'empty':
			return 'the file is empty';
		case 'not-utf-8':
			return 'the text is not UTF-8';
		case 'no-layout':
			return 'the header is of no layout of Google’s removal files';
		case 'columns-missing':
			return [
				...(why.missing.length > 0 ? [`no column ${why.missing.join(', ')}`] : []),
				...(why.twice.length > 0 ? [`column ${why.twice.join(', ')} more than once`] : [])
			].join('; ');
		default:
			return why.reason;
	}
}

/** The file is none of Google's, or not all of one. */
export class UnreadableFileError extends Error {
	readonly file: string;
	readonly why: Unreadable;

	constructor(file: string, why: Unreadable, options?: ErrorOptions) {
		super(`${file}, line ${lineOf(why) ?? 1}: ${inShort(why)}`, options);
		this.name = 'UnreadableFileError';
		this.file = file;
		this.why = why;
	}
}

interface Line {
	number: number;
	cells: string[];
	/** A quote is opened and not closed, or closed in the middle of a cell. */
	malformed: boolean;
	/** The text as it stands; kept where something is wrong with it. */
	text: string;
}

/** Thrown inside a line, caught at its end. */
class Refused extends Error {
	readonly field: string;
	readonly expected: Expected;

	constructor(field: string, expected: Expected) {
		super();
		this.field = field;
		this.expected = expected;
	}
}

/** What is counted over all lines of a file. */
class Tally {
	readonly #mostNotes: number;
	readonly notes: Note[] = [];
	readonly tallies: NoteTallies = {};
	readonly labels: Record<LabelUse['dimension'], Map<string, LabelUse>> = {
		requester: new Map(),
		product: new Map(),
		reason: new Map(),
		territory: new Map()
	};
	readonly territories: Record<string, number> = {};

	constructor(mostNotes = MOST_NOTES) {
		this.#mostNotes = mostNotes;
	}

	note(note: Note): void {
		const tally = (this.tallies[note.id] ??= { count: 0, kazakhstan: 0, off: null });
		tally.count++;
		if (note.territory === 'KZ') tally.kazakhstan++;
		if (note.off !== undefined) {
			tally.off ??= { net: 0, absolute: 0 };
			tally.off.net += note.off;
			tally.off.absolute += Math.abs(note.off);
		}
		if (tally.count <= this.#mostNotes) this.notes.push(note);
	}

	/** The use of a label, made at its first; rows are counted once their line is taken. */
	use(dimension: LabelUse['dimension'], label: string, slug: string, added: boolean): LabelUse {
		const uses = this.labels[dimension];
		// `UNKNOWN` stands for several territories.
		const key = `${slug}\n${label}`;
		let use = uses.get(key);
		if (!use) {
			use = { dimension, label, slug, rows: 0, added };
			if (uses.size < MOST_LABELS) uses.set(key, use);
		}
		return use;
	}
}

/** Notes of a kind that are kept; what is beyond is counted. */
const MOST_NOTES = 200;
const MOST_LABELS = 5000;
/** Refused lines that are kept; what is beyond is counted. */
const MOST_REFUSED = 10_000;

/** A line under a layout: typed access to its cells, and the remarks about it. One serves all lines of a file in turn. */
class Cells {
	line = 0;
	readonly notes: Note[] = [];
	readonly uses: LabelUse[] = [];
	territory: string | null = null;
	#cells: readonly string[] = [];
	readonly #layout: Layout;
	readonly #names: Names;
	readonly #added: AddedNames | null;
	readonly #tally: Tally;
	readonly #whole: boolean;

	constructor(layout: Layout, names: Names, added: AddedNames | null, tally: Tally, whole: boolean) {
		this.#layout = layout;
		this.#names = names;
		this.#added = added;
		this.#tally = tally;
		this.#whole = whole;
	}

	/** Turns to another line. */
	take(line: Line): void {
		this.line = line.number;
		this.#cells = line.cells;
		this.territory = null;
		this.notes.length = 0;
		this.uses.length = 0;
	}

	has(field: string): boolean {
		return this.#layout.columns[field] !== undefined;
	}

	text(field: string): string {
		const place = this.#layout.columns[field];
		return place === undefined ? '' : this.#cells[place].trim();
	}

	note(id: NoteId, field: string, off?: number): void {
		const note: Note = {
			id,
			line: this.line,
			column: this.#layout.titles[field] ?? '',
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
		const known = lost ? this.#names.code('NA') : code === '' ? byName : byCode;
		// A code that nobody knows beside a name that everybody does is a slip, or a column in another's place.
		const misplaced = byName !== null || this.#names.territory(code, this.#layout.language) !== null;
		const added = known === null && !misplaced ? (this.#added?.territory(code, name) ?? null) : null;
		const territory = known ?? added;
		if (territory === null) throw new Refused('code', 'a territory of the codebook');
		this.territory = territory;
		if (known === null || this.#whole)
			this.uses.push(this.#tally.use('territory', name || code, territory, known === null));
		if (!this.has('name')) return territory;
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
		const text = this.text(field);
		const known = this.#names[field](text, this.#layout.language);
		const slug = known ?? (text === '' ? null : (this.#added?.label(field, text) ?? null));
		if (slug === null) throw new Refused(field, `a ${field} of the codebook`);
		this.uses.push(this.#tally.use(field, text, slug, known === null));
		return slug;
	}

	/** A label as this site writes it, by its slug. */
	slug(field: 'requester' | 'product' | 'reason'): string | null {
		const text = unguarded(this.text(field));
		if (text === '') return null;
		const known = this.#names.slug(field, text) ?? this.#names[field](text, 'en');
		const slug = known ?? this.#added?.label(field, text) ?? null;
		if (slug === null) throw new Refused(field, `a ${field} of the codebook`);
		if (known === null) this.uses.push(this.#tally.use(field, text, slug, true));
		return slug;
	}

	/** A count that must be there. */
	number(field: string): number {
		const count = readWhole(this.text(field));
		if (count === null) throw new Refused(field, 'a whole number');
		return count;
	}

	/** A count that may be withheld, unknown or blank. */
	count(field: string): Count {
		const count = readCount(this.text(field));
		if (count === null) throw new Refused(field, 'a whole number, <10, ? or nothing');
		if (count.gap === 'withheld' || count.gap === 'unknown') this.note(count.gap, field);
		return count;
	}

	/** A count of this site's own, with the status beside it that says why there is none. */
	counted(field: string, status: string): Count {
		const count = readCount(this.text(field));
		if (count === null || count.gap === 'withheld' || count.gap === 'unknown')
			throw new Refused(field, 'a whole number');
		if (count.gap === null) return count;
		const gap = MISSING.find((gap) => gap === this.text(status));
		if (!gap) throw new Refused(field, 'a whole number');
		return { value: null, gap };
	}

	percent(field: string): Count {
		const percent = readPercent(this.text(field));
		if (percent === null) throw new Refused(field, 'a whole per cent from 0 to 100, ? or nothing');
		if (percent.gap === 'unknown') this.note('unknown', field);
		return percent;
	}
}

function byOutcome<T>(value: (outcome: Outcome) => T): Record<Outcome, T> {
	return {
		'removed-legal': value('removed-legal'),
		'removed-policy': value('removed-policy'),
		'content-not-found': value('content-not-found'),
		'not-enough-information': value('not-enough-information'),
		'no-action-taken': value('no-action-taken'),
		'already-removed': value('already-removed')
	};
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

/** @param classes requesters of the codebook: whether each is a class of before 2019 */
type Reader<L extends LayoutName> = (cells: Cells, classes: ReadonlyMap<string, boolean>) => RowOf[L];

const READERS: { [L in LayoutName]: Reader<L> } = {
	flat(cells, classes) {
		const at = cells.at();
		const before2019 = at.period < OUTCOMES_FROM;
		const requester = cells.label('requester');
		if (classes.has(requester) && classes.get(requester) !== before2019)
			throw new Refused('requester', 'a requester class of the half-year');
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
		let off = items;
		for (const outcome of OUTCOMES) off -= outcomes[outcome];
		if (off !== 0) cells.note('outcomes-off', 'items', off);
		if (at.territory === 'RU' && requester === 'ict-authority' && product === 'web-search' && reason === 'other')
			cells.note('law-276-fz', 'requester');
		return { ...at, requester, product, reason, requests, items, outcomes };
	},
	'modern-requests'(cells) {
		const row = {
			...cells.at(),
			requester: cells.label('requester'),
			requests: cells.number('requests'),
			items: cells.number('items'),
			percentages: byOutcome((outcome) => cells.percent(outcome).value)
		};
		const sum = Object.values(row.percentages).reduce<number>((sum, percent) => sum + (percent ?? 0), 0);
		// Six values rounded half up add up to 97 at the least and 103 at the most.
		if (row.items > 0 && Math.abs(sum - 100) > 3) cells.note('percentages-off', 'items', sum - 100);
		return row;
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
	},
	extract(cells) {
		const at = cells.at();
		const requests = cells.counted('requests', 'status');
		const withheld = requests.gap === 'withheld' || requests.gap === 'unknown';
		// The status of an extract is that of its requests; items were not counted in the first half-year.
		const counted = cells.text('items') !== '';
		const collected = at.period >= ITEMS_FROM;
		if (!counted && !withheld && collected) cells.note('count-blank', 'items');
		const items: Count = counted
			? { value: cells.number('items'), gap: null }
			: { value: null, gap: !collected ? 'not-published' : withheld ? requests.gap! : 'not-held' };
		const blank = OUTCOMES.every((outcome) => cells.text(outcome) === '');
		const outcomes = blank ? null : byOutcome((outcome) => cells.number(outcome));
		const row = {
			...at,
			requester: cells.slug('requester'),
			product: cells.slug('product'),
			reason: cells.slug('reason'),
			requests,
			items,
			outcomes: at.period < OUTCOMES_FROM ? null : outcomes,
			edition: cells.text('edition')
		};
		if (outcomes !== null && items.value !== null) {
			const off = items.value - Object.values(outcomes).reduce((sum, count) => sum + count, 0);
			if (off !== 0) cells.note('outcomes-off', 'items', off);
		}
		return row;
	},
	compliance(cells) {
		const at = cells.at();
		const branch = cells.text('branch');
		if (branch !== 'all' && branch !== 'court' && branch !== 'other')
			throw new Refused('branch', 'a branch of the state');
		const shares = {
			requests: cells.counted('requests', 'requests status'),
			items: cells.counted('items', 'items status'),
			percent: cells.text('percent') === '' ? cells.counted('percent', 'percent status') : cells.percent('percent')
		};
		return { ...at, branch, shares };
	}
};

/** How a file is read. */
export interface ReadOptions {
	/** Where labels that the codebook does not have are kept; without it, their lines are refused. */
	added?: AddedNames;
	encoding?: Encoding;
	/** Data lines a file may have. */
	mostLines?: number;
	names?: Names;
	/** Every note and every label is kept, also those that are the codebook's own: for the importer. */
	whole?: boolean;
}

/** Lines that are looked at before the layout is told. */
const SAMPLE = 20;
/** Lines that may stand above the header, blank ones or a delimiter's, and the header itself. */
const ABOVE = 10;
/** A line longer than this is none. */
const LONGEST_LINE = 100_000;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\0-\x08\x0b-\x1f\x7f]/;

/**
 * Reads one of Google's CSV files piece by piece. No label of theirs holds a line break: a quote left open is a fault of its
 * line, and takes no other line with it.
 */
export class SourceReader {
	readonly #file: string;
	readonly #names: Names;
	readonly #options: ReadOptions;
	readonly #classes: ReadonlyMap<string, boolean>;
	readonly #codebook: Codebook;
	readonly #tally: Tally;
	readonly #refused: Refusal[] = [];
	#refusedCount = 0;
	/** Rows with several outcomes, and those among all with fewer requests than outcomes. */
	#several = 0;
	#fewer = 0;
	readonly #rows: RowOf[LayoutName][] = [];
	/** Rows by their cell; the importer looks for repeated ones itself. */
	readonly #cells: Map<string, RowOf[LayoutName]> | null;
	/** Text that waits for the rest of its line, or for enough lines to tell the layout. */
	#waiting = '';
	#carriage = false;
	#begun = false;
	#lastLineEnds = true;
	/** Number of the next line. */
	#line = 1;
	#lines = 0;
	#width = 0;
	#delimiter: Delimiter = ',';
	#layout: Layout | null = null;
	#cellsOf: Cells | null = null;

	constructor(file: string, codebook: Codebook, options: ReadOptions = {}) {
		this.#file = file;
		this.#codebook = codebook;
		this.#options = options;
		this.#tally = new Tally(options.whole ? Infinity : MOST_NOTES);
		this.#cells = options.added ? new Map() : null;
		this.#names = options.names ?? namesOf(codebook);
		this.#classes = new Map(codebook.requesters.map(({ slug, before2019 }) => [slug, before2019]));
	}

	/**
	 * Takes the next piece of text, cut anywhere.
	 * @throws UnreadableFileError
	 */
	push(piece: string): void {
		let text = piece;
		if (!this.#begun && text !== '') {
			this.#begun = true;
			if (text.startsWith('\ufeff')) text = text.slice(1);
		}
		if (this.#carriage) text = `\r${text}`;
		this.#carriage = text.endsWith('\r');
		if (this.#carriage) text = text.slice(0, -1);
		this.#waiting += text.replace(/\r\n?/g, '\n');
		const end = this.#waiting.lastIndexOf('\n') + 1;
		if (this.#waiting.length - end > LONGEST_LINE) {
			const kind = this.#layout === null ? foreignText(this.#waiting.slice(0, 1000)) : null;
			throw new UnreadableFileError(this.#file, kind ? { reason: 'foreign', kind } : { reason: 'no-line-end' });
		}
		if (end === 0 || (this.#layout === null && !hasLines(this.#waiting, SAMPLE + ABOVE))) return;
		const whole = this.#waiting.slice(0, end);
		this.#waiting = this.#waiting.slice(end);
		this.#take(whole);
	}

	/** Number of the last line begun. */
	get line(): number {
		return this.#line + count(this.#waiting);
	}

	/**
	 * The file as read, once all of its text was pushed.
	 * @throws UnreadableFileError
	 */
	finish(): Source {
		if (this.#carriage) this.#waiting += '\n';
		this.#lastLineEnds = this.#waiting === '' || this.#waiting.endsWith('\n');
		if (this.#waiting !== '') this.#take(this.#lastLineEnds ? this.#waiting : `${this.#waiting}\n`);
		const layout = this.#layout;
		if (layout === null) throw new UnreadableFileError(this.#file, { reason: 'empty' });
		if (!this.#lastLineEnds) {
			const last = this.#refused.at(-1);
			if (last?.line === this.#line - 1) last.cut = true;
			else this.#tally.note({ id: 'no-line-end', line: this.#line - 1, column: '', value: '', territory: null });
		}
		const periods = this.#rows.reduce<{ first: Period; last: Period } | null>(
			(range, { period }) => ({
				first: range && range.first < period ? range.first : period,
				last: range && range.last > period ? range.last : period
			}),
			null
		);
		const canonical = new Map(
			(['requester', 'product', 'reason'] as const).flatMap((dimension) =>
				this.#codebook[`${dimension}s`].map(({ slug, label }) => [`${dimension} ${slug}`, label] as const)
			)
		);
		return {
			layout: layout.name,
			rows: this.#rows,
			report: {
				file: this.#file,
				layout: layout.name,
				language: layout.language,
				byPosition: layout.byPosition,
				encoding: this.#options.encoding ?? 'utf-8',
				delimiter: this.#delimiter,
				extra: layout.extra,
				lines: this.#lines,
				refused: this.#refused,
				refusedCount: this.#refusedCount,
				notes: this.#tally.notes,
				tallies: this.#tally.tallies,
				periods,
				territories: this.#tally.territories,
				rule: this.#rule(),
				labels: Object.values(this.#tally.labels)
					.flatMap((uses) => [...uses.values()])
					.filter(({ rows }) => rows > 0)
					.filter(
						({ dimension, slug, label, added }) =>
							this.#options.whole ||
							added ||
							(dimension !== 'territory' && canonical.get(`${dimension} ${slug}`) !== label)
					)
			}
		} as Source;
	}

	/** Whole lines, each ended. */
	#take(text: string): void {
		let rest = text;
		if (this.#layout === null) {
			const header = this.#begin(rest);
			if (header === null) return;
			rest = header;
		}
		for (const line of parsed(rest, this.#delimiter, this.#line)) this.#read(line);
		this.#line += count(rest);
	}

	/** Tells the layout from the header, the first line that is not blank; returns what stands below it. */
	#begin(text: string): string | null {
		let rest = text;
		for (;;) {
			const end = rest.indexOf('\n');
			if (end === -1) return null;
			const first = rest.slice(0, end);
			rest = rest.slice(end + 1);
			this.#line++;
			// Excel writes its delimiter into a line of its own.
			if (first.trim() === '' || /^"?sep=.?"?$/i.test(first.trimStart())) continue;
			const foreign = foreignText(first);
			if (foreign) throw new UnreadableFileError(this.#file, { reason: 'foreign', kind: foreign });
			const tried = DELIMITERS.map((delimiter) => {
				const header = cellsOf(first, delimiter);
				const lines = rest
					.split('\n', SAMPLE)
					.filter((line) => line.trim() !== '')
					.map((line) => cellsOf(line, delimiter));
				return { delimiter, header, found: recognise(header, lines) };
			});
			const best =
				tried.find(({ found }) => found !== null && 'columns' in found) ??
				tried.find(({ found }) => found !== null) ??
				tried.reduce((most, one) => (one.header.length > most.header.length ? one : most));
			const { header, found, delimiter } = best;
			if (found === null) throw new UnreadableFileError(this.#file, otherFile(header));
			if ('missing' in found)
				throw new UnreadableFileError(this.#file, {
					reason: 'columns-missing',
					layout: found.name,
					missing: found.missing,
					twice: found.twice
				});
			this.#layout = found;
			this.#delimiter = delimiter;
			this.#width = header.length;
			return rest;
		}
	}

	#read(line: Line): void {
		const layout = this.#layout!;
		if (line.cells.length === 1 && line.cells[0].trim() === '' && !line.malformed) return;
		this.#lines++;
		const most = this.#options.mostLines ?? Infinity;
		if (this.#lines > most) throw new UnreadableFileError(this.#file, { reason: 'too-many-lines', limit: most });
		const whole = (expected: Expected, more: Partial<Refusal> = {}) =>
			this.#refuse({ line: line.number, column: '', value: line.text.slice(0, 400), expected, ...more });
		if (CONTROL.test(line.text)) return whole('text without control characters');
		if (line.malformed) return whole('a quote that is closed on its line');
		if (line.cells.length !== this.#width)
			return whole('as many cells as the header', { cells: { expected: this.#width, found: line.cells.length } });
		const cells = (this.#cellsOf ??= new Cells(
			layout,
			this.#names,
			this.#options.added ?? null,
			this.#tally,
			this.#options.whole ?? false
		));
		cells.take(line);
		try {
			this.#keep(READERS[layout.name](cells, this.#classes), cells);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			const value = cells.text(error.field).slice(0, 400);
			return this.#refuse({
				line: line.number,
				column: layout.titles[error.field] ?? '',
				value,
				expected: error.expected
			});
		}
		for (const note of cells.notes) this.#tally.note(note);
		for (const use of cells.uses) if (++use.rows === 1 && use.added) this.#options.added!.keep(use.dimension, use.slug);
		const { territories } = this.#tally;
		territories[cells.territory!] = (territories[cells.territory!] ?? 0) + 1;
	}

	#countOutcomes(row: RowOf[LayoutName]): void {
		const { name } = this.#layout!;
		if (name !== 'flat' && name !== 'modern-requests') return;
		const counts = name === 'flat' ? (row as FlatRow).outcomes : (row as ModernRequestsRow).percentages;
		let outcomes = 0;
		// A blank per cent is no item, a 0 is more than none.
		if (counts)
			for (const outcome of OUTCOMES) if (name === 'flat' ? counts[outcome]! > 0 : counts[outcome] !== null) outcomes++;
		if (outcomes > 1) this.#several++;
		if (outcomes > (row as FlatRow).requests) this.#fewer++;
	}

	/** Where requests are counted once, one row in twenty has fewer than outcomes; a single one may be a slip. */
	#rule(): RequestsRule | null {
		if (this.#several === 0) return null;
		// A single such row among many of a flat file is a slip: it must not turn pairs into requests.
		const slip = this.#layout!.name === 'flat' && this.#fewer < 2 && this.#several >= 25;
		return !slip && 100 * this.#fewer >= this.#several ? 'requests' : 'request-outcome pairs';
	}

	/** A cell that the file has more than once is counted as often as it stands there, and said to be. */
	#keep(row: RowOf[LayoutName], cells: Cells): void {
		this.#countOutcomes(row);
		if (!this.#cells) {
			this.#rows.push(row);
			return;
		}
		const key = keyOfRow(row);
		const same = this.#cells.get(key);
		if (same) cells.note('same-cell-twice', 'period');
		else this.#cells.set(key, row);
		// The largest of the layouts: what it repeats takes no memory.
		if (same && this.#layout!.name === 'flat') addTo(same as FlatRow, row as FlatRow);
		else this.#rows.push(row);
	}

	#refuse(refusal: Refusal): void {
		this.#refusedCount++;
		if (this.#refused.length < MOST_REFUSED) this.#refused.push(refusal);
	}
}

function keyOfRow(row: RowOf[LayoutName]): string {
	const { period, territory, requester, product, reason } = row as FlatRow;
	const { branch } = row as ComplianceSourceRow;
	return `${period} ${territory} ${requester} ${product} ${reason} ${branch}`;
}

function addTo(row: FlatRow, more: FlatRow): void {
	row.requests += more.requests;
	row.items += more.items;
	if (row.outcomes && more.outcomes) for (const outcome of OUTCOMES) row.outcomes[outcome] += more.outcomes[outcome];
}

function hasLines(text: string, lines: number): boolean {
	let at = -1;
	for (let i = 0; i < lines; i++) if ((at = text.indexOf('\n', at + 1)) === -1) return false;
	return true;
}

function count(text: string): number {
	let lines = 0;
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
	return lines;
}

function cellsOf(line: string, delimiter: Delimiter): string[] {
	return Papa.parse<string[]>(line, { delimiter, newline: '\n' }).data[0] ?? [];
}

/**
 * The lines of a piece of whole lines. Parsed at once; where that gives fewer records than lines, a quote has run on over a
 * line's end, and each line is parsed alone.
 */
function* parsed(text: string, delimiter: Delimiter, from: number): Generator<Line> {
	const body = text.slice(0, -1);
	const { data, errors } = Papa.parse<string[]>(body, { delimiter, newline: '\n' });
	const lines = body.split('\n');
	if (errors.length === 0 && data.length === lines.length) {
		for (let i = 0; i < data.length; i++) yield { number: from + i, cells: data[i], malformed: false, text: lines[i] };
		return;
	}
	for (let i = 0; i < lines.length; i++) {
		const { data, errors } = Papa.parse<string[]>(lines[i], { delimiter, newline: '\n' });
		const malformed = errors.some(({ type }) => type === 'Quotes');
		yield { number: from + i, cells: data[0] ?? [''], malformed, text: lines[i] };
	}
}

/** What a header that is of no layout is instead. */
function otherFile(header: readonly string[]): Unreadable {
	const names = header.map(fold);
	if (
		names.some((name) =>
			/user data|users?\/accounts|accounts specified|données utilisateur|dados do usuário/.test(name)
		)
	)
		return { reason: 'other-report' };
	if (names.includes('range_from') && names.includes('range_to')) return { reason: 'figure-values' };
	return { reason: 'no-layout', header: header.map((name) => name.trim().slice(0, 80)).slice(0, 20) };
}

/**
 * Reads the text of one of Google's CSV files.
 * A line that can't be read is in the report's `refused`, never silently left out.
 * @throws UnreadableFileError when the header is of no layout, or of one with columns missing
 */
export function readSource(file: string, text: string, codebook: Codebook, options: ReadOptions = {}): Source {
	const reader = new SourceReader(file, codebook, options);
	reader.push(text);
	return reader.finish();
}
