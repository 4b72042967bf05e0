import { range } from 'd3';
import { sourceLine, type Cited } from '#lib/words/citation.ts';
import { eventDate } from '#lib/words/events.ts';
import { m } from '#lib/words/messages/messages.js';
import { LABEL, placed, round, TEXT, type Drawing, type Palette } from './drawing.ts';
import type { FigureModel } from './model.ts';

/** A size that a figure is drawn again at. */
export interface PictureSize {
	/** Of the frame, where labels are as large as on the page. */
	width: number;
	height: number;
	/** Pixels of the file to one of the frame. */
	scale: number;
	/** Pixels an inch, which says how large the picture is on paper. */
	dpi: number;
	/** The largest frame against the size, where it is not that of a picture for paper. */
	largest?: number;
}

/** Report and square are 16 cm wide on paper, print 20 cm. */
export const SIZES = {
	report: { width: 800, height: 450, scale: 2, dpi: 254 },
	print: { width: 800, height: 450, scale: 3, dpi: 300 },
	square: { width: 800, height: 800, scale: 2, dpi: 254 }
} as const satisfies Record<string, PictureSize>;

export type SizeName = keyof typeof SIZES;

/** What services show of a page that is linked to. */
export const PREVIEW: PictureSize = { width: 800, height: 420, scale: 1.5, dpi: 144, largest: 1.5 };

/** All that stands in a picture beside the drawing: it is read where no page is around it. */
export interface PictureWords {
	title: string;
	/** The title is not ours, so it has so many lines and no more. */
	own: boolean;
	/** Below the title, line by line: the finding. */
	lines: readonly string[];
	scope: string;
	/** How to read the marks, and the dated events. */
	notes: readonly string[];
	/** Of the reader's own; empty for none. */
	note: string;
	source: string;
	terms: string;
	address: string;
}

export interface Picture {
	drawing: Drawing;
	/** Of the file. */
	pixels: { width: number; height: number };
	/** Higher than the size has it: so much stands in the figure that it would not be read otherwise. */
	grown: boolean;
}

/** Greys alone, for one ink on paper: what has a colour of its own elsewhere is told apart by its label, as everywhere. */
export const ONE_INK: Palette = {
	ground: '#ffffff',
	ink: '#000000',
	quiet: '#4d4d4d',
	hairline: '#bfbfbf',
	band: '#ebebeb',
	total: '#404040',
	other: '#737373',
	change: '#262626',
	shades: [
		{ fill: '#ebebeb', text: '#000000' },
		{ fill: '#cccccc', text: '#000000' },
		{ fill: '#a8a8a8', text: '#000000' },
		{ fill: '#787878', text: '#000000' },
		{ fill: '#404040', text: '#ffffff' }
	],
	categories: {
		'national-security': '#262626',
		'government-criticism': '#595959',
		'hate-speech': '#737373',
		fraud: '#404040',
		removed: '#404040',
		gone: '#737373',
		'not-enough-information': '#595959',
		'no-action-taken': '#262626'
	}
};

const EDGE = 20;
const TITLE = 20;

/** Plots may be as low as half their usual height and as high as twice; the first that fits is the largest print. */
const LOWEST = 0.5;
const HIGHEST = 2.2;
/** The frame against its size: a larger one holds more, and all in it is printed smaller, a label down to 9.6 px of 800. */
const SMALLEST = 0.75;
const LARGEST = 1.25;
/** How low plots may be before print is made smaller instead, by turns. */
const LOW = [0.85, 0.65, LOWEST];

/** The words of a figure's picture, with a title and a note of the reader's own where there are any. */
export function pictureWords(
	model: FigureModel<string>,
	cited: Cited,
	own: { title: string; note: string }
): PictureWords {
	const events = (model.events ?? []).map((event) =>
		m.image_event({ number: String(event.number), date: eventDate(event), text: event.text })
	);
	const title = own.title.trim();
	return {
		title: title || model.title,
		own: title !== '',
		lines: title ? [model.title, model.sentence] : [model.sentence],
		scope: cited.scope,
		notes: [...model.notes, ...events],
		note: own.note.trim(),
		source: sourceLine(cited.edition),
		terms: m.terms_short(),
		address: cited.address
	};
}

/**
 * A figure drawn again in a frame, with all that makes it stand by itself. What doesn't fit is never cut: plots become lower
 * first, then print smaller, and in the end the picture higher.
 */
export function pictureOf(
	model: FigureModel<string>,
	words: PictureWords,
	size: PictureSize,
	palette: Palette
): Picture {
	const largest = size.largest ?? LARGEST;
	const frames = range(SMALLEST, largest + 0.01, 0.05).map((frame) => framed(model, words, size, frame, palette));
	const fitting = LOW.flatMap((low) => frames.find(({ stretch }) => stretch >= low) ?? [])[0];
	const { width, head, foot, room, stretch } = fitting ?? frames.at(-1)!;
	const drawn = model.draw(width - 2 * EDGE, palette, fitting ? stretch : LOW[1]);
	const body = fitting ? room : drawn.height;
	const height = head.height + body + foot.height;
	return {
		drawing: placed(width, height, [
			{ drawing: head, x: EDGE, y: 0 },
			{ drawing: { ...drawn, spots: [] }, x: EDGE, y: head.height },
			{ drawing: foot, x: EDGE, y: height - foot.height }
		]),
		pixels: { width: size.width * size.scale, height: Math.round((height / width) * size.width * size.scale) },
		grown: !fitting
	};
}

interface Framed {
	width: number;
	head: Drawing;
	foot: Drawing;
	/** Height left for the figure. */
	room: number;
	/** How high its plots can be in that; 0 where they can't be as low as they would have to. */
	stretch: number;
}

function framed(
	model: FigureModel<string>,
	words: PictureWords,
	size: PictureSize,
	frame: number,
	palette: Palette
): Framed {
	const width = round(size.width * frame);
	const inner = width - 2 * EDGE;
	const { ink, quiet, hairline } = palette;
	const head = paragraphs(inner, [
		{ text: words.title, size: TITLE, fill: ink, weight: 600, most: words.own ? 3 : undefined, before: EDGE, after: 2 },
		...words.lines.map((text) => ({ text, size: LABEL, fill: ink })),
		{ text: words.scope, size: TEXT, fill: quiet, after: 10 }
	]);
	const notes: Paragraph[] = words.notes.map((text, i) => ({ text, size: TEXT, fill: quiet, before: i > 0 ? 2 : 8 }));
	if (words.note) notes.push({ text: words.note, size: TEXT, fill: ink, before: 8, most: 4 });
	const foot = paragraphs(inner, [
		...notes,
		{ text: `${words.source} ${words.terms}`, size: TEXT, fill: quiet, before: 16 },
		{ text: words.address, size: TEXT, fill: quiet, after: EDGE - 8 }
	]);
	const rule = paragraphs(inner, notes).height + 10;
	foot.shapes.push({ kind: 'line', x1: 0, x2: inner, y1: rule, y2: rule, stroke: hairline });
	const room = round(size.height * frame) - head.height - foot.height;
	return { width, head, foot, room, stretch: stretchFor(model, inner, room, palette) };
}

/** The highest plots with which the figure is no higher than the room, found by halving. */
function stretchFor({ draw }: FigureModel<string>, width: number, room: number, palette: Palette): number {
	const fits = (stretch: number) => draw(width, palette, stretch).height <= room;
	if (!fits(LOWEST)) return 0;
	if (fits(HIGHEST)) return HIGHEST;
	let [low, high] = [LOWEST, HIGHEST];
	while (high - low > 0.02) {
		const middle = (low + high) / 2;
		if (fits(middle)) low = middle;
		else high = middle;
	}
	return low;
}

interface Paragraph {
	text: string;
	size: number;
	fill: string;
	weight?: 600;
	/** Lines, where there are not as many as it takes; what is longer ends in an ellipsis. */
	most?: number;
	before?: number;
	after?: number;
}

function paragraphs(width: number, list: readonly Paragraph[]): Drawing {
	const drawing: Drawing = { width, height: 0, shapes: [], spots: [] };
	for (const { text, size, fill, weight, most, before = 0, after = 0 } of list) {
		const step = Math.round(size * 1.3);
		drawing.height += before;
		for (const line of linesOf(text, width, size, most)) {
			drawing.height += step;
			drawing.shapes.push({
				kind: 'text',
				x: 0,
				y: drawing.height - Math.round(size * 0.3),
				text: line,
				size,
				fill,
				weight
			});
		}
		drawing.height += after;
	}
	return drawing;
}

/** Where a word that is longer than its line may be broken: behind the signs of an address. */
const PIECES = /[^/?&=_.-]*[/?&=_.-]+|[^/?&=_.-]+/g;

/** Parts of the size that letters are wide: Inter's, and a tenth more for the face that stands in for it. */
const WIDTHS: [RegExp, number][] = [
	[/[\s.,:;'’|ijlrtfI/()]/, 0.38],
	[/[MWmwЖШЩЮЫФжшщюыфЪъ@%…–—]/, 1],
	[/\p{Lu}/u, 0.78],
	[/[\da-zа-яёәғқңөұүһі]/, 0.65]
];

/** A width that running text does not exceed. */
export function proseWidth(text: string, size = TEXT): number {
	let em = 0;
	for (const letter of text) em += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 1;
	return em * size;
}

/** Text on lines no wider than the width, as many as there may be; a word that is longer than a line is broken. */
export function linesOf(text: string, width: number, size: number, most = Infinity): string[] {
	const fits = (words: string) => proseWidth(words, size) <= width;
	const lines: string[] = [];
	const put = (piece: string, glue: string) => {
		const line = lines.at(-1);
		if (line !== undefined && fits(line + glue + piece)) lines[lines.length - 1] = line + glue + piece;
		else lines.push(piece);
	};
	for (const word of text.trim().split(/[ \t\r\n]+/)) {
		if (fits(word)) put(word, ' ');
		else
			word.match(PIECES)!.forEach((piece, i) => {
				if (fits(piece)) put(piece, i === 0 ? ' ' : '');
				else [...piece].forEach((letter, j) => put(letter, i + j === 0 ? ' ' : ''));
			});
	}
	if (lines.length <= most) return lines;
	let last = lines[most - 1];
	while (last && !fits(`${last}…`)) last = last.slice(0, -1);
	return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
}
