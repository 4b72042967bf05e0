import type { Notice } from '#lib/domain/notice.ts';
import type { Engine } from '#lib/engine/engine.ts';
import type { AddressContext } from './address.ts';
import type { Engines } from './engines.svelte.ts';

/** What the frame of a page with figures shows of it, whatever the figures are. */
export interface PageState {
	readonly context: AddressContext;
	readonly engines: Engines;
	/** Which engine gave what is on show. */
	readonly engine: Engine['name'];
	readonly notices: readonly Notice[];
	/** Why what was asked for last could not be shown. */
	readonly error: Error | null;
	/** Something asked for is on its way. */
	readonly busy: boolean;
	/** There is something on show that stays. */
	readonly settled: boolean;
	/** Controls answer. */
	readonly ready: boolean;
	retry(): Promise<void>;
	reset(): Promise<void>;
	/** An address that gives what is on show for ever. */
	link(): string;
}
