import { pathToFileURL } from 'node:url';
import { HEADLINE_FROM } from '#lib/domain/period.ts';
import { WORLD } from '#lib/domain/question.ts';
import type { Measure } from '#lib/domain/row.ts';
import { heldCatalog, heldCodebook, heldEdition } from '#lib/ingest/held.server.ts';
import { CHANGES, relabelledBetween, revisionsOf, type Change } from './revisions.ts';
import { answerFrom } from './rows.ts';
import { heldLabels, heldSide } from './sides.server.ts';

// npm run data:report -- EDITION [AGAINST]  What an edition has otherwise than another, as Markdown for who reviews it.
// Without the second, the one before it.

const LISTED = 200;

const count = (value: number | null) => (value === null ? 'no row' : String(value));

function table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	const line = (cells: readonly (string | number)[]) =>
		`| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
	const shown = rows.slice(0, LISTED);
	const more = rows.length > LISTED ? [`\n${LISTED} of ${rows.length} rows are listed.`] : [];
	return [line(columns), line(columns.map(() => '---')), ...shown.map(line), ...more].join('\n');
}

/** Changes of each kind, by division. */
function tally(changes: readonly Change[]): string {
	const divisions = [...new Set(changes.map(({ division }) => division))];
	if (divisions.length === 0) return 'No change.';
	const rows = divisions.map((division) => [
		division,
		...CHANGES.map((kind) => changes.filter((change) => change.division === division && change.kind === kind).length)
	]);
	return table(['by', ...CHANGES], rows);
}

function listed(changes: readonly Change[]): string {
	return table(
		['', 'half-year', 'territory', 'by', 'value', 'measure', 'before', 'now'],
		changes.map(({ kind, period, territory, division, value, measure, counted, a, b }) => [
			kind,
			period,
			territory,
			division,
			value ?? '',
			counted.a === counted.b ? measure : `${counted.a} / ${counted.b}`,
			count(a),
			count(b)
		])
	);
}

/** A total with the half-years it covers: an edition may hold fewer of a measure than it reaches. */
function total(edition: string, territory: string, measure: Measure): string {
	const { facts, holdings, first, last } = heldSide(edition, territory);
	const held = holdings?.held.totals[measure] ?? [first, last];
	const [from, to] = [held.find((period) => period >= HEADLINE_FROM), held.at(-1)];
	if (!from || !to) return 'not held';
	const where = { territory, from, to, product: [], reason: [], requester: [], outcome: [] };
	return `${count(answerFrom(facts, { measure, by: [], where })[0]?.value ?? null)} (${from}–${to})`;
}

/** The report on an edition, as Markdown. */
export function revisionsReport(edition: string, against: string): string {
	const codebook = heldCodebook();
	const [now, before] = [heldEdition(edition), heldEdition(against)];
	const of = (territory: string) =>
		revisionsOf(heldSide(against, territory), heldSide(edition, territory), territory, codebook);
	const [kazakhstan, world] = [of('KZ'), of(WORLD)];
	const whole = world.changes.filter(({ division }) => division === 'total');
	const largest = whole
		.filter(({ kind }) => kind === 'restated')
		.sort((x, y) => Math.abs(y.b! - y.a!) - Math.abs(x.b! - x.a!))
		.slice(0, 20);
	const oddBefore = (layout: string, id: string) =>
		before.oddities.filter((odd) => odd.layout === layout && odd.id === id).reduce((sum, { count }) => sum + count, 0);
	const relabelled = relabelledBetween(heldLabels(against), heldLabels(edition));
	const parts = [
		`# Edition ${edition} against ${against}`,
		`${now.published} Half-years ${now.periods.first} to ${now.periods.last}; ${against} had ${before.periods.first} to ${before.periods.last}.`,
		`## Totals from ${HEADLINE_FROM} on`,
		table(
			['', `${against}`, `${edition}`],
			[
				['KZ', 'Kazakhstan'],
				[WORLD, 'World']
			].flatMap(([territory, name]) =>
				(['requests', 'items'] as const).map((measure) => [
					`${name}, ${measure}`,
					total(against, territory, measure),
					total(edition, territory, measure)
				])
			)
		),
		'## Kazakhstan',
		tally(kazakhstan.changes),
		...(kazakhstan.changes.length > 0 ? [listed(kazakhstan.changes)] : []),
		...kazakhstan.apart.map(
			({ measure, only, periods }) => `${measure}: ${periods.join(', ')} in ${only === 'a' ? against : edition} alone.`
		),
		'## World',
		tally(world.changes),
		...(largest.length > 0 ? ['The largest restatements of a territory’s half-year:', listed(largest)] : []),
		'## Checks',
		now.checkedAgainst.length === 0
			? 'Compared with no other file.'
			: table(
					['against', 'measure', 'half-years', 'agree', 'of', 'net'],
					now.checkedAgainst.map(({ source, measure, periods, agree, of, net }) => [
						source,
						measure,
						`${periods.first}–${periods.last}`,
						agree,
						of,
						net
					])
				),
		'## Oddities',
		'Each is counted by the importer and described in `data/oddities.json`. Where the count is new, read the words again.',
		table(
			['source', 'layout', 'oddity', 'before', 'now', 'Kazakhstan', 'what', 'effect'],
			now.oddities.map(({ source, layout, id, count, kazakhstan, what, effect }) => [
				source,
				layout,
				id,
				oddBefore(layout, id),
				count,
				kazakhstan,
				what,
				effect
			])
		),
		'## Labels',
		'The codebook knows every label of the files; the importer refuses a line with one it does not know.',
		...(relabelled.length > 0
			? [
					table(
						['dimension', 'slug', against, edition],
						relabelled.map(({ dimension, slug, a, b }) => [dimension, slug, a.join('; '), b.join('; ')])
					)
				]
			: ['None is written otherwise than before.'])
	];
	return `${parts.join('\n\n')}\n`;
}

function main([edition, against]: string[]): number {
	const names = heldCatalog().editions.map((held) => held.edition);
	const other = against ?? names[names.indexOf(edition) + 1];
	if (!names.includes(edition) || !names.includes(other)) {
		console.error(`npm run data:report -- EDITION [AGAINST]  Held are ${names.join(', ')}.`);
		return 1;
	}
	console.log(revisionsReport(edition, other));
	return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
