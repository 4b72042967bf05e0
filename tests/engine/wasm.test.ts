import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { WASM_BYTES } from '#lib/engine/wasm.ts';

it('the size that progress counts up to is the size of the file', () => {
	const file = createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
	expect(WASM_BYTES).toBe(statSync(file).size);
});
