import {
	editionsShown,
	heldCatalog,
	heldCodebook,
	heldTerritories,
	publishedEdition
} from '#lib/ingest/held.server.ts';
import type { Language } from '#lib/words/language.ts';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { LayoutServerLoad } from './$types';

export const prerender = true;
export const trailingSlash = 'always';

export const load: LayoutServerLoad = ({ params }) => {
	const [newest] = heldCatalog().editions;
	const { products, reasons, requesters, territories } = heldCodebook();
	const held = new Set(heldTerritories(newest.edition));
	// Aliases are for reading Google's files; a page needs the names alone.
	const named = <E extends { aliases: string[] }>(entries: E[]) => entries.map((entry) => ({ ...entry, aliases: [] }));
	const codebook: Codebook = {
		products: named(products),
		reasons: named(reasons),
		requesters: named(requesters),
		territories: named(territories.filter(({ slug }) => held.has(slug)))
	};
	return {
		lang: params.lang as Language,
		codebook,
		editions: editionsShown().map((edition, i) =>
			i === 0 ? { ...edition, unchecked: newest.unchecked, rows: publishedEdition(edition.edition).rows } : edition
		)
	};
};
