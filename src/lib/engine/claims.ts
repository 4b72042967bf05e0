import type { Claim, ClaimCheck, ClaimScope, ClaimValue, Verdict } from '#lib/domain/claim.ts';
import { expandRequesters, type Codebook } from '#lib/domain/codebook.ts';
import { isGivenBy, isPublishedBy, type Printed } from '#lib/domain/finder.ts';
import { answeringGrain, type Facts } from '#lib/domain/holding.ts';
import { isLaw } from '#lib/domain/peers.ts';
import { OUTCOMES_FROM, type Period } from '#lib/domain/period.ts';
import { WORLD, type Question, type Where } from '#lib/domain/question.ts';
import type { ComplianceRow, Measure } from '#lib/domain/row.ts';
import { answerFrom } from './rows.ts';

/** Tables of an edition that count requests by one rule. */
export interface ClaimSource {
	edition: string;
	/** By what its requests are counted. */
	rule: 'requests' | 'request-outcome pairs';
	facts: Facts;
	compliance: readonly ComplianceRow[];
	last: Period;
}

function whereOf(scope: ClaimScope, codebook: Codebook): Where {
	const { territory, from, to, product, reason, outcome } = scope;
	return { territory, from, to, product, reason, requester: expandRequesters(codebook, scope.requester), outcome };
}

/** The count of a question; `null` where the source has no table for it, or none that reaches back so far. */
function countOf(source: ClaimSource, question: Question, withoutLaw: boolean): number | null {
	const grain = answeringGrain(question, (grain) => source.facts[grain] !== undefined);
	const rows = source.facts[grain];
	const outcomes = question.where.outcome.length > 0;
	if (!rows || (outcomes && (question.measure === 'requests' || question.where.from < OUTCOMES_FROM))) return null;
	const reaches = rows.some(({ period }) => period <= question.where.from);
	if (!reaches || question.where.to > source.last) return null;
	const facts: Facts = withoutLaw ? { [grain]: rows.filter((row) => !isLaw(row)) } : source.facts;
	const [cell] = answerFrom(facts, question);
	if (!cell) return 0;
	// What an edition's files do not hold is not counted as nothing.
	return cell.gap === 'not-held' ? null : cell.value;
}

/** Per cents that a word such as "most" leaves open. */
const WIDE = 40;

function placeOf(source: ClaimSource, measure: Measure, where: Where): { value: number; of: number } | null {
	const question: Question = { measure, by: ['territory'], where: { ...where, territory: WORLD } };
	const all = answerFrom(source.facts, question).filter(({ value }) => (value ?? 0) > 0);
	const own = all.find(({ key }) => key[0] === where.territory)?.value;
	return own ? { value: 1 + all.filter(({ value }) => value! > own).length, of: all.length } : null;
}

/** Counts a scope again; `null` where the source has no number for it. */
export function countClaim(source: ClaimSource, scope: ClaimScope, codebook: Codebook): ClaimValue | null {
	const where = whereOf(scope, codebook);
	const { measure, withoutLaw } = scope;
	const made = (value: number | null | undefined, of: number | null = null): ClaimValue | null =>
		value === null || value === undefined ? null : { scope, edition: source.edition, value, of };
	if (scope.as === 'complied') {
		const row = source.compliance.find(
			({ period, territory, branch }) => period === scope.from && territory === scope.territory && branch === 'all'
		);
		return made(row?.percent, row?.requests);
	}
	if (scope.as === 'rank') {
		const place = scope.to > source.last ? null : placeOf(source, measure, where);
		return made(place?.value, place?.of);
	}
	const value = countOf(source, { measure, by: [], where }, withoutLaw);
	if (scope.as === 'count') return made(value);
	const whole: Where =
		scope.as === 'world-share'
			? { ...where, territory: WORLD }
			: { ...where, product: [], reason: [], requester: [], outcome: [] };
	const of = countOf(source, { measure, by: [], where: whole }, withoutLaw);
	return of ? made(value, of) : null;
}

/** What is held against the printed number: a count, a place, or per cent. */
export function heldAgainst({ scope, value, of }: ClaimValue): number {
	return scope.as === 'share' || scope.as === 'world-share' ? (100 * value) / of! : value;
}

/**
 * Counts a published number again.
 * @param sources the newest edition's requests first
 */
export function checkClaim(
	printed: Printed,
	claim: Claim,
	date: string,
	sources: readonly ClaimSource[],
	codebook: Codebook
): ClaimCheck {
	const [newest] = sources;
	const asPrinted = countClaim(newest, claim.printed, codebook);
	const tooNew = !isPublishedBy(claim.printed.to, date);
	const giving = (source: ClaimSource, scope: ClaimScope): ClaimValue | null => {
		const counted = isPublishedBy(scope.to, date) ? countClaim(source, scope, codebook) : null;
		return counted && isGivenBy(printed, heldAgainst(counted)) ? counted : null;
	};
	const verdict = (verdict: Verdict, gives: ClaimValue | null): ClaimCheck => ({ verdict, asPrinted, tooNew, gives });
	const first = <T>(list: readonly T[], give: (one: T) => ClaimValue | null) => {
		for (const one of list) {
			const given = give(one);
			if (given) return given;
		}
		return null;
	};

	// "Most" says little enough to hold of the scope as printed, even where a part of that came out later.
	const wide = printed.percent && printed.high - printed.low >= WIDE;
	const holds = wide && asPrinted && isGivenBy(printed, heldAgainst(asPrinted)) ? asPrinted : null;
	const same = giving(newest, claim.printed) ?? holds;
	if (same) return verdict('reproduced', same);
	const older = sources.slice(1);
	const byRule = (rule: ClaimSource['rule']) =>
		first(
			older.filter((source) => source.rule === rule),
			(source) => giving(source, claim.printed)
		);
	const inEdition = byRule('requests');
	if (inEdition) return verdict('edition', inEdition);
	// Another rule counts requests alone.
	const inPairs = claim.printed.measure === 'requests' ? byRule('request-outcome pairs') : null;
	if (inPairs) return verdict('rule', inPairs);
	if (claim.printed.measure === 'requests') {
		const items = giving(newest, { ...claim.printed, measure: 'items' });
		if (items) return verdict('items-as-requests', items);
	}
	const fitting = first(claim.fits, (scope) => giving(newest, scope));
	return fitting ? verdict('other-scope', fitting) : verdict('not-reproduced', null);
}
