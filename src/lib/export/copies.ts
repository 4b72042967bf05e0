/** Files that hold the site, or Kazakhstan of it, for readers without it. */
export const COPIES = ['single', 'folder'] as const;

export type Copy = (typeof COPIES)[number];

/** What a page says of a copy. */
export interface CopyFacts {
	copy: Copy;
	name: string;
	size: string;
	sha256: string;
}

export function copyName(copy: Copy, edition: string, lang: string): string {
	return copy === 'single'
		? `takedown-ledger-kazakhstan-${edition}-${lang}.html`
		: `takedown-ledger-${edition}-${lang}.zip`;
}

/** Stands in a page for what is known once the copies are made, after all pages: `src/lib/offline/fill.build.ts` puts it in. */
export function unfilled(copy: Copy, fact: 'size' | 'sha256'): string {
	return `unfilled-${copy}-${fact}`;
}

export function unfilledFacts(edition: string, lang: string): CopyFacts[] {
	return COPIES.map((copy) => ({
		copy,
		name: copyName(copy, edition, lang),
		size: unfilled(copy, 'size'),
		sha256: unfilled(copy, 'sha256')
	}));
}
