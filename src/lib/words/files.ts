import { HEADLINE_FROM, OUTCOMES_FROM, type Period } from '#lib/domain/period.ts';
import { WORLD, type Dimension, type Question } from '#lib/domain/question.ts';
import type { Measure } from '#lib/domain/row.ts';
import type { Language } from '#lib/ingest/codebook.ts';
import type { LayoutName } from '#lib/ingest/layouts.ts';
import type { Comparison, Feed } from '#lib/ingest/own.ts';
import type { Expected, LabelUse, NoteId, Refusal, Unreadable } from '#lib/ingest/read.ts';
import type { FilesReport, TableReport } from '#lib/ingest/report.ts';
import type { Delimiter, Foreign } from '#lib/ingest/text.ts';
import type { OwnFiles } from '#lib/ingest/worker.ts';
import { counted, filterName, measureName, period, type Names } from './labels.ts';
import { lackOf } from './lack.ts';
import { all, runs } from './lists.ts';
import { m } from './messages/messages.js';
import { bytes, difference, number } from './numbers.ts';

/** Names as a file writes them, each in quotation marks. */
const quotedAll = (names: readonly string[]) => names.map((text) => m.check_quoted({ text })).join(', ');

/** A report as a value: the page shows it, and the file that is taken away says the same. */
export interface ReportText {
	title: string;
	/** What could not be read at all, each with a way out. */
	unread: string[];
	summary: string[];
	sections: ReportSection[];
}

export interface ReportSection {
	heading: string;
	lines: string[];
	tables: ReportTable[];
	/** A section that a reader opens: what is said of one table. */
	folded: boolean;
}

export interface ReportTable {
	caption: string;
	/** Behind its caption, for readers who want it. */
	folded?: true;
	columns: string[];
	rows: string[][];
}

/** Lines of a table that a page lists; the file that is taken away has them all. */
export const LISTED = 50;

const FOREIGN: Record<Foreign, (input: { file: string }) => string> = {
	html: m.file_why_html,
	json: m.file_why_json,
	xml: m.file_why_xml,
	workbook: m.file_why_workbook,
	'old-workbook': m.file_why_old_workbook,
	pdf: m.file_why_pdf,
	gzip: m.file_why_gzip,
	binary: m.file_why_binary
};

const LAYOUT: Record<LayoutName, () => string> = {
	flat: m.layout_flat,
	'modern-requests': m.layout_modern_requests,
	'modern-detailed': m.layout_modern_detailed,
	'historical-requests': m.layout_historical_requests,
	'historical-detailed': m.layout_historical_detailed,
	extract: m.layout_extract,
	compliance: m.layout_compliance
};

/** Why a file was not read, with file, line and column where there is one, and what to do. */
export function unreadSentence(file: string, why: Unreadable): string {
	switch (why.reason) {
		case 'empty':
			return m.file_why_empty({ file });
		case 'no-line-end':
			return m.file_why_no_line_end({ file });
		case 'gone':
			return m.file_why_gone({ file });
		case 'figure-values':
			return m.file_why_figure_values({ file });
		case 'not-utf-8':
			return m.file_why_not_utf_8({ file, line: number(why.line) });
		case 'foreign':
			return FOREIGN[why.kind]({ file });
		case 'no-layout':
			return m.file_why_no_layout({ file, header: quotedAll(why.header) });
		case 'columns-missing': {
			const what = [
				...(why.missing.length > 0 ? [m.file_why_columns_missing({ columns: quotedAll(why.missing) })] : []),
				...(why.twice.length > 0 ? [m.file_why_columns_twice({ columns: quotedAll(why.twice) })] : [])
			];
			return m.file_why_columns({ file, what: what.join('; '), layout: LAYOUT[why.layout]() });
		}
		case 'other-report':
			return m.file_why_other_report({ file });
		case 'zip-broken':
			return m.file_why_zip_broken({ file });
		case 'zip-encrypted':
			return m.file_why_zip_encrypted({ file });
		case 'zip-in-zip':
			return m.file_why_zip_in_zip({ file });
		case 'zip-empty':
			return m.file_why_zip_empty({ file });
		case 'too-large':
			return why.bytes === null
				? m.file_why_too_large_unsaid({ file, limit: bytes(why.limit) })
				: m.file_why_too_large({ file, limit: bytes(why.limit), bytes: bytes(why.bytes) });
		case 'too-many-files':
			return m.file_why_too_many_files({ file, limit: number(why.limit) });
		case 'too-many-lines':
			return m.file_why_too_many_lines({ file, limit: number(why.limit) });
		case 'memory':
			return m.file_why_memory({ file });
	}
}

/** Files not read; those of one zip in which nothing is Google's, in one sentence. */
function unreadSentences({ unread, tables }: FilesReport): string[] {
	const foreign = new Map<string, number>();
	for (const { file, given, why } of unread)
		if (given !== file && why.reason === 'no-layout') foreign.set(given, (foreign.get(given) ?? 0) + 1);
	for (const { given } of tables) foreign.delete(given);
	for (const [zip, count] of foreign) if (count < 2) foreign.delete(zip);
	const sentences = [
		...[...foreign].map(([file, count]) => m.file_why_zip_foreign({ file, count: number(count) })),
		...unread
			.filter(({ given, why }) => !(why.reason === 'no-layout' && foreign.has(given)))
			.map(({ file, why }) => unreadSentence(file, why))
	];
	const more = sentences.length - LISTED;
	return more > 0 ? [...sentences.slice(0, LISTED), m.report_unread_more({ count: number(more) })] : sentences;
}

/** What was left alone in zips, the first by name. */
function besidesSentence(besides: readonly string[]): string {
	const more = besides.length - LISTED;
	const files = besides.slice(0, LISTED).join(', ');
	return more > 0 ? m.report_besides_more({ files, count: number(more) }) : m.report_besides({ files });
}

const EXPECTED: Record<Exclude<Expected, 'as many cells as the header'>, () => string> = {
	'a half-year': m.file_expected_half_year,
	'a territory of the codebook': m.file_expected_territory,
	'a requester of the codebook': m.file_expected_requester,
	'a product of the codebook': m.file_expected_product,
	'a reason of the codebook': m.file_expected_reason,
	'a requester class of the half-year': m.file_expected_requester_class,
	'a branch of the state': m.file_expected_branch,
	'a whole number': m.file_expected_count,
	'a whole number, <10, ? or nothing': m.file_expected_count_or_gap,
	'a whole per cent from 0 to 100, ? or nothing': m.file_expected_percent,
	'a quote that is closed on its line': m.file_expected_quote,
	'text without control characters': m.file_expected_control
};

export function expectedText({ expected, cells, cut }: Refusal): string {
	if (expected !== 'as many cells as the header') {
		const text = EXPECTED[expected]();
		return cut ? m.file_expected_cut({ expected: text }) : text;
	}
	const input = { expected: number(cells!.expected), found: number(cells!.found) };
	return cut ? m.file_expected_cells_cut(input) : m.file_expected_cells(input);
}

const NOTE: Record<NoteId, () => string> = {
	'code-alias': m.file_note_code_alias,
	'code-blank': m.file_note_code_blank,
	'code-lost': m.file_note_code_lost,
	'name-unknown': m.file_note_name_unknown,
	'name-new': m.file_note_name_new,
	'name-disagrees': m.file_note_name_disagrees,
	'european-union': m.file_note_european_union,
	'product-blank': m.file_note_product_blank,
	'outcomes-before-2019': m.file_note_outcomes_before_2019,
	'outcomes-off': m.file_note_outcomes_off,
	'fewer-items-than-requests': m.file_note_fewer_items_than_requests,
	'law-276-fz': m.file_note_law_276_fz,
	withheld: m.file_note_withheld,
	unknown: m.file_note_unknown,
	'items-not-collected': m.file_note_items_not_collected,
	'share-not-published': m.file_note_share_not_published,
	'reason-not-collected': m.file_note_reason_not_collected,
	'branches-off': m.file_note_branches_off,
	'old-method-2019': m.file_note_old_method_2019,
	'share-without-count': m.file_note_share_without_count,
	'same-cell-twice': m.file_note_same_cell_twice,
	'percentages-off': m.file_note_percentages_off,
	'count-blank': m.file_note_count_blank,
	'no-line-end': m.file_note_no_line_end
};

const LANGUAGE: Record<Exclude<Language, 'other'>, () => string> = {
	en: m.language_en,
	fr: m.language_fr,
	pt: m.language_pt
};

const DELIMITER: Record<Delimiter, () => string> = {
	',': m.delimiter_comma,
	';': m.delimiter_semicolon,
	'\t': m.delimiter_tab
};

/** The report on what was read, in the language being spoken. */
export function reportText(report: FilesReport, own: OwnFiles | null, names: Names): ReportText {
	return {
		title: m.report_title(),
		unread: unreadSentences(report),
		summary: summary(report, own),
		sections: [
			...(own ? [feedSection(report, own), ...lackSection(own, report)] : []),
			...(own ? [checkSection(report, names)] : []),
			...report.tables.map((table) => tableSection(table, names)),
			...(report.besides.length > 0 ? [section('', [besidesSentence(report.besides)])] : [])
		]
	};
}

function section(heading: string, lines: string[], tables: ReportTable[] = [], folded = false): ReportSection {
	return { heading, lines, tables, folded };
}

function summary({ tables, aside }: FilesReport, own: OwnFiles | null): string[] {
	const refused = tables.reduce((sum, { refusedCount }) => sum + refusedCount, 0);
	const lines = tables.reduce((sum, table) => sum + table.lines, 0);
	if (!own) {
		const shares = tables.some(({ layout, periods }) => layout === 'compliance' && periods !== null);
		const nothing = shares ? m.report_only_shares() : tables.length > 0 ? m.report_nothing_rows() : m.report_nothing();
		return [nothing, m.report_stays()];
	}
	const count = (kind: 'files' | 'territories', value: number) =>
		(kind === 'files' ? m.report_files : m.report_territories)({ count: value, shown: number(value) });
	const kazakhstan = own.territories.find(({ code }) => code === 'KZ');
	const said = (measure: Measure) => {
		const held = own.holdings.held.totals[measure].filter((at) => at >= HEADLINE_FROM);
		const value = kazakhstan?.[measure];
		return value === null || value === undefined || held.length === 0
			? m.report_count_none({ measure: measureName(measure).toLowerCase() })
			: m.report_count_range({ count: counted(value, measure), from: period(held[0]), to: period(held.at(-1)!) });
	};
	return [
		m.report_summary({
			files: count('files', tables.length),
			territories: count('territories', own.territories.length),
			first: period(own.first),
			last: period(own.last)
		}),
		kazakhstan ? m.report_kz({ requests: said('requests'), items: said('items') }) : m.report_kz_none(),
		...(refused > 0 ? [m.report_refused_in_all({ count: number(refused), of: number(lines) })] : []),
		...aside.map((file) => m.report_aside({ file }))
	];
}

/** What a feed gives: the measure, and how it is divided at the grains it serves. */
function feedName(held: Feed['held'], grains: readonly Feed['grain'][], estimated: boolean): string {
	if (held === 'compliance') return m.requests_complied_with();
	const division = {
		totals: m.feed_totals,
		'by-product-reason': m.feed_by_product_reason,
		'by-requester': m.feed_by_requester,
		cube: m.feed_cube
	};
	const what = held === 'outcomes' ? m.lack_outcomes() : measureName(held);
	const name = m.feed_of({ what, divisions: all(grains.map((grain) => division[grain]())) });
	return estimated ? m.report_estimated({ what: name }) : name;
}

function feedSection({ feeds, tables }: FilesReport, { holdings }: OwnFiles): ReportSection {
	const layouts = new Map(tables.map(({ file, layout }) => [file, layout]));
	const together = new Map<string, Feed[]>();
	for (const feed of feeds) {
		const key = JSON.stringify([feed.held, feed.from, feed.to, feed.file, feed.old]);
		together.set(key, [...(together.get(key) ?? []), feed]);
	}
	const order = ['totals', 'by-product-reason', 'by-requester', 'cube'];
	return section(
		m.report_feeds(),
		[],
		[
			{
				caption: m.report_feeds(),
				columns: [m.report_feed_what(), m.report_feed_range(), m.report_feed_file()],
				rows: [...together.values()].map((same) => {
					const [{ held, from, to, file, old }] = same;
					const range = from === to ? period(from) : `${period(from)}–${period(to)}`;
					const estimated =
						held === 'outcomes' && holdings.outcomesEstimated && layouts.get(file) === 'modern-requests';
					const grains = same.map(({ grain }) => grain).sort((a, b) => order.indexOf(a) - order.indexOf(b));
					return [feedName(held, grains, estimated), old ? m.report_old({ range }) : range, file];
				})
			}
		]
	);
}

/** Questions that readers ask, each for the half-years from 2011 on, or from 2019 where there are no earlier ones. */
function lackSection({ holdings, codebook, first, last }: OwnFiles, { tables }: FilesReport): ReportSection[] {
	// An extract begins where its first row is: what was chosen when it was made is not known.
	const extracts = tables.every(({ layout }) => layout === 'extract' || layout === 'compliance');
	const from: Period = first < HEADLINE_FROM || extracts ? first : HEADLINE_FROM;
	const where = { territory: WORLD, from, to: last, product: [], reason: [], requester: [], outcome: [] };
	const ask = (measure: Measure, ...by: Dimension[]): Question => ({ measure, by, where });
	const questions = [
		ask('requests'),
		ask('requests', 'product', 'reason'),
		ask('requests', 'branch'),
		ask('items'),
		ask('items', 'product', 'reason'),
		ask('items', 'branch'),
		{ ...ask('items', 'outcome'), where: { ...where, from: from > OUTCOMES_FROM ? from : OUTCOMES_FROM } }
	];
	const lines = questions.flatMap((question) => {
		const lack = lackOf(question, holdings, codebook);
		// The first half-year of a territory's own file is where its first row is: one that lies before says nothing.
		const slight = lack && !lack.whole && lack.lacking.length === 1 && lack.lacking[0] < first;
		return lack && !slight ? [lack.sentences.join(' ')] : [];
	});
	if (holdings.compliance.length === 0 && from < OUTCOMES_FROM) lines.push(m.lack_compliance());
	return lines.length > 0 ? [section(m.report_lacks(), lines)] : [];
}

function checkSection(report: FilesReport, names: Names): ReportSection {
	const { tables, comparisons, leftOut, superseded, pairs } = report;
	const lines: string[] = [];
	for (const { file, layout, tallies } of tables) {
		if (layout === 'flat' || layout === 'extract') {
			const off = tallies['outcomes-off'];
			lines.push(
				off
					? m.check_outcomes_off({
							file,
							count: off.count,
							shown: number(off.count),
							kazakhstan: number(off.kazakhstan),
							absolute: number(off.off?.absolute ?? 0)
						})
					: m.check_outcomes_ok({ file })
			);
		}
		if (layout === 'modern-requests') {
			const off = tallies['percentages-off'];
			lines.push(
				off
					? m.check_percentages_off({ file, count: off.count, shown: number(off.count) })
					: m.check_percentages_ok({ file })
			);
		}
	}
	for (const { file, tallies, notes } of tables) {
		const twice = tallies['same-cell-twice'];
		if (twice)
			lines.push(
				m.check_twice({
					file,
					count: twice.count,
					shown: number(twice.count),
					kazakhstan: number(twice.kazakhstan),
					line: number(notes.find(({ id }) => id === 'same-cell-twice')!.line)
				})
			);
	}
	for (const { file, kazakhstan, world } of pairs)
		lines.push(m.check_pairs({ file, kazakhstan: number(kazakhstan), world: number(world) }));
	for (const { file, by, same, still } of superseded)
		lines.push(
			still.length > 0
				? m.check_two_still({ file, by, periods: runs(still) })
				: same
					? m.check_two_same({ file, by })
					: m.check_two_editions({ file, by })
		);
	for (const { measure, file, counted: by, world, kazakhstan } of leftOut)
		lines.push(
			m.check_2019({
				measure: measureName(measure).toLowerCase(),
				counted: by,
				file,
				world: counted(world, measure),
				kazakhstan: number(kazakhstan)
			})
		);
	if (leftOut.length === 0 && report.feeds.some(({ from, to }) => from <= OUTCOMES_FROM && to >= OUTCOMES_FROM))
		lines.push(m.check_2019_once());
	for (const comparison of comparisons) lines.push(compareSentence(comparison));
	if (lines.length === 0) lines.push(m.check_none());
	const differing = comparisons.filter(({ differences }) => differences.length > 0);
	return section(
		m.report_checks(),
		lines,
		differing.map((comparison) => differenceTable(comparison, names))
	);
}

function compareSentence({ measure, file, other, rule, from, to, agree, of, net }: Comparison): string {
	const by =
		net === 0
			? m.check_same()
			: net < 0
				? m.check_more({ count: number(-net) })
				: m.check_fewer({ count: number(net) });
	return [
		m.check_compare({
			measure: measureName(measure),
			from: period(from),
			to: period(to),
			other,
			file,
			agree: number(agree),
			of: number(of)
		}),
		...(agree < of ? [m.check_compare_net({ by })] : []),
		...(rule === 'request-outcome pairs' ? [m.check_compare_pairs()] : [])
	].join(' ');
}

function differenceTable({ measure, file, other, differences, differing }: Comparison, names: Names): ReportTable {
	const cell = (count: number | null) => (count === null ? m.report_blank() : number(count));
	return {
		caption: m.check_differences({ measure: measureName(measure), count: number(differing), file, other }),
		folded: true,
		columns: [m.check_where(), m.check_territory(), file, other],
		rows: differences.map(({ period: at, territory, here, there }) => [
			period(at),
			names.territory(territory),
			cell(here),
			cell(there)
		])
	};
}

function tableSection(table: TableReport, names: Names): ReportSection {
	const { layout, language, byPosition, lines: total, refusedCount, refused, periods, tallies } = table;
	const name = LAYOUT[layout]();
	const pair = (label: string, value: string) => `${label}: ${value}`;
	const lines = [
		pair(
			m.report_layout(),
			byPosition || language === 'other'
				? m.report_layout_by_position({ layout: name })
				: language === 'en'
					? name
					: m.report_layout_language({ layout: name, language: LANGUAGE[language]() })
		),
		pair(
			m.report_form(),
			m.report_form_value({ encoding: table.encoding.toUpperCase(), delimiter: DELIMITER[table.delimiter]() })
		),
		pair(m.report_rows(), m.report_rows_value({ read: number(total - refusedCount), refused: number(refusedCount) })),
		...(periods
			? [pair(m.report_range(), m.report_range_value({ first: period(periods.first), last: period(periods.last) }))]
			: []),
		pair(m.report_territories_label(), number(Object.keys(table.territories).length)),
		pair(m.report_kazakhstan(), m.counted_rows({ count: table.kazakhstan, shown: number(table.kazakhstan) })),
		...(table.rule
			? [pair(m.report_requests_rule(), table.rule === 'requests' ? m.report_rule_requests() : m.report_rule_pairs())]
			: []),
		...(table.extra.length > 0 ? [pair(m.report_extra(), quotedAll(table.extra))] : []),
		...(table.editions.some(Boolean) ? [pair(m.report_editions(), table.editions.filter(Boolean).join(', '))] : []),
		...(layout === 'extract' ? [m.report_extract_filtered()] : []),
		...(table.sha256 ? [pair(m.report_sha(), table.sha256)] : [])
	];
	const tables: ReportTable[] = [];
	if (refusedCount > 0)
		tables.push({
			caption:
				m.report_refused({ count: refusedCount, shown: number(refusedCount) }) +
				(refusedCount > refused.length
					? `. ${m.report_refused_more({ count: number(refusedCount - refused.length) })}`
					: ''),
			columns: [m.report_line(), m.report_column(), m.report_value(), m.report_expected()],
			rows: refused.map((refusal) => [
				number(refusal.line),
				refusal.column || m.report_whole_line(),
				refusal.value || m.report_blank(),
				expectedText(refusal)
			])
		});
	const labels = (added: boolean, caption: string, folded?: true) => {
		const rows = table.labels.filter((use) => use.added === added).sort((a, b) => b.rows - a.rows);
		if (rows.length > 0)
			tables.push({
				caption,
				folded,
				columns: ['', m.report_label(), m.report_read_as(), m.report_label_rows()],
				rows: rows.map((use) => [dimensionName(use), use.label, readAs(use, names), number(use.rows)])
			});
	};
	labels(true, m.report_added());
	labels(false, m.report_mapped(), true);
	const notes = (Object.entries(tallies) as [NoteId, NonNullable<TableReport['tallies'][NoteId]>][]).sort(
		([, a], [, b]) => b.count - a.count
	);
	if (notes.length > 0)
		tables.push({
			caption: m.report_notes(),
			columns: [m.report_note(), m.report_note_count(), m.report_note_kz(), m.report_note_first()],
			rows: notes.map(([id, { count, kazakhstan, off }]) => [
				off ? m.report_notes_off({ note: NOTE[id](), net: difference(off.net) }) : NOTE[id](),
				number(count),
				number(kazakhstan),
				number(table.notes.find((note) => note.id === id)?.line ?? 0)
			])
		});
	return section(m.report_table({ file: table.file }), lines, tables, true);
}

function dimensionName({ dimension }: LabelUse): string {
	return dimension === 'territory' ? m.dim_territory() : filterName(dimension);
}

function readAs({ dimension, slug, added, label }: LabelUse, names: Names): string {
	if (added) return `${label.trim()} (${slug})`;
	return dimension === 'territory' ? names.territory(slug) : names.of(dimension, slug);
}

/** The report as a text file: the same sentences and tables, in full. */
export function reportPlain({ title, unread, summary: said, sections }: ReportText): string {
	const table = ({ caption, columns, rows }: ReportTable) =>
		[caption, columns.join('\t'), ...rows.map((row) => row.join('\t'))].join('\n');
	return [
		title,
		said.join('\n'),
		...(unread.length > 0 ? [[m.report_unread(), ...unread].join('\n')] : []),
		...sections.map(({ heading, lines, tables }) =>
			[...(heading ? [heading] : []), ...lines, ...tables.map((one) => `\n${table(one)}`)].join('\n')
		)
	].join('\n\n');
}
