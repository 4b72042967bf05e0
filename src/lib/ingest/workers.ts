/** Of a worker's own timeline, which the page that started it can't see. */
export interface WorkerFetch {
	url: string;
	/** As carried; 0 from the browser's cache. */
	bytes: number;
	/** Unpacked. */
	size: number;
	/** Milliseconds since 1970. */
	at: number;
}

/** What a worker posts about its requests; everything else is its work. */
export interface WorkerNote {
	fetched?: WorkerFetch;
	/** The address of a request that was answered in the worker and never sent. */
	refused?: string;
}

/** Names of the marks in the page's own timeline that say what its workers asked for. */
export const WORKER_FETCHED = 'worker-fetched';
export const WORKER_REFUSED = 'worker-refused';

/** Runs in the worker; written out as text, so it can use nothing from this file. Posts what was fetched, and what will be. */
function tell(): void {
	const post = (entries: PerformanceEntryList) => {
		for (const { name, transferSize, decodedBodySize, startTime } of entries as PerformanceResourceTiming[])
			self.postMessage({
				fetched: { url: name, bytes: transferSize, size: decodedBodySize, at: performance.timeOrigin + startTime }
			});
	};
	post(performance.getEntriesByType('resource'));
	new PerformanceObserver((list) => post(list.getEntries())).observe({ type: 'resource' });
}

/** Text of a script that makes a worker post notes of what it fetches. */
export const TELL_FETCHES = `(${tell})();\n`;

/** Puts a worker's note into the page's timeline, for whoever lists what was fetched; `false` for any other message. */
export function noted(message: unknown): boolean {
	const { fetched, refused } = (message ?? {}) as WorkerNote;
	if (fetched) performance.mark(WORKER_FETCHED, { detail: fetched });
	else if (refused) performance.mark(WORKER_REFUSED, { detail: refused });
	return Boolean(fetched ?? refused);
}
