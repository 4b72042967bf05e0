// Answers for the site where the network does not, out of what a reader saved on the data page. It is registered there, by a
// press of a button, and nowhere else: see src/lib/state/offline.svelte.ts.
const SCOPE = new URL('./', location.href).pathname;
const CACHES = `takedown-ledger-offline ${SCOPE} `;
/** Stands in a copy that is whole. */
const MARK = `${SCOPE}offline-saved.json`;
/** A network that says nothing for so long is taken for none, and for a while is not waited for again. */
const WAIT = 4000;
const REST = 30_000;

let silentSince = -REST;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (!/^(GET|HEAD)$/.test(request.method) || origin !== location.origin || !pathname.startsWith(SCOPE)) return;
	// A copy being saved, and the question whether there is a newer one, go to the network alone.
	if (request.cache === 'no-store') return;
	// Named after their content: they never change.
	event.respondWith(pathname.startsWith(`${SCOPE}_app/immutable/`) ? savedFirst(request) : networkFirst(request));
});

async function savedFirst(request) {
	return (await saved(request)) ?? fetch(request);
}

async function networkFirst(request) {
	const silent = performance.now() - silentSince < REST;
	const asked = fetch(request);
	const late = new Promise((resolve) => setTimeout(resolve, silent ? 0 : WAIT, null));
	const answer = await Promise.race([asked, late]).catch(() => undefined);
	silentSince = answer === null ? performance.now() : -REST;
	if (answer?.ok) return answer;
	// What comes too late still comes.
	asked.catch(() => {});
	const kept = await saved(request);
	if (kept || request.mode !== 'navigate') return kept ?? asked;
	return asked.catch(async (error) => (await unsaved(request)) ?? Promise.reject(error));
}

/** Copies that are whole, each with its language. */
async function* copies() {
	for (const name of await caches.keys()) {
		if (!name.startsWith(CACHES)) continue;
		const cache = await caches.open(name);
		if (await cache.match(MARK)) yield [cache, name.slice(CACHES.length).split(' ')[0]];
	}
}

/** The saved file that an address means, whatever its query. */
async function saved(request) {
	const path = new URL(request.url).pathname.replace(/\/index\.html$/, '/');
	for await (const [cache] of copies()) {
		const found = (await cache.match(path)) ?? (await cache.match(`${path}/`));
		if (found) return request.method === 'HEAD' ? new Response(null, found) : found;
	}
	return undefined;
}

/** Says that a page is in no copy: in the page's language where a copy is of it, or else in another's. */
async function unsaved(request) {
	let said;
	for await (const [cache, lang] of copies()) {
		const own = new URL(request.url).pathname.startsWith(`${SCOPE}${lang}/`);
		if (!said || own) said = (await cache.match(`${SCOPE}${lang}/unsaved.html`)) ?? said;
	}
	return said && new Response(said.body, { status: 504, headers: said.headers });
}
