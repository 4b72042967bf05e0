import adapter from '@sveltejs/adapter-static';
import settings from './src/i18n/project.inlang/settings.json' with { type: 'json' };
import { POLICY } from './src/policy.js';

/** Each language's build has a folder of its own; src/site.build.mjs joins them. */
const build = process.env.BUILD_DIR ?? 'build';

/** The one language of this build; none while developing, when all are there. */
const language = process.env.SITE_LANGUAGE;
/** The first language's build makes what is of no language as well. */
const makesAll = !language || language === settings.baseLocale;
/** @param {string} path below the base */
const isOthers = (path) =>
	settings.locales.some((other) => other !== language && (path === `/${other}` || path.startsWith(`/${other}/`)));

/** @type {import('@sveltejs/kit').Config} */
const config = {
	kit: {
		adapter: adapter({ pages: build, assets: build, strict: makesAll }),
		outDir: process.env.BUILD_DIR ? `${build}.kit` : '.svelte-kit',
		...(process.env.SITE_VERSION && { version: { name: process.env.SITE_VERSION } }),
		paths: { base: process.env.BASE_PATH ?? '', relative: true },
		prerender: {
			handleMissingId: 'warn',
			// Links to the other languages' pages, which their own builds make.
			handleHttpError: ({ path, message }) => {
				if (!language || !isOthers(path.slice((process.env.BASE_PATH ?? '').length))) throw new Error(message);
			},
			// What must name the site's own address is left out where none was told; any other page left out is a mistake.
			handleUnseenRoutes: process.env.SITE_URL && makesAll ? 'fail' : 'ignore'
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
