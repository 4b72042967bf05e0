// Runs before the first frame: until what the address, or this device's store, asks for is drawn, the page's own numbers
// stay out of sight; see src/lib/state/own.svelte.ts. And it is in the colours that the reader chose; see src/lib/state/theme.ts.
const root = document.documentElement;
root.classList.add('alone');
try {
	if (location.search.length > 1 || localStorage.getItem('takedown-ledger-own')) root.classList.add('pending');
	const theme = localStorage.getItem('takedown-ledger-theme');
	if (theme) root.dataset.theme = theme;
} catch {
	// No storage, nothing kept.
}
// Where the page's scripts do not come, nobody will apply what was asked for: the page as served is shown, and says so.
// A page made without scripts waits for none.
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
// A page's data is one whatever the query, which may hold labels of a reader's own files: it stays here.
const plain = window.fetch;
window.fetch = (input, init) =>
	plain(typeof input === 'string' ? input.replace(/(\/__data\.json)\?.*/, '$1') : input, init);
// Browsers list 250 requests and drop the rest; "What this page fetched" is to list them all.
performance.setResourceTimingBufferSize?.(1e4);
