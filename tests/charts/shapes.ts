import { TEXT, textWidth, type Drawing, type Shape } from '#lib/charts/drawing.ts';
import { textsOf, type Text } from './matrix.ts';

/** Left, top, right and bottom of what is drawn; a text's width is the drawing's own estimate. */
export function extent(shape: Shape, widthOf = textWidth): [number, number, number, number] {
	switch (shape.kind) {
		case 'rect':
		case 'hatch':
		case 'band':
			return [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height];
		case 'line':
			return [shape.x1, shape.y1, shape.x2, shape.y2];
		case 'circle':
			return [shape.cx - shape.r, shape.cy - shape.r, shape.cx + shape.r, shape.cy + shape.r];
		case 'path': {
			const numbers = shape.d.match(/-?[\d.]+/g)!.map(Number);
			const [xs, ys] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2 === 1)];
			return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
		}
		case 'text': {
			const [left, right] = span(shape, widthOf);
			return [left, shape.y - 0.75 * (shape.size ?? TEXT), right, shape.y + 0.22 * (shape.size ?? TEXT)];
		}
	}
}

function span({ x, text, size, anchor }: Text, widthOf = textWidth): [number, number] {
	const wide = widthOf(text, size);
	const left = anchor === 'end' ? x - wide : anchor === 'middle' ? x - wide / 2 : x;
	return [left, left + wide];
}

export function outside({ width, height, shapes }: Drawing, widthOf = textWidth): Shape[] {
	return shapes.filter((shape) => {
		const [left, top, right, bottom] = extent(shape, widthOf);
		return left < -3 || right > width + 3 || top < -1 || bottom > height + 1 || right < left;
	});
}

/** Letters of Inter as measured, no wider; the drawing's own estimate leaves room to spare. */
export function inkWidth(text: string, size = TEXT): number {
	const em = (letter: string) => (/[ \u00a0.,:;'|ijlrtfI/()]/.test(letter) ? 0.34 : /[\d<]/.test(letter) ? 0.61 : 0.58);
	return [...text].reduce((sum, letter) => sum + em(letter), 0) * size;
}

/** Pairs of texts of which one stands on the other, by a quarter of a line or more. */
export function overlapping(drawing: Drawing): string[] {
	const texts = textsOf(drawing).map((text) => {
		const [, top, , bottom] = extent(text);
		const [left, right] = span(text, inkWidth);
		return { text: text.text, left, right, top, bottom };
	});
	const found = texts.flatMap((a, i) =>
		texts
			.slice(i + 1)
			.filter(
				(b) =>
					Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
					Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3
			)
			.map((b) => `"${a.text}" and "${b.text}"`)
	);
	return [...new Set(found)];
}
