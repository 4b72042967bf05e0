import { LANGUAGES } from '#lib/words/language.ts';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = () => LANGUAGES.map((lang) => ({ lang }));
