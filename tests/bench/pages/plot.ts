import * as Plot from '@observablehq/plot';
import { csv, rollup, rollups, sum } from 'd3';

/** What a competent page without an engine does: read the file, `d3.rollup` and Plot for every figure, all anew on a change. */

const OUTCOMES = [
	'removed_legal',
	'removed_policy',
	'content_not_found',
	'not_enough_information',
	'no_action_taken',
	'already_removed'
] as const;
const DETAILED_FROM = '2019H1';

type Text = 'period' | 'requester' | 'product' | 'reason';
type Row = Record<Text, string> & Record<'requests' | (typeof OUTCOMES)[number], number>;

const chosen = new Set<string>();
const requests = (rows: Iterable<Row>) => sum(rows, (row) => row.requests);
const by = (rows: Row[], key: Text) =>
	rollups(rows, requests, (row) => row[key])
		.map(([name, value]) => ({ name, value }))
		.sort((a, b) => b.value - a.value);

function bars(rows: Row[], key: Text): Element {
	return Plot.plot({
		marginLeft: 160,
		marks: [
			Plot.barX(by(rows, key), { x: 'value', y: 'name', sort: { y: '-x' }, tip: true }),
			Plot.text(by(rows, key), { x: 'value', y: 'name', text: 'value', textAnchor: 'start', dx: 4 })
		]
	});
}

/** Small multiples of the leading six and the rest. */
function overTime(rows: Row[], key: Text): Element {
	const leading = by(rows, key)
		.slice(0, 6)
		.map(({ name }) => name);
	const cells = rollup(
		rows,
		requests,
		(row) => (leading.includes(row[key]) ? row[key] : 'other'),
		(row) => row.period
	);
	const points = [...cells].flatMap(([name, values]) =>
		[...values].map(([period, value]) => ({ name, period, value }))
	);
	return Plot.plot({
		width: 900,
		x: { type: 'band', ticks: [] },
		fx: { label: null },
		marks: [Plot.barY(points, { fx: 'name', x: 'period', y: 'value', tip: true }), Plot.ruleY([0])]
	});
}

function heat(rows: Row[]): Element {
	const cells = rollups(
		rows,
		requests,
		(row) => row.product,
		(row) => row.reason
	).flatMap(([product, values]) => values.map(([reason, value]) => ({ product, reason, value })));
	return Plot.plot({
		marginLeft: 160,
		color: { scheme: 'blues', type: 'sqrt' },
		marks: [
			Plot.cell(cells, { x: 'product', y: 'reason', fill: 'value', tip: true }),
			Plot.text(cells, { x: 'product', y: 'reason', text: 'value' })
		]
	});
}

function outcomes(rows: Row[]): Element {
	const cells = rollups(
		rows,
		(group) => OUTCOMES.map((outcome) => ({ outcome, value: sum(group, (row) => row[outcome]) })),
		(row) => row.period
	).flatMap(([period, values]) => values.map((value) => ({ period, ...value })));
	return Plot.plot({
		width: 900,
		x: { type: 'band' },
		marks: [Plot.barY(cells, { x: 'period', y: 'value', fill: 'outcome', offset: 'normalize', tip: true })]
	});
}

function draw(all: Row[]): void {
	const rows = all.filter(({ product }) => chosen.size === 0 || chosen.has(product));
	const detailed = rows.filter(({ period }) => period >= DETAILED_FROM);
	const periods = rollups(rows, requests, (row) => row.period).map(([period, value]) => ({ period, value }));
	document.querySelector('main')!.replaceChildren(
		Plot.plot({
			width: 900,
			x: { type: 'band', tickRotate: -45 },
			marks: [Plot.barY(periods, { x: 'period', y: 'value', tip: true }), Plot.ruleY([0])]
		}),
		overTime(rows, 'reason'),
		bars(rows, 'reason'),
		bars(rows, 'product'),
		overTime(rows, 'product'),
		heat(rows),
		bars(detailed, 'requester'),
		outcomes(detailed)
	);
	document.querySelector('.total')!.textContent = `${requests(rows)} requests: ${[...chosen].join(', ') || 'all'}`;
}

function choices(rows: Row[]): HTMLElement[] {
	return by(rows, 'product').map(({ name, value }) => {
		const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
		box.addEventListener('change', () => {
			if (box.checked) chosen.add(name);
			else chosen.delete(name);
			draw(rows);
		});
		const label = document.createElement('label');
		label.append(box, `${name} ${value}`);
		return label;
	});
}

async function start(address: string): Promise<void> {
	const rows = await csv(address, (line) => {
		const row: Record<string, string | number> = { ...line };
		for (const column of ['requests', ...OUTCOMES]) row[column] = Number(line[column]);
		return row as Row;
	});
	document.querySelector('fieldset')!.replaceChildren(...choices(rows));
	draw(rows);
}

void start(new URLSearchParams(location.search).get('csv')!);
