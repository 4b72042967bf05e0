import { closed } from './altText.ts';
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
	const text = m.citation_figure({ figure: closed(title), scope, source: sourceLine(edition), address });
	return day ? m.citation_accessed({ citation: text, day }) : text;
}

/** The finding with its scope and source, as sentences to be pasted into a text. */
export function quotable({ title, scope }: Pick<Cited, 'title' | 'scope'>): string {
	return m.quotable({ finding: closed(title), scope, source: m.source_line() });
}
