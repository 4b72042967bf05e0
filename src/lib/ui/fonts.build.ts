/**
 * Makes the files of `static/fonts` from the published Inter subsets: `npm run fonts`.
 * Latin is cut to the letters this site sets; both Cyrillic files stay whole, because
 * ә ғ қ ң ө ү һ live in `cyrillic-ext` and ұ і in `cyrillic`: one Kazakh word needs both.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i)).join('');
/** Signs of code and of addresses, which the explorer's first sight has none of. */
const SIGNS = '#$*<=>@[\\]^`{|}~';
const LATIN = [...ASCII].filter((sign) => !SIGNS.includes(sign)).join('') + '\u00a0·½–‘’“”…−↑↓';
/** Those, and letters of territory names; fetched when one of them is shown. */
const LATIN_EXT = SIGNS + 'ÅÇÉÎÔàáâäåçèéêëíîïñóôöøúüğışœŒ«»×—•≤≥';

const source = (subset: string, weight: number) =>
	readFile(`node_modules/@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`);

await mkdir('static/fonts', { recursive: true });
for (const weight of [400, 600]) {
	// Tabular figures, which tables ask for, and kerning; Inter's many other alternates are a third of the file.
	const options = { targetFormat: 'woff2' as const, keepFeatures: ['kern', 'tnum'] };
	const latin = await subsetFont(await source('latin', weight), LATIN, options);
	await writeFile(`static/fonts/inter-latin-${weight}.woff2`, latin);
	const more = await subsetFont(await source('latin', weight), LATIN_EXT, options);
	await writeFile(`static/fonts/inter-latin-ext-${weight}.woff2`, more);
	for (const subset of ['cyrillic', 'cyrillic-ext'])
		await writeFile(`static/fonts/inter-${subset}-${weight}.woff2`, await source(subset, weight));
}
