import type { Codebook } from '#lib/domain/codebook.ts';
import type { Period } from '#lib/domain/period.ts';
import type { Edition, EditionSource, EditionTable } from './catalog.ts';
import { checkAgainst, uncheckedPeriods } from './check.ts';
import type { Descriptions, EditionDescription, Oddity, SourceDescription } from './description.ts';
import { complianceOf, removalsOf, writeCompliance, writeRemovals } from './edition.ts';
import type { LayoutName } from './layouts.ts';
import { reviewNotes } from './oddities.ts';
import { openFiles } from './open.ts';
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
}

/** What the importer goes by besides the files. */
export interface Reviewed {
	codebook: Codebook;
	descriptions: Descriptions;
	oddities: readonly Oddity[];
	sha256: (bytes: Uint8Array) => string;
}

/** An edition ready to be written. */
export interface ImportedEdition {
	edition: Edition;
	/** File name to text, for `data/editions/<edition>/`. */
	tables: Record<'removals.csv' | 'compliance.csv', string>;
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
		const { tables, unread } = await openFiles([{ name: file.name, blob }], reviewed.codebook);
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
				(first ? ` (first: column "${first.column}", value "${first.value}")` : '')
		});
	return oddities;
}

function sourceOf(read: Read, use: EditionSource['use'], periods: { first: Period; last: Period }): EditionSource {
	const { id, file, what, obtained, publisher } = read.description;
	return {
		id,
		file,
		what,
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

function buildEdition(
	description: EditionDescription,
	removals: ReadOf<'flat'>,
	compliance: ReadOf<'historical-requests'>,
	checks: readonly Read[],
	reviewed: Reviewed,
	problems: Problem[]
): ImportedEdition | null {
	const cube = removalsOf(removals.source.rows, reviewed.codebook);
	const shares = complianceOf(compliance.source.rows);
	const oddities = [
		...reviewRead(removals, cube.notes, reviewed, problems),
		...[compliance, ...checks].flatMap((read) => reviewRead(read, [], reviewed, problems))
	];
	const rule = removals.source.report.rule;
	if (rule !== 'requests')
		problems.push({ file: removals.source.report.file, line: null, reason: `counts ${rule}, not requests` });
	if (problems.length > 0 || rule !== 'requests' || cube.rows.length === 0 || shares.length === 0) return null;

	const tables = { 'removals.csv': writeRemovals(cube.rows), 'compliance.csv': writeCompliance(shares) };
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
			rows: shares.length,
			periods: periodsOf(shares),
			sha256: sha256(tables['compliance.csv'])
		}
	];
	const checkedAgainst = [...checks, compliance].flatMap(({ source, description: { id, what } }) =>
		checkAgainst(cube.rows, source, id, what)
	);
	const periods = periodsOf(cube.rows);
	const sources: [Read, EditionSource['use']][] = [
		[removals, 'removals'],
		[compliance, 'compliance'],
		...checks.map((read): [Read, 'check'] => [read, 'check'])
	];
	return {
		edition: {
			edition: description.edition,
			title: description.title,
			published: description.published,
			sources: sources.flatMap(([read, use]) =>
				read.source.report.periods === null ? [] : [sourceOf(read, use, read.source.report.periods)]
			),
			periods,
			tables: entries,
			checkedAgainst,
			unchecked: uncheckedPeriods([...new Set(cube.rows.map(({ period }) => period))], checkedAgainst),
			oddities
		},
		tables
	};
}

/**
 * Builds every edition whose sources are among the files. The order of the files makes no difference.
 * With a problem there is no edition at all: nothing half-checked can be written.
 */
export async function importEditions(
	files: readonly ImportFile[],
	reviewed: Reviewed
): Promise<{ editions: ImportedEdition[]; problems: Problem[] }> {
	const problems: Problem[] = [];
	const reads = await readFiles(files, reviewed, problems);
	const find = <L extends LayoutName>(id: string, layout: L) =>
		reads.find((read): read is ReadOf<L> => read.description.id === id && read.source.layout === layout);

	const used = new Set<string>();
	const editions = reviewed.descriptions.editions.flatMap((description) => {
		const removals = find(description.removals, 'flat');
		if (!removals) return [];
		for (const id of [description.removals, description.compliance, ...description.checks]) used.add(id);
		const compliance = find(description.compliance, 'historical-requests');
		if (!compliance) {
			problems.push({
				file: removals.source.report.file,
				line: null,
				reason: `edition ${description.edition} needs the historical requests file of source ${description.compliance} too`
			});
			return [];
		}
		const checks = description.checks.flatMap((id) => reads.filter((read) => read.description.id === id));
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
