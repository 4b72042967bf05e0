import { heldCatalog } from '#lib/ingest/held.server.ts';
import { json } from '@sveltejs/kit';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = () => heldCatalog().editions.map(({ edition }) => ({ edition }));

/** What the edition's tables were made from: the catalog's own words and sums, without the files they were checked against. */
export const GET: RequestHandler = ({ params }) => {
	const { edition, title, sources, tables } = heldCatalog().editions.find(({ edition }) => edition === params.edition)!;
	return json({
		edition,
		title,
		sources: sources
			.filter(({ use }) => use !== 'check')
			.map(({ file, what, publisher, sha256, bytes, member, use }) => ({
				file,
				what,
				publisher,
				sha256,
				bytes,
				member,
				use
			})),
		tables: tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 }))
	});
};
