import { isDivision } from '#lib/domain/division.ts';

export const match = (param: string) => isDivision(param);
