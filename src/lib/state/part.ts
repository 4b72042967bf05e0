import { EngineError } from '#lib/engine/engine.ts';

/** A part of the site did not arrive: the network is gone, something blocks it, or nothing came for too long. */
export class PartError extends Error {
	/** It was waited for and not refused. */
	readonly late: boolean;

	constructor(late: boolean, cause?: unknown) {
		super(late ? `nothing came for ${LIMIT} ms` : String(cause), { cause });
		this.name = 'PartError';
		this.late = late;
	}
}

const LIMIT = 20_000;

/**
 * What comes only when it is asked for, given up when it does not: a reader waits for nothing without being told.
 * Asked for again it is fetched again.
 * @throws PartError
 */
export function part<T>(load: () => Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new PartError(true)), LIMIT);
		load()
			.then(resolve, (error: unknown) => reject(new PartError(false, error)))
			.finally(() => clearTimeout(timer));
	});
}

/** Why an engine is not there, whatever was thrown. */
export function engineErrorOf(error: unknown): EngineError {
	if (error instanceof EngineError) return error;
	const kind = error instanceof PartError ? (error.late ? 'stalled' : 'missing') : 'failed';
	return new EngineError(kind, String(error), { cause: error });
}
