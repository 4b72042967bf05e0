import { onMount, untrack } from 'svelte';
import { page } from '$app/state';
import type { Codebook } from '#lib/domain/codebook.ts';
import {
	findScopes,
	isUsual,
	makeFinder,
	makeWorldFinder,
	nearest,
	nearMisses,
	type Finder,
	type Found,
	type Near,
	type Sought,
	type WorldTotals
} from '#lib/domain/finder.ts';
import { HOME } from '#lib/domain/peers.ts';
import { WORLD } from '#lib/domain/question.ts';
import { readNumbers, type Mention } from '#lib/words/numberReading.ts';
import type { AddressContext } from './address.ts';
import { readCheck, writeCheck, type CheckAsked } from './checkAddress.ts';
import { addressOf, choose } from './navigation.ts';
import type { PageData } from './reading.svelte.ts';
import { publishedFiles, readSource, type SourceTexts } from './source.ts';

/** A number of a text with the scopes that give it. */
export interface CheckedNumber {
	mention: Mention;
	territory: string;
	found: Found[];
	near: Near[];
	/** Where no usual scope gives it: those that come nearest, and what all territories together have. */
	nearest: Found[];
	elsewhere: Found[];
}

/** A text that was checked. */
export interface Checked {
	asked: CheckAsked;
	numbers: CheckedNumber[];
	/** Numbers of the text beyond those that are checked. */
	more: number;
	rank: boolean;
}

/** So many numbers of one text are checked. */
export const NUMBER_LIMIT = 8;

/** What is typed waits so long for more. */
const PAUSE = 250;

/** The page that finds scopes for a printed number, from the rows of a territory, fetched when one is named. */
export class Checking {
	readonly context: AddressContext;
	readonly codebook: Codebook;
	readonly edition: string;
	readonly #finders = new Map<string, Promise<Finder>>();
	readonly #worldTotals: WorldTotals;
	readonly #last;
	asked: CheckAsked = $state.raw({ text: '', date: '', territory: '' });
	checked: Checked | null = $state.raw(null);
	busy = $state(false);
	error = $state.raw<Error | null>(null);
	/** The field answers from here on. */
	ready = $state(false);
	readonly #home: SourceTexts;
	#newest = 0;
	/** Runs while what was typed waits for more: an address of before must not take its place. */
	#waiting: ReturnType<typeof setTimeout> | undefined;

	constructor(data: PageData, worldTotals: WorldTotals) {
		this.context = { editions: data.editions, codebook: data.codebook };
		this.codebook = data.codebook;
		this.edition = data.home.edition;
		this.#worldTotals = worldTotals;
		this.#last = data.editions.find(({ edition }) => edition === this.edition)!.last;
		this.#home = data.home;
		onMount(() => {
			this.ready = true;
			return () => {
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

	/** The finder of a territory; one that could not be fetched is fetched anew the next time. */
	#finder(territory: string): Promise<Finder> {
		const made = this.#finders.get(territory);
		if (made) return made;
		const texts =
			territory === this.#home.territory ? Promise.resolve(this.#home) : publishedFiles(this.edition).read(territory);
		const finder = texts.then((text) => {
			const { facts, compliance } = readSource(text, this.codebook);
			return makeFinder(territory, facts.cube ?? [], compliance, this.#last, this.#worldTotals);
		});
		finder.catch(() => this.#finders.delete(territory));
		this.#finders.set(territory, finder);
		return finder;
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
			const date = asked.date || null;
			const read = readNumbers(asked.text, this.codebook, date);
			const numbers: CheckedNumber[] = [];
			for (const mention of read.mentions.slice(0, NUMBER_LIMIT)) {
				const territory = asked.territory || mention.territory || HOME;
				const finder = await this.#finder(territory);
				if (stale()) return;
				numbers.push(this.#check(finder, mention, date, asked.territory !== '' || mention.territory !== null));
			}
			const more = Math.max(0, read.mentions.length - NUMBER_LIMIT);
			this.checked = { asked, numbers, more, rank: read.rank };
		} catch (error) {
			if (!stale()) this.error = error as Error;
		}
		if (!stale()) this.busy = false;
	}

	#check(finder: Finder, mention: Mention, date: string | null, named: boolean): CheckedNumber {
		const sought: Sought = { printed: mention.printed, near: mention.near, around: mention.around, date };
		const found = findScopes(finder, sought);
		const none = !found[0] || !isUsual(found[0]);
		return {
			mention,
			territory: finder.territory,
			found,
			near: nearMisses(finder, found[0], sought),
			nearest: none ? nearest(finder, sought) : [],
			elsewhere:
				none && !named && finder.territory !== WORLD && !mention.printed.percent
					? findScopes(makeWorldFinder(this.#worldTotals, this.#last), sought)
					: []
		};
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
