import type { Codebook } from '#lib/domain/codebook.ts';
import type { StartProgress } from '#lib/engine/browser.ts';
import { SqlError, type SqlConsole as Running, type SqlResult } from '#lib/engine/console.ts';
import type { TableRows } from '#lib/engine/duckdb.ts';
import type { EngineError } from '#lib/engine/engine.ts';
import { engineErrorOf, part } from './part.ts';
import type { EditionFiles } from './source.ts';

/** Why there is no result: the statement, the engine, the reader, or the clock. */
export type SqlFailure = SqlError | EngineError | 'stopped' | 'too-long';

export type SqlStep =
	| { kind: 'idle' }
	| { kind: 'starting'; progress: StartProgress | null }
	| { kind: 'running' }
	| { kind: 'done'; result: SqlResult }
	| { kind: 'failed'; why: SqlFailure };

/** Seconds after which a statement is ended. */
export const TIME_LIMIT = 20;

/** A reader's own SQL over an edition, in a worker that is ended to stop a statement, and started for the next. */
export class SqlConsole {
	step = $state.raw<SqlStep>({ kind: 'idle' });
	#running: Running | null = null;
	#abort: AbortController | null = null;
	readonly #files: EditionFiles;
	readonly #codebook: Codebook;
	readonly #rows: TableRows;

	constructor(files: EditionFiles, codebook: Codebook, rows: TableRows) {
		this.#files = files;
		this.#codebook = codebook;
		this.#rows = rows;
	}

	get busy(): boolean {
		return this.step.kind === 'starting' || this.step.kind === 'running';
	}

	/** Runs a statement; nothing while another runs. */
	async run(sql: string): Promise<void> {
		if (this.busy) return;
		const abort = new AbortController();
		this.#abort = abort;
		let timer: ReturnType<typeof setTimeout> | undefined;
		try {
			const running = (this.#running ??= await this.#start(abort.signal));
			this.step = { kind: 'running' };
			timer = setTimeout(() => this.#end('too-long'), TIME_LIMIT * 1000);
			const result = await running.run(sql);
			this.step = { kind: 'done', result };
		} catch (error) {
			if (!(error instanceof SqlError)) this.#running = null;
			this.step = { kind: 'failed', why: abort.signal.aborted ? (abort.signal.reason as SqlFailure) : failure(error) };
		} finally {
			clearTimeout(timer);
		}
	}

	/** Ends what runs, or the start, and the worker with it. */
	cancel(): void {
		this.#end('stopped');
	}

	async #start(signal: AbortSignal): Promise<Running> {
		this.step = { kind: 'starting', progress: null };
		const { startConsole } = await part(() => import('#lib/engine/browser.ts'));
		return startConsole({
			tables: this.#files.whole,
			rows: this.#rows,
			codebook: this.#codebook,
			onProgress: (progress) => {
				if (this.step.kind === 'starting') this.step = { kind: 'starting', progress };
			},
			signal
		});
	}

	#end(why: SqlFailure): void {
		this.#abort?.abort(why);
		this.#running?.close();
		this.#running = null;
	}
}

function failure(error: unknown): SqlFailure {
	return error instanceof SqlError ? error : engineErrorOf(error);
}
