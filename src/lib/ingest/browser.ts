import type { GivenFile, ReadProgress } from './open.ts';
import type { FilesReport } from './report.ts';
import type { FromWorker, OwnFiles } from './worker.ts';
// oxlint-disable-next-line import/default -- the query makes an address of it
import workerPath from './worker.ts?worker&url';
import { noted, TELL_FETCHES } from './workers.ts';

export interface Reading {
	onProgress: (progress: ReadProgress) => void;
	/** All bytes are read; the rows are put together. */
	onAssembling: () => void;
	signal: AbortSignal;
}

/** The worker ended before its work did: the memory ran out, or the script did not arrive. */
export class ReadingFailedError extends Error {
	readonly memory: boolean;

	constructor(memory: boolean, detail: string) {
		super(detail);
		this.name = 'ReadingFailedError';
		this.memory = memory;
	}
}

/** For a worker from a blob: one started from its own address is not under the page's content security policy. */
function workerBlob(): Blob {
	const script = new URL(workerPath, location.href).href;
	return new Blob([`import ${JSON.stringify(script)};\n${TELL_FETCHES}`], { type: 'text/javascript' });
}

/**
 * Reads files in a worker of their own, which ends with the work or with the signal: what it held is let go.
 * @throws ReadingFailedError, or the signal's reason
 */
export function readInWorker(
	files: readonly GivenFile[],
	{ onProgress, onAssembling, signal }: Reading
): Promise<{ report: FilesReport; own: OwnFiles | null }> {
	const url = URL.createObjectURL(workerBlob());
	const worker = new Worker(url, { type: 'module' });
	return new Promise<{ report: FilesReport; own: OwnFiles | null }>((resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason));
		worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
			if (noted(data)) return;
			if (data.kind === 'progress') onProgress(data.progress);
			else if (data.kind === 'assembling') onAssembling();
			else if (data.kind === 'read') resolve(data);
			else reject(new ReadingFailedError(data.memory, data.detail));
		});
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			reject(new ReadingFailedError(/memory|allocation/i.test(event.message), event.message || 'the worker died'));
		});
		worker.addEventListener('messageerror', () => reject(new ReadingFailedError(true, 'the result did not arrive')));
		worker.postMessage(files.map(({ name, blob }) => ({ name, blob })));
	}).finally(() => {
		worker.terminate();
		URL.revokeObjectURL(url);
	});
}
