import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DATA, reviewedIn, writeEditions } from './folder.build.ts';
import { importEditions, problemLines } from './import.ts';

// npm run data:import -- [--edition YYYY-MM] FILES…  Writes data/editions and data/catalog.json, or, with a problem, nothing.

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({ options: { edition: { type: 'string' } }, allowPositionals: true });
	if (positionals.length === 0) {
		console.error('npm run data:import -- [--edition YYYY-MM] FILES…');
		return 1;
	}
	const files = positionals.map((path) => ({ name: path, bytes: new Uint8Array(readFileSync(path)) }));
	const { editions, problems } = await importEditions(files, reviewedIn(DATA), values.edition);
	if (problems.length > 0) {
		for (const line of problemLines(problems)) console.error(line);
		console.error('Nothing was written.');
		return 1;
	}
	writeEditions(DATA, editions);
	for (const { edition } of editions) {
		for (const { name, rows } of edition.tables) console.log(`${edition.edition}/${name}.csv: ${rows} rows`);
		for (const { source, measure, periods, agree, of, net } of edition.checkedAgainst)
			console.log(
				`${measure} against ${source}, ${periods.first}-${periods.last}: ${agree} of ${of} agree, net ${net}`
			);
	}
	return 0;
}

process.exitCode = await main();
