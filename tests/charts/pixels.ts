import { inflateSync } from 'node:zlib';

export interface Pixels {
	width: number;
	height: number;
	/** `#rrggbb` on white. */
	at: (x: number, y: number) => [number, number, number];
}

/** A PNG file of eight bits a channel, as pixels: what the programs of the tests write. */
export function readPng(png: Buffer): Pixels {
	const data: Buffer[] = [];
	let [width, height, depth, type, interlaced] = [0, 0, 0, 0, 0];
	let palette: Buffer = Buffer.alloc(0);
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		const name = png.toString('latin1', at + 4, at + 8);
		const content = png.subarray(at + 8, at + 8 + length);
		if (name === 'IHDR') {
			[width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
			[depth, type, interlaced] = [content[8], content[9], content[12]];
		} else if (name === 'PLTE') palette = content;
		else if (name === 'IDAT') data.push(content);
		at += 12 + length;
	}
	const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[type];
	if (depth !== 8 || interlaced || !channels) throw new Error(`PNG of depth ${depth}, type ${type}`);
	const raw = inflateSync(Buffer.concat(data));
	const line = width * channels;
	const pixels = Buffer.alloc(line * height);
	const predicted = (filter: number, left: number, up: number, corner: number) => {
		if (filter === 0) return 0;
		if (filter === 1) return left;
		if (filter === 2) return up;
		if (filter === 3) return (left + up) >> 1;
		const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
		return a <= b && a <= c ? left : b <= c ? up : corner;
	};
	for (let y = 0; y < height; y++) {
		const filter = raw[y * (line + 1)];
		for (let x = 0; x < line; x++) {
			const left = x < channels ? 0 : pixels[y * line + x - channels];
			const up = y === 0 ? 0 : pixels[(y - 1) * line + x];
			const corner = x < channels || y === 0 ? 0 : pixels[(y - 1) * line + x - channels];
			pixels[y * line + x] = raw[y * (line + 1) + 1 + x] + predicted(filter, left, up, corner);
		}
	}
	return {
		width,
		height,
		at(x, y) {
			const from = (Math.round(y) * width + Math.round(x)) * channels;
			if (type === 3) return [...palette.subarray(pixels[from] * 3, pixels[from] * 3 + 3)] as [number, number, number];
			const grey = channels < 3;
			const alpha = channels % 2 === 0 ? pixels[from + channels - 1] / 255 : 1;
			const over = (value: number) => Math.round(value * alpha + 255 * (1 - alpha));
			return [0, 1, 2].map((i) => over(pixels[from + (grey ? 0 : i)])) as [number, number, number];
		}
	};
}
