import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.csv': 'text/csv',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.wasm': 'application/wasm',
	'.woff2': 'font/woff2'
};

export interface Served {
	address: string;
	close: () => void;
}

async function fileOf(folders: readonly string[], path: string): Promise<string | null> {
	for (const folder of folders) {
		const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
		const isFile = await stat(file).then(
			(found) => found.isFile(),
			() => false
		);
		if (isFile) return file;
	}
	return null;
}

/** Serves folders as one site, the first that has a file; gzip, made once per file, as hosts of static files do. */
export async function serve(...folders: string[]): Promise<Served> {
	const bodies = new Map<string, Promise<Buffer>>();
	const bodyOf = (file: string) => {
		let body = bodies.get(file);
		const plain = file.endsWith('.woff2');
		if (!body) bodies.set(file, (body = readFile(file).then((bytes) => (plain ? bytes : promisify(gzip)(bytes)))));
		return body;
	};
	const server = createServer(async (request, response) => {
		const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname));
		const file = await fileOf(folders, path);
		if (!file) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
		const body = await bodyOf(file);
		response.writeHead(200, {
			'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
			'content-length': body.length,
			...(file.endsWith('.woff2') ? {} : { 'content-encoding': 'gzip' })
		});
		response.end(request.method === 'HEAD' ? undefined : body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}
