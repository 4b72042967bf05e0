/** How a file's bytes become text, and what a file is that is no table of text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export const DELIMITERS = [',', ';', '\t'] as const;

export type Delimiter = (typeof DELIMITERS)[number];

/** Files met under the name of a CSV file that are none. */
export type Foreign = 'html' | 'json' | 'xml' | 'workbook' | 'old-workbook' | 'pdf' | 'gzip' | 'binary';

const starts = (bytes: Uint8Array, ...marks: number[]) => marks.every((mark, i) => bytes[i] === mark);

export function isZip(head: Uint8Array): boolean {
	return starts(head, 0x50, 0x4b, 0x03, 0x04) || starts(head, 0x50, 0x4b, 0x05, 0x06);
}

/** By the byte order mark; without one, by the zero bytes that every second letter of a Latin header has in UTF-16. */
export function encodingOf(head: Uint8Array): Encoding {
	if (starts(head, 0xff, 0xfe)) return 'utf-16le';
	if (starts(head, 0xfe, 0xff)) return 'utf-16be';
	const sample = head.subarray(0, 200);
	const zeros = (odd: 0 | 1) => sample.filter((byte, i) => i % 2 === odd && byte === 0).length;
	if (sample.length >= 4 && zeros(1) > sample.length / 4) return 'utf-16le';
	if (sample.length >= 4 && zeros(0) > sample.length / 4) return 'utf-16be';
	return 'utf-8';
}

/** A file that its first bytes tell to be no text. */
export function foreignBytes(head: Uint8Array): Foreign | null {
	if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'old-workbook';
	if (starts(head, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
	if (starts(head, 0x1f, 0x8b)) return 'gzip';
	if (encodingOf(head) !== 'utf-8') return null;
	return head.subarray(0, 1000).filter((byte) => byte === 0).length > 2 ? 'binary' : null;
}

/** A text that its first line tells to be no table. */
export function foreignText(line: string): Foreign | null {
	const text = line.trimStart().toLowerCase();
	if (/^<(!doctype|html|head|body|script|meta|!--)/.test(text)) return 'html';
	if (text.startsWith('<')) return 'xml';
	return /^[{[]/.test(text) ? 'json' : null;
}

/** Takes off the apostrophe that this site's files put before a text a spreadsheet would run. */
export function unguarded(text: string): string {
	return /^'+[=+\-@\t\r\0]/.test(text) ? text.slice(1) : text;
}
