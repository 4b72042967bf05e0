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
				// What every page runs on comes as one file: thirty small ones cost their headers, and compress worse.
				advancedChunks: {
					groups: [
						{
							name: 'base',
							test: /node_modules[\\/](svelte|@sveltejs|esm-env|clsx|devalue|d3-[a-z]+|internmap)[\\/]|src[\\/]lib[\\/](domain|words|charts|state|ingest)[\\/](?!messages|files\.|lack|lists|partial|remedy|fileReading|store|browser|compar|peers|dots|event|limits|open|worker|notices|engine\.|moved|waterfall|sql|citation|picture|fonts|extract|hash|method)|messages[\\/]explorer_|src[\\/]lib[\\/]ui[\\/](?!Method|File[sP]|Report|DropZone|Reading|Own|FigureRows|FigureDialog|[A-Za-z]+Form|Compare|EventList|Moved|Sql)/
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
