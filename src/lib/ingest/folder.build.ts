import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalog, writeCatalog, type Catalog } from './catalog.ts';
import { readCodebook } from './codebook.ts';
import { parseDescriptions, parseOddities } from './description.ts';
import type { ImportedEdition, Reviewed } from './import.ts';

/** The project's own figures, below its root. */
export const DATA = join(import.meta.dirname, '../../../data');

export const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

function catalogIn(folder: string): Catalog {
	const path = join(folder, 'catalog.json');
	return existsSync(path) ? parseCatalog(readFileSync(path, 'utf8')) : { editions: [] };
}

/** All that an import goes by, as it stands in a data folder. */
export function reviewedIn(folder: string): Reviewed & { held: NonNullable<Reviewed['held']> } {
	const text = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
	return {
		codebook: readCodebook({
			products: text('codebook', 'products.csv'),
			reasons: text('codebook', 'reasons.csv'),
			requesters: text('codebook', 'requesters.csv'),
			territories: text('codebook', 'territories.csv')
		}),
		descriptions: parseDescriptions(text('sources.json')),
		oddities: parseOddities(text('oddities.json')),
		sha256,
		held: { catalog: catalogIn(folder), text: (edition, file) => text('editions', edition, file) }
	};
}

/** Files of editions whose bytes are not those that the catalog names. */
function changedFiles(folder: string, { editions }: Catalog): string[] {
	return editions.flatMap(({ edition, tables, files }) =>
		[...tables, ...files].flatMap((file) => {
			const path = join('editions', edition, `${file.name}.csv`);
			const whole = join(folder, path);
			return existsSync(whole) && sha256(readFileSync(whole)) === file.sha256 ? [] : [path];
		})
	);
}

/**
 * Writes editions into a data folder, and the catalog that says so. Editions that are not among them stay as they are.
 * @throws before anything is written, when a file of another edition is not what the catalog says
 */
export function writeEditions(folder: string, imported: readonly ImportedEdition[]): void {
	const names = imported.map(({ edition }) => edition.edition);
	const others = catalogIn(folder).editions.filter(({ edition }) => !names.includes(edition));
	const changed = changedFiles(folder, { editions: others });
	if (changed.length > 0)
		throw new Error(`${changed.join(', ')}: not as catalog.json says. Restore what the other editions hold first.`);
	for (const { edition, tables } of imported) {
		mkdirSync(join(folder, 'editions', edition.edition), { recursive: true });
		for (const [name, content] of Object.entries(tables))
			writeFileSync(join(folder, 'editions', edition.edition, name), content);
	}
	writeFileSync(
		join(folder, 'catalog.json'),
		writeCatalog({ editions: [...others, ...imported.map(({ edition }) => edition)] })
	);
}
