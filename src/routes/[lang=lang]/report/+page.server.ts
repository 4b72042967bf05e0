import { heldCatalog } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { LANGUAGES } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES.map((lang) => ({ lang }));

export const load: PageServerLoad = () => ({
	home: homeSource(),
	/** What each edition was made from. */
	sources: Object.fromEntries(
		heldCatalog().editions.map(({ edition, sources }) => [
			edition,
			sources
				.filter(({ use }) => use !== 'check')
				.map(({ file, what, publisher, sha256, member }) => ({ file, what, publisher, sha256, member }))
		])
	)
});
