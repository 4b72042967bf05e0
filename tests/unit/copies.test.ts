import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { copyName, unfilled } from '#lib/export/copies.ts';
import { filled } from '#lib/offline/fill.build.ts';
import { folderFiles, folderZip, type BuiltSite } from '#lib/offline/folder.build.ts';

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const PAGES: Record<string, string> = {
	'en/index.html': [
		`<head><meta http-equiv="content-security-policy" content="script-src 'self'"><link rel="modulepreload" href="../_app/a.js">`,
		'<link rel="stylesheet" href="../_app/immutable/assets/a.css"><script>run("</p>")</script></head>',
		'<body><!--[--><main><noscript><p>no scripts</p></noscript><a href="./compare/">Compare</a>',
		'<a href="/ledger/data/editions/2026-06/removals.csv">rows</a><a href="./compare/?set=cis#top">a choice</a>',
		'<a href="../ru/">Русский</a><a href="#main">down</a><a href="https://example.org/?a=1&amp;b=2">elsewhere</a>',
		'<a title="a > b" href="/ledger/en">home</a></main></body>'
	].join(''),
	'en/compare/index.html': '<head></head><body><main><a href="../">back</a></main></body>',
	'en/embed/by-period/index.html': '<main></main>',
	'en/data/__data.json': '{}',
	'_app/immutable/assets/a.css': '@font-face{src:url(../../../fonts/inter.woff2)}',
	'_app/a.js': '1',
	'fonts/inter.woff2': 'face',
	'data/editions/2026-06/removals.csv': 'period\n',
	'data/editions/2026-06/labels.csv': 'label\n'
};
const site = (address = ''): BuiltSite => ({
	files: Object.keys(PAGES),
	read: (path) => Buffer.from(PAGES[path]),
	base: '/ledger',
	address
});
const page = (address?: string) => folderFiles(site(address), 'en', '2026-06').get('index.html')!.toString();
const hrefs = (html: string) =>
	[...html.matchAll(/<a(?: title="[^"]*")?(?: href="([^"]*)")?>/g)].map(([, href]) => href);

test('a page of the folder names files of the folder, and no script', () => {
	expect(hrefs(page())).toEqual([
		'compare/index.html',
		'data/editions/2026-06/removals.csv',
		undefined,
		undefined,
		'#main',
		'https://example.org/?a=1&amp;b=2',
		'index.html'
	]);
	expect(page()).not.toMatch(/<script|modulepreload|noscript|script-src|<!--/);
	expect(page()).toContain('<p>no scripts</p>');
	expect(page()).toContain('href="_app/immutable/assets/a.css"');
});

test('what is not in the folder has its address at the site, where that is known', () => {
	expect(hrefs(page('https://ledger.example/')).slice(2, 4)).toEqual([
		'https://ledger.example/en/compare/?set=cis#top',
		'https://ledger.example/ru/'
	]);
});

test('the folder holds what its pages name, and no more', () => {
	expect([...folderFiles(site(), 'en', '2026-06').keys()].sort()).toEqual([
		'_app/immutable/assets/a.css',
		'compare/index.html',
		'data/editions/2026-06/removals.csv',
		'fonts/inter.woff2',
		'index.html'
	]);
});

test('the same site gives the same ZIP', async () => {
	const make = () => folderZip(site(), 'en', '2026-06', 'ledger');
	expect((await make()).equals(await make())).toBe(true);
});

test('facts filled into a page keep its own script allowed', () => {
	const script = `start("${unfilled('single', 'sha256')}")`;
	const html = `<meta content="script-src ${sha(script)} ${sha('other')}"><script>${script}</script><script>other</script><td>${unfilled('single', 'size')}</td>`;
	const after = filled(html, { single: { size: '1 kB', sha256: 'abc' }, folder: { size: '', sha256: '' } });
	expect(after).toBe(
		`<meta content="script-src ${sha('start("abc")')} ${sha('other')}"><script>start("abc")</script><script>other</script><td>1 kB</td>`
	);
});

test('names of copies say edition and language', () => {
	expect(copyName('single', '2026-06', 'kk')).toBe('takedown-ledger-kazakhstan-2026-06-kk.html');
	expect(copyName('folder', '2026-06', 'ru')).toBe('takedown-ledger-2026-06-ru.zip');
});
