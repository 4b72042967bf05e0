import { sourceLine, type Cited } from '#lib/words/citation.ts';

/** Who drew the figure and said its finding; the numbers are the publisher's. */
const AUTHOR = 'Takedown Ledger';
const PUBLISHER = 'Google';

/** The forms a citation is taken away in, for the programs that keep them. */
export const CITATION_FORMS = {
	bibtex: { name: 'BibTeX', extension: 'bib', type: 'application/x-bibtex', text: bibTeX },
	ris: { name: 'RIS', extension: 'ris', type: 'application/x-research-info-systems', text: ris },
	csl: { name: 'CSL-JSON', extension: 'json', type: 'application/vnd.citationstyles.csl+json', text: cslJson }
} as const;

/** When an edition was published, as far as its name tells; files of a reader's own have no such date. */
function published({ edition }: Cited['edition']): { year: number; month: number } | null {
	const found = /^(\d{4})-(\d\d)$/.exec(edition);
	return found ? { year: Number(found[1]), month: Number(found[2]) } : null;
}

/** What the plain text says between the finding and the address. */
const noteOf = ({ scope, edition }: Cited) => `${scope} ${sourceLine(edition)}`;

/** One line: no form has room for a break inside a value. */
const line = (text: string) => text.replace(/[ \t\r\n]+/g, ' ').trim();

const TEX: Record<string, string> = {
	'\\': '\\textbackslash{}',
	'{': '\\{',
	'}': '\\}',
	$: '\\$',
	'&': '\\&',
	'#': '\\#',
	'%': '\\%',
	_: '\\_',
	'^': '\\textasciicircum{}',
	'~': '\\textasciitilde{}',
	// A no-break space.
	'\u00a0': '~'
};

/** Text that TeX sets as it stands. Letters beyond ASCII stay: the file is UTF-8. */
export function texText(text: string): string {
	return line(text).replace(/[\\{}$&#%_^~\u00a0]/g, (sign) => TEX[sign]);
}

/** An address is not set as text: signs that would end the field are written as addresses write them. */
const texAddress = (address: string) =>
	address.replace(/[{}\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * For LaTeX. The title's capitals are kept by a second pair of braces.
 * @param key of the entry: the name of the figure's file
 * @param accessed the day as `2026-11-24`
 */
export function bibTeX(cited: Cited, key: string, accessed: string): string {
	const date = published(cited.edition);
	const fields: [string, string][] = [
		['author', `{${AUTHOR}}`],
		['title', `{${texText(cited.title)}}`],
		...(date
			? [['year', String(date.year)] as [string, string], ['month', String(date.month)] as [string, string]]
			: []),
		['publisher', PUBLISHER],
		['version', texText(cited.edition.edition)],
		['howpublished', 'Data set'],
		['note', texText(noteOf(cited))],
		['url', texAddress(cited.address)],
		['urldate', accessed]
	];
	return `@misc{${key},\n${fields.map(([name, value]) => `\t${name} = {${value}}`).join(',\n')}\n}\n`;
}

/** For EndNote, Zotero, Mendeley: one tag a line, CRLF. */
export function ris(cited: Cited, key: string, accessed: string): string {
	const date = published(cited.edition);
	const month = date && String(date.month).padStart(2, '0');
	const lines: [string, string][] = [
		['TY', 'DATA'],
		['ID', key],
		['AU', AUTHOR],
		['TI', cited.title],
		...(date
			? [['PY', String(date.year)] as [string, string], ['DA', `${date.year}/${month}//`] as [string, string]]
			: []),
		['PB', PUBLISHER],
		['ET', cited.edition.edition],
		['N1', noteOf(cited)],
		['UR', cited.address],
		['Y2', `${accessed.replaceAll('-', '/')}/`],
		['ER', '']
	];
	return lines.map(([tag, value]) => `${tag}  - ${line(value)}\r\n`).join('');
}

/** For Zotero, Pandoc and everything that reads CSL: a list of one item. */
export function cslJson(cited: Cited, key: string, accessed: string): string {
	const date = published(cited.edition);
	const [year, month, day] = accessed.split('-').map(Number);
	const item = {
		id: key,
		type: 'dataset',
		title: line(cited.title),
		author: [{ literal: AUTHOR }],
		publisher: PUBLISHER,
		...(date ? { issued: { 'date-parts': [[date.year, date.month]] } } : {}),
		version: cited.edition.edition,
		note: line(noteOf(cited)),
		URL: cited.address,
		accessed: { 'date-parts': [[year, month, day]] }
	};
	return `${JSON.stringify([item], null, '\t')}\n`;
}
