import type { Division } from '#lib/domain/division.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { heldValues } from '#lib/state/figures.server.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	LANGUAGES_BUILT.flatMap((lang) => heldValues().map((one) => ({ lang, ...one })));

export const load: PageServerLoad = ({ params: { by, value } }) => ({
	home: homeSource(),
	by: by as Division,
	value
});
