import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { engineParts, PART_LIMIT, partSizes } from '#lib/engine/parts.build.ts';
import { WASM_BYTES } from '#lib/engine/wasm.ts';

test('the parts of the engine are small enough for any host, and make the whole file', () => {
	const code = engineParts().load('\0virtual:engine-parts')!;
	const parts = [...code.matchAll(/from "(.*?)\?url"/g)].map(([, path]) => readFileSync(path));
	expect(parts.length).toBeGreaterThan(1);
	for (const part of parts) expect(part.length).toBeLessThanOrEqual(PART_LIMIT);
	const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
	const whole = createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
	expect(sha(Buffer.concat(parts))).toBe(sha(readFileSync(whole)));
});

test('parts are as few as the limit allows, and add up', () => {
	for (const bytes of [1, 10, 11, 29, 30, 31]) {
		const sizes = partSizes(bytes, 10);
		expect(sizes.reduce((sum, size) => sum + size)).toBe(bytes);
		expect(sizes.length).toBe(Math.ceil(bytes / 10));
		expect(Math.min(...sizes)).toBeGreaterThan(0);
	}
	expect(partSizes(WASM_BYTES).every((size) => size <= PART_LIMIT)).toBe(true);
});
