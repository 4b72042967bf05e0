import adapter from '@sveltejs/adapter-static';

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
			// The feed is made only where the site's address is known; the route says so.
			handleUnseenRoutes: ({ routes, message }) => {
				if (routes.some((route) => route !== '/[feed=feed].xml')) throw new Error(message);
			}
		},
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', 'wasm-unsafe-eval'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'worker-src': ['self', 'blob:'],
				'base-uri': ['none'],
				'form-action': ['none'],
				'object-src': ['none']
			}
		},
		typescript: {
			config: (tsconfig) => ({ ...tsconfig, include: [...tsconfig.include, '../tests/**/*.ts'] })
		}
	}
};

export default config;
