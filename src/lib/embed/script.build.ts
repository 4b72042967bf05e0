/** Makes the scripts that carry the words of one language, while the pages are made. */
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

/** The text of an embed's script in a language: all in one file that runs as it stands. */
export const embedScript = (lang: Language): Promise<string> => bundled('script.ts', 'iife', lang);

/** The text of the module by which a page speaks another language than its own. */
export const speechModule = (lang: Language): Promise<string> => bundled('speech.module.ts', 'es', lang);

async function bundled(entry: string, format: 'iife' | 'es', lang: Language): Promise<string> {
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
			lib: { entry: `src/lib/embed/${entry}`, formats: [format], name: 'takedownLedger' }
		}
	});
	const [{ output }] = result as { output: { type: string; code: string }[] }[];
	return output[0].code;
}
