import { csvText } from '#lib/export/csv.ts';
import { heldCatalog, heldTotals } from '#lib/ingest/held.server.ts';
import { TERRITORY_COLUMNS } from '#lib/ingest/canonical.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = () => heldCatalog().editions.map(({ edition }) => ({ edition }));

export const GET: RequestHandler = ({ params }) => {
	const rows = heldTotals(params.edition).map(({ code, name, requests, items }) => [code, name, requests, items]);
	return new Response(csvText(TERRITORY_COLUMNS, rows).slice(1), {
		headers: { 'content-type': 'text/csv; charset=utf-8' }
	});
};
