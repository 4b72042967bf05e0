import type { FigureId } from '#lib/domain/figure.ts';
import { counted, filterName, measureName } from '#lib/words/labels.ts';
import { categoryFinding, categorySentence } from '#lib/words/findings.ts';
import { m } from '#lib/words/messages/messages.js';
import { number, share, short } from '#lib/words/numbers.ts';
import { layoutBars, type Bar } from './bars.ts';
import { colorOf, fold, FOLDED, ranked, total, type Category } from './categories.ts';
import { heading, stacked, type Palette } from './drawing.ts';
import { figureScope, type FigureInput, type FigureModel } from './model.ts';

type By = 'product' | 'reason';

/** Ordered bars by reason, the leading ones by name and the rest as one that opens. */
export function byReason(input: FigureInput, open: boolean): FigureModel {
	return {
		...byCategory('by-reason', 'reason', input, open),
		draw: (width, palette, stretch) =>
			layoutBars(bars(input, 'reason', open, palette), 'reason', width, palette, stretch)
	};
}

/** The leading product against all others together, then the others on a scale of their own. */
export function byProduct(input: FigureInput, open: boolean): FigureModel {
	return {
		...byCategory('by-product', 'product', input, open),
		draw: (width, palette, stretch) => {
			const categories = ranked(input.answers.byProduct, 'product', input.names);
			if (categories.length < 3)
				return layoutBars(bars(input, 'product', open, palette), 'product', width, palette, stretch);
			const base = total(categories);
			const [leader, ...others] = categories;
			const together = {
				key: FOLDED,
				label: m.all_other_products(),
				value: total(others),
				slugs: others.map(({ key }) => key)
			};
			const { shown } = open ? { shown: others } : fold(others, 'product');
			const bar = barOf('product', input, base, palette);
			const parts = [[leader, together].map(bar), shown.map(bar)];
			const [first, second] = parts.map((part) => layoutBars(part, 'product', width, palette, stretch, parts.flat()));
			const times = enlarged(leader, together, shown);
			return stacked(width, 6, [first, heading(m.others_own_scale({ times }), width, palette), second]);
		}
	};
}

/** How many times as long as among the leading two a request is drawn among the others. */
function enlarged(leader: Category, together: Category, others: readonly Category[]): string {
	const times = Math.max(leader.value, together.value) / Math.max(1, ...others.map(({ value }) => value));
	return times < 10 ? short(Math.round(times * 10) / 10) : number(times);
}

function bars(input: FigureInput, by: By, open: boolean, palette: Palette): Bar[] {
	const answer = by === 'product' ? input.answers.byProduct : input.answers.byReason;
	const categories = ranked(answer, by, input.names);
	const { shown } = open ? { shown: categories } : fold(categories, by);
	return shown.map(barOf(by, input, total(categories), palette));
}

function barOf(by: By, input: FigureInput, base: number, palette: Palette): (category: Category) => Bar {
	return ({ key, label, value, slugs }) => ({
		key,
		label,
		value,
		status: value > 0 ? 'reported' : 'zero',
		text: share(value, base),
		says: () => [label, counted(value, input.selection.measure), share(value, base)],
		color: colorOf(key, palette),
		narrow: { [by]: slugs }
	});
}

function byCategory(id: FigureId, by: By, input: FigureInput, open: boolean): Omit<FigureModel, 'draw'> {
	const { selection, answers, names } = input;
	const categories = ranked(by === 'product' ? answers.byProduct : answers.byReason, by, names);
	const base = total(categories);
	const scope = figureScope(input);
	const folded = by === 'product' ? fold(categories.slice(1), by).folded : fold(categories, by).folded;
	const shows = m.caption_by({ measure: measureName(selection.measure), dimension: filterName(by).toLowerCase() });
	return {
		id,
		form: m.form_bars(),
		shows,
		title: categoryFinding(by, categories, base, scope),
		sentence: categorySentence(by, categories, scope, names),
		scope,
		notes: [],
		folded: open ? 0 : folded.length,
		table: () => ({
			caption: shows,
			columns: [filterName(by), measureName(selection.measure), m.share_of_total()],
			rows: categories.map(({ label, value }) => [label, number(value), share(value, base)])
		}),
		values: () =>
			categories.map(({ key, value }) => ({
				place: { [by]: key },
				measure: selection.measure,
				value,
				base,
				status: value > 0 ? 'reported' : 'zero'
			}))
	};
}
