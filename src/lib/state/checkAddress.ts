import { WORLD } from '#lib/domain/question.ts';
import type { AddressContext } from './address.ts';

/** What an address of "Check" asks for. */
export interface CheckAsked {
	text: string;
	/** The day the text was printed; empty where it does not say. */
	date: string;
	/** A territory's code, or `world`; empty: the one the text names, or else Kazakhstan. */
	territory: string;
}

/** Keys of "Check" alone; `territory` it has in common with the other pages. */
export const CHECK_KEYS = ['q', 'date'] as const;

/** So many numbers of one text are checked. */
export const NUMBER_LIMIT = 8;

/** Longer texts are cut: an address has an end. */
export const TEXT_LIMIT = 2000;

const isDate = (text: string) => /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text);

/** Reads an address. A date or a territory that is none is left out. */
export function readCheck(params: URLSearchParams, { codebook }: Pick<AddressContext, 'codebook'>): CheckAsked {
	const date = (params.get('date') ?? '').trim();
	const territory = (params.get('territory') ?? '').trim();
	const code = territory.toLowerCase() === WORLD ? WORLD : territory.toUpperCase();
	return {
		text: (params.get('q') ?? '').slice(0, TEXT_LIMIT),
		date: isDate(date) ? date : '',
		territory: code === WORLD || codebook.territories.some(({ slug }) => slug === code) ? code : ''
	};
}

export function writeCheck({ text, date, territory }: CheckAsked): URLSearchParams {
	const params = new URLSearchParams();
	if (text.trim()) params.set('q', text.slice(0, TEXT_LIMIT));
	if (date) params.set('date', date);
	if (territory) params.set('territory', territory);
	return params;
}
