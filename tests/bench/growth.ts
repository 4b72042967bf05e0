import { WORLD, type Question } from '#lib/domain/question.ts';
import { startNodeDuckdb } from '#lib/engine/node.build.ts';
import { createRowsEngine } from '#lib/engine/rows.ts';
import { FACTS } from '#lib/engine/sql.ts';
import { readEdition } from '../engine/edition.ts';
import { median, ms, ratio, type Line } from './numbers.ts';

const FACTORS = [1, 10, 100];

const question: Question = {
	measure: 'requests',
	by: ['period', 'reason'],
	where: { territory: WORLD, from: '2009H2', to: '2030H2', product: [], reason: [], requester: [], outcome: [] }
};

async function cost(ask: () => Promise<unknown>, runs: number): Promise<number> {
	await ask();
	const times: number[] = [];
	for (let run = 0; run < runs; run++) {
		const start = performance.now();
		await ask();
		times.push(performance.now() - start);
	}
	return median(times);
}

/** One question about every row of the edition, and of the edition ten and a hundred times over. In Node. */
export async function growth(edition: string): Promise<Line[]> {
	const { tables, codebook, rows } = readEdition(edition);
	const duckdb = await startNodeDuckdb(tables, codebook);
	const lines: Line[] = [];
	const first = { rows: 0, duckdb: 0 };
	let now = 1;
	for (const factor of FACTORS) {
		if (factor > now)
			await duckdb.query(`INSERT INTO ${FACTS} SELECT ${FACTS}.* FROM ${FACTS}, range(${factor / now - 1})`);
		now = factor;
		const copies = Array.from({ length: rows.length * factor }, (_, i) => rows[i % rows.length]);
		const runs = factor === 100 ? 3 : 9;
		for (const engine of [createRowsEngine({ cube: copies }), duckdb]) {
			const time = await cost(() => engine.answer([question]), runs);
			first[engine.name] ||= time;
			lines.push([
				`a question over ${factor} x the rows (${copies.length}), ${engine.name} engine`,
				ms(time),
				`1 x ${ms(first[engine.name])}`,
				ratio(time, first[engine.name])
			]);
		}
	}
	return lines.toSorted((a, b) => a[0].split(', ')[1].localeCompare(b[0].split(', ')[1]));
}
