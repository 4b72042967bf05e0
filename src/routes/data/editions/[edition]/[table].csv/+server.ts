import { BUILDS_SHARED } from '#lib/words/language.ts';
import { error } from '@sveltejs/kit';
import { heldCatalog, heldEdition, heldTable, heldTables, type AboutFile, type HeldTable } from '#lib/ingest/held.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

const tablesOf = (edition: string) => [...heldTables(edition), ...heldEdition(edition).files.map(({ name }) => name)];

export const entries: EntryGenerator = () =>
	heldCatalog().editions.flatMap(({ edition }) => tablesOf(edition).map((table) => ({ edition, table })));

export const GET: RequestHandler = ({ params: { edition, table } }) => {
	if (!tablesOf(edition).includes(table as HeldTable | AboutFile)) error(404);
	return new Response(heldTable(edition, table as HeldTable | AboutFile), {
		headers: { 'content-type': 'text/csv; charset=utf-8' }
	});
};
