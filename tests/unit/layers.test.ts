import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

/** Top to bottom; layers of one row stand beside each other, and of these only export may import charts. */
const ORDER = [['routes'], ['ui'], ['state'], ['export', 'charts'], ['words'], ['engine'], ['ingest'], ['domain']];
const PLAIN = ['domain', 'ingest', 'words', 'charts', 'engine', 'export'];

const root = process.cwd();
const rank = (layer: string) => ORDER.findIndex((row) => row.includes(layer));
const layers = ORDER.flat().filter((layer) => layer !== 'routes');
const folderOf = (layer: string) => (layer === 'routes' ? 'src/routes' : `src/lib/${layer}`);
const importing = (what: string) => `import * as x from '${what}';\nexport const y = x;\n`;

const pairs = ORDER.flat().flatMap((from) =>
	layers
		.filter((to) => to !== from)
		.map((to) => ({
			from,
			to,
			file: `${folderOf(from)}/planted/imports-${to}.ts`,
			down: rank(from) < rank(to) || (from === 'export' && to === 'charts')
		}))
);
const goto = `import { goto } from '$app/navigation';\nexport const go = goto;\n`;

/** Files with an import or a word that the rules allow or forbid, in a tree of their own. */
const planted: Record<string, string> = {
	...Object.fromEntries(pairs.map(({ file, to }) => [file, importing(`#lib/${to}/x.ts`)])),
	...Object.fromEntries(
		PLAIN.flatMap((layer) =>
			['svelte', 'svelte/store', '$app/paths'].map((module) => [
				`${folderOf(layer)}/planted/${module.replace('/', '-')}.ts`,
				importing(module)
			])
		)
	),
	'src/lib/words/planted/relative.ts': importing('../../ui/x.ts'),
	'src/lib/domain/planted/type.ts': `export type { X } from '#lib/words/x.ts';\n`,
	'src/lib/domain/planted/package.ts': `import { sum } from 'd3';\nexport const y = sum;\n`,
	'src/lib/domain/planted/beside.ts': importing('./x.ts'),
	'src/lib/state/navigation.ts': goto,
	'src/lib/state/planted/goto.ts': goto,
	'src/routes/planted/goto.ts': goto,
	'src/lib/ui/planted/Goto.svelte': `<script lang="ts">\n\timport { goto } from '$app/navigation';\n\tgoto('x');\n</script>\n`,
	'src/lib/ui/planted/intl.ts': `export const y = new Intl.NumberFormat();\n`,
	'src/lib/ui/planted/locale.ts': `export const y = (1).toLocaleString();\n`
};

/** What the lint says of each planted file. */
const said = new Map<string, string>();

beforeAll(() => {
	const folder = mkdtempSync(join(tmpdir(), 'layers-'));
	cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
	for (const [path, text] of Object.entries(planted)) {
		mkdirSync(join(folder, dirname(path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	const program = join(root, 'node_modules/.bin/oxlint');
	const { stdout } = spawnSync(program, ['--format', 'unix', '.'], { cwd: folder, encoding: 'utf8' });
	for (const line of stdout.split('\n')) {
		const path = line.split(':')[0].replace(/^\.\//, '');
		if (path in planted) said.set(path, `${said.get(path) ?? ''}${line}\n`);
	}
	rmSync(folder, { recursive: true });
});

const restricted = (path: string) => said.get(path)?.includes('no-restricted') ?? false;

describe('imports go downwards only', () => {
	test.each(pairs.filter(({ down }) => down))('$from may import $to', ({ file }) =>
		expect(said.get(file)).toBe(undefined)
	);
	test.each(pairs.filter(({ down }) => !down))('$from may not import $to', ({ file }) =>
		expect(said.get(file)).toContain('no-restricted-imports')
	);
	test('nor by a relative path, a type, or from a component', () => {
		expect(restricted('src/lib/words/planted/relative.ts')).toBe(true);
		expect(restricted('src/lib/domain/planted/type.ts')).toBe(true);
		expect(restricted('src/lib/ui/planted/Goto.svelte')).toBe(true);
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
	test.each(PLAIN)('%s knows neither Svelte nor Kit', (layer) => {
		for (const module of ['svelte', 'svelte-store', '$app-paths'])
			expect(restricted(`${folderOf(layer)}/planted/${module}.ts`), module).toBe(true);
	});
	test('domain imports nothing but itself', () => {
		expect(restricted('src/lib/domain/planted/package.ts')).toBe(true);
		expect(restricted('src/lib/domain/planted/beside.ts')).toBe(false);
	});
});

test('only state/navigation.ts changes the address', () => {
	expect(restricted('src/lib/state/navigation.ts')).toBe(false);
	expect(restricted('src/lib/state/planted/goto.ts')).toBe(true);
	expect(restricted('src/routes/planted/goto.ts')).toBe(true);
});

test('numbers and dates are never formatted by the browser', () => {
	expect(restricted('src/lib/ui/planted/intl.ts')).toBe(true);
	expect(restricted('src/lib/ui/planted/locale.ts')).toBe(true);
});
