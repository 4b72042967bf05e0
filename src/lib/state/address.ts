import type { Codebook } from '#lib/domain/codebook.ts';
import { isOutcome, type Outcome } from '#lib/domain/outcome.ts';
import { FIRST_PERIOD, HEADLINE_FROM, isPeriod, type Period } from '#lib/domain/period.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { Measure } from '#lib/domain/row.ts';
import type { Notice } from '#lib/domain/notice.ts';
import { cellOf, cellText, defaultScale, type Selection } from '#lib/domain/selection.ts';

/** What an address is read against: the editions held, and the names the codebook knows. */
export interface AddressContext {
	/** The newest first. */
	editions: readonly {
		edition: string;
		title?: string;
		first?: Period;
		last: Period;
		measure?: Measure;
		territory?: string;
	}[];
	codebook: Codebook;
	/** Editions that the site has and this view does not show. */
	elsewhere?: readonly string[];
	/** The edition is made from the reader's own files: an address says so, because no other device has it. */
	own?: boolean;
	/** The page is a file by itself with the rows of one territory in one edition: what takes more is not offered. */
	single?: { elsewhere: readonly string[] };
}

/** How the name of an edition of a reader's own files begins. */
const OWN = /^own-/;

/**
 * Every key that all views share, in the order they are written. `true`: repeated for several values.
 * A view's own keys, and reserved ones for views still to come, change nothing elsewhere, and are no reason for a notice.
 */
export const KEYS = {
	territory: false,
	from: false,
	to: false,
	measure: false,
	step: false,
	product: true,
	reason: true,
	requester: true,
	outcome: true,
	without: false,
	show: false,
	scale: false,
	view: false,
	events: false,
	edition: false
} as const satisfies Record<keyof Selection, boolean>;

/** Keys of "What moved" alone; `state/moved.ts` reads them. */
export const MOVED_KEYS = ['base-from', 'base-to', 'by'] as const;

export const RESERVED_KEYS = ['compare', 'set', 'share', 'base', 'theme', 'figure-lang', 'title', 'note'] as const;

/** Keys that mail programs, search engines and social networks hang on a link: no reader wrote them. */
const TRACKING = /^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|ysclid|twclid|igshid|igsh|mc_[ce]id|_openstat)$/;

/** Kazakhstan, requests by half-year since 2011, in the newest edition. */
export function defaultSelection(context: AddressContext, edition = context.editions[0].edition): Selection {
	const held = context.editions.find((held) => held.edition === edition) ?? context.editions[0];
	return {
		edition: held.edition,
		territory: held.territory ?? 'KZ',
		from: firstShown(held),
		to: held.last,
		measure: held.measure ?? 'requests',
		step: 'half',
		product: [],
		reason: [],
		requester: [],
		outcome: [],
		without: '',
		show: 'counts',
		scale: defaultScale(held.measure ?? 'requests'),
		view: 'chart',
		events: 'off'
	};
}

/** The same choice in another edition: a range that ends as its edition does goes on doing so, and none ends later. */
export function inEdition<S extends Selection>(selection: S, context: AddressContext, edition: string): S {
	const [before, after] = [defaultSelection(context, selection.edition), defaultSelection(context, edition)];
	const within = (period: Period) => (period > after.to ? after.to : period);
	return {
		...selection,
		edition,
		from: selection.from === before.from ? after.from : within(selection.from),
		to: selection.to === before.to ? after.to : within(selection.to)
	};
}

/** From 2011, as Google's own totals; later where the edition begins later, and earlier where it ends before. */
function firstShown({ first = HEADLINE_FROM, last }: AddressContext['editions'][number]): Period {
	return first > HEADLINE_FROM || last < HEADLINE_FROM ? first : HEADLINE_FROM;
}

/** The value of a key that takes one: the first that is accepted. What is not used of the address goes to `notices`. */
export function readOne<T extends string>(
	params: URLSearchParams,
	key: string,
	accepted: (text: string) => T | undefined,
	notices: Notice[]
): T | undefined {
	let found: T | undefined;
	for (const value of params.getAll(key)) {
		const accepts = accepted(value.trim());
		if (accepts === undefined) notices.push({ kind: 'unknown-value', key, value });
		else if (found === undefined) found = accepts;
		else if (found !== accepts) notices.push({ kind: 'repeated', key, value });
	}
	return found;
}

/** A half-year of an edition that ends with `last`; slugs and codes are read whatever their case, and so is this. */
export function readPeriod(text: string, last: Period): Period | undefined {
	const upper = text.toUpperCase();
	return isPeriod(upper) && upper >= FIRST_PERIOD && upper <= last ? upper : undefined;
}

/** Reads an address. What it does not understand is left out and listed; defaults are those of the address's edition. */
export function readSelection(
	params: URLSearchParams,
	context: AddressContext
): { selection: Selection; notices: Notice[] } {
	const notices: Notice[] = [];
	/** Slugs are written in lower case and codes in upper case; what a hand typed otherwise is still meant. */
	const one = <T extends string>(key: keyof Selection, accepted: (text: string) => T | undefined) =>
		readOne(params, key, accepted, notices);
	const among =
		<T extends string>(...values: T[]) =>
		(text: string) =>
			values.find((value) => value === text.toLowerCase());
	const many = <T extends string>(key: keyof Selection, accepted: (text: string) => T | undefined): T[] => {
		const found = new Set<T>();
		for (const value of params.getAll(key)) {
			const accepts = accepted(value.trim().toLowerCase());
			if (accepts === undefined) notices.push({ kind: 'unknown-value', key, value });
			else found.add(accepts);
		}
		return [...found].sort();
	};
	const slugOf = (entries: readonly { slug: string }[]) => (text: string) =>
		entries.find((entry) => entry.slug === text)?.slug;

	const edition = one('edition', (text) => context.editions.find((held) => held.edition === text)?.edition);
	for (const notice of notices)
		if (notice.key === 'edition' && notice.kind === 'unknown-value')
			notice.kind = OWN.test(notice.value)
				? 'own-edition'
				: context.own
					? 'not-own-edition'
					: context.elsewhere?.includes(notice.value)
						? 'edition-elsewhere'
						: notice.kind;
	const defaults = defaultSelection(context, edition);
	const period = (text: string) => readPeriod(text, defaults.to);

	const territory = one('territory', (text) =>
		text.toLowerCase() === WORLD && !context.single ? WORLD : slugOf(context.codebook.territories)(text.toUpperCase())
	);
	let from = one('from', period) ?? defaults.from;
	let to = one('to', period) ?? defaults.to;
	if (from > to) {
		notices.push({ kind: 'range-reversed', key: 'from', value: `${from}–${to}` });
		[from, to] = [to, from];
	}
	const outcome = many<Outcome>('outcome', (text) => (isOutcome(text) ? text : undefined));
	const asked = one('measure', among('requests', 'items'));
	if (outcome.length > 0 && asked === 'requests')
		notices.push({ kind: 'outcome-sets-items', key: 'measure', value: 'requests' });
	const measure = outcome.length > 0 ? 'items' : (asked ?? defaults.measure);

	const cell = (text: string): string | undefined => {
		const found = cellOf(text.replace(/^\d{4}h/, (half) => half.toUpperCase()));
		const known =
			found && slugOf(context.codebook.products)(found.product) && slugOf(context.codebook.reasons)(found.reason);
		return found && known ? cellText(found) : undefined;
	};

	const selection: Selection = {
		edition: defaults.edition,
		territory: territory ?? defaults.territory,
		from,
		to,
		measure,
		step: one('step', among('half', 'year')) ?? defaults.step,
		product: many('product', slugOf(context.codebook.products)),
		reason: many('reason', slugOf(context.codebook.reasons)),
		requester: many('requester', slugOf(context.codebook.requesters)),
		outcome,
		without: one('without', cell) ?? '',
		show: one('show', among('counts', 'share', 'cumulative')) ?? defaults.show,
		scale: one('scale', among('linear', 'log')) ?? defaultScale(measure),
		view: one('view', among('chart', 'table')) ?? defaults.view,
		events: one('events', among('off', 'on')) ?? defaults.events
	};

	const known = new Set<string>([...Object.keys(KEYS), ...MOVED_KEYS, ...RESERVED_KEYS]);
	for (const key of new Set(params.keys()))
		if (!known.has(key) && !TRACKING.test(key))
			notices.push({ kind: 'unknown-key', key, value: params.get(key) ?? '' });
	const once = new Map(notices.map((notice) => [JSON.stringify(notice), notice]));
	return { selection, notices: [...once.values()] };
}

/**
 * The query of a selection: what differs from the defaults. `pinned` also writes edition and range,
 * so that the address gives the same number when newer figures are the default.
 */
export function writeSelection(selection: Selection, context: AddressContext, pinned = false): URLSearchParams {
	// What an address leaves out is the default of its edition.
	const defaults = defaultSelection(context, selection.edition);
	if (!pinned) defaults.edition = context.editions[0].edition;
	defaults.scale = defaultScale(selection.measure);
	if (selection.outcome.length > 0) defaults.measure = 'items';
	const always = new Set<string>(pinned ? ['edition', 'from', 'to'] : context.own ? ['edition'] : []);
	const params = new URLSearchParams();
	for (const key of Object.keys(KEYS) as (keyof Selection)[]) {
		const value = selection[key];
		if (Array.isArray(value)) for (const one of value) params.append(key, one);
		else if (always.has(key) || value !== defaults[key]) params.append(key, value as string);
	}
	return params;
}
