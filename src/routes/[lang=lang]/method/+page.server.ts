import { OUTCOMES_FROM } from '#lib/domain/period.ts';
import { heldCatalog, heldTable, loadedTables, type HeldTable } from '#lib/ingest/held.server.ts';
import { LANGUAGES_BUILT } from '#lib/words/language.ts';
import { checksOf } from '#lib/words/method.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => LANGUAGES_BUILT.map((lang) => ({ lang }));

export const load: PageServerLoad = ({ params }) => {
	const { editions } = heldCatalog(params.lang);
	const [{ checkedAgainst, holdings: _holdings, feeds: _feeds, files: _files, ...edition }] = editions;
	return {
		method: {
			...edition,
			...checksOf({ checkedAgainst }),
			columns: loadedTables(edition.edition).map((table) => ({
				table,
				columns: lines(edition.edition, table)[0].split(',')
			})),
			classes: classesOf(edition.edition),
			editions: editions.map(({ edition, title, published, periods, tables }) => ({
				edition,
				title,
				published,
				periods,
				rules: [
					...new Set(tables.flatMap(({ requests_rule: rule, name }) => (rule && name !== 'compliance' ? [rule] : [])))
				]
			}))
		}
	};
};

function lines(edition: string, table: HeldTable): string[] {
	return heldTable(edition, table).trimEnd().split('\n');
}

/** How many classes of requesters the edition has before the break, and from it on. */
function classesOf(edition: string) {
	const [header, ...rows] = lines(edition, 'removals').map((line) => line.split(','));
	const [period, requester] = [header.indexOf('period'), header.indexOf('requester')];
	const count = (wanted: (period: string) => boolean) =>
		new Set(rows.filter((row) => wanted(row[period])).map((row) => row[requester])).size;
	return { before: count((period) => period < OUTCOMES_FROM), after: count((period) => period >= OUTCOMES_FROM) };
}
