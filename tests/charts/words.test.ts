import { describe, expect, it, test } from 'vitest';
import type { FigureModel } from '#lib/charts/model.ts';
import { slotsIn } from '#lib/charts/model.ts';
import { FIGURES, type FigureId } from '#lib/domain/figure.ts';
import { OUTCOMES } from '#lib/domain/outcome.ts';
import type { Answer } from '#lib/domain/question.ts';
import { readingText } from '#lib/words/labels.ts';
import { casesOf, SCOPES, textsOf, type Case, type Text } from './matrix.ts';

/** A share as it must be said: `24 of 49 requests (49 %)`, or of the old method `1 % of 72 requests`. */
const WITH_BASE = /[\d,]+ of ([\d,]+)(?: (?:requests?|items?))? \((?:under |over )?\d+(?:\.\d+)?\u00a0%\)/g;
const COMPLIANCE = /\d+(?:\.\d+)?\u00a0% of ([\d,]+) requests/g;
const count = (text: string) => Number(text.replaceAll(',', ''));

/** What is wrong with the percentages of a text: one without its base, or one of a base below thirty. */
function percentages(text: string): string[] {
	const small: string[] = [];
	const rest = [WITH_BASE, COMPLIANCE].reduce(
		(text, form) =>
			text.replace(form, (whole, base: string) => {
				if (count(base) < 30) small.push(`base below thirty: ${whole}`);
				return '';
			}),
		text
	);
	return [...small, ...(rest.includes('%') ? [`without its base: ${text}`] : [])];
}

test.each([
	['24 of 49 (49\u00a0%)', 0],
	['24 of 49 requests (49\u00a0%)', 0],
	['1 of 332,062 items (under 0.1\u00a0%)', 0],
	['1\u00a0% of 72 requests', 0],
	['3 of 4', 0],
	['49\u00a0%', 1],
	['49 %', 1],
	['3 of 4 (75\u00a0%)', 1],
	['24 of 49 (49 %)', 1],
	['50\u00a0% of 29 requests', 1],
	['24 of 49 (49\u00a0%), 51\u00a0% else', 1]
])('%j has %i faults, as this file reads it', (text, faults) => {
	expect(percentages(text)).toHaveLength(faults);
});

const AXIS = new Set(['0\u00a0%', '50\u00a0%', '100\u00a0%']);

/** Texts of a drawing; what is wrapped over two lines is one text again. */
function joined(texts: Text[]): string[] {
	return texts.reduce<string[]>((found, { x, y, text, size, weight }, i) => {
		const above = texts[i - 1];
		const goesOn =
			above && above.x === x && above.size === size && above.weight === weight && y > above.y && y - above.y <= 18;
		if (goesOn) found[found.length - 1] += ` ${text}`;
		else found.push(text);
		return found;
	}, []);
}

/** Every text of a figure but the percentages of an axis. */
function wordsOf({ model, drawings }: Case): string[] {
	const table = model.table();
	return [
		model.title,
		model.sentence,
		...model.notes,
		table.caption,
		...table.columns,
		...table.rows.flat(),
		...drawings.flatMap((drawing) => [
			...joined(textsOf(drawing).filter(({ text, anchor }) => !(anchor === 'end' && AXIS.has(text)))),
			...drawing.spots.flatMap(({ says }) => says())
		])
	];
}

describe.each(FIGURES.flatMap((id) => SCOPES.map(([scope, change]) => [id, scope, change] as const)))(
	'%s, %s',
	(id, _, change) => {
		const cases = casesOf(id, change);

		test('every percentage stands with its base, and no base is below thirty', () => {
			const faults = cases.flatMap((one) =>
				wordsOf(one)
					.flatMap(percentages)
					.map((fault) => `${one.name}: ${fault}`)
			);
			expect([...new Set(faults)].slice(0, 6)).toEqual([]);
		});

		test('no text is empty where one is due, or has a missing value in it', () => {
			for (const one of cases) {
				expect(one.model.title).not.toBe('');
				expect(wordsOf(one).filter((text) => /undefined|NaN|null|Infinity|\[object|\{\w*\}/.test(text))).toEqual([]);
			}
		});

		test('a table has as many cells in each row as columns, and a first cell in each', () => {
			for (const { model } of cases) {
				const { columns, rows } = model.table();
				expect(rows.filter((row) => row.length !== columns.length || row[0] === '')).toEqual([]);
			}
		});

		test('the figure keeps the scope it was asked for', () => {
			for (const { model, input } of cases) {
				expect(model.scope).toMatchObject({
					territory: input.selection.territory,
					to: input.selection.to,
					edition: '2026-06'
				});
				expect(model.scope.measure).toBe(id === 'by-outcome' ? 'items' : input.selection.measure);
			}
		});
	}
);

const shown = (value: number) => value.toLocaleString('en-US');
const at = (answer: Answer, ...key: string[]) =>
	answer.find((cell) => key.every((value, i) => cell.key[i] === value))?.value ?? 0;
const rowsOf = ({ model }: Case) => model.table().rows;

describe('tables say what was answered', () => {
	it.each(SCOPES)('by-period, %s', (_, change) => {
		for (const one of casesOf('by-period', change)) {
			const { questions, answers } = one.input;
			const slots = slotsIn(one.input, answers.byPeriod, questions.byPeriod);
			const rows = rowsOf(one);
			expect(rows.map((row) => row[1])).toEqual(slots.map(readingText));
			slots.forEach(({ key, value }, i) => {
				if (value !== null) expect(rows[i][1].replace('at least ', '')).toBe(shown(at(answers.byPeriod, key)));
			});
		}
	});

	it.each(SCOPES)('by-reason and by-product, %s: every category by its name, folded or not', (_, change) => {
		for (const [id, dimension] of [
			['by-reason', 'reason'],
			['by-product', 'product']
		] as const)
			for (const one of casesOf(id, change)) {
				const { answers, names } = one.input;
				const answer = (dimension === 'reason' ? answers.byReason : answers.byProduct).filter(
					({ key, value }) => key[0] !== null && value !== null
				);
				const expected = answer.map(({ key, value }) => [names.of(dimension, key[0]), shown(value!)]);
				const rows = rowsOf(one);
				expect(rows.map(([label, value]) => [label, value]).sort()).toEqual(expected.sort());
				const values = rows.map((row) => count(row[1]));
				expect(values).toEqual([...values].sort((a, b) => b - a));
			}
	});

	it.each(SCOPES)('by-reason-over-time, %s: a row for each step, and rows that add up to it', (_, change) => {
		for (const one of casesOf('by-reason-over-time', change)) {
			const { selection, answers, questions } = one.input;
			const slots = slotsIn(one.input, answers.byPeriod, questions.byPeriod);
			const rows = rowsOf(one);
			expect(rows).toHaveLength(slots.length);
			if (selection.show !== 'counts') continue;
			slots.forEach(({ key, value, status }, i) => {
				const cells = rows[i].slice(1);
				// Before 2011 there are no reasons, whether the half-year was reported or not.
				if (key < '2011') expect(cells.every((cell) => cell === 'not published')).toBe(true);
				else if (status === 'not-reported') expect(cells.every((cell) => cell === 'not reported')).toBe(true);
				else if (value !== null) expect(cells.reduce((sum, cell) => sum + count(cell), 0)).toBe(value);
			});
		}
	});

	it.each(SCOPES)("by-reason-over-time, %s: the last running total is the category's own", (_, change) => {
		for (const one of casesOf('by-reason-over-time', change)) {
			const { selection, answers } = one.input;
			if (selection.show !== 'cumulative') continue;
			const rows = rowsOf(one);
			const columns = one.model.table().columns.slice(1);
			const last = columns.map((_, c) => Math.max(0, ...rows.map((row) => count(row[c + 1])).filter(Number.isFinite)));
			const base = answers.byReason.reduce((sum, { key, value }) => sum + (key[0] === null ? 0 : (value ?? 0)), 0);
			expect(last.reduce((sum, value) => sum + value, 0)).toBe(base);
		}
	});

	it.each(SCOPES)('by-outcome, %s: the six outcomes, and the items they are shares of', (_, change) => {
		for (const one of casesOf('by-outcome', change)) {
			const { answers, questions, selection } = one.input;
			const steps = slotsIn(one.input, answers.itemsSince2019, questions.itemsSince2019);
			const rows = rowsOf(one);
			const after = selection.to >= '2019H1';
			const found = after ? rows.slice(-steps.length - 1, -1) : [];
			expect(found).toHaveLength(after ? steps.length : 0);
			steps.forEach(({ key, status, value }, i) => {
				if (value === null) {
					expect(found[i].slice(1, 8).every((cell) => !/\d/.test(cell))).toBe(true);
					expect(['not-reported', 'not-published']).toContain(status);
					return;
				}
				const outcomes = OUTCOMES.map((outcome) => at(answers.byOutcomeOverTime, key, outcome));
				const chosen = selection.outcome;
				const told = OUTCOMES.map((outcome, o) =>
					chosen.length > 0 && !chosen.includes(outcome) ? 'not chosen' : shown(outcomes[o])
				);
				expect(found[i].slice(2, 8)).toEqual(told);
				const items = answers.itemsSince2019.find(({ key: [step] }) => step === key)?.value ?? 0;
				expect(found[i][1]).toBe(shown(items));
				// Kazakhstan's outcomes add up in every row; some of the world's do not.
				if (selection.territory === 'KZ' && chosen.length === 0)
					expect(items).toBe(outcomes.reduce((sum, value) => sum + value, 0));
			});
		}
	});

	test('2017H2: no outcome of items, and a share of its requests complied with', () => {
		const [one] = casesOf('by-outcome', {});
		const row = rowsOf(one).find(([label]) => label.replaceAll('\u00a0', ' ') === '2017 H2')!;
		expect(row[1]).toBe('146,607');
		expect(row.slice(2, 8)).toEqual(Array(6).fill('not published'));
		expect(row[8]).toMatch(/^1\D.* of 72 requests$/);
	});

	test('2019H1 stands twice in the outcome table, once marked as the old method, and is counted once', () => {
		const [one] = casesOf('by-outcome', {});
		const rows = rowsOf(one).filter(
			([label]) => label.includes('2019') && label.includes('H1') && !label.startsWith('All')
		);
		expect(rows.map(([label]) => label.includes('old method'))).toEqual([true, false]);
		expect(rows[1][1]).toBe('1,581');
		expect(rowsOf(one).at(-1)![1]).toBe('178,323');
	});

	test('the other measure stands beside the one asked for', () => {
		const [one] = casesOf('by-period', {});
		const row = rowsOf(one).find(([label]) => label.replaceAll('\u00a0', ' ') === '2017 H2')!;
		expect(row).toEqual([row[0], '72', '146,607', 'reported']);
		expect(
			rowsOf(one)
				.find(([label]) => label.replaceAll('\u00a0', ' ') === '2014 H1')!
				.slice(1)
		).toEqual(['not reported', 'not reported', 'not reported']);
	});
});

test('notes explain the marks that occur, and no others', () => {
	const notes = (id: FigureId, scope: string, name: string): FigureModel['notes'] =>
		casesOf(id, SCOPES.find(([title]) => title === scope)![1]).find((one) => one.name === name)!.model.notes;
	const kinds = (list: string[]) => list.map((note) => note.split(/[:,]/)[0]);
	expect(kinds(notes('by-period', 'KZ', 'requests half linear counts'))).toEqual(['Hatched']);
	expect(notes('by-period', 'the world', 'requests half linear counts')).toEqual([]);
	expect(notes('by-period', 'KZ from 2009', 'requests half linear counts').some((note) => note.includes('<10'))).toBe(
		true
	);
	expect(
		notes('by-period', 'KZ, from and to within years', 'requests year linear counts').some((note) => note.includes('½'))
	).toBe(true);
	expect(
		notes('by-outcome', 'KZ from 2019', 'requests half linear counts').some((note) => note.includes('fewer than 30'))
	).toBe(true);
	expect(
		notes('by-outcome', 'KZ before 2019', 'requests half linear counts').some((note) => note.includes('No line'))
	).toBe(false);
});
