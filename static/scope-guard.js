// Runs before the first frame: until what the address, or this device's store, asks for is drawn, the page's own numbers
// stay out of sight; see src/lib/state/own.svelte.ts. And it is in the colours that the reader chose; see src/lib/state/theme.ts.
try {
	if (location.search.length > 1 || localStorage.getItem('takedown-ledger-own'))
		document.documentElement.classList.add('pending');
	const theme = localStorage.getItem('takedown-ledger-theme');
	if (theme) document.documentElement.dataset.theme = theme;
} catch {
	// No storage, nothing kept.
}
// A page's data is one whatever the query, which may hold labels of a reader's own files: it stays here.
const plain = window.fetch;
window.fetch = (input, init) =>
	plain(typeof input === 'string' ? input.replace(/(\/__data\.json)\?.*/, '$1') : input, init);
// Browsers list 250 requests and drop the rest; "What this page fetched" is to list them all.
performance.setResourceTimingBufferSize?.(1e4);
