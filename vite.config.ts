import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/i18n/project.inlang',
			outdir: './src/lib/words/messages',
			strategy: ['url', 'globalVariable', 'baseLocale']
		}),
		sveltekit()
	],
	define: { __REPORT_ADDRESS__: JSON.stringify(process.env.REPORT_ADDRESS ?? '') },
	test: {
		include: ['tests/{unit,engine,charts}/**/*.test.ts'],
		testTimeout: 120_000
	}
});
