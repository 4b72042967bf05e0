import type { Codebook } from '#lib/domain/codebook.ts';
import type { DatedEvent } from '#lib/domain/event.ts';
import type { AddressContext } from '#lib/state/address.ts';

/** What an embed's script carries with it, whatever figure and filter it draws. */
export interface EmbedContext {
	/** The newest first. */
	editions: (AddressContext['editions'][number] & { title: string })[];
	codebook: Codebook;
	events: DatedEvent[];
}

declare global {
	/** Written into the script when it is made. */
	const __EMBED__: EmbedContext;
}
