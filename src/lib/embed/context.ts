import type { Codebook } from '#lib/domain/codebook.ts';
import type { DatedEvent } from '#lib/domain/event.ts';
import type { Holdings } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';

/** What an embed's script carries with it, whatever figure and filter it draws. */
export interface EmbedContext {
	/** The newest first. */
	editions: { edition: string; title: string; first?: Period; last: Period; holdings?: Holdings }[];
	codebook: Codebook;
	events: DatedEvent[];
}

declare global {
	/** Written into the script when it is made. */
	const __EMBED__: EmbedContext;
}
