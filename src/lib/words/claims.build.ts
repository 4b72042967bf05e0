import type { CheckedClaim, CheckedQuote, ClaimScope, PublishedQuote } from '#lib/domain/claim.ts';
import type { Codebook, Entry } from '#lib/domain/codebook.ts';
import type { Printed } from '#lib/domain/finder.ts';
import { WORLD } from '#lib/domain/question.ts';
import { checkClaim, type ClaimSource } from '#lib/engine/claims.ts';
import { readMajority, readNumbers, readRank } from './numberReading.ts';

/** A quote does not say what a claim says it does. */
export class ClaimError extends Error {
	constructor(id: string, found: string) {
		super(`${id}: ${found}`);
		this.name = 'ClaimError';
	}
}

/** What of a scope can't be meant; `null` where it can. */
function amiss(scope: ClaimScope, percent: boolean, codebook: Codebook): string | null {
	const { territory, from, to, as } = scope;
	const known = (entries: readonly Entry[], slug: string) => entries.some((entry) => entry.slug === slug);
	if (territory !== WORLD && !known(codebook.territories, territory)) return `no territory "${territory}"`;
	for (const [filter, entries] of [
		['product', codebook.products],
		['reason', codebook.reasons],
		['requester', codebook.requesters]
	] as const)
		for (const slug of scope[filter]) if (!known(entries, slug)) return `no ${filter} "${slug}"`;
	if (from > to) return `${from} is after ${to}`;
	const counts = as === 'count' || as === 'rank';
	if (counts === percent) return `${percent ? 'a percentage' : 'a number without a percent sign'} as "${as}"`;
	return null;
}

/**
 * Reads each number out of its quote and counts it again.
 * @throws ClaimError where a quote has no such number, or a claim says of it what can't be: a slip must not become a verdict
 */
export function checkQuotes(
	quotes: readonly PublishedQuote[],
	sources: readonly ClaimSource[],
	codebook: Codebook
): CheckedQuote[] {
	const ids = new Set<string>();
	return quotes.map((quote) => {
		if (ids.has(quote.id)) throw new ClaimError(quote.id, 'is there twice');
		ids.add(quote.id);
		const { mentions } = readNumbers(quote.text, codebook, quote.date);
		const claims = quote.claims.map((claim): CheckedClaim => {
			const words = typeof claim.number === 'number' ? null : claim.number;
			const mention = typeof claim.number === 'number' ? mentions[claim.number] : undefined;
			const printed: Printed | null | undefined =
				words === 'majority' ? readMajority(quote.text) : words === 'rank' ? readRank(quote.text) : mention?.printed;
			if (!printed) {
				const read = mentions.map(({ text }, i) => `${i}: ${text}`).join('; ');
				throw new ClaimError(quote.id, `no number ${claim.number} in "${quote.text}" (${read || 'none is read'})`);
			}
			for (const scope of [claim.printed, ...claim.fits]) {
				const wrong = amiss(scope, printed.percent, codebook);
				if (wrong) throw new ClaimError(quote.id, `number ${claim.number}: ${wrong}`);
			}
			const check = checkClaim(printed, claim, quote.date, sources, codebook);
			return { ...check, text: mention?.text ?? '', words, printed: claim.printed };
		});
		return { ...quote, claims };
	});
}
