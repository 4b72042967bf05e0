import { LIGHT, PRERENDERED } from '#lib/charts/drawing.ts';
import { eventLayer } from '#lib/charts/events.ts';
import { partial } from '#lib/charts/partial.ts';
import type { FigureModel } from '#lib/charts/model.ts';
import type { DatedEvent } from '#lib/domain/event.ts';
import { isFigure, type FigureId } from '#lib/domain/figure.ts';
import { rowsFor as rowsOf, type Facts, type Holdings } from '#lib/domain/holding.ts';
import { WORLD, type Question } from '#lib/domain/question.ts';
import type { ComplianceRow, Row } from '#lib/domain/row.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { readTables, type TableName } from '#lib/ingest/canonical.ts';
import { readSelection, writeSelection } from '#lib/state/address.ts';
import { Names } from '#lib/words/labels.ts';
import { m } from '#lib/words/messages/messages.js';
import { noticeSentence } from '#lib/words/notices.ts';
import { scopeSentence } from '#lib/words/sentences.ts';
import { embeddedFigure } from './figure.ts';
import { freshness } from './freshness.ts';
import { FOREIGN_KEYS, heightMessages } from './height.ts';
import { unpackTable } from './pack.ts';
import { embedDrawing, embedInside, type Embedded } from './page.ts';
import { makePointable } from './pointing.ts';
import { partFor, worldPart, type PackedPart } from './parts.ts';
import { paletteOf, styleOf } from './theme.ts';

/**
 * The one script of an embed, a classic one: in `sandbox="allow-scripts"` a frame has no origin, so that modules, fetch and
 * storage fail. It reads the address, fetches the rows by further classic scripts, and draws the figure at the frame's width.
 */

const context = __EMBED__;
const names = new Names(context.codebook);

/** Where this script lies, and rows with it, wherever a copy of the site is served from. */
const home = (document.currentScript as HTMLScriptElement).src;

/** A script of rows, read. */
interface Part {
	facts: Facts;
	compliance: ComplianceRow[];
	holdings: Holdings | null;
}

/** What has been asked for, by edition and part: `2026-06/KZ`, `2026-06/world-product-counts`. */
const parts = new Map<string, Promise<Part>>();

/** Hands over to `fetched` what a script of rows brings. */
const arrivals = new Map<string, (part: PackedPart) => void>();
Object.assign(window, {
	takedownLedgerRows: (part: PackedPart) => arrivals.get(`${part.edition}/${part.part}`)?.(part)
});

function fetched(edition: string, part: string): Promise<Part> {
	const key = `${edition}/${part}`;
	const asked = parts.get(key);
	if (asked) return asked;
	const promise = new Promise<PackedPart>((resolve, reject) => {
		arrivals.set(key, resolve);
		const script = document.createElement('script');
		script.src = new URL(`../../embed/rows/${key}.js`, home).href;
		script.addEventListener('error', () => reject(new Error(key)));
		document.head.append(script);
	}).then(({ tables, holdings }) => {
		const texts = Object.entries(tables).map(([name, packed]) => [name, unpackTable(packed)]);
		const read = readTables(Object.fromEntries(texts) as Partial<Record<TableName, string>>, context.codebook);
		return { ...read, holdings };
	});
	parts.set(key, promise);
	// Another try is a fresh one.
	promise.catch(() => parts.delete(key));
	return promise;
}

/** A question's rows are not here yet. */
class Missing extends Error {
	constructor(readonly part: string) {
		super(part);
	}
}

async function modelOf(id: FigureId, selection: Selection): Promise<FigureModel> {
	const { edition, territory } = selection;
	const held = context.editions.find((held) => held.edition === edition)!;
	// The world's rows come in parts, of which the totals are the first.
	const world = new Map<string, readonly Row[]>();
	const first = territory === WORLD ? worldPart([], 'counts') : territory;
	const { facts, compliance, holdings } = await fetched(edition, first);
	if (territory === WORLD) world.set(first, facts.cube!);
	const rowsFor = (question: Question): readonly Row[] => {
		if (territory !== WORLD) return rowsOf(facts, question);
		const part = partFor(question);
		const rows = world.get(part);
		if (!rows) throw new Missing(part);
		return rows;
	};
	const source = {
		rowsFor,
		// Percentages can't be summed over territories: the world has none.
		compliance: territory === WORLD ? [] : compliance,
		holdings,
		partial: holdings ? partial : null,
		events: selection.events === 'on' ? eventLayer(context.events as DatedEvent[]) : null,
		codebook: context.codebook,
		names,
		last: held.last
	};
	for (;;) {
		try {
			const model = embeddedFigure(id, selection, source);
			// What is asked only when it is drawn or listed is fetched now.
			model.table();
			model.draw(PRERENDERED.narrow, LIGHT);
			return model;
		} catch (error) {
			if (!(error instanceof Missing)) throw error;
			world.set(error.part, (await fetched(edition, error.part)).facts.cube!);
		}
	}
}

/** Words of the embedder's own: plain text of a length that a heading or a note has. */
const own = (params: URLSearchParams, key: string, most: number) => params.get(key)?.trim().slice(0, most) || undefined;

async function start(): Promise<void> {
	const main = document.querySelector('main')!;
	const { figure } = main.dataset;
	if (!figure || !isFigure(figure)) return;
	const params = new URLSearchParams(location.search);
	for (const key of FOREIGN_KEYS) params.delete(key);
	const { selection, notices } = readSelection(params, context);
	const theme = params.get('theme');
	document.querySelector('style')!.textContent = styleOf(theme);

	let model: FigureModel;
	try {
		model = await modelOf(figure, selection);
	} catch {
		main.insertAdjacentHTML('afterbegin', `<p class="q w" role="alert">${m.embed_failed()}</p>`);
		document.documentElement.classList.remove('p');
		return;
	}
	const edition = context.editions.find(({ edition }) => edition === selection.edition)!;
	const pinned = params.getAll('edition').some((text) => text.trim() === selection.edition);
	const query = writeSelection(selection, context, pinned).toString();
	const embedded: Embedded = {
		model,
		scope: model.scopeSaid ?? scopeSentence(model.scope, names),
		edition,
		freshness: freshness(edition, pinned, context.editions[0]),
		palette: paletteOf(theme),
		href: `../../figure/${figure}/${query ? `?${query}` : ''}`,
		title: own(params, 'title', 200),
		note: own(params, 'note', 600),
		notices: notices.map(noticeSentence),
		table: selection.view === 'table'
	};
	main.innerHTML = embedInside(embedded, '');
	document.title = embedded.title ?? model.title;
	const box = main.querySelector<HTMLElement>('.d');
	let drawn = 0;
	const draw = () => {
		const width = Math.max(280, Math.floor(main.clientWidth));
		if (!box || width === drawn) return;
		drawn = width;
		const drawing = model.draw(width, embedded.palette);
		box.innerHTML = embedDrawing(drawing, embedded);
		makePointable(box, drawing, model.title);
	};
	draw();
	new ResizeObserver(draw).observe(main);
	document.documentElement.classList.remove('p');
}

/** The page around hears of every change of height; pages that do not listen lose nothing. */
function tellHeight(): void {
	const path = location.pathname.split('/').slice(-4).join('/');
	let told = 0;
	const tell = () => {
		const px = Math.ceil(document.documentElement.getBoundingClientRect().height);
		if (px === told) return;
		told = px;
		for (const message of heightMessages(px, path, location)) parent.postMessage(message, '*');
	};
	new ResizeObserver(tell).observe(document.documentElement);
	tell();
}

tellHeight();
void start();
