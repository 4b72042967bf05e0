/** Cuts the engine's file into parts, for hosts that take no file above 25 MB. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Most bytes of a part. */
export const PART_LIMIT = 19_000_000;

const MODULE = 'virtual:engine-parts';
const FOLDER = resolve('.svelte-kit/engine');

/** Sizes of the parts of so many bytes: as few as there may be, and alike. */
export function partSizes(bytes: number, limit = PART_LIMIT): number[] {
	const count = Math.ceil(bytes / limit);
	const each = Math.ceil(bytes / count);
	return Array.from({ length: count }, (_, i) => Math.min(each, bytes - i * each));
}

/** Writes what is not there yet. Several builds may be at it at once: a part appears whole or not at all. */
function cut(file: string): string[] {
	const bytes = readFileSync(file);
	mkdirSync(FOLDER, { recursive: true });
	let from = 0;
	return partSizes(bytes.length).map((size, i) => {
		const part = join(FOLDER, `duckdb-eh-${i + 1}.wasm`);
		const content = bytes.subarray(from, (from += size));
		if (existsSync(part) && statSync(part).size === size && readFileSync(part).equals(content)) return part;
		writeFileSync(`${part}.${process.pid}`, content);
		renameSync(`${part}.${process.pid}`, part);
		return part;
	});
}

/** Gives `virtual:engine-parts`: the addresses of the parts, in order. */
export function engineParts() {
	return {
		name: 'engine-parts',
		resolveId: (id: string) => (id === MODULE ? `\0${MODULE}` : null),
		load(id: string) {
			if (id !== `\0${MODULE}`) return null;
			const parts = cut(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
			const imports = parts.map((part, i) => `import part${i} from ${JSON.stringify(`${part}?url`)};`);
			return `${imports.join('\n')}\nexport default [${parts.map((_, i) => `part${i}`).join(', ')}];`;
		}
	};
}
