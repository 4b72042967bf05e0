import type { Codebook } from '#lib/domain/codebook.ts';
import { answeringGrain, grainOf, GRAINS, type Facts, type Grain, type Holdings } from '#lib/domain/holding.ts';
import { OUTCOMES_FROM, periodsBetween, type Period } from '#lib/domain/period.ts';
import type { Answer, Dimension, Question, Where } from '#lib/domain/question.ts';
import type { Measure } from '#lib/domain/row.ts';
import { coverageOf, heldIn, readingOf, type Reading } from '#lib/domain/slot.ts';
import type { Label } from '#lib/ingest/provenance.ts';
import { answer, answerFrom } from './rows.ts';

/** An edition as one of several that are compared: its rows, and what it can be asked. */
export interface Side {
	edition: string;
	first: Period;
	last: Period;
	facts: Facts;
	holdings: Holdings | null;
	/** Request-outcome pairs, which answer for pairs alone. */
	pairs: { facts: Facts; first: Period; last: Period } | null;
}

/** What a number counts: whole requests once each, items, or pairs. */
export type Counted = Measure | 'outcomes' | 'pairs';

/** One count that an edition gives for a question. */
export interface CountGiven {
	edition: string;
	counted: Counted;
	/** Which of the edition's tables gives it. */
	grain: Grain;
	/** The half-years of the question that the count covers, and those that the edition lacks. */
	held: Period[];
	lacking: Period[];
	reading: Reading;
}

const divides = (grain: Grain, question: Pick<Question, 'by' | 'where'>): boolean => {
	const needed = grainOf(question);
	return grain === 'cube' || needed === 'totals' || needed === grain;
};

const isOutcomes = ({ by, where }: Question) => by.includes('outcome') || where.outcome.length > 0;

/** Which half-years of a question an edition holds: none after its last, and none but those of its tables. */
function reach(question: Question, side: Side, holdings: Holdings | null, codebook: Codebook) {
	const { held, lacking } = heldIn(question, holdings, codebook);
	const within = (period: Period) => period <= side.last;
	return {
		held: held.filter(within),
		lacking: [...lacking, ...held.filter((period) => !within(period))].sort()
	};
}

/** The holdings of one table alone, as if the edition had no other. */
function ofGrain(holdings: Holdings | null, grain: Grain): Holdings | null {
	if (holdings === null) return null;
	return {
		...holdings,
		held: Object.fromEntries(GRAINS.map((one) => [one, holdings.held[grain]])) as Holdings['held']
	};
}

/**
 * How to read a sum over the half-years held.
 * @param whole rows that say where the territory has any: a finer table leaves out what was withheld
 */
function readFrom(
	rows: Facts[Grain],
	whole: Facts[Grain],
	question: Question,
	held: readonly Period[],
	holdings: Holdings | null,
	codebook: Codebook
): Reading {
	if (held.length === 0) return { status: 'not-held' as const, value: null, atLeast: false };
	const inHeld = (rows: Facts[Grain] = []) => rows.filter(({ period }) => held.includes(period));
	const { where, measure } = question;
	const bare: Where = { ...where, product: [], reason: [], requester: [], outcome: [], without: null };
	const coverage = coverageOf(answer(inHeld(whole), { measure, by: ['period'], where: bare }), holdings);
	return readingOf(answer(inHeld(rows), question)[0], held, question, coverage, codebook);
}

const wholeOf = ({ totals, cube }: Facts) => totals ?? cube;

/**
 * What an edition gives for a sum: from each of its tables that divides finely enough and holds any of it, and as pairs.
 * Empty where nothing of it is in the edition.
 * @param question without `by`
 */
export function countsIn(question: Question, side: Side, codebook: Codebook): CountGiven[] {
	const { holdings, facts } = side;
	const tables: readonly Grain[] = holdings?.tables ?? ['cube'];
	const given = tables
		.filter((grain) => divides(grain, question))
		.flatMap((grain): CountGiven[] => {
			const own = ofGrain(holdings, grain);
			const { held, lacking } = reach(question, side, own, codebook);
			if (held.length === 0) return [];
			const reading = readFrom(facts[grain], wholeOf(facts), question, held, own, codebook);
			const counted = isOutcomes(question) ? 'outcomes' : question.measure;
			return [{ edition: side.edition, counted, grain, held, lacking, reading }];
		});
	// Totals are the best of the other tables: where those say all of it themselves, they are no count of their own.
	const whole = given.filter(({ grain }) => grain !== 'totals');
	const totals = given.filter(({ grain }) => grain === 'totals');
	const said = totals.every((total) => whole.some(({ held }) => held.length >= total.held.length));
	return [...(said ? whole : [...totals, ...whole]), ...pairsIn(question, side, codebook)];
}

function pairsIn(question: Question, { edition, pairs }: Side, codebook: Codebook): CountGiven[] {
	if (!pairs || question.measure !== 'requests' || isOutcomes(question)) return [];
	const grain = pairs.facts.cube ? 'cube' : 'by-requester';
	if (!divides(grain, question)) return [];
	const range = periodsBetween(question.where.from, question.where.to);
	const held = range.filter((period) => period >= pairs.first && period <= pairs.last);
	if (held.length === 0) return [];
	const lacking = range.filter((period) => !held.includes(period));
	const reading = readFrom(pairs.facts[grain], pairs.facts[grain], question, held, null, codebook);
	return [{ edition, counted: 'pairs', grain, held, lacking, reading }];
}

/** The table that answers a question in an edition. */
export function tableFor(question: Question, holdings: Holdings | null): Grain {
	return answeringGrain(question, (grain) => holdings?.tables.includes(grain) ?? grain === 'cube');
}

/** The same sum in two editions, and why it differs. */
export interface Weighed {
	a: Reading & { held: Period[] };
	b: Reading & { held: Period[] };
	/** Half-years that one holds and the other does not. */
	onlyA: Period[];
	onlyB: Period[];
	/** Half-years that both hold, with another count in each. */
	restated: { period: Period; a: number; b: number }[];
	/** What the first gives as pairs, where it holds no requests. */
	pairs: CountGiven | null;
}

/** @param question without `by` */
export function weigh(question: Question, a: Side, b: Side, codebook: Codebook): Weighed {
	const read = (side: Side) => {
		const { held } = reach(question, side, side.holdings, codebook);
		const rows = side.facts[tableFor(question, side.holdings)];
		return { held, ...readFrom(rows, wholeOf(side.facts), question, held, side.holdings, codebook) };
	};
	const [one, other] = [read(a), read(b)];
	const both = one.held.filter((period) => other.held.includes(period));
	const byPeriod = ({ facts }: Side) =>
		new Map(answerFrom(facts, { ...question, by: ['period'] }).map(({ key, value }) => [key[0], value ?? 0]));
	const [inA, inB] = [byPeriod(a), byPeriod(b)];
	const [pairs = null] = pairsIn(question, a, codebook);
	return {
		a: one,
		b: other,
		onlyA: one.held.filter((period) => !other.held.includes(period)),
		onlyB: other.held.filter((period) => !one.held.includes(period)),
		restated: both
			.map((period) => ({ period, a: inA.get(period) ?? 0, b: inB.get(period) ?? 0 }))
			.filter(({ a, b }) => a !== b),
		pairs: pairs && pairs.held.some((period) => !one.held.includes(period)) ? pairs : null
	};
}

/** Kinds of changes. A label that only reads otherwise is none: both editions are read through the codebook. */
export const CHANGES = ['restated', 'new', 'gone', 'new-period', 'other-rule'] as const;

export type ChangeKind = (typeof CHANGES)[number];

/** What changes are told by, from the whole to the cell. */
export const DIVISIONS = ['total', 'product', 'reason', 'requester', 'outcome'] as const;

export type RevisionDivision = (typeof DIVISIONS)[number];

/** One count that an edition has otherwise than another. */
export interface Change {
	kind: ChangeKind;
	measure: Measure;
	division: RevisionDivision;
	territory: string;
	period: Period;
	/** Slug of the division; `null` for a total. */
	value: string | null;
	/** What each count is of. */
	counted: { a: Counted; b: Counted };
	/** `null`: no row. */
	a: number | null;
	b: number | null;
}

/** What could be compared: of each measure and division the half-years, and those by which rule. */
export interface Compared {
	measure: Measure;
	division: RevisionDivision;
	counted: { a: Counted; b: Counted };
	periods: Period[];
	cells: number;
	equal: number;
}

/** Half-years that one edition holds a measure of and the other does not: nothing to compare. */
export interface Apart {
	measure: Measure;
	only: 'a' | 'b';
	periods: Period[];
}

export interface Revisions {
	changes: Change[];
	compared: Compared[];
	apart: Apart[];
}

/** A thing that the two editions' files call otherwise; the codebook reads both as one. */
export interface Relabelled {
	dimension: Label['dimension'];
	slug: string;
	a: string[];
	b: string[];
}

/** What is called otherwise. Nothing of it is a change of a number. */
export function relabelledBetween(a: readonly Label[], b: readonly Label[]): Relabelled[] {
	const named = (labels: readonly Label[]) => {
		const found = new Map<string, Set<string>>();
		for (const { dimension, slug, label } of labels) {
			const key = `${dimension}\t${slug}`;
			found.set(key, (found.get(key) ?? new Set()).add(label));
		}
		return found;
	};
	const [inA, inB] = [named(a), named(b)];
	return [...inA].flatMap(([key, labels]): Relabelled[] => {
		const others = inB.get(key);
		if (!others || (labels.size === others.size && [...labels].every((label) => others.has(label)))) return [];
		const [dimension, slug] = key.split('\t');
		return [{ dimension: dimension as Label['dimension'], slug, a: [...labels], b: [...others] }];
	});
}

const BY: Record<RevisionDivision, Dimension[]> = {
	total: [],
	product: ['product'],
	reason: ['reason'],
	requester: ['requester'],
	outcome: ['outcome']
};

type Cells = Map<string, Answer[number]>;

/** What an edition says, half-year by half-year: counts of one kind, over the half-years it holds of them. */
interface Told {
	counted: Counted;
	held: Period[];
	cells: Cells;
}

const keyOf = (cell: Answer[number]) => cell.key.join('\t');

function told(side: Side, question: Question, codebook: Codebook): Told {
	const { held } = reach(question, side, side.holdings, codebook);
	const rows = answerFrom(side.facts, question).filter(({ key }) => held.includes(key[0] as Period));
	const counted = isOutcomes(question) ? 'outcomes' : question.measure;
	return { counted, held, cells: new Map(rows.map((cell) => [keyOf(cell), cell])) };
}

function toldPairs({ pairs }: Side, question: Question): Told {
	const none: Told = { counted: 'pairs', held: [], cells: new Map() };
	if (!pairs || question.measure !== 'requests' || isOutcomes(question)) return none;
	const grain = pairs.facts.cube ? 'cube' : 'by-requester';
	if (!divides(grain, question)) return none;
	const rows = answer(pairs.facts[grain]!, question);
	const held = periodsBetween(question.where.from, question.where.to);
	return {
		counted: 'pairs',
		held: held.filter((period) => period >= pairs.first && period <= pairs.last),
		cells: new Map(rows.map((cell) => [keyOf(cell), cell]))
	};
}

/**
 * What changed from one edition to another for a territory, or for each of the world's. Like is compared with like: requests
 * with requests, pairs with pairs; only where no like count is there, requests with pairs, and that is told apart.
 * Outcomes of whole percentages are about, and are compared with none.
 */
export function revisionsOf(a: Side, b: Side, territory: string, codebook: Codebook): Revisions {
	const found: Revisions = { changes: [], compared: [], apart: [] };
	const to = a.last > b.last ? a.last : b.last;
	const from = a.first < b.first ? a.first : b.first;
	const where: Where = { territory, from, to, product: [], reason: [], requester: [], outcome: [] };
	for (const measure of ['requests', 'items'] as const)
		for (const division of DIVISIONS) {
			if (division === 'outcome') {
				if (measure === 'requests' || a.holdings?.outcomesEstimated || b.holdings?.outcomesEstimated) continue;
			}
			const at = division === 'outcome' && from < OUTCOMES_FROM ? { ...where, from: OUTCOMES_FROM } : where;
			const question: Question = { measure, by: ['period', 'territory', ...BY[division]], where: at };
			compare(question, division, [a, b], codebook, found);
		}
	return found;
}

function compare(
	question: Question,
	division: RevisionDivision,
	[a, b]: [Side, Side],
	codebook: Codebook,
	found: Revisions
): void {
	const [one, other] = [told(a, question, codebook), told(b, question, codebook)];
	const [pairsA, pairsB] = [toldPairs(a, question), toldPairs(b, question)];
	const without = (held: Period[], ...more: Period[][]) =>
		held.filter((period) => !more.some((list) => list.includes(period)));
	const both = (x: Told, y: Told) => x.held.filter((period) => y.held.includes(period));
	const like = both(one, other);
	match(question, division, one, other, like, found);
	const likePairs = both(pairsA, pairsB);
	match(question, division, pairsA, pairsB, likePairs, found);
	// Where an edition has requests and the other pairs alone.
	match(question, division, one, pairsB, without(both(one, pairsB), like, likePairs), found);
	match(question, division, pairsA, other, without(both(pairsA, other), like, likePairs), found);
	if (division !== 'total') return;
	const isNew = (period: Period) => period > a.last;
	const met = [...like, ...both(one, pairsB), ...both(pairsA, other)];
	const apart = (only: Apart['only'], held: Period[]) => {
		if (held.length > 0) found.apart.push({ measure: question.measure, only, periods: held });
	};
	apart('a', without(one.held, met));
	apart(
		'b',
		without(other.held, met).filter((period) => !isNew(period))
	);
	// A half-year after the end of the older edition is new as a whole.
	for (const [key, cell] of other.cells) {
		const [period, territory] = cell.key as [Period, string];
		if (!isNew(period) || !other.held.includes(period)) continue;
		found.changes.push({
			kind: 'new-period',
			measure: question.measure,
			division,
			territory,
			period,
			value: null,
			counted: { a: one.counted, b: other.counted },
			a: null,
			b: other.cells.get(key)!.value
		});
	}
}

function match(
	{ measure }: Question,
	division: RevisionDivision,
	one: Told,
	other: Told,
	periods: Period[],
	{ changes, compared }: Revisions
): void {
	if (periods.length === 0) return;
	const counted = { a: one.counted, b: other.counted };
	const keys = new Set([...one.cells.keys(), ...other.cells.keys()]);
	const tally: Compared = { measure, division, counted, periods, cells: 0, equal: 0 };
	for (const key of keys) {
		const [inA, inB] = [one.cells.get(key), other.cells.get(key)];
		const [period, territory, value = null] = (inA ?? inB)!.key as [Period, string, string | null];
		if (!periods.includes(period)) continue;
		tally.cells++;
		const [a, b] = [inA ? inA.value : null, inB ? inB.value : null];
		const same = inA && inB ? a === b && inA.gap === inB.gap : (a ?? b ?? 0) === 0 && (inA ?? inB)!.gap === null;
		if (same) {
			tally.equal++;
			continue;
		}
		const kind = one.counted !== other.counted ? 'other-rule' : !inA ? 'new' : !inB ? 'gone' : 'restated';
		changes.push({ kind, measure, division, territory, period, value, counted, a, b });
	}
	compared.push(tally);
}
