import { beforeAll, describe, expect, test } from 'vitest';
import { movedFigure } from '#lib/charts/moved.ts';
import { LIGHT } from '#lib/charts/drawing.ts';
import { movedOf, movedQuestions, type MovedAnswers, type MovedSelection } from '#lib/domain/moved.ts';
import { FIRST_PERIOD, periodsBetween, type Period } from '#lib/domain/period.ts';
import { createDuckdbEngine } from '#lib/engine/duckdb.ts';
import type { Engine } from '#lib/engine/engine.ts';
import { startNodeDuckdb } from '#lib/engine/node.build.ts';
import { createRowsEngine } from '#lib/engine/rows.ts';
import { longValues } from '#lib/export/values.ts';
import { codebook, LAST, movedSelectionOf, names } from '../charts/input.ts';
import { readEdition } from './edition.ts';

const { tables, rows } = readEdition('2026-06');

/** The edition's CSV as lines of cells, read by nothing of the site's. */
const [header, ...lines] = tables.removals
	.trim()
	.split(/\r?\n/)
	.map((line) => line.split(','));
const at = (column: string) => header.indexOf(column);

interface Expected {
	base: Map<string, number>;
	now: Map<string, number>;
}

/** Counts per cell of both ranges, and which half-years have a line: loops over the CSV, and nothing else. */
function recount(selection: MovedSelection, cellOf: (line: string[]) => string): Expected & { halves: Set<string> } {
	const found = { base: new Map<string, number>(), now: new Map<string, number>(), halves: new Set<string>() };
	for (const line of lines) {
		if (selection.territory !== 'world' && line[at('territory')] !== selection.territory) continue;
		const period = line[at('period')];
		found.halves.add(period);
		if (selection.product.length > 0 && !selection.product.includes(line[at('product')])) continue;
		const value = Number(line[at(selection.measure)]);
		for (const [side, from, to] of [
			[found.base, selection.baseFrom, selection.baseTo],
			[found.now, selection.from, selection.to]
		] as const)
			if (period >= from && period <= to) side.set(cellOf(line), (side.get(cellOf(line)) ?? 0) + value);
	}
	return found;
}

/** Numbers that are the same in every run: a linear congruential generator. */
function generator(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const TERRITORIES = ['KZ', 'RU', 'TJ', 'IN', 'NA', 'EUROPOL', 'US', 'BR', 'TW', 'world'];
const HALVES = periodsBetween('2011H1', LAST);

function selections(territory: string, seed: number): MovedSelection[] {
	const random = generator(seed);
	const range = (): [Period, Period] => {
		const [a, b] = [HALVES[random(HALVES.length)], HALVES[random(HALVES.length)]];
		// Half of them are single half-years, as most readers compare.
		return random(2) === 0 ? [a, a] : a < b ? [a, b] : [b, a];
	};
	return Array.from({ length: 20 }, () => {
		const [from, to] = range();
		const [baseFrom, baseTo] = range();
		return movedSelectionOf({
			territory,
			from,
			to,
			baseFrom,
			baseTo,
			measure: random(2) === 0 ? 'requests' : 'items',
			by: random(3) === 0 ? 'requester' : 'product-reason',
			product: random(5) === 0 ? ['web-search', 'youtube'] : []
		});
	});
}

let engines: Engine[];
beforeAll(async () => {
	const duckdb = await startNodeDuckdb(tables, codebook);
	engines = [createRowsEngine({ cube: rows }), createDuckdbEngine(duckdb.query)];
});

const branches = new Map(codebook.requesters.map(({ slug, branch }) => [slug, branch]));

describe.each(TERRITORIES.map((territory, i) => [territory, i + 1] as const))('%s', (territory, seed) => {
	test('twenty pairs of ranges, recounted from the CSV: every cell, every sum, by both engines', async () => {
		let compared = 0;
		for (const selection of selections(territory, seed)) {
			const questions = movedQuestions(selection, codebook, LAST);
			const detailed = selection.from >= '2019H1' && selection.baseFrom >= '2019H1';
			const { base, now, halves } = recount(selection, (line) =>
				selection.by === 'product-reason'
					? `${line[at('product')]} ${line[at('reason')]}`
					: detailed
						? line[at('requester')]
						: branches.get(line[at('requester')])!
			);
			for (const engine of engines) {
				const answers = await engine.answer(Object.values(questions));
				const named = Object.fromEntries(Object.keys(questions).map((name, i) => [name, answers[i]])) as MovedAnswers;
				const moved = movedOf(selection, questions, named, codebook, null);
				const input = { selection, questions, answers: named, holdings: null, partial: null, codebook, names };
				const has = (from: Period, to: Period) =>
					territory === 'world' || periodsBetween(from, to).some((half) => halves.has(half));
				const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
				const total = {
					base: has(selection.baseFrom, selection.baseTo) ? sum(base) : null,
					now: has(selection.from, selection.to) ? sum(now) : null
				};
				expect([moved.before.value, moved.now.value]).toEqual([total.base, total.now]);

				const cells = new Map(moved.moves.map((move) => [move.key.join(' '), move]));
				expect([...cells.keys()].sort()).toEqual([...new Set([...base.keys(), ...now.keys()])].sort());
				const both = total.base !== null && total.now !== null;
				for (const [key, move] of cells) {
					expect(move.before.value).toBe(total.base === null ? null : (base.get(key) ?? 0));
					expect(move.now.value).toBe(total.now === null ? null : (now.get(key) ?? 0));
					expect(move.difference).toBe(both ? (now.get(key) ?? 0) - (base.get(key) ?? 0) : null);
				}

				// Half-years without a line are not reported, and are never 0.
				for (const { period, reading } of [...moved.before.halves, ...moved.now.halves])
					if (territory !== 'world') expect(reading.status === 'not-reported').toBe(!halves.has(period));

				// What is drawn, folded or not, goes from one total to the other; so does what is taken away.
				if (both && moved.moves.length > 0)
					for (const open of [false, true]) {
						const model = movedFigure(input, open);
						const changes = model
							.draw(680, LIGHT)
							.spots.filter(({ key }) => !['base', 'this', 'difference'].includes(key))
							.map(({ says }) => Number(says()[1].replace('−', '-').replaceAll(/[+,]/g, '')));
						expect(changes.reduce((a, b) => a + b, 0)).toBe(total.now! - total.base!);
						const csv = longValues(model)
							.slice(1)
							.trim()
							.split('\r\n')
							.map((line) => line.split(','));
						const column = (name: string) =>
							csv.slice(1).reduce((a, line) => a + Number(line[csv[0].indexOf(name)]), 0);
						expect([column('base'), column('this'), column('difference')]).toEqual([
							total.base,
							total.now,
							total.now! - total.base!
						]);
					}
				compared += both && moved.moves.length > 0 ? 1 : 0;
			}
		}
		// Some have one request, or a handful: nearly nothing there can be compared.
		if (!['TJ', 'EUROPOL', 'NA'].includes(territory)) expect(compared).toBeGreaterThan(20);
	});
});

test('the years before 2011 too: by both engines, totals without a division', async () => {
	for (const territory of ['BR', 'KZ', 'CN', 'world'])
		for (const measure of ['requests', 'items'] as const) {
			const selection = movedSelectionOf({
				territory,
				measure,
				from: '2010H2',
				to: '2011H2',
				baseFrom: FIRST_PERIOD,
				baseTo: '2010H1'
			});
			const questions = movedQuestions(selection, codebook, LAST);
			const [byRows, byDuckdb] = await Promise.all(engines.map((engine) => engine.answer(Object.values(questions))));
			expect(byDuckdb).toEqual(byRows);
		}
});
