/** The chunks of a PNG file that a canvas does not write: how large it is on paper, and who is to be cited. */

const SIGNATURE = 8;
const HEADER = 25;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
	for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n;
});

export function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(12 + data.length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, data.length);
	bytes.set(new TextEncoder().encode(name), 4);
	bytes.set(data, 8);
	view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
	return bytes;
}

/** Pixels a metre, the same both ways. */
function physical(dpi: number): Uint8Array {
	const data = new Uint8Array(9);
	const view = new DataView(data.buffer);
	const perMetre = Math.round(dpi / 0.0254);
	view.setUint32(0, perMetre);
	view.setUint32(4, perMetre);
	data[8] = 1;
	return chunk('pHYs', data);
}

/** Text in UTF-8 under one of the format's own keywords, uncompressed and in no stated language. */
function text(keyword: string, value: string): Uint8Array {
	return chunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${value}`));
}

/** A PNG file with its size on paper and texts, which stand before the image's data. */
export function describedPng(png: Uint8Array, dpi: number, texts: Readonly<Record<string, string>>): Uint8Array {
	const start = SIGNATURE + HEADER;
	const added = [physical(dpi), ...Object.entries(texts).map(([keyword, value]) => text(keyword, value))];
	const parts = [png.subarray(0, start), ...added, png.subarray(start)];
	const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
