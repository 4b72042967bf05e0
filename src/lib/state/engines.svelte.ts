import type { Codebook } from '#lib/domain/codebook.ts';
import type { BrowserDuckdb, StartProgress } from '#lib/engine/browser.ts';
import type { TableRows } from '#lib/engine/duckdb.ts';
import type { Engine, EngineError } from '#lib/engine/engine.ts';
import { createRowsEngine } from '#lib/engine/rows.ts';
import { engineErrorOf, part } from './part.ts';
import { readSource, type EditionFiles, type Source } from './source.ts';

export type DuckdbState =
	| { kind: 'off' }
	| { kind: 'starting'; progress: StartProgress }
	| { kind: 'ready' }
	| { kind: 'failed'; error: EngineError };

/** The one place that decides which engine answers: DuckDB once it is ready, the rows engine until then and without it. */
export class Engines {
	duckdb = $state.raw<DuckdbState>({ kind: 'off' });
	#engine: BrowserDuckdb | undefined;
	readonly #files: EditionFiles;
	readonly #codebook: Codebook;
	readonly #rows: TableRows;
	readonly #sources = new Map<string, Promise<Source>>();

	constructor(home: Source, codebook: Codebook, rows: TableRows, files: EditionFiles) {
		this.#rows = rows;
		this.#files = files;
		this.#codebook = codebook;
		this.#sources.set(home.territory, Promise.resolve(home));
	}

	/** A territory's rows; fetched once, and again after a failure. */
	source(territory: string): Promise<Source> {
		let source = this.#sources.get(territory);
		if (!source) {
			source = this.#files.read(territory).then((texts) => readSource(texts, this.#codebook));
			this.#sources.set(territory, source);
			source.catch(() => this.#sources.delete(territory));
		}
		return source;
	}

	async pick(territory: string): Promise<Engine> {
		return this.#engine ?? createRowsEngine((await this.source(territory)).facts);
	}

	/** Starts DuckDB over the whole edition. What is on show stays; the next question goes to whichever is ready. */
	async start(): Promise<void> {
		if (this.duckdb.kind === 'starting' || this.duckdb.kind === 'ready') return;
		this.duckdb = { kind: 'starting', progress: { step: 'checking', bytes: 0, total: 0 } };
		try {
			const { startDuckdb } = await part(() => import('#lib/engine/browser.ts'));
			this.#engine = await startDuckdb({
				tables: this.#files.whole,
				rows: this.#rows,
				codebook: this.#codebook,
				onProgress: (progress) => {
					if (progress.step !== 'ready') this.duckdb = { kind: 'starting', progress };
				}
			});
			this.duckdb = { kind: 'ready' };
		} catch (error) {
			this.fail(error);
		}
	}

	/** DuckDB is gone: its worker died, or it never started. The rows engine answers from here on. */
	fail(error: unknown): void {
		this.#engine?.close();
		this.#engine = undefined;
		this.duckdb = {
			kind: 'failed',
			error: engineErrorOf(error)
		};
	}
}
