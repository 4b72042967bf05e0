import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/i18n/project.inlang',
			outdir: './src/lib/words/messages',
			strategy: ['globalVariable', 'baseLocale']
		}),
		sveltekit()
	],
	define: { __REPORT_ADDRESS__: JSON.stringify(process.env.REPORT_ADDRESS ?? '') },
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
							test: /node_modules[\\/](svelte|@sveltejs|esm-env|clsx|devalue|d3-[a-z]+|internmap)[\\/]|src[\\/]lib[\\/](domain|words|charts|state|ingest)[\\/](?!messages|files\.|lack|lists|partial|remedy|fileReading|store|browser|compar|peers|dots|event|limits|open|worker|notices|engine\.|moved|waterfall|sql|citation|extract|hash|method|glossary)|messages[\\/]explorer_|src[\\/]lib[\\/]ui[\\/](?!Method|File[sP]|Report|DropZone|Reading|Own|FigureRows|FigureDialog|[A-Za-z]+Form|Compare|EventList|Moved|Sql|Data)/
						},
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
