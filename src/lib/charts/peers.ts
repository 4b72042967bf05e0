import type { Codebook } from '#lib/domain/codebook.ts';
import { HOME, LAW_VALUE, type Peer, type PeerChoice, type PeerComparison } from '#lib/domain/peers.ts';
import { WORLD, type Narrowing } from '#lib/domain/question.ts';
import { scopeOf, type Scope } from '#lib/domain/scope.ts';
import { hasFilter, type Scale, type Selection } from '#lib/domain/selection.ts';
import type { Reading, Slot } from '#lib/domain/slot.ts';
import { counted, measureName, readingText, slotName, statusName, type Names } from '#lib/words/labels.ts';
import { m } from '#lib/words/messages/messages.js';
import { axisNumber, percent, percentOf, share } from '#lib/words/numbers.ts';
import {
	indexText,
	peersFinding,
	peersPeak,
	peersScope,
	peersSentence,
	peersUnit,
	shareName
} from '#lib/words/peers.ts';
import { placeOf } from './byPeriod.ts';
import { layoutDots } from './dots.ts';
import { heading, stacked, type Palette } from './drawing.ts';
import { statusNotes, stepColumn, type FigureModel } from './model.ts';
import { layoutMultiples, PANELS } from './multiples.ts';

/** All that the figures of a comparison are made from. */
export interface PeerInput {
	selection: Selection;
	choice: PeerChoice;
	scale: Scale;
	comparison: PeerComparison;
	codebook: Codebook;
	names: Names;
}

export const PEER_FIGURES = ['compare-totals', 'compare-over-time'] as const;

export type PeerFigureId = (typeof PEER_FIGURES)[number];

/** A value of a comparison: what is drawn, what it is a share of, and how both are said. */
interface Compared {
	drawn: number | null;
	base: number | null;
	text: string;
}

/** A count as the comparison shows it. Without a base, or with one below thirty, nothing is drawn and the counts are said. */
function compared({ value, ...reading }: Reading, base: number | null, choice: PeerChoice): Compared {
	const words = readingText({ value, ...reading });
	if (value === null || choice.share === 'count') return { drawn: value, base: null, text: words };
	if (choice.share === 'index') {
		const index = base === null ? null : percentOf(value, base);
		return { drawn: index, base, text: indexText(value, base, index) };
	}
	if (!base) return { drawn: null, base, text: words };
	return { drawn: percentOf(value, base), base, text: share(value, base) };
}

function baseOf(peer: Peer, { comparison, choice }: PeerInput, world: number): number | null {
	if (choice.share === 'world') return world;
	if (choice.share === 'own') return peer.own;
	if (choice.share === 'index') return peer.slots.find(({ key }) => key === comparison.base)?.value ?? null;
	return null;
}

function colorIn(peer: Peer, palette: Palette): string {
	return peer.code === HOME ? palette.categories['national-security'] : palette.other;
}

const axisOf = (choice: PeerChoice) => (value: number) =>
	choice.share === 'world' || choice.share === 'own' ? percent(value) : axisNumber(value);

/** Counts run over five orders of magnitude; shares and indices are read against each other on a plain axis. */
function scaleOf({ choice, scale }: PeerInput): Scale {
	return choice.share === 'count' ? scale : 'linear';
}

const leftOut = ({ withoutLaw }: PeerChoice): Record<string, string> => (withoutLaw ? { without: LAW_VALUE } : {});

function scopeIn({ selection }: PeerInput): Scope {
	return scopeOf({ ...selection, territory: WORLD, without: '' });
}

const valueOf = ({ value, status }: Reading, { base }: Compared) => ({
	value,
	...(base === null ? {} : { base }),
	status
});

/** The half-years of a step; of the whole range there is nothing to narrow. */
function rangeOf(reading: Reading | Slot): Pick<Narrowing, 'from' | 'to'> {
	return 'halves' in reading ? { from: reading.halves[0], to: reading.halves.at(-1)! } : {};
}

/** The territories side by side over the whole range, ordered. */
export function compareTotals(input: PeerInput): FigureModel<PeerFigureId> {
	const { selection, choice, comparison, names } = input;
	const scope = scopeIn(input);
	// Without a filter every territory's own total is all of itself.
	const trivial = choice.share === 'own' && !hasFilter(selection);
	// An index is of steps: the range as a whole has none, so its last step stands for it.
	const rows = comparison.peers
		.map((peer) => {
			const reading: Reading = choice.share === 'index' ? peer.slots.at(-1)! : peer.total;
			const value = compared(reading, baseOf(peer, input, comparison.worldTotal), choice);
			return { peer, reading, value, label: names.territory(peer.code) };
		})
		.sort((a, b) => (b.value.drawn ?? -1) - (a.value.drawn ?? -1) || (b.reading.value ?? -1) - (a.reading.value ?? -1));
	const measure = measureName(selection.measure);
	return {
		id: 'compare-totals',
		form: scaleOf(input) === 'log' ? m.form_dot_rows_log() : m.form_dot_rows(),
		shows: m.caption_peers({ measure }),
		apart: true,
		title: trivial ? m.peers_own_trivial_title() : peersFinding(comparison, choice, scope, names),
		sentence: trivial
			? m.peers_own_trivial()
			: choice.share === 'index'
				? m.peers_totals_index({ step: slotName(comparison.peers[0].slots.at(-1)!) })
				: m.peers_totals({ share: peersUnit(choice, scope, comparison.base) }),
		scope,
		scopeSaid: peersScope(scope, comparison, choice, names),
		notes: rows.some(({ value }) => value.drawn === null && value.base !== null) ? [m.note_small_base()] : [],
		folded: 0,
		absent: trivial,
		table: () => ({
			caption: m.caption_peers({ measure }),
			columns: [m.territory(), measure, ...(choice.share === 'count' ? [] : [shareName(choice.share)]), m.status()],
			rows: rows.map(({ label, reading, value }) => [
				label,
				readingText(reading),
				...(choice.share === 'count' ? [] : [value.text]),
				statusName(reading.status)
			])
		}),
		values: () =>
			rows.map(({ peer, reading, value }) => ({
				place: { compared: peer.code, ...leftOut(choice) },
				measure: selection.measure,
				...valueOf(reading, value)
			})),
		draw: (width, palette, stretch) =>
			layoutDots(
				rows.map(({ peer, reading, value, label }) => ({
					key: peer.code,
					label,
					value: value.drawn,
					text: value.text,
					says: () => [
						label,
						...(reading.value === null ? [] : [counted(reading.value, selection.measure)]),
						...(choice.share === 'count' && reading.value !== null ? [] : [value.text])
					],
					color: colorIn(peer, palette),
					strong: peer.code === HOME,
					narrow: { territory: peer.code, ...rangeOf(reading) }
				})),
				{ scale: scaleOf(input), axis: axisOf(choice) },
				width,
				palette,
				stretch
			)
	};
}

/** One panel a territory, all on one scale. */
export function compareOverTime(input: PeerInput): FigureModel<PeerFigureId> {
	const { selection, choice, comparison, names } = input;
	const scope = scopeIn(input);
	const panels = comparison.peers.map((peer) => ({
		peer,
		label: names.territory(peer.code),
		values: peer.slots.map((slot, i) => compared(slot, baseOf(peer, input, comparison.world[i].value), choice))
	}));
	const steps = comparison.peers[0].slots;
	const unit = peersUnit(choice, scope, comparison.base);
	const form = scaleOf(input) === 'log' ? 'dots' : 'columns';
	const shows = m.caption_peers_over_time({ share: unit });
	return {
		id: 'compare-over-time',
		form: PANELS[form](),
		shows,
		apart: true,
		title: peersPeak(comparison, choice, scope, names) ?? m.peers_over_time({ share: unit }),
		sentence: peersSentence(choice, comparison.base),
		scope,
		scopeSaid: peersScope(scope, comparison, choice, names),
		notes: [
			...new Set(panels.flatMap(({ peer }) => statusNotes(peer.slots))),
			...(choice.share !== 'count' &&
			panels.some(({ values }) => values.some((value) => value.drawn === null && value.base))
				? [m.note_small_base()]
				: [])
		],
		folded: 0,
		table: () => ({
			caption: shows,
			columns: [stepColumn(selection), ...panels.map(({ label }) => label)],
			rows: steps.map((step, i) => [slotName(step), ...panels.map(({ values }) => values[i].text)])
		}),
		across: 'compared',
		values: () =>
			panels.flatMap(({ peer, values }) =>
				peer.slots.map((slot, i) => ({
					place: { ...placeOf(slot), compared: peer.code, ...leftOut(choice) },
					measure: selection.measure,
					...valueOf(slot, values[i])
				}))
			),
		draw: (width, palette, stretch) =>
			stacked(width, 4, [
				heading(scaleOf(input) === 'log' ? m.unit_log({ unit }) : unit, width, palette),
				layoutMultiples(
					{
						form,
						axis: axisOf(choice),
						small: (i, panel) => {
							const { base, drawn } = panels.find(({ peer }) => peer.code === panel.key)!.values[i];
							return drawn === null && Boolean(base) && panel.slots[i].value !== null;
						},
						says: (i) => [
							slotName(steps[i]),
							...panels.map(({ label, values }) => m.line_of({ label, value: values[i].text }))
						],
						panels: panels.map(({ peer, label, values }) => ({
							key: peer.code,
							label,
							note: m.panel_total({ value: readingText(peer.total) }),
							slots: peer.slots,
							values: values.map(({ drawn }, i) => (peer.slots[i].partial ? null : drawn)),
							color: colorIn(peer, palette),
							narrow: { territory: peer.code }
						}))
					},
					width,
					palette,
					{ stretch }
				)
			])
	};
}

export function peerFigure(id: PeerFigureId, input: PeerInput): FigureModel<PeerFigureId> {
	return id === 'compare-totals' ? compareTotals(input) : compareOverTime(input);
}
