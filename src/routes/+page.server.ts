import { BUILDS_SHARED } from '#lib/words/language.ts';

export const prerender = BUILDS_SHARED;
export const trailingSlash = 'always';
