import type { Codebook } from '#lib/domain/codebook.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { BrowserDuckdb, StartProgress } from '#lib/engine/browser.ts';
import { EngineError, type Engine } from '#lib/engine/engine.ts';
import { createRowsEngine } from '#lib/engine/rows.ts';
import { fetchSource, tableUrls, type Source, type TableRows } from './source.ts';

export type DuckdbState =
	| { kind: 'off' }
	| { kind: 'starting'; progress: StartProgress }
	| { kind: 'ready' }
	| { kind: 'failed'; error: EngineError };

/** The one place that decides which engine answers: DuckDB once it is ready, the rows engine until then and without it. */
export class Engines {
	duckdb = $state.raw<DuckdbState>({ kind: 'off' });
	#engine: BrowserDuckdb | undefined;
	readonly #edition: string;
	readonly #codebook: Codebook;
	readonly #rows: TableRows;
	readonly #sources = new Map<string, Promise<Source>>();

	constructor(home: Source, codebook: Codebook, rows: TableRows) {
		this.#rows = rows;
		this.#edition = home.edition;
		this.#codebook = codebook;
		this.#sources.set(home.territory, Promise.resolve(home));
	}

	/** A territory's rows; fetched once, and again after a failure. */
	source(territory: string): Promise<Source> {
		let source = this.#sources.get(territory);
		if (!source) {
			source = fetchSource(this.#edition, territory, this.#codebook);
			this.#sources.set(territory, source);
			source.catch(() => this.#sources.delete(territory));
		}
		return source;
	}

	async pick(territory: string): Promise<Engine> {
		return this.#engine ?? createRowsEngine((await this.source(territory)).rows);
	}

	/** Starts DuckDB over the whole edition. What is on show stays; the next question goes to whichever is ready. */
	async start(): Promise<void> {
		if (this.duckdb.kind === 'starting' || this.duckdb.kind === 'ready') return;
		this.duckdb = { kind: 'starting', progress: { step: 'checking', bytes: 0, total: 0 } };
		try {
			const { startDuckdb } = await import('#lib/engine/browser.ts');
			const engine = await startDuckdb({
				tables: { urls: tableUrls(this.#edition, WORLD) },
				codebook: this.#codebook,
				onProgress: (progress) => {
					if (progress.step !== 'ready') this.duckdb = { kind: 'starting', progress };
				}
			});
			this.#engine = engine;
			await this.#checkWhole(engine);
			this.duckdb = { kind: 'ready' };
		} catch (error) {
			this.fail(error);
		}
	}

	/** The tables must be the edition's whole tables; a file cut short would give smaller numbers without a word. */
	async #checkWhole(engine: BrowserDuckdb): Promise<void> {
		for (const table of ['removals', 'compliance'] as const) {
			const [{ rows }] = await engine.query(`SELECT count(*)::INTEGER AS rows FROM ${table}`);
			if (rows !== this.#rows[table])
				throw new EngineError('missing', `${table}.csv has ${String(rows)} rows instead of ${this.#rows[table]}`);
		}
	}

	/** DuckDB is gone: its worker died, or it never started. The rows engine answers from here on. */
	fail(error: unknown): void {
		this.#engine?.close();
		this.#engine = undefined;
		this.duckdb = {
			kind: 'failed',
			error: error instanceof EngineError ? error : new EngineError('failed', String(error), { cause: error })
		};
	}
}
