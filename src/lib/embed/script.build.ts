/** Makes the one script of an embed, for one language, while the pages are made. */
import { editionsShown, heldCodebook, heldEvents } from '#lib/ingest/held.server.ts';
import type { Codebook } from '#lib/domain/codebook.ts';
import { languageDefine, oneLanguage } from '#lib/words/language.build.ts';
import type { Language } from '#lib/words/language.ts';
import type { EmbedContext } from './context.ts';

/** Names alone: aliases are for reading Google's files. */
function named(lang: Language): Codebook {
	const bare = <E extends { aliases: string[] }>(entries: E[]) =>
		entries.map((entry) => ({ ...entry, google: undefined, aliases: [] }));
	const { products, reasons, requesters, territories } = heldCodebook(lang);
	return {
		products: bare(products),
		reasons: bare(reasons),
		requesters: bare(requesters),
		territories: bare(territories)
	};
}

export function embedContext(lang: Language): EmbedContext {
	return {
		editions: editionsShown(lang),
		codebook: named(lang),
		events: heldEvents(lang)
	};
}

/** The text of a language's script: all in one file that runs as it stands. */
export async function embedScript(lang: Language): Promise<string> {
	// Vite itself is no part of the built site.
	const { build } = await import('vite');
	const result = await build({
		configFile: false,
		plugins: [oneLanguage(lang)],
		logLevel: 'warn',
		define: {
			__EMBED__: JSON.stringify(embedContext(lang)),
			...languageDefine(lang)
		},
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
