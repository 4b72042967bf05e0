import type { Branch } from './row.ts';

/** One named thing of a dimension: slug, label, and every label Google has given it in any file. */
export interface Entry {
	slug: string;
	label: string;
	/** Google's own name, where `label` is in another language than English. */
	google?: string;
	aliases: string[];
}

export interface RequesterEntry extends Entry {
	/** `null`: a class the codebook does not know, met in a reader's own files. */
	branch: Branch | null;
	/** `true` for the two classes that stand alone to 2018H2. */
	before2019: boolean;
}

/** The names the files use, read from `data/codebook`. Passed in; the domain reads no file. */
export interface Codebook {
	products: Entry[];
	reasons: Entry[];
	requesters: RequesterEntry[];
	territories: Entry[];
}

/** Requesters a filter value stands for: a class of before 2019 takes in the detailed classes that follow it. */
export function expandRequesters(codebook: Codebook, slugs: readonly string[]): string[] {
	const wanted = new Set<string>();
	for (const slug of slugs) {
		const entry = codebook.requesters.find((requester) => requester.slug === slug);
		if (!entry) continue;
		wanted.add(slug);
		if (entry.before2019 && entry.branch !== null)
			for (const other of codebook.requesters) if (other.branch === entry.branch) wanted.add(other.slug);
	}
	return [...wanted].sort();
}

/** Google's own name is there where the label is in another language. */
type Named = [slug: string, label: string, google?: string];

/** The names alone, as a page carries them: aliases are for reading Google's files. */
export interface PackedCodebook {
	products: Named[];
	reasons: Named[];
	requesters: [branch: Branch | null, before2019: boolean, ...Named][];
	territories: Named[];
}

export function packed({ products, reasons, requesters, territories }: Codebook): PackedCodebook {
	const named = ({ slug, label, google }: Entry): Named =>
		google === undefined || google === label ? [slug, label] : [slug, label, google];
	return {
		products: products.map(named),
		reasons: reasons.map(named),
		requesters: requesters.map((entry) => [entry.branch, entry.before2019, ...named(entry)]),
		territories: territories.map(named)
	};
}

export function unpacked({ products, reasons, requesters, territories }: PackedCodebook): Codebook {
	const named = ([slug, label, google]: Named): Entry => ({ slug, label, google: google ?? label, aliases: [] });
	return {
		products: products.map(named),
		reasons: reasons.map(named),
		requesters: requesters.map(([branch, before2019, ...entry]) => ({ ...named(entry), branch, before2019 })),
		territories: territories.map(named)
	};
}
