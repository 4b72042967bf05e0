import type { Codebook } from '#lib/domain/codebook.ts';
import { cellsOf, dominanceOf, type Dominance } from '#lib/domain/dominance.ts';
import { shift } from '#lib/domain/period.ts';
import { questionsOf, type Answers, type Questions } from '#lib/domain/figure.ts';
import { listedGrain, type Holdings } from '#lib/domain/holding.ts';
import { WORLD, type Answer, type Question } from '#lib/domain/question.ts';
import type { ComplianceRow, Row } from '#lib/domain/row.ts';
import { whereOf, type Selection } from '#lib/domain/selection.ts';
import type { TableRows } from '#lib/engine/duckdb.ts';
import { EngineError, type Engine } from '#lib/engine/engine.ts';
import { answerFrom, largestFrom, rowsOfGrain } from '#lib/engine/rows.ts';
import type { AddressContext } from './address.ts';
import { Engines } from './engines.svelte.ts';
import { readSource, type EditionFiles, type Source, type SourceTexts } from './source.ts';

/** What is on show: a selection with its answers, never one without the other. */
export interface Shown {
	selection: Selection;
	questions: Questions;
	answers: Answers;
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

function named(questions: Questions, answers: Answer[]): Answers {
	return Object.fromEntries(Object.keys(questions).map((name, i) => [name, answers[i]])) as Answers;
}

/** A worker that dies without a word never answers: after this long the rows engine takes over. */
const ANSWER_LIMIT = 10_000;

function answerInTime(engine: Engine, questions: readonly Question[]): Promise<Answer[]> {
	let timer: ReturnType<typeof setTimeout>;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new EngineError('crashed', `no answer in ${ANSWER_LIMIT} ms`)), ANSWER_LIMIT);
	});
	return Promise.race([engine.answer(questions), late]).finally(() => clearTimeout(timer));
}

/** From a selection to what is on show. The newest selection wins; what was on show stays until its answers are there. */
export class Ledger {
	shown: Shown = $state.raw()!;
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
	#newest = 0;

	constructor(
		context: AddressContext,
		home: SourceTexts,
		selection: Selection,
		rows: TableRows,
		files: EditionFiles,
		holdings: Holdings | null
	) {
		this.#holdings = holdings;
		this.context = context;
		this.codebook = context.codebook;
		const source = readSource(home, context.codebook);
		this.engines = new Engines(source, context.codebook, rows, files);
		this.#showAtOnce(source, selection);
	}

	#questions(selection: Selection): Questions {
		const { last } = this.context.editions.find(({ edition }) => edition === selection.edition)!;
		return questionsOf(selection, this.codebook, last);
	}

	/** While a page is made, and in the first frame, the rows at hand answer without waiting. */
	#showAtOnce(source: Source, selection: Selection): void {
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
		const { where, grain } = this.#listed(selection);
		this.rows = { selection, rows: rowsOfGrain(source.facts, where, grain) };
		const left = leftOut(questions.total);
		const largest = largestFrom(source.facts, cellsOf(questions.total));
		this.ruled = this.#ruledBy(selection, largest, answerFrom(source.facts, left ?? questions.total), left);
	}

	/** What is on show is what is wanted: an answer still on its way is no longer. */
	stay(): void {
		this.#newest++;
		this.busy = false;
		this.error = null;
	}

	/** Asks for a selection; `true` once it is on show, `false` when a newer one took its place or it failed. */
	async show(selection: Selection): Promise<boolean> {
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
			requestAnimationFrame(() => setTimeout(() => void this.#gatherRows(engine, selection, questions.total, stale)));
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

	#ruledBy(selection: Selection, largest: Answer[number] | undefined, of: Answer, left: Question | null): Ruled {
		const value = of[0]?.value ?? null;
		return left
			? { selection, dominance: null, left: value ?? 0 }
			: { selection, dominance: dominanceOf(largest, value), left: null };
	}

	#listed(selection: Selection) {
		const where = whereOf(selection, this.codebook);
		return { where, grain: listedGrain(where, selection.measure, this.#holdings) };
	}

	async #gatherRows(engine: Engine, selection: Selection, total: Question, stale: () => boolean): Promise<void> {
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
			const { facts } = await this.engines.source(selection.territory);
			if (stale()) return;
			this.rows = { selection, rows: rowsOfGrain(facts, where, grain) };
			const left = leftOut(total);
			const largest = largestFrom(facts, cellsOf(total));
			this.ruled = this.#ruledBy(selection, largest, answerFrom(facts, left ?? total), left);
		}
	}
}
