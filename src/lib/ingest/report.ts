import { ruleOf } from './feeds.ts';
import type { ReadFiles, Unread } from './open.ts';
import type { OwnEdition } from './own.ts';
import type { Report } from './read.ts';

/** What a table was found to be. */
export interface TableReport extends Report {
	/** The file given: the zip where it is a table of one. */
	given: string;
	bytes: number;
	sha256: string | null;
	/** Rows of Kazakhstan. */
	kazakhstan: number;
	/** The editions an extract of this site was made from. */
	editions: string[];
}

type Assembled = Pick<OwnEdition, 'feeds' | 'comparisons' | 'leftOut' | 'superseded' | 'pairs' | 'aside'>;

/** All that is said of files before anything is shown. */
export interface FilesReport extends Assembled {
	tables: TableReport[];
	unread: Unread[];
	besides: string[];
}

const NOTHING: Assembled = { feeds: [], comparisons: [], leftOut: [], superseded: [], pairs: [], aside: [] };

/** @param edition `null` when no file has a row */
export function filesReport({ tables, unread, besides }: ReadFiles, edition: OwnEdition | null): FilesReport {
	const { feeds, comparisons, leftOut, superseded, pairs, aside } = edition ?? NOTHING;
	return {
		tables: tables.map(({ given, source, bytes, sha256 }) => ({
			...source.report,
			given,
			bytes,
			sha256,
			rule: ruleOf(source),
			kazakhstan: source.report.territories.KZ ?? 0,
			editions: source.layout === 'extract' ? [...new Set(source.rows.map(({ edition }) => edition))] : []
		})),
		unread,
		besides,
		feeds,
		comparisons,
		leftOut,
		superseded,
		pairs,
		aside
	};
}
