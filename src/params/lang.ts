import { isLanguage } from '#lib/words/language.ts';

export const match = (param: string) => isLanguage(param);
