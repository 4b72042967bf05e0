import * as v from 'valibot';
import { EditionName, parseJson } from './catalog.ts';
import { LAYOUTS } from './layouts.ts';
import { NOTES } from './read.ts';

/** What no program can compute of a source file: what it is and how it came here. Keyed by SHA-256. */
const Named = {
	/** `YYYY-MM`; where `published` says that the month is not known, one that sorts right. */
	edition: EditionName,
	title: v.string(),
	published: v.string()
};

/** An edition whose flat file has every dimension and counts distinct requests. */
const CubeSchema = v.strictObject({
	...Named,
	/** Id of the source whose flat file gives the cube. */
	removals: v.string(),
	/** Id of the source whose historical requests file gives the shares complied with. */
	compliance: v.string(),
	/** Ids of sources that the cube is only compared with. */
	checks: v.array(v.string())
});

/** An edition that is what its files alone give, by the rule of `feeds.ts`. */
const FilesSchema = v.strictObject({ ...Named, files: v.pipe(v.array(v.string()), v.minLength(1)) });

const SourcesSchema = v.strictObject({
	editions: v.array(v.union([CubeSchema, FilesSchema])),
	sources: v.record(
		v.string(),
		v.strictObject({
			id: v.string(),
			file: v.string(),
			what: v.string(),
			/** What each table of an archive is, by its layout. */
			members: v.optional(v.partial(v.strictObject(v.entriesFromList(LAYOUTS, v.string())))),
			obtained: v.string(),
			publisher: v.picklist(['google', 'third-party'])
		})
	)
});

/** The reviewed list of oddities: exactly these, exactly as often. */
const OdditiesSchema = v.array(
	v.strictObject({
		source: v.string(),
		layout: v.picklist(LAYOUTS),
		id: v.picklist(NOTES),
		count: v.pipe(v.number(), v.integer(), v.minValue(1)),
		what: v.string(),
		effect: v.string()
	})
);

export type Descriptions = v.InferOutput<typeof SourcesSchema>;
export type CubeDescription = v.InferOutput<typeof CubeSchema>;
export type FilesDescription = v.InferOutput<typeof FilesSchema>;
export type SourceDescription = Descriptions['sources'][string];
export type Oddity = v.InferOutput<typeof OdditiesSchema>[number];

/**
 * The text of `data/sources.json`.
 * @throws DataFileError
 */
export function parseDescriptions(text: string): Descriptions {
	return parseJson('sources.json', text, SourcesSchema);
}

/**
 * The text of `data/oddities.json`.
 * @throws DataFileError
 */
export function parseOddities(text: string): Oddity[] {
	return parseJson('oddities.json', text, OdditiesSchema);
}
