import type { Question, Where } from '#lib/domain/question.ts';

/** A question about everything, changed where a test says so. */
export function ask(
	change: { measure?: Question['measure']; by?: Question['by']; where?: Partial<Where> } = {}
): Question {
	return {
		measure: change.measure ?? 'items',
		by: change.by ?? [],
		where: {
			territory: 'world',
			from: '2009H1',
			to: '2030H2',
			product: [],
			reason: [],
			requester: [],
			outcome: [],
			...change.where
		}
	};
}
