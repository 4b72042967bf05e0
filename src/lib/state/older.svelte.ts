import { page } from '$app/state';
import type { OlderEdition } from './olderEdition.ts';
import { part } from './part.ts';
import type { PageData } from './reading.svelte.ts';

/** An edition other than the newest, on show while the address names it. What it takes to show one is fetched when asked for. */
class Older {
	#held = $state.raw<OlderEdition | null>(null);
	#asked = 0;
	/** Turned to by hand, on a page that gives way: the next one goes on where its reader is. */
	turned = false;

	/** The edition that the address names, where it is at hand. */
	get shown(): OlderEdition | null {
		const held = this.#held;
		return held && page.url.searchParams.getAll('edition').some((text) => text.trim() === held.edition) ? held : null;
	}

	/**
	 * Fetches an edition; once it is there, pages show it.
	 * @throws PartError, SourceError
	 */
	async show(edition: string, territory: string): Promise<void> {
		const asked = ++this.#asked;
		const { openOlder } = await part(() => import('./olderEdition.ts'));
		const held = await openOlder(edition, territory);
		if (asked === this.#asked) this.#held = held;
	}

	/** What the address asks for is on show, or on its way by another road. */
	stay(): void {
		this.#asked++;
	}

	/** A page's data with the edition of the address in the place of the newest. */
	page(data: PageData): PageData {
		const { shown } = this;
		if (!shown) return data;
		const { edition, home, rows, held } = shown;
		const editions = data.editions.map((one) => (one.edition === edition ? { ...one, rows } : one));
		return { ...data, editions, home, held };
	}
}

export const older = new Older();
