/** Makes the rows that embeds fetch, while the pages are made. */
import type { Facts } from '#lib/domain/holding.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { compareKeys, WORLD } from '#lib/domain/question.ts';
import type { Row } from '#lib/domain/row.ts';
import { MISSING, type Missing } from '#lib/domain/status.ts';
import { OWN_COLUMNS, readTables, type TableName } from '#lib/ingest/canonical.ts';
import { holdingsOf } from '#lib/ingest/catalog.ts';
import { removalLine } from '#lib/ingest/edition.ts';
import { heldCodebook, heldEdition, heldTable, heldTexts, loadedTables } from '#lib/ingest/held.server.ts';
import { packTable } from './pack.ts';
import { DIVISIONS, worldPart, type Division, type PackedPart } from './parts.ts';

const stronger = (a: Missing | null, b: Missing | null): Missing | null =>
	MISSING.indexOf(a!) > MISSING.indexOf(b!) ? a : b;
const sum = (a: number | null, b: number | null): number | null => (a === null ? b : a + (b ?? 0));

/**
 * Rows of all territories as the world's, one for each half-year and value of the divisions. A count that one of the
 * territories lacks makes the sum "at least".
 */
export function worldRows(rows: readonly Row[], divisions: readonly Division[]): Row[] {
	const cells = new Map<string, Row>();
	for (const row of rows) {
		const place = Object.fromEntries(
			DIVISIONS.map((name) => [name, divisions.includes(name) ? row[name] : null])
		) as Pick<Row, Division>;
		const key = [row.period, place.requester, place.product, place.reason].join('\n');
		const cell = cells.get(key);
		const outcomes = cell?.outcomes
			? (Object.fromEntries(
					OUTCOMES.map((outcome) => [outcome, cell.outcomes![outcome] + (row.outcomes?.[outcome] ?? 0)])
				) as Record<Outcome, number>)
			: row.outcomes;
		cells.set(key, {
			...place,
			period: row.period,
			territory: WORLD,
			branch: place.requester === null ? null : row.branch,
			requests: sum(cell?.requests ?? null, row.requests),
			requestsGap: stronger(cell?.requestsGap ?? null, row.requestsGap),
			items: sum(cell?.items ?? null, row.items),
			itemsGap: stronger(cell?.itemsGap ?? null, row.itemsGap),
			outcomes
		});
	}
	return [...cells.values()];
}

/** By label before period: what stands below each other is alike. */
const order = (row: readonly (string | null)[]) => [row[2], row[3], row[4], row[0]];

function packed(header: readonly string[], rows: readonly (readonly string[])[]): string {
	return packTable(
		header,
		rows.toSorted((a, b) => compareKeys(order(a), order(b)))
	);
}

function packedRows(rows: readonly Row[]): string {
	const cells = rows.map((row) => [
		...removalLine(row).map((cell) => String(cell ?? '')),
		row.requestsGap ?? 'reported',
		row.itemsGap ?? 'reported'
	]);
	return packed(OWN_COLUMNS, cells);
}

function packedText(csv: string): string {
	const [header, ...lines] = csv.trimEnd().split('\n');
	return packed(
		header.split(','),
		lines.map((line) => line.split(','))
	);
}

/** The rows of a territory. */
export function territoryPart(edition: string, territory: string): PackedPart {
	const tables = Object.entries(heldTexts(edition, territory)).map(([table, text]) => [table, packedText(text)]);
	return { edition, part: territory, tables: Object.fromEntries(tables), holdings: holdingsOf(heldEdition(edition)) };
}

/** Every choice of divisions. */
const SUBSETS: Division[][] = DIVISIONS.reduce<Division[][]>(
	(sets, division) => [...sets, ...sets.map((set) => [...set, division])],
	[[]]
);

/** Names of the parts of the world's rows. */
export const WORLD_PARTS = SUBSETS.flatMap((divisions) =>
	(['counts', 'outcomes'] as const).map((counts) => ({ name: worldPart(divisions, counts), divisions, counts }))
);

/** A part of the world's rows, by its name. */
export function worldPartOf(edition: string, { name, divisions, counts }: (typeof WORLD_PARTS)[number]): PackedPart {
	const rows = worldRows(rowsDividing(heldFacts(edition), divisions), divisions);
	const counted =
		counts === 'counts'
			? rows.map((row) => ({ ...row, outcomes: null }))
			: rows.flatMap((row) => (row.outcomes ? [{ ...row, requests: null, items: null }] : []));
	return { edition, part: name, tables: { removals: packedRows(counted) }, holdings: holdingsOf(heldEdition(edition)) };
}

/** The rows of the edition's table that answers questions with these divisions. */
function rowsDividing(facts: Facts, divisions: readonly Division[]): readonly Row[] {
	const label = divisions.includes('product') || divisions.includes('reason');
	const requester = divisions.includes('requester');
	const grain = label ? (requester ? 'cube' : 'by-product-reason') : requester ? 'by-requester' : 'totals';
	return facts[grain] ?? facts.cube ?? [];
}

const read = new Map<string, Facts>();

function heldFacts(edition: string): Facts {
	let facts = read.get(edition);
	if (!facts) {
		const texts = Object.fromEntries(loadedTables(edition).map((table) => [table, heldTable(edition, table)]));
		facts = readTables(texts as Partial<Record<TableName, string>>, heldCodebook()).facts;
		read.set(edition, facts);
	}
	return facts;
}

/** A part as a script hands it over. */
export function rowsScript(part: PackedPart): string {
	return `takedownLedgerRows(${JSON.stringify(part)})`;
}
