import type { GivenFile, ReadProgress } from './open.ts';
import type { FilesReport } from './report.ts';
import type { FromWorker, OwnFiles } from './worker.ts';

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

/**
 * Reads files in a worker of their own, which ends with the work or with the signal: what it held is let go.
 * @throws ReadingFailedError, or the signal's reason
 */
export function readInWorker(
	files: readonly GivenFile[],
	{ onProgress, onAssembling, signal }: Reading
): Promise<{ report: FilesReport; own: OwnFiles | null }> {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
	return new Promise<{ report: FilesReport; own: OwnFiles | null }>((resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason));
		worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
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
	}).finally(() => worker.terminate());
}
