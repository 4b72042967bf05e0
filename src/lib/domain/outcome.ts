/** What Google did with an item, one of six since 2019H1. Order is that of the extract's columns. */
export const OUTCOMES = [
	'removed-legal',
	'removed-policy',
	'content-not-found',
	'not-enough-information',
	'no-action-taken',
	'already-removed'
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** What Google calls each, in English. */
export const GOOGLE_OUTCOMES: Record<Outcome, string> = {
	'removed-legal': 'Removed - Legal',
	'removed-policy': 'Removed - Policy',
	'content-not-found': 'Content Not Found',
	'not-enough-information': 'Not Enough Information',
	'no-action-taken': 'No Action Taken',
	'already-removed': 'Content Already Removed'
};

/** The four groups figures draw. "Removed" never includes "already removed". */
export const OUTCOME_GROUPS = ['removed', 'gone', 'not-enough-information', 'no-action-taken'] as const;

export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

const GROUP_OF: Record<Outcome, OutcomeGroup> = {
	'removed-legal': 'removed',
	'removed-policy': 'removed',
	'content-not-found': 'gone',
	'already-removed': 'gone',
	'not-enough-information': 'not-enough-information',
	'no-action-taken': 'no-action-taken'
};

export function groupOf(outcome: Outcome): OutcomeGroup {
	return GROUP_OF[outcome];
}

export function isOutcome(text: string): text is Outcome {
	return (OUTCOMES as readonly string[]).includes(text);
}
