import { BUILDS_SHARED } from '#lib/words/language.ts';
import { json } from '@sveltejs/kit';
import { heldCatalog, publishedEdition } from '#lib/ingest/held.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

export const entries: EntryGenerator = () => heldCatalog().editions.map(({ edition }) => ({ edition }));

export const GET: RequestHandler = ({ params }) => json(publishedEdition(params.edition));
