import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LIGHT } from '#lib/charts/drawing.ts';
import { figureOf } from '#lib/charts/figures.ts';
import { FIGURES } from '#lib/domain/figure.ts';
import { bibTeX, cslJson, ris, texText } from '#lib/export/citation.ts';
import { altText, closed, described } from '#lib/words/altText.ts';
import { citation, quotable, type Cited } from '#lib/words/citation.ts';
import { scopeSentence } from '#lib/words/sentences.ts';
import { casesOf, SCOPES } from '../charts/matrix.ts';
import { inputOf, names } from '../charts/input.ts';

const SCOPE =
	'Requests from Kazakhstan, January 2011 to December 2025, all products, reasons and requesters. Edition 2026-06, distinct requests.';
const ADDRESS = 'https://ledger.example/en/figure/by-period/?from=2011H1&to=2025H2&edition=2026-06';
const cited = (change: Partial<Cited> = {}): Cited => ({
	title: 'The peak: 92 requests in July–December 2022, Kazakhstan',
	scope: SCOPE,
	edition: { edition: '2026-06', title: 'June 2026, republished' },
	address: ADDRESS,
	...change
});

/** The entry of a BibTeX file, read as BibTeX reads it: values end where their braces balance. */
function readBibTeX(text: string): { type: string; key: string; fields: Record<string, string> } {
	const [, type, key, body] = /^@(\w+)\{([^,\s]+),\n([\s\S]*)\n\}\n$/.exec(text)!;
	const fields: Record<string, string> = {};
	let at = 0;
	while (at < body.length) {
		const [whole, name] = /^\s*(\w+) = \{/.exec(body.slice(at))!;
		let depth = 1;
		let end = at + whole.length;
		for (; depth > 0; end++) {
			if (body[end] === '\\') end++;
			else if (body[end] === '{') depth++;
			else if (body[end] === '}') depth--;
		}
		fields[name] = body.slice(at + whole.length, end - 1);
		at = end;
		if (body[at] === ',') at++;
	}
	return { type, key, fields };
}

/** What TeX sets for a text. */
const set = (text: string) =>
	text
		.replaceAll('~', '\u00a0')
		.replaceAll('\\textbackslash{}', '\u0001')
		.replaceAll('\\textasciicircum{}', '^')
		.replaceAll('\\textasciitilde{}', '\u0002')
		.replace(/\\([{}$&#%_])/g, '$1')
		.replaceAll('\u0001', '\\')
		.replaceAll('\u0002', '~');

/** Words that would break a form that does not know them. */
const AWKWARD = 'A & B: 100 % of {x_1} \\ #3 ~ $5 ^2 “Türkiye”, „ә“';

test('the plain text names figure, scope, source, edition and address, and the day only when there is one', () => {
	expect(citation(cited())).toBe(
		`Takedown Ledger: “The peak: 92 requests in July–December 2022, Kazakhstan.” ${SCOPE} Source: Google Transparency Report, government requests to remove content; edition 2026-06 (June 2026, republished). ${ADDRESS}`
	);
	expect(citation(cited(), '24 November 2026')).toBe(`${citation(cited())} (accessed 24 November 2026)`);
});

describe('BibTeX', () => {
	it('has every part, with Google as the publisher', () => {
		expect(readBibTeX(bibTeX(cited(), 'a-key', '2026-11-24'))).toEqual({
			type: 'misc',
			key: 'a-key',
			fields: {
				author: '{Takedown Ledger}',
				title: '{The peak: 92 requests in July–December 2022, Kazakhstan}',
				year: '2026',
				month: '6',
				publisher: 'Google',
				version: '2026-06',
				howpublished: 'Data set',
				note: `${SCOPE} Source: Google Transparency Report, government requests to remove content; edition 2026-06 (June 2026, republished).`,
				url: ADDRESS,
				urldate: '2026-11-24'
			}
		});
	});

	it('sets the words that were given, whatever signs are in them', () => {
		const { fields } = readBibTeX(bibTeX(cited({ title: AWKWARD, scope: `${AWKWARD}.` }), 'k', '2026-11-24'));
		expect(set(fields.title.slice(1, -1))).toBe(AWKWARD);
		expect(set(fields.note)).toContain(`${AWKWARD}. Source:`);
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
				const tex = texText(text);
				expect(set(tex)).toBe(text.replace(/ +/g, ' ').trim());
				// What TeX would take for a command is nowhere but behind a backslash.
				expect(tex.replace(/\\[{}$&#%_]|\\text[a-z]+\{\}/g, '')).not.toMatch(/[\\{}$&#%_^~]/);
			})
		);
	});

	it('an address can not end its field', () => {
		const { fields } = readBibTeX(bibTeX(cited({ address: 'https://ledger.example/?x={}}\\' }), 'k', '2026-11-24'));
		expect(fields.url).toBe('https://ledger.example/?x=%7B%7D%7D%5C');
		expect(fields.urldate).toBe('2026-11-24');
	});
});

describe('RIS', () => {
	it('has every part, one tag a line, and ends', () => {
		expect(ris(cited(), 'a-key', '2026-11-04').split('\r\n')).toEqual([
			'TY  - DATA',
			'ID  - a-key',
			'AU  - Takedown Ledger',
			'TI  - The peak: 92 requests in July–December 2022, Kazakhstan',
			'PY  - 2026',
			'DA  - 2026/06//',
			'PB  - Google',
			'ET  - 2026-06',
			`N1  - ${SCOPE} Source: Google Transparency Report, government requests to remove content; edition 2026-06 (June 2026, republished).`,
			`UR  - ${ADDRESS}`,
			'Y2  - 2026/11/04/',
			'ER  - ',
			''
		]);
	});

	it('a break in a value makes no tag of its own', () => {
		const text = ris(cited({ title: 'One\r\nER  - \nTY  - BOOK' }), 'k', '2026-11-24');
		expect(text.match(/^TY {2}- /gm)).toHaveLength(1);
		expect(text.match(/^ER {2}- /gm)).toHaveLength(1);
	});
});

test('CSL-JSON is a list of one data set with every part', () => {
	expect(JSON.parse(cslJson(cited({ title: AWKWARD }), 'a-key', '2026-11-04'))).toEqual([
		{
			id: 'a-key',
			type: 'dataset',
			title: AWKWARD,
			author: [{ literal: 'Takedown Ledger' }],
			publisher: 'Google',
			issued: { 'date-parts': [[2026, 6]] },
			version: '2026-06',
			note: `${SCOPE} Source: Google Transparency Report, government requests to remove content; edition 2026-06 (June 2026, republished).`,
			URL: ADDRESS,
			accessed: { 'date-parts': [[2026, 11, 4]] }
		}
	]);
});

test("an edition of a reader's own files has no date of publication", () => {
	const own = cited({ edition: { edition: 'own-3f2a9c1d', title: 'your files' } });
	expect(readBibTeX(bibTeX(own, 'k', '2026-11-24')).fields).not.toHaveProperty('year');
	expect(ris(own, 'k', '2026-11-24')).not.toMatch(/^(PY|DA) /m);
	expect(JSON.parse(cslJson(own, 'k', '2026-11-24'))[0]).not.toHaveProperty('issued');
});

describe('a figure in words', () => {
	const model = figureOf('by-period', inputOf());
	const scope = scopeSentence(model.scope, names);

	it('says its form, what it shows, the finding and the scope', () => {
		expect(altText(model, scope)).toBe(
			`Column chart. Requests over time. ${closed(model.title)} ${model.sentence} ${SCOPE}`
		);
		expect(described(model, scope)).toBe(`Column chart. Requests over time. ${model.sentence} ${SCOPE}`);
	});

	it('is quoted as its finding with scope and source', () => {
		expect(quotable({ title: model.title, scope })).toBe(
			`${closed(model.title)} ${SCOPE} Source: Google Transparency Report, government requests to remove content.`
		);
	});

	it.each<[string, Parameters<typeof figureOf>, string]>([
		['columns', ['by-period', inputOf()], 'Column chart'],
		['dots', ['by-period', inputOf({ measure: 'items', scale: 'log' })], 'Dots on stems, logarithmic axis'],
		['panels', ['by-reason-over-time', inputOf()], 'Column charts side by side, one scale'],
		[
			'panels of dots',
			['by-reason-over-time', inputOf({ scale: 'log' })],
			'Dot charts side by side, one logarithmic scale'
		],
		['lines', ['by-product-over-time', inputOf({ show: 'cumulative' })], 'Line charts side by side, one scale'],
		[
			'shares, which have no logarithmic scale',
			['by-product-over-time', inputOf({ show: 'share', scale: 'log' })],
			'Column charts side by side, one scale'
		],
		['bars', ['by-reason', inputOf()], 'Bar chart'],
		['heat', ['product-by-reason', inputOf()], 'Heat table'],
		['two parts', ['by-outcome', inputOf()], 'Chart in two parts, each on axes of its own'],
		['one part', ['by-outcome', inputOf({ from: '2019H2' })], 'Column charts side by side, one scale'],
		['the other part', ['by-outcome', inputOf({ to: '2018H2' })], 'Column chart'],
		['classes and detail', ['by-requester', inputOf()], 'Chart in two parts, each on axes of its own'],
		['classes alone', ['by-requester', inputOf({ to: '2018H2' })], 'Column charts side by side, one scale']
	])('its form: %s', (_, figure, form) => {
		expect(figureOf(...figure).form).toBe(form);
	});

	/** The marks that each form has: what is said is what is drawn. */
	it.each(FIGURES.flatMap((id) => SCOPES.map(([name, scope]) => [id, name, scope] as const)))(
		'%s, %s: whole sentences, and the form that is drawn',
		(id, _, change) => {
			for (const { model, name } of casesOf(id, change)) {
				const text = altText(model, scopeSentence(model.scope, names));
				expect(text, name).not.toMatch(/undefined|null|NaN|\{|\}|\.\.|[^.?!]$| {2}/);
				expect(text.startsWith(`${model.form}. ${model.table().caption}. `), name).toBe(true);
				expect(text, name).toContain(closed(model.title));
				const marks = model.draw(680, LIGHT).shapes.filter((shape) => 'status' in shape && shape.status === 'reported');
				if (model.form.startsWith('Column chart') || model.form === 'Bar chart' || model.form === 'Heat table')
					expect(new Set(marks.map(({ kind }) => kind)), name).not.toContain('path');
				if (model.form.startsWith('Dot')) expect(new Set(marks.map(({ kind }) => kind)), name).not.toContain('rect');
			}
		}
	);
});
