import { isFigure, type FigureId } from '#lib/domain/figure.ts';
import type { Notice } from '#lib/domain/notice.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { readSelection, type AddressContext } from './address.ts';

/** What an address of the console asks for: a statement as it stands, or those of a figure for a selection. */
export interface SqlAddress {
	sql: string | null;
	figure: FigureId | null;
	selection: Selection;
	notices: Notice[];
}

/** Besides `figure` and `sql`, the keys are those of every page. */
export function readSqlAddress(params: URLSearchParams, context: AddressContext): SqlAddress {
	const rest = new URLSearchParams(params);
	for (const key of ['figure', 'sql']) rest.delete(key);
	const { selection, notices } = readSelection(rest, context);
	const figure = params.get('figure');
	if (figure !== null && !isFigure(figure)) notices.push({ kind: 'unknown-value', key: 'figure', value: figure });
	return { sql: params.get('sql'), figure: figure !== null && isFigure(figure) ? figure : null, selection, notices };
}

/** Servers take no address without end. */
const LINK_LIMIT = 6000;

/** The address of the console with a statement; `null` where that would be too long. */
export function sqlLink(sql: string, edition: string): string | null {
	const link = new URL(`?${new URLSearchParams({ edition, sql })}`, location.href).href;
	return link.length > LINK_LIMIT ? null : link;
}
