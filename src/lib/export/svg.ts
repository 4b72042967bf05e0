import { FONT, TEXT, type Drawing, type Palette, type Shape } from '#lib/charts/drawing.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for the inside of an element or of a quoted attribute, of HTML and of XML, without the signs that XML can't hold. */
export function escaped(text: string): string {
	return text.replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
}

/** What a drawing says of itself. */
export interface SvgWords {
	title: string;
	description: string;
}

/** What a file says that stands by itself. */
export interface FileWords extends SvgWords {
	/** How it is cited, as plain text. */
	citation: string;
}

/** How a drawing stands in its document. */
export interface SvgPlace {
	/** Unlike that of any other drawing in the same document. */
	id: string;
	/** The size it is shown at, where that is not its own. */
	pixels?: { width: number; height: number };
	/** Rules that bring the typeface along, for a picture made of it at once; a file goes without. */
	faces?: string;
}

type Attributes = Record<string, string | number | undefined>;

/** An element; an attribute without a value is left out. */
function element(name: string, attributes: Attributes, inside = ''): string {
	const written = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
		.join('');
	return inside ? `<${name}${written}>${inside}</${name}>` : `<${name}${written}/>`;
}

/** Back to front: grounds, rules, marks, words. */
const ORDER: readonly Shape['kind'][] = ['band', 'hatch', 'line', 'rect', 'path', 'circle', 'text'];

function drawn(shape: Shape, hatch: string): string {
	const status = 'status' in shape ? { 'data-status': shape.status, 'data-covers': shape.covers } : {};
	switch (shape.kind) {
		case 'band':
		case 'hatch':
		case 'rect': {
			const { x, y, width, height } = shape;
			const fill = shape.kind === 'hatch' ? `url(#${hatch})` : shape.fill;
			const stroke = shape.kind === 'rect' ? shape.stroke : undefined;
			const event = shape.kind === 'band' ? '' : undefined;
			return element('rect', { x, y, width, height, fill, stroke, ...status, 'data-event': event });
		}
		case 'line': {
			const { x1, y1, x2, y2, stroke, width } = shape;
			return element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width });
		}
		case 'path': {
			const { d, fill, stroke, width } = shape;
			return element('path', { d, fill, stroke, 'stroke-width': width, 'stroke-linecap': 'round', ...status });
		}
		case 'circle': {
			const { cx, cy, r, fill, stroke } = shape;
			return element('circle', { cx, cy, r, fill, stroke, ...status });
		}
		case 'text': {
			const { x, y, fill, size, anchor, weight, text } = shape;
			return element(
				'text',
				{ x, y, fill, 'font-size': size, 'text-anchor': anchor, 'font-weight': weight },
				escaped(text)
			);
		}
	}
}

/** A drawing as SVG with attributes alone: hex colours, text as text, no class, no variable, nothing fetched. */
export function svgText(
	{ width, height, shapes }: Drawing,
	words: SvgWords | FileWords,
	palette: Pick<Palette, 'ground' | 'hairline'>,
	{ id, pixels = { width, height }, faces }: SvgPlace
): string {
	const { title, description } = words;
	const hatch = `${id}-h`;
	const stripes = element('path', { d: 'M-1 1L1 -1M0 6L6 0M5 7L7 5', stroke: palette.hairline, fill: 'none' });
	const pattern = element('pattern', { id: hatch, width: 6, height: 6, patternUnits: 'userSpaceOnUse' }, stripes);
	return element(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			viewBox: `0 0 ${width} ${height}`,
			...pixels,
			role: 'img',
			'aria-labelledby': `${id}-t ${id}-d`,
			'font-family': FONT,
			'font-size': TEXT,
			preserveAspectRatio: 'xMinYMin meet'
		},
		[
			element('title', { id: `${id}-t` }, escaped(title)),
			element('desc', { id: `${id}-d` }, escaped(description)),
			...('citation' in words ? [element('metadata', {}, escaped(words.citation))] : []),
			...(faces ? [element('style', {}, faces)] : []),
			...(shapes.some(({ kind }) => kind === 'hatch') ? [element('defs', {}, pattern)] : []),
			element('rect', { x: 0, y: 0, width, height, fill: palette.ground }),
			...ORDER.flatMap((kind) => shapes.filter((shape) => shape.kind === kind).map((shape) => drawn(shape, hatch)))
		].join('')
	);
}
