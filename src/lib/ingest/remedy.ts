import { type Grain, type Held } from '#lib/domain/holding.ts';
import { HEADLINE_FROM, OUTCOMES_FROM, type Period } from '#lib/domain/period.ts';

/** The file of Google's that would hold what is missing: the other side of the rule in `feeds.ts`. */
export type Remedy =
	'detailed' | 'requests' | 'items' | 'flat' | 'flat-distinct' | 'historical-requests' | 'historical-detailed';

/** Which file to add for a measure at a grain, for one half-year. */
export function remedyFor(held: Held, grain: Grain, period: Period): Remedy {
	if (held === 'outcomes') return 'flat';
	if (period >= OUTCOMES_FROM) {
		if (held === 'items') return grain === 'totals' || grain === 'by-requester' ? 'items' : 'flat';
		if (grain === 'cube') return 'flat-distinct';
		return grain === 'by-requester' ? 'requests' : 'detailed';
	}
	if (grain === 'totals' || grain === 'by-product-reason') {
		if (held === 'requests' && period >= HEADLINE_FROM) return 'detailed';
		return grain === 'totals' ? 'historical-requests' : 'historical-detailed';
	}
	if (grain === 'by-requester') return 'historical-requests';
	return held === 'requests' ? 'historical-detailed' : 'flat-distinct';
}
