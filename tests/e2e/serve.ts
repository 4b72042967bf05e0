import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import sirv from 'sirv';

const SITES = join(import.meta.dirname, '../../test-results/site');
const COMPRESSED = /\.(html|js|css|json|csv|svg|txt|wasm)$/;
/** What a page is made of goes by Brotli; the engine and the tables by gzip, which is made in a moment. */
const BROTLI = /\.(html|js|css|svg)$/;

const made = new Map<string, Promise<void>>();

/** Compressed once and kept beside the file, as hosts of static files do, so that bytes counted are bytes carried. */
function compress(file: string): Promise<void> {
	let one = made.get(file);
	if (!one) {
		const write = async (ending: string, pack: (content: Buffer) => Promise<Buffer>) => {
			if (existsSync(file + ending)) return;
			// Several processes serve the same folder: each file appears whole.
			const own = `${file}${ending}.${process.pid}`;
			await writeFile(own, await pack(await readFile(file)));
			await rename(own, file + ending);
		};
		one = (async () => {
			await write('.gz', promisify(gzip));
			if (BROTLI.test(file)) await write('.br', promisify(brotliCompress));
		})();
		made.set(file, one);
	}
	return one;
}

/**
 * Serves a built site under a path, and nothing beside it.
 * @param instead what is served in the place of a file, by its path below the base
 */
export async function serve(
	name: string,
	base: string,
	instead: Map<string, string> = new Map()
): Promise<[address: string, close: () => void]> {
	const folder = join(SITES, name);
	const files = sirv(folder, { dev: true, gzip: true, brotli: true, etag: true });
	const server = createServer((request, response) => {
		const page = join(folder, '404.html');
		const missing = () =>
			void readFile(page).then((content) =>
				response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(content)
			);
		if (!request.url?.startsWith(`${base}/`)) return missing();
		request.url = request.url.slice(base.length);
		// A folder's address ends in a slash; hosts lead there.
		const [path, query] = request.url.split(/(?=\?)/);
		const other = instead.get(path.slice(1));
		if (other !== undefined) {
			const type = path.endsWith('/') ? 'text/html' : 'application/json';
			return response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(other);
		}
		const asked = join(folder, decodeURIComponent(path));
		if (!path.endsWith('/') && existsSync(join(asked, 'index.html')))
			return response.writeHead(301, { location: `${base}${path}/${query ?? ''}` }).end();
		const file = path.endsWith('/') ? join(asked, 'index.html') : asked;
		const whole = COMPRESSED.test(file) && existsSync(file) ? compress(file) : Promise.resolve();
		void whole.then(() => files(request, response, missing));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return [
		`http://127.0.0.1:${(server.address() as AddressInfo).port}${base}/`,
		() => {
			server.close();
			server.closeAllConnections();
		}
	];
}

/** Started once for all tests; their addresses are in the environment. */
export default async function setup(): Promise<() => void> {
	for (const name of ['ledger', 'plain']) {
		const folder = join(SITES, name);
		if (!existsSync(folder)) throw new Error(`No site in ${folder}: run "npm test -- e2e", which builds it.`);
	}
	const [ledger, closeLedger] = await serve('ledger', '/ledger');
	const [plain, closePlain] = await serve('plain', '');
	process.env.LEDGER_SITE = ledger;
	process.env.PLAIN_SITE = plain;
	return () => {
		closeLedger();
		closePlain();
	};
}
