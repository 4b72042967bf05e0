// Serves the built site on this machine: `npm start` builds it first.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const PORT = 4173;
const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'build');
if (!existsSync(folder)) {
	console.error('There is no built site: run "npm run build" first.');
	process.exit(1);
}
const base = process.env.BASE_PATH ?? '';
const nowhere = readFileSync(join(folder, '404.html'));
const files = sirv(folder, { etag: true });
createServer((request, response) => {
	const missing = () => void response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(nowhere);
	if (!request.url?.startsWith(`${base}/`)) return missing();
	request.url = request.url.slice(base.length);
	files(request, response, missing);
}).listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}${base}/`));
