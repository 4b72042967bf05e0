import type { Codebook } from '#lib/domain/codebook.ts';
import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { endOf, OUTCOMES_FROM } from '#lib/domain/period.ts';
import type { Measure, Row } from '#lib/domain/row.ts';
import { MISSING, type Status } from '#lib/domain/status.ts';

/** Columns of an extract, in their public order. */
export const EXTRACT_COLUMNS = [
	'period',
	'period_end',
	'territory',
	'territory_name',
	'requester',
	'product',
	'reason',
	'requests',
	'items',
	'removed_legal',
	'removed_policy',
	'content_not_found',
	'not_enough_information',
	'no_action_taken',
	'already_removed',
	'status',
	'edition'
] as const;

export interface ExtractColumn {
	name: string;
	type: 'string' | 'date' | 'integer';
}

/** Rows ready to be written in any format: a column's type says what its cells are; `null` is a cell without a value. */
export interface ExtractTable {
	columns: ExtractColumn[];
	rows: (string | number | null)[][];
}

/** What a wide table spreads over its columns. */
export const WIDE_BY = ['product', 'reason', 'requester', 'outcome'] as const;

export type WideBy = (typeof WIDE_BY)[number];

/** What of the codebook and the edition goes into every row. */
export interface Named {
	/** Google's English name, the same in every language. */
	territoryName: (code: string) => string;
	edition: string;
}

const COUNTS = new Set<string>(['requests', 'items', ...OUTCOMES.map(outcomeColumn)]);

/** An outcome as a column is called. */
export function outcomeColumn(outcome: Outcome): string {
	return outcome.replaceAll('-', '_');
}

function columnOf(name: string): ExtractColumn {
	return { name, type: COUNTS.has(name) ? 'integer' : name === 'period_end' ? 'date' : 'string' };
}

function statusOf(row: Row): Status {
	if (row.requests === null) return row.requestsGap ?? 'unknown';
	return row.requests > 0 ? 'reported' : 'zero';
}

/** One line a row of the edition, in the columns of the contract. */
export function longTable(rows: readonly Row[], { territoryName, edition }: Named): ExtractTable {
	return {
		columns: EXTRACT_COLUMNS.map(columnOf),
		rows: rows.map((row) => [
			row.period,
			endOf(row.period),
			row.territory,
			territoryName(row.territory),
			row.requester,
			row.product,
			row.reason,
			row.requests,
			row.items,
			...OUTCOMES.map((outcome) => row.outcomes?.[outcome] ?? null),
			statusOf(row),
			edition
		])
	};
}

/** What a wide table counts, and by what. */
export interface Wide {
	measure: Measure;
	by: WideBy;
	/** Chosen outcomes: with any, their items are what is counted. */
	outcomes: readonly Outcome[];
}

/** A line of a wide table, while it is summed. */
interface Line {
	first: Row;
	total: number | null;
	gap: Row['requestsGap'];
	cells: Map<string, number>;
	/** Some row of the line has the division. */
	divided: boolean;
}

/**
 * One line a half-year and territory with a row in scope, one column a value of `by` that occurs, and their total.
 * A cell is 0 where the division was published and nothing fell to the value, and empty where it was not published:
 * a class of requesters of the other age, an outcome before 2019, a total that Google did not divide.
 */
export function wideTable(rows: readonly Row[], wide: Wide, codebook: Codebook, named: Named): ExtractTable {
	const { measure, by } = wide;
	const lines = new Map<string, Line>();
	const found = new Set<string>();
	for (const row of rows) {
		const key = `${row.period} ${row.territory}`;
		let line = lines.get(key);
		if (!line) lines.set(key, (line = { first: row, total: null, gap: null, cells: new Map(), divided: false }));
		const value = valueOf(row, wide);
		if (value !== null) line.total = (line.total ?? 0) + value;
		const gap = row[`${measure}Gap`];
		if (gap && (line.gap === null || MISSING.indexOf(gap) > MISSING.indexOf(line.gap))) line.gap = gap;
		for (const [slug, part] of partsOf(row, value, wide)) {
			line.divided = true;
			found.add(slug);
			line.cells.set(slug, (line.cells.get(slug) ?? 0) + part);
		}
	}
	const slugs = by === 'outcome' ? OUTCOMES.filter((outcome) => found.has(outcome)) : [...found].sort();
	return {
		columns: [
			...['period', 'period_end', 'territory', 'territory_name', 'measure'].map(columnOf),
			...['total', ...slugs.map((slug) => (by === 'outcome' ? outcomeColumn(slug as Outcome) : slug))].map(
				(name): ExtractColumn => ({ name, type: 'integer' })
			),
			...['status', 'edition'].map(columnOf)
		],
		rows: [...lines.values()].map(({ first, total, gap, cells, divided }) => [
			first.period,
			endOf(first.period),
			first.territory,
			named.territoryName(first.territory),
			measure,
			total,
			...slugs.map((slug) =>
				cells.has(slug) ? cells.get(slug)! : divided && isOfAge(slug, first, by, codebook) ? 0 : null
			),
			total === null ? (gap ?? 'unknown') : total > 0 ? 'reported' : 'zero',
			named.edition
		])
	};
}

function valueOf(row: Row, { measure, outcomes }: Wide): number | null {
	if (outcomes.length === 0) return row[measure];
	return row.outcomes && outcomes.reduce((sum, outcome) => sum + row.outcomes![outcome], 0);
}

/** What of a row's value falls to which value of the division. */
function partsOf(row: Row, value: number | null, { by, outcomes }: Wide): [string, number][] {
	if (by === 'outcome') {
		const counted = outcomes.length > 0 ? outcomes : OUTCOMES;
		return row.outcomes ? counted.map((outcome) => [outcome, row.outcomes![outcome]]) : [];
	}
	const slug = row[by];
	return slug === null || value === null ? [] : [[slug, value]];
}

/** A class of requesters stands for the years in which Google used it. */
function isOfAge(slug: string, { period }: Row, by: WideBy, { requesters }: Codebook): boolean {
	if (by !== 'requester') return true;
	return requesters.find((requester) => requester.slug === slug)?.before2019 === period < OUTCOMES_FROM;
}

/** A table with some of its columns, in its own order. */
export function withColumns(table: ExtractTable, wanted: (name: string) => boolean): ExtractTable {
	const kept = table.columns.flatMap(({ name }, i) => (wanted(name) ? [i] : []));
	return { columns: kept.map((i) => table.columns[i]), rows: table.rows.map((row) => kept.map((i) => row[i])) };
}
