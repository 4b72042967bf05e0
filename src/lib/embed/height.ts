/**
 * Tells the page around an embed how high it is, in every form that such pages already listen for: our own, Datawrapper's
 * (found by the frame's window, or by a part of its address), AMP's, WordPress's, which hands a secret over in the
 * fragment, and pym's, which hands over the frame's id in the query.
 * @param px height of what is shown, in whole pixels
 * @param path the part of the address that tells this embed from others
 */
export function heightMessages(
	px: number,
	path: string,
	{ search, hash }: { search: string; hash: string }
): unknown[] {
	const secret = /secret=(\w+)/.exec(hash)?.[1];
	const pym = new URLSearchParams(search).get('childId');
	return [
		{ type: 'takedown-ledger:height', height: px },
		{ 'datawrapper-height': { [path]: px } },
		{ sentinel: 'amp', type: 'embed-size', height: px },
		...(secret ? [{ message: 'height', value: px, secret }] : []),
		...(pym ? [`pymxPYMx${pym}xPYMxheightxPYMx${px}`] : [])
	];
}

/** Keys that such pages add to an address themselves. */
export const FOREIGN_KEYS = ['childId', 'initialWidth', 'parentTitle', 'parentUrl'] as const;
