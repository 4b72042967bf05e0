import type { ClaimValue } from '#lib/domain/claim.ts';
import type { Counted, Found } from '#lib/domain/finder.ts';
import { HOME, type PeerChoice } from '#lib/domain/peers.ts';
import { WORLD } from '#lib/domain/question.ts';
import { defaultScale, type Selection } from '#lib/domain/selection.ts';
import { wholeOf } from '#lib/words/claims.ts';
import type { Language } from '#lib/words/language.ts';
import { defaultSelection, writeSelection, type AddressContext } from './address.ts';
import { MOVED } from './moved.ts';
import { comparePath, explorerPath, figurePath, movedPath } from './paths.ts';
import { writeComparison } from './peersAddress.ts';

/** What an address of "Check" asks for. */
export interface CheckAsked {
	text: string;
	/** The day the text was printed; empty where it does not say. */
	date: string;
	/** A territory's code, or `world`; empty: the one the text names, or else Kazakhstan. */
	territory: string;
}

/** Keys of "Check" alone; `territory` it has in common with the other pages. */
export const CHECK_KEYS = ['q', 'date'] as const;

/** Longer texts are cut: an address has an end. */
export const TEXT_LIMIT = 2000;

const isDate = (text: string) => /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text);

/** Reads an address. A date or a territory that is none is left out. */
export function readCheck(params: URLSearchParams, { codebook }: Pick<AddressContext, 'codebook'>): CheckAsked {
	const date = (params.get('date') ?? '').trim();
	const territory = (params.get('territory') ?? '').trim();
	const code = territory.toLowerCase() === WORLD ? WORLD : territory.toUpperCase();
	return {
		text: (params.get('q') ?? '').slice(0, TEXT_LIMIT),
		date: isDate(date) ? date : '',
		territory: code === WORLD || codebook.territories.some(({ slug }) => slug === code) ? code : ''
	};
}

export function writeCheck({ text, date, territory }: CheckAsked): URLSearchParams {
	const params = new URLSearchParams();
	if (text.trim()) params.set('q', text.slice(0, TEXT_LIMIT));
	if (date) params.set('date', date);
	if (territory) params.set('territory', territory);
	return params;
}

function selectionOf(scope: Counted, edition: string, context: AddressContext): Selection {
	return { ...defaultSelection(context, edition), ...scope, scale: defaultScale(scope.measure) };
}

/** The view of a share: the figure that divides by what the part has more than its whole. */
function figureOf(scope: Counted, base: Counted) {
	if (scope.outcome.length > 0 && base.outcome.length === 0) return 'by-outcome' as const;
	const more = (['product', 'reason', 'requester'] as const).filter((key) => scope[key].length > base[key].length);
	if (more.length === 2) return more.includes('requester') ? null : ('product-by-reason' as const);
	return more[0] ? (`by-${more[0]}` as const) : null;
}

/** Compare, with the territory among those compared. */
function comparisonLink(
	scope: Counted,
	lang: Language,
	edition: string,
	context: AddressContext,
	change: Partial<PeerChoice>
): string {
	const choice: PeerChoice = {
		set: 'ten-largest',
		compare: [scope.territory].filter((code) => code !== HOME),
		share: 'count',
		base: '',
		withoutLaw: false,
		...change
	};
	const selection = selectionOf({ ...scope, territory: HOME }, edition, context);
	return `${comparePath(lang)}?${writeComparison({ selection, choice, scale: 'log' }, context, true)}`;
}

/** The address, without the site's own, where what was found is seen: with edition and range, so that it stays so for ever. */
export function foundLink(
	{ kind, scope, base }: Pick<Found, 'kind' | 'scope' | 'base'>,
	lang: Language,
	edition: string,
	context: AddressContext
): string {
	const query = (of: Counted) => writeSelection(selectionOf(of, edition, context), context, true).toString();
	if (kind === 'complied') return `${figurePath(lang, 'by-outcome')}?${query({ ...scope, requester: [] })}`;
	if (kind === 'change') {
		const selection = { ...selectionOf(scope, edition, context), by: 'product-reason' as const };
		const { from: baseFrom, to: baseTo } = base!;
		return `${movedPath(lang)}?${MOVED.write({ ...selection, baseFrom, baseTo }, context, true)}`;
	}
	if (kind === 'world') return comparisonLink(scope, lang, edition, context, { share: 'world' });
	const figure = base && figureOf(scope, base);
	return figure && base ? `${figurePath(lang, figure)}?${query(base)}` : `${explorerPath(lang)}?${query(scope)}`;
}

/** The same for what gives a published number. */
export function claimLink({ scope: claimed, edition }: ClaimValue, lang: Language, context: AddressContext): string {
	const { as, withoutLaw, ...scope } = claimed;
	if (as === 'rank' || withoutLaw) return comparisonLink(scope, lang, edition, context, { withoutLaw });
	const kind = as === 'world-share' ? 'world' : as;
	return foundLink({ kind, scope, base: wholeOf(claimed) && plain(wholeOf(claimed)!) }, lang, edition, context);
}

/** Nothing but what an address is made of. */
function plain({ territory, from, to, measure, product, reason, requester, outcome }: Counted): Counted {
	return { territory, from, to, measure, product, reason, requester, outcome };
}
