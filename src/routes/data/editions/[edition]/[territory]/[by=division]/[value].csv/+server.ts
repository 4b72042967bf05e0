import { isDivision } from '#lib/domain/division.ts';
import { heldExtractOnly } from '#lib/export/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { heldValues } from '#lib/state/figures.server.ts';
import { BUILDS_SHARED } from '#lib/words/language.ts';
import { error } from '@sveltejs/kit';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

export const entries: EntryGenerator = () => {
	const { edition, territory } = homeSource();
	return heldValues().map((one) => ({ edition, territory, ...one }));
};

/** The rows of one half-year, product or reason, in the columns of the public extract. */
export const GET: RequestHandler = ({ params: { edition, territory, by, value } }) => {
	if (!isDivision(by)) error(404);
	return new Response(heldExtractOnly(edition, territory, by, value), {
		headers: { 'content-type': 'text/csv; charset=utf-8' }
	});
};
