import { BlobReader, BlobWriter, configure, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import writeXlsxFile, { type SheetData } from 'write-excel-file/browser';
import { sha256 } from '#lib/ingest/hash.ts';
import { aboutCitation, aboutLines, aboutTitle, columnMeaning, readme, type About } from '#lib/words/extract.ts';
import type { Names } from '#lib/words/labels.ts';
import { m } from '#lib/words/messages/messages.js';
import { tableText } from './extract.ts';
import type { ExtractColumn, ExtractTable } from './extractTable.ts';

/** The formats rows are taken away in. */
export const FORMATS = ['csv', 'semicolons', 'xlsx', 'json', 'zip'] as const;

export type Format = (typeof FORMATS)[number];

/** Rows with all that is said of them. */
export interface Extract {
	/** Name of the file, without an ending. */
	name: string;
	table: ExtractTable;
	about: About;
	names: Names;
}

const CSV = 'text/csv;charset=utf-8';

/** The file in a format, and what it is called. But for a workbook, which holds the hour, the same rows give the same bytes. */
export async function extractFile(extract: Extract, format: Format): Promise<{ name: string; blob: Blob }> {
	const { name, table } = extract;
	switch (format) {
		case 'csv':
			return { name: `${name}.csv`, blob: new Blob([tableText(table)], { type: CSV }) };
		case 'semicolons':
			return { name: `${name}_semicolons.csv`, blob: new Blob([tableText(table, ';')], { type: CSV }) };
		case 'json':
			return { name: `${name}.json`, blob: new Blob([jsonText(extract)], { type: 'application/json' }) };
		case 'xlsx':
			return { name: `${name}.xlsx`, blob: await workbook(extract) };
		case 'zip':
			return { name: `${name}.zip`, blob: await pack(extract) };
	}
}

/** Everything said of the rows, the columns with their types, and the rows as objects; what has no value is `null`. */
export function jsonText({ table, about, names }: Extract): string {
	const { columns, rows } = table;
	const meanings = meaningsOf(about, names);
	const whole = {
		title: aboutTitle(about),
		scope: about.scopes,
		filters: about.filters,
		edition: about.edition.edition,
		addresses: about.addresses,
		source: m.source_line(),
		terms: m.method_terms_figures(),
		citation: aboutCitation(about),
		columns: columns.map(({ name, type }) => ({ name, type, meaning: meanings.get(name) ?? '' })),
		rows: rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])))
	};
	// The rows one a line: a reader may open the file in an editor.
	const { rows: records, ...head } = whole;
	const body = records.map((row) => `\t\t${JSON.stringify(row)}`).join(',\n');
	return `${JSON.stringify(head, null, '\t').slice(0, -2)},\n\t"rows": [\n${body}\n\t]\n}\n`;
}

/** What each column holds, as the lines about the file say it. */
function meaningsOf(about: About, names: Names): Map<string, string> {
	const columns = new Set(about.columns.map(({ name }) => name));
	return new Map(aboutLines(about, names).flatMap(({ label, text }) => (columns.has(label) ? [[label, text]] : [])));
}

const DATE = 'yyyy-mm-dd';
/** Columns of slugs that a workbook says in words, too. */
const LABELLED = ['requester', 'product', 'reason'] as const;

/** A workbook of two sheets: the rows in typed cells, and what there is to know of them. No cell is a formula. */
async function workbook({ table, about, names }: Extract): Promise<Blob> {
	const labelled = about.wide ? [] : LABELLED.filter((by) => table.columns.some(({ name }) => name === by));
	const columns: ExtractColumn[] = [
		...table.columns,
		...labelled.map((name): ExtractColumn => ({ name: `${name}_label`, type: 'string' }))
	];
	const at = (wanted: string) => table.columns.findIndex(({ name }) => name === wanted);
	const places = labelled.map(at);
	const cell = (value: string | number | null, { type }: ExtractColumn) =>
		value === null
			? null
			: type === 'date'
				? { value: new Date(`${value}T00:00:00Z`), type: Date, format: DATE }
				: { value, type: type === 'integer' ? Number : String };
	const data: SheetData = [
		columns.map(({ name, type }) => ({
			value: name,
			type: String,
			fontWeight: 'bold' as const,
			align: type === 'integer' ? ('right' as const) : ('left' as const)
		})),
		...table.rows.map((row) => [
			...row.map((value, i) => cell(value, table.columns[i])),
			...labelled.map((by, i) => {
				const slug = row[places[i]];
				return slug === null ? null : { value: names.of(by, String(slug)), type: String };
			})
		])
	];
	const lines: SheetData = [
		[{ value: aboutTitle(about), type: String, fontWeight: 'bold' }],
		...aboutLines(about, names).map(({ label, text }) => [
			{ value: label, type: String, alignVertical: 'top' as const },
			{ value: text, type: String, wrap: true, alignVertical: 'top' as const }
		])
	];
	const blob = await writeXlsxFile([
		{
			sheet: m.extract_sheet_rows(),
			data,
			stickyRowsCount: 1,
			columns: columns.map(({ name }) => ({ width: Math.max(12, name.length + 2) }))
		},
		{ sheet: m.extract_sheet_about(), data: lines, columns: [{ width: 24 }, { width: 100 }] }
	]).toBlob();
	return blob;
}

/** Every entry of a pack has the one date that ZIP begins with: the same rows make the same file. */
const NO_DATE = new Date(1980, 0, 1);

/** The rows as CSV, a `datapackage.json` of the second version, and a README. */
async function pack(extract: Extract): Promise<Blob> {
	const { name, table, about, names } = extract;
	const file = `${name}.csv`;
	const csv = new Blob([tableText(table)]);
	const hash = globalThis.crypto?.subtle ? await sha256(await csv.arrayBuffer()) : null;
	configure({ useWebWorkers: false });
	const writer = new ZipWriter(new BlobWriter('application/zip'), {
		extendedTimestamp: false,
		lastModDate: NO_DATE
	});
	const files: [string, Blob][] = [
		['README.txt', new Blob([`\uFEFF${readme(about, names, { name: file, sha256: hash })}`])],
		['datapackage.json', new Blob([descriptor(extract, file, { bytes: csv.size, hash })])],
		[file, csv]
	];
	for (const [path, blob] of files) await writer.add(path, new BlobReader(blob));
	return writer.close();
}

/** A Data Package of the second version: https://datapackage.org/standard/data-package/ */
export function descriptor(
	{ name, table, about, names }: Extract,
	file: string,
	{ bytes, hash }: { bytes: number; hash: string | null }
): string {
	const meanings = meaningsOf(about, names);
	return `${JSON.stringify(
		{
			$schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
			name,
			title: aboutTitle(about),
			description: [...about.scopes, m.source_line(), m.method_terms_figures(), aboutCitation(about)].join('\n\n'),
			homepage: about.addresses[0],
			version: about.edition.edition,
			licenses: [
				{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/', title: m.method_terms_figures() }
			],
			contributors: [
				{ title: 'Google', roles: ['publisher'] },
				{ title: 'Takedown Ledger', roles: ['wrangler'] }
			],
			sources: about.sources.map(({ file, what, sha256, publisher }) => ({
				title: what || file,
				path: file,
				...(sha256 ? { version: `sha256:${sha256}` } : {}),
				publisher
			})),
			resources: [
				{
					$schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
					name: 'rows',
					type: 'table',
					path: file,
					format: 'csv',
					mediatype: 'text/csv',
					encoding: 'utf-8',
					bytes,
					...(hash ? { hash: `sha256:${hash}` } : {}),
					dialect: {
						$schema: 'https://datapackage.org/profiles/2.0/tabledialect.json',
						delimiter: ',',
						lineTerminator: '\r\n',
						quoteChar: '"',
						doubleQuote: true,
						header: true
					},
					schema: {
						$schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
						fields: table.columns.map(({ name, type }) => ({
							name,
							type,
							description: meanings.get(name) ?? columnMeaning(name)
						})),
						missingValues: ['']
					}
				}
			]
		},
		null,
		'\t'
	)}\n`;
}
