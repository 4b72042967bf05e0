// Everything that is tested, in one run: `npm test`, or `npm test -- unit e2e` for some parts.
// A part that fails does not stop the next; the last line counts them all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../src/install.build.mjs';
import { buildSite, LANGUAGES } from '../src/site.build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, 'test-results');
const totals = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs a program with its output on show. `true` when it ended well.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function run(command, args, env = {}) {
	const { status, error } = spawnSync(command, args, {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32'
	});
	if (error) console.error(String(error));
	return status === 0;
}
const bin = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name);
const heading = (/** @type {string} */ text) => console.log(`\n=== ${text} ===\n`);

/** @param {{ passed?: number, failed?: number, skipped?: number }} count */
function count({ passed = 0, failed = 0, skipped = 0 }) {
	totals.passed += passed;
	totals.failed += failed;
	totals.skipped += skipped;
}

/** A part that counts as one check. @param {boolean} ok */
function check(ok) {
	count(ok ? { passed: 1 } : { failed: 1 });
	console.log(ok ? 'ok' : 'FAILED');
}

/** A part that wrote a report; without a report it has failed. @param {string} file @param {boolean} ok @param {(report: any) => typeof totals} read */
function report(file, ok, read) {
	const found = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 };
	// A file that can't be loaded, or a server that can't start, fails the run without a failed test.
	if (!ok && found.failed === 0) found.failed = 1;
	count(found);
}

/** Where a browser is; none is a failure of the browser tests only. */
function findBrowser() {
	const places = [
		process.env.CHROMIUM_PATH,
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/opt/google/chrome/chrome',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
	];
	return places.find((place) => place && existsSync(place));
}

/** @returns {Record<string, string> | null} the environment that names the browser; empty for Playwright's own */
function browser() {
	const found = findBrowser();
	if (found) return { CHROMIUM_PATH: found };
	if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
		console.log('No browser found; installing the chromium package …');
		const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
		run('apt-get', ['update', '-qq'], quiet) && run('apt-get', ['install', '-y', '-qq', 'chromium'], quiet);
		// Ubuntu's package of that name may only point at a snap.
		const installed = findBrowser();
		if (installed && spawnSync(installed, ['--version'], { stdio: 'ignore' }).status === 0)
			return { CHROMIUM_PATH: installed };
	}
	console.log('No browser found; installing the one of Playwright …');
	return run(bin('playwright'), ['install', 'chromium']) ? { CHROMIUM_PATH: '' } : null;
}

/** Addresses the browser tests ask for: once under a path with all that can be set, once plain and in one language. */
const SITES = {
	ledger: {
		BASE_PATH: '/ledger',
		REPORT_ADDRESS: 'mailto:errors@ledger.example',
		SITE_URL: 'https://ledger.example/ledger/',
		languages: LANGUAGES
	},
	plain: { BASE_PATH: '', REPORT_ADDRESS: '', SITE_URL: '', languages: LANGUAGES.slice(0, 1) }
};

/** @type {Record<string, () => void | Promise<void>>} */
const parts = {
	types() {
		heading('Types');
		check(run('npm', ['run', '--silent', 'check']));
	},
	lint() {
		heading('Lint');
		check(run(bin('oxlint'), ['--deny-warnings']));
	},
	format() {
		heading('Format');
		check(run(bin('prettier'), ['--check', '--log-level', 'warn', '.']));
	},
	unit() {
		heading('Unit, engine and chart tests');
		if (!existsSync(join(root, '../shared/data/google')))
			console.log('../shared/data/google is not here: tests that read the collected files are skipped.\n');
		const file = join(results, 'vitest.json');
		const args = [
			'run',
			'--reporter=default',
			'--reporter=json',
			'--teardownTimeout=1000',
			`--outputFile.json=${file}`
		];
		const ok = run(bin('vitest'), args);
		report(file, ok, (report) => {
			const unloaded = report.testResults.filter(
				(/** @type {any} */ suite) => suite.status === 'failed' && suite.assertionResults.length === 0
			);
			return {
				passed: report.numPassedTests,
				failed: report.numFailedTests + unloaded.length,
				skipped: report.numPendingTests + report.numTodoTests
			};
		});
	},
	async e2e() {
		heading('Site for the browser tests');
		for (const [name, { languages, ...env }] of Object.entries(SITES)) {
			try {
				await buildSite({ folder: `test-results/site/${name}`, languages, env, quiet: true });
			} catch (error) {
				console.error(String(error));
				return check(false);
			}
			console.log(`built for ${env.BASE_PATH || '/'}`);
		}
		heading('Browser tests');
		const chromium = browser();
		if (!chromium) {
			console.log('No browser could be installed.');
			return check(false);
		}
		const file = join(results, 'playwright.json');
		const args = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'];
		const ok = run(bin('playwright'), args, { ...chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file, FORCE_COLOR: '0' });
		report(file, ok, ({ stats, errors }) => ({
			passed: stats.expected + stats.flaky,
			failed: stats.unexpected + (errors.length > 0 && stats.unexpected === 0 ? 1 : 0),
			skipped: stats.skipped
		}));
	}
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
	console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
	process.exit(2);
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
if (install()) for (const name of asked.length > 0 ? asked : Object.keys(parts)) await parts[name]();
else {
	console.error('The packages could not be installed; what npm said stands above.');
	count({ failed: 1 });
}

const { passed, failed, skipped } = totals;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
