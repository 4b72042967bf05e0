import { base64 } from './base64.ts';

/** How long glyphs may take to be painted once an image says that it is ready, and for how many looks they must stay. */
const TRIES = 24;
const PAUSE = 50;
const STEADY = 4;

function canvasOf(image: HTMLImageElement, width: number, height: number): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	canvas.getContext('2d')!.drawImage(image, 0, 0, width, height);
	return canvas;
}

/** From a `data:` address: from a `blob:` one some browsers refuse to give the pixels out. */
async function imageOf(svg: string): Promise<HTMLImageElement> {
	const image = new Image();
	image.src = `data:image/svg+xml;base64,${base64(new TextEncoder().encode(svg))}`;
	await image.decode();
	return image;
}

/**
 * An SVG as a PNG of so many pixels. Browsers call an image ready before its typeface is painted, one weight after another, so
 * it is drawn small until it differs from the same without its typeface, and changes no more.
 * @param plain the same without the typeface
 */
export async function rasterised(svg: string, plain: string, width: number, height: number): Promise<Uint8Array> {
	const [image, without] = await Promise.all([imageOf(svg), imageOf(plain)]);
	const small = (of: HTMLImageElement) => canvasOf(of, width / 4, height / 4).toDataURL();
	const bare = small(without);
	// Where the typeface is installed both are the same, and there is nothing to wait for.
	let last = small(image);
	for (let i = 0, steady = 0; i < TRIES && steady < STEADY; i++) {
		await new Promise((go) => setTimeout(go, PAUSE));
		const now = small(image);
		steady = now === last && now !== bare ? steady + 1 : 0;
		last = now;
	}
	const canvas = canvasOf(image, width, height);
	const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
	if (!blob) throw new Error('canvas');
	return new Uint8Array(await blob.arrayBuffer());
}
