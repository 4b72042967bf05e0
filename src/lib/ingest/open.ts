import { BlobReader, configure, ZipReader, type FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';
import type { Codebook } from '#lib/domain/codebook.ts';
import type { AddedNames } from './added.ts';
import { namesOf } from './codebook.ts';
import { sha256 } from './hash.ts';
import { LIMITS } from './limits.ts';
import { SourceReader, UnreadableFileError, type Source, type Unreadable } from './read.ts';
import { encodingOf, foreignBytes, isZip } from './text.ts';

/** A file as a reader or the importer gives it. */
export interface GivenFile {
	name: string;
	blob: Blob;
}

/** How far reading is, by bytes of the tables, unpacked. */
export interface ReadProgress {
	file: string;
	bytes: number;
	total: number;
}

/** A file, or a table in a zip, that could not be read as a whole. */
export interface Unread {
	file: string;
	/** The file given: the zip where it is a table of one. */
	given: string;
	why: Unreadable;
}

/** A table read, by the name of its file and, in a zip, its path there. */
export interface ReadTable {
	/** The file given, and the path in it where it is a zip. */
	given: string;
	path: string | null;
	bytes: number;
	/** `null` for a table too large to be hashed at once, and where the browser has no means to. */
	sha256: string | null;
	source: Source;
}

export interface ReadFiles {
	tables: ReadTable[];
	unread: Unread[];
	/** What lies in a zip beside its tables, and was left alone. */
	besides: string[];
}

export interface OpenOptions {
	/** Keeps labels that the codebook does not have; without it, their lines are refused. */
	added?: AddedNames;
	/** Keeps every note and label, for the importer. */
	whole?: boolean;
	onProgress?: (progress: ReadProgress) => void;
	limits?: { bytes: number; files: number; lines: number };
}

/** A table before it is read: a file, or a member of a zip. */
interface Table {
	given: string;
	path: string | null;
	/** As messages and reports call it. */
	name: string;
	/** As said; a zip may lie. */
	bytes: number;
	stream: () => ReadableStream<Uint8Array>;
}

configure({ useWebWorkers: false });

/** A name without the signs that turn the direction of the text it stands in. */
const readable = (name: string) => name.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');

/** Files of one name, as Google gives them, are told apart by a number. */
function distinct(files: readonly GivenFile[]): GivenFile[] {
	const met = new Map<string, number>();
	return files.map(({ name: asGiven, blob }) => {
		const name = readable(asGiven);
		const count = (met.get(name) ?? 0) + 1;
		met.set(name, count);
		return { name: count === 1 ? name : `${name} (${count})`, blob };
	});
}

/**
 * Reads files, and the tables in those that are zips. A file that can't be read is in `unread`, with the reason; the others
 * are read all the same.
 */
export async function openFiles(
	files: readonly GivenFile[],
	codebook: Codebook,
	{ added, whole, onProgress, limits = LIMITS }: OpenOptions = {}
): Promise<ReadFiles> {
	const found: ReadFiles = { tables: [], unread: [], besides: [] };
	const tables: Table[] = [];
	for (const file of distinct(files)) {
		try {
			tables.push(...(await tablesOf(file, found)));
		} catch (error) {
			found.unread.push({ file: file.name, given: file.name, why: whyOf(error) });
		}
	}
	for (const table of tables.splice(limits.files))
		found.unread.push({ file: table.name, given: table.given, why: { reason: 'too-many-files', limit: limits.files } });
	const names = namesOf(codebook);
	const total = tables.reduce((sum, { bytes }) => sum + bytes, 0);
	let done = 0;
	let kept = 0;
	for (const table of tables) {
		const file = table.name;
		let bytes = 0;
		const hash = new Hash();
		try {
			const spent = kept;
			const room = limits.bytes - spent;
			if (table.bytes > room)
				throw new UnreadableFileError(file, { reason: 'too-large', limit: limits.bytes, bytes: spent + table.bytes });
			const source = await readTable(
				file,
				table,
				codebook,
				{ added, whole, names, mostLines: limits.lines },
				(chunk) => {
					bytes += chunk.length;
					hash.push(chunk);
					if (bytes > room)
						throw new UnreadableFileError(file, { reason: 'too-large', limit: limits.bytes, bytes: null });
					onProgress?.({ file, bytes: Math.min(total, done + bytes), total });
				}
			);
			found.tables.push({ given: table.given, path: table.path, bytes, sha256: await hash.hex(), source });
			kept += bytes;
		} catch (error) {
			found.unread.push({ file, given: table.given, why: whyOf(error) });
		}
		done += table.bytes;
		onProgress?.({ file, bytes: Math.min(total, done), total });
	}
	return found;
}

/** @throws what is no fault of the file */
function whyOf(error: unknown): Unreadable {
	if (error instanceof UnreadableFileError) return error.why;
	// What V8 throws when a string or an array grows past what it can hold.
	if (error instanceof RangeError) return { reason: 'memory' };
	// What a browser throws of a folder, or of a file that was moved.
	if (error instanceof DOMException) return { reason: 'gone' };
	throw error;
}

async function headOf(blob: Blob, bytes: number): Promise<Uint8Array> {
	return new Uint8Array(await blob.slice(0, bytes).arrayBuffer());
}

async function tablesOf(file: GivenFile, found: ReadFiles): Promise<Table[]> {
	const { name, blob } = file;
	if (blob.size === 0) throw new UnreadableFileError(name, { reason: 'empty' });
	if (!isZip(await headOf(blob, 4)))
		return [{ given: name, path: null, name, bytes: blob.size, stream: () => blob.stream() }];
	const entries = await entriesOf(file);
	const paths = entries.map(({ filename }) => filename);
	if (paths.some((path) => path === '[Content_Types].xml' || path === 'mimetype'))
		throw new UnreadableFileError(name, { reason: 'foreign', kind: 'workbook' });
	const tables = entries.filter(({ filename }) => isTable(filename));
	if (tables.some(({ encrypted }) => encrypted)) throw new UnreadableFileError(name, { reason: 'zip-encrypted' });
	for (const { filename } of entries) {
		const member = `${name}: ${readable(filename)}`;
		if (/\.zip$/i.test(filename)) found.unread.push({ file: member, given: name, why: { reason: 'zip-in-zip' } });
		else if (!isTable(filename) && !isClutter(filename)) found.besides.push(member);
	}
	if (tables.length === 0) throw new UnreadableFileError(name, { reason: 'zip-empty' });
	// Google's zip has one folder, which says nothing.
	const [folder] = tables[0].filename.split(/(?<=\/)/);
	const whole = folder.endsWith('/') && tables.every(({ filename }) => filename.startsWith(folder));
	return tables.map((entry) => ({
		given: name,
		path: entry.filename,
		name: `${name}: ${readable(whole ? entry.filename.slice(folder.length) : entry.filename)}`,
		bytes: entry.uncompressedSize,
		stream: () => unpacked(name, entry)
	}));
}

async function entriesOf({ name, blob }: GivenFile): Promise<FileEntry[]> {
	try {
		const entries = await new ZipReader(new BlobReader(blob)).getEntries();
		return entries.filter((entry): entry is FileEntry => !entry.directory);
	} catch (error) {
		throw new UnreadableFileError(name, { reason: 'zip-broken' }, { cause: error });
	}
}

/** What the system of a Mac adds to a zip. */
const isClutter = (path: string) => path.startsWith('__MACOSX/') || /(^|\/)\.[^/]*$/.test(path);
const isTable = (path: string) => /\.(csv|tsv)$/i.test(path) && !isClutter(path);

function unpacked(archive: string, entry: FileEntry): ReadableStream<Uint8Array> {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	entry.getData(writable, { checkOverlappingEntry: true, checkSignature: true }).catch((cause: unknown) =>
		writable
			.abort(new UnreadableFileError(`${archive}: ${entry.filename}`, { reason: 'zip-broken' }, { cause }))
			// The reader may have given it up before.
			.catch(() => {})
	);
	return readable;
}

/** Bytes that are looked at before a table is taken for text. */
const HEAD = 1000;

async function readTable(
	file: string,
	{ path, stream }: Table,
	codebook: Codebook,
	options: ConstructorParameters<typeof SourceReader>[2],
	onBytes: (chunk: Uint8Array) => void
): Promise<Source> {
	const chunks = stream().getReader();
	let reader: SourceReader | undefined;
	let decoder: TextDecoder | undefined;
	let head: Uint8Array = new Uint8Array();
	const begin = () => {
		if (head.length === 0) throw new UnreadableFileError(file, { reason: 'empty' });
		if (isZip(head)) throw new UnreadableFileError(file, { reason: 'zip-in-zip' });
		const kind = foreignBytes(head);
		if (kind) throw new UnreadableFileError(file, { reason: 'foreign', kind });
		const encoding = encodingOf(head);
		reader = new SourceReader(file, codebook, { ...options, encoding });
		decoder = new TextDecoder(encoding, { fatal: true });
	};
	const take = (bytes: Uint8Array, last: boolean) => {
		let text: string;
		try {
			text = decoder!.decode(bytes, { stream: !last });
		} catch {
			throw new UnreadableFileError(file, { reason: 'not-utf-8', line: reader!.line + linesBeforeFault(bytes) });
		}
		reader!.push(text);
	};
	try {
		for (;;) {
			const { done, value } = await nextOf(chunks, file, path);
			if (done) break;
			onBytes(value);
			if (decoder) take(value, false);
			else {
				head = joined(head, value);
				if (head.length < HEAD) continue;
				begin();
				take(head, false);
			}
		}
		if (!decoder) {
			begin();
			take(head, false);
		}
		try {
			take(new Uint8Array(), true);
		} catch (error) {
			if (!(error instanceof UnreadableFileError) || error.why.reason !== 'not-utf-8') throw error;
			// Cut short inside a letter: the last line is not whole, and refused for it.
			reader!.push('\ufffd');
		}
		return reader!.finish();
	} catch (error) {
		await chunks.cancel().catch(() => {});
		throw error;
	}
}

/** Web Crypto hashes a whole, so the whole is kept until its end; a very large table goes without. */
class Hash {
	#chunks: Uint8Array[] | null = [];
	#bytes = 0;

	push(chunk: Uint8Array): void {
		this.#bytes += chunk.length;
		if (this.#bytes > HASHED) this.#chunks = null;
		this.#chunks?.push(chunk);
	}

	async hex(): Promise<string | null> {
		// Only secure contexts have it.
		if (this.#chunks === null || !globalThis.crypto?.subtle) return null;
		return sha256(await new Blob(this.#chunks as BlobPart[]).arrayBuffer());
	}
}

const HASHED = 64_000_000;

/** The next piece; a fault of the zip, or of the disk, is one of the file. */
async function nextOf(
	chunks: ReadableStreamDefaultReader<Uint8Array>,
	file: string,
	path: string | null
): Promise<ReadableStreamReadResult<Uint8Array>> {
	try {
		return await chunks.read();
	} catch (cause) {
		if (cause instanceof UnreadableFileError || cause instanceof RangeError) throw cause;
		throw new UnreadableFileError(file, { reason: path === null ? 'gone' : 'zip-broken' }, { cause });
	}
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

/** Line ends before the first line that is no UTF-8; a piece may begin inside a letter, which is no fault. */
function linesBeforeFault(bytes: Uint8Array): number {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let from = 0;
	while (from < 3 && bytes[from] >= 0x80 && bytes[from] < 0xc0) from++;
	for (let lines = 0, at = from; at <= bytes.length; at++) {
		const [ends, pair] = [bytes[at] === 10 || bytes[at] === 13, bytes[at] === 13 && bytes[at + 1] === 10];
		if (!ends && at < bytes.length) continue;
		try {
			decoder.decode(bytes.subarray(from, at));
		} catch {
			return lines;
		}
		if (pair) at++;
		from = at + 1;
		lines++;
	}
	return 0;
}
