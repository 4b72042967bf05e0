/**
 * Makes what a reader takes along, once the site is built: the single file, the folder of pages, and the list of what can be
 * saved in a browser. `src/site.build.mjs` calls it with the site's folder and, for each language, the folder its own build
 * made: `tsx src/lib/offline/offline.build.ts build en=build.en`.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { COPIES, copyName, type Copy } from '#lib/export/copies.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import type { OfflineList, OfflinePart } from '#lib/state/offline.svelte.ts';
import { speak, type Language } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';
import { bytes } from '#lib/words/numbers.ts';
import { filled, type Facts } from './fill.build.ts';
import { folderZip, type BuiltSite } from './folder.build.ts';
import { singleFile } from './single/single.build.ts';

const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const factsOf = (content: Buffer): Facts => ({ size: bytes(content.length), sha256: hash(content) });

function filesOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(folder.length + 1)
				.replaceAll(sep, '/')
		)
		.sort();
}

/** What can be saved of the site in one language: its own files, and what is of no language. */
function offlineList(site: string, paths: readonly string[], lang: Language, newest: string): OfflineList {
	const parts: OfflineList['parts'] = { pages: [], engine: [], older: [] };
	const content = createHash('sha256');
	for (const path of paths) {
		const part = partOf(path, lang, newest);
		if (!part) continue;
		const file = readFileSync(join(site, path));
		content.update(path).update(file);
		parts[part].push([path.replace(/(^|\/)index\.html$/, '$1'), file.length]);
	}
	return { edition: newest, version: content.digest('hex').slice(0, 16), parts };
}

/** The words of another language, in which a figure can be taken away. */
const OTHER_WORDS = /^[a-z]+\/speech\.js$/;

function partOf(path: string, lang: Language, newest: string): OfflinePart | null {
	if (OTHER_WORDS.test(path)) return 'pages';
	if (path.startsWith('_app/')) return /duckdb/.test(path) ? 'engine' : 'pages';
	const [, edition, rest] = /^(?:data\/editions|embed\/rows)\/([^/]+)\/(.*)/.exec(path) ?? [];
	if (edition === newest) return 'pages';
	if (edition) {
		// Of the older ones, what is of Kazakhstan or of all: the territories' own files are thousands.
		const territory = /^([A-Z]+)(?:\/|\.js$)/.exec(rest)?.[1];
		return !territory || territory === homeSource().territory ? 'older' : null;
	}
	if (path.startsWith(`${lang}/`)) return /\/(oembed\.json|picture\.png)$/.test(path) ? null : 'pages';
	return path === `copies/${copyName('single', newest, lang)}` ||
		/^(index\.html|favicon\.svg|scope-guard\.js|fonts\/.*)$/.test(path)
		? 'pages'
		: null;
}

async function makeCopies(folder: string, lang: Language): Promise<Record<Copy, Facts>> {
	speak(lang);
	const { edition } = homeSource();
	const write = (copy: Copy, content: Buffer) => {
		writeFileSync(join(folder, 'copies', copyName(copy, edition, lang)), content);
		return factsOf(content);
	};
	const single = write('single', Buffer.from(await singleFile(lang)));
	// The folder can't hold its own hash.
	const elsewhere = { size: '', sha256: m.folder_hash_elsewhere() };
	const address = process.env.SITE_URL ?? '';
	const site: BuiltSite = {
		files: filesOf(folder),
		read: (path) => {
			const content = readFileSync(join(folder, path));
			return path.endsWith('.html')
				? Buffer.from(filled(content.toString('utf8'), { single, folder: elsewhere }))
				: content;
		},
		base: process.env.BASE_PATH ?? '',
		address: address === '' || address.endsWith('/') ? address : `${address}/`
	};
	const name = copyName('folder', edition, lang);
	return { single, folder: write('folder', await folderZip(site, lang, edition, name.replace(/\.zip$/, ''))) };
}

const [folder, ...languages] = process.argv.slice(2);
mkdirSync(join(folder, 'copies'), { recursive: true });
const { edition } = homeSource();
const builds = languages.map((one) => one.split('=') as [Language, string]);
const [, shared] = builds[0];
for (const [lang, build] of builds) {
	const facts = await makeCopies(folder, lang);
	for (const path of [`${lang}/data/index.html`, `${lang}/data/__data.json`]) {
		const file = join(folder, path);
		writeFileSync(file, filled(readFileSync(file, 'utf8'), facts));
	}
	const own = new Set([...filesOf(shared), ...filesOf(build)].filter((path) => !path.startsWith('_app/')));
	for (const path of filesOf(build)) own.add(path);
	own.add(`copies/${copyName('single', edition, lang)}`);
	for (const path of filesOf(folder)) if (OTHER_WORDS.test(path)) own.add(path);
	const list = offlineList(folder, [...own].sort(), lang, edition);
	writeFileSync(join(folder, lang, 'offline.json'), JSON.stringify(list));
	const size = (copy: Copy) => statSync(join(folder, 'copies', copyName(copy, edition, lang))).size;
	console.log(
		`copies/ ${lang}: ${COPIES.map((copy) => `${copyName(copy, edition, lang)} ${size(copy)} bytes`).join(', ')}`
	);
}
