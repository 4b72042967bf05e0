import { BUILDS_SHARED } from '#lib/words/language.ts';
import { error } from '@sveltejs/kit';
import { FIGURES, isFigure } from '#lib/domain/figure.ts';
import { withoutMark } from '#lib/export/held.server.ts';
import { longValues, valueRecords } from '#lib/export/values.ts';
import { heldCatalog } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { heldFigure } from '#lib/state/figures.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = BUILDS_SHARED;

const TYPES: Record<string, string> = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

export const entries: EntryGenerator = () =>
	heldCatalog().editions.flatMap(({ edition }) =>
		FIGURES.flatMap((id) =>
			Object.keys(TYPES).map((format) => ({ edition, territory: homeSource().territory, id, format }))
		)
	);

/** The values of a figure as it is shown without a query: the lines of its own CSV, or the same as JSON. */
export const GET: RequestHandler = ({ params: { edition, territory, id, format } }) => {
	if (!isFigure(id) || !(format in TYPES)) error(404);
	const model = heldFigure(edition, territory, id);
	const text =
		format === 'csv' ? withoutMark(longValues(model)) : `${JSON.stringify(valueRecords(model), null, '\t')}\n`;
	return new Response(text, { headers: { 'content-type': TYPES[format] } });
};
