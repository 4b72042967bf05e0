import adapter from '@sveltejs/adapter-static';
import { POLICY } from './src/policy.js';

/** The browser tests build into a folder of their own. */
const build = process.env.BUILD_DIR ?? 'build';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	kit: {
		adapter: adapter({ pages: build, assets: build, strict: true }),
		outDir: process.env.BUILD_DIR ? `${build}.kit` : '.svelte-kit',
		paths: { base: process.env.BASE_PATH ?? '', relative: true },
		prerender: {
			handleMissingId: 'warn',
			// What must name the site's own address is left out where none was told; any other page left out is a mistake.
			handleUnseenRoutes: process.env.SITE_URL ? 'fail' : 'ignore'
		},
		csp: {
			mode: 'hash',
			directives: POLICY
		},
		typescript: {
			config: (tsconfig) => ({ ...tsconfig, include: [...tsconfig.include, '../tests/**/*.ts'] })
		}
	}
};

export default config;
