import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { cellsOf, dominanceOf } from '#lib/domain/dominance.ts';
import { questionsOf } from '#lib/domain/figure.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import { cellOf, cellText, type Selection } from '#lib/domain/selection.ts';
import { answerFrom, largestFrom } from '#lib/engine/rows.ts';
import { scopeSentence, scopeShort } from '#lib/words/sentences.ts';
import { readEdition } from '../engine/edition.ts';
import { codebook, LAST, names, selectionOf } from '../charts/input.ts';

const { rows } = readEdition('2026-06');
const facts = { cube: rows };

const totalOf = (change: Partial<Selection>) => questionsOf(selectionOf(change), codebook, LAST).total;
function dominance(change: Partial<Selection>) {
	const total = totalOf(change);
	return dominanceOf(largestFrom(facts, cellsOf(total)), answerFrom(facts, total)[0]?.value ?? null);
}

/** The edition's own lines, summed by another road than the engines. */
const [header, ...lines] = readFileSync(join(import.meta.dirname, '../../data/editions/2026-06/removals.csv'), 'utf8')
	.trimEnd()
	.split('\n')
	.map((line) => line.split(','));
const column = (name: string) => header.indexOf(name);

function byHand(territory: string, from: string, to: string, measure: 'requests' | 'items', product = '') {
	const sums: Record<string, number> = {};
	let base = 0;
	for (const line of lines) {
		const period = line[column('period')];
		if (territory !== 'world' && line[column('territory')] !== territory) continue;
		if (period < from || period > to || (product && line[column('product')] !== product)) continue;
		const cell = `${period}.${line[column('product')]}.${line[column('reason')]}`;
		const count = Number(line[column(measure)]);
		sums[cell] = (sums[cell] ?? 0) + count;
		base += count;
	}
	const largest = Object.entries(sums).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
	if (!largest || largest[1] <= base / 4 || largest[1] >= base) return null;
	return { cell: largest[0], value: largest[1], base };
}

describe('the cell that rules a total, against the edition by hand', () => {
	const ranges = [
		['2011H1', '2025H2'],
		['2011H1', '2020H2'],
		['2015H1', '2019H2'],
		['2019H1', '2025H2'],
		['2023H1', '2023H1']
	] as const;
	const scopes = ranges.flatMap(([from, to]) =>
		(['requests', 'items'] as const).flatMap((measure) =>
			['', 'youtube'].map((product) => ({ from, to, measure, product }))
		)
	);
	it.each(['KZ', 'RU', 'UZ', 'TJ', 'TR', 'GB', 'ID', 'NA', 'EUROPOL', 'world'])('%s, twenty scopes', (territory) => {
		expect(scopes).toHaveLength(20);
		for (const { from, to, measure, product } of scopes) {
			const found = dominance({ territory, from, to, measure, product: product ? [product] : [] });
			const expected = byHand(territory, from, to, measure, product);
			expect(found && { cell: cellText(found.cell), value: found.value, base: found.base }).toEqual(expected);
		}
	});

	test('Kazakhstan: one half-year of YouTube and national security is 44 % of all items', () => {
		expect(dominance({ measure: 'items' })).toEqual({
			cell: { period: '2017H2', product: 'youtube', reason: 'national-security' },
			value: 146_602,
			base: 332_062
		});
		expect(dominance({})).toBe(null);
	});
});

describe('a cell left out', () => {
	const without = '2017H2.youtube.national-security';
	const count = (change: Partial<Selection>) => answerFrom(facts, totalOf(change))[0]?.value;

	test('is in no total, and everything else is', () => {
		expect(count({ measure: 'items', without })).toBe(332_062 - 146_602);
		expect(count({ measure: 'items', without, reason: ['fraud'] })).toBe(
			count({ measure: 'items', reason: ['fraud'] })
		);
		expect(count({ from: '2009H2', to: '2011H1', territory: 'world', without: '2010H1.youtube.other' })).toBe(
			count({ from: '2009H2', to: '2011H1', territory: 'world' })
		);
	});

	test('is said wherever the scope is', () => {
		const scope = scopeOf(selectionOf({ measure: 'items', without }));
		const said = 'without YouTube, National Security, July–December 2017';
		expect(scopeSentence(scope, names)).toContain(said);
		expect(scopeShort(scope, names)).toContain(said);
	});

	it.each(['', '2017H2', '2017H2.youtube', '2017H3.youtube.fraud', '2017H2.youtube.fraud.more', '..'])(
		'%j is no cell',
		(text) => expect(cellOf(text)).toBe(null)
	);
});
