import type { Notice } from '#lib/domain/notice.ts';
import { m } from './messages/messages.js';

const SENTENCES: Record<Notice['kind'], (input: { key: string; value: string }) => string> = {
	'unknown-value': m.notice_unknown_value,
	'unknown-key': m.notice_unknown_key,
	repeated: m.notice_repeated,
	'range-reversed': m.notice_range_reversed,
	'outcome-sets-items': m.notice_outcome_sets_items,
	'own-edition': m.notice_own_edition,
	'not-own-edition': m.notice_not_own_edition,
	'edition-elsewhere': m.notice_edition_elsewhere
};

/** What of an address was not understood, as a sentence. Long values are cut: an address can hold anything. */
export function noticeSentence({ kind, key, value }: Notice): string {
	const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
	return SENTENCES[kind]({ key: short(key), value: short(value) });
}

export function noticesTitle(): string {
	return m.notices_title();
}

/** How many more there are than are said. */
export function noticesMore(count: number): string {
	return m.notices_more({ count: String(count) });
}
