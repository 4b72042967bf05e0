import { heldCatalog, heldTexts } from './held.server.ts';

/** Kazakhstan's rows of the newest edition, as text: what a page shows before anything is fetched. */
export function homeSource() {
	const [{ edition }] = heldCatalog().editions;
	const territory = 'KZ';
	return { edition, territory, tables: heldTexts(edition, territory) };
}
