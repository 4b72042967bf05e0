import { worldTotalsOf } from '#lib/domain/finder.ts';
import { readRemovals } from '#lib/ingest/canonical.ts';
import { heldCatalog, heldCodebook, heldTable } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

/** Shares of all territories' need these few numbers; no page carries all territories' rows. */
export const load: PageServerLoad = () => {
	const [{ edition, periods }] = heldCatalog().editions;
	const rows = readRemovals(heldTable(edition, 'removals'), heldCodebook());
	return { home: homeSource(), world: worldTotalsOf(rows, periods.last) };
};
