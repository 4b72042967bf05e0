import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/** The address the site will be served from, which what leaves it must name; said once where there is none. */
function siteAddress(): string {
	const given = process.env.SITE_URL;
	if (!given) {
		if (process.argv.includes('build') && !process.env.SITE_URL_MISSING)
			console.warn('SITE_URL is not set: no canonical address, sitemap or preview picture is made.');
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
	/runtime\/client\/entry\.js$/,
	/src\/routes\/\+layout\.svelte$/,
	/src\/routes\/\[lang=lang\]\/\+layout\.svelte$/,
	/src\/routes\/\[lang=lang\]\/\+page\.svelte$/,
	/src\/lib\/ui\/Explorer\.svelte$/
];
const needed = new Set<string>();

/** Whether the explorer imports a module, at whatever remove; what it fetches later is its own. Messages go where they are used. */
function explorerNeeds(id: string, moduleOf: (id: string) => { importedIds: readonly string[] } | null): boolean {
	const add = (module: string) => {
		if (needed.has(module)) return;
		needed.add(module);
		for (const imported of moduleOf(module)?.importedIds ?? []) add(imported);
	};
	if (ROOTS.some((root) => root.test(id))) add(id);
	return needed.has(id) && (!/words\/messages\/messages\//.test(id) || /messages\/explorer_/.test(id));
}

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/i18n/project.inlang',
			outdir: './src/lib/words/messages',
			strategy: ['globalVariable', 'baseLocale']
		}),
		sveltekit()
	],
	define: {
		__REPORT_ADDRESS__: JSON.stringify(process.env.REPORT_ADDRESS ?? ''),
		__SITE_URL__: JSON.stringify(siteAddress())
	},
	// The codebook, which the worker that reads a reader's files carries with it.
	server: { fs: { allow: ['data'] } },
	build: {
		rolldownOptions: {
			output: {
				// What the explorer runs on comes as one file: thirty small ones cost their headers, and compress worse.
				advancedChunks: {
					groups: [{ name: (id, { getModuleInfo }) => (explorerNeeds(id, getModuleInfo) ? 'base' : null) }]
				}
			}
		}
	},
	test: {
		include: ['tests/{unit,engine,charts}/**/*.test.ts'],
		testTimeout: 120_000
	}
});
