/**
 * Makes the files of `static/fonts` from the published Inter subsets: `npm run fonts`.
 * Latin is cut to the letters this site sets; both Cyrillic files stay whole, because
 * ә ғ қ ң ө ү һ live in `cyrillic-ext` and ұ і in `cyrillic`: one Kazakh word needs both.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

const LATIN = [
	...range(0x20, 0x7e),
	...range(0xa0, 0xff),
	...'ğşİıœŒ–—‘’“”…•′−≤≥≈×·←→↑↓↗↘  '
].join('');

function range(from: number, to: number): string[] {
	return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
}

const source = (subset: string, weight: number) =>
	readFile(`node_modules/@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`);

await mkdir('static/fonts', { recursive: true });
for (const weight of [400, 600]) {
	const latin = await subsetFont(await source('latin', weight), LATIN, { targetFormat: 'woff2' });
	await writeFile(`static/fonts/inter-latin-${weight}.woff2`, latin);
	for (const subset of ['cyrillic', 'cyrillic-ext'])
		await writeFile(`static/fonts/inter-${subset}-${weight}.woff2`, await source(subset, weight));
}
