import Papa from 'papaparse';
import type { Codebook, Entry, RequesterEntry } from '#lib/domain/codebook.ts';

/** Languages Google's files have been met in; `other` is one that has not, told by position. */
export const LANGUAGES = ['en', 'fr', 'pt', 'other'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The texts of `data/codebook/*.csv`. */
export interface CodebookTexts {
	products: string;
	reasons: string;
	requesters: string;
	territories: string;
}

/** A codebook file does not read as it should. */
export class CodebookError extends Error {
	constructor(file: string, found: string) {
		super(`${file}: ${found}`);
		this.name = 'CodebookError';
	}
}

function records(text: string, file: string, columns: readonly string[]): Record<string, string>[] {
	const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
	const missing = columns.filter((column) => !meta.fields?.includes(column));
	if (missing.length > 0) throw new CodebookError(file, `no column ${missing.join(', ')}`);
	return data;
}

function entryOf(record: Record<string, string>): Entry {
	return {
		slug: record.slug,
		label: record.label,
		aliases: record.aliases === '' ? [] : record.aliases.split('|')
	};
}

function requesterOf(record: Record<string, string>): RequesterEntry {
	const { branch, before2019 } = record;
	if (branch !== 'court' && branch !== 'other')
		throw new CodebookError('requesters.csv', `${record.slug}: "${branch}" is not a branch`);
	if (before2019 !== 'true' && before2019 !== 'false')
		throw new CodebookError('requesters.csv', `${record.slug}: "${before2019}" is not true or false`);
	return { ...entryOf(record), branch, before2019: before2019 === 'true' };
}

/**
 * The codebook from the texts of its four files.
 * @throws CodebookError naming the file
 */
export function readCodebook(texts: CodebookTexts): Codebook {
	const columns = ['slug', 'label', 'aliases'];
	return {
		products: records(texts.products, 'products.csv', columns).map(entryOf),
		reasons: records(texts.reasons, 'reasons.csv', columns).map(entryOf),
		requesters: records(texts.requesters, 'requesters.csv', [...columns, 'branch', 'before2019']).map(requesterOf),
		territories: records(texts.territories, 'territories.csv', columns).map(entryOf)
	};
}

/** A label as it is compared: one kind of space and of apostrophe, no case. French labels are full of NBSP. */
export function fold(label: string): string {
	return label.normalize('NFC').replace(/\s+/gu, ' ').replaceAll('’', "'").trim().toLowerCase();
}

/** Finds what a label in one of Google's files names. `null`: the codebook does not have it. */
export interface Names {
	product(label: string, language: Language): string | null;
	reason(label: string, language: Language): string | null;
	requester(label: string, language: Language): string | null;
	/** The entry with this slug. */
	slug(dimension: 'requester' | 'product' | 'reason', slug: string): string | null;
	/** The territory of a name. */
	territory(name: string, language: Language): string | null;
	/** The territory of a code, or of a code that Google wrote for it. */
	code(code: string): string | null;
}

/** Labels remembered with what they name: a file repeats some dozens, a broken one may have millions. */
const MEMO = 10_000;

/** Alias prefixes: a language, or `code` for another code of the same territory. */
const PREFIX = /^(fr|pt|code):/;

function index(entries: readonly Entry[], file: string): Map<string, string> {
	const slugs = new Map<string, string>();
	const add = (key: string, slug: string) => {
		const other = slugs.get(key);
		if (other !== undefined && other !== slug)
			throw new CodebookError(file, `"${key}" names both ${other} and ${slug}`);
		slugs.set(key, slug);
	};
	for (const { slug, label, aliases } of entries) {
		add(`en:${fold(label)}`, slug);
		for (const alias of aliases) {
			const prefix = PREFIX.exec(alias)?.[1];
			add(prefix ? `${prefix}:${fold(alias.slice(prefix.length + 1))}` : `en:${fold(alias)}`, slug);
		}
	}
	return slugs;
}

/**
 * The lookup over a codebook. A language's own aliases come before the English ones:
 * the French files' "Google Shopping" is today's Google Product Search.
 * @throws CodebookError when one label names two things in one language
 */
export function namesOf(codebook: Codebook): Names {
	const find = (entries: readonly Entry[], file: string) => {
		const slugs = index(entries, file);
		const found = new Map<string, string | null>();
		return (label: string, language: Language) => {
			const key = `${language}:${label}`;
			let slug = found.get(key);
			if (slug === undefined) {
				const folded = fold(label);
				const tried = language === 'other' ? LANGUAGES : ([language, 'en'] as const);
				slug = tried.map((one) => slugs.get(`${one}:${folded}`)).find((one) => one !== undefined) ?? null;
				if (found.size < MEMO) found.set(key, slug);
			}
			return slug;
		};
	};
	const slugs = {
		requester: new Set(codebook.requesters.map(({ slug }) => slug)),
		product: new Set(codebook.products.map(({ slug }) => slug)),
		reason: new Set(codebook.reasons.map(({ slug }) => slug))
	};
	const codes = new Map(codebook.territories.map(({ slug }) => [slug.toLowerCase(), slug]));
	for (const { slug, aliases } of codebook.territories)
		for (const alias of aliases)
			if (alias.startsWith('code:')) codes.set(alias.slice('code:'.length).toLowerCase(), slug);
	return {
		product: find(codebook.products, 'products.csv'),
		reason: find(codebook.reasons, 'reasons.csv'),
		requester: find(codebook.requesters, 'requesters.csv'),
		territory: find(codebook.territories, 'territories.csv'),
		slug: (dimension, slug) => (slugs[dimension].has(slug) ? slug : null),
		code: (code) => codes.get(code.toLowerCase()) ?? null
	};
}
