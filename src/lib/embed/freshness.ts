import type { Period } from '#lib/domain/period.ts';
import { periodLong } from '#lib/words/labels.ts';
import { m } from '#lib/words/messages/messages.js';

/** Whether the numbers follow Google's newest figures or stay those of one edition, and to when they go. */
export function freshness(
	{ edition, last }: { edition: string; last: Period },
	frozen: boolean,
	newest: { edition: string }
): string {
	if (!frozen) return m.embed_live({ last: periodLong(last) });
	return edition === newest.edition
		? m.embed_frozen({ last: periodLong(last) })
		: m.embed_frozen_old({ last: periodLong(last), newest: newest.edition });
}
