import type { Codebook } from './codebook.ts';
import { unfiltered } from './figure.ts';
import type { Holdings } from './holding.ts';
import { FIRST_PERIOD, OUTCOMES_FROM, periodsBetween, type Period } from './period.ts';
import { narrowed, WORLD, type Answer, type Narrowing, type Question, type Where } from './question.ts';
import type { Measure, Row } from './row.ts';
import { whereOf, type Filter, type Selection } from './selection.ts';
import { coverageOf, readingOf, slotsOf, SMALL_BASE, stepsOf, type Coverage, type Reading, type Slot } from './slot.ts';

/** The territory that every comparison is with. */
export const HOME = 'KZ';

/** Ready sets of territories. */
export const PEER_SETS = ['central-asia', 'russia-belarus', 'caucasus-turkey', 'ten-largest'] as const;

export type PeerSet = (typeof PEER_SETS)[number];

const MEMBERS: Record<Exclude<PeerSet, 'ten-largest'>, readonly string[]> = {
	'central-asia': ['KG', 'TJ', 'TM', 'UZ'],
	'russia-belarus': ['RU', 'BY'],
	'caucasus-turkey': ['AM', 'AZ', 'GE', 'TR']
};

/** What is compared: the count, its share of the world's, its share of the territory's own total, or an index. */
export const SHARES = ['count', 'world', 'own', 'index'] as const;

export type Share = (typeof SHARES)[number];

/** Whom Kazakhstan is compared with, and how. */
export interface PeerChoice {
	/** `none`: only those named one by one. */
	set: PeerSet | 'none';
	/** Territories named one by one. */
	compare: readonly string[];
	share: Share;
	/** The step an index is 100 in; empty: the first in which Kazakhstan's count is large enough. */
	base: string;
	/** Russia's items under Federal Law 276-FZ are left out. */
	withoutLaw: boolean;
}

/**
 * Russia's requests under Federal Law 276-FZ, as they are recognised: by their cell. Files of Google's that have a requester
 * class for them show that the cell holds little else: they are said with "about".
 */
const LAW: Narrowing = {
	from: OUTCOMES_FROM,
	product: ['web-search'],
	reason: ['other'],
	requester: ['ict-authority', 'ict-authority-276fz']
};
export const LAW_TERRITORY = 'RU';

/** The law as an address and a file name it, among what is left out. */
export const LAW_VALUE = '276-fz';

/** Whether a row is of the law's cell. */
export function isLaw({ territory, period, product, reason, requester }: Row): boolean {
	const has = (values: readonly string[] | undefined, value: string | null) =>
		value !== null && values!.includes(value);
	return (
		territory === LAW_TERRITORY &&
		period >= LAW.from! &&
		has(LAW.product, product) &&
		has(LAW.reason, reason) &&
		has(LAW.requester, requester)
	);
}

/** Every question of a comparison, by name: asked of all territories, because shares and ranks are among all. */
export function peerQuestions(selection: Selection, codebook: Codebook, last: Period) {
	const where: Where = { ...whereOf(selection, codebook), territory: WORLD, without: null };
	const all = unfiltered(where);
	const home = { ...where, territory: HOME };
	const law = { ...narrowed(where, LAW), territory: LAW_TERRITORY };
	const lawOfAll = { ...narrowed(all, LAW), territory: LAW_TERRITORY };
	const { measure } = selection;
	const other: Measure = where.outcome.length > 0 || measure === 'requests' ? 'items' : 'requests';
	const step = selection.step === 'year' ? ('year' as const) : ('period' as const);
	const ask = (of: Measure, by: Question['by'], at = where): Question => ({ measure: of, by, where: at });
	return {
		coverage: ask('requests', ['period', 'territory'], { ...all, from: FIRST_PERIOD, to: last }),
		overTime: ask(measure, [step, 'territory']),
		totals: ask(measure, ['territory']),
		totalsOther: ask(other, ['territory']),
		own: ask(measure, ['territory'], all),
		homeHalves: ask(measure, ['period'], home),
		homeHalvesOther: ask(other, ['period'], home),
		facetProduct: ask(measure, ['product'], { ...home, product: [] }),
		facetReason: ask(measure, ['reason'], { ...home, reason: [] }),
		facetRequester: ask(measure, ['requester'], { ...home, requester: [] }),
		facetOutcome: ask('items', ['outcome'], { ...home, from: since2019(home.from), outcome: [] }),
		law: ask(measure, [step], law),
		lawOther: ask(other, [], law),
		lawOfAll: ask(measure, [], lawOfAll)
	} satisfies Record<string, Question>;
}

export type PeerQuestions = ReturnType<typeof peerQuestions>;

export type PeerAnswers = Record<keyof PeerQuestions, Answer>;

/** A territory of a comparison. */
export interface Peer {
	code: string;
	slots: Slot[];
	/** Over the whole range. */
	total: Reading;
	/** Over the whole range and without the filters: what its own shares are shares of. */
	own: number | null;
}

/** Kazakhstan's place among all territories with a count above 0. */
export interface Rank {
	measure: Measure;
	value: number;
	/** One more than the number of territories with more. */
	place: number;
	/** Territories with the same count, Kazakhstan among them. */
	shared: number;
	of: number;
	/** The largest half-year, left out of Kazakhstan's count alone; `null`: none is. */
	without: Period | null;
}

/** A comparison, computed: small enough to be served with a page. */
export interface PeerComparison {
	/** Kazakhstan first, then the others in the order of their counts. */
	peers: Peer[];
	/** All territories together, step by step and over the range; without the law where it is left out. */
	world: { key: string; value: number }[];
	worldTotal: number;
	ranks: Rank[];
	/** What of the world's count is Russia's under Federal Law 276-FZ, whether it is left out or not. */
	law: number;
	/** The step an index is 100 in; `null` where there is none. */
	base: string | null;
	/** Kazakhstan's counts of each choice of a filter, the others in force. */
	facets: Record<Filter, Answer>;
}

const sum = (answer: Answer) => answer.reduce((all, { value }) => all + (value ?? 0), 0);
const valueOf = (answer: Answer, code: string) => answer.find(({ key }) => key[0] === code)?.value ?? null;

/** Counts of all territories, with what Russia's law adds taken off where that is asked. */
function counts(answer: Answer, law: number, choice: PeerChoice): Map<string, number> {
	const all = new Map<string, number>();
	for (const { key, value } of answer) if (key[0] !== null && value !== null) all.set(key[0], value);
	if (choice.withoutLaw && all.has(LAW_TERRITORY)) all.set(LAW_TERRITORY, all.get(LAW_TERRITORY)! - law);
	return all;
}

/** The territories compared, Kazakhstan first. */
function codesOf(choice: PeerChoice, totals: ReadonlyMap<string, number>): string[] {
	const largest = [...totals]
		.filter(([, value]) => value > 0)
		.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
		.slice(0, 10)
		.map(([code]) => code);
	const set = choice.set === 'none' ? [] : choice.set === 'ten-largest' ? largest : MEMBERS[choice.set];
	const others = [...new Set([...set, ...choice.compare])].filter((code) => code !== HOME);
	return [HOME, ...others.sort((a, b) => (totals.get(b) ?? -1) - (totals.get(a) ?? -1) || (a < b ? -1 : 1))];
}

function coverageIn(answers: PeerAnswers, code: string, holdings: Holdings | null): Coverage {
	const own = answers.coverage.filter(({ key }) => key[1] === code);
	return coverageOf(own, holdings);
}

function rankOf(measure: Measure, all: ReadonlyMap<string, number>, off: Answer[number] | null): Rank | null {
	const value = (all.get(HOME) ?? 0) - (off?.value ?? 0);
	if (value <= 0) return null;
	const others = [...all].filter(([code, other]) => code !== HOME && other > 0).map(([, other]) => other);
	return {
		measure,
		value,
		place: 1 + others.filter((other) => other > value).length,
		shared: 1 + others.filter((other) => other === value).length,
		of: others.length + 1,
		without: off ? (off.key[0] as Period) : null
	};
}

/** Ranks by both measures, each followed by the rank without Kazakhstan's largest half-year where that differs. */
function ranksOf(answers: PeerAnswers, questions: PeerQuestions, choice: PeerChoice): Rank[] {
	const largest = (halves: Answer) =>
		halves.reduce<Answer[number] | null>((best, cell) => ((cell.value ?? 0) > (best?.value ?? 0) ? cell : best), null);
	const pair = (measure: Measure, totals: Answer, law: number, halves: Answer) => {
		const all = counts(totals, law, choice);
		const rank = rankOf(measure, all, null);
		const fragile = rank && rankOf(measure, all, largest(halves));
		return [...(rank ? [rank] : []), ...(fragile && fragile.place !== rank.place ? [fragile] : [])];
	};
	const first = pair(questions.totals.measure, answers.totals, sum(answers.law), answers.homeHalves);
	if (questions.totalsOther.measure === questions.totals.measure) return first;
	const second = pair(
		questions.totalsOther.measure,
		answers.totalsOther,
		sum(answers.lawOther),
		answers.homeHalvesOther
	);
	return questions.totals.measure === 'requests' ? [...first, ...second] : [...second, ...first];
}

const since2019 = (from: Period): Period => (from > OUTCOMES_FROM ? from : OUTCOMES_FROM);

/** What answers to `peerQuestions` say of Kazakhstan and the territories chosen. */
export function comparisonOf(
	answers: PeerAnswers,
	questions: PeerQuestions,
	selection: Selection,
	choice: PeerChoice,
	codebook: Codebook,
	holdings: Holdings | null
): PeerComparison {
	const law = sum(answers.law);
	const totals = counts(answers.totals, law, choice);
	const off = new Map(answers.law.map(({ key, value }) => [key[0], choice.withoutLaw ? (value ?? 0) : 0]));
	const without = (answer: Answer[number] | undefined, less: number) =>
		answer && answer.value !== null ? { ...answer, value: answer.value - less } : answer;
	const steps = stepsOf(selection.from, selection.to, selection.step);
	const range = periodsBetween(selection.from, selection.to);

	const peers = codesOf(choice, totals).map((code): Peer => {
		const coverage = coverageIn(answers, code, holdings);
		const of = (question: Question): Question => ({ ...question, where: { ...question.where, territory: code } });
		const less = (key: string | null) => (code === LAW_TERRITORY ? (off.get(key) ?? 0) : 0);
		const cells = answers.overTime
			.filter(({ key }) => key[1] === code)
			.map((cell) => without({ ...cell, key: [cell.key[0]] }, less(cell.key[0]))!);
		const total = answers.totals.find(({ key }) => key[0] === code);
		const leaves = code === LAW_TERRITORY && choice.withoutLaw;
		const own = valueOf(answers.own, code);
		return {
			code,
			slots: slotsOf(cells, of(questions.overTime), selection.step, coverage, codebook),
			total: readingOf(without(total, leaves ? law : 0), range, of(questions.totals), coverage, codebook),
			own: own === null ? null : own - (leaves ? sum(answers.lawOfAll) : 0)
		};
	});
	const world = steps.map(({ key }) => ({
		key,
		value: sum(answers.overTime.filter((cell) => cell.key[0] === key)) - (off.get(key) ?? 0)
	}));
	return {
		peers,
		world,
		worldTotal: [...totals.values()].reduce((all, value) => all + value, 0),
		ranks: ranksOf(answers, questions, choice),
		law,
		base: baseOf(peers[0], choice),
		facets: {
			product: answers.facetProduct,
			reason: answers.facetReason,
			requester: answers.facetRequester,
			outcome: answers.facetOutcome
		}
	};
}

function baseOf(home: Peer, choice: PeerChoice): string | null {
	const usable = home.slots.filter(({ value, partial }) => !partial && (value ?? 0) >= SMALL_BASE);
	const chosen = home.slots.find(({ key }) => key === choice.base);
	return chosen?.key ?? usable[0]?.key ?? null;
}
