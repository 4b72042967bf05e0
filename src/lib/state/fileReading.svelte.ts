import type { GivenFile, ReadProgress } from '#lib/ingest/open.ts';
import type { FilesReport } from '#lib/ingest/report.ts';
import type { OwnFiles } from '#lib/ingest/worker.ts';
import { part } from './part.ts';

/** Where reading stands: nothing on show changes before the reader accepts what was read. */
export type ReadingStep =
	| { kind: 'idle' }
	| { kind: 'reading'; progress: ReadProgress | null }
	| { kind: 'assembling' }
	| { kind: 'read'; report: FilesReport; own: OwnFiles | null }
	| { kind: 'failed'; memory: boolean; detail: string };

export class FileReading {
	step = $state.raw<ReadingStep>({ kind: 'idle' });
	#abort: AbortController | null = null;
	#given: readonly GivenFile[] = [];
	/** What files were added to. */
	#before: { step: ReadingStep; given: readonly GivenFile[] } | null = null;

	/** Reads files; a reading under way is given up for them. */
	async read(files: readonly GivenFile[]): Promise<void> {
		this.#abort?.abort();
		const abort = new AbortController();
		this.#abort = abort;
		this.#given = files;
		this.#before = null;
		const { signal } = abort;
		this.step = { kind: 'reading', progress: null };
		try {
			const { readInWorker } = await part(() => import('#lib/ingest/browser.ts'));
			signal.throwIfAborted();
			const { report, own } = await readInWorker(files, {
				onProgress: (progress) => {
					if (!signal.aborted) this.step = { kind: 'reading', progress };
				},
				onAssembling: () => {
					if (!signal.aborted) this.step = { kind: 'assembling' };
				},
				signal
			});
			this.step = { kind: 'read', report, own };
		} catch (error) {
			// Given up by the reader, or for other files: neither is a failure.
			if (signal.aborted) return;
			const { memory = false, message } = error as Error & { memory?: boolean };
			this.step = { kind: 'failed', memory, detail: message };
		}
	}

	/** Reads more files together with those read before: what one lacks another may have. */
	add(files: readonly GivenFile[]): Promise<void> {
		const before = { step: this.step, given: this.#given };
		const read = this.read([...this.#given, ...files]);
		this.#before = before;
		return read;
	}

	/** Gives up what is under way: the report that files were being added to stands again. */
	cancel(): void {
		const before = this.#before;
		this.clear();
		if (before) [this.step, this.#given] = [before.step, before.given];
	}

	/** Forgets what was read. */
	clear(): void {
		this.#abort?.abort();
		this.#abort = this.#before = null;
		this.#given = [];
		this.step = { kind: 'idle' };
	}
}
