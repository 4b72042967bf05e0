import { describe, expect, it } from 'vitest';
import { FIGURES } from '#lib/domain/figure.ts';
import { narrowed } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import { STATUSES } from '#lib/domain/status.ts';
import { whereOf } from '#lib/domain/selection.ts';
import { rowsOfGrain } from '#lib/engine/rows.ts';
import { statusName } from '#lib/words/labels.ts';
import { number } from '#lib/words/numbers.ts';
import { codebook, rowsFrom } from './input.ts';
import { casesOf, SCOPES } from './matrix.ts';

/** By the rows alone, without a question or an engine's sum. */
function sumOf(rows: readonly Row[], measure: 'requests' | 'items', outcomes: readonly string[]): number {
	let sum = 0;
	for (const row of rows)
		if (outcomes.length === 0) sum += row[measure] ?? 0;
		else for (const outcome of outcomes) sum += row.outcomes![outcome as keyof typeof row.outcomes];
	return sum;
}

const UNKNOWN = STATUSES.filter((status) => status !== 'reported' && status !== 'zero').map(statusName);

describe.each(FIGURES)('%s: every mark is the sum of the rows behind it', (id) => {
	it.each(SCOPES)('%s', (scope, change) => {
		let marks = 0;
		for (const { input, model, drawings } of casesOf(id, change)) {
			const { selection } = input;
			if (selection.show !== 'counts') continue;
			const facts = { cube: rowsFrom(selection.territory) };
			for (const { rows: behind, says } of drawings.at(-1)!.spots) {
				if (!behind) continue;
				const where = narrowed(whereOf(selection, codebook), behind.narrow);
				const sum = sumOf(rowsOfGrain(facts, where, 'cube'), model.scope.measure, where.outcome);
				const [name, ...lines] = says();
				const panel = behind.of().endsWith(`: ${name}`) ? behind.of().slice(0, -name.length) : '';
				const line = panel ? lines.find((line) => line.startsWith(panel))! : (lines[0] ?? '');
				// A half-year that is not known has rows of no number, or none.
				if (UNKNOWN.some((word) => (line ?? lines[0]).endsWith(word))) expect(sum).toBe(0);
				else expect(line).toMatch(new RegExp(`(^|[^\\d,])${number(sum)}($|[^\\d,])`));
				marks++;
			}
		}
		// The share of requests complied with stands in a table of its own.
		const none = scope === 'an empty filter' || (id === 'by-outcome' && change.to! <= '2018H2');
		if (!none || id === 'by-period') expect(marks).toBeGreaterThan(0);
	});
});
