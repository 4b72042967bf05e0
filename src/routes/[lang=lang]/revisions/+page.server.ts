import { relabelledBetween, revisionsOf } from '#lib/engine/revisions.ts';
import { heldLabels, heldSide } from '#lib/engine/sides.server.ts';
import { heldCatalog, heldCodebook } from '#lib/ingest/held.server.ts';
import { defaultRevisions, type RevisionsShown } from '#lib/state/revising.svelte.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

/** The default pair for Kazakhstan, compared while the site is made. */
export const load: PageServerLoad = (): { served: RevisionsShown } => {
	const asked = defaultRevisions({ editions: heldCatalog().editions.map(({ edition }) => edition) });
	const { edition, against, territory } = asked;
	const sides = [heldSide(against, territory), heldSide(edition, territory)] as const;
	return {
		served: {
			asked,
			revisions: revisionsOf(...sides, territory, heldCodebook()),
			relabelled: relabelledBetween(heldLabels(against), heldLabels(edition))
		}
	};
};
