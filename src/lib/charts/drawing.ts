import type { Narrowing } from '#lib/domain/question.ts';
import type { Filter } from '#lib/domain/selection.ts';
import type { Status } from '#lib/domain/status.ts';

/** Colours as hex alone: `var()`, `rgba()` and friends turn black in Inkscape, LibreOffice or librsvg. */
export interface Palette {
	ground: string;
	ink: string;
	/** Axis words and other text of the second rank; at least 4.5:1 on the ground. */
	quiet: string;
	hairline: string;
	/** The ground of a step that a reader is to look at. */
	band: string;
	/** Totals and whatever has no colour of its own. */
	total: string;
	other: string;
	/** A change between two ranges: the one colour that no category has. */
	change: string;
	/** Light to dark, with the text that stands out on each by at least 4.5:1. */
	shades: readonly { fill: string; text: string }[];
	categories: Readonly<Record<string, string>>;
}

/** The same category has the same colour in every figure. */
export const LIGHT: Palette = {
	ground: '#ffffff',
	ink: '#1a1a1a',
	quiet: '#595959',
	hairline: '#d9d9d9',
	band: '#fbeecb',
	total: '#44546a',
	other: '#6b6b6b',
	change: '#0b57a4',
	shades: [
		{ fill: '#e9ecf1', text: '#1a1a1a' },
		{ fill: '#c9d0da', text: '#1a1a1a' },
		{ fill: '#a3aebd', text: '#1a1a1a' },
		{ fill: '#6d7c90', text: '#000000' },
		{ fill: '#44546a', text: '#ffffff' }
	],
	categories: {
		'national-security': '#12436d',
		'government-criticism': '#e8590c',
		'hate-speech': '#26988f',
		fraud: '#801650',
		removed: '#801650',
		gone: '#26988f',
		'not-enough-information': '#e8590c',
		'no-action-taken': '#12436d'
	}
};

export const FONT = "Inter, 'Noto Sans', Arial, sans-serif";
export const TEXT = 12;
export const LABEL = 13;

interface Marked {
	/** On a mark that stands for a value, or for its absence: how to read it. */
	status?: Status;
	/** In the coverage strip: how its half-years are known. */
	covers?: Status;
}

export type Shape =
	| ({ kind: 'rect'; x: number; y: number; width: number; height: number; fill: string; stroke?: string } & Marked)
	/** A place without a number: hatched by the drawing's own pattern. */
	| ({ kind: 'hatch'; x: number; y: number; width: number; height: number } & Marked)
	/** Behind everything: the ground of a step. */
	| { kind: 'band'; x: number; y: number; width: number; height: number; fill: string }
	| { kind: 'line'; x1: number; y1: number; x2: number; y2: number; stroke: string; width?: number }
	| ({ kind: 'circle'; cx: number; cy: number; r: number; fill: string; stroke?: string } & Marked)
	| ({ kind: 'path'; d: string; fill: string; stroke?: string; width?: number } & Marked)
	| {
			kind: 'text';
			x: number;
			y: number;
			text: string;
			fill: string;
			size?: number;
			anchor?: 'start' | 'middle' | 'end';
			weight?: 600;
	  };

/** A place in a drawing that can be pointed at, reached by arrow keys, and read out: one value, or one step's values. */
export interface Spot {
	key: string;
	x: number;
	y: number;
	width: number;
	height: number;
	/** What tooltip and screen reader say, made when asked. First line names the place. */
	says: () => string[];
	/** Shared by spots that say the same, one in each panel. */
	place: string;
	/** What pressing it filters by; `open`: the folded categories it stands for. None: it can only be read. */
	choice?: Partial<Record<Filter, string>> | 'open';
	/** The rows that the mark sums, and what the mark is called among the figure's others. */
	rows?: { of: () => string; narrow: Narrowing };
	/** Not a stop for the arrow keys: it adds nothing to what stands written in the drawing. */
	passed?: true;
}

/** Marks, ticks and labels in place. Knows pixels; knows nothing of where the numbers came from. */
export interface Drawing {
	width: number;
	height: number;
	shapes: Shape[];
	spots: Spot[];
}

/** Below this width a drawing uses its narrow form; prerendered pages carry one of each. */
export const NARROW = 480;
export const PRERENDERED = { narrow: 328, wide: 680 } as const;

/** A width of text that no face we name exceeds: digits, capitals and Cyrillic letters are wide, so a slack of 15 % is in it. */
export function textWidth(text: string, size = TEXT): number {
	return text.length * size * (/[\u0400-\u04ff]/.test(text) ? 0.64 : 0.6);
}

/** Words on as many lines as the width asks for; a word is broken at its own hyphens alone. */
export function wrap(text: string, width: number, size = TEXT): string[] {
	const lines: string[] = [];
	for (const word of text.replace(/ |\p{L}-(?=\p{L})/gu, '$&\n').split('\n')) {
		const line = lines.at(-1);
		if (line !== undefined && textWidth((line + word).trimEnd(), size) <= width) lines[lines.length - 1] = line + word;
		else lines.push(word);
	}
	return lines.map((line) => line.trimEnd());
}

/** Text cut to a width with an ellipsis; the whole of it stands in the table and in the spot's lines. */
export function fit(text: string, width: number, size = TEXT): string {
	if (textWidth(text, size) <= width) return text;
	const letters = Math.max(1, Math.floor((width / textWidth(text, size)) * text.length) - 1);
	return `${text.slice(0, letters).trimEnd()}…`;
}

export function round(value: number): number {
	return Math.round(value * 10) / 10;
}

function moved(shape: Shape, dx: number, dy: number): Shape {
	switch (shape.kind) {
		case 'rect':
		case 'hatch':
		case 'band':
		case 'text':
			return { ...shape, x: shape.x + dx, y: shape.y + dy };
		case 'line':
			return { ...shape, x1: shape.x1 + dx, x2: shape.x2 + dx, y1: shape.y1 + dy, y2: shape.y2 + dy };
		case 'circle':
			return { ...shape, cx: shape.cx + dx, cy: shape.cy + dy };
		case 'path':
			return { ...shape, d: movedPath(shape.d, dx, dy) };
	}
}

/** Our paths hold absolute `M` and `L` pairs only. */
function movedPath(d: string, dx: number, dy: number): string {
	return d.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x, y) => `${round(Number(x) + dx)} ${round(Number(y) + dy)}`);
}

/** One drawing holding others at the given places. */
export function placed(width: number, height: number, parts: { drawing: Drawing; x: number; y: number }[]): Drawing {
	return {
		width,
		height,
		shapes: parts.flatMap(({ drawing, x, y }) => drawing.shapes.map((shape) => moved(shape, x, y))),
		spots: parts.flatMap(({ drawing, x, y }) =>
			drawing.spots.map((spot) => ({ ...spot, x: spot.x + x, y: spot.y + y }))
		)
	};
}

/** Drawings below each other. */
export function stacked(width: number, gap: number, drawings: Drawing[]): Drawing {
	let y = 0;
	const parts = drawings.map((drawing) => {
		const part = { drawing, x: 0, y };
		y += drawing.height + gap;
		return part;
	});
	return placed(width, Math.max(0, y - gap), parts);
}

/** A line of words above a part of a figure. */
export function heading(text: string, width: number, palette: Palette, weight?: 600): Drawing {
	const lines = wrap(text, width, LABEL);
	return {
		width,
		height: lines.length * 18 + 4,
		shapes: lines.map((line, i) => ({
			kind: 'text',
			x: 0,
			y: 14 + i * 18,
			text: line,
			size: LABEL,
			fill: weight ? palette.ink : palette.quiet,
			weight
		})),
		spots: []
	};
}
