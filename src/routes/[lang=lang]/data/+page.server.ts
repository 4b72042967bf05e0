import { heldCatalog, heldEdition, heldTables } from '#lib/ingest/held.server.ts';
import { LANGUAGES } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES.map((lang) => ({ lang }));

/** The tables of every edition, the newest first. */
export const load: PageServerLoad = () => ({
	tables: heldCatalog().editions.flatMap(({ edition }) =>
		[...heldTables(edition), ...heldEdition(edition).files.map(({ name }) => name)].map((table) => ({ edition, table }))
	)
});
