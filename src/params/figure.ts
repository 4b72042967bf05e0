import { isFigure } from '#lib/domain/figure.ts';

export const match = (param: string) => isFigure(param);
