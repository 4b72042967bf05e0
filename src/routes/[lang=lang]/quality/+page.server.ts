import { whereOf } from '#lib/domain/selection.ts';
import { qualityOf } from '#lib/engine/quality.ts';
import { heldSide } from '#lib/engine/sides.server.ts';
import { heldCodebook, heldQuality, heldTable } from '#lib/ingest/held.server.ts';
import { readOddRows } from '#lib/ingest/provenance.ts';
import { defaultSelection } from '#lib/state/address.ts';
import { kazakhstanIn, type QualityShown } from '#lib/state/quality.svelte.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

/** The newest edition and Kazakhstan, found while the site is made. */
export const load: PageServerLoad = async ({ parent, params }): Promise<{ served: QualityShown }> => {
	const context = { editions: (await parent()).editions, codebook: heldCodebook() };
	const selection = defaultSelection(context);
	const { edition } = selection;
	const { facts } = heldSide(edition, 'KZ');
	const odd = readOddRows(heldTable(edition, 'oddities'));
	const where = whereOf(selection, context.codebook);
	return {
		served: {
			selection,
			quality: qualityOf(heldQuality(edition, params.lang), odd, where, kazakhstanIn(context, edition), {
				scope: facts,
				kazakhstan: facts
			})
		}
	};
};
