import type { Facts } from '#lib/domain/holding.ts';
import { periodsBetween, type Period } from '#lib/domain/period.ts';
import { WORLD, type Where } from '#lib/domain/question.ts';
import type { EditionCheck, EditionOddity, EditionSource } from '#lib/ingest/catalog.ts';
import type { OddRows } from '#lib/ingest/provenance.ts';
import { answerFrom } from './rows.ts';

/** What the importer's checks found of an edition: `quality.json`, and the rows of `oddities.csv`. */
export interface EditionQuality {
	edition: string;
	oddities: EditionOddity[];
	checkedAgainst: EditionCheck[];
	unchecked: Period[];
	sources: Pick<EditionSource, 'id' | 'layout' | 'use'>[];
}

/** The rows of a scope that an oddity is met in. */
export interface Touched {
	/** How often it is met. */
	count: number;
	/** Of the rows it is met in; `null` where these have no such count. */
	requests: number | null;
	items: number | null;
	/** For a difference: its sum with the sign. */
	off: number | null;
	/** Some are known by half-year and territory alone: filters may leave fewer. */
	atMost: boolean;
}

export interface OddityEffect {
	oddity: EditionOddity;
	/** The file is only compared with: no number of the edition rests on it. */
	checkAlone: boolean;
	kazakhstan: Touched;
	scope: Touched;
}

/** How far an edition and another file differ in a scope, by half-year and territory: filters are not told apart. */
export interface CheckEffect {
	check: Omit<EditionCheck, 'differences'>;
	kazakhstan: { count: number; net: number };
	scope: { count: number; net: number };
}

export interface UncheckedEffect {
	/** The half-years in the scope that stand in the edition alone. */
	periods: Period[];
	requests: number;
	items: number;
}

export interface Quality {
	edition: string;
	oddities: OddityEffect[];
	checks: CheckEffect[];
	unchecked: { kazakhstan: UncheckedEffect; scope: UncheckedEffect };
}

const inTerritory = ({ territory }: Where, code: string) => territory === WORLD || territory === code;

function matches(where: Where, row: OddRows): boolean {
	const fits = (filter: readonly string[], value: string | null) =>
		filter.length === 0 || value === null || filter.includes(value);
	return (
		inTerritory(where, row.territory) &&
		row.period >= where.from &&
		row.period <= where.to &&
		fits(where.product, row.product) &&
		fits(where.reason, row.reason) &&
		fits(where.requester, row.requester)
	);
}

const plus = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b);

function touched(where: Where, rows: readonly OddRows[]): Touched {
	const found: Touched = { count: 0, requests: null, items: null, off: null, atMost: false };
	for (const row of rows) {
		if (!matches(where, row)) continue;
		found.count += row.count;
		found.requests = plus(found.requests, row.requests);
		found.items = plus(found.items, row.items);
		found.off = plus(found.off, row.off);
		found.atMost ||=
			(where.product.length > 0 && row.product === null) ||
			(where.reason.length > 0 && row.reason === null) ||
			(where.requester.length > 0 && row.requester === null);
	}
	return found;
}

function differing(where: Where, { differences }: EditionCheck): { count: number; net: number } {
	const own = differences.filter(
		({ territory, period }) => inTerritory(where, territory) && period >= where.from && period <= where.to
	);
	return { count: own.length, net: own.reduce((net, { here, there }) => net + (here ?? 0) - (there ?? 0), 0) };
}

function uncheckedIn(where: Where, unchecked: readonly Period[], facts: Facts): UncheckedEffect {
	const periods = periodsBetween(where.from, where.to).filter((period) => unchecked.includes(period));
	const sum = (measure: 'requests' | 'items') =>
		answerFrom(facts, { measure, by: ['period'], where: { ...where, outcome: [] } })
			.filter(({ key }) => periods.includes(key[0] as Period))
			.reduce((sum, { value }) => sum + (value ?? 0), 0);
	return { periods, requests: sum('requests'), items: sum('items') };
}

/**
 * What every oddity the importer knows means for a scope, and for all of Kazakhstan: nothing, or how much.
 * @param facts rows of the scope's territory, and of Kazakhstan
 */
export function qualityOf(
	quality: EditionQuality,
	odd: readonly OddRows[],
	scope: Where,
	kazakhstan: Where,
	facts: { scope: Facts; kazakhstan: Facts }
): Quality {
	const { oddities, checkedAgainst, unchecked, sources } = quality;
	return {
		edition: quality.edition,
		oddities: oddities.map((oddity) => {
			const rows = odd.filter(
				(row) => row.oddity === oddity.id && row.source === oddity.source && row.layout === oddity.layout
			);
			const source = sources.find(({ id, layout }) => id === oddity.source && layout === oddity.layout);
			return {
				oddity,
				checkAlone: source?.use === 'check',
				kazakhstan: touched(kazakhstan, rows),
				scope: touched(scope, rows)
			};
		}),
		checks: checkedAgainst.map((one) => {
			const { differences: _, ...check } = one;
			return { check, kazakhstan: differing(kazakhstan, one), scope: differing(scope, one) };
		}),
		unchecked: {
			kazakhstan: uncheckedIn(kazakhstan, unchecked, facts.kazakhstan),
			scope: uncheckedIn(scope, unchecked, facts.scope)
		}
	};
}
