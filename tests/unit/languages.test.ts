import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { heldCatalog, heldCodebook, heldEvents } from '#lib/ingest/held.server.ts';
import { heldWords } from '#lib/ingest/words.server.ts';
import { LANGUAGES } from '#lib/words/language.ts';

type Variants = { declarations: string[]; selectors: string[]; match: Record<string, string> }[];
type Message = string | Variants;

const catalogue = (lang: string): Record<string, Message> => {
	const { $schema: _, ...messages } = JSON.parse(readFileSync(`src/i18n/messages/${lang}.json`, 'utf8'));
	return messages;
};
const english = catalogue('en');
const others = LANGUAGES.filter((lang) => lang !== 'en').map((lang) => ({ lang, messages: catalogue(lang) }));

const textsOf = (message: Message) =>
	typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
const parametersOf = (message: Message) =>
	[...new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)))].sort();

/** A letter of a Latin word joined to one of a Cyrillic word: one of the two is another letter than it looks. */
const MIXED = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;

/** Equal to the English text for a reason: names, codes, signs; and what is made of parameters alone. */
const SAME_EVERYWHERE = new Set([
	'site_name',
	'figure_head',
	'division_head',
	...LANGUAGES.flatMap((lang) => [`chooser_${lang}`, `missing_${lang}`]),
	'number_group',
	'percent',
	'lane_withheld',
	'lane_unknown',
	'method_source_google',
	'method_source_sha',
	'method_guard_signs',
	'report_sha',
	'extract_sha256',
	'sql',
	'sql_null',
	'csv',
	'extract_format_json',
	'data_json',
	'embed_way_wordpress',
	'data_read_sheets',
	'data_read_excel',
	'check_example_count'
]);
const hasWords = (text: string) => /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, ''));

const isSentence = (text: string) => text.split(' ').filter(hasWords).length > 3;

describe.each(others)('$lang catalogue', ({ lang, messages }) => {
	test('has every key, and no other', () => {
		expect(Object.keys(messages)).toEqual(Object.keys(english));
	});

	const keys = Object.keys(english);

	test('no text is empty, and none has letters of two scripts in a word', () => {
		const texts = keys.flatMap((key) => textsOf(messages[key]).map((text) => ({ key, text })));
		expect(texts.filter(({ text }) => text === '' || MIXED.test(text))).toEqual([]);
	});

	test('each text has the parameters of the English one', () => {
		const of = (catalogue: Record<string, Message>) => keys.map((key) => [key, parametersOf(catalogue[key])]);
		expect(of(messages)).toEqual(of(english));
	});

	test('what depends on a number has a text for each form the language has', () => {
		const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories.map((form) => `plural=${form}`);
		for (const key of keys) {
			const [here, there] = [messages[key], english[key]];
			expect(typeof here, key).toBe(typeof there);
			if (typeof here === 'string' || typeof there === 'string') continue;
			here.forEach(({ declarations, selectors, match }, i) => {
				expect({ declarations, selectors }, key).toEqual({
					declarations: there[i].declarations,
					selectors: there[i].selectors
				});
				if (selectors.join() === 'plural') expect(Object.keys(match).sort(), key).toEqual(forms.toSorted());
			});
		}
	});

	test('no text is the English one, but for names, codes and signs', () => {
		const same = keys.filter((key) => JSON.stringify(messages[key]) === JSON.stringify(english[key]));
		expect(same.filter((key) => !SAME_EVERYWHERE.has(key) && textsOf(english[key]).some(hasWords))).toEqual([]);
	});

	test('no sentence is that of a third language', () => {
		for (const other of others.filter((other) => other.lang !== lang)) {
			const same = keys.filter((key) => JSON.stringify(messages[key]) === JSON.stringify(other.messages[key]));
			expect(same.filter((key) => !SAME_EVERYWHERE.has(key) && textsOf(messages[key]).some(isSentence))).toEqual([]);
		}
	});

	test('nothing is excused that needs no excuse', () => {
		expect([...SAME_EVERYWHERE].filter((key) => !(key in english))).toEqual([]);
	});
});

/** Products whose label is a proper name, the same in every language. */
const PROPER_NAMES = new Set(
	'youtube images videos video-search news books scholar knowledge-graph blogger google-plus profiles orkut buzz groups otvety gmail hangouts voice sms-channels docs sites photos cloud-storage app-engine apps code translate url-shortener public-dns fiber bard play-apps android-market play-music chrome-web-store ads adsense shopping product-search maps earth panoramio street-view my-business-website feedburner igoogle knol notebook textcube'.split(
		' '
	)
);

describe.each(others.map(({ lang }) => ({ lang, words: heldWords(lang)! })))('$lang words of the data', (of) => {
	const { lang, words } = of;
	const codebook = heldCodebook();

	test.each(['products', 'reasons', 'requesters', 'territories'] as const)('%s', (dimension) => {
		const entries = codebook[dimension];
		expect(Object.keys(words[dimension]).sort()).toEqual(entries.map(({ slug }) => slug).sort());
		for (const { slug, label } of entries) {
			const said = words[dimension][slug];
			expect(said).not.toMatch(MIXED);
			if (dimension !== 'products' || !PROPER_NAMES.has(slug)) expect(said, slug).not.toBe(label);
		}
		// Two things of one name could not be told apart in a list.
		expect(new Set(Object.values(words[dimension])).size).toBe(entries.length);
	});

	test('texts of the catalog, the oddities and the events', () => {
		const texts = [
			...heldEvents().map(({ text }) => text),
			...heldCatalog().editions.flatMap(({ title, published, sources, checkedAgainst, oddities }) => [
				title,
				published,
				...sources.flatMap(({ what, obtained }) => [what, obtained]),
				...checkedAgainst.map(({ what }) => what),
				...oddities.flatMap(({ what, effect }) => [what, effect])
			])
		];
		expect(texts.filter((text) => !words.texts[text])).toEqual([]);
		for (const other of others.filter((other) => other.lang !== lang)) {
			const theirs = heldWords(other.lang)!.texts;
			expect(texts.filter((text) => isSentence(text) && words.texts[text] === theirs[text])).toEqual([]);
		}
		expect(Object.keys(words.texts).filter((text) => !texts.includes(text))).toEqual([]);
	});
});

const filesIn = (folder: string) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((name) => !name.includes('messages'));

/** Words a reader would see that stand in a component itself. */
function wordsIn(file: string): string[] {
	const found: string[] = [];
	const shown = (text: string) => {
		// The address of Google's own explanation is shown as it is.
		if (/\p{L}{2}/u.test(text) && !text.includes('support.google.com')) found.push(text.trim());
	};
	const walk = (node: unknown, inside: boolean): void => {
		if (Array.isArray(node)) return node.forEach((one) => walk(one, inside));
		if (typeof node !== 'object' || node === null) return;
		const { type, name, data, value } = node as Record<string, unknown>;
		if (type === 'Text' && inside) shown(data as string);
		if (type === 'Attribute') {
			const read = /^(?:title|alt|placeholder|aria-(?:label|description|valuetext|roledescription)|label)$/;
			return read.test(name as string) ? walk(value, true) : undefined;
		}
		if (type === 'StyleDirective' || (type === 'RegularElement' && (name === 'style' || name === 'code'))) return;
		for (const [key, child] of Object.entries(node)) if (key !== 'css') walk(child, inside);
	};
	walk(parse(readFileSync(file, 'utf8'), { modern: true }).fragment, true);
	return found;
}

/** Names of what the importer expects in a cell, and words of formats that are English by definition. */
const NOT_SAID = new Set([
	'a territory of the codebook',
	'a requester of the codebook',
	'a product of the codebook',
	'a reason of the codebook',
	'a requester class of the half-year',
	'a branch of the state',
	'a whole per cent from 0 to 100, ? or nothing',
	'a quote that is closed on its line',
	'text without control characters',
	'as many cells as the header',
	'Takedown Ledger',
	'Data set'
]);

/** Two words or more in a literal of code, but for those of errors, of types and of markup. */
function sentencesIn(file: string): string[] {
	const found: string[] = [];
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
	const walk = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
		if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return;
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
			if (NOT_SAID.has(node.text)) return;
			if (/^[\p{Lu}][\p{L}’']+ \p{L}+|\p{L}{3,} \p{L}+ \p{L}{3,}/u.test(node.text)) found.push(node.text);
		}
		ts.forEachChild(node, walk);
	};
	walk(source);
	return found;
}

describe('words outside the catalogue', () => {
	test.each(filesIn('src').filter((name) => name.endsWith('.svelte')))('%s', (file) => {
		expect(wordsIn(file)).toEqual([]);
	});

	const layers = ['words', 'charts', 'export', 'state', 'ui', 'embed'].flatMap((layer) => filesIn(`src/lib/${layer}`));
	// The lexicon reads what others have written; SQL is its own language.
	const own = /lexicon\.ts$|numberReading\.ts$|\.build\.ts$/;
	test.each(layers.filter((name) => name.endsWith('.ts') && !own.test(name)))('%s', (file) => {
		expect(sentencesIn(file)).toEqual([]);
	});
});
