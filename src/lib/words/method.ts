import { STATUSES, type Status } from '#lib/domain/status.ts';
import type { Difference, Edition, EditionCheck } from '#lib/ingest/catalog.ts';
import { m } from './messages/messages.js';
import { statusName } from './labels.ts';

/** The parts of the method page, by the ids that links to it use. */
export const PARTS = [
	'counted',
	'google',
	'status',
	'break',
	'sources',
	'editions',
	'checks',
	'oddities',
	'reading',
	'addresses',
	'device',
	'citing'
] as const;

export type Part = (typeof PARTS)[number];

/** How many differences are listed one by one. */
const LISTED = 10;
const KAZAKHSTAN = 'KZ';

export interface ListedDifference extends Difference {
	/** Id of the source compared with. */
	source: string;
	by: number;
}

/** What the page tells of an edition's checks: each in one line, and the largest differences of all. */
export function checksOf(edition: Pick<Edition, 'checkedAgainst'>) {
	const checks = edition.checkedAgainst.map(({ differences, ...check }) => ({
		...check,
		kazakhstan: differences.filter(({ territory }) => territory === KAZAKHSTAN).length
	}));
	const all = edition.checkedAgainst.flatMap(({ source, differences }: EditionCheck) =>
		differences.map((difference): ListedDifference => ({
			...difference,
			source,
			by: (difference.here ?? 0) - (difference.there ?? 0)
		}))
	);
	all.sort((a, b) => Math.abs(b.by) - Math.abs(a.by) || (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
	const rest = all.slice(LISTED);
	return {
		checks,
		kazakhstan: checks.reduce((sum, { kazakhstan }) => sum + kazakhstan, 0),
		differences: all.length,
		largest: all.slice(0, LISTED),
		/** What is not listed, and the largest of it without its sign. */
		rest: { count: rest.length, largest: Math.abs(rest[0]?.by ?? 0) }
	};
}

const MEANING: Record<Status, { means: () => string; drawn: () => string }> = {
	reported: { means: m.method_st_reported, drawn: m.method_st_reported_drawn },
	zero: { means: m.method_st_zero, drawn: m.method_st_zero_drawn },
	'not-reported': {
		means: m.method_st_not_reported,
		drawn: () => m.method_st_hatched({ mark: m.lane_not_reported() })
	},
	withheld: {
		means: m.method_st_withheld,
		drawn: () => m.method_st_withheld_drawn({ mark: m.lane_withheld() })
	},
	unknown: { means: m.method_st_unknown, drawn: () => m.method_st_unknown_drawn({ mark: m.lane_unknown() }) },
	'not-published': {
		means: m.method_st_not_published,
		drawn: () => m.method_st_hatched({ mark: m.lane_not_published() })
	},
	'not-held': {
		means: m.method_st_not_held,
		drawn: () => m.method_st_hatched({ mark: m.lane_not_held() })
	}
};

/** Every status with its name, its slug in files, what it means and how it is drawn. */
export function statusLines(): { name: string; slug: Status; means: string; drawn: string }[] {
	return STATUSES.map((slug) => ({
		name: statusName(slug),
		slug,
		means: MEANING[slug].means(),
		drawn: MEANING[slug].drawn()
	}));
}
