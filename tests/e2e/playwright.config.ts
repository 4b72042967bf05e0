import { defineConfig } from '@playwright/test';

/** Nothing but the site under test can be reached, and nothing is asked for that the page did not ask for. */
export const BROWSER_ARGS = [
	'--no-sandbox',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-features=OptimizationHints,MediaRouter,Translate'
];

const browser = (...args: string[]) => ({
	executablePath: process.env.CHROMIUM_PATH || undefined,
	args: [...BROWSER_ARGS, ...args]
});

/** What must hold where WebAssembly is off: filters, files, pictures, links, and every page that counts. */
const WITHOUT_WASM = /(cite|image|jitless|rows)\.spec\.ts/;

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results/playwright',
	globalSetup: './serve.ts',
	workers: 2,
	fullyParallel: true,
	forbidOnly: true,
	// Long, because DuckDB's module is compiled on two cores beside another test; no test is about time.
	timeout: 90_000,
	expect: { timeout: 10_000 },
	// Two browsers share two cores with whatever else runs: one that is late once is tried again, and named as flaky.
	retries: 1,
	reporter: 'list',
	use: {
		viewport: { width: 1280, height: 900 },
		locale: 'en-GB',
		actionTimeout: 10_000,
		launchOptions: browser(),
		screenshot: 'only-on-failure'
	},
	projects: [
		{ name: 'chromium', testIgnore: '**/jitless.spec.ts' },
		{
			name: 'jitless',
			testMatch: WITHOUT_WASM,
			grepInvert: /@wasm/,
			// Without its compilers the browser has no WebAssembly either.
			use: { launchOptions: browser('--js-flags=--jitless') }
		}
	]
});
