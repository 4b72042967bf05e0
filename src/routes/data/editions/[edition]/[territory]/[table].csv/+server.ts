import { BUILDS_SHARED } from '#lib/words/language.ts';
import { error } from '@sveltejs/kit';
import { heldCatalog, heldTables, heldTerritories, heldTerritory, type HeldTable } from '#lib/ingest/held.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

export const entries: EntryGenerator = () =>
	heldCatalog().editions.flatMap(({ edition }) =>
		heldTerritories(edition).flatMap((territory) =>
			heldTables(edition).map((table) => ({ edition, territory, table }))
		)
	);

export const GET: RequestHandler = ({ params: { edition, territory, table } }) => {
	if (!heldTables(edition).includes(table as HeldTable)) error(404);
	return new Response(heldTerritory(edition, territory, table as HeldTable), {
		headers: { 'content-type': 'text/csv; charset=utf-8' }
	});
};
