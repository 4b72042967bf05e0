import type { Grain } from '#lib/domain/holding.ts';
import type { Answer, Question, Where } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';

/** The one port through which the page asks. Two implementations: the rows engine and DuckDB-WASM. */
export interface Engine {
	readonly name: 'rows' | 'duckdb';
	/** Answers in the order of the questions. Rejects with `EngineError`. */
	answer(questions: readonly Question[]): Promise<Answer[]>;
	/** The group with the largest count, of equals the first; none where no group has all its dimensions and a count. */
	largest(question: Question): Promise<Answer[number] | undefined>;
	/** The rows in scope of a grain's table, the cube's without one, in the order of `compareRows`. */
	rows(where: Where, grain?: Grain): Promise<Row[]>;
}

/**
 * Why an engine did not answer.
 * - `no-webassembly`: switched off in this browser
 * - `missing`: a file of the engine or of the edition is not there, or broke off on its way
 * - `stalled`: nothing arrived for too long
 * - `failed`: the database reported an error
 * - `crashed`: its worker died, or ran out of memory
 * - `cancelled`: the caller gave up
 * - `bad-question`: asks what no row can answer
 */
export type EngineErrorKind =
	'no-webassembly' | 'missing' | 'stalled' | 'failed' | 'crashed' | 'cancelled' | 'bad-question';

export class EngineError extends Error {
	readonly kind: EngineErrorKind;
	/** For the report of an error, in English; never the first thing a reader sees. */
	readonly detail: string;

	constructor(kind: EngineErrorKind, detail: string, options?: ErrorOptions) {
		super(`${kind}: ${detail}`, options);
		this.name = 'EngineError';
		this.kind = kind;
		this.detail = detail;
	}
}

/** Whether a question counts the items of outcomes: by a filter on them or by grouping. */
export function countsOutcomes({ by, where }: Question): boolean {
	return where.outcome.length > 0 || by.includes('outcome');
}

/**
 * Google publishes outcomes of items alone.
 * @throws EngineError `bad-question` for requests by outcome
 */
export function checkQuestion(question: Question): void {
	if (question.measure === 'requests' && countsOutcomes(question))
		throw new EngineError('bad-question', 'outcomes are published for items, not for requests');
}
