import {
	editionsShown,
	heldCatalog,
	heldCodebook,
	heldTerritories,
	publishedEdition
} from '#lib/ingest/held.server.ts';
import type { Language } from '#lib/words/language.ts';
import { packed } from '#lib/domain/codebook.ts';
import type { LayoutServerLoad } from './$types';

export const prerender = true;
export const trailingSlash = 'always';

export const load: LayoutServerLoad = ({ params }) => {
	const [newest] = heldCatalog(params.lang).editions;
	const codebook = heldCodebook(params.lang);
	const held = new Set(heldTerritories(newest.edition));
	const territories = codebook.territories.filter(({ slug }) => held.has(slug));
	return {
		lang: params.lang as Language,
		codebook: packed({ ...codebook, territories }),
		editions: editionsShown(params.lang).map((edition, i) =>
			i === 0 ? { ...edition, unchecked: newest.unchecked, rows: publishedEdition(edition.edition).rows } : edition
		)
	};
};
