// Installs the packages of package-lock.json where they are missing or others; says nothing where they are there.
// Plain Node, no packages: it runs before there are any.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whether every package the lock file asks for here is in node_modules in the version it asks for. */
function isInstalled() {
	const installed = join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(installed)) return false;
	const packages = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages;
	const have = packages(installed);
	return Object.entries(packages(join(root, 'package-lock.json'))).every(
		([path, { version, optional, peer }]) =>
			path === '' || have[path]?.version === version || (!have[path] && (optional || peer))
	);
}

/** @returns {boolean} whether the packages are there now */
export function install() {
	if (isInstalled()) return true;
	console.log('Installing packages …');
	const npm = (/** @type {string[]} */ ...args) =>
		spawnSync('npm', [...args, '--no-audit', '--no-fund'], {
			cwd: root,
			stdio: ['ignore', 'inherit', 'inherit'],
			shell: process.platform === 'win32'
		}).status === 0;
	// A registry that lacks packages for other systems makes `npm ci` take a whole lock file for a broken one.
	return npm('ci') || npm('install', '--no-save');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href && !install()) {
	console.error('The packages could not be installed; what npm said stands above.');
	process.exit(1);
}
