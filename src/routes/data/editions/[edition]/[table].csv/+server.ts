import { error } from '@sveltejs/kit';
import { heldCatalog, heldTable, TABLES, type TableName } from '#lib/ingest/held.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = () =>
	heldCatalog().editions.flatMap(({ edition }) => TABLES.map((table) => ({ edition, table })));

export const GET: RequestHandler = ({ params }) => {
	if (!TABLES.includes(params.table as TableName)) error(404);
	return new Response(heldTable(params.edition, params.table as TableName), {
		headers: { 'content-type': 'text/csv; charset=utf-8' }
	});
};
