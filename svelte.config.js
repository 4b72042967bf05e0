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
			// What must name the site's own address is left out where none was told; any other page left out is a mistake.
			handleUnseenRoutes: ({ message }) => {
				if (process.env.SITE_URL) throw new Error(message);
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
				// Embeds are shown as others will see them.
				'frame-src': ['self'],
				'worker-src': ['self', 'blob:'],
				'base-uri': ['none'],
				// "Check a number" is a plain form that asks for a page of this site.
				'form-action': ['self'],
				'object-src': ['none']
			}
		},
		typescript: {
			config: (tsconfig) => ({ ...tsconfig, include: [...tsconfig.include, '../tests/**/*.ts'] })
		}
	}
};

export default config;
