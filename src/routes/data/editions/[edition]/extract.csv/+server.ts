import { BUILDS_SHARED } from '#lib/words/language.ts';
import { heldExtract } from '#lib/export/held.server.ts';
import { heldCatalog } from '#lib/ingest/held.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

/** Rows of an edition whose files hold margins alone are no one table. */
export const entries: EntryGenerator = () => heldCatalog().editions.flatMap(({ edition, holdings }) => (holdings === null ? [{ edition }] : []));

/** Every row of the edition in the columns of the public extract. */
export const GET: RequestHandler = ({ params }) =>
	new Response(heldExtract(params.edition), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
