import {
	configure,
	TextReader,
	Uint8ArrayReader,
	Uint8ArrayWriter,
	ZipWriter
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { AddedNames } from '#lib/ingest/added.ts';
import { openFiles, type GivenFile, type OpenOptions, type ReadFiles } from '#lib/ingest/open.ts';
import { ownEdition, type OwnEdition } from '#lib/ingest/own.ts';
import type { Source } from '#lib/ingest/read.ts';
import { filesReport, type FilesReport } from '#lib/ingest/report.ts';
import type { OwnFiles } from '#lib/ingest/worker.ts';
import { reportText, unreadSentence, type ReportText } from '#lib/words/files.ts';
import { Names } from '#lib/words/labels.ts';
import { codebook, fixture } from './ingest-fixtures.ts';

configure({ useWebWorkers: false });

/** The headers of Google's files, letter for letter: DATA.md 1.2. */
export const HEADERS = {
	'requests-2013': `Período até,País,Código de território CLDR,Todas as solicitações: número de solicitações,Todas as solicitações: % total ou parcialmente em conformidade,Todas as solicitações: itens cuja remoção foi solicitada,Ordens judiciais: número de solicitações,Ordens judiciais: % total ou parcialmente em conformidade,Ordens judiciais: itens cuja remoção foi solicitada,"Outras solicitações (governo, polícia etc.): número de solicitações","Outras solicitações (governo, polícia etc.): % total ou parcialmente em conformidade","Outras solicitações (governo, polícia etc.): itens cuja remoção foi solicitada"`,
	'requests-2014': `Fin de la période,Pays,Code du territoire CLDR,Toutes les demandes : nombre de demandes,Toutes les demandes : % de demandes satisfaites intégralement ou en partie,Toutes les demandes : nombre d'éléments dont la suppression a été demandée,Ordonnances du tribunal : nombre de demandes,Ordonnances du tribunal : % de demandes satisfaites intégralement ou en partie,Ordonnances du tribunal : éléments dont la suppression a été demandée,"Autres demandes (pouvoir exécutif, police, etc.) : nombre de demandes","Autres demandes (pouvoir exécutif, police, etc.) : % de demandes satisfaites intégralement ou en partie","Autres demandes (pouvoir exécutif, police, etc.) : éléments dont la suppression a été demandée"`,
	'detailed-2014': `Fin de la période,Pays,Code du territoire CLDR,Produit,Motif,Ordonnances du tribunal,"Pouvoir exécutif, police, etc.",Éléments dont la suppression a été demandée`,
	'requests-historical': `Period Ending,Country/Region,CLDR Territory Code,All Requests: Number of Requests,All Requests: % Fully Or Partially Complied With,All Requests: Items Requested To Be Removed,Court Orders: Number of Requests,Court Orders: % Fully Or Partially Complied With,Court Orders: Items Requested To Be Removed,"Other Requests (Executive, Police, etc.): Number of Requests","Other Requests (Executive, Police, etc.): % Fully Or Partially Complied With","Other Requests (Executive, Police, etc.): Items Requested To Be Removed"`,
	'detailed-historical': `Period Ending,Country/Region,CLDR Territory Code,Product,Reason,Court Orders,"Executive, Police, etc.",Items Requested To Be Removed`,
	'requests-2023': `Period Ending,Country/Region,CLDR Territory Code,Requester,Number of Requests,Items Requested To Be Removed,% Removed-Legal,% Removed-Policy,% Content Not Found,% Not Enough Information ,% No Action Taken,% Content Already Removed`,
	'requests-2025': `Period Ending,Country/Region,CLDR Territory Code,Requestor,Number of Requests,Items Requested To Be Removed,% Removed-Legal,% Removed-Policy,% Content Not Found,% Not Enough Information ,% No Action Taken,% Content Already Removed`,
	'detailed-2025': `Period Ending,Country/Region,CLDR Territory Code,Product,Reason,Total`,
	'flat-2026-01': `time_period,country,cldr_territory,requestor,product,reason,number_of_requests,items_requested_removal,items_removed_legal,items_removed_policy,items_content_not_found,items_not_enough_info,items_no_action_taken,items_content_already_removed`,
	'flat-2026-06': `time_period,country_name,cldr_territory,requestor,product,reason,number_of_requests,items_requested,items_removed_legal,items_removed_policy,items_content_not_found,items_not_enough_info,items_no_action_taken,items_content_already_removed`,
	/** Made up: what a German download may have looked like. */
	'requests-german': `Ende des Zeitraums,Land,CLDR-Gebietscode,Alle Ersuchen: Anzahl,Alle Ersuchen: % ganz oder teilweise befolgt,Alle Ersuchen: Elemente,Gerichtsbeschlüsse: Anzahl,Gerichtsbeschlüsse: % ganz oder teilweise befolgt,Gerichtsbeschlüsse: Elemente,"Andere (Exekutive, Polizei usw.): Anzahl","Andere (Exekutive, Polizei usw.): % ganz oder teilweise befolgt","Andere (Exekutive, Polizei usw.): Elemente"`,
	'detailed-german': `Ende des Zeitraums,Land,CLDR-Gebietscode,Produkt,Grund,Gerichtsbeschlüsse,"Exekutive, Polizei usw.",Elemente`,
	extract: `period,period_end,territory,territory_name,requester,product,reason,requests,items,removed_legal,removed_policy,content_not_found,not_enough_information,no_action_taken,already_removed,status,edition`,
	compliance: `period,territory,branch,requests,requests_status,items,items_status,percent,percent_status,complied_with`
} as const;

export type Written = keyof typeof HEADERS;

const bodyOf = (name: string) => fixture(name).replace(/\r\n/g, '\n').split('\n').slice(1).filter(Boolean);

const HISTORICAL_NAMES = {
	'requests-2013': ['Estônia', 'China', 'Reino Unido', 'Casaquistão', 'Turquia', 'Kosovo'],
	'requests-2014': ['Estonie', 'Chine', 'Royaume-Uni', 'Kazakhstan', 'Turquie', 'Kosovo'],
	'requests-german': ['Estland', 'China', 'Vereinigtes Königreich', 'Kasachstan', 'Türkei', 'Kosovo']
} as const;

const HISTORICAL_LINES = [
	'12/31/2009,?,EE,<10,100,,,,,,,',
	'06/30/2010,?,CN,?,?,?,,,,,,',
	'12/31/2010,?,GB,38,92,93518,20,75,144,18,100,93374',
	'06/30/2012,?,KZ,2,50,17,,,,2,50,17',
	'12/31/2012,?,TR,148,28,8751,73,38,6519,75,19,2232',
	'12/31/2012,?,XK,4,75,12,1,0,3,3,100,9'
];

const historical = (layout: keyof typeof HISTORICAL_NAMES, gap: string) =>
	HISTORICAL_LINES.map((line, i) => line.replace('?', HISTORICAL_NAMES[layout][i]).replace('<10', gap));

const DETAILED_FR = [
	'12/31/2009,Espagne,ES,YouTube,,3,4,',
	'06/30/2011,Royaume-Uni,GB,Google Shopping,Marque,1,0,2',
	'12/31/2011,Allemagne,DE,Google+ Local,Diffamation,0,2,5',
	"12/31/2012,Brésil,BR,Recherche sur le Web Google : saisie semi-automatique,Critiques à l'égard du gouvernement,2,0,2",
	'06/30/2012,Kazakhstan,KZ,YouTube,Sécurité nationale,0,2,17'
];

const MODERN_REQUESTS = [
	'2019-06-30,Kazakhstan,KZ,Court Order Directed at 3rd Party,3,28,4,,,,96,',
	'2019-06-30,Turkey,TR,Suppression Orders,2,1000,0,,,100,,',
	'2022-06-30,Namibia,NA,Court Order Directed at 3rd Party,3,44,100,,,,,',
	'2019-12-31,Europol,,Police,16,16,,94,,,6,',
	'2020-06-30,Kazakhstan,KZ,Information and Communications Authority,2,1000,20,20,15,15,15,15',
	'2020-12-31,Kazakhstan,KZ,Police,49,3760,1,0,,,98,1'
];

const LINES: Record<Written, readonly string[]> = {
	'requests-2013': historical('requests-2013', '<10'),
	'requests-2014': historical('requests-2014', '< 10'),
	'requests-german': historical('requests-german', '<10'),
	'detailed-2014': DETAILED_FR,
	'detailed-german': DETAILED_FR,
	'requests-historical': bodyOf('historical-requests.en.csv'),
	'detailed-historical': bodyOf('historical-detailed.en.csv'),
	'requests-2023': MODERN_REQUESTS,
	'requests-2025': MODERN_REQUESTS,
	'detailed-2025': bodyOf('modern-detailed.csv'),
	'flat-2026-01': bodyOf('flat-2026-01.csv'),
	'flat-2026-06': bodyOf('flat-2026-06.csv'),
	extract: [
		'2010H1,2010-06-30,KZ,Kazakhstan,,,,,,,,,,,,withheld,2026-06',
		'2012H1,2012-06-30,KZ,Kazakhstan,other-authority,youtube,national-security,2,17,,,,,,,reported,2026-06',
		'2017H2,2017-12-31,KZ,Kazakhstan,other-authority,youtube,national-security,9,1200,,,,,,,reported,2026-06',
		'2019H1,2019-06-30,KZ,Kazakhstan,police,youtube,fraud,1,5,1,1,1,1,1,0,reported,2026-06',
		'2022H1,2022-06-30,NA,Namibia,court-3rd-party,web-search,defamation,3,44,44,0,0,0,0,0,reported,2026-06'
	],
	compliance: [
		'2009H2,AM,all,,withheld,,not-published,0,reported,',
		'2010H2,GB,all,38,reported,93518,reported,92,reported,',
		'2012H1,KZ,all,2,reported,17,reported,50,reported,1',
		'2012H1,KZ,other,2,reported,17,reported,50,reported,1',
		'2018H1,KZ,court,7,reported,168,reported,0,reported,0'
	]
};

/** A small file of each form that Google's files, and this site's own, have had. */
export const WRITTEN = Object.fromEntries(
	Object.entries(HEADERS).map(([name, header]) => [name, `${[header, ...LINES[name as Written]].join('\n')}\n`])
) as Record<Written, string>;

export function given(name: string, content: string | Uint8Array): GivenFile {
	return { name, blob: new Blob([content as BlobPart]) };
}

/** A file that gives its bytes in pieces cut at these places. */
export function givenInPieces(name: string, bytes: Uint8Array, cuts: readonly number[]): GivenFile {
	const at = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
	const blob = new Blob([bytes as BlobPart]);
	const stream = () =>
		new ReadableStream<Uint8Array>({
			start(controller) {
				for (let i = 1; i < at.length; i++) controller.enqueue(bytes.slice(at[i - 1], at[i]));
				controller.close();
			}
		});
	return { name, blob: Object.assign(blob, { stream }) };
}

export interface ZipOptions {
	password?: string;
	/** Kept as they are, so that a test finds the bytes of a member in the zip. */
	stored?: boolean;
}

export async function zipped(
	members: Record<string, string | Uint8Array>,
	{ password, stored }: ZipOptions = {}
): Promise<Uint8Array> {
	const zip = new ZipWriter(new Uint8ArrayWriter(), { password, level: stored ? 0 : 6 });
	for (const [path, content] of Object.entries(members))
		await zip.add(path, typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content));
	return zip.close();
}

export function utf8(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

export function utf16(text: string, order: 'le' | 'be'): Uint8Array {
	const bytes = new Uint8Array(2 * text.length);
	const view = new DataView(bytes.buffer);
	for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), order === 'le');
	return bytes;
}

/** One byte a letter, as old spreadsheets save it. */
export function latin1(text: string): Uint8Array {
	return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** The cells of a line by RFC 4180, told by nothing of the site's own; `null` where a quote is out of place. */
export function cellsOf(line: string, delimiter = ','): string[] | null {
	const cells: string[] = [];
	for (let at = 0; ; at++) {
		let cell = '';
		if (line[at] === '"') {
			for (at++; ; at++) {
				if (at >= line.length) return null;
				if (line[at] !== '"') cell += line[at];
				else if (line[at + 1] === '"') cell += line[at++];
				else break;
			}
			at++;
			// Blanks may follow a quote that is closed.
			while (at < line.length && line[at] !== delimiter && line[at].trim() === '') at++;
			if (at < line.length && line[at] !== delimiter) return null;
		} else {
			const end = line.indexOf(delimiter, at);
			cell = line.slice(at, end === -1 ? undefined : end);
			at = end === -1 ? line.length : end;
		}
		cells.push(cell);
		if (at >= line.length) return cells;
	}
}

export function lineOf(cells: readonly string[], delimiter = ','): string {
	const plain = (cell: string) => !cell.includes(delimiter) && !cell.includes('"');
	return cells.map((cell) => (plain(cell) ? cell : `"${cell.replaceAll('"', '""')}"`)).join(delimiter);
}

/** A text with each line's cells changed; the header is line 0. */
export function withCells(text: string, change: (cells: string[], line: number) => string[], delimiter = ','): string {
	return text
		.split('\n')
		.map((line, i) => (line === '' ? line : lineOf(change(cellsOf(line)!, i), delimiter)))
		.join('\n');
}

/** A text without some of its columns. */
export function withoutColumns(text: string, ...titles: string[]): string {
	const header = cellsOf(text.slice(0, text.indexOf('\n')))!.map((title) => title.trim());
	const places = new Set(titles.map((title) => header.indexOf(title)));
	if (places.has(-1)) throw new Error(`no column ${titles.join(' or ')}`);
	return withCells(text, (cells) => cells.filter((_, place) => !places.has(place)));
}

export interface Read extends ReadFiles {
	edition: OwnEdition | null;
	report: FilesReport;
	text: ReportText;
}

/** Reads files as the worker does, and says what the page would. */
export async function read(files: readonly GivenFile[], limits?: OpenOptions['limits']): Promise<Read> {
	const added = new AddedNames(codebook);
	const found = await openFiles(files, codebook, { added, limits });
	const edition = ownEdition(
		found.tables.map(({ source }) => source),
		added.codebook()
	);
	const report = filesReport(found, edition);
	const own = edition && ownOf(edition, files);
	return { ...found, edition, report, text: reportText(report, own, new Names(own?.codebook ?? codebook)) };
}

function ownOf(edition: OwnEdition, files: readonly GivenFile[]): OwnFiles {
	const { first, last, codebook, holdings, territories } = edition;
	const names = files.map(({ name }) => name);
	return { edition: 'own-00000000', files: names, first, last, codebook, holdings, territories, tables: {}, bytes: 0 };
}

/** What the reader sees of the files that were not read. */
export function unreadSentences({ unread }: Pick<ReadFiles, 'unread'>): string[] {
	return unread.map(({ file, why }) => unreadSentence(file, why));
}

/** Rows as if none had a number of its line. */
export function rowsOf({ rows }: Pick<Source, 'rows'>): object[] {
	return rows.map((row) => ({ ...row, line: 0 }));
}

/** Requests and items of a territory from 2011 on. */
export function totalsOf({ edition }: Pick<Read, 'edition'>, territory = 'KZ'): [number | null, number | null] | null {
	const totals = edition?.territories.find(({ code }) => code === territory);
	return totals ? [totals.requests, totals.items] : null;
}

/** The refused lines of a file as the report lists them: line, column, value, expected. */
export function refusedLines({ text }: Pick<Read, 'text'>, file: string): string[][] {
	const tables = text.sections.find(({ heading }) => heading === file)?.tables ?? [];
	return tables.filter(({ columns }) => columns[0] === 'Line').flatMap(({ rows }) => rows);
}

/** What the report says of a file, line by line. */
export function saidOf({ text }: Pick<Read, 'text'>, file: string): string[] {
	return text.sections.find(({ heading }) => heading === file)?.lines ?? [];
}

/** A table of what the report says of a file, by its caption. */
export function tableOf({ text }: Pick<Read, 'text'>, file: string, caption: string): string[][] {
	const tables = text.sections.find(({ heading }) => heading === file)?.tables ?? [];
	return tables.find((table) => table.caption === caption)?.rows ?? [];
}

/** The checks of the report. */
export function checksOf({ text }: Pick<Read, 'text'>): string[] {
	return text.sections.find(({ heading }) => heading === 'Checks')?.lines ?? [];
}
