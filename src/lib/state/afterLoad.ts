/** Runs once the page and all it asked for have arrived; returns what calls it off. For what can wait. */
export function afterLoad(run: () => void): () => void {
	if (document.readyState === 'complete') run();
	else addEventListener('load', run, { once: true });
	return () => removeEventListener('load', run);
}
