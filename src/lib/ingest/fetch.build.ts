import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { BlobReader, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import * as v from 'valibot';
import { endOf, halfOf, shift, yearOf, type Period } from '#lib/domain/period.ts';
import { EditionName, type Catalog, type Edition } from './catalog.ts';
import type { Descriptions } from './description.ts';
import { download, DOWNLOAD_LIMITS, type Download, type DownloadLimits, type Version } from './download.build.ts';
import { DATA, reviewedIn, sha256, writeEditions } from './folder.build.ts';
import { importEditions, problemLines } from './import.ts';
import { openFiles, type ReadTable } from './open.ts';
import { editionName, propose, proposeOddities, type Fetched } from './proposal.ts';
import { inShort } from './read.ts';
import { isZip } from './text.ts';

// npm run data:fetch -- [--into FOLDER] [--outcome FILE] [--edition YYYY-MM] [--shorter] [--address URL]… [FILE]…
// Asks Google's server for a file that is not held, or takes files at hand. A new one is kept in the folder and becomes an
// edition under data; with any problem data stays as it is, and the program ends with 1.

const SERVER = 'https://storage.googleapis.com/transparencyreport/';

interface Place {
	address: string;
	/** An address that may not be there: no file is no failure. */
	optional?: true;
}

/**
 * Where Google's files have been met, and where the next ones would be: since 2026 an archive is named after the days it
 * covers. The form of those names is known from two archives alone.
 */
export function places({ editions }: Catalog): Place[] {
	const named = (period: Period) => {
		const day = (date: string) => date.split('-').map(Number).join('-');
		const first = `${yearOf(period)}-${halfOf(period) === 1 ? '01-01' : '07-01'}`;
		return `${SERVER}report-downloads/government-removals_${day(first)}_${day(endOf(period))}_en_v1.zip`;
	};
	const last = editions.map(({ periods }) => periods.last).sort();
	const expected = last.slice(-1).flatMap((period) => [named(shift(period, 1)), named(period)]);
	return [
		...expected.map((address): Place => ({ address, optional: true })),
		{ address: `${SERVER}report-downloads/government-removals_2026-1-26_2026-1-26_en_v1.zip` },
		{ address: `${SERVER}google-government-removals.zip` }
	];
}

/** What became of one address. */
export interface Answered {
	address: string;
	outcome: 'held' | 'new' | 'absent' | 'failed';
	/** In one line or more, for a maintainer. */
	said: string;
}

/** What a run comes to, as its outcome file says it. */
export interface FetchOutcome {
	/** `new`: an edition was written. `failed`: nothing was, and a maintainer must look. */
	outcome: 'new' | 'nothing-new' | 'failed';
	edition: string | null;
	answers: Answered[];
	/** Oddities whose words stand for an older file, to be read again. */
	oddities: { layout: string; id: string; like: string; before: number; count: number; what: string; effect: string }[];
}

export interface FetchOptions {
	data: string;
	into: string;
	/** Instead of Google's: web addresses, and those of files at hand. */
	addresses?: readonly string[];
	/** Instead of a name made from dates. */
	edition?: string;
	/** A file with far fewer rows than the newest one held is taken all the same. */
	shorter?: boolean;
	day: string;
	limits?: DownloadLimits;
}

/** Hashes of all files and members that are held. */
function heldHashes({ editions }: Catalog, { sources }: Descriptions): Set<string> {
	const members = editions.flatMap(({ sources }) => sources.flatMap(({ member }) => (member ? [member.sha256] : [])));
	return new Set([...Object.keys(sources), ...members]);
}

/** Versions of files that turned out to be held; of no other, so that what could not be imported is asked for again. */
class Versions {
	readonly #path: string;
	readonly #known: Record<string, Version>;

	constructor(folder: string) {
		this.#path = join(folder, 'versions.json');
		this.#known = existsSync(this.#path) ? JSON.parse(readFileSync(this.#path, 'utf8')) : {};
	}

	of(address: string): Version | undefined {
		return this.#known[address];
	}

	keep(address: string, version: Version): void {
		this.#known[address] = version;
		writeFileSync(this.#path, `${JSON.stringify(this.#known, null, '\t')}\n`);
	}
}

const isAtHand = (address: string) => address.startsWith('file:');

function atHand(address: string): Download {
	const path = fileURLToPath(address);
	if (!existsSync(path)) return { kind: 'absent', why: 'there is no such file' };
	return {
		kind: 'file',
		bytes: new Uint8Array(readFileSync(path)),
		version: { etag: null, modified: null },
		from: address
	};
}

const nameOf = (address: string) => decodeURIComponent(new URL(address).pathname.split('/').at(-1)!) || 'file';

const startsAsPage = (bytes: Uint8Array) =>
	/^\s*<(!doctype|html|\?xml)/i.test(new TextDecoder().decode(bytes.slice(0, 200)).replace(/^\ufeff/, ''));

async function entryDates(bytes: Uint8Array): Promise<string[]> {
	if (!isZip(bytes)) return [];
	const entries = await new ZipReader(new BlobReader(new Blob([bytes as BlobPart]))).getEntries();
	const days = entries.map(({ lastModDate }) => lastModDate.toISOString().slice(0, 10));
	return days.sort().slice(-1);
}

interface New {
	address: string;
	fetched: Fetched;
	bytes: Uint8Array;
	/** Where it is kept, in the folder of collected files. */
	kept: string;
}

/** @returns the file where it is new, or what there is to say of the address */
async function look(
	{ address, optional }: Place,
	{ data, into, day, limits = DOWNLOAD_LIMITS }: FetchOptions,
	versions: Versions
): Promise<New | Answered> {
	const answered = (outcome: Answered['outcome'], said: string): Answered => ({ address, outcome, said });
	const { codebook, descriptions, held } = reviewedIn(data);
	const answer = isAtHand(address) ? atHand(address) : await download(address, versions.of(address), limits);
	if (answer.kind === 'unchanged') return answered('held', 'not changed since it was last asked for');
	if (answer.kind === 'absent' && optional) return answered('absent', answer.why);
	if (answer.kind !== 'file') return answered('failed', answer.why);

	const { bytes, version, from } = answer;
	if (startsAsPage(bytes)) return answered('failed', 'a page came in the place of a file');
	const hashes = heldHashes(held.catalog, descriptions);
	const file = nameOf(from);
	let tables: ReadTable[] = [];
	if (!hashes.has(sha256(bytes))) {
		const opened = await openFiles([{ name: file, blob: new Blob([bytes as BlobPart]) }], codebook, { whole: true });
		const [unread] = opened.unread;
		if (unread) return answered('failed', `${unread.file}: ${inShort(unread.why)}`);
		({ tables } = opened);
	}
	if (tables.every((table) => table.sha256 !== null && hashes.has(table.sha256))) {
		if (!isAtHand(address)) versions.keep(address, version);
		return answered('held', 'the same bytes as files that are held');
	}
	const kept = `${day}/${file}`;
	mkdirSync(join(into, day), { recursive: true });
	writeFileSync(join(into, kept), bytes);
	const served = version.modified ? [new Date(version.modified).toISOString().slice(0, 10)] : [];
	const place = isAtHand(address) ? null : address;
	return {
		fetched: { file, address: place, day, dated: [...(await entryDates(bytes)), ...served], tables },
		address,
		bytes,
		kept
	};
}

/** Of what a held edition has, a whole newer file has nearly all, and more: fewer rows than this part are said. */
const LEAST_PART = 0.9;

/** What half a file looks like where it is cut between two lines; `null` where no table has far fewer rows than before. */
function shortened(edition: Edition, { editions }: Catalog): string | null {
	const before = editions.toSorted((a, b) => (a.edition < b.edition ? 1 : -1));
	for (const { name, rows } of edition.tables)
		for (const other of before) {
			const held = other.tables.find((table) => table.name === name);
			if (!held) continue;
			if (rows < held.rows * LEAST_PART)
				return `${name} would have ${rows} rows, and edition ${other.edition} has ${held.rows}: is this a part of a file? If it is whole, say --shorter.`;
			break;
		}
	return null;
}

/** Makes an edition of a new file and writes it, all or nothing. */
async function take(
	{ address, fetched, bytes, kept }: New,
	{ data, edition, shorter }: FetchOptions
): Promise<Pick<FetchOutcome, 'edition' | 'oddities'> & { answer: Answered }> {
	const { file } = fetched;
	const failed = (said: string) => ({
		edition: null,
		oddities: [],
		answer: { address, outcome: 'failed' as const, said: `${said}\nThe file is kept as ${kept}.` }
	});
	const reviewed = reviewedIn(data);
	const { descriptions, held } = reviewed;
	const name = edition ?? editionName(fetched);
	if (!v.is(EditionName, name))
		return failed(`An edition can't be called "${name}": its name is a month such as 2026-06.`);
	if ([...descriptions.editions, ...held.catalog.editions].some((other) => other.edition === name))
		return failed(`A new file would be edition ${name}, which is held already: name it with --edition.`);
	const proposal = propose(fetched, name, descriptions);
	const described: Descriptions = {
		editions: [...descriptions.editions, proposal.edition],
		sources: { ...descriptions.sources, [sha256(bytes)]: proposal.source }
	};
	const run = (oddities: typeof reviewed.oddities) =>
		importEditions([{ name: file, bytes }], { ...reviewed, descriptions: described, oddities }, name);
	const first = await run(reviewed.oddities);
	const proposed = proposeOddities(first.problems, reviewed.oddities);
	const oddities = [...reviewed.oddities, ...proposed.map(({ oddity }) => oddity)];
	const { editions, problems } = proposed.length > 0 ? await run(oddities) : first;
	if (problems.length > 0) return failed(problemLines(problems).join('\n'));
	const [made] = editions;
	if (!made) return failed(`${file}: no edition can be made of it`);
	const short = shorter ? null : shortened(made.edition, held.catalog);
	if (short) return failed(`${file}: ${short}`);

	writeEditions(data, editions);
	const json = (value: unknown) => `${JSON.stringify(value, null, '\t')}\n`;
	writeFileSync(join(data, 'sources.json'), json(described));
	writeFileSync(join(data, 'oddities.json'), json(oddities));
	return {
		edition: name,
		oddities: proposed.map(({ oddity: { layout, id, count, what, effect }, like }) => {
			return { layout, id, like: like.source, before: like.count, count, what, effect };
		}),
		answer: { address, outcome: 'new', said: `became edition ${name}; the file is kept as ${kept}` }
	};
}

/** Asks every address, and takes the first new file; a further one waits for the next run. */
export async function fetchEdition(options: FetchOptions): Promise<FetchOutcome> {
	const { data, into, addresses = [] } = options;
	mkdirSync(into, { recursive: true });
	const versions = new Versions(into);
	const outcome: FetchOutcome = { outcome: 'nothing-new', edition: null, answers: [], oddities: [] };
	const asked = addresses.map((address): Place => ({ address }));
	for (const place of asked.length > 0 ? asked : places(reviewedIn(data).held.catalog)) {
		const found = await look(place, options, versions);
		if ('outcome' in found) outcome.answers.push(found);
		else if (outcome.edition !== null)
			outcome.answers.push({
				address: place.address,
				outcome: 'new',
				said: `waits for the next run; kept as ${found.kept}`
			});
		else {
			const { edition, oddities, answer } = await take(found, options);
			outcome.answers.push(answer);
			Object.assign(outcome, { edition, oddities });
		}
	}
	if (outcome.edition !== null) outcome.outcome = 'new';
	else if (outcome.answers.some(({ outcome }) => outcome === 'failed')) outcome.outcome = 'failed';
	return outcome;
}

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			into: { type: 'string', default: '../collected' },
			outcome: { type: 'string' },
			edition: { type: 'string' },
			shorter: { type: 'boolean' },
			address: { type: 'string', multiple: true, default: [] }
		}
	});
	const outcome = await fetchEdition({
		data: DATA,
		into: resolve(values.into),
		addresses: [...values.address, ...positionals.map((path) => pathToFileURL(path).href)],
		edition: values.edition,
		shorter: values.shorter,
		day: new Date().toISOString().slice(0, 10)
	});
	for (const { address, outcome: became, said } of outcome.answers) console.log(`${address}\n  ${became}: ${said}`);
	for (const { layout, id, like, before, count } of outcome.oddities)
		console.log(`oddity "${id}" (${layout}): ${count}, in the words of ${like}, which has ${before}`);
	console.log(outcome.edition === null ? outcome.outcome : `${outcome.outcome}: edition ${outcome.edition}`);
	if (values.outcome) writeFileSync(values.outcome, `${JSON.stringify(outcome, null, '\t')}\n`);
	return outcome.outcome === 'failed' ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
