import { BUILDS_SHARED } from '#lib/words/language.ts';
import { error } from '@sveltejs/kit';
import { rowsScript, territoryPart, WORLD_PARTS, worldPartOf } from '#lib/embed/rows.build.ts';
import { heldCatalog, heldTerritories } from '#lib/ingest/held.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

export const entries: EntryGenerator = () =>
	heldCatalog().editions.flatMap(({ edition }) =>
		[...WORLD_PARTS.map(({ name }) => name), ...heldTerritories(edition)].map((part) => ({ edition, part }))
	);

export const GET: RequestHandler = ({ params: { edition, part } }) => {
	const world = WORLD_PARTS.find(({ name }) => name === part);
	if (!world && !heldTerritories(edition).includes(part)) error(404);
	const rows = world ? worldPartOf(edition, world) : territoryPart(edition, part);
	return new Response(rowsScript(rows), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
};
