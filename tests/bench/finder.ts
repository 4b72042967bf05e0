import { findScopes, makeFinder, NO_HINTS, worldTotalsOf, type Finder, type Printed } from '#lib/domain/finder.ts';
import { WORLD } from '#lib/domain/question.ts';
import { readCompliance } from '#lib/ingest/canonical.ts';
import { readNumbers } from '#lib/words/numberReading.ts';
import { readEdition } from '../engine/edition.ts';
import { median, ms, ratio, type Line } from './numbers.ts';

/** An answer after a pause in typing must not be waited for. */
const LIMIT = 100;

const NUMBERS: [string, Printed][] = [
	['373', { value: 373, low: 373, high: 373, percent: false }],
	['1', { value: 1, low: 1, high: 1, percent: false }],
	['2 %', { value: 2, low: 1.5, high: 2.5, percent: true }]
];

function time(run: () => unknown, runs = 9): number {
	run();
	return median(
		Array.from({ length: runs }, () => {
			const start = performance.now();
			run();
			return performance.now() - start;
		})
	);
}

function bytesOf({ sums }: Finder): number {
	return sums
		.flatMap(({ rows, requests, items, gaps, outcomes }) => [rows, requests, items, gaps, ...(outcomes ?? [])])
		.reduce((all, counts) => all + counts.byteLength, 0);
}

/** The number finder: its sums, and how long a number takes, held against a tenth of a second. In Node. */
export function finder(edition: string): Line[] {
	const { rows, tables, codebook } = readEdition(edition);
	const compliance = readCompliance(tables.compliance);
	const last = rows.reduce((latest, { period }) => (period > latest ? period : latest), rows[0].period);
	const world = worldTotalsOf(rows, last);
	const lines = ['KZ', 'RU', WORLD].flatMap((territory): Line[] => {
		const own = territory === WORLD ? rows : rows.filter((row) => row.territory === territory);
		const make = () => makeFinder(territory, own, compliance, last, world);
		const made = make();
		const size = `${made.sums.length} combinations, ${Math.round(bytesOf(made) / 1000)} kB`;
		const build = time(make, 5);
		return [
			[`finder of ${territory} made: ${size}`, ms(build), `${LIMIT} ms`, ratio(build, LIMIT)],
			...NUMBERS.map(([text, printed]): Line => {
				const sought = { printed, near: NO_HINTS, around: NO_HINTS, date: null };
				const took = time(() => findScopes(made, sought));
				const found = findScopes(made, sought).length;
				return [`finder of ${territory}, "${text}": ${found} scopes`, ms(took), `${LIMIT} ms`, ratio(took, LIMIT)];
			})
		];
	});
	const text = 'From 2011 to 2021 Kazakhstan sent 373 requests naming 192,503 items, most of them on YouTube. '.repeat(
		10
	);
	const read = time(() => readNumbers(text, codebook));
	return [...lines, [`a text of ${text.length} characters read`, ms(read), `${LIMIT} ms`, ratio(read, LIMIT)]];
}
