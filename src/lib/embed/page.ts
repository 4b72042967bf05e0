import { NARROW, PRERENDERED, wrap, type Drawing, type Palette } from '#lib/charts/drawing.ts';
import type { FigureModel, Table } from '#lib/charts/model.ts';
import { escaped, svgText } from '#lib/export/svg.ts';
import { described } from '#lib/words/altText.ts';
import { sourceLine, type Cited } from '#lib/words/citation.ts';
import { day, eventDate } from '#lib/words/events.ts';
import { m } from '#lib/words/messages/messages.js';

/** A figure as it stands in somebody else's page. */
export interface Embedded {
	model: FigureModel;
	scope: string;
	edition: Cited['edition'];
	/** How fresh the numbers are, or that they stay as they are. */
	freshness: string;
	palette: Palette;
	/** The figure's own page with the same choice. */
	href: string;
	/** The embedder's own words in the place of ours. */
	title?: string;
	note?: string;
	/** What of the address was not understood. */
	notices: readonly string[];
	/** The table is open. */
	table: boolean;
}

/** The sheet of an embed: it asks for no font, and takes its colours from the palette. */
export function embedStyle({ ground, ink, quiet, hairline }: Palette, link: string): string {
	return [
		`html{background:${ground};color:${ink};font:15px/1.5 Inter,'Noto Sans',Arial,sans-serif;-webkit-text-size-adjust:100%}`,
		'body{margin:0;padding:0 1px 2px;overflow-wrap:anywhere}*{box-sizing:border-box}',
		'h1{font-size:19px;line-height:1.25;margin:0 0 4px}p{margin:0 0 4px}svg{display:block;max-width:100%;height:auto}',
		`.q{color:${quiet};font-size:14px}a{color:${link}}.d{position:relative;margin:8px 0}.n{font-size:14px;color:${quiet}}`,
		`.p .s{visibility:hidden}.w{border-left:4px solid ${quiet};padding-left:10px}`,
		`table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600}`,
		`th,td{text-align:right;font-weight:400;padding:4px 12px 4px 0;border-bottom:1px solid ${hairline}}`,
		'thead th{font-weight:600}th:first-child{text-align:left}.t{overflow-x:auto}summary{padding:4px 0;cursor:pointer}',
		`.x{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;pointer-events:none}`,
		`.d:has(.x:focus-visible),a:focus-visible,summary:focus-visible,.t:focus-visible{outline:2px solid ${link};outline-offset:2px}`,
		`.k{position:absolute;background:${link};opacity:.12;pointer-events:none}`,
		`.i{position:absolute;z-index:1;background:${ink};color:${ground};padding:6px 10px;font-size:13px;line-height:1.45;pointer-events:none;max-width:min(300px,80%);border-radius:3px}`,
		'.i b,.i span{display:block}',
		`@media(min-width:${NARROW}px){.a{display:none}}@media(max-width:${NARROW - 1}px){.b{display:none}}`
	].join('');
}

/** The drawing with the name it has for assistive technology. */
export function embedDrawing(drawing: Drawing, { model, scope, palette, title }: Embedded, id = 'f'): string {
	return svgText(drawing, { title: title || model.title, description: described(model, scope) }, palette, { id });
}

/** Both forms, for a page that no script draws again: a narrow one for phones, a wide one from there up. */
function bothDrawings(embedded: Embedded): string {
	const { model, palette } = embedded;
	return (
		`<div class="a">${embedDrawing(model.draw(PRERENDERED.narrow, palette), embedded, 'a')}</div>` +
		`<div class="b">${embedDrawing(model.draw(PRERENDERED.wide, palette), embedded, 'b')}</div>`
	);
}

function tableMarkup({ caption, columns, rows }: Table): string {
	const row = (cells: string[]) =>
		`<tr>${cells.map((cell, i) => (i === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`)).join('')}</tr>`;
	return (
		`<div class="t" role="region" tabindex="0" aria-label="${escaped(caption)}"><table><caption>${escaped(caption)}</caption>` +
		`<thead><tr>${columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')}</tr></thead>` +
		`<tbody>${rows.map(row).join('')}</tbody></table></div>`
	);
}

function eventsMarkup({ events }: FigureModel): string {
	if (!events) return '';
	const items = events.map((event) => {
		const { number, text, sources } = event;
		const from = sources.map(
			({ address, publisher, date }) =>
				`<a href="${escaped(address)}" target="_blank" rel="noopener noreferrer">${escaped(publisher)}</a>, ${escaped(day(date))}`
		);
		return `<li value="${number}"><b>${escaped(eventDate(event))}</b> ${escaped(text)} <span class="q">${from.join('; ')}</span></li>`;
	});
	return `<details class="n"><summary>${escaped(m.events_list())}</summary><ol>${items.join('')}</ol></details>`;
}

/**
 * What an embed shows: title, sentence, scope, drawing, notes, table, source. The scope and the source stay, whatever words of
 * their own the embedder gives.
 * @param drawing its markup; without it, one for narrow frames and one for wide ones
 */
export function embedInside(embedded: Embedded, drawing = bothDrawings(embedded)): string {
	const { model, scope, edition, freshness, href, title, note, notices, table } = embedded;
	const paragraph = (text: string, look: string) => `<p class="${look}">${escaped(text)}</p>`;
	return [
		...notices.map((notice) => paragraph(notice, 'q w')),
		`<h1>${escaped(title || model.title)}</h1>`,
		`<p>${escaped(note || model.sentence)}</p>`,
		`<p class="q" data-scope>${escaped(scope)}</p>`,
		model.absent ? '' : `<div class="d">${drawing}</div>`,
		...model.notes.map((text) => paragraph(text, 'n')),
		eventsMarkup(model),
		model.absent
			? ''
			: `<details class="n"${table ? ' open' : ''}><summary>${escaped(m.table())}</summary>${tableMarkup(model.table())}</details>`,
		paragraph(`${sourceLine(edition)} ${freshness}`, 'q'),
		`<p class="q"><a href="${escaped(href)}" target="_blank" rel="noopener">${escaped(m.embed_check())}</a></p>`
	].join('');
}

/** A height, in pixels, that a frame of 320 pixels does not exceed, whichever of the named faces it is set in. */
export function embedHeight(embedded: Embedded): number {
	const { model, scope, edition, freshness, title, note, notices } = embedded;
	const width = 318;
	const lines = (text: string, size: number) => wrap(text, width, size).length * Math.ceil(size * 1.5) + 4;
	const words = [scope, ...notices, ...model.notes, `${sourceLine(edition)} ${freshness}`, m.embed_check()];
	const summaries = 31 * (model.events ? 2 : 1);
	const drawing = model.absent ? 0 : model.draw(width, embedded.palette).height + 16;
	return Math.ceil(
		lines(title || model.title, 19) +
			lines(note || model.sentence, 15) +
			words.reduce((sum, text) => sum + lines(text, 14), 0) +
			drawing +
			summaries
	);
}

/** The whole figure as one page that asks nothing of any site: style, drawings and table are inside. */
export function sealedPage(embedded: Embedded, lang: string, style: string): string {
	return (
		`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
		`<meta name="referrer" content="no-referrer"><title>${escaped(embedded.title || embedded.model.title)}</title><style>${style}</style></head>` +
		`<body><main>${embedInside(embedded)}</main></body></html>`
	);
}
