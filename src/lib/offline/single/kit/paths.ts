/** `$app/paths` in the single file: what it holds of the site is at hand, and the rest has an address where one is known. */
import { absolute } from '#lib/state/site.ts';
import { HELD } from '../held.ts';

export function resolve(id: string, params: Partial<Record<string, string>> = {}): string {
	const path = id.replace(/\[(\w+)=\w+\]/g, (_, name: string) => params[name] ?? '');
	return HELD.files[path] ?? absolute(path.slice(1)) ?? '';
}
