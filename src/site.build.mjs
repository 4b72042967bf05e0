// Builds the site: `npm run build`, or `npm run build -- en` for some languages alone. Each language is a build of its own, so
// that no page carries another's words; the first also makes what is of no language. They are joined into one folder.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const settings = JSON.parse(readFileSync(join(root, 'src/i18n/project.inlang/settings.json'), 'utf8'));

/** Every language, the first one first. @type {string[]} */
export const LANGUAGES = settings.locales;

/**
 * Runs a program of node_modules; what it prints is shown, or kept for the error.
 * @param {string} name @param {string[]} args @param {Record<string, string>} env @param {boolean} quiet
 * @returns {Promise<void>}
 */
function run(name, args, env, quiet) {
	return new Promise((resolve, reject) => {
		const child = spawn(join(root, 'node_modules', '.bin', name), args, {
			cwd: root,
			env: { ...process.env, ...env },
			stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
			shell: process.platform === 'win32'
		});
		/** @type {Buffer[]} */
		const said = [];
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => said.push(data));
		child.on('error', reject);
		child.on('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`${name} ${args.join(' ')}\n${Buffer.concat(said)}`))
		);
	});
}

/**
 * @param {{ folder?: string, languages?: string[], env?: Record<string, string>, quiet?: boolean }} [options] `folder` below
 * the project's own; `env` as for Vite: BASE_PATH, SITE_URL, REPORT_ADDRESS
 */
export async function buildSite({ folder = 'build', languages = LANGUAGES, env = {}, quiet = false } = {}) {
	const part = (/** @type {string} */ language) => `${folder}.${language}`;
	// One name for the version in all parts: they are one site.
	const shared = { ...env, SITE_VERSION: String(Date.now()) };
	const build = (/** @type {string} */ language) =>
		run('vite', ['build'], { ...shared, SITE_LANGUAGE: language, BUILD_DIR: part(language) }, quiet);
	// Types of the routes, which Vite asks for wherever the build goes.
	await run('svelte-kit', ['sync'], { BUILD_DIR: '' }, quiet);
	// The first compiles the messages, which the others read.
	const [first, ...others] = languages;
	await build(first);
	await Promise.all(others.map(build));
	rmSync(join(root, folder), { recursive: true, force: true });
	mkdirSync(join(root, folder), { recursive: true });
	for (const language of languages) cpSync(join(root, part(language)), join(root, folder), { recursive: true });
	await run(
		'tsx',
		['src/lib/offline/offline.build.ts', folder, ...languages.map((language) => `${language}=${part(language)}`)],
		env,
		quiet
	);
	for (const language of languages)
		for (const made of [part(language), `${part(language)}.kit`]) rmSync(join(root, made), { recursive: true });
	if (!existsSync(join(root, folder, first, 'index.html'))) throw new Error(`${folder} has no page in ${first}`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	const languages = process.argv.slice(2);
	const unknown = languages.filter((language) => !LANGUAGES.includes(language));
	if (unknown.length > 0) {
		console.error(`No such language: ${unknown.join(', ')}. There are: ${LANGUAGES.join(', ')}.`);
		process.exit(2);
	}
	const folder = process.env.BUILD_DIR;
	// Its parts, and Kit's own files, are made beside it, where they find the packages.
	if (folder && isAbsolute(folder)) {
		console.error(`BUILD_DIR names a folder below the project, such as "build", not ${folder}.`);
		process.exit(2);
	}
	await buildSite({ ...(folder && { folder }), ...(languages.length > 0 && { languages }) }).catch((error) => {
		console.error(error.message);
		process.exit(1);
	});
}
