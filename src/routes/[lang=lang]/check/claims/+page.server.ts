import { GRAINS } from '#lib/domain/holding.ts';
import type { ClaimSource } from '#lib/engine/claims.ts';
import { readTables, TABLE_OF } from '#lib/ingest/canonical.ts';
import { heldClaims } from '#lib/ingest/claims.server.ts';
import { heldCatalog, heldCodebook, heldTable, type TableName } from '#lib/ingest/held.server.ts';
import { checkQuotes } from '#lib/words/claims.build.ts';
import { LANGUAGES } from '#lib/words/language.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES.map((lang) => ({ lang }));

/** The tables of every edition, those that count requests by one rule together; the newest edition first. */
function claimSources(): ClaimSource[] {
	const codebook = heldCodebook();
	const sources = heldCatalog().editions.flatMap(({ edition, tables, periods }) =>
		(['requests', 'request-outcome pairs'] as const).flatMap((rule): ClaimSource[] => {
			const counting = tables.filter(({ name, requests_rule }) => name !== 'compliance' && requests_rule === rule);
			const names = GRAINS.map((grain) => TABLE_OF[grain]).filter((name) => counting.some((one) => one.name === name));
			if (names.length === 0) return [];
			const texts = [...names, 'compliance'].map((name) => [name, heldTable(edition, name as TableName)]);
			const { facts, compliance } = readTables(Object.fromEntries(texts), codebook);
			return [{ edition, rule, facts, compliance, last: periods.last }];
		})
	);
	return sources.sort((a, b) => Number(a.rule !== 'requests') - Number(b.rule !== 'requests'));
}

/** Counted again each time the site is made: the file of claims holds no count and no verdict. */
export const load: PageServerLoad = () => {
	const [{ edition }] = heldCatalog().editions;
	return { edition, quotes: checkQuotes(heldClaims(), claimSources(), heldCodebook()) };
};
