import { WORLD } from '#lib/domain/question.ts';
import { stepsOf } from '#lib/domain/slot.ts';
import type { Notice } from '#lib/domain/notice.ts';
import { HOME, LAW_VALUE, PEER_SETS, SHARES, type PeerChoice } from '#lib/domain/peers.ts';
import type { Scale, Selection } from '#lib/domain/selection.ts';
import { readSelection, writeSelection, type AddressContext } from './address.ts';

/** Everything an address of the comparison says. */
export interface ComparisonAsked {
	selection: Selection;
	choice: PeerChoice;
	/** Territories lie orders of magnitude apart, so the axis is logarithmic unless the reader says otherwise. */
	scale: Scale;
}

const DEFAULT: PeerChoice = { set: 'central-asia', compare: [], share: 'count', base: '', withoutLaw: false };

/** What the page shows without a query: Kazakhstan beside Central Asia. */
export function defaultComparison(context: AddressContext): ComparisonAsked {
	return readComparison(new URLSearchParams(), context).asked;
}

/** Reads an address of the comparison; the keys it shares with the explorer are read as there. */
export function readComparison(
	params: URLSearchParams,
	context: AddressContext
): { asked: ComparisonAsked; notices: Notice[] } {
	const read = readSelection(params, context);
	const notices = read.notices.filter(({ key, value }) => key !== 'without' || value !== LAW_VALUE);
	const among = <T extends string>(key: string, values: readonly T[], fallback: T): T => {
		const [text, ...more] = params.getAll(key);
		if (text === undefined) return fallback;
		for (const value of more) notices.push({ kind: 'repeated', key, value });
		const found = values.find((value) => value === text.trim().toLowerCase());
		if (found === undefined) notices.push({ kind: 'unknown-value', key, value: text });
		return found ?? fallback;
	};
	const codes = new Set<string>();
	// A link from another page may be of a territory: it is compared with.
	if (read.selection.territory !== WORLD) codes.add(read.selection.territory);
	for (const text of params.getAll('compare').flatMap((list) => list.split(','))) {
		const code = text.trim().toUpperCase();
		if (context.codebook.territories.some(({ slug }) => slug === code)) codes.add(code);
		else notices.push({ kind: 'unknown-value', key: 'compare', value: text });
	}
	codes.delete(HOME);
	const { step, from, to } = read.selection;
	const base = (params.get('base') ?? '').trim().toUpperCase();
	const fits = base === '' || stepsOf(from, to, step).some(({ key }) => key === base);
	if (!fits) notices.push({ kind: 'unknown-value', key: 'base', value: base });
	return {
		asked: {
			selection: { ...read.selection, territory: HOME, without: '' },
			choice: {
				set: among('set', [...PEER_SETS, 'none'] as const, DEFAULT.set),
				compare: [...codes].sort(),
				share: among('share', SHARES, DEFAULT.share),
				base: fits ? base : '',
				withoutLaw: params.getAll('without').includes(LAW_VALUE)
			},
			scale: params.has('scale') ? read.selection.scale : 'log'
		},
		notices
	};
}

/** The query of a comparison: what differs from the defaults; `pinned` also writes edition and range. */
export function writeComparison(
	{ selection, choice, scale }: ComparisonAsked,
	context: AddressContext,
	pinned = false
): URLSearchParams {
	const params = writeSelection(selection, context, pinned);
	// Kazakhstan is what is compared, whatever an edition opens on; the axis has a default of its own here.
	for (const key of ['territory', 'scale']) params.delete(key);
	if (scale !== 'log') params.set('scale', scale);
	if (choice.set !== DEFAULT.set) params.set('set', choice.set);
	for (const code of choice.compare) params.append('compare', code);
	if (choice.share !== DEFAULT.share) params.set('share', choice.share);
	if (choice.base) params.set('base', choice.base);
	if (choice.withoutLaw) params.set('without', LAW_VALUE);
	return params;
}
