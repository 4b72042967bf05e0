import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';

/** The files of a ZIP, in its order. */
export async function unzip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
	const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(bytes)), { useWebWorkers: false });
	const files = new Map<string, Buffer>();
	for (const entry of await reader.getEntries())
		if (!entry.directory) files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
	await reader.close();
	return files;
}
