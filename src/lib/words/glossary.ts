import { m } from './messages/messages.js';

/** What is meant by the words of the glossary, in their order; it comes when a reader asks. */
export const MEANINGS = [
	m.term_request_text,
	m.term_item_text,
	m.term_requester_text,
	m.term_outcome_text,
	m.term_edition_text
];
