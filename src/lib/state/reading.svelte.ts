import { onMount, tick, untrack } from 'svelte';
import { page } from '$app/state';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Notice } from '#lib/domain/notice.ts';
import type { Period } from '#lib/domain/period.ts';
import { defaultScale, type Selection } from '#lib/domain/selection.ts';
import { defaultSelection, readSelection, writeSelection, type AddressContext } from './address.ts';
import { Ledger } from './ledger.svelte.ts';
import { choose } from './navigation.ts';
import type { SourceTexts, TableRows } from './source.ts';

/** What the server side of a page hands over. */
export interface PageData {
	codebook: Codebook;
	editions: { edition: string; title: string; last: Period; unchecked: Period[]; rows: TableRows }[];
	home: SourceTexts;
}

let hydrated = false;

/**
 * A page that shows what its address says. The page as served shows the default; with a query, `scope-guard.js`
 * keeps its numbers out of sight until those of the query are there.
 */
export class Reading {
	readonly context: AddressContext;
	readonly ledger: Ledger;
	/** What the address asks for, which may be ahead of what is on show. */
	wanted: Selection = $state.raw()!;
	notices: Notice[] = $state.raw([]);
	/** What the first address asked for has been on show. */
	settled = $state(false);
	/** Controls answer from here on. */
	ready = $state(false);

	constructor(data: PageData) {
		this.context = { editions: data.editions, codebook: data.codebook };
		const asked = hydrated ? readSelection(page.url.searchParams, this.context).selection : null;
		const atHand = asked?.territory === data.home.territory;
		if (asked && !atHand) document.documentElement.classList.add('pending');
		this.wanted = asked && atHand ? asked : defaultSelection(this.context);
		const { rows } = data.editions.find(({ edition }) => edition === data.home.edition)!;
		this.ledger = new Ledger(this.context, data.home, this.wanted, rows);

		onMount(() => {
			hydrated = true;
			this.ready = true;
		});
		$effect(() => {
			if (!this.ready) return;
			const { selection, notices } = readSelection(page.url.searchParams, this.context);
			untrack(() => this.#follow(selection, notices));
		});
	}

	async #follow(selection: Selection, notices: Notice[]): Promise<void> {
		this.wanted = selection;
		this.notices = notices;
		if (same(selection, this.ledger.shown.selection)) this.ledger.stay();
		else if (!(await this.ledger.show(selection))) return;
		this.settled = true;
		await tick();
		document.documentElement.classList.remove('pending');
	}

	/** A choice of the reader's: the address changes, and everything follows from it. */
	choose(change: Partial<Selection>): Promise<void> {
		const next = { ...this.wanted, ...change };
		// The axis follows the measure unless the reader chooses it.
		if (change.measure && !change.scale) next.scale = defaultScale(change.measure);
		if (change.measure === 'requests') next.outcome = [];
		if (change.outcome && change.outcome.length > 0 && next.measure !== 'items') {
			next.measure = 'items';
			next.scale = 'log';
		}
		if (next.from > next.to) {
			if (change.from) next.to = next.from;
			else next.from = next.to;
		}
		return choose(next, this.context);
	}

	/** Asks again for what could not be fetched. */
	retry(): Promise<void> {
		return this.#follow(this.wanted, this.notices);
	}

	/** Back to what a page shows without a query. */
	reset(): Promise<void> {
		return choose(defaultSelection(this.context), this.context);
	}

	/** The query that carries the present choice to another page. */
	get query(): string {
		const query = writeSelection(this.wanted, this.context).toString();
		return query ? `?${query}` : '';
	}
}

function same(a: Selection, b: Selection): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
