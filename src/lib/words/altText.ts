import { m } from './messages/messages.js';

/** What of a figure its words are made from. */
export interface Told {
	/** How it is drawn: `Column chart`. */
	form: string;
	/** What is drawn: measure and divisions. */
	shows: string;
	/** The finding. */
	title: string;
	sentence: string;
}

/** A text that ends in no mark of its own is closed, so that the next sentence stays apart. */
export function closed(text: string): string {
	return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** A drawing described beneath its name, which is the finding: its form, what it shows, how to read it, the scope. */
export function described({ form, shows, sentence }: Told, scopeSaid: string): string {
	return m.alt_described({ form, shows: closed(shows), sentence, scope: scopeSaid });
}

/** A figure in words for one who gets no drawing: its form, what it shows, the finding and the scope. */
export function altText({ form, shows, title, sentence }: Told, scopeSaid: string): string {
	return m.alt_text({
		form,
		shows: closed(shows),
		finding: closed(title),
		sentence,
		scope: scopeSaid
	});
}
