import * as v from 'valibot';
import { parseJson } from './catalog.ts';
import { LAYOUTS } from './layouts.ts';
import { NOTES } from './read.ts';

/** What no program can compute of a source file: what it is and how it came here. Keyed by SHA-256. */
const SourcesSchema = v.strictObject({
	editions: v.array(
		v.strictObject({
			edition: v.string(),
			title: v.string(),
			published: v.string(),
			/** Id of the source whose flat file gives the cube. */
			removals: v.string(),
			/** Id of the source whose historical requests file gives the shares complied with. */
			compliance: v.string(),
			/** Ids of sources that the cube is only compared with. */
			checks: v.array(v.string())
		})
	),
	sources: v.record(
		v.string(),
		v.strictObject({
			id: v.string(),
			file: v.string(),
			what: v.string(),
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
export type EditionDescription = Descriptions['editions'][number];
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
