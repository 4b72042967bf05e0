// Before the first frame: numbers the address does not ask for stay out of sight, and the colours are the reader's.
// See state/own.svelte.ts and state/theme.ts. Every page fetches this file: it is kept short.
const root = document.documentElement;
root.classList.add('alone');
try {
	if (location.search.length > 1 || localStorage.getItem('takedown-ledger-own')) root.classList.add('pending');
	const theme = localStorage.getItem('takedown-ledger-theme');
	if (theme) root.dataset.theme = theme;
} catch {
	// No storage, nothing kept.
}
// Where the page's scripts do not come, the page as served is shown, and says so; one made without scripts waits for none.
const late = () => {
	if (!root.classList.contains('alone') || !document.querySelector('link[rel=modulepreload]')) return;
	root.classList.remove('pending');
	root.classList.add('late');
};
setTimeout(late, 20_000);
addEventListener(
	'error',
	({ target }) => target instanceof HTMLLinkElement && target.rel === 'modulepreload' && late(),
	true
);
addEventListener('unhandledrejection', late);
addEventListener('click', ({ target }) => target.closest('.late-note button') && location.reload());
// The query, which may hold labels of a reader's own files, stays here.
const plain = window.fetch;
window.fetch = (input, init) =>
	plain(typeof input === 'string' ? input.replace(/(\/__data\.json)\?.*/, '$1') : input, init);
// "What this page fetched" lists all requests, not the first 250.
performance.setResourceTimingBufferSize?.(1e4);
