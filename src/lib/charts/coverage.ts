import { isHatched, type Slot } from '#lib/domain/slot.ts';
import type { Status } from '#lib/domain/status.ts';
import { period, statusName } from '#lib/words/labels.ts';
import type { Period } from '#lib/domain/period.ts';
import { round, stacked, TEXT, textWidth, type Drawing, type Palette, type Shape, type Spot } from './drawing.ts';
import { laneWord } from './model.ts';

/** Where a half-year stands on the axis of the figure below. */
export type PlaceOfHalf = (half: Slot, index: number) => { x: number; width: number };

const WORDS = 18;
const CELL = 6;

interface Run {
	status: Status;
	from: number;
	to: number;
}

/**
 * One thin row that says of every half-year how it is known, in words beside the marks: each status is named where it
 * stands, once in full, and again or in short where there is room.
 */
function layoutCoverage(halves: readonly Slot[], place: PlaceOfHalf, width: number, palette: Palette): Drawing {
	const runs: Run[] = [];
	halves.forEach(({ status }, i) => {
		if (runs.at(-1)?.status === status) runs.at(-1)!.to = i;
		else runs.push({ status, from: i, to: i });
	});
	const places = halves.map(place);
	const left = (run: Run) => places[run.from].x;
	const right = (run: Run) => places[run.to].x + places[run.to].width;

	const taken: { row: number; from: number; to: number }[] = [];
	const words: { row: number; x: number; text: string; of: Run }[] = [];
	const put = (run: Run, text: string, row: number): boolean => {
		const wide = textWidth(text);
		const x = Math.max(0, Math.min(width - wide, (left(run) + right(run) - wide) / 2));
		if (taken.some((one) => one.row === row && x < one.to + 8 && x + wide + 8 > one.from)) return false;
		taken.push({ row, from: x, to: x + wide });
		words.push({ row, x: x + wide / 2, text, of: run });
		return true;
	};
	const named = new Set<Status>();
	const count = (status: Status) => halves.filter((half) => half.status === status).length;
	// The rare status before the common, which has many places to be named at; of each the longest run first.
	const rare = runs.toSorted((a, b) => count(a.status) - count(b.status) || b.to - b.from - (a.to - a.from));
	// Row 0 stands above the cells, the others below.
	for (const row of [0, 1, 2])
		for (const run of rare) if (!named.has(run.status) && put(run, statusName(run.status), row)) named.add(run.status);
	for (const run of rare) {
		const short = laneWord(halves[run.from]);
		if (short && !words.some(({ x }) => x >= left(run) && x <= right(run))) put(run, short, 0);
	}

	const below = Math.max(...words.map(({ row }) => row), 0);
	const y = WORDS;
	const shapes: Shape[] = words.map(({ row, x, text }) => ({
		kind: 'text',
		x: round(x),
		y: row === 0 ? WORDS - 7 : CELL + 13 + row * WORDS,
		text,
		size: TEXT,
		anchor: 'middle',
		fill: palette.quiet
	}));
	// A word wider than its run lies over the neighbours: a tick says which it is of.
	for (const { row, text, of } of words) {
		if (textWidth(text) <= right(of) - left(of)) continue;
		const at = round((left(of) + right(of)) / 2);
		const from = row === 0 ? WORDS - 4 : WORDS + CELL;
		shapes.push({
			kind: 'path',
			d: `M${at} ${from}L${at} ${from + 3}`,
			fill: 'none',
			stroke: palette.ink,
			covers: of.status
		});
	}
	for (const run of runs) {
		const box = { covers: run.status, x: round(left(run)), y, width: round(right(run) - left(run)), height: CELL };
		const { status } = run;
		if (status === 'reported') shapes.push({ kind: 'rect', ...box, fill: palette.total });
		else if (isHatched({ status })) shapes.push({ kind: 'hatch', ...box });
		else
			shapes.push({
				kind: 'rect',
				...box,
				x: box.x + 0.5,
				y: y + 0.5,
				width: Math.max(1, box.width - 1),
				height: CELL - 1,
				fill: palette.ground,
				stroke: palette.total
			});
	}
	const spots: Spot[] = halves.map((half, i) => ({
		key: `coverage ${half.key}`,
		x: places[i].x,
		y: 0,
		width: places[i].width,
		height: WORDS + CELL,
		says: () => [period(half.key as Period), statusName(half.status)],
		place: `coverage ${half.key}`,
		passed: true
	}));
	return { width, height: WORDS + CELL + below * WORDS, shapes, spots };
}

/** A time figure under its coverage strip. `place` may ask where the figure stands, so the figure comes first. */
export function underCoverage(
	halves: readonly Slot[],
	place: PlaceOfHalf,
	figure: Drawing,
	palette: Palette,
	gap = 10
): Drawing {
	return stacked(figure.width, gap, [layoutCoverage(halves, place, figure.width, palette), figure]);
}

/** Half-years side by side over the whole width, for figures whose panels have axes of their own. */
export function acrossWidth(halves: readonly Slot[], width: number): PlaceOfHalf {
	const step = width / Math.max(1, halves.length);
	return (_, i) => ({ x: i * step, width: step });
}
