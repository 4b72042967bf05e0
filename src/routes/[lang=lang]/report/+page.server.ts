import { heldCatalog } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

export const load: PageServerLoad = ({ params }) => ({
	home: homeSource(),
	/** What each edition was made from. */
	sources: Object.fromEntries(
		heldCatalog(params.lang).editions.map(({ edition, sources }) => [
			edition,
			sources
				.filter(({ use }) => use !== 'check')
				.map(({ file, what, publisher, sha256, member }) => ({ file, what, publisher, sha256, member }))
		])
	)
});
