import type { PartialEdition } from '#lib/charts/model.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { TableRows } from '#lib/engine/duckdb.ts';
import type { TableName, TerritoryTotals } from '#lib/ingest/canonical.ts';
import type { OwnFiles, OwnTableFile } from '#lib/ingest/worker.ts';
import { part } from './part.ts';
import type { PageData } from './reading.svelte.ts';
import type { EditionFiles, SourceTexts } from './source.ts';

/** A mark beside the store itself, because a page must know before its first frame. `scope-guard.js` reads it too. */
const MARK = 'takedown-ledger-own';

interface Shown {
	own: OwnFiles;
	home: SourceTexts;
	files: EditionFiles;
	partial: PartialEdition;
}

function marked(): boolean {
	try {
		return typeof localStorage !== 'undefined' && localStorage.getItem(MARK) !== null;
	} catch {
		return false;
	}
}

function unmark(): void {
	try {
		localStorage.removeItem(MARK);
	} catch {
		// Without storage there is no mark.
	}
}

/** A store that another tab holds up is not waited for: the page would stay out of sight. */
const STORE_LIMIT = 4000;

function inTime<T>(work: Promise<T>): Promise<T> {
	const late = new Promise<never>((_, reject) =>
		setTimeout(() => reject(new Error('the store of this browser does not answer')), STORE_LIMIT)
	);
	return Promise.race([work, late]);
}

/** Kazakhstan, or, in files that have nothing of it, the territory with most. */
function homeOf({ territories }: OwnFiles): string {
	if (territories.some(({ code }) => code === 'KZ')) return 'KZ';
	const most = (a: TerritoryTotals, b: TerritoryTotals) =>
		(b.requests ?? 0) - (a.requests ?? 0) || (b.items ?? 0) - (a.items ?? 0);
	return [...territories].sort(most)[0]?.code ?? 'KZ';
}

function editionFiles(own: OwnFiles): EditionFiles {
	const tables = Object.entries(own.tables) as [TableName, OwnTableFile][];
	return {
		async read(territory) {
			const texts = tables.map(async ([name, { blob, header, places }]) => {
				if (territory === WORLD) return [name, await blob.text()];
				const [from, to] = places[territory] ?? [0, 0];
				return [name, header + (await blob.slice(from, to).text())];
			});
			return { edition: own.edition, territory, tables: Object.fromEntries(await Promise.all(texts)) };
		},
		territories: async () => own.territories,
		whole: { files: Object.fromEntries(tables.map(([name, { blob }]) => [name, blob])) }
	};
}

/** The reader's own files: on show in place of the published edition, and kept on this device when the reader says so. */
class Own {
	shown = $state.raw<Shown | null>(null);
	/** What lies in this device's store, or `null`. */
	kept = $state.raw<OwnFiles | null>(null);
	/** Kept files are on their way: nothing else is to be shown for the moment. */
	restoring = $state(marked());

	async show(own: OwnFiles): Promise<void> {
		const files = editionFiles(own);
		const [home, { partial }] = await Promise.all([
			files.read(homeOf(own)),
			part(() => import('#lib/charts/partial.ts'))
		]);
		this.shown = { own, files, home, partial };
		if (this.kept?.edition === own.edition) localStorage.setItem(MARK, '1');
	}

	/** What an address of a page with figures ends in, so that it need not be put right on arrival. */
	get query(): string {
		return this.shown ? `?edition=${this.shown.own.edition}` : '';
	}

	/** Back to the published edition. What is kept stays kept, and is not shown until asked for. */
	leave(): void {
		unmark();
		this.shown = null;
	}

	/** @throws what the browser says when it can't store them */
	async keep(): Promise<void> {
		const own = this.shown!.own;
		const { keepOwn, removeOwn } = await part(() => import('./store.ts'));
		await inTime(keepOwn(own));
		try {
			localStorage.setItem(MARK, '1');
		} catch (error) {
			// Without the mark no page would look for them: they would lie there unknown.
			await removeOwn();
			throw error;
		}
		this.kept = own;
	}

	async remove(): Promise<void> {
		unmark();
		const { removeOwn } = await part(() => import('./store.ts'));
		await removeOwn();
		this.kept = null;
	}

	/** Looks into this device's store, if there is a mark that something lies there or the reader wants to know. */
	async restore(): Promise<void> {
		try {
			const { keptOwn } = await part(() => import('./store.ts'));
			this.kept = await inTime(keptOwn());
			if (!this.kept) unmark();
			if (this.kept && this.restoring) await this.show(this.kept);
		} catch {
			// They may be there yet, at the next visit.
		} finally {
			this.restoring = false;
			if (!this.shown) document.documentElement.classList.remove('pending');
		}
	}

	/** A page's data with the reader's own files in the place of the published edition. */
	page(data: PageData): PageData {
		if (!this.shown) return data;
		const { own, home, files, partial } = this.shown;
		const rows = Object.entries(own.tables).map(([name, { rows }]) => [name, rows]);
		return {
			codebook: own.codebook,
			editions: [
				{
					edition: own.edition,
					title: own.files.join(', '),
					first: own.first,
					last: own.last,
					territory: homeOf(own),
					measure: own.holdings.held.totals.requests.length > 0 ? 'requests' : 'items',
					unchecked: [],
					rows: Object.fromEntries(rows) as TableRows
				}
			],
			home,
			own: true,
			held: { files, holdings: own.holdings, partial }
		};
	}
}

export const own = new Own();
