/**
 * Bytes of `duckdb-eh.wasm`, uncompressed; `tests/engine/wasm.test.ts` holds it to the installed package.
 * What the server says is of no use: behind compression, Content-Length is the compressed size or absent.
 */
export const WASM_BYTES = 34_242_586;
