import { scaleBand } from 'd3';
import type { Period } from '#lib/domain/period.ts';
import type { ComplianceRow } from '#lib/domain/row.ts';
import type { Slot } from '#lib/domain/slot.ts';
import { SMALL_BASE } from '#lib/domain/slot.ts';
import { isSmall, percent } from '#lib/words/numbers.ts';
import { underCoverage } from './coverage.ts';
import { round, textWidth, type Drawing, type Palette, type Shape } from './drawing.ts';
import { linear } from './scale.ts';
import { reach, timeTicks } from './time.ts';

/** A half-year of the old method: requests, and the share of them at least partly complied with. */
export interface ComplianceSlot {
	period: Period;
	/** `undefined`: the territory has no row. */
	row: ComplianceRow | undefined;
	says: () => string[];
}

const TOP = 22;
const PLOT = 128;
/** Room for the years below. */
const FOOT = 40;

/**
 * The share of requests complied with, to 2018. From thirty requests up a column of per cent;
 * below, one dot a request, filled where Google complied, because three of four is not 75 %.
 */
export function layoutCompliance(
	slots: readonly ComplianceSlot[],
	width: number,
	palette: Palette,
	stretch = 1
): Drawing {
	const bottom = TOP + Math.round(PLOT * stretch);
	const left = textWidth('100 %') + 8;
	const y = linear(100, [bottom, TOP]);
	const band = scaleBand<string>(
		slots.map(({ period }) => period),
		[left, width - 2]
	).paddingInner(0.22);
	const shapes: Shape[] = [0, 50, 100].flatMap((tick): Shape[] => [
		{ kind: 'line', x1: left, x2: width, y1: round(y(tick)), y2: round(y(tick)), stroke: palette.hairline },
		{ kind: 'text', x: round(left - 6), y: round(y(tick) + 4), text: percent(tick), anchor: 'end', fill: palette.quiet }
	]);
	shapes.push({ kind: 'line', x1: left, x2: width, y1: bottom, y2: bottom, stroke: palette.quiet });
	const center = ({ key }: { key: string }) => band(key)! + band.bandwidth() / 2;
	for (const { period, row } of slots) {
		const x = round(band(period)!);
		const wide = round(Math.max(1, band.bandwidth()));
		if (!row) {
			shapes.push({ kind: 'hatch', x, y: TOP, width: wide, height: bottom - TOP, status: 'not-reported' });
		} else if (row.requests === null) {
			const status = row.requestsGap ?? 'unknown';
			shapes.push({
				kind: 'rect',
				x,
				y: bottom - 14,
				width: wide,
				height: 14,
				fill: 'none',
				stroke: palette.total,
				status
			});
		} else if (row.requests < SMALL_BASE) {
			// Twenty-nine dots end below the top of the plot, however low it is.
			const gap = Math.min(6, wide, (bottom - TOP - 2) / 29 / 0.72);
			for (let i = 0; i < row.requests; i++) {
				const filled = row.compliedWith !== null && i < row.compliedWith;
				shapes.push({
					kind: 'circle',
					cx: round(center({ key: period })),
					cy: round(bottom - 3 - i * gap * 0.72),
					r: round(Math.min(2.2, gap * 0.33)),
					fill: filled ? palette.total : palette.ground,
					stroke: palette.total
				});
			}
		} else if (row.percent !== null) {
			const top = Math.min(bottom - 1, round(y(row.percent)));
			shapes.push({
				kind: 'rect',
				x,
				y: top,
				width: wide,
				height: round(bottom - top),
				fill: palette.total,
				status: row.percent > 0 ? 'reported' : 'zero'
			});
		}
	}
	shapes.push(
		...timeTicks(
			slots.map(({ period }) => ({ key: period })),
			center,
			band.step(),
			bottom + 18,
			left,
			width,
			palette
		)
	);
	const figure: Drawing = {
		width,
		height: bottom + FOOT,
		shapes,
		spots: slots.map(({ period, says }) => ({
			key: period,
			...reach(band(period)!, band, width),
			y: TOP,
			height: bottom - TOP + 12,
			says,
			place: `compliance ${period}`
		}))
	};
	const place = ({ key }: Slot) => reach(band(key)!, band, width);
	return underCoverage(slots.map(halfOf), place, figure, palette, 4);
}

/** How a half-year of the old method is known. */
function halfOf({ period, row }: ComplianceSlot): Slot {
	const status = row ? (row.requestsGap ?? (row.requests === 0 ? 'zero' : 'reported')) : 'not-reported';
	return { key: period, halves: [period], partial: false, status, value: row?.requests ?? null, atLeast: false };
}

/** Whether any slot is drawn as dots. */
export function hasSmallBase(slots: readonly ComplianceSlot[]): boolean {
	return slots.some(({ row }) => isSmall(row?.requests ?? null));
}
