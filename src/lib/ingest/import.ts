import type { Codebook } from '#lib/domain/codebook.ts';
import type { Grain } from '#lib/domain/holding.ts';
import type { Period } from '#lib/domain/period.ts';
import { compareKeys } from '#lib/domain/question.ts';
import { TABLE_OF } from './canonical.ts';
import { writeHoldings, type Edition, type EditionCheck, type EditionSource, type EditionTable } from './catalog.ts';
import { checkAgainst, countsOf, uncheckedPeriods } from './check.ts';
import type { CubeDescription, Descriptions, FilesDescription, Oddity, SourceDescription } from './description.ts';
import { complianceOf, removalsOf, writeCompliance, writeRemovals } from './edition.ts';
import { cellsOf, ruleOf } from './feeds.ts';
import type { LayoutName } from './layouts.ts';
import { reviewNotes } from './oddities.ts';
import { openFiles } from './open.ts';
import { columnOrder, ownEdition, ownTables, tableOf, type OwnEdition, type OwnTable } from './own.ts';
import { PAIRS_COLUMNS } from './pairs.ts';
import { heldCheck, heldCompliance, type CompliancePart, type HeldEditions, type Part } from './part.ts';
import { oddRows, writeLabels, writeOddRows } from './provenance.ts';
import { inShort, lineOf, type Note, type Source, type SourceOf } from './read.ts';

/** A file given to the importer. */
export interface ImportFile {
	/** As the caller calls it; for messages alone. */
	name: string;
	bytes: Uint8Array;
}

/** Why an import stops. */
export interface Problem {
	file: string;
	/** `null` when the file as a whole is meant. */
	line: number | null;
	reason: string;
	/** An oddity that the reviewed list does not have, or not as often as it is found. */
	oddity?: Pick<Oddity, 'source' | 'layout' | 'id'> & { found: number };
}

const SHOWN = 40;

/** Problems as lines of text, the first of them. */
export function problemLines(problems: readonly Problem[]): string[] {
	const lines = problems
		.slice(0, SHOWN)
		.map(({ file, line, reason }) => `${file}${line === null ? '' : `, line ${line}`}: ${reason}`);
	return problems.length > SHOWN ? [...lines, `and ${problems.length - SHOWN} more`] : lines;
}

/** What the importer goes by besides the files. */
export interface Reviewed {
	codebook: Codebook;
	descriptions: Descriptions;
	oddities: readonly Oddity[];
	sha256: (bytes: Uint8Array) => string;
	/** What is held already: a new edition takes from it what it shares with an older one and whose file is not given. */
	held?: HeldEditions;
}

/** An edition ready to be written. */
export interface ImportedEdition {
	edition: Edition;
	/** File name to text, for `data/editions/<edition>/`. */
	tables: Record<string, string>;
}

interface Read {
	file: ImportFile;
	sha256: string;
	description: SourceDescription;
	member: EditionSource['member'];
	source: Source;
}

async function readFiles(files: readonly ImportFile[], reviewed: Reviewed, problems: Problem[]): Promise<Read[]> {
	const reads: Read[] = [];
	for (const file of files) {
		const sha256 = reviewed.sha256(file.bytes);
		const description = reviewed.descriptions.sources[sha256];
		if (!description) {
			problems.push({
				file: file.name,
				line: null,
				reason: `sources.json describes no file with SHA-256 ${sha256}`
			});
			continue;
		}
		const blob = new Blob([file.bytes as BlobPart]);
		const { tables, unread } = await openFiles([{ name: file.name, blob }], reviewed.codebook, { whole: true });
		for (const { file: name, why } of unread) problems.push({ file: name, line: lineOf(why), reason: inShort(why) });
		for (const { path, bytes, sha256: hash, source } of tables) {
			if (hash === null) {
				problems.push({ file: file.name, line: null, reason: `${path ?? ''} is too large to be hashed` });
				continue;
			}
			const member = path === null ? null : { path, sha256: hash, bytes };
			reads.push({ file, sha256, description, member, source });
		}
	}
	return reads;
}

function reviewRead(read: Read, extra: readonly Note[], reviewed: Reviewed, problems: Problem[]): Edition['oddities'] {
	const { file, layout, refused, refusedCount, notes, tallies } = read.source.report;
	if (refusedCount > refused.length)
		problems.push({ file, line: null, reason: `${refusedCount} lines refused, the first ${refused.length} listed` });
	for (const { line, column, value, expected } of refused)
		problems.push({
			file,
			line,
			reason: `${column ? `column "${column}": ` : ''}"${value}", expected ${expected}`
		});
	const { oddities, mismatches } = reviewNotes(read.description.id, layout, notes, tallies, extra, reviewed.oddities);
	for (const { id, expected, found, first } of mismatches)
		problems.push({
			file,
			line: first?.line ?? null,
			reason:
				`${id} met ${found} times, ${expected} reviewed in oddities.json` +
				(first ? ` (first: column "${first.column}", value "${first.value}")` : ''),
			oddity: { source: read.description.id, layout, id, found }
		});
	return oddities;
}

function sourceOf(read: Read, use: EditionSource['use'], periods: { first: Period; last: Period }): EditionSource {
	const { id, file, what, members, obtained, publisher } = read.description;
	return {
		id,
		file,
		what: members?.[read.source.layout] ?? what,
		obtained,
		publisher,
		sha256: read.sha256,
		bytes: read.file.bytes.length,
		member: read.member,
		layout: read.source.layout,
		rows: read.source.report.lines,
		periods,
		use
	};
}

function periodsOf(rows: readonly { period: Period }[]): { first: Period; last: Period } {
	return { first: rows[0].period, last: rows[rows.length - 1].period };
}

type ReadOf<L extends LayoutName> = Read & { source: SourceOf<L> };

/** What a file that was read gives an edition. */
function partOf(
	read: Read,
	use: EditionSource['use'],
	extra: readonly Note[],
	reviewed: Reviewed,
	problems: Problem[]
): Part {
	const { report } = read.source;
	const id = read.description.id;
	return {
		id,
		sources: report.periods === null ? [] : [sourceOf(read, use, report.periods)],
		oddities: reviewRead(read, extra, reviewed, problems),
		labels: report.labels.map(({ dimension, slug, label, rows }) => {
			return { dimension, slug, label, source: id, layout: read.source.layout, rows };
		}),
		odd: oddRows(id, read.source, [...report.notes, ...extra]),
		checks: [{ what: whatOf(read), counts: countsOf(read.source) }]
	};
}

function compliancePartOf(
	read: ReadOf<'historical-requests'>,
	reviewed: Reviewed,
	problems: Problem[]
): CompliancePart {
	const rows = complianceOf(read.source.rows);
	return { ...partOf(read, 'compliance', [], reviewed, problems), text: writeCompliance(rows), rows };
}

function buildEdition(
	description: CubeDescription,
	removals: ReadOf<'flat'>,
	compliance: CompliancePart,
	checks: readonly Part[],
	reviewed: Reviewed,
	problems: Problem[]
): ImportedEdition | null {
	const cube = removalsOf(removals.source.rows, reviewed.codebook);
	const parts = [partOf(removals, 'removals', cube.notes, reviewed, problems), compliance, ...checks];
	const rule = removals.source.report.rule;
	if (rule !== 'requests')
		problems.push({ file: removals.source.report.file, line: null, reason: `counts ${rule}, not requests` });
	if (problems.length > 0 || rule !== 'requests' || cube.rows.length === 0 || compliance.rows.length === 0) return null;

	const tables = { 'removals.csv': writeRemovals(cube.rows), 'compliance.csv': compliance.text };
	const sha256 = (text: string) => reviewed.sha256(new TextEncoder().encode(text));
	const entries: EditionTable[] = [
		{
			name: 'removals',
			grain: ['period', 'territory', 'requester', 'product', 'reason'],
			requests_rule: rule,
			rows: cube.rows.length,
			periods: periodsOf(cube.rows),
			sha256: sha256(tables['removals.csv'])
		},
		{
			name: 'compliance',
			grain: ['period', 'territory', 'branch'],
			requests_rule: 'requests',
			rows: compliance.rows.length,
			periods: periodsOf(compliance.rows),
			sha256: sha256(tables['compliance.csv'])
		}
	];
	const checkedAgainst = [...checks, compliance].flatMap(({ id, checks }) =>
		checks.flatMap(({ what, counts }) => checkAgainst(cube.rows, counts, id, what))
	);
	const about = provenanceOf(parts, reviewed);
	return {
		edition: {
			edition: description.edition,
			title: description.title,
			published: description.published,
			sources: parts.flatMap(({ sources }) => sources),
			periods: periodsOf(cube.rows),
			tables: entries,
			files: about.entries,
			holdings: null,
			feeds: [],
			checkedAgainst,
			unchecked: uncheckedPeriods([...new Set(cube.rows.map(({ period }) => period))], checkedAgainst),
			oddities: parts.flatMap(({ oddities }) => oddities)
		},
		tables: { ...tables, ...about.texts }
	};
}

const whatOf = ({ description: { what, members }, source }: Read) => members?.[source.layout] ?? what;

/** What is said about an edition's files, beside its tables. */
function provenanceOf(
	parts: readonly Pick<Part, 'labels' | 'odd'>[],
	reviewed: Reviewed
): { texts: Record<string, string>; entries: Edition['files'] } {
	const labels = parts.flatMap((part) => part.labels);
	const odd = parts.flatMap((part) => part.odd);
	const texts = { 'labels.csv': writeLabels(labels), 'oddities.csv': writeOddRows(odd) };
	const entry = (name: Edition['files'][number]['name'], rows: number) => ({
		name,
		rows,
		sha256: reviewed.sha256(new TextEncoder().encode(texts[`${name}.csv`]))
	});
	return { texts, entries: [entry('labels', labels.length), entry('oddities', odd.length)] };
}

/** How finely a layout counts pairs. */
const PAIRS_GRAIN: Partial<Record<LayoutName, Grain>> = { flat: 'cube', 'modern-requests': 'by-requester' };

const GRAIN_COLUMNS: Record<Grain, string[]> = {
	cube: ['period', 'territory', 'requester', 'product', 'reason'],
	'by-product-reason': ['period', 'territory', 'product', 'reason'],
	'by-requester': ['period', 'territory', 'requester'],
	totals: ['period', 'territory']
};

/** Rows of a file that mean the same cell: they would be summed, and nothing is summed unseen. */
function repeated(source: Source): Note[] {
	const met = new Set<string>();
	const notes: Note[] = [];
	for (const row of source.rows) {
		const { line, period, territory, requester, product, reason, branch } = row as typeof row &
			Partial<Record<'requester' | 'product' | 'reason' | 'branch', string | null>>;
		const key = [period, territory, requester, product, reason, branch].join(' ');
		if (met.has(key)) notes.push({ id: 'same-cell-twice', line, column: '', value: key, territory });
		met.add(key);
	}
	return notes;
}

const textOf = ({ header, territories }: OwnTable) => header + territories.map(([, lines]) => lines).join('');

function entryOf(
	name: EditionTable['name'],
	grain: string[],
	rule: EditionTable['requests_rule'],
	rows: readonly { period: Period }[],
	sha256: string
): EditionTable {
	const periods = rows.map(({ period }) => period).sort();
	const reach = { first: periods[0], last: periods.at(-1)! };
	return { name, grain, requests_rule: rule, rows: rows.length, periods: reach, sha256 };
}

/** The edition that its files alone give, put together as a reader's own files are. */
function buildFromFiles(
	description: FilesDescription,
	reads: readonly Read[],
	reviewed: Reviewed,
	problems: Problem[]
): ImportedEdition | null {
	const parts = reads.map((read) => partOf(read, 'tables', repeated(read.source), reviewed, problems));
	const own = ownEdition(
		reads.map(({ source }) => source),
		reviewed.codebook
	);
	for (const file of own?.aside ?? []) problems.push({ file, line: null, reason: 'is not counted beside the others' });
	for (const { file, by } of own?.superseded ?? [])
		problems.push({ file, line: null, reason: `is of one layout with ${by}` });
	if (problems.length > 0 || own === null) return null;

	const texts: Record<string, string> = {};
	const tables: EditionTable[] = [];
	const put = (name: EditionTable['name'], table: OwnTable, entry: (sha256: string) => EditionTable) => {
		texts[`${name}.csv`] = textOf(table);
		tables.push(entry(reviewed.sha256(new TextEncoder().encode(texts[`${name}.csv`]))));
	};
	const made = ownTables(own);
	for (const grain of own.holdings.tables) {
		const rule = own.holdings.held[grain].requests.length > 0 ? 'requests' : null;
		const name = TABLE_OF[grain];
		put(name, made[name]!, (sha256) => entryOf(name, GRAIN_COLUMNS[grain], rule, own.rows[grain]!, sha256));
	}
	if (made.compliance) {
		const grain = ['period', 'territory', 'branch'];
		put('compliance', made.compliance, (sha256) => entryOf('compliance', grain, 'requests', own.compliance, sha256));
	}
	const pairs = reads.flatMap((read) => {
		const grain = ruleOf(read.source) === 'request-outcome pairs' ? PAIRS_GRAIN[read.source.layout] : undefined;
		return grain ? [{ read, grain }] : [];
	});
	if (pairs.length > 1) problems.push({ file: description.edition, line: null, reason: 'two files count pairs' });
	for (const { read, grain } of pairs) {
		const cells = [...cellsOf(read.source, grain).values()];
		const line = (cell: (typeof cells)[number]) =>
			PAIRS_COLUMNS.map((column) => (column === 'pairs' ? cell.requests : cell[column]));
		put('pairs', tableOf(PAIRS_COLUMNS, cells, columnOrder, line), (sha256) =>
			entryOf('pairs', GRAIN_COLUMNS[grain], 'request-outcome pairs', cells, sha256)
		);
	}
	const about = provenanceOf(parts, reviewed);
	return {
		edition: {
			edition: description.edition,
			title: description.title,
			published: description.published,
			sources: parts.flatMap(({ sources }) => sources),
			periods: { first: own.first, last: own.last },
			tables,
			files: about.entries,
			holdings: writeHoldings(own.holdings),
			feeds: [
				...feedsOf(own, reads),
				...pairs.map(({ read: { description, source }, grain }) => ({
					held: 'pairs' as const,
					grain,
					source: description.id,
					layout: source.layout,
					periods: source.report.periods!,
					old: false
				}))
			],
			checkedAgainst: checksOf(own, reads),
			unchecked: [],
			oddities: parts.flatMap(({ oddities }) => oddities)
		},
		tables: { ...texts, ...about.texts }
	};
}

function feedsOf(own: OwnEdition, reads: readonly Read[]): Edition['feeds'] {
	return own.feeds.map(({ held, grain, file, from, to, old }) => {
		const { description, source } = reads.find(({ source }) => source.report.file === file)!;
		return { held, grain, source: description.id, layout: source.layout, periods: { first: from, last: to }, old };
	});
}

/** The files of an edition against each other, where they count by one rule. */
function checksOf(own: OwnEdition, reads: readonly Read[]): EditionCheck[] {
	return own.comparisons
		.filter(({ rule }) => rule !== 'request-outcome pairs')
		.map(({ measure, other, from, to, agree, of, net, differences }) => {
			const read = reads.find(({ source }) => source.report.file === other)!;
			return {
				source: read.description.id,
				what: whatOf(read),
				measure,
				periods: { first: from, last: to },
				agree,
				of,
				net,
				differences: differences.map(({ territory, period, here, there }) => {
					return { territory, period, measure, here, there };
				})
			};
		});
}

const inPathOrder = (a: Read, b: Read) =>
	compareKeys([a.description.id, a.member?.path ?? ''], [b.description.id, b.member?.path ?? '']);

/**
 * Builds every edition whose sources are among the files. The order of the files makes no difference.
 * With a problem there is no edition at all: nothing half-checked can be written.
 * @param only builds this edition and no other
 */
export async function importEditions(
	files: readonly ImportFile[],
	reviewed: Reviewed,
	only?: string
): Promise<{ editions: ImportedEdition[]; problems: Problem[] }> {
	const problems: Problem[] = [];
	const reads = await readFiles(files, reviewed, problems);
	const find = <L extends LayoutName>(id: string, layout: L) =>
		reads.find((read): read is ReadOf<L> => read.description.id === id && read.source.layout === layout);

	const used = new Set<string>();
	const wanted = reviewed.descriptions.editions.filter(({ edition }) => only === undefined || edition === only);
	if (wanted.length === 0) problems.push({ file: 'sources.json', line: null, reason: `has no edition ${only}` });
	const editions = wanted.flatMap((description) => {
		if ('files' in description) {
			const { files: ids } = description;
			const all = ids.flatMap((id) => reads.filter((read) => read.description.id === id));
			if (!ids.every((id) => reads.some((read) => read.description.id === id))) return [];
			for (const id of ids) used.add(id);
			return buildFromFiles(description, all.toSorted(inPathOrder), reviewed, problems) ?? [];
		}
		const removals = find(description.removals, 'flat');
		if (!removals) return [];
		for (const id of [description.removals, description.compliance, ...description.checks]) used.add(id);
		const read = find(description.compliance, 'historical-requests');
		const compliance = read
			? compliancePartOf(read, reviewed, problems)
			: reviewed.held && heldCompliance(reviewed.held, description.compliance);
		if (!compliance) {
			problems.push({
				file: removals.source.report.file,
				line: null,
				reason: `edition ${description.edition} needs the historical requests file of source ${description.compliance} too`
			});
			return [];
		}
		const checks = description.checks.flatMap((id): Part[] => {
			const own = reads.filter((read) => read.description.id === id);
			if (own.length > 0) return own.map((read) => partOf(read, 'check', [], reviewed, problems));
			const part = reviewed.held && heldCheck(reviewed.held, id, reviewed.codebook);
			return part ? [part] : [];
		});
		return buildEdition(description, removals, compliance, checks, reviewed, problems) ?? [];
	});
	for (const file of files) {
		const description = reads.find((read) => read.file === file)?.description;
		if (description && !used.has(description.id))
			problems.push({
				file: file.name,
				line: null,
				reason: `source ${description.id} serves no edition of these files`
			});
	}
	return { editions: problems.length > 0 ? [] : editions, problems };
}
