import { unpacked } from '#lib/domain/codebook.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = ({ data }) => ({ ...data, codebook: unpacked(data.codebook) });
