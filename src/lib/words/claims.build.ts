import type { CheckedClaim, CheckedQuote, PublishedQuote } from '#lib/domain/claim.ts';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Printed } from '#lib/domain/finder.ts';
import { checkClaim, type ClaimSource } from '#lib/engine/claims.ts';
import { readMajority, readNumbers, readRank } from './numberReading.ts';

/** A quote does not say what a claim says it does. */
export class ClaimError extends Error {
	constructor(id: string, found: string) {
		super(`${id}: ${found}`);
		this.name = 'ClaimError';
	}
}

/**
 * Reads each number out of its quote and counts it again.
 * @throws ClaimError where a quote has no such number
 */
export function checkQuotes(
	quotes: readonly PublishedQuote[],
	sources: readonly ClaimSource[],
	codebook: Codebook
): CheckedQuote[] {
	return quotes.map((quote) => {
		const { mentions } = readNumbers(quote.text, codebook, quote.date);
		const claims = quote.claims.map((claim): CheckedClaim => {
			const words = typeof claim.number === 'number' ? null : claim.number;
			const mention = typeof claim.number === 'number' ? mentions[claim.number] : undefined;
			const printed: Printed | null | undefined =
				words === 'majority' ? readMajority(quote.text) : words === 'rank' ? readRank(quote.text) : mention?.printed;
			if (!printed) throw new ClaimError(quote.id, `no number ${claim.number} in "${quote.text}"`);
			const check = checkClaim(printed, claim, quote.date, sources, codebook);
			return { ...check, text: mention?.text ?? '', words, printed: claim.printed };
		});
		return { ...quote, claims };
	});
}
