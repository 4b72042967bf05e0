/** `here`: this site; `made`: `blob:` and `data:`, made by the page itself; `elsewhere`: any other host. */
export type Origin = 'here' | 'made' | 'elsewhere';

export type FetchKind = 'page' | 'script' | 'style' | 'font' | 'picture' | 'data' | 'wasm' | 'frame' | 'other';

/** One request of the page, or of a worker that it started. */
export interface Fetched {
	url: string;
	origin: Origin;
	kind: FetchKind;
	worker: boolean;
	/** As carried, headers included; 0 from the browser's cache, `null` where the browser does not tell. */
	bytes: number | null;
	/** Milliseconds since the page was opened. */
	at: number;
}

export type Store = 'cookies' | 'local' | 'session' | 'databases' | 'caches' | 'workers';

/** Names of what each store of the browser holds for this site; `null` where the browser does not tell. */
export type Kept = Record<Store, string[] | null>;
