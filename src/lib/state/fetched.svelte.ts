import type { FetchKind, Fetched, Kept, Origin, Store } from '#lib/domain/fetched.ts';
import { WORKER_FETCHED, WORKER_REFUSED, type WorkerFetch } from '#lib/ingest/workers.ts';

/** How the names in a store are found. */
const STORES = {
	cookies: () => document.cookie.split(/; ?/).flatMap((cookie) => cookie.split('=')[0] || []),
	local: () => Object.keys(localStorage),
	session: () => Object.keys(sessionStorage),
	databases: async () => (await indexedDB.databases()).map(({ name }) => name ?? ''),
	caches: async () => ('caches' in window ? await caches.keys() : []),
	workers: async () =>
		'serviceWorker' in navigator
			? (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname)
			: []
} satisfies Record<Store, () => string[] | Promise<string[]>>;

const KINDS: [FetchKind, RegExp][] = [
	['script', /\.m?js$/],
	['style', /\.css$/],
	['font', /\.woff2?$/],
	['picture', /\.(png|svg|ico)$/],
	['wasm', /\.wasm$/],
	['data', /\.(csv|json|xml)$/]
];

function kindOf(url: string): FetchKind {
	const path = url.split(/[?#]/)[0];
	return KINDS.find(([, ending]) => ending.test(path))?.[0] ?? 'other';
}

function originOf(url: string): Origin {
	if (/^(blob|data):/.test(url)) return 'made';
	return new URL(url, location.href).origin === location.origin ? 'here' : 'elsewhere';
}

const told = (bytes: number, size: number) => (bytes === 0 && size === 0 ? null : bytes);

function read(entry: PerformanceEntry): Fetched | null {
	if (entry.entryType === 'mark') {
		if (entry.name !== WORKER_FETCHED) return null;
		const { url, bytes, size, at } = (entry as PerformanceMark).detail as WorkerFetch;
		return {
			url,
			origin: originOf(url),
			kind: kindOf(url),
			worker: true,
			bytes: told(bytes, size),
			at: at - performance.timeOrigin
		};
	}
	const { name: url, initiatorType, transferSize, decodedBodySize, startTime } = entry as PerformanceResourceTiming;
	const kind = initiatorType === 'navigation' ? 'page' : initiatorType === 'iframe' ? 'frame' : kindOf(url);
	return { url, origin: originOf(url), kind, worker: false, bytes: told(transferSize, decodedBodySize), at: startTime };
}

/** Lists what the page and its workers have asked for since it was opened, and what is kept in the browser. */
export class FetchLog {
	/** By the time they began. */
	fetched = $state.raw<readonly Fetched[]>([]);
	/** Addresses that DuckDB asked for and that were never sent. */
	stopped = $state.raw<readonly string[]>([]);
	kept = $state.raw<Kept | null>(null);
	readonly policy =
		document.querySelector<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]')?.content ?? '';

	/** Keeps the list up to date until what it returns is called. */
	follow(): () => void {
		const observers = ['navigation', 'resource', 'mark'].map((type) => {
			const observer = new PerformanceObserver((list) => this.#add(list.getEntries()));
			observer.observe({ type, buffered: true });
			return observer;
		});
		void this.#look();
		const timer = setInterval(() => void this.#look(), 2000);
		return () => {
			clearInterval(timer);
			for (const observer of observers) observer.disconnect();
		};
	}

	#add(entries: PerformanceEntryList): void {
		const found = entries.flatMap((entry) => read(entry) ?? []);
		const stopped = entries.filter(({ name, entryType }) => entryType === 'mark' && name === WORKER_REFUSED);
		if (found.length > 0) this.fetched = [...this.fetched, ...found].sort((a, b) => a.at - b.at);
		if (stopped.length > 0)
			this.stopped = [...this.stopped, ...stopped.map((entry) => String((entry as PerformanceMark).detail))];
	}

	async #look(): Promise<void> {
		const names = await Promise.all(
			Object.entries(STORES).map(async ([store, list]) => [
				store,
				await Promise.resolve()
					.then(list)
					.catch(() => null)
			])
		);
		this.kept = Object.fromEntries(names) as Kept;
	}
}
