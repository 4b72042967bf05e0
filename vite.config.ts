import { resolve } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { engineParts } from './src/lib/engine/parts.build.ts';
import { languageDefine, oneLanguage } from './src/lib/words/language.build.ts';

/** The address the site will be served from, which what leaves it must name; said once where there is none. */
function siteAddress(): string {
	const given = process.env.SITE_URL;
	if (!given) {
		if (process.argv.includes('build') && !process.env.SITE_URL_MISSING)
			console.warn(
				'SITE_URL is not set: no canonical address, sitemap, preview picture, oEmbed answer or feed is made.'
			);
		process.env.SITE_URL_MISSING = 'said';
		return '';
	}
	const address = new URL(given);
	if (!/^https?:$/.test(address.protocol) || address.search || address.hash)
		throw new Error(`SITE_URL must be a web address without query or fragment: ${given}`);
	return address.href.endsWith('/') ? address.href : `${address.href}/`;
}

/** Where the explorer's code begins. */
const ROOTS = [
	'node_modules/@sveltejs/kit/src/runtime/client/entry.js',
	'src/routes/+layout.svelte',
	'src/routes/[lang=lang]/+layout.svelte',
	'src/lib/ui/Explorer.svelte',
	// A part of the router: an address with a half-year, product or reason is told by it.
	'src/params/division.ts'
];

interface ModuleGraph {
	getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** Every module that the explorer imports, at whatever remove; what it fetches later is not among them. */
function explorerModules(graph: ModuleGraph): Set<string> {
	const found = new Set<string>();
	const add = (id: string) => {
		if (found.has(id)) return;
		found.add(id);
		for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) add(imported);
	};
	for (const root of ROOTS) add(resolve(root));
	return found;
}

let needed: Set<string> | undefined;

/** What the explorer runs on comes as one file: thirty small ones cost their headers, and compress worse. */
function chunkOf(id: string, graph: ModuleGraph): string | null {
	needed ??= explorerModules(graph);
	// A message goes where it is used, but for those of the explorer alone.
	const elsewhere = /words\/messages\/messages\/(?!explorer_)/.test(id);
	return needed.has(id) && !elsewhere ? 'base' : null;
}

/** Each build has a graph of its own, and is asked for its chunks once its graph is whole. */
const forgetGraph = { name: 'forget-graph', renderStart: () => (needed = undefined) };

/** The one language of this build; none while developing and testing, when all are there. */
const language = process.env.SITE_LANGUAGE;

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/i18n/project.inlang',
			outdir: './src/lib/words/messages',
			strategy: ['globalVariable', 'baseLocale']
		}),
		oneLanguage(language),
		engineParts(),
		sveltekit(),
		forgetGraph
	],
	define: {
		...languageDefine(language),
		__REPORT_ADDRESS__: JSON.stringify(process.env.REPORT_ADDRESS ?? ''),
		__SITE_URL__: JSON.stringify(siteAddress())
	},
	// The codebook, which the worker that reads a reader's files carries with it.
	server: { fs: { allow: ['data'] } },
	build: {
		rolldownOptions: {
			output: {
				advancedChunks: {
					groups: [
						{ name: chunkOf },
						// What files are made of, and the words in them: asked for together, after the page.
						{
							name: 'take',
							test: /node_modules[\\/]papaparse[\\/]|src[\\/]lib[\\/](words[\\/](citation|extract|glossary)|export[\\/](extract|csv|clipboard|values|citation))/
						}
					]
				}
			}
		}
	},
	test: {
		include: ['tests/{unit,engine,charts}/**/*.test.ts'],
		testTimeout: 120_000
	}
});
