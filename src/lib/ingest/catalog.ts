import * as v from 'valibot';
import { GRAINS, type Grain, type Held, type Holdings } from '#lib/domain/holding.ts';
import { isPeriod, periodsBetween, shift, type Period } from '#lib/domain/period.ts';
import { LAYOUTS } from './layouts.ts';
import { NOTES } from './read.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const PeriodText = v.custom<Period>((text) => typeof text === 'string' && isPeriod(text), 'not a half-year');
const Periods = v.strictObject({ first: PeriodText, last: PeriodText });
/** `YYYY-MM`. */
export const EditionName = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'no month such as 2026-06'));

const SourceSchema = v.strictObject({
	/** Short name that checks and oddities refer to. */
	id: v.string(),
	/** The file as obtained, an archive as a whole. */
	file: v.string(),
	what: v.string(),
	obtained: v.string(),
	/** Whether the file is Google's own or somebody's republication. */
	publisher: v.picklist(['google', 'third-party']),
	sha256: Sha256,
	bytes: Count,
	/** The file inside the archive that was read; `null` when the file is no archive. */
	member: v.nullable(v.strictObject({ path: v.string(), sha256: Sha256, bytes: Count })),
	layout: v.picklist(LAYOUTS),
	rows: Count,
	periods: Periods,
	/** `tables`: all that the edition is made of, by the rule of `feeds.ts`. */
	use: v.picklist(['removals', 'compliance', 'check', 'tables'])
});

const TableSchema = v.strictObject({
	name: v.picklist(['removals', 'by-product-reason', 'by-requester', 'totals', 'compliance', 'pairs']),
	grain: v.array(v.string()),
	/** `null`: it counts no request at all. */
	requests_rule: v.nullable(v.picklist(['requests', 'request-outcome pairs'])),
	rows: Count,
	periods: Periods,
	sha256: Sha256
});

const FileSchema = v.strictObject({ name: v.picklist(['labels', 'oddities']), rows: Count, sha256: Sha256 });

const Reach = v.array(Periods);
const HeldSchema = v.strictObject({ requests: Reach, items: Reach, outcomes: Reach });

/** What an edition made of margins holds, half-years as stretches. */
const HoldingsSchema = v.strictObject({
	held: v.strictObject({
		cube: HeldSchema,
		'by-product-reason': HeldSchema,
		'by-requester': HeldSchema,
		totals: HeldSchema
	}),
	tables: v.array(v.picklist(GRAINS)),
	compliance: Reach,
	breakdownFrom: PeriodText,
	pairs: v.boolean(),
	outcomesEstimated: v.boolean(),
	oldMethod2019: v.array(v.picklist(['requests', 'items']))
});

const FeedSchema = v.strictObject({
	held: v.picklist(['requests', 'items', 'outcomes', 'compliance', 'pairs']),
	grain: v.picklist(GRAINS),
	/** Id and layout of the source. */
	source: v.string(),
	layout: v.picklist(LAYOUTS),
	periods: Periods,
	/** 2019H1 as counted by the old method. */
	old: v.boolean()
});

const DifferenceSchema = v.strictObject({
	territory: v.string(),
	period: PeriodText,
	measure: v.picklist(['requests', 'items']),
	/** `null`: no row. */
	here: v.nullable(Count),
	there: v.nullable(Count)
});

const CheckSchema = v.strictObject({
	/** Id of the source compared with. */
	source: v.string(),
	what: v.string(),
	measure: v.picklist(['requests', 'items']),
	periods: Periods,
	/** Territory-periods that are equal, of all that either side has. */
	agree: Count,
	of: Count,
	/** Sum here less sum there. */
	net: v.pipe(v.number(), v.integer()),
	differences: v.array(DifferenceSchema)
});

const OdditySchema = v.strictObject({
	source: v.string(),
	layout: v.picklist(LAYOUTS),
	id: v.picklist(NOTES),
	what: v.string(),
	count: Count,
	/** How many of them are Kazakhstan's. */
	kazakhstan: Count,
	/** For differences: summed with their sign, and without it. */
	off: v.nullable(v.strictObject({ net: v.pipe(v.number(), v.integer()), absolute: Count })),
	effect: v.string()
});

const EditionSchema = v.strictObject({
	edition: EditionName,
	title: v.string(),
	published: v.string(),
	sources: v.array(SourceSchema),
	periods: Periods,
	tables: v.array(TableSchema),
	/** What is said about the edition's files: every label they use, every row with an oddity. */
	files: v.array(FileSchema),
	/** `null`: all that Google published by then. */
	holdings: v.nullable(HoldingsSchema),
	/** Which source gives what, for an edition made of several. */
	feeds: v.array(FeedSchema),
	checkedAgainst: v.array(CheckSchema),
	/** Periods that stand in the edition alone: in no other file that requests and items could be checked against. */
	unchecked: v.array(PeriodText),
	oddities: v.array(OdditySchema)
});

const CatalogSchema = v.strictObject({ editions: v.array(EditionSchema) });

export type Catalog = v.InferOutput<typeof CatalogSchema>;
export type Edition = v.InferOutput<typeof EditionSchema>;
export type EditionSource = v.InferOutput<typeof SourceSchema>;
export type EditionTable = v.InferOutput<typeof TableSchema>;
export type EditionFile = v.InferOutput<typeof FileSchema>;
export type EditionFeed = v.InferOutput<typeof FeedSchema>;
export type EditionHoldings = v.InferOutput<typeof HoldingsSchema>;
export type EditionCheck = v.InferOutput<typeof CheckSchema>;
export type Difference = v.InferOutput<typeof DifferenceSchema>;
export type EditionOddity = v.InferOutput<typeof OdditySchema>;

/** Half-years as stretches without a break. */
export function stretches(periods: readonly Period[]): { first: Period; last: Period }[] {
	const found: { first: Period; last: Period }[] = [];
	for (const period of periods.toSorted()) {
		const before = found.at(-1);
		if (before && shift(before.last, 1) === period) before.last = period;
		else found.push({ first: period, last: period });
	}
	return found;
}

const spread = (reach: readonly { first: Period; last: Period }[]) =>
	reach.flatMap(({ first, last }) => periodsBetween(first, last));

function byGrain<A, B>(held: Record<Grain, Record<Held, A>>, change: (reach: A) => B): Record<Grain, Record<Held, B>> {
	const changed = ({ requests, items, outcomes }: Record<Held, A>) => ({
		requests: change(requests),
		items: change(items),
		outcomes: change(outcomes)
	});
	return Object.fromEntries(GRAINS.map((grain) => [grain, changed(held[grain])])) as Record<Grain, Record<Held, B>>;
}

/** Holdings as the catalog writes them. */
export function writeHoldings(holdings: Holdings): EditionHoldings {
	const { held, tables, compliance, oldMethod2019, breakdownFrom, pairs, outcomesEstimated } = holdings;
	return {
		held: byGrain(held, stretches),
		tables: [...tables],
		compliance: stretches(compliance),
		breakdownFrom,
		pairs,
		outcomesEstimated,
		oldMethod2019: [...oldMethod2019]
	};
}

/** Holdings of an edition of the catalog, each half-year named. */
export function holdingsOf({ holdings }: Pick<Edition, 'holdings'>): Holdings | null {
	if (holdings === null) return null;
	return {
		...holdings,
		published: true,
		held: byGrain(holdings.held, spread),
		compliance: spread(holdings.compliance)
	};
}

/** One of the project's own JSON files in `data` does not read as it should. */
export class DataFileError extends Error {
	constructor(file: string, found: string) {
		super(`${file}: ${found}`);
		this.name = 'DataFileError';
	}
}

/**
 * A value out of JSON text, held to a schema.
 * @throws DataFileError with the path of the first thing wrong
 */
export function parseJson<S extends v.GenericSchema>(file: string, text: string, schema: S): v.InferOutput<S> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new DataFileError(file, `not JSON (${(error as Error).message})`);
	}
	const result = v.safeParse(schema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new DataFileError(file, `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
}

/**
 * The catalog of editions.
 * @throws DataFileError with the path of the first thing wrong
 */
export function parseCatalog(text: string): Catalog {
	return parseJson('catalog.json', text, CatalogSchema);
}

/** The text of `catalog.json`: editions in order, so that the same content is the same bytes. */
export function writeCatalog(catalog: Catalog): string {
	const editions = catalog.editions.toSorted((a, b) => (a.edition < b.edition ? -1 : 1));
	return `${JSON.stringify({ editions }, null, '\t')}\n`;
}
