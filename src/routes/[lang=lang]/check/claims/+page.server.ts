import type { ClaimSource } from '#lib/engine/claims.ts';
import { readTables } from '#lib/ingest/canonical.ts';
import { heldClaims } from '#lib/ingest/claims.server.ts';
import { heldCatalog, heldCodebook, heldTable, loadedTables } from '#lib/ingest/held.server.ts';
import { readPairs } from '#lib/ingest/pairs.ts';
import { checkQuotes } from '#lib/words/claims.build.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

/** What every edition counts, by each rule apart; requests proper first, and of them the newest edition. */
function claimSources(): ClaimSource[] {
	const codebook = heldCodebook();
	const requests = heldCatalog().editions.map(({ edition, periods }): ClaimSource => {
		const texts = Object.fromEntries(loadedTables(edition).map((table) => [table, heldTable(edition, table)]));
		return { edition, rule: 'requests', last: periods.last, ...readTables(texts, codebook) };
	});
	const pairs = heldCatalog().editions.flatMap(({ edition, tables }): ClaimSource[] => {
		const table = tables.find(({ name }) => name === 'pairs');
		if (!table) return [];
		const facts = readPairs(heldTable(edition, 'pairs'), codebook);
		return [{ edition, rule: 'request-outcome pairs', last: table.periods.last, facts, compliance: [] }];
	});
	return [...requests, ...pairs];
}

/** Counted again each time the site is made: the file of claims holds no count and no verdict. */
export const load: PageServerLoad = () => {
	const [{ edition }] = heldCatalog().editions;
	return { edition, quotes: checkQuotes(heldClaims(), claimSources(), heldCodebook()) };
};
