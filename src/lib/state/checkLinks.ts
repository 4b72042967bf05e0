import { wholeOf, type ClaimValue } from '#lib/domain/claim.ts';
import type { Counted, Found } from '#lib/domain/finder.ts';
import { HOME, type PeerChoice } from '#lib/domain/peers.ts';
import { defaultScale, type Selection } from '#lib/domain/selection.ts';
import type { Language } from '#lib/words/language.ts';
import { defaultSelection, writeSelection, type AddressContext } from './address.ts';
import { comparePath, explorerPath, figurePath, movedPath } from './paths.ts';
import { writeComparison } from './peersAddress.ts';

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
	// The keys of "What moved", written here: its own code would come along for every check.
	if (kind === 'change') return `${movedPath(lang)}?${query(scope)}&base-from=${base!.from}&base-to=${base!.to}`;
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
