import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
	comparisonOf,
	peerQuestions,
	type PeerAnswers,
	type PeerChoice,
	type PeerComparison
} from '#lib/domain/peers.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { startNodeDuckdb } from '#lib/engine/node.build.ts';
import { answer } from '#lib/engine/rows.ts';
import { codebook, EDITION, LAST, rowsFrom, selectionOf } from '../charts/input.ts';

/** The edition's table as text, cut at commas: canonical cells hold none. */
const [header, ...lines] = readFileSync(`data/editions/${EDITION}/removals.csv`, 'utf8').trimEnd().split('\n');
const columns = header.split(',');
const table = lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i], cell])));

const CHOICE: PeerChoice = { set: 'none', compare: [], share: 'count', base: '', withoutLaw: false };

function compare(change: Partial<Selection>, choice: Partial<PeerChoice> = {}): PeerComparison {
	const selection = selectionOf(change);
	const questions = peerQuestions(selection, codebook, LAST);
	const answers = Object.fromEntries(
		Object.entries(questions).map(([name, question]) => [name, answer(rowsFrom('world'), question)])
	) as PeerAnswers;
	return comparisonOf(answers, questions, selection, { ...CHOICE, ...choice }, codebook, null);
}

/** Counts by territory, added up line by line. */
function counted(
	{ measure, from, to, product, reason, outcome }: Selection,
	{ filters = true, law = false, step = '' } = {}
): Map<string, number> {
	const sums = new Map<string, number>();
	for (const line of table) {
		if (line.period < from || line.period > to || !line.period.startsWith(step)) continue;
		if (filters && product.length > 0 && !product.includes(line.product)) continue;
		if (filters && reason.length > 0 && !reason.includes(line.reason)) continue;
		const is276 =
			line.territory === 'RU' &&
			line.period >= '2019H1' &&
			line.product === 'web-search' &&
			line.reason === 'other' &&
			line.requester === 'ict-authority';
		if (law && is276) continue;
		const cells =
			filters && outcome.length > 0 ? outcome.map((one) => line[one.replaceAll('-', '_')]) : [line[measure]];
		for (const cell of cells)
			if (/^\d+$/.test(cell)) sums.set(line.territory, (sums.get(line.territory) ?? 0) + Number(cell));
	}
	return sums;
}

const TERRITORIES = ['RU', 'UZ', 'KG', 'TJ', 'TR', 'IN', 'NA', 'EUROPOL', 'US', 'GE'];
const SCOPES: Partial<Selection>[] = [
	{},
	{ measure: 'items' },
	{ from: '2019H1' },
	{ measure: 'items', from: '2019H1' },
	{ from: '2024H1', to: '2025H2' },
	{ measure: 'items', from: '2017H2', to: '2017H2' },
	{ to: '2018H2' },
	{ measure: 'items', to: '2018H2' },
	{ product: ['youtube'] },
	{ measure: 'items', product: ['youtube'], from: '2019H1' },
	{ reason: ['national-security'] },
	{ measure: 'items', reason: ['national-security'], from: '2019H1' },
	{ reason: ['fraud', 'hate-speech'], from: '2020H1' },
	{ measure: 'items', product: ['web-search'], reason: ['other'] },
	{ product: ['blogger'], to: '2016H2' },
	{ step: 'year' },
	{ step: 'year', measure: 'items', from: '2012H2', to: '2020H1' },
	{ measure: 'items', outcome: ['removed-legal', 'removed-policy'], from: '2019H1' },
	{ measure: 'items', outcome: ['no-action-taken'], from: '2020H1', to: '2022H2' },
	{ reason: ['business-complaints'] }
];

describe.each(SCOPES)('%j, by another road', (change) => {
	describe.each([false, true])('without the law: %s', (withoutLaw) => {
		const selection = selectionOf(change);
		const found = compare(change, { compare: TERRITORIES, withoutLaw });
		const all = counted(selection, { law: withoutLaw });

		test('totals, own totals and the world', () => {
			const own = counted(selection, { filters: false, law: withoutLaw });
			for (const { code, total, own: ownTotal } of found.peers) {
				expect([code, total.value ?? 0]).toEqual([code, all.get(code) ?? 0]);
				expect([code, ownTotal ?? 0]).toEqual([code, own.get(code) ?? 0]);
			}
			expect(found.worldTotal).toBe([...all.values()].reduce((sum, value) => sum + value, 0));
			expect(new Set(found.peers.map(({ code }) => code))).toEqual(new Set(['KZ', ...TERRITORIES]));
		});

		test('every step', () => {
			found.peers[0].slots.forEach(({ key }, i) => {
				const at = counted(selection, { law: withoutLaw, step: key });
				for (const { code, slots } of found.peers)
					expect([code, key, slots[i].value ?? 0]).toEqual([code, key, at.get(code) ?? 0]);
				expect(found.world[i].value).toBe([...at.values()].reduce((sum, value) => sum + value, 0));
			});
		});

		test('ranks, whole and without the largest half-year', () => {
			const measures = selection.outcome.length > 0 ? (['items'] as const) : (['requests', 'items'] as const);
			const expected = measures.flatMap((measure) => {
				const counts = counted({ ...selection, measure }, { law: withoutLaw });
				const home = counts.get('KZ') ?? 0;
				const place = (value: number) =>
					1 + [...counts].filter(([code, other]) => code !== 'KZ' && other > value).length;
				if (home === 0) return [];
				const halves = [...new Set(table.map(({ period }) => period))].sort();
				const largest = halves
					.map((period) => ({ period, value: counted({ ...selection, measure }, { step: period }).get('KZ') ?? 0 }))
					.reduce((best, one) => (one.value > best.value ? one : best));
				const less = home - largest.value;
				const of = [...counts].filter(([, value]) => value > 0).length;
				return [
					{ measure, value: home, place: place(home), of, without: null },
					...(less > 0 && place(less) !== place(home)
						? [{ measure, value: less, place: place(less), of, without: largest.period }]
						: [])
				];
			});
			expect(found.ranks).toEqual(expected.map((rank) => expect.objectContaining(rank)));
		});
	});
});

test('Kazakhstan in this edition: 25th by requests, 5th by items, 8th without one half-year', () => {
	const { ranks } = compare({});
	expect(ranks.filter(({ measure, without }) => measure === 'requests' && !without).map(({ place }) => place)).toEqual([
		25
	]);
	expect(ranks.filter(({ measure }) => measure === 'items').map(({ place, without }) => [place, without])).toEqual([
		[5, null],
		[8, '2017H2']
	]);
});

test('a territory without a row in the range is not reported, and no zero', () => {
	const { peers } = compare({ from: '2011H1', to: '2012H2' }, { compare: ['TJ', 'RU'] });
	const [status] = peers.filter(({ code }) => code === 'TJ').map(({ total }) => [total.status, total.value]);
	expect(status).toEqual(['not-reported', null]);
	expect(peers.find(({ code }) => code === 'TJ')!.slots.every(({ value }) => value === null)).toBe(true);
});

test('the law holds about half of the world’s items since 2019, and leaves no other territory changed', () => {
	const change: Partial<Selection> = { measure: 'items', from: '2019H1' };
	const [withIt, without] = [false, true].map((withoutLaw) => compare(change, { compare: ['RU', 'TR'], withoutLaw }));
	expect(withIt.law).toBe(without.law);
	expect(withIt.worldTotal - without.worldTotal).toBe(withIt.law);
	expect(withIt.law / withIt.worldTotal).toBeGreaterThan(0.4);
	expect(withIt.law / withIt.worldTotal).toBeLessThan(0.6);
	const total = ({ peers }: PeerComparison, code: string) => peers.find((peer) => peer.code === code)!.total.value!;
	expect(total(withIt, 'RU') - total(without, 'RU')).toBe(withIt.law);
	for (const code of ['KZ', 'TR']) expect(total(withIt, code)).toBe(total(without, code));
});

test('the ten largest are the ten largest, Kazakhstan first', () => {
	const { peers } = compare({ measure: 'items' }, { set: 'ten-largest' });
	const largest = [...counted(selectionOf({ measure: 'items' }))].sort(([, a], [, b]) => b - a).slice(0, 10);
	expect(peers[0].code).toBe('KZ');
	expect(peers.map(({ code }) => code).sort()).toEqual(largest.map(([code]) => code).sort());
});

test('an index is of the first step with thirty or more, or of the one chosen', () => {
	expect(compare({}).base).toBe('2017H2');
	expect(compare({ step: 'year' }).base).toBe('2017');
	expect(compare({}, { base: '2021H1' }).base).toBe('2021H1');
	expect(compare({ to: '2012H2' }).base).toBe(null);
});

test('DuckDB answers the questions of a comparison as the rows engine does', async () => {
	const read = (name: string) => readFileSync(`data/editions/${EDITION}/${name}.csv`, 'utf8');
	const duckdb = await startNodeDuckdb({ removals: read('removals'), compliance: read('compliance') }, codebook);
	for (const change of [
		{},
		{ measure: 'items', step: 'year' },
		{ reason: ['fraud'], from: '2019H1' }
	] as Partial<Selection>[]) {
		const asked = Object.values(peerQuestions(selectionOf(change), codebook, LAST));
		const answers = await duckdb.answer(asked);
		asked.forEach((question, i) => expect(answers[i]).toEqual(answer(rowsFrom('world'), question)));
	}
});
