import { onMount, untrack } from 'svelte';
import { page } from '$app/state';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { WorldTotals } from '#lib/domain/finder.ts';
import type { AddressContext } from './address.ts';
import { afterLoad } from './afterLoad.ts';
import { readCheck, writeCheck, type CheckAsked } from './checkAddress.ts';
import type { Checked, Checker } from './checker.ts';
import { addressOf, choose } from './navigation.ts';
import { part } from './part.ts';
import type { PageData } from './reading.svelte.ts';

/** What is typed waits so long for more. */
const PAUSE = 250;

/** The page that finds scopes for a printed number, from the rows of a territory, fetched when one is named. */
export class Checking {
	readonly context: AddressContext;
	readonly codebook: Codebook;
	readonly edition: string;
	readonly #make: () => Promise<Checker>;
	#made: Promise<Checker> | undefined;
	asked: CheckAsked = $state.raw({ text: '', date: '', territory: '' });
	checked: Checked | null = $state.raw(null);
	busy = $state(false);
	error = $state.raw<Error | null>(null);
	/** The field answers from here on. */
	ready = $state(false);
	#newest = 0;
	/** Runs while what was typed waits for more: an address of before must not take its place. */
	#waiting: ReturnType<typeof setTimeout> | undefined;

	constructor(data: PageData, worldTotals: WorldTotals) {
		this.context = { editions: data.editions, codebook: data.codebook };
		this.codebook = data.codebook;
		this.edition = data.home.edition;
		// What reads texts and finds scopes comes after the page: it is wanted when there is something to check.
		this.#make = async () => {
			const { Checker } = await part(() => import('./checker.ts'));
			return new Checker(data, worldTotals);
		};
		onMount(() => {
			this.ready = true;
			const off = afterLoad(() => void this.#checker().catch(() => {}));
			return () => {
				off();
				this.ready = false;
				clearTimeout(this.#waiting);
			};
		});
		$effect(() => {
			if (!this.ready) return;
			const asked = readCheck(page.url.searchParams, this.context);
			untrack(() => void this.#follow(asked));
		});
	}

	/** One that could not be fetched is fetched anew the next time. */
	#checker(): Promise<Checker> {
		this.#made ??= this.#make().catch((error) => {
			this.#made = undefined;
			throw error;
		});
		return this.#made;
	}

	async #follow(asked: CheckAsked): Promise<void> {
		const newest = ++this.#newest;
		const stale = () => newest !== this.#newest;
		if (this.#waiting === undefined) this.asked = asked;
		this.error = null;
		document.documentElement.classList.remove('pending');
		if (!asked.text.trim()) {
			this.checked = null;
			this.busy = false;
			return;
		}
		this.busy = true;
		try {
			const checker = await this.#checker();
			const checked = await checker.check(asked);
			if (!stale()) this.checked = checked;
		} catch (error) {
			if (!stale()) this.error = error as Error;
		}
		if (!stale()) this.busy = false;
	}

	/** What is typed: the address follows after a pause, in one entry of the history. */
	type(change: Partial<CheckAsked>): void {
		const asked = { ...this.asked, ...change };
		this.asked = asked;
		clearTimeout(this.#waiting);
		this.#waiting = setTimeout(() => {
			this.#waiting = undefined;
			void choose(writeCheck(asked), true);
		}, PAUSE);
	}

	/** What is chosen or sent off: an entry of its own. */
	ask(change: Partial<CheckAsked>): Promise<void> {
		clearTimeout(this.#waiting);
		this.#waiting = undefined;
		return choose(writeCheck({ ...this.asked, ...change }));
	}

	link(): string {
		return addressOf(writeCheck(this.asked));
	}

	retry(): Promise<void> {
		return this.#follow(this.asked);
	}
}
