import type { FigureModel, FigureValue } from '#lib/charts/model.ts';
import type { Scope } from '#lib/domain/scope.ts';
import { cellText, FILTERS } from '#lib/domain/selection.ts';
import { csvText } from './csv.ts';

type Cells = (string | number | null)[];

/** What every line of a file says of its scope. Values of one filter are joined by `+`; without a filter there is no column. */
function scopeCells(scope: Scope): { columns: string[]; cells: Cells } {
	const chosen = FILTERS.filter((filter) => scope[filter].length > 0);
	return {
		columns: [
			'range_from',
			'range_to',
			...chosen.map((filter) => `filter_${filter}`),
			...(scope.without ? ['without'] : []),
			'edition'
		],
		cells: [
			scope.from,
			scope.to,
			...chosen.map((filter) => scope[filter].join('+')),
			...(scope.without ? [cellText(scope.without)] : []),
			scope.edition
		]
	};
}

/** A figure's values, one a line, every step and category with its status; of two ranges, both counts and their difference. */
function longLines(model: FigureModel<string>): { columns: string[]; lines: Cells[] } {
	const values = model.values();
	const places = placeColumns(values);
	const { compared, scope } = model;
	const scoped = scopeCells(scope);
	const based = values.some((value) => value.base !== undefined);
	return {
		columns: [
			...places,
			'measure',
			...(compared
				? ['base', 'base_status', 'this', 'this_status', 'difference']
				: ['value', ...(based ? ['base'] : []), 'status']),
			'territory',
			...(compared ? ['base_from', 'base_to'] : []),
			...scoped.columns
		],
		lines: values.map(({ place, measure, value, base, status, counts }): Cells => [
			...places.map((column) => place[column] ?? null),
			measure,
			...(counts
				? [counts.base.value, counts.base.status, counts.this.value, counts.this.status, value]
				: [value, ...(based ? [base ?? null] : []), status]),
			scope.territory,
			...(compared ? [compared.from, compared.to] : []),
			...scoped.cells
		])
	};
}

/** A figure's values as CSV, one a line. */
export function longValues(model: FigureModel<string>, delimiter?: string): string {
	const { columns, lines } = longLines(model);
	return csvText(columns, lines, delimiter);
}

/** The same as objects, by the names of the columns; what has no number is `null`. */
export function valueRecords(model: FigureModel<string>): Record<string, string | number | null>[] {
	const { columns, lines } = longLines(model);
	return lines.map((line) => Object.fromEntries(columns.map((column, i) => [column, line[i]])));
}

/**
 * A figure's values with one line a step and one column a category; a figure with one dimension has one value column.
 * A cell without a number holds its status in words of the contract (`not-reported`).
 */
export function wideValues(model: FigureModel<string>, delimiter?: string): string {
	const values = model.values();
	const places = placeColumns(values);
	const { across, scope } = model;
	const scoped = scopeCells(scope);
	const down = places.filter((name) => name !== across);
	const lines = new Map<string, { place: (string | null)[]; cells: Map<string, string | number> }>();
	const columns: string[] = [];
	for (const { place, value, status, measure } of values) {
		const column = across ? (place[across] ?? measure) : measure;
		if (!columns.includes(column)) columns.push(column);
		const at = down.map((name) => place[name] ?? null);
		const key = at.join('\n');
		if (!lines.has(key)) lines.set(key, { place: at, cells: new Map() });
		lines.get(key)!.cells.set(column, value ?? status);
	}
	return csvText(
		[...down, ...columns, 'territory', ...scoped.columns],
		[...lines.values()].map(({ place, cells }) => [
			...place,
			...columns.map((column) => cells.get(column) ?? null),
			scope.territory,
			...scoped.cells
		]),
		delimiter
	);
}

function placeColumns(values: readonly FigureValue[]): string[] {
	const columns = new Set<string>();
	for (const { place } of values) for (const column of Object.keys(place)) columns.add(column);
	return [...columns];
}
