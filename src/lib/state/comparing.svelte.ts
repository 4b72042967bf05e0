import { onMount, tick, untrack } from 'svelte';
import { page } from '$app/state';
import type { Codebook } from '#lib/domain/codebook.ts';
import { listedGrain, type Holdings } from '#lib/domain/holding.ts';
import type { Notice } from '#lib/domain/notice.ts';
import {
	comparisonOf,
	isLaw,
	peerQuestions,
	type PeerAnswers,
	type PeerChoice,
	type PeerComparison
} from '#lib/domain/peers.ts';
import { narrowed, WORLD, type Answer, type Narrowing, type Where } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import { changed, whereOf, type Scale, type Selection } from '#lib/domain/selection.ts';
import { EngineError, type Engine } from '#lib/engine/engine.ts';
import type { AddressContext } from './address.ts';
import { Engines } from './engines.svelte.ts';
import { answerInTime } from './ledger.svelte.ts';
import { addressOf, choose } from './navigation.ts';
import { newestAlone } from './newestAlone.ts';
import { own } from './own.svelte.ts';
import { defaultComparison, readComparison, writeComparison, type ComparisonAsked } from './peersAddress.ts';
import type { PageState } from './pageState.ts';
import type { PageData } from './reading.svelte.ts';
import { publishedFiles, readSource } from './source.ts';

/** A comparison on show, never without what was asked for. */
export interface ShownComparison {
	asked: ComparisonAsked;
	comparison: PeerComparison;
	engine: Engine['name'];
}

/** A page that compares what its address says. As served it shows the default, computed when the page was made. */
export class Comparing implements PageState {
	readonly context: AddressContext;
	readonly engines: Engines;
	readonly holdings: Holdings | null;
	readonly codebook: Codebook;
	/** What the address asks for, which may be ahead of what is on show. */
	wanted: ComparisonAsked = $state.raw()!;
	/** `null`: over files of the reader's own nothing is on show before they have answered. */
	shown: ShownComparison | null = $state.raw(null);
	notices: Notice[] = $state.raw([]);
	busy = $state(false);
	error = $state.raw<Error | null>(null);
	/** Controls answer from here on. */
	ready = $state(false);
	#newest = 0;

	/** @param served the default comparison of the published edition */
	constructor(data: PageData, served: PeerComparison) {
		this.context = { ...newestAlone(data.editions), codebook: data.codebook, own: data.own };
		this.codebook = data.codebook;
		this.holdings = data.held?.holdings ?? null;
		const { rows = {} } = data.editions.find(({ edition }) => edition === data.home.edition)!;
		const files = data.held?.files ?? publishedFiles(data.home.edition);
		this.engines = new Engines(readSource(data.home, data.codebook), data.codebook, rows, files);
		this.wanted = defaultComparison(this.context);
		if (!data.own) this.shown = { asked: this.wanted, comparison: served, engine: 'rows' };

		onMount(() => {
			this.ready = true;
			return () => (this.ready = false);
		});
		$effect(() => {
			if (!this.ready) return;
			const { asked, notices } = readComparison(page.url.searchParams, this.context);
			untrack(() => void this.#follow(asked, notices));
		});
	}

	async #follow(asked: ComparisonAsked, notices: Notice[]): Promise<void> {
		this.wanted = asked;
		this.notices = notices;
		const text = JSON.stringify(asked);
		if (this.shown && JSON.stringify(this.shown.asked) === text) {
			this.#newest++;
			this.busy = false;
			this.error = null;
		} else if (!(await this.#show(asked))) return;
		await tick();
		if (own.restoring) return;
		document.documentElement.classList.remove('pending');
	}

	async #show(asked: ComparisonAsked): Promise<boolean> {
		const newest = ++this.#newest;
		const stale = () => newest !== this.#newest;
		const { last } = this.context.editions.find(({ edition }) => edition === asked.selection.edition)!;
		const questions = peerQuestions(asked.selection, this.codebook, last);
		this.busy = true;
		try {
			const engine = await this.engines.pick(WORLD);
			const answers = await answerInTime(engine, Object.values(questions));
			if (stale()) return false;
			const named = Object.fromEntries(
				Object.keys(questions).map((name, i): [string, Answer] => [name, answers[i]])
			) as PeerAnswers;
			const { selection, choice } = asked;
			const comparison = comparisonOf(named, questions, selection, choice, this.codebook, this.holdings);
			this.error = null;
			this.shown = { asked, comparison, engine: engine.name };
			this.busy = false;
			return true;
		} catch (error) {
			if (stale()) return false;
			if (error instanceof EngineError && this.engines.duckdb.kind === 'ready') {
				this.engines.fail(error);
				return this.#show(asked);
			}
			this.busy = false;
			this.error = error as Error;
			return false;
		}
	}

	/** The rows that a mark of what is on show sums, and what they are the rows of. */
	async rowsBehind(narrow: Narrowing): Promise<{ rows: Row[]; where: Where }> {
		const { selection, choice } = this.shown!.asked;
		const all: Where = { ...whereOf(selection, this.codebook), territory: WORLD, without: null };
		const where = narrowed(all, narrow);
		const engine = await this.engines.pick(WORLD);
		const rows = await engine.rows(where, listedGrain(where, selection.measure, this.holdings));
		return { where, rows: choice.withoutLaw ? rows.filter((row) => !isLaw(row)) : rows };
	}

	/** A choice of the reader's: the address changes, and everything follows from it. */
	choose(change: { selection?: Partial<Selection>; choice?: Partial<PeerChoice>; scale?: Scale }): Promise<void> {
		const selection = changed(this.wanted.selection, change.selection ?? {});
		const choice = { ...this.wanted.choice, ...change.choice };
		// A base of half-years is none of years.
		if (change.selection?.step) choice.base = '';
		return choose(writeComparison({ selection, choice, scale: change.scale ?? this.wanted.scale }, this.context));
	}

	get engine() {
		return this.shown?.engine ?? 'rows';
	}
	get settled() {
		return this.shown !== null;
	}

	link(): string {
		return addressOf(writeComparison((this.shown ?? { asked: this.wanted }).asked, this.context, true));
	}

	retry(): Promise<void> {
		return this.#follow(this.wanted, this.notices);
	}

	reset(): Promise<void> {
		return choose(writeComparison(defaultComparison(this.context), this.context));
	}
}
