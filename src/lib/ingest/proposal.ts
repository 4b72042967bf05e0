import { endOf, HEADLINE_FROM, type Period } from '#lib/domain/period.ts';
import type { CubeDescription, Descriptions, FilesDescription, Oddity, SourceDescription } from './description.ts';
import { ruleOf } from './feeds.ts';
import type { Problem } from './import.ts';
import type { LayoutName } from './layouts.ts';
import type { ReadTable } from './open.ts';
import type { Source } from './read.ts';

/** A file that came from Google's server, read. */
export interface Fetched {
	/** Of the file alone, without folders. */
	file: string;
	/** `null` for a file that was at hand. */
	address: string | null;
	/** The day it was fetched or given, `YYYY-MM-DD`. */
	day: string;
	/** The newest date of an archive's entries, and the server's own; `YYYY-MM-DD`. */
	dated: readonly string[];
	tables: readonly ReadTable[];
}

/** What `sources.json` says of a new edition. */
export interface Proposal {
	edition: CubeDescription | FilesDescription;
	source: SourceDescription;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function monthName(edition: string): string {
	const [year, month] = edition.split('-');
	return `${MONTHS[Number(month) - 1]} ${year}`;
}

function dayName(day: string): string {
	return `${Number(day.slice(8))} ${monthName(day.slice(0, 7))}`;
}

const lastOf = (tables: readonly ReadTable[]): Period | null =>
	tables
		.flatMap(({ source }) => source.report.periods?.last ?? [])
		.sort()
		.at(-1) ?? null;

/**
 * The month that names an edition: that of the archive's newest entry, else of the server's date, else of the day it was
 * fetched. A date before the end of the last half-year in the files, or after the day they came, is none.
 */
export function editionName({ dated, day, tables }: Fetched): string {
	const last = lastOf(tables);
	const from = last === null ? '' : endOf(last);
	return [...dated.filter((date) => date > from && date <= day), day][0].slice(0, 7);
}

/** What the tables of a layout say, as `sources.json` words it. */
function contentOf(source: Source): string {
	const rule = ruleOf(source) ?? 'requests';
	switch (source.layout) {
		case 'flat':
			return `${rule}, items and outcomes by period, territory, requester, product and reason`;
		case 'modern-requests':
			return `the file by requester: ${rule}, items and outcomes in per cent by period, territory and requester`;
		case 'modern-detailed':
			return 'the detailed file: requests by period, territory, product and reason';
		case 'historical-requests':
			return 'the historical file of requests: requests, items and share complied with by period, territory and branch';
		case 'historical-detailed':
			return 'the historical detailed file: requests by branch, and items, by period, territory, product and reason';
		case 'extract':
		case 'compliance':
			return 'a file of this site';
	}
}

/** Whether a table can be the cube of an edition: every dimension, distinct requests, all years. */
const isCube = ({ source }: ReadTable) =>
	source.layout === 'flat' &&
	ruleOf(source) === 'requests' &&
	source.report.periods !== null &&
	source.report.periods.first <= HEADLINE_FROM;

/**
 * How a new file would be described. A flat file with all years and distinct requests becomes an edition as the newest of
 * its kind is; anything else, what its tables alone give.
 */
export function propose(fetched: Fetched, name: string, descriptions: Descriptions): Proposal {
	const { file, address, day, dated, tables } = fetched;
	const served = `Google's export of ${monthName(name)}${address ? ', as served' : ''}`;
	const entries = dated[0]?.startsWith(name) ? `, dated ${dayName(dated[0])}` : '';
	const named = {
		edition: name,
		title: monthName(name),
		published: address
			? `Google's own file as served on ${dayName(day)}${entries}.`
			: `A copy of Google's file, given on ${dayName(day)}${entries}.`
	};
	const like = descriptions.editions
		.filter((edition): edition is CubeDescription => 'removals' in edition)
		.toSorted((a, b) => (a.edition < b.edition ? 1 : -1))
		.at(0);
	const cubes = tables.filter(isCube);
	const historical = tables.some(({ source }) => source.layout === 'historical-requests');
	const layouts = tables.map(({ source }) => source.layout);
	const alone = tables.every((table) => isCube(table) || table.source.layout === 'historical-requests');
	const edition =
		cubes.length === 1 && alone && (like || historical)
			? { ...named, removals: name, compliance: historical ? name : like!.compliance, checks: like?.checks ?? [] }
			: { ...named, files: [name] };
	const members: Partial<Record<LayoutName, string>> = Object.fromEntries(
		tables.map(({ source }) => [source.layout, `${served}; of it ${contentOf(source)}`])
	);
	return {
		edition,
		source: {
			id: name,
			file,
			what: layouts.length === 1 ? `${served}: ${contentOf(tables[0].source)}` : served,
			...(layouts.length > 1 ? { members } : {}),
			obtained: address
				? `Fetched from ${address} on ${dayName(day)}.`
				: `A copy at hand on ${dayName(day)}; where it came from is to be written here.`,
			publisher: 'google'
		}
	};
}

/** An oddity of a new file, and the reviewed one whose words it takes. */
export interface ProposedOddity {
	oddity: Oddity;
	like: Oddity;
}

/**
 * Entries of the reviewed list for the oddities that stopped an import, in the words of the newest entry of the same kind.
 * One of a kind not met before in any file of the layout has no words, and none are made up for it.
 */
export function proposeOddities(problems: readonly Problem[], reviewed: readonly Oddity[]): ProposedOddity[] {
	return problems.flatMap(({ oddity }): ProposedOddity[] => {
		if (!oddity || oddity.found === 0) return [];
		const { source, layout, id, found } = oddity;
		const like = reviewed
			.filter((other) => other.layout === layout && other.id === id && other.source !== source)
			.toSorted((a, b) => (a.source < b.source ? 1 : -1))
			.at(0);
		return like ? [{ oddity: { ...like, source, count: found }, like }] : [];
	});
}
