import type { Holdings } from '#lib/domain/holding.ts';
import { WORLD, type Question } from '#lib/domain/question.ts';
import { countsOutcomes } from '#lib/engine/engine.ts';
import type { TableName } from '#lib/ingest/canonical.ts';

/** Rows as a script of rows hands them over: a territory's, or a part of the world's. */
export interface PackedPart {
	edition: string;
	/** A territory's code, or the name of a part of the world's rows. */
	part: string;
	/** Each packed by `packTable`. */
	tables: Partial<Record<TableName, string>>;
	/** What the edition holds, where that is not all. */
	holdings: Holdings | null;
}

export const DIVISIONS = ['requester', 'product', 'reason'] as const;

export type Division = (typeof DIVISIONS)[number];

/** What a part counts: requests and items, or items by outcome from 2019 on. */
export type PartCounts = 'counts' | 'outcomes';

/** Name of the part of the world's rows that is divided so and no further: all of them are more than an embed may weigh. */
export function worldPart(divisions: readonly Division[], counts: PartCounts): string {
	return [WORLD, ...divisions, counts].join('-');
}

/** The part that answers a question about the world. */
export function partFor(question: Question): string {
	const { by, where } = question;
	const label = (name: 'product' | 'reason') => by.includes(name) || where[name].length > 0 || Boolean(where.without);
	const used: Record<Division, boolean> = {
		requester: by.includes('requester') || by.includes('branch') || where.requester.length > 0,
		product: label('product'),
		reason: label('reason')
	};
	return worldPart(
		DIVISIONS.filter((division) => used[division]),
		countsOutcomes(question) ? 'outcomes' : 'counts'
	);
}
