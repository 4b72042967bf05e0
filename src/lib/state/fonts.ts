import { filePath } from './paths.ts';

const files = new Map<string, Promise<Uint8Array>>();

/** A file of the site's fonts; fetched once, so that a picture can be made again when the network has gone. */
export function fontFile(name: string): Promise<Uint8Array> {
	const held = files.get(name);
	if (held) return held;
	const file = fetch(filePath(`/fonts/${name}`)).then(async (response) => {
		if (!response.ok) throw new Error(`${name}: ${response.status}`);
		return new Uint8Array(await response.arrayBuffer());
	});
	files.set(name, file);
	file.catch(() => files.delete(name));
	return file;
}
