import { error } from '@sveltejs/kit';
import { heldCatalog, heldTerritories, heldTerritory, TABLES, type TableName } from '#lib/ingest/held.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = () =>
	heldCatalog().editions.flatMap(({ edition }) =>
		heldTerritories(edition).flatMap((territory) => TABLES.map((table) => ({ edition, territory, table })))
	);

export const GET: RequestHandler = ({ params }) => {
	if (!TABLES.includes(params.table as TableName)) error(404);
	return new Response(heldTerritory(params.edition, params.territory, params.table as TableName), {
		headers: { 'content-type': 'text/csv; charset=utf-8' }
	});
};
