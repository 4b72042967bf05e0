import type { FigureId } from '#lib/domain/figure.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params, data }) => ({ ...data, id: params.id as FigureId });
