import * as v from 'valibot';
import { isPeriod, type Period } from '#lib/domain/period.ts';
import { LAYOUTS } from './layouts.ts';
import { NOTES } from './read.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const PeriodText = v.custom<Period>((text) => typeof text === 'string' && isPeriod(text), 'not a half-year');
const Periods = v.strictObject({ first: PeriodText, last: PeriodText });
const EditionName = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/));

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
	use: v.picklist(['removals', 'compliance', 'check'])
});

const TableSchema = v.strictObject({
	name: v.picklist(['removals', 'compliance']),
	grain: v.array(v.string()),
	requests_rule: v.picklist(['requests', 'request-outcome pairs']),
	rows: Count,
	periods: Periods,
	sha256: Sha256
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
export type EditionCheck = v.InferOutput<typeof CheckSchema>;
export type Difference = v.InferOutput<typeof DifferenceSchema>;
export type EditionOddity = v.InferOutput<typeof OdditySchema>;

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
