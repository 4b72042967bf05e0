import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalog, writeCatalog, type Catalog } from './catalog.ts';
import { readCodebook } from './codebook.ts';
import { parseDescriptions, parseOddities } from './description.ts';
import { importEditions, type Reviewed } from './import.ts';

// npm run data:import -- FILES…  Writes data/editions and data/catalog.json, or, with a problem, nothing.

const DATA = join(import.meta.dirname, '../../../data');
const SHOWN = 40;

function text(...path: string[]): string {
	return readFileSync(join(DATA, ...path), 'utf8');
}

function reviewed(): Reviewed {
	return {
		codebook: readCodebook({
			products: text('codebook', 'products.csv'),
			reasons: text('codebook', 'reasons.csv'),
			requesters: text('codebook', 'requesters.csv'),
			territories: text('codebook', 'territories.csv')
		}),
		descriptions: parseDescriptions(text('sources.json')),
		oddities: parseOddities(text('oddities.json')),
		sha256: (bytes) => createHash('sha256').update(bytes).digest('hex')
	};
}

function catalogBefore(): Catalog {
	try {
		return parseCatalog(text('catalog.json'));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { editions: [] };
		throw error;
	}
}

async function main(paths: string[]): Promise<number> {
	if (paths.length === 0) {
		console.error('npm run data:import -- FILES…');
		return 1;
	}
	const files = paths.map((path) => ({ name: path, bytes: new Uint8Array(readFileSync(path)) }));
	const { editions, problems } = await importEditions(files, reviewed());
	for (const { file, line, reason } of problems.slice(0, SHOWN))
		console.error(`${file}${line === null ? '' : `, line ${line}`}: ${reason}`);
	if (problems.length > SHOWN) console.error(`and ${problems.length - SHOWN} more`);
	if (problems.length > 0) {
		console.error('Nothing was written.');
		return 1;
	}
	const catalog = catalogBefore();
	for (const { edition, tables } of editions) {
		mkdirSync(join(DATA, 'editions', edition.edition), { recursive: true });
		for (const [name, content] of Object.entries(tables))
			writeFileSync(join(DATA, 'editions', edition.edition, name), content);
		catalog.editions = [...catalog.editions.filter((other) => other.edition !== edition.edition), edition];
		for (const { name, rows } of edition.tables) console.log(`${edition.edition}/${name}.csv: ${rows} rows`);
		for (const { source, measure, periods, agree, of, net } of edition.checkedAgainst)
			console.log(
				`${measure} against ${source}, ${periods.first}-${periods.last}: ${agree} of ${of} agree, net ${net}`
			);
	}
	writeFileSync(join(DATA, 'catalog.json'), writeCatalog(catalog));
	return 0;
}

process.exitCode = await main(process.argv.slice(2));
