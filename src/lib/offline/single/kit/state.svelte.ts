/** `$app/state` in the single file. The choice stands in the fragment: wherever the file lies, it can be changed. */
import { absolute } from '#lib/state/site.ts';
import { HELD } from '../held.ts';

/** Where the same stands at the site; a link must not say where on this device the file lies. */
const home = absolute(`${HELD.lang}/`) ?? `file:///${HELD.name}`;

export const query = () => location.hash.slice(1) || location.search.slice(1);
const here = () => new URL(`?${query()}`, home);

export const page: { url: URL; route: { id: string | null }; params: Record<string, string> } = $state({
	url: here(),
	route: { id: null },
	params: {}
});

export const navigating: { complete: Promise<void> | null } = { complete: null };

/** Takes the choice from the address as it is now. */
export function follow(): void {
	page.url = here();
}

addEventListener('hashchange', follow);
addEventListener('popstate', follow);
