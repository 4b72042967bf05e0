import { measureName } from '#lib/words/labels.ts';
import { cellFinding } from '#lib/words/findings.ts';
import { m } from '#lib/words/messages/messages.js';
import { number, share } from '#lib/words/numbers.ts';
import { fold, FOLDED, ranked, total, type Category } from './categories.ts';
import { NARROW } from './drawing.ts';
import { layoutHeat, type HeatCell } from './heat.ts';
import { figureScope, type FigureInput, type FigureModel } from './model.ts';

/** A table of products by reasons with the count in every cell; the leading ones by name, the rest as one. */
export function productByReason(input: FigureInput, open: boolean): FigureModel {
	const { selection, answers, names } = input;
	const products = ranked(answers.byProduct, 'product', names);
	const reasons = ranked(answers.byReason, 'reason', names);
	const base = total(reasons);
	const values = new Map(answers.byProductReason.map(({ key, value }) => [key.join('\n'), value ?? 0]));
	const shownReasons = open ? reasons : fold(reasons, 'reason', 10).shown;
	const folded = open ? 0 : fold(reasons, 'reason', 10).folded.length;
	const scope = figureScope(input);

	const sum = (reason: Category, product: Category) => {
		let value = 0;
		for (const r of reason.slugs) for (const p of product.slugs) value += values.get(`${p}\n${r}`) ?? 0;
		return value;
	};
	/** Columns by width: a phone has room for three products and the rest, the narrowest for two. */
	const columnsFor = (width: number) => fold(products, 'product', width < 310 ? 2 : width < NARROW ? 3 : 6).shown;

	const shows = m.caption_product_by_reason({ measure: measureName(selection.measure) });
	return {
		id: 'product-by-reason',
		form: m.form_heat(),
		shows,
		title: cellFinding(answers.byProductReason, base, scope, names),
		sentence: m.sentence_cell(),
		scope,
		notes: [],
		folded,
		table: () => ({
			caption: shows,
			columns: [m.reason(), ...products.map(({ label }) => label), m.total()],
			rows: reasons.map((reason) => [
				reason.label,
				...products.map((product) => number(values.get(`${product.key}\n${reason.key}`) ?? 0)),
				number(reason.value)
			])
		}),
		across: 'product',
		values: () =>
			reasons.flatMap((reason) =>
				products.map((product) => {
					const value = values.get(`${product.key}\n${reason.key}`) ?? 0;
					return {
						place: { reason: reason.key, product: product.key },
						measure: selection.measure,
						value,
						status: value > 0 ? ('reported' as const) : ('zero' as const)
					};
				})
			),
		draw: (width, palette, stretch) => {
			const columns = columnsFor(width);
			return layoutHeat(
				{
					columns: columns.map(({ label }) => label),
					rows: shownReasons.map((reason) => ({
						label: reason.label,
						cells: columns.map((product): HeatCell => {
							const value = sum(reason, product);
							const both = product.key !== FOLDED && reason.key !== FOLDED;
							return {
								key: `${product.key} ${reason.key}`,
								value,
								text: value > 0 ? number(value) : '',
								says: () => [m.cell_of({ product: product.label, reason: reason.label }), share(value, base)],
								rows:
									value > 0
										? {
												of: () => m.cell_of({ product: product.label, reason: reason.label }),
												narrow: { product: product.slugs, reason: reason.slugs }
											}
										: undefined,
								choice: both && value > 0 ? { product: product.key, reason: reason.key } : undefined
							};
						})
					}))
				},
				width,
				palette,
				stretch
			);
		}
	};
}
