// Pages are made for one scope. An address with a query asks for another, so the numbers of the page as served
// stay out of sight until those of the query are drawn. A classic script, because it must run before the first frame.
if (location.search.length > 1) document.documentElement.classList.add('pending');
// Files that the reader keeps on this device are shown in place of the page's own; see src/lib/state/own.svelte.ts.
try {
	if (localStorage.getItem('takedown-ledger-own')) document.documentElement.classList.add('pending');
} catch {
	// No storage, nothing kept.
}
