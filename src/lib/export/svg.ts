import { FONT, TEXT, type Drawing, type Palette, type Shape } from '#lib/charts/drawing.ts';

export interface SvgWords {
	title: string;
	description: string;
	/** Who is to be cited, as plain text. */
	citation: string;
}

/** Text as XML has it: its own signs escaped, and what it can't hold left out. */
export function escaped(text: string): string {
	const entity: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	return text.replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (sign) => entity[sign]);
}

function element(name: string, attributes: Record<string, string | number | undefined>, content?: string): string {
	const written = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
		.join('');
	return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

const HATCH = 'hatch';

/** By kind, back to front: grounds, rules, marks, words. */
const ORDER: readonly Shape['kind'][] = ['band', 'hatch', 'line', 'rect', 'path', 'circle', 'text'];

function mark(shape: Shape): string {
	const known = { 'data-status': 'status' in shape ? shape.status : undefined };
	switch (shape.kind) {
		case 'band':
		case 'hatch':
		case 'rect': {
			const { x, y, width, height } = shape;
			const fill = shape.kind === 'hatch' ? `url(#${HATCH})` : shape.fill;
			const stroke = shape.kind === 'rect' ? shape.stroke : undefined;
			const covers = 'covers' in shape ? shape.covers : undefined;
			return element('rect', { x, y, width, height, fill, stroke, ...known, 'data-covers': covers });
		}
		case 'line': {
			const { x1, y1, x2, y2, stroke, width } = shape;
			return element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width });
		}
		case 'path': {
			const { d, fill, stroke, width } = shape;
			return element('path', { d, fill, stroke, 'stroke-width': width, 'stroke-linecap': 'round', ...known });
		}
		case 'circle': {
			const { cx, cy, r, fill, stroke } = shape;
			return element('circle', { cx, cy, r, fill, stroke, ...known });
		}
		case 'text': {
			const { x, y, fill, size, anchor, weight, text } = shape;
			const style = { 'font-size': size, 'text-anchor': anchor, 'font-weight': weight };
			return element('text', { x, y, fill, ...style }, escaped(text));
		}
	}
}

/**
 * A drawing as a file that stands by itself: attributes alone, hex colours, text as text, nothing fetched.
 * The marks are those of `ui/Drawing.svelte`.
 * @param faces rules that bring the typeface along, for a picture made of it at once; a file goes without
 */
export function svgText(
	{ width, height, shapes }: Drawing,
	pixels: { width: number; height: number },
	{ title, description, citation }: SvgWords,
	palette: Pick<Palette, 'ground' | 'hairline'>,
	faces = ''
): string {
	const stripes = element('path', { d: 'M-1 1L1 -1M0 6L6 0M5 7L7 5', stroke: palette.hairline, fill: 'none' });
	const pattern = element('pattern', { id: HATCH, width: 6, height: 6, patternUnits: 'userSpaceOnUse' }, stripes);
	const content = [
		element('title', {}, escaped(title)),
		element('desc', {}, escaped(description)),
		element('metadata', {}, escaped(citation)),
		...(faces ? [element('style', {}, faces)] : []),
		...(shapes.some(({ kind }) => kind === 'hatch') ? [element('defs', {}, pattern)] : []),
		element('rect', { x: 0, y: 0, width, height, fill: palette.ground }),
		...ORDER.flatMap((kind) => shapes.filter((shape) => shape.kind === kind).map(mark))
	];
	return element(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			viewBox: `0 0 ${width} ${height}`,
			width: pixels.width,
			height: pixels.height,
			role: 'img',
			'font-family': FONT,
			'font-size': TEXT
		},
		`\n${content.join('\n')}\n`
	);
}
