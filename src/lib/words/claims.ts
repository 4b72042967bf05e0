import {
	wholeOf,
	type CheckedClaim,
	type CheckedQuote,
	type ClaimScope,
	type ClaimValue,
	type Verdict
} from '#lib/domain/claim.ts';
import { digitsOf, foundScope } from './check.ts';
import { day, MONTHS_ALONE } from './events.ts';
import { counted, measureName, type Names } from './labels.ts';
import { m } from './messages/messages.js';
import { number, shareOf, wholePercent } from './numbers.ts';
import { scopeSentence } from './sentences.ts';

const VERDICT_WORDS: Record<Verdict, { name: () => string; means: () => string }> = {
	reproduced: { name: m.verdict_reproduced, means: m.verdict_reproduced_means },
	'other-scope': { name: m.verdict_other_scope, means: m.verdict_other_scope_means },
	edition: { name: m.verdict_edition, means: m.verdict_edition_means },
	rule: { name: m.verdict_rule, means: m.verdict_rule_means },
	'items-as-requests': { name: m.verdict_items, means: m.verdict_items_means },
	'not-reproduced': { name: m.verdict_not_reproduced, means: m.verdict_not_reproduced_means }
};

export function verdictName(verdict: Verdict): string {
	return VERDICT_WORDS[verdict].name();
}

export function verdictMeaning(verdict: Verdict): string {
	return VERDICT_WORDS[verdict].means();
}

/** When something was printed, as exactly as it is known. */
export function printedOn(date: string): string {
	const [year, month, of] = date.split('-');
	if (of) return day(date);
	return month ? m.month_of_year({ month: MONTHS_ALONE[Number(month) - 1](), year }) : year;
}

/** A number as it is quoted, or what is said in words. */
export function claimText({ text, words }: Pick<CheckedClaim, 'text' | 'words'>): string {
	if (words === 'majority') return m.claims_majority();
	return words === 'rank' ? m.claims_rank() : m.check_quoted({ text });
}

/** What a scope gives, with its unit. */
export function claimCount({ scope, value, of }: ClaimValue, printed: string): string {
	if (scope.as === 'rank')
		return m.claims_place({ place: number(value), of: number(of!), measure: measureName(scope.measure).toLowerCase() });
	if (scope.as === 'complied') return wholePercent(value);
	return of === null ? counted(value, scope.measure) : shareOf(value, of, scope.measure, digitsOf(printed));
}

/** What a scope counts, in sentences. */
export function claimScope(scope: ClaimScope, names: Names, edition: string): string {
	const base = wholeOf(scope);
	const said = base
		? foundScope({ kind: 'share', scope, base, row: null }, names, edition)
		: scopeSentence({ ...scope, edition, without: null }, names);
	return scope.withoutLaw ? m.peers_scope_law({ scope: said }) : said;
}

/** A short note to an editor, where a number does not hold as printed. */
export function claimNote(
	quote: CheckedQuote,
	claim: CheckedClaim,
	link: string,
	names: Names,
	edition: string
): string {
	const { asPrinted, gives, printed, text } = claim;
	const scope = claimScope(printed, names, edition);
	const number = claimText(claim);
	return [
		m.claims_note_printed({ publisher: quote.publisher, date: printedOn(quote.date), number, text: quote.text }),
		asPrinted ? m.claims_note_counts({ scope, count: claimCount(asPrinted, text) }) : m.claims_note_no_value({ scope }),
		gives
			? m.claims_note_gives({
					number,
					scope: claimScope(gives.scope, names, gives.edition),
					count: claimCount(gives, text)
				})
			: m.claims_note_nothing({ number }),
		m.claims_note_link({ link })
	].join('\n');
}
