import { FIGURES } from '#lib/domain/figure.ts';
import { unfilledFacts } from '#lib/export/copies.ts';
import { heldExtract, heldSources, heldTerritoryList, withoutMark } from '#lib/export/held.server.ts';
import { longValues } from '#lib/export/values.ts';
import { heldCatalog, heldEdition, heldTable, heldTables, heldTerritory } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { heldFigure } from '#lib/state/figures.server.ts';
import { LANGUAGES_BUILT, speak, type Language } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

/** What lies at fixed addresses, with its size: the tables of each edition, and the figures of the newest. */
export const load: PageServerLoad = ({ params }) => {
	speak(params.lang as Language);
	const size = (text: string) => Buffer.byteLength(text);
	const { edition, territory } = homeSource();
	const figures = FIGURES.map((id) => ({
		id,
		bytes: size(withoutMark(longValues(heldFigure(edition, territory, id))))
	}));
	return {
		home: { edition, territory },
		tables: heldCatalog().editions.map(({ edition, holdings }) => ({
			edition,
			extract: holdings === null ? size(heldExtract(edition)) : null,
			territories: size(heldTerritoryList(edition)),
			sources: size(heldSources(edition)),
			whole: [...heldTables(edition), ...heldEdition(edition).files.map(({ name }) => name)].map((table) => ({
				table,
				bytes: size(heldTable(edition, table))
			})),
			one: heldTables(edition).map((table) => ({ table, bytes: size(heldTerritory(edition, territory, table)) }))
		})),
		figures,
		copies: unfilledFacts(edition, params.lang)
	};
};
