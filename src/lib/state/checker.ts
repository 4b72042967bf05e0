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
import type { Period } from '#lib/domain/period.ts';
import { WORLD } from '#lib/domain/question.ts';
import { readNumbers, type Mention } from '#lib/words/numberReading.ts';
import { NUMBER_LIMIT, type CheckAsked } from './checkAddress.ts';
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

/** Reads texts and finds the scopes of their numbers, from the rows of a territory, fetched when one is named. */
export class Checker {
	readonly #codebook: Codebook;
	readonly #home: SourceTexts;
	readonly #last: Period;
	readonly #world: WorldTotals;
	readonly #finders = new Map<string, Promise<Finder>>();

	constructor({ codebook, home, editions }: PageData, world: WorldTotals) {
		this.#codebook = codebook;
		this.#home = home;
		this.#last = editions.find(({ edition }) => edition === home.edition)!.last;
		this.#world = world;
	}

	async check(asked: CheckAsked): Promise<Checked> {
		const date = asked.date || null;
		const { mentions, rank } = readNumbers(asked.text, this.#codebook, date);
		const numbers: CheckedNumber[] = [];
		for (const mention of mentions.slice(0, NUMBER_LIMIT)) {
			const finder = await this.#finder(asked.territory || mention.territory || HOME);
			numbers.push(this.#number(finder, mention, date, asked.territory !== '' || mention.territory !== null));
		}
		return { asked, numbers, more: Math.max(0, mentions.length - NUMBER_LIMIT), rank };
	}

	/** The finder of a territory; one that could not be fetched is fetched anew the next time. */
	#finder(territory: string): Promise<Finder> {
		const made = this.#finders.get(territory);
		if (made) return made;
		const { edition } = this.#home;
		const texts = territory === this.#home.territory ? this.#home : publishedFiles(edition).read(territory);
		const finder = Promise.resolve(texts).then((text) => {
			const { facts, compliance } = readSource(text, this.#codebook);
			return makeFinder(territory, facts.cube ?? [], compliance, this.#last, this.#world);
		});
		finder.catch(() => this.#finders.delete(territory));
		this.#finders.set(territory, finder);
		return finder;
	}

	#number(finder: Finder, mention: Mention, date: string | null, named: boolean): CheckedNumber {
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
					? findScopes(makeWorldFinder(this.#world, this.#last), sought)
					: []
		};
	}
}
