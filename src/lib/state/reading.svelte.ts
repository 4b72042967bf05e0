import { onMount, tick, untrack } from 'svelte';
import { navigating, page } from '$app/state';
import type { PartialEdition } from '#lib/charts/model.ts';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Holdings } from '#lib/domain/holding.ts';
import type { Notice } from '#lib/domain/notice.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Measure } from '#lib/domain/row.ts';
import type { TableRows } from '#lib/engine/duckdb.ts';
import type { TerritoryTotals } from '#lib/ingest/canonical.ts';
import { defaultScale, type Selection } from '#lib/domain/selection.ts';
import { defaultSelection, readSelection, writeSelection, type AddressContext } from './address.ts';
import { Ledger } from './ledger.svelte.ts';
import { choose } from './navigation.ts';
import { own } from './own.svelte.ts';
import { publishedFiles, type EditionFiles, type SourceTexts } from './source.ts';

/** What the server side of a page hands over. */
export interface PageData {
	codebook: Codebook;
	editions: {
		edition: string;
		title: string;
		first?: Period;
		last: Period;
		measure?: Measure;
		territory?: string;
		unchecked: Period[];
		rows: TableRows;
	}[];
	home: SourceTexts;
	/** Set where the reader's own files are on show. */
	own?: { files: EditionFiles; holdings: Holdings; partial: PartialEdition };
}

let hydrated = false;

/**
 * A page that shows what its address says. The page as served shows the default; with a query, `scope-guard.js`
 * keeps its numbers out of sight until those of the query are there.
 */
export class Reading {
	readonly context: AddressContext;
	readonly ledger: Ledger;
	readonly #files: EditionFiles;
	/** What the edition holds, where that is not all. */
	readonly holdings: Holdings | null;
	readonly partial: PartialEdition | null;
	/** What the address asks for, which may be ahead of what is on show. */
	wanted: Selection = $state.raw()!;
	notices: Notice[] = $state.raw([]);
	/** What the first address asked for has been on show. */
	settled = $state(false);
	/** Controls answer from here on. */
	ready = $state(false);

	constructor(data: PageData) {
		this.context = { editions: data.editions, codebook: data.codebook, own: data.own !== undefined };
		this.holdings = data.own?.holdings ?? null;
		this.partial = data.own?.partial ?? null;
		const asked = hydrated ? readSelection(page.url.searchParams, this.context).selection : null;
		const atHand = asked?.territory === data.home.territory;
		if (asked && !atHand) document.documentElement.classList.add('pending');
		this.wanted = asked && atHand ? asked : defaultSelection(this.context);
		const { rows } = data.editions.find(({ edition }) => edition === data.home.edition)!;
		const files = data.own?.files ?? publishedFiles(data.home.edition);
		this.#files = files;
		this.ledger = new Ledger(this.context, data.home, this.wanted, rows, files, this.holdings);

		onMount(() => {
			hydrated = true;
			this.ready = true;
			return () => (this.ready = false);
		});
		$effect(() => {
			if (!this.ready) return;
			const { selection, notices } = readSelection(page.url.searchParams, this.context);
			const unsaid = this.context.own && !page.url.searchParams.has('edition');
			untrack(() => {
				void this.#follow(selection, notices);
				if (unsaid) void this.#sayEdition();
			});
		});
	}

	/** Once the page has arrived: a second navigation would cut off the first, which puts focus and scroll at its top. */
	async #sayEdition(): Promise<void> {
		await navigating.complete;
		if (this.ready && !page.url.searchParams.has('edition')) await choose(this.wanted, this.context, true);
	}

	async #follow(selection: Selection, notices: Notice[]): Promise<void> {
		this.wanted = selection;
		this.notices = notices;
		if (same(selection, this.ledger.shown.selection)) this.ledger.stay();
		else if (!(await this.ledger.show(selection))) return;
		this.settled = true;
		await tick();
		// Own files are on their way from this device's store: the published figures are not what is wanted.
		if (own.restoring) return;
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

	/** What each territory has; without it the control names them alone. */
	territories(): Promise<readonly TerritoryTotals[]> {
		return this.#files.territories().catch(() => []);
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
