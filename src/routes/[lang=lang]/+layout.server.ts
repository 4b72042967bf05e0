import { HEADLINE_FROM } from '#lib/domain/period.ts';
import { heldCatalog, heldCodebook, heldTerritories, publishedEdition } from '#lib/ingest/held.server.ts';
import type { Language } from '#lib/words/language.ts';
import { packed } from '#lib/domain/codebook.ts';
import type { LayoutServerLoad } from './$types';

export const prerender = true;
export const trailingSlash = 'always';

export const load: LayoutServerLoad = ({ params }) => {
	const [newest] = heldCatalog().editions;
	const codebook = heldCodebook();
	const held = new Set(heldTerritories(newest.edition));
	const territories = codebook.territories.filter(({ slug }) => held.has(slug));
	return {
		lang: params.lang as Language,
		codebook: packed({ ...codebook, territories }),
		// What more there is to say of an older edition comes when one is asked for.
		editions: heldCatalog().editions.map(({ edition, title, periods, unchecked, holdings }, i) => ({
			edition,
			title,
			last: periods.last,
			...(i === 0 ? { unchecked, rows: publishedEdition(edition).rows } : {}),
			...(holdings && periods.first > HEADLINE_FROM ? { first: periods.first } : {}),
			...(holdings && holdings.held.totals.requests.length === 0 ? { measure: 'items' as const } : {})
		}))
	};
};
