import { m } from './messages/messages.js';

/** What each term of the glossary means, in its order. */
export const termTexts: readonly (() => string)[] = [
	m.term_request_text,
	m.term_item_text,
	m.term_requester_text,
	m.term_outcome_text,
	m.term_edition_text
];
