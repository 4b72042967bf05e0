import { json } from '@sveltejs/kit';
import { heldCatalog, heldQuality } from '#lib/ingest/held.server.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

export const entries: EntryGenerator = () =>
	LANGUAGES_BUILT.flatMap((lang) => heldCatalog().editions.map(({ edition }) => ({ lang, edition })));

export const GET: RequestHandler = ({ params }) => json(heldQuality(params.edition, params.lang));
