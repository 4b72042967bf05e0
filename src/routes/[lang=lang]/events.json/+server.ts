import { json } from '@sveltejs/kit';
import { heldEvents } from '#lib/ingest/held.server.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

export const GET: RequestHandler = ({ params }) => json(heldEvents(params.lang));
