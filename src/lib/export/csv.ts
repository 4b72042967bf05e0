import Papa from 'papaparse';

/** Excel reads UTF-8 only behind a byte order mark. */
const BOM = '\uFEFF';

/** A text that a spreadsheet would run as a formula, or that begins with the guard's own sign before one. */
const DANGEROUS = /^'*[=+\-@\t\r\0]/;

/** Puts one apostrophe before text a spreadsheet would run; numbers never come here. Undone by taking it off. */
export function guarded(text: string): string {
	return DANGEROUS.test(text) ? `'${text}` : text;
}

/**
 * UTF-8 with BOM, CRLF, RFC 4180. Text cells are guarded, numbers stand as they are, `null` is an empty cell.
 * @param delimiter a semicolon for Excel where the comma is the decimal sign
 */
export function csvText(
	columns: readonly string[],
	rows: readonly (readonly (string | number | null)[])[],
	delimiter = ','
): string {
	const data = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guarded(cell) : (cell ?? ''))));
	const text = Papa.unparse({ fields: [...columns], data }, { newline: '\r\n', delimiter });
	// Without rows PapaParse ends the header's line itself.
	return BOM + (text.endsWith('\r\n') ? text : `${text}\r\n`);
}
