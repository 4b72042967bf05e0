import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { CLAIMED_AS, type PublishedQuote } from '#lib/domain/claim.ts';
import { isOutcome, type Outcome } from '#lib/domain/outcome.ts';
import { isPeriod, type Period } from '#lib/domain/period.ts';
import { parseJson } from './catalog.ts';

const PeriodText = v.custom<Period>((text) => typeof text === 'string' && isPeriod(text), 'not a half-year');
const Slugs = v.optional(v.array(v.string()), []);

const ScopeSchema = v.strictObject({
	as: v.optional(v.picklist(CLAIMED_AS), 'count'),
	territory: v.optional(v.string(), 'KZ'),
	measure: v.picklist(['requests', 'items']),
	from: PeriodText,
	to: PeriodText,
	product: Slugs,
	reason: Slugs,
	requester: Slugs,
	outcome: v.optional(
		v.array(v.custom<Outcome>((text) => typeof text === 'string' && isOutcome(text), 'not an outcome')),
		[]
	),
	withoutLaw: v.optional(v.boolean(), false)
});

const QuoteSchema = v.strictObject({
	id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
	publisher: v.string(),
	date: v.pipe(v.string(), v.regex(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/)),
	address: v.pipe(v.string(), v.regex(/^https?:\/\//)),
	/** That of the text, whatever the site speaks. */
	language: v.pipe(v.string(), v.regex(/^[a-z]{2}$/)),
	text: v.string(),
	/** The text is told in our words: no copy of it is held. */
	paraphrase: v.optional(v.boolean(), false),
	claims: v.array(
		v.strictObject({
			number: v.union([v.pipe(v.number(), v.integer(), v.minValue(0)), v.picklist(['majority', 'rank'])]),
			printed: ScopeSchema,
			fits: v.optional(v.array(ScopeSchema), [])
		})
	)
});

/**
 * Published figures with the scopes they are printed for. No count and no verdict stands in the file: both are made anew.
 * @throws DataFileError with the path of the first thing wrong
 */
export function parseClaims(text: string): PublishedQuote[] {
	return parseJson('claims.json', text, v.array(QuoteSchema));
}

export function heldClaims(): PublishedQuote[] {
	return parseClaims(readFileSync('data/claims.json', 'utf8'));
}
