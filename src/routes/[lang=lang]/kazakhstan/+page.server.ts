import { homeSource } from '#lib/ingest/home.server.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

export const load: PageServerLoad = () => ({ home: homeSource() });
