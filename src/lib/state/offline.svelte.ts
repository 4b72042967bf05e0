import { resolve } from '$app/paths';
import type { Language } from '#lib/words/language.ts';
import { filePath } from './paths.ts';

/** What can be saved with the pages, or left out. */
export const EXTRAS = ['engine', 'older'] as const;

export type Extra = (typeof EXTRAS)[number];

export type OfflinePart = 'pages' | Extra;

/** What a copy of the site in one language is made of: `/<language>/offline.json`, written once the site is built. */
export interface OfflineList {
	/** The newest edition of the figures. */
	edition: string;
	/** Another one for other bytes in any of the files. */
	version: string;
	/** Paths below the site's base, each with its size. */
	parts: Record<OfflinePart, [path: string, bytes: number][]>;
}

/** What is saved, as the copy itself says. */
export interface SavedCopy {
	edition: string;
	version: string;
	/** The day it was saved. */
	date: string;
	bytes: number;
	extras: Extra[];
}

export type OfflineStep =
	| { kind: 'idle' }
	| { kind: 'saving'; bytes: number; total: number }
	| { kind: 'failed'; why: 'space' | 'network' | 'other-page'; detail: string }
	| { kind: 'cancelled' }
	| { kind: 'removed' };

/** How many files are asked for at the same time. */
const AT_ONCE = 6;

const bytesOf = (files: readonly [string, number][]) => files.reduce((sum, [, bytes]) => sum + bytes, 0);

export function sizeOf(list: OfflineList, extras: readonly Extra[]): number {
	return bytesOf(filesOf(list, extras));
}

function filesOf({ parts }: OfflineList, extras: readonly Extra[]): [string, number][] {
	return [...parts.pages, ...extras.flatMap((extra) => parts[extra])];
}

/**
 * A copy of the site in this browser, made and removed by the press of a button. Its files lie in a cache, which
 * `static/offline-worker.js` answers from; a cache without a mark is not whole, and is no copy.
 */
export class Offline {
	/** What could be saved now; `null` while that is not known. */
	list = $state.raw<OfflineList | null>(null);
	saved = $state.raw<SavedCopy | null>(null);
	step = $state.raw<OfflineStep>({ kind: 'idle' });
	readonly #lang: Language;
	#abort: AbortController | undefined;

	constructor(lang: Language) {
		this.#lang = lang;
	}

	/** Browsers have the means on `https:` and on this machine alone. */
	static get possible(): boolean {
		return 'serviceWorker' in navigator && 'caches' in window && 'locks' in navigator;
	}

	get #base(): URL {
		return new URL(resolve('/'), location.href);
	}
	/** How the names of all copies of this site begin; others may stand on the same host. */
	get #all(): string {
		return `takedown-ledger-offline ${this.#base.pathname} `;
	}
	get #mark(): string {
		return new URL('offline-saved.json', this.#base).href;
	}

	/** Another copy is here than would be saved now. */
	get outdated(): boolean {
		return this.list !== null && this.saved !== null && this.list.version !== this.saved.version;
	}

	async #names(beginning: string): Promise<string[]> {
		return (await caches.keys()).filter((name) => name.startsWith(beginning));
	}

	/** Looks what is saved and what could be. Nothing is written. */
	async look(): Promise<void> {
		if (!Offline.possible) return;
		await this.#tidy();
		await this.#findSaved();
		try {
			const response = await fetch(filePath(`/${this.#lang}/offline.json`), { cache: 'no-store' });
			if (response.ok) this.list = (await response.json()) as OfflineList;
		} catch {
			// Without a network there is nothing newer to be had.
		}
	}

	async #findSaved(): Promise<void> {
		this.saved = null;
		for (const name of await this.#names(this.#all + this.#lang)) {
			const mark = await (await caches.open(name)).match(this.#mark);
			if (mark) this.saved = (await mark.json()) as SavedCopy;
		}
	}

	/** What a closed page left half saved goes, unless another is saving. */
	#tidy(): Promise<void> {
		return this.#alone(async () => {
			for (const name of await this.#names(this.#all))
				if (!(await (await caches.open(name)).match(this.#mark))) await caches.delete(name);
		}).then(() => {});
	}

	/** Runs while no other page of this site saves; `false` when one does. */
	#alone(work: () => Promise<void>): Promise<boolean> {
		return navigator.locks.request(this.#all, { ifAvailable: true }, async (lock) => {
			if (lock) await work();
			return lock !== null;
		});
	}

	/** Saves the pages and these extras: all of it, or nothing. */
	async save(extras: Extra[]): Promise<void> {
		const { list } = this;
		if (!list || this.step.kind === 'saving') return;
		this.#abort = new AbortController();
		this.step = { kind: 'saving', bytes: 0, total: sizeOf(list, extras) };
		const alone = await this.#alone(() => this.#saveAlone(list, extras));
		if (!alone) this.step = { kind: 'failed', why: 'other-page', detail: '' };
	}

	async #saveAlone(list: OfflineList, extras: Extra[]): Promise<void> {
		const { signal } = this.#abort!;
		const name = `${this.#all}${this.#lang} ${crypto.randomUUID()}`;
		const total = sizeOf(list, extras);
		let bytes = 0;
		const arrived = (more: number) => {
			bytes += more;
			this.step = { kind: 'saving', bytes: Math.min(bytes, total), total };
		};
		try {
			const cache = await caches.open(name);
			const files = filesOf(list, extras);
			const next = async () => {
				for (let file = files.shift(); file; file = files.shift()) {
					signal.throwIfAborted();
					await this.#keep(cache, file[0], arrived, signal);
				}
			};
			await Promise.all(Array.from({ length: AT_ONCE }, next));
			const today = new Date();
			const two = (value: number) => String(value).padStart(2, '0');
			const date = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
			const saved: SavedCopy = { edition: list.edition, version: list.version, date, bytes: total, extras };
			const before = await this.#names(this.#all + this.#lang);
			await navigator.serviceWorker.register(filePath('/offline-worker.js'), { scope: this.#base.pathname });
			await cache.put(this.#mark, new Response(JSON.stringify(saved)));
			for (const other of before) if (other !== name) await caches.delete(other);
			this.saved = saved;
			this.step = { kind: 'idle' };
		} catch (error) {
			// One that failed ends the others: none may write into what is deleted.
			const cancelled = signal.aborted;
			this.#abort!.abort();
			await caches.delete(name);
			const full = error instanceof DOMException && error.name === 'QuotaExceededError';
			this.step = cancelled
				? { kind: 'cancelled' }
				: { kind: 'failed', why: full ? 'space' : 'network', detail: String(error) };
		}
	}

	async #keep(cache: Cache, path: string, arrived: (bytes: number) => void, signal: AbortSignal): Promise<void> {
		const url = new URL(path, this.#base).href;
		// Named after its content, it need not be fetched again for a newer copy.
		const held = path.startsWith('_app/immutable/') ? await caches.match(url) : undefined;
		const response = held ?? (await fetch(url, { cache: 'no-store', signal }));
		if (!response.ok || response.redirected || !response.body) throw new Error(`${path}: ${response.status}`);
		const reader = response.body.getReader();
		const chunks: Uint8Array<ArrayBuffer>[] = [];
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			chunks.push(value);
			arrived(value.length);
		}
		const type = response.headers.get('content-type');
		await cache.put(url, new Response(new Blob(chunks), { headers: type ? { 'content-type': type } : {} }));
	}

	cancel(): void {
		this.#abort?.abort();
	}

	/** Every copy of this site goes, in whatever language, and with them what answers from them. */
	async remove(): Promise<void> {
		for (const name of await this.#names(this.#all)) await caches.delete(name);
		const worker = await navigator.serviceWorker.getRegistration(this.#base.pathname);
		await worker?.unregister();
		this.saved = null;
		this.step = { kind: 'removed' };
	}
}
