import {
	HOME,
	type Peer,
	type PeerChoice,
	type PeerComparison,
	type PeerSet,
	type Rank,
	type Share
} from '#lib/domain/peers.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Scope } from '#lib/domain/scope.ts';
import { counted, measureName, period, periodLong, statusName, stepName, type Names } from './labels.ts';
import { m } from './messages/messages.js';
import { number, percentOf, shareOf } from './numbers.ts';
import { scopeSentence } from './sentences.ts';

const SET_WORDS: Record<PeerSet | 'none', () => string> = {
	'central-asia': m.peers_set_central_asia,
	'russia-belarus': m.peers_set_russia_belarus,
	'caucasus-turkey': m.peers_set_caucasus_turkey,
	'ten-largest': m.peers_set_ten_largest,
	none: m.peers_set_none
};

export function setName(set: PeerSet | 'none'): string {
	return SET_WORDS[set]();
}

const SHARE_WORDS: Record<Share, () => string> = {
	count: m.peers_share_count,
	world: m.peers_share_world,
	own: m.peers_share_own,
	index: m.peers_share_index
};

export function shareName(share: Share): string {
	return SHARE_WORDS[share]();
}

/** A rank in one sentence, with what it is a rank by and what is left out of it. */
function rankSentence({ measure, value, place, shared, of, without }: Rank): string {
	const input = {
		place: number(place),
		of: number(of),
		count: counted(value, measure),
		measure: measureName(measure).toLowerCase()
	};
	const said = without
		? m.rank_without({ ...input, period: periodLong(without) })
		: shared > 1
			? m.rank_shared({ ...input, shared: number(shared - 1) })
			: m.rank({ ...input });
	return said;
}

/** Kazakhstan's ranks, each with what it stands or falls with. */
export function rankSentences({ ranks }: PeerComparison, names: Names): string[] {
	if (ranks.length === 0) return [m.rank_none({ territory: names.territory(HOME) })];
	return ranks.map(rankSentence);
}

/** What is known of Russia's law in this scope; `null` where none of it is in it. */
export function lawSentence(
	{ law, worldTotal }: PeerComparison,
	{ withoutLaw }: PeerChoice,
	scope: Pick<Scope, 'measure'>
): string | null {
	if (law === 0) return null;
	const all = withoutLaw ? worldTotal + law : worldTotal;
	const input = { share: shareOf(law, all, scope.measure) };
	return withoutLaw ? m.law_left_out(input) : m.law_counted(input);
}

/** Title of the comparison over the whole range. */
export function peersFinding(
	{ peers, worldTotal, base }: PeerComparison,
	choice: PeerChoice,
	scope: Pick<Scope, 'measure'>,
	names: Names
): string {
	const [home, ...others] = peers;
	const territory = names.territory(HOME);
	if (home.total.value === null) return m.peers_status({ territory, status: statusName(home.total.status) });
	if (home.total.value === 0) return m.peers_none({ territory, measure: measureName(scope.measure).toLowerCase() });
	if (choice.share === 'world')
		return m.peers_of_world({ territory, share: shareOf(home.total.value, worldTotal, scope.measure) });
	if (choice.share === 'own' && home.own)
		return m.peers_of_own({ territory, share: shareOf(home.total.value, home.own, scope.measure) });
	if (choice.share === 'index') return indexFinding(home, base, names);
	const more = others.filter(({ total }) => (total.value ?? 0) > home.total.value!).length;
	const input = { territory, count: counted(home.total.value, scope.measure), of: number(others.length) };
	if (others.length === 0) return m.peers_alone(input);
	return more === 0 ? m.peers_most(input) : m.peers_more({ ...input, more: number(more) });
}

/** Title of the comparison over time: the largest count of a step; `null` for shares, and where nothing is counted. */
export function peersPeak(
	{ peers }: PeerComparison,
	{ share }: PeerChoice,
	scope: Pick<Scope, 'measure'>,
	names: Names
): string | null {
	if (share !== 'count') return null;
	const [most] = peers
		.flatMap(({ code, slots }) => slots.filter(({ partial }) => !partial).map((slot) => ({ code, ...slot })))
		.sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
	if (!most?.value) return null;
	return m.peers_peak({
		territory: names.territory(most.code),
		count: counted(most.value, scope.measure),
		step: stepName(most.key)
	});
}

/** One sentence that says what a comparison counts: all territories' own, because shares and ranks are among all. */
export function peersScope(scope: Scope, { peers }: PeerComparison, { withoutLaw }: PeerChoice, names: Names): string {
	const input = { territory: names.territory(HOME), count: number(peers.length - 1) };
	const said = scopeSentence(scope, names, {
		territory: peers.length > 1 ? m.peers_scope_others(input) : input.territory
	});
	return withoutLaw ? m.peers_scope_law({ scope: said }) : said;
}

/** What of its own base step Kazakhstan's last step is. */
function indexFinding({ slots }: Peer, base: string | null, names: Names): string {
	const last = slots.at(-1)!;
	const of = slots.find(({ key }) => key === base)?.value ?? null;
	const index = last.value === null || of === null ? null : percentOf(last.value, of);
	if (base === null || last.value === null) return m.peers_sentence_no_index();
	return m.peers_index({
		territory: names.territory(HOME),
		index: indexText(last.value, of, index),
		step: stepName(last.key),
		base: stepName(base)
	});
}

/** A comparison in few words, for the line that stays in sight on a small screen. */
export function choiceShort({ set, compare, share, withoutLaw }: PeerChoice, names: Names): string {
	const parts = [
		...(set === 'none' ? [] : [setName(set)]),
		...compare.map((code) => names.territory(code)),
		...(share === 'count' ? [] : [shareName(share).toLowerCase()]),
		...(withoutLaw ? [m.compare_law_short()] : [])
	];
	return parts.map((part) => m.compare_short({ set: part })).join('');
}

/** How to read the panels of a share. */
export function peersSentence(choice: PeerChoice, base: string | null): string {
	switch (choice.share) {
		case 'count':
			return m.peers_sentence_count();
		case 'world':
			return m.peers_sentence_world();
		case 'own':
			return m.peers_sentence_own();
		case 'index':
			if (base === null) return m.peers_sentence_no_index();
			return choice.base
				? m.peers_sentence_index({ step: stepName(base) })
				: m.peers_sentence_index_home({ step: stepName(base) });
	}
}

/** `Index, 2019 = 100`, and the like: what the numbers of a comparison are. */
export function peersUnit(choice: PeerChoice, scope: Pick<Scope, 'measure'>, base: string | null): string {
	const measure = measureName(scope.measure);
	if (choice.share !== 'index' || base === null)
		return m.peers_unit({ measure, share: shareName(choice.share).toLowerCase() });
	const step = base.length > 4 ? period(base as Period) : base;
	return m.peers_unit_index({ measure, step });
}

/** An index with what it is made of: `240 (72 against 30)`; without a large enough base the two counts alone. */
export function indexText(value: number, base: number | null, index: number | null): string {
	if (base === null) return m.index_no_base({ value: number(value) });
	const input = { value: number(value), base: number(base) };
	return index === null ? m.index_small(input) : m.index({ ...input, index: number(Math.round(index)) });
}
