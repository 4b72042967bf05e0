import type { Codebook } from '#lib/domain/codebook.ts';
import { cellsOf, dominanceOf, type Dominance } from '#lib/domain/dominance.ts';
import { shift, type Period } from '#lib/domain/period.ts';
import type { Questions } from '#lib/domain/figure.ts';
import { listedGrain, type Holdings } from '#lib/domain/holding.ts';
import { narrowed, WORLD, type Answer, type Narrowing, type Question, type Where } from '#lib/domain/question.ts';
import type { ComplianceRow, Row } from '#lib/domain/row.ts';
import { whereOf, type Selection } from '#lib/domain/selection.ts';
import type { TableRows } from '#lib/engine/duckdb.ts';
import { EngineError, type Engine } from '#lib/engine/engine.ts';
import { answerFrom, largestFrom, rowsOfGrain } from '#lib/engine/rows.ts';
import { TABLE_OF, type TableName } from '#lib/ingest/canonical.ts';
import type { AddressContext } from './address.ts';
import { Engines } from './engines.svelte.ts';
import { readSource, type EditionFiles, type Source, type SourceTexts } from './source.ts';

/** The questions of a page, by name. Rows are listed of those that `total` counts: without it, none. */
export type Asked = Record<string, Question> & { total?: Question };

/** What a page asks for a selection. A method, so that a page that says more is still one that says this. */
export interface Asking<S extends Selection, Q extends Asked> {
	questions(selection: S, codebook: Codebook, last: Period): Q;
}

/** What is on show: a selection with its answers, never one without the other. */
export interface Shown<S extends Selection = Selection, Q extends Asked = Questions> {
	selection: S;
	questions: Q;
	answers: Record<keyof Q, Answer>;
	compliance: readonly ComplianceRow[];
	/** Which engine gave the answers. */
	engine: Engine['name'];
}

/** What rules the figures of a selection. */
export interface Ruled {
	selection: Selection;
	dominance: Dominance | null;
	/** The count of the cell left out by choice; `null` when none is. */
	left: number | null;
}

/** The question for the cell that another question leaves out. */
function leftOut({ where, ...question }: Question): Question | null {
	const { without } = where;
	if (!without) return null;
	const { period, product, reason } = without;
	const inScope = <T>(filter: readonly T[], value: T) => filter.length === 0 || filter.includes(value);
	const counted = inScope(where.product, product) && inScope(where.reason, reason);
	const outside = period < where.from || period > where.to || !counted;
	// Nothing of it is in scope: a range that ends before it begins has no row.
	const at = outside ? { from: shift(period, 1), to: period } : { from: period, to: period };
	return { ...question, by: [], where: { ...where, ...at, product: [product], reason: [reason], without: null } };
}

function named<Q extends Asked>(questions: Q, answers: Answer[]): Record<keyof Q, Answer> {
	return Object.fromEntries(Object.keys(questions).map((name, i) => [name, answers[i]])) as Record<keyof Q, Answer>;
}

/** A worker that dies without a word never answers: after this long the rows engine takes over. */
const ANSWER_LIMIT = 10_000;

/** Answers, or an `EngineError` once the engine has been silent for too long. */
export function answerInTime(engine: Engine, questions: readonly Question[]): Promise<Answer[]> {
	let timer: ReturnType<typeof setTimeout>;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new EngineError('crashed', `no answer in ${ANSWER_LIMIT} ms`)), ANSWER_LIMIT);
	});
	return Promise.race([engine.answer(questions), late]).finally(() => clearTimeout(timer));
}

/** From a selection to what is on show. The newest selection wins; what was on show stays until its answers are there. */
export class Ledger<S extends Selection = Selection, Q extends Asked = Questions> {
	shown: Shown<S, Q> = $state.raw()!;
	/** Rows with the selection they are in scope of; for a moment that may be the selection before. */
	rows: { selection: Selection; rows: Row[] } = $state.raw()!;
	/** The cell that rules what is on show, and the one left out with its count; for a moment those of the selection before. */
	ruled: Ruled = $state.raw()!;
	/** A selection is being answered. */
	busy = $state(false);
	/** Why the last selection could not be shown. */
	error = $state.raw<Error | null>(null);
	readonly engines: Engines;
	readonly context: AddressContext;
	readonly codebook: Codebook;
	readonly #holdings: Holdings | null;
	readonly #asking: Asking<S, Q>;
	#newest = 0;

	constructor(
		context: AddressContext,
		home: SourceTexts,
		selection: S,
		rows: TableRows,
		files: EditionFiles,
		holdings: Holdings | null,
		asking: Asking<S, Q>
	) {
		this.#asking = asking;
		this.#holdings = holdings;
		this.context = context;
		this.codebook = context.codebook;
		const source = readSource(home, context.codebook);
		this.engines = new Engines(source, context.codebook, rows, files);
		this.#showAtOnce(source, selection);
	}

	#questions(selection: S): Q {
		const { last } = this.context.editions.find(({ edition }) => edition === selection.edition)!;
		return this.#asking.questions(selection, this.codebook, last);
	}

	/** While a page is made, and in the first frame, the rows at hand answer without waiting. */
	#showAtOnce(source: Source, selection: S): void {
		const questions = this.#questions(selection);
		this.shown = {
			selection,
			questions,
			answers: named(
				questions,
				Object.values(questions).map((question) => answerFrom(source.facts, question))
			),
			compliance: source.compliance,
			engine: 'rows'
		};
		if (questions.total) this.#listRows(source, selection, questions.total);
	}

	#listRows({ facts }: Source, selection: S, total: Question): void {
		const { where, grain } = this.#listed(selection);
		this.rows = { selection, rows: rowsOfGrain(facts, where, grain) };
		const left = leftOut(total);
		this.ruled = this.#ruledBy(selection, largestFrom(facts, cellsOf(total)), answerFrom(facts, left ?? total), left);
	}

	/** What is on show is what is wanted: an answer still on its way is no longer. */
	stay(): void {
		this.#newest++;
		this.busy = false;
		this.error = null;
	}

	/** What was asked for could not be fetched. */
	fail(error: unknown): void {
		this.busy = false;
		this.error = error as Error;
	}

	/** Asks for a selection; `true` once it is on show, `false` when a newer one took its place or it failed. */
	async show(selection: S): Promise<boolean> {
		const asked = ++this.#newest;
		const stale = () => asked !== this.#newest;
		const questions = this.#questions(selection);
		this.busy = true;
		try {
			const engine = await this.engines.pick(selection.territory);
			const [answers, compliance] = await Promise.all([
				answerInTime(engine, Object.values(questions)),
				// Percentages can't be summed over territories: the world has none.
				selection.territory === WORLD
					? []
					: this.engines.source(selection.territory).then((source) => source.compliance)
			]);
			if (stale()) return false;
			this.error = null;
			this.shown = { selection, questions, answers: named(questions, answers), compliance, engine: engine.name };
			this.busy = false;
			// The figures first: the rows are asked for once they are painted.
			const { total } = questions;
			if (total) requestAnimationFrame(() => setTimeout(() => void this.#gatherRows(engine, selection, total, stale)));
			return true;
		} catch (error) {
			if (stale()) return false;
			this.busy = false;
			// DuckDB failed, but the question can still be answered from rows.
			if (error instanceof EngineError && this.engines.duckdb.kind === 'ready') {
				this.engines.fail(error);
				return this.show(selection);
			}
			this.error = error as Error;
			return false;
		}
	}

	#ruledBy(selection: S, largest: Answer[number] | undefined, of: Answer, left: Question | null): Ruled {
		const value = of[0]?.value ?? null;
		return left
			? { selection, dominance: null, left: value ?? 0 }
			: { selection, dominance: dominanceOf(largest, value), left: null };
	}

	#listed(selection: S) {
		const where = whereOf(selection, this.codebook);
		return { where, grain: listedGrain(where, selection.measure, this.#holdings) };
	}

	/** The table that the rows are listed of. */
	get table(): TableName {
		return TABLE_OF[this.#listed(this.rows.selection as S).grain];
	}

	/** The rows that a mark of what is on show sums, and what they are the rows of. */
	async rowsBehind(selection: Selection, narrow: Narrowing): Promise<{ rows: Row[]; where: Where }> {
		const where = narrowed(whereOf(selection, this.codebook), narrow);
		const grain = listedGrain(where, selection.measure, this.#holdings);
		const engine = await this.engines.pick(selection.territory);
		try {
			return { where, rows: await engine.rows(where, grain) };
		} catch (error) {
			this.engines.fail(error);
			const { facts } = await this.engines.source(selection.territory);
			return { where, rows: rowsOfGrain(facts, where, grain) };
		}
	}

	async #gatherRows(engine: Engine, selection: S, total: Question, stale: () => boolean): Promise<void> {
		if (stale()) return;
		const { where, grain } = this.#listed(selection);
		try {
			const left = leftOut(total);
			const [rows, largest, [of]] = await Promise.all([
				engine.rows(where, grain),
				engine.largest(cellsOf(total)),
				engine.answer([left ?? total])
			]);
			if (stale()) return;
			this.rows = { selection, rows };
			this.ruled = this.#ruledBy(selection, largest, of, left);
		} catch (error) {
			if (stale()) return;
			this.engines.fail(error);
			const source = await this.engines.source(selection.territory);
			if (!stale()) this.#listRows(source, selection, total);
		}
	}
}
