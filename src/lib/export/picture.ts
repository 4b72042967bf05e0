import type { Picture, PictureSize } from '#lib/charts/picture.ts';
import type { Palette } from '#lib/charts/drawing.ts';
import { faceRules } from './faces.ts';
import { describedPng } from './png.ts';
import { rasterised } from './raster.ts';
import { svgText, type FileWords } from './svg.ts';

/** A picture as files: what it shows, what it says of itself, and its colours. */
export interface PictureFile {
	picture: Picture;
	words: FileWords;
	palette: Palette;
}

export function pictureSvg({ picture, words, palette }: PictureFile, faces = ''): string {
	return svgText(picture.drawing, words, palette, { id: 'picture', pixels: picture.pixels, faces });
}

/** @param load a file of the site's fonts, by its name */
export async function picturePng(
	file: PictureFile,
	{ dpi }: PictureSize,
	load: (file: string) => Promise<Uint8Array>
): Promise<Uint8Array> {
	const plain = pictureSvg(file);
	const { width, height } = file.picture.pixels;
	const png = await rasterised(pictureSvg(file, await faceRules(plain, load)), plain, width, height);
	const { title, description, citation } = file.words;
	return describedPng(png, dpi, { Title: title, Description: description, Source: citation });
}
