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
import { changed, type Selection } from '#lib/domain/selection.ts';
import { questionsOf, type Questions } from '#lib/domain/figure.ts';
import { defaultSelection, inEdition, readSelection, writeSelection, type AddressContext } from './address.ts';
import { Ledger, type Asked, type Asking } from './ledger.svelte.ts';
import { addressOf, choose } from './navigation.ts';
import { older } from './older.svelte.ts';
import { own } from './own.svelte.ts';
import type { PageState } from './pageState.ts';
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
		unchecked?: Period[];
		/** Of the editions that are not on show they come when one is asked for. */
		rows?: TableRows;
	}[];
	home: SourceTexts;
	/** The reader's own files are on show. */
	own?: boolean;
	/** The figures lie in one file with their page: see AddressContext. */
	single?: AddressContext['single'];
	/** Set where something else is on show than the newest edition. */
	held?: { files: EditionFiles; holdings: Holdings | null; partial: PartialEdition };
}

/** What sets one page with figures apart from another: how its address is read and written, and what it asks. */
export interface Inquiry<S extends Selection, Q extends Asked> extends Asking<S, Q> {
	read(params: URLSearchParams, context: AddressContext): { selection: S; notices: Notice[] };
	/** `pinned`: with all that a link needs to give the same numbers for ever. */
	write(selection: S, context: AddressContext, pinned?: boolean): URLSearchParams;
	/** What a page shows without a query, or with nothing but an edition. */
	defaults(context: AddressContext, edition?: string): S;
	/** The same choice in another edition, as far as that reaches. */
	turned(selection: S, context: AddressContext, edition: string): S;
}

/** The inquiry of the explorer and of each figure's own page. */
export const EXPLORING: Inquiry<Selection, Questions> = {
	read: readSelection,
	write: writeSelection,
	defaults: defaultSelection,
	turned: inEdition,
	questions: questionsOf
};

let hydrated = false;

/**
 * A page that shows what its address says. The page as served shows the default; with a query, `scope-guard.js`
 * keeps its numbers out of sight until those of the query are there.
 */
export class Reading<S extends Selection = Selection, Q extends Asked = Questions> implements PageState {
	readonly context: AddressContext;
	readonly ledger: Ledger<S, Q>;
	readonly #inquiry: Inquiry<S, Q>;
	readonly #files: EditionFiles;
	/** The edition on show. */
	readonly #edition: string;
	/** What the edition holds, where that is not all. */
	readonly holdings: Holdings | null;
	readonly partial: PartialEdition | null;
	/** What the address asks for, which may be ahead of what is on show. */
	wanted: S = $state.raw()!;
	notices: Notice[] = $state.raw([]);
	/** What the first address asked for has been on show. */
	settled = $state(false);
	/** Controls answer from here on. */
	ready = $state(false);

	constructor(data: PageData, inquiry: Inquiry<S, Q>) {
		this.#inquiry = inquiry;
		this.context = {
			editions: data.editions,
			codebook: data.codebook,
			own: data.own,
			single: data.single,
			elsewhere: data.single?.elsewhere
		};
		this.#edition = data.home.edition;
		this.holdings = data.held?.holdings ?? null;
		this.partial = data.held?.partial ?? null;
		const asked = hydrated ? inquiry.read(page.url.searchParams, this.context).selection : null;
		const atHand = asked?.territory === data.home.territory && asked.edition === this.#edition;
		if (asked && !atHand) document.documentElement.classList.add('pending');
		this.wanted = asked && atHand ? asked : inquiry.defaults(this.context, this.#edition);
		const { rows = {} } = data.editions.find(({ edition }) => edition === data.home.edition)!;
		const files = data.held?.files ?? publishedFiles(data.home.edition);
		this.#files = files;
		this.ledger = new Ledger(this.context, data.home, this.wanted, rows, files, this.holdings, inquiry);

		onMount(() => {
			hydrated = true;
			this.ready = true;
			return () => (this.ready = false);
		});
		$effect(() => {
			if (!this.ready) return;
			const { selection, notices } = inquiry.read(page.url.searchParams, this.context);
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
		if (this.ready && !page.url.searchParams.has('edition')) await this.#go(this.wanted, true);
	}

	async #follow(selection: S, notices: Notice[]): Promise<void> {
		this.wanted = selection;
		this.notices = notices;
		if (selection.edition !== this.#edition) return this.#turn(selection);
		older.stay();
		if (same(selection, this.ledger.shown.selection)) this.ledger.stay();
		else if (!(await this.ledger.show(selection))) return;
		this.settled = true;
		await tick();
		// Own files are on their way from this device's store: the published figures are not what is wanted.
		if (own.restoring) return;
		document.documentElement.classList.remove('pending');
	}

	/** Another edition is asked for: this page gives way to one over that. The newest is at hand, and takes its place unasked. */
	async #turn({ edition, territory }: S): Promise<void> {
		if (edition === this.context.editions[0].edition) return;
		this.ledger.stay();
		this.ledger.busy = true;
		const wanted = this.wanted;
		try {
			await older.show(edition, territory);
		} catch (error) {
			older.turned = false;
			if (this.wanted === wanted) this.ledger.fail(error);
		}
	}

	#go(selection: S, replaceState?: boolean): Promise<void> {
		return choose(this.#inquiry.write(selection, this.context), replaceState);
	}

	/** A choice of the reader's: the address changes, and everything follows from it. */
	choose(change: Partial<S>): Promise<void> {
		return this.#go(changed(this.wanted, change));
	}

	/** The same choice in another edition. */
	turn(edition: string): Promise<void> {
		older.turned = true;
		return this.#go(this.#inquiry.turned(this.wanted, this.context, edition));
	}

	get engines() {
		return this.ledger.engines;
	}
	get engine() {
		return this.ledger.shown.engine;
	}
	get error() {
		return this.ledger.error;
	}
	get busy() {
		return this.ledger.busy;
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
		return this.#go(this.#inquiry.defaults(this.context));
	}

	/** The query that carries the present choice to another page. */
	get query(): string {
		const query = this.#inquiry.write(this.wanted, this.context).toString();
		return query ? `?${query}` : '';
	}

	/** The query of what is on show; `pinned`: such that it gives the same for ever. */
	queryShown(pinned: boolean): URLSearchParams {
		return this.#inquiry.write(this.ledger.shown.selection, this.context, pinned);
	}

	/** The address of what is on show in the newest edition; `null` where that is on show. */
	get newest(): string | null {
		const [{ edition }] = this.context.editions;
		const { selection } = this.ledger.shown;
		if (selection.edition === edition) return null;
		return `?${this.#inquiry.write({ ...selection, edition }, this.context, true)}`;
	}

	/** An address of this page, or of another by its path, that gives what is on show for ever. */
	link(path?: string): string {
		return addressOf(this.queryShown(true), path);
	}
}

function same(a: Selection, b: Selection): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
