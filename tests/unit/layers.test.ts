import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Top to bottom; layers of one row stand beside each other, and of these only export may import charts. */
const ORDER = [['routes'], ['ui'], ['state'], ['export', 'charts'], ['words'], ['engine'], ['ingest'], ['domain']];

const root = process.cwd();
let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'layers-'));
	cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the lint says about a file with this text at this place. */
function lint(path: string, text: string): string {
	const file = join(folder, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	const program = join(root, 'node_modules/.bin/oxlint');
	const { stdout, status } = spawnSync(program, ['--format', 'unix', path], { cwd: folder, encoding: 'utf8' });
	rmSync(file);
	return status === 0 ? '' : stdout;
}

const rank = (layer: string) => ORDER.findIndex((row) => row.includes(layer));
const layers = ORDER.flat().filter((layer) => layer !== 'routes');
const place = (layer: string) => (layer === 'routes' ? 'src/routes/planted.ts' : `src/lib/${layer}/planted.ts`);
const importing = (layer: string) => `import { x } from '#lib/${layer}/x.ts';\nexport const y = x;\n`;

describe('imports go downwards only', () => {
	const pairs = ORDER.flat().flatMap((from) => layers.filter((to) => to !== from).map((to) => [from, to] as const));
	const allowed = pairs.filter(([from, to]) => rank(from) < rank(to) || (from === 'export' && to === 'charts'));
	const forbidden = pairs.filter((pair) => !allowed.includes(pair));

	test.each(allowed)('%s may import %s', (from, to) => expect(lint(place(from), importing(to))).toBe(''));
	test.each(forbidden)('%s may not import %s', (from, to) =>
		expect(lint(place(from), importing(to))).toContain('no-restricted-imports')
	);
	test('nor by a relative path, a type, or from a component', () => {
		expect(lint(place('words'), `import { x } from '../ui/x.ts';\nexport const y = x;\n`)).toContain('no-restricted');
		expect(lint(place('domain'), `export type { X } from '#lib/words/x.ts';\n`)).toContain('no-restricted-imports');
		const component = `<script lang="ts">\n\timport { goto } from '$app/navigation';\n\tgoto('x');\n</script>\n`;
		expect(lint('src/lib/ui/Planted.svelte', component)).toContain('no-restricted-imports');
	});

	/** The lint sees no `import()`. */
	test('nor when loaded later', () => {
		for (const layer of layers)
			for (const name of readdirSync(join(root, 'src/lib', layer), { recursive: true, encoding: 'utf8' })) {
				if (!/\.(ts|svelte)$/.test(name) || name.startsWith('messages')) continue;
				const text = readFileSync(join(root, 'src/lib', layer, name), 'utf8');
				for (const [, to] of text.matchAll(/import\('#lib\/(\w+)\//g))
					expect(rank(to), `${layer}/${name} imports ${to}`).toBeGreaterThanOrEqual(rank(layer));
			}
	});
});

describe('the layers below the page are plain TypeScript', () => {
	test.each(['domain', 'ingest', 'words', 'charts', 'engine', 'export'])('%s knows neither Svelte nor Kit', (layer) => {
		for (const module of ['svelte', 'svelte/store', '$app/paths'])
			expect(lint(place(layer), `import * as x from '${module}';\nexport const y = x;\n`)).toContain('no-restricted');
	});
	test('domain imports nothing', () => {
		expect(lint(place('domain'), `import { sum } from 'd3';\nexport const y = sum;\n`)).toContain('no-restricted');
		expect(lint(place('domain'), `import { x } from './x.ts';\nexport const y = x;\n`)).toBe('');
	});
});

test('only state/navigation.ts changes the address', () => {
	const text = `import { goto } from '$app/navigation';\nexport const go = goto;\n`;
	expect(lint('src/lib/state/navigation.ts', text)).toBe('');
	for (const path of [place('state'), place('ui'), place('routes')]) expect(lint(path, text)).toContain('no-restricted');
});

test('numbers and dates are never formatted by the browser', () => {
	expect(lint(place('ui'), `export const y = new Intl.NumberFormat();\n`)).toContain('no-restricted-globals');
	expect(lint(place('ui'), `export const y = (1).toLocaleString();\n`)).toContain('no-restricted-properties');
});
