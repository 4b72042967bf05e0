import { base64 } from './base64.ts';

/** The files of Inter that the site serves, with the letters of each; `ui/app.css` has the same ranges. */
export const RANGES = {
	latin:
		'U+0020-0022, U+0025-0029, U+002B-003B, U+003F, U+0041-005A, U+005F, U+0061-007A, U+00A0, U+00B7, U+00BD, U+2013, U+2018-2019, U+201C-201D, U+2026, U+2190-2193, U+2212',
	'latin-ext':
		'U+0023-0024, U+002A, U+003C-003E, U+0040, U+005B-005E, U+0060, U+007B-007E, U+00A1-00B6, U+00B8-00BC, U+00BE-00FF, U+011E-011F, U+0130-0131, U+0152-0153, U+015E-015F, U+2014, U+2022, U+2264-2265',
	cyrillic: 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116',
	'cyrillic-ext': 'U+0460-048F, U+0492-04AF, U+04B2-052F, U+20B4, U+2DE0-2DFF, U+A640-A69F'
} as const;

export type FaceName = keyof typeof RANGES;

export const WEIGHTS = [400, 600] as const;

/** The name of a face's file. */
export function fontName(face: FaceName, weight: (typeof WEIGHTS)[number]): string {
	return `inter-${face}-${weight}.woff2`;
}

function within(range: string, letter: number): boolean {
	return range.split(', ').some((part) => {
		const [from, to = from] = part.slice(2).split('-');
		return letter >= parseInt(from, 16) && letter <= parseInt(to, 16);
	});
}

/** The files that hold the letters of a text. */
export function facesFor(text: string): FaceName[] {
	const letters = [...new Set(text)].map((letter) => letter.codePointAt(0)!);
	return (Object.keys(RANGES) as FaceName[]).filter((name) => letters.some((letter) => within(RANGES[name], letter)));
}

/**
 * Rules that bring the typeface along: a picture made of an SVG fetches nothing.
 * @param load a file of the site's fonts, by its name
 */
export async function faceRules(svg: string, load: (file: string) => Promise<Uint8Array>): Promise<string> {
	// The signs of the markup are not written.
	return rulesOf(facesFor(svg.replace(/<[^>]*>/g, '')), load);
}

/** The faces whose files are among these paths. */
export function facesIn(paths: readonly string[]): FaceName[] {
	return (Object.keys(RANGES) as FaceName[]).filter((name) =>
		paths.some((path) => path.endsWith(`/${fontName(name, WEIGHTS[0])}`))
	);
}

/** Rules for faces, with their files inside. */
export async function rulesOf(
	faces: readonly FaceName[],
	load: (file: string) => Promise<Uint8Array>
): Promise<string> {
	const rules = faces.flatMap((name) =>
		WEIGHTS.map(async (weight) => {
			const data = base64(await load(fontName(name, weight)));
			return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format('woff2');unicode-range:${RANGES[name]}}`;
		})
	);
	return (await Promise.all(rules)).join('');
}
