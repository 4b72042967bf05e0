import { FIGURES } from '#lib/domain/figure.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.flatMap((lang) => FIGURES.map((id) => ({ lang, id })));

export const load: PageServerLoad = () => ({ home: homeSource() });
