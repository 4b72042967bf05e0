import { LANGUAGES_BUILT } from '#lib/words/language.ts';

export const match = (param: string) => LANGUAGES_BUILT.some((lang) => lang === param);
