import { WORLD } from '#lib/domain/question.ts';
import { revisionsOf } from '#lib/engine/revisions.ts';
import { heldSide } from '#lib/engine/sides.server.ts';
import { heldCatalog, heldCodebook } from '#lib/ingest/held.server.ts';
import { SITE_URL } from '#lib/state/site.ts';
import { revisionsFeed } from '#lib/words/feed.ts';
import { BUILDS_SHARED, speak } from '#lib/words/language.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

/** A feed has absolute addresses: there is none where the site's own was not told. */
export const entries: EntryGenerator = () => (SITE_URL ? [{ feed: 'revisions' }] : []);

export const GET: RequestHandler = () => {
	speak('en');
	const { editions } = heldCatalog();
	const compare = (a: string, b: string, territory: string) =>
		revisionsOf(heldSide(a, territory), heldSide(b, territory), territory, heldCodebook());
	const pairs = editions.slice(0, -1).map(({ edition, title }, i) => {
		const against = editions[i + 1].edition;
		const kazakhstan = compare(against, edition, 'KZ');
		return { edition, against, title, kazakhstan, world: compare(against, edition, WORLD) };
	});
	return new Response(revisionsFeed(pairs, SITE_URL), {
		headers: { 'content-type': 'application/atom+xml; charset=utf-8' }
	});
};
