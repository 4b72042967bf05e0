import type { FigureId } from '#lib/domain/figure.ts';
import { byOutcome } from './byOutcome.ts';
import { byPeriod } from './byPeriod.ts';
import { byProduct, byReason } from './byCategory.ts';
import { byRequester } from './byRequester.ts';
import type { FigureInput, FigureModel } from './model.ts';
import { productByReason } from './productByReason.ts';
import { overTime } from './overTime.ts';

/**
 * The figure with this id.
 * @param open whether folded categories are shown one by one
 */
export function figureOf(id: FigureId, input: FigureInput, open = false): FigureModel {
	const model = built(id, input, open);
	const held = input.partial ? input.partial.figure(input, model) : model;
	return input.events ? input.events.figure(input, held) : held;
}

function built(id: FigureId, input: FigureInput, open: boolean): FigureModel {
	switch (id) {
		case 'by-period':
			return byPeriod(input);
		case 'by-reason-over-time':
			return overTime('reason', input);
		case 'by-product-over-time':
			return overTime('product', input);
		case 'by-reason':
			return byReason(input, open);
		case 'by-product':
			return byProduct(input, open);
		case 'product-by-reason':
			return productByReason(input, open);
		case 'by-requester':
			return byRequester(input, open);
		case 'by-outcome':
			return byOutcome(input);
	}
}
