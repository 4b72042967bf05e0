import { BUILDS_SHARED } from '#lib/words/language.ts';
import { heldSources } from '#lib/export/held.server.ts';
import { heldCatalog } from '#lib/ingest/held.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

export const entries: EntryGenerator = () => heldCatalog().editions.map(({ edition }) => ({ edition }));

export const GET: RequestHandler = ({ params }) =>
	new Response(heldSources(params.edition), { headers: { 'content-type': 'application/json; charset=utf-8' } });
