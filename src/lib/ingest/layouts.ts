import { readCount, readPeriod } from './cells.ts';
import { fold, type Language } from './codebook.ts';

/** The header forms of Google's files. */
export const LAYOUTS = [
	'flat',
	'modern-requests',
	'modern-detailed',
	'historical-requests',
	'historical-detailed',
	/** Rows as this site writes them: its extract, and an edition's own table. */
	'extract',
	/** An edition's own table of requests complied with. */
	'compliance'
] as const;

export type LayoutName = (typeof LAYOUTS)[number];

/** A layout as found in a file: its language, and the place of each of its columns. */
export interface Layout {
	name: LayoutName;
	language: Language;
	/** Field to column, counted from 0. */
	columns: Readonly<Record<string, number>>;
	/** Field to the column's name as the file writes it, for reports. */
	titles: Readonly<Record<string, string>>;
	/** Columns that the layout does not have: left unread. */
	extra: readonly string[];
	/** Told by what stands in its columns, because their names are in a language not met before. */
	byPosition: boolean;
}

/** The header has the mark of a layout but lacks some of its columns. */
export interface IncompleteLayout {
	name: LayoutName;
	missing: string[];
	/** Columns that the header names more than once. */
	twice: string[];
}

interface Fingerprint {
	name: LayoutName;
	language: Language;
	/** Columns that no other layout has: these decide. */
	marks: readonly string[];
	/** Field to the names that its column has had. */
	columns: Readonly<Record<string, readonly string[]>>;
	/** Fields that the file may lack. */
	optional?: readonly string[];
}

const PERCENTAGES = {
	'removed-legal': ['% Removed-Legal'],
	'removed-policy': ['% Removed-Policy'],
	'content-not-found': ['% Content Not Found'],
	'not-enough-information': ['% Not Enough Information'],
	'no-action-taken': ['% No Action Taken'],
	'already-removed': ['% Content Already Removed']
};

const MODERN = {
	period: ['Period Ending'],
	name: ['Country/Region'],
	code: ['CLDR Territory Code']
};

const FINGERPRINTS: readonly Fingerprint[] = [
	{
		name: 'flat',
		language: 'en',
		marks: ['time_period', 'number_of_requests'],
		columns: {
			period: ['time_period'],
			name: ['country_name', 'country'],
			code: ['cldr_territory'],
			requester: ['requestor', 'requester'],
			product: ['product'],
			reason: ['reason'],
			requests: ['number_of_requests'],
			items: ['items_requested', 'items_requested_removal'],
			'removed-legal': ['items_removed_legal'],
			'removed-policy': ['items_removed_policy'],
			'content-not-found': ['items_content_not_found'],
			'not-enough-information': ['items_not_enough_info'],
			'no-action-taken': ['items_no_action_taken'],
			'already-removed': ['items_content_already_removed']
		}
	},
	{
		name: 'modern-requests',
		language: 'en',
		marks: ['% Removed-Legal'],
		columns: {
			...MODERN,
			requester: ['Requestor', 'Requester'],
			requests: ['Number of Requests'],
			items: ['Items Requested To Be Removed'],
			...PERCENTAGES
		}
	},
	{
		name: 'modern-detailed',
		language: 'en',
		marks: ['Period Ending', 'Product', 'Reason', 'Total'],
		columns: { ...MODERN, product: ['Product'], reason: ['Reason'], requests: ['Total'] }
	},
	{
		name: 'historical-requests',
		language: 'en',
		marks: ['All Requests: Number of Requests'],
		columns: {
			...MODERN,
			'all requests': ['All Requests: Number of Requests'],
			'all percent': ['All Requests: % Fully Or Partially Complied With'],
			'all items': ['All Requests: Items Requested To Be Removed'],
			'court requests': ['Court Orders: Number of Requests'],
			'court percent': ['Court Orders: % Fully Or Partially Complied With'],
			'court items': ['Court Orders: Items Requested To Be Removed'],
			'other requests': ['Other Requests (Executive, Police, etc.): Number of Requests'],
			'other percent': ['Other Requests (Executive, Police, etc.): % Fully Or Partially Complied With'],
			'other items': ['Other Requests (Executive, Police, etc.): Items Requested To Be Removed']
		}
	},
	{
		name: 'historical-requests',
		language: 'pt',
		marks: ['Todas as solicitações: número de solicitações'],
		columns: {
			period: ['Período até'],
			name: ['País'],
			code: ['Código de território CLDR'],
			'all requests': ['Todas as solicitações: número de solicitações'],
			'all percent': ['Todas as solicitações: % total ou parcialmente em conformidade'],
			'all items': ['Todas as solicitações: itens cuja remoção foi solicitada'],
			'court requests': ['Ordens judiciais: número de solicitações'],
			'court percent': ['Ordens judiciais: % total ou parcialmente em conformidade'],
			'court items': ['Ordens judiciais: itens cuja remoção foi solicitada'],
			'other requests': ['Outras solicitações (governo, polícia etc.): número de solicitações'],
			'other percent': ['Outras solicitações (governo, polícia etc.): % total ou parcialmente em conformidade'],
			'other items': ['Outras solicitações (governo, polícia etc.): itens cuja remoção foi solicitada']
		}
	},
	{
		name: 'historical-requests',
		language: 'fr',
		marks: ['Toutes les demandes : nombre de demandes'],
		columns: {
			period: ['Fin de la période'],
			name: ['Pays'],
			code: ['Code du territoire CLDR'],
			'all requests': ['Toutes les demandes : nombre de demandes'],
			'all percent': ['Toutes les demandes : % de demandes satisfaites intégralement ou en partie'],
			'all items': ["Toutes les demandes : nombre d'éléments dont la suppression a été demandée"],
			'court requests': ['Ordonnances du tribunal : nombre de demandes'],
			'court percent': ['Ordonnances du tribunal : % de demandes satisfaites intégralement ou en partie'],
			'court items': ['Ordonnances du tribunal : éléments dont la suppression a été demandée'],
			'other requests': ['Autres demandes (pouvoir exécutif, police, etc.) : nombre de demandes'],
			'other percent': [
				'Autres demandes (pouvoir exécutif, police, etc.) : % de demandes satisfaites intégralement ou en partie'
			],
			'other items': ['Autres demandes (pouvoir exécutif, police, etc.) : éléments dont la suppression a été demandée']
		}
	},
	{
		name: 'historical-detailed',
		language: 'en',
		marks: ['Product', 'Court Orders'],
		columns: {
			...MODERN,
			product: ['Product'],
			reason: ['Reason'],
			'court requests': ['Court Orders'],
			'other requests': ['Executive, Police, etc.'],
			items: ['Items Requested To Be Removed']
		}
	},
	{
		name: 'historical-detailed',
		language: 'fr',
		marks: ['Produit', 'Ordonnances du tribunal'],
		columns: {
			period: ['Fin de la période'],
			name: ['Pays'],
			code: ['Code du territoire CLDR'],
			product: ['Produit'],
			reason: ['Motif'],
			'court requests': ['Ordonnances du tribunal'],
			'other requests': ['Pouvoir exécutif, police, etc.'],
			items: ['Éléments dont la suppression a été demandée']
		}
	},
	{
		name: 'extract',
		language: 'en',
		marks: ['period', 'territory', 'removed_legal'],
		columns: {
			period: ['period'],
			code: ['territory'],
			name: ['territory_name'],
			requester: ['requester'],
			product: ['product'],
			reason: ['reason'],
			requests: ['requests'],
			items: ['items'],
			'removed-legal': ['removed_legal'],
			'removed-policy': ['removed_policy'],
			'content-not-found': ['content_not_found'],
			'not-enough-information': ['not_enough_information'],
			'no-action-taken': ['no_action_taken'],
			'already-removed': ['already_removed'],
			end: ['period_end'],
			status: ['status'],
			edition: ['edition']
		},
		optional: ['name', 'end', 'status', 'edition']
	},
	{
		name: 'compliance',
		language: 'en',
		marks: ['branch', 'percent', 'complied_with'],
		columns: {
			period: ['period'],
			code: ['territory'],
			branch: ['branch'],
			requests: ['requests'],
			'requests status': ['requests_status'],
			items: ['items'],
			'items status': ['items_status'],
			percent: ['percent'],
			'percent status': ['percent_status'],
			'complied with': ['complied_with']
		}
	}
];

/** A layout whose marks are missing is still told by the better part of its columns. */
const TOLD_BY = 0.6;

/**
 * The layout of a header row, told by its column names, or, in a language not met before, by what stands in its columns:
 * file names and Google's own README are wrong about it.
 * `null` when no layout has these columns.
 * @param lines the first lines under the header
 */
export function recognise(
	header: readonly string[],
	lines: readonly (readonly string[])[] = []
): Layout | IncompleteLayout | null {
	const places = new Map(header.map((title, place) => [fold(title), place]));
	const marked = FINGERPRINTS.find(({ marks }) => marks.every((mark) => places.has(fold(mark))));
	if (marked) return placed(marked, header, places);
	return nearest(header, places) ?? positioned(header, lines);
}

function placed(
	{ name, language, columns: known, optional = [] }: Fingerprint,
	header: readonly string[],
	places: ReadonlyMap<string, number>
): Layout | IncompleteLayout {
	const columns: Record<string, number> = {};
	const titles: Record<string, string> = {};
	const missing: string[] = [];
	for (const [field, names] of Object.entries(known)) {
		const place = names.map((title) => places.get(fold(title))).find((found) => found !== undefined);
		if (place === undefined) {
			if (!optional.includes(field)) missing.push(names.join(' / '));
		} else {
			columns[field] = place;
			titles[field] = header[place].trim();
		}
	}
	const folded = header.map(fold);
	const used = new Set(Object.values(columns));
	const twice = header.filter((_, i) => folded.lastIndexOf(folded[i]) !== i && used.has(folded.lastIndexOf(folded[i])));
	if (missing.length + twice.length > 0) return { name, missing, twice: twice.map((title) => title.trim()) };
	const extra = header.filter((_, i) => !used.has(i)).map((title) => title.trim());
	return { name, language, columns, titles, extra, byPosition: false };
}

/** The historical layouts keep their columns in one order in every language: period, name, code, …, counts. */
function positioned(header: readonly string[], lines: readonly (readonly string[])[]): Layout | null {
	const name = header.length === 12 ? 'historical-requests' : header.length === 8 ? 'historical-detailed' : null;
	const whole = lines.filter((cells) => cells.length === header.length);
	if (name === null || whole.length === 0) return null;
	const counts = name === 'historical-requests' ? [3, 4, 5, 6, 7, 8, 9, 10, 11] : [5, 6, 7];
	const fits = whole.filter(
		(cells) =>
			readPeriod(cells[0]) !== null &&
			/^([A-Z]{2})?$/i.test(cells[2].trim()) &&
			counts.every((i) => readCount(cells[i]) !== null)
	);
	if (2 * fits.length <= whole.length) return null;
	const { columns: known } = FINGERPRINTS.find((fingerprint) => fingerprint.name === name)!;
	const fields = Object.keys(known);
	return {
		name,
		language: 'other',
		columns: Object.fromEntries(fields.map((field, place) => [field, place])),
		titles: Object.fromEntries(fields.map((field, place) => [field, header[place].trim()])),
		extra: [],
		byPosition: true
	};
}

function nearest(header: readonly string[], places: ReadonlyMap<string, number>): IncompleteLayout | null {
	const ranked = FINGERPRINTS.map((fingerprint) => {
		const needed = Object.entries(fingerprint.columns).filter(([field]) => !fingerprint.optional?.includes(field));
		const met = needed.filter(([, names]) => names.some((title) => places.has(fold(title)))).length;
		return { fingerprint, share: met / needed.length, met };
	})
		.filter(({ share }) => share >= TOLD_BY)
		.sort((a, b) => b.met - a.met || b.share - a.share);
	const [best] = ranked;
	if (!best) return null;
	const layout = placed(best.fingerprint, header, places);
	return 'missing' in layout ? layout : null;
}
