/** Makes a folder of a language's pages that opens from a disk: no scripts, and every address one that a `file:` page can follow. */
import { posix } from 'node:path';
import { createHash } from 'node:crypto';
import { zipped } from '#lib/export/pack.ts';
import { escaped } from '#lib/export/svg.ts';
import { m } from '#lib/words/messages/messages.js';
import type { Language } from '#lib/words/language.ts';

/** The built site, as far as it is read here. */
export interface BuiltSite {
	/** Paths below the base. */
	files: readonly string[];
	read(path: string): Buffer;
	/** The path it is served under; empty for the root. */
	base: string;
	/** The address it will stand at, with its last slash; empty where it is not known. */
	address: string;
}

const ATTRIBUTE = String.raw`\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?`;
const TAG = new RegExp(String.raw`<[a-zA-Z][\w-]*(?:${ATTRIBUTE})*\s*/?>`, 'g');

/** What a page without scripts may load, from the disk as from a host. */
const POLICY = [
	"default-src 'none'",
	"style-src 'self' file: 'unsafe-inline'",
	"img-src 'self' file: data:",
	"font-src 'self' file: data:",
	"base-uri 'none'",
	"form-action 'none'"
].join('; ');

/** Nothing that takes a script is in sight. */
const STYLE =
	'button,form,select,input,textarea,progress,.terms,.pending-note{display:none!important}[data-folder]{margin-top:12px}';

/** Where a file of the site lies in the folder: the language's pages at its top. */
function inFolder(path: string, lang: string): string {
	const picture = /^[^/]+\/embed\/([^/]+)\/picture\.png$/.exec(path);
	if (picture) return `pictures/${picture[1]}.png`;
	return path.startsWith(`${lang}/`) ? path.slice(lang.length + 1) : path;
}

const isPage = (path: string, lang: string) =>
	path.startsWith(`${lang}/`) && path.endsWith('index.html') && !path.startsWith(`${lang}/embed/`);
/** What pages may bring along; which of it is taken is what they link to. */
const isFile = (path: string, lang: string) =>
	/^(_app\/immutable\/assets\/.*\.(css|woff2)|data\/.*|fonts\/.*|favicon\.svg)$/.test(path) ||
	new RegExp(`^${lang}/embed/[^/]+/picture\\.png$`).test(path);

const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

/** The folder's files, the same for the same site. */
export function folderFiles(site: BuiltSite, lang: Language, edition: string): Map<string, Buffer> {
	const origin = 'http://site.invalid';
	const home = `${origin}${site.base}/`;
	const there = new Set(site.files.filter((path) => isPage(path, lang) || isFile(path, lang)));
	const wanted = new Set<string>();

	/** The address of something that a file of the site names, as the file of the folder says it; `null` for none. */
	function address(given: string, from: string): string | null {
		if (given.startsWith('#') || given.startsWith('data:') || given.startsWith('mailto:')) return given;
		const url = new URL(given, home + from);
		if (url.origin !== origin) return given;
		const named = decodeURIComponent(url.pathname.slice(site.base.length + 1));
		const path = [named, posix.join(named, 'index.html')].find((path) => there.has(path)) ?? named;
		// A choice takes scripts: what would show another one than it says is no link to here.
		if (there.has(path) && !url.search) {
			wanted.add(path);
			return posix.relative(posix.dirname(inFolder(from, lang)), inFolder(path, lang)) + url.hash;
		}
		const place = url.pathname.slice(site.base.length + 1) + url.search + url.hash;
		return site.address ? new URL(place, site.address).href : null;
	}

	function tag(text: string, from: string): string {
		if (/^<meta\s[^>]*http-equiv="content-security-policy"/i.test(text))
			return `<meta http-equiv="content-security-policy" content="${POLICY}">`;
		if (/^<link\s[^>]*rel="modulepreload"/i.test(text)) return '';
		return text.replace(/\s(href|src|action)="([^"]*)"/g, (_, name: string, value: string) => {
			const now = address(decoded(value), from);
			return now === null ? '' : ` ${name}="${escaped(now)}"`;
		});
	}

	function page(path: string): string {
		const figure = /\/figure\/([^/]+)\//.exec(path)?.[1];
		const picture = figure && address(`${home}${lang}/embed/${figure}/picture.png`, path);
		const banner =
			`<p class="page small" data-folder><strong>${escaped(m.folder_banner({ edition }))}</strong>` +
			`${picture ? ` <a href="${escaped(picture)}">${escaped(m.image())}</a>` : ''}</p>`;
		return site
			.read(path)
			.toString('utf8')
			.replace(/<script\b[\s\S]*?<\/script>/gi, '')
			.replace(/<!--[\s\S]*?-->/g, '')
			.replace(/<\/?noscript>/gi, '')
			.replace(escaped(m.scripts_off()), '')
			.replace(TAG, (text) => tag(text, path))
			.replace('</head>', `<style>${STYLE}</style></head>`)
			.replace('<main', `${banner}<main`);
	}

	const sheet = (path: string) =>
		site
			.read(path)
			.toString('utf8')
			.replace(/url\((['"]?)([^'")]+)\1\)/g, (all, quote: string, value: string) => {
				const now = address(value, path);
				return now === null ? all : `url(${quote}${now}${quote})`;
			});

	const made = new Map<string, Buffer>();
	for (const path of [...there].filter((path) => isPage(path, lang)))
		made.set(inFolder(path, lang), Buffer.from(page(path)));
	// Sheets name further files.
	for (const path of [...wanted].filter((path) => path.endsWith('.css')))
		made.set(inFolder(path, lang), Buffer.from(sheet(path)));
	for (const path of wanted) if (!made.has(inFolder(path, lang))) made.set(inFolder(path, lang), site.read(path));
	return made;
}

function readme(site: BuiltSite, edition: string): string {
	return [
		m.folder_readme({ edition }),
		m.folder_banner({ edition }),
		...(site.address ? [m.folder_readme_site({ address: site.address })] : []),
		`${m.folder_readme_check()}\n\n\tLinux    sha256sum FILE.zip\n\tmacOS    shasum -a 256 FILE.zip\n\tWindows  Get-FileHash FILE.zip`,
		m.folder_readme_inside(),
		`${m.source_line()} ${m.terms_short()}`
	]
		.join('\n\n')
		.concat('\n')
		.replaceAll('\n', '\r\n');
}

/** The folder as a ZIP, under a name of its own. */
export async function folderZip(site: BuiltSite, lang: Language, edition: string, name: string): Promise<Buffer> {
	const files = folderFiles(site, lang, edition);
	files.set('README.txt', Buffer.from(readme(site, edition)));
	const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
	const sums = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => `${hash(bytes)}  ${path}\n`);
	files.set('sha256.txt', Buffer.from(sums.join('')));
	const zip = await zipped(
		[...files].map(([path, bytes]) => ({ path: `${name}/${path}`, bytes })),
		edition
	);
	return Buffer.from(await zip.arrayBuffer());
}
