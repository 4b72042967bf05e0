import type { Codebook, Entry, RequesterEntry } from '#lib/domain/codebook.ts';
import { fold } from './codebook.ts';

type Dimension = 'requester' | 'product' | 'reason';

/** `Web Fonts` becomes `web-fonts`: letters of any script, in lower case, as an address writes them. */
function slugOf(label: string): string {
	const slug = fold(label)
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 60);
	return slug || 'unnamed';
}

/** New labels of a dimension that are kept: more are no labels, but a file gone wrong. */
const MOST = 500;

/** What the codebook does not know and a reader's files name: kept as it stands, under a slug of its own. */
export class AddedNames {
	readonly #codebook: Codebook;
	readonly #entries: Record<Dimension, Map<string, Entry>> = {
		requester: new Map(),
		product: new Map(),
		reason: new Map()
	};
	readonly #territories = new Map<string, Entry>();
	readonly #taken: Record<Dimension | 'territory', Set<string>>;
	/** Those that a line which was taken names. */
	readonly #kept = new Set<string>();
	readonly #known = new Map<string, string>();

	constructor(codebook: Codebook) {
		this.#codebook = codebook;
		const slugs = (entries: readonly Entry[]) => new Set(entries.map(({ slug }) => slug));
		this.#taken = {
			requester: slugs(codebook.requesters),
			product: slugs(codebook.products),
			reason: slugs(codebook.reasons),
			// An address says `world` for all territories.
			territory: slugs(codebook.territories).add('WORLD')
		};
	}

	/** `null` when there are too many to be labels. */
	label(dimension: Dimension, label: string): string | null {
		const key = `${dimension}\n${label}`;
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const entries = this.#entries[dimension];
		const folded = fold(label);
		if (entries.size >= MOST && !entries.has(folded)) return null;
		const entry = entries.get(folded) ?? {
			slug: this.#free(dimension, slugOf(label)),
			label: label.replace(/\s+/gu, ' ').trim().slice(0, 200),
			aliases: []
		};
		entries.set(folded, entry);
		this.#known.set(key, entry.slug);
		return entry.slug;
	}

	/** A territory by its code, or, without one, by its name; `null` when the line names neither, or there are too many. */
	territory(code: string, name: string): string | null {
		const named = code || name;
		// A code is two or three letters, or the name itself, as Europol's is: anything else is a column in another's place.
		if (named === '' || (code !== '' && !/^[a-z]{2,3}$/i.test(code) && fold(code) !== fold(name))) return null;
		const folded = fold(named);
		if (this.#territories.size >= MOST && !this.#territories.has(folded)) return null;
		const entry = this.#territories.get(folded) ?? {
			slug: this.#free('territory', slugOf(named).toUpperCase()),
			label: (name || code).slice(0, 200),
			aliases: []
		};
		this.#territories.set(folded, entry);
		return entry.slug;
	}

	/** A line with this label was taken: the label stays. */
	keep(dimension: Dimension | 'territory', slug: string): void {
		this.#kept.add(`${dimension} ${slug}`);
	}

	#free(dimension: Dimension | 'territory', slug: string): string {
		const taken = this.#taken[dimension];
		let free = slug;
		for (let n = 2; taken.has(free); n++) free = `${slug}-${n}`;
		taken.add(free);
		return free;
	}

	/** The codebook with what was added. Of a new requester it is not known to which branch of the state it belongs. */
	codebook(): Codebook {
		const { products, reasons, requesters, territories } = this.#codebook;
		const kept = (dimension: Dimension | 'territory', entries: Iterable<Entry>) =>
			[...entries].filter(({ slug }) => this.#kept.has(`${dimension} ${slug}`));
		const added = (dimension: Dimension) => kept(dimension, this.#entries[dimension].values());
		return {
			products: [...products, ...added('product')],
			reasons: [...reasons, ...added('reason')],
			requesters: [
				...requesters,
				...added('requester').map((entry): RequesterEntry => ({ ...entry, branch: null, before2019: false }))
			],
			territories: [...territories, ...kept('territory', this.#territories.values())]
		};
	}
}
