/** Makes the one script of an embed, for one language, while the pages are made. */
import { editionsShown, heldCodebook } from '#lib/ingest/held.server.ts';
import type { Codebook } from '#lib/domain/codebook.ts';
import events from '#data/events.json' with { type: 'json' };
import type { EmbedContext } from './context.ts';

/** Names alone: aliases are for reading Google's files. */
function named(): Codebook {
	const bare = <E extends { aliases: string[] }>(entries: E[]) => entries.map((entry) => ({ ...entry, aliases: [] }));
	const { products, reasons, requesters, territories } = heldCodebook();
	return {
		products: bare(products),
		reasons: bare(reasons),
		requesters: bare(requesters),
		territories: bare(territories)
	};
}

export function embedContext(): EmbedContext {
	return {
		editions: editionsShown(),
		codebook: named(),
		events: events as EmbedContext['events']
	};
}

/** The script's text: all in one file that runs as it stands. */
export async function embedScript(): Promise<string> {
	// Vite itself is no part of the built site.
	const { build } = await import('vite');
	const result = await build({
		configFile: false,
		logLevel: 'warn',
		define: { __EMBED__: JSON.stringify(embedContext()) },
		build: {
			write: false,
			copyPublicDir: false,
			target: 'es2022',
			lib: { entry: 'src/lib/embed/script.ts', formats: ['iife'], name: 'takedownLedger' }
		}
	});
	const [{ output }] = result as { output: { type: string; code: string }[] }[];
	return output[0].code;
}
