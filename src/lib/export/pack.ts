import { BlobWriter, configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { sha256 } from '#lib/ingest/hash.ts';

/** A file of a pack, made when its turn comes. */
export interface PackFile {
	path: string;
	make: () => string | Uint8Array | Promise<string | Uint8Array>;
	/** It holds the day: the manifest, which is the same whenever it is made, says nothing of its bytes. */
	dated?: true;
}

export interface PackOptions {
	edition: string;
	/** What the manifest says before its list of files. */
	about: Record<string, string>;
	onprogress: (done: number, total: number) => void;
	signal: AbortSignal;
}

const MANIFEST = 'manifest.json';

/** The first day of the edition's month, or where it has none the first that a ZIP can hold. */
function dateOf(edition: string): Date {
	const [, year, month] = /^(\d{4})-(\d{2})/.exec(edition) ?? ['', '1980', '1'];
	return new Date(Number(year), Number(month) - 1, 1);
}

/** Lets the page paint, and a press on "Cancel" through. */
const breathe = () => new Promise((go) => setTimeout(go));

/**
 * Files with a manifest as one ZIP: the same files give the same bytes whenever they are packed.
 * @throws the signal's reason once it is aborted
 */
export async function packed(files: readonly PackFile[], options: PackOptions): Promise<Blob> {
	const { edition, about, onprogress, signal } = options;
	const made: { path: string; bytes: Uint8Array; dated: boolean }[] = [];
	for (const { path, make, dated = false } of files) {
		onprogress(made.length, files.length);
		await breathe();
		signal.throwIfAborted();
		const content = await make();
		made.push({ path, dated, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content });
	}
	signal.throwIfAborted();
	made.push({ path: MANIFEST, dated: true, bytes: new TextEncoder().encode(await manifest(made, about)) });
	const zip = await zipped(made, edition, signal);
	onprogress(files.length, files.length);
	return zip;
}

/** Files as a ZIP, dated by their edition: the same files give the same bytes. */
export async function zipped(
	files: readonly { path: string; bytes: Uint8Array }[],
	edition: string,
	signal?: AbortSignal
): Promise<Blob> {
	configure({ useWebWorkers: false });
	const writer = new ZipWriter(new BlobWriter('application/zip'), {
		extendedTimestamp: false,
		lastModDate: dateOf(edition)
	});
	for (const { path, bytes } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
		await writer.add(path, new Uint8ArrayReader(bytes), { signal });
	return writer.close();
}

async function manifest(
	files: readonly { path: string; bytes: Uint8Array; dated: boolean }[],
	about: Record<string, string>
): Promise<string> {
	const hashed = globalThis.crypto?.subtle !== undefined;
	const listed = await Promise.all(
		files
			.filter(({ dated }) => !dated)
			.map(async ({ path, bytes }) => ({
				path,
				bytes: bytes.length,
				// A place that browsers hold unsafe has no means to count it.
				sha256: hashed ? await sha256(bytes.slice().buffer) : null
			}))
	);
	listed.sort((a, b) => (a.path < b.path ? -1 : 1));
	const apart = [...files.filter(({ dated }) => dated).map(({ path }) => path), MANIFEST];
	return `${JSON.stringify({ ...about, files: listed, not_hashed: apart }, null, '\t')}\n`;
}
