import { m } from './messages/messages.js';

/** A figure as it is cited: what it says, what it counts, whose numbers they are, and where it is found again. */
export interface Cited {
	/** The finding. */
	title: string;
	/** The scope in one sentence. */
	scope: string;
	edition: { edition: string; title: string };
	/** An address that gives the figure back for ever. */
	address: string;
}

/** Whose numbers they are, and of which edition. */
export function sourceLine({ edition, title }: Cited['edition']): string {
	return m.citation_source({ edition, title });
}

/**
 * The one text by which a figure is cited: on the page, in files and in packs.
 * @param day of access, in words; none in what must be the same whenever it is made
 */
export function citation(cited: Cited, day?: string): string {
	const { title, scope, edition, address } = cited;
	// A title that ends in no mark of its own is closed, so that the sentences stay apart.
	const figure = /[.?!]$/.test(title) ? title : `${title}.`;
	const text = m.citation_figure({ figure, scope, source: sourceLine(edition), address });
	return day ? m.citation_accessed({ citation: `${text}.`, day }) : text;
}
