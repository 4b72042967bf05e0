import { onMount, untrack } from 'svelte';
import { page } from '$app/state';
import type { Notice } from '#lib/domain/notice.ts';
import { FIRST_PERIOD } from '#lib/domain/period.ts';
import type { Where } from '#lib/domain/question.ts';
import { changed, whereOf, type Selection } from '#lib/domain/selection.ts';
import { qualityOf, type EditionQuality, type Quality } from '#lib/engine/quality.ts';
import { readOddRows } from '#lib/ingest/provenance.ts';
import { language } from '#lib/words/language.ts';
import { defaultSelection, inEdition, readSelection, writeSelection, type AddressContext } from './address.ts';
import { choose } from './navigation.ts';
import { sideOf } from './olderEdition.ts';
import { qualityPath } from './paths.ts';
import { editionUrl, text } from './source.ts';

export interface QualityShown {
	selection: Selection;
	quality: Quality;
}

/** All that an edition has of Kazakhstan. */
export function kazakhstanIn(context: AddressContext, edition: string): Where {
	const { to } = defaultSelection(context, edition);
	return { territory: 'KZ', from: FIRST_PERIOD, to, product: [], reason: [], requester: [], outcome: [] };
}

/** The page of known oddities: as served for Kazakhstan, then for the scope of its address. */
export class QualityPage {
	readonly context: AddressContext;
	shown: QualityShown = $state.raw()!;
	wanted: Selection = $state.raw()!;
	notices: Notice[] = $state.raw([]);
	busy = $state(false);
	error = $state.raw<Error | null>(null);
	ready = $state(false);
	#newest = 0;

	constructor(context: AddressContext, served: QualityShown) {
		this.context = context;
		this.shown = served;
		this.wanted = served.selection;
		onMount(() => {
			this.ready = true;
			return () => (this.ready = false);
		});
		$effect(() => {
			if (!this.ready) return;
			const { selection, notices } = readSelection(page.url.searchParams, context);
			untrack(() => void this.#follow(selection, notices));
		});
	}

	async #follow(selection: Selection, notices: Notice[]): Promise<void> {
		const newest = ++this.#newest;
		this.wanted = selection;
		this.notices = notices;
		this.error = null;
		if (JSON.stringify(selection) !== JSON.stringify(this.shown.selection)) {
			this.busy = true;
			try {
				const quality = await this.#read(selection);
				if (newest !== this.#newest) return;
				this.shown = { selection, quality };
			} catch (error) {
				if (newest !== this.#newest) return;
				this.error = error as Error;
			}
		}
		this.busy = false;
		document.documentElement.classList.remove('pending');
	}

	async #read(selection: Selection): Promise<Quality> {
		const { edition, territory } = selection;
		const { codebook } = this.context;
		const [json, csv, scope, kazakhstan] = await Promise.all([
			text(`${qualityPath(language())}${edition}.json`),
			text(editionUrl(edition, 'oddities.csv')),
			sideOf(edition, territory, codebook),
			sideOf(edition, 'KZ', codebook)
		]);
		return qualityOf(
			JSON.parse(json) as EditionQuality,
			readOddRows(csv),
			whereOf(selection, codebook),
			kazakhstanIn(this.context, edition),
			{ scope: scope.facts, kazakhstan: kazakhstan.facts }
		);
	}

	choose(change: Partial<Selection>): Promise<void> {
		const { edition, ...rest } = change;
		const turned = edition ? inEdition(this.wanted, this.context, edition) : this.wanted;
		return choose(writeSelection(changed(turned, rest), this.context));
	}

	retry(): Promise<void> {
		return this.#follow(this.wanted, this.notices);
	}
}
