import { onMount, untrack } from 'svelte';
import { page } from '$app/state';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { Notice } from '#lib/domain/notice.ts';
import { WORLD } from '#lib/domain/question.ts';
import {
	DIVISIONS,
	relabelledBetween,
	revisionsOf,
	type Relabelled,
	type RevisionDivision,
	type Revisions,
	type Side
} from '#lib/engine/revisions.ts';
import { readLabels } from '#lib/ingest/provenance.ts';
import { readOne } from './address.ts';
import { choose } from './navigation.ts';
import { sideOf } from './olderEdition.ts';
import { own } from './own.svelte.ts';
import { editionUrl, readSource, text } from './source.ts';

/** What an address of the revisions page says. */
export interface RevisionsAsked {
	/** The edition whose changes are told, and the one it is compared with. */
	edition: string;
	against: string;
	territory: string;
	by: RevisionDivision;
}

export interface RevisionsShown {
	asked: RevisionsAsked;
	revisions: Revisions;
	/** `null` where a reader's own files are compared: their labels are in the report of the Data page. */
	relabelled: Relabelled[] | null;
}

export interface RevisionsContext {
	/** Names of editions, the newest first; a reader's own files before all. */
	editions: readonly string[];
	codebook: Codebook;
}

/** The newest edition against the one before; a reader's own files against the newest. */
export function defaultRevisions({ editions }: Pick<RevisionsContext, 'editions'>): RevisionsAsked {
	return { edition: editions[0], against: editions[1], territory: 'KZ', by: 'total' };
}

/** Reads an address; the edition before the one asked for is what that is compared with. */
export function readRevisions(
	params: URLSearchParams,
	context: RevisionsContext
): { asked: RevisionsAsked; notices: Notice[] } {
	const notices: Notice[] = [];
	const { editions, codebook } = context;
	const held = (value: string) => editions.find((edition) => edition === value);
	const edition = readOne(params, 'edition', held, notices) ?? editions[0];
	const before = editions[editions.indexOf(edition) + 1] ?? editions[editions.indexOf(edition) - 1];
	const against = readOne(params, 'against', (value) => (value === edition ? undefined : held(value)), notices);
	const territory = readOne(
		params,
		'territory',
		(value) =>
			value.toLowerCase() === WORLD
				? WORLD
				: codebook.territories.find(({ slug }) => slug === value.toUpperCase())?.slug,
		notices
	);
	const by = readOne(params, 'by', (value) => DIVISIONS.find((one) => one === value.toLowerCase()), notices);
	return {
		asked: { edition, against: against ?? before, territory: territory ?? 'KZ', by: by ?? 'total' },
		notices
	};
}

export function writeRevisions(asked: RevisionsAsked, pinned = false): URLSearchParams {
	const params = new URLSearchParams({ edition: asked.edition, against: asked.against });
	if (pinned || asked.territory !== 'KZ') params.set('territory', asked.territory);
	if (asked.by !== 'total') params.set('by', asked.by);
	return params;
}

/** The page of revisions: as served the default, then what its address says. */
export class Revising {
	readonly #published: RevisionsContext;
	shown: RevisionsShown = $state.raw()!;
	wanted: RevisionsAsked = $state.raw()!;
	notices: Notice[] = $state.raw([]);
	busy = $state(false);
	error = $state.raw<Error | null>(null);
	ready = $state(false);
	#newest = 0;

	constructor(context: RevisionsContext, served: RevisionsShown) {
		this.#published = context;
		this.shown = served;
		this.wanted = served.asked;
		onMount(() => {
			this.ready = true;
			return () => (this.ready = false);
		});
		$effect(() => {
			if (!this.ready || own.restoring) return;
			const { asked, notices } = readRevisions(page.url.searchParams, this.context);
			untrack(() => void this.#follow(asked, notices));
		});
	}

	get context(): RevisionsContext {
		const { editions, codebook } = this.#published;
		const shown = own.shown?.own;
		return shown ? { editions: [shown.edition, ...editions], codebook: shown.codebook } : { editions, codebook };
	}

	async #follow(asked: RevisionsAsked, notices: Notice[] = this.notices): Promise<void> {
		const newest = ++this.#newest;
		this.wanted = asked;
		this.notices = notices;
		this.error = null;
		const { by, ...rest } = asked;
		if (JSON.stringify({ ...this.shown.asked, by }) === JSON.stringify({ ...rest, by })) {
			this.shown = { ...this.shown, asked };
			this.busy = false;
		} else {
			this.busy = true;
			try {
				const shown = await this.#compare(asked);
				if (newest !== this.#newest) return;
				this.shown = shown;
			} catch (error) {
				if (newest !== this.#newest) return;
				this.error = error as Error;
			}
			this.busy = false;
		}
		document.documentElement.classList.remove('pending');
	}

	async #compare(asked: RevisionsAsked): Promise<RevisionsShown> {
		const { edition, against, territory } = asked;
		const [a, b] = await Promise.all([this.#side(against, territory), this.#side(edition, territory)]);
		const ofFiles = [edition, against].includes(own.shown?.own.edition ?? '');
		const labels = (of: string) => text(editionUrl(of, 'labels.csv')).then(readLabels);
		const both = ofFiles ? null : await Promise.all([labels(against), labels(edition)]);
		return {
			asked,
			revisions: revisionsOf(a, b, territory, this.context.codebook),
			relabelled: both && relabelledBetween(...both)
		};
	}

	async #side(edition: string, territory: string): Promise<Side> {
		const shown = own.shown;
		if (shown?.own.edition !== edition) return sideOf(edition, territory, this.#published.codebook);
		const { first, last, holdings, codebook } = shown.own;
		const { facts } = readSource(await shown.files.read(territory), codebook);
		return { edition, first, last, holdings, facts, pairs: null };
	}

	choose(change: Partial<RevisionsAsked>): Promise<void> {
		const next = { ...this.wanted, ...change };
		if (next.edition === next.against) {
			const other = change.edition ? this.wanted.edition : this.wanted.against;
			Object.assign(next, change.edition ? { against: other } : { edition: other });
		}
		return choose(writeRevisions(next));
	}

	retry(): Promise<void> {
		return this.#follow(this.wanted);
	}
}
