import { expect, test } from 'vitest';
import { groupOf, isOutcome, OUTCOME_GROUPS, OUTCOMES } from '#lib/domain/outcome.ts';

test('removed is by law or policy, and never what was already removed', () => {
	expect(OUTCOMES.filter((outcome) => groupOf(outcome) === 'removed')).toEqual(['removed-legal', 'removed-policy']);
	expect(groupOf('already-removed')).toBe('gone');
	expect(groupOf('content-not-found')).toBe('gone');
});

test('every outcome is in one of the four groups, and no group is empty', () => {
	expect([...new Set(OUTCOMES.map(groupOf))].sort()).toEqual([...OUTCOME_GROUPS].sort());
});

test.each([
	['removed-legal', true],
	['removed', false],
	['complied-with', false],
	['Removed-Legal', false],
	['constructor', false],
	['', false]
])('%j is an outcome: %s', (text, is) => {
	expect(isOutcome(text)).toBe(is);
});
