import { OUTCOMES, type Outcome } from '#lib/domain/outcome.ts';
import { OUTCOMES_FROM } from '#lib/domain/period.ts';
import type { Measure } from '#lib/domain/row.ts';
import type { Filter } from '#lib/domain/selection.ts';
import { citation } from './citation.ts';
import { filterName, measureName, outcomeName, type Names } from './labels.ts';
import { m } from './messages/messages.js';
import { number } from './numbers.ts';

/** A file that an edition was made from, as the catalog tells it. */
export interface SourceFile {
	file: string;
	what: string;
	publisher: 'google' | 'third-party' | 'own';
	sha256: string | null;
	/** The file inside it that was read. */
	member: { path: string; sha256: string } | null;
}

/** All that a file of rows says of itself. */
export interface About {
	/** Territories in words. */
	territories: string;
	/** What the rows are of: a sentence for each territory. */
	scopes: readonly string[];
	filters: readonly string[];
	rows: number;
	/** `null`: one line a row of the edition; else what is counted, and by what. */
	wide: { measure: Measure; by: Filter } | null;
	edition: { edition: string; title: string };
	/** Addresses that give the same rows, one a territory. */
	addresses: readonly string[];
	sources: readonly SourceFile[];
	/** The edition's own tables. */
	tables: readonly { name: string; sha256: string }[];
	columns: readonly { name: string }[];
}

/** What a column of the contract holds. */
const COLUMNS: Record<string, () => string> = {
	period: () => m.method_col_period({ example: OUTCOMES_FROM }),
	period_end: m.method_col_period_end,
	territory: m.method_col_territory,
	territory_name: m.method_col_territory_name,
	requester: m.method_col_requester,
	product: m.method_col_product,
	reason: m.method_col_reason,
	requests: m.method_col_requests,
	items: m.method_col_items,
	status: m.method_col_status,
	edition: m.method_col_edition
};

const outcomeOf = (column: string): Outcome | undefined =>
	OUTCOMES.find((outcome) => outcome.replaceAll('-', '_') === column);

export function columnMeaning(column: string): string {
	const outcome = outcomeOf(column);
	return outcome
		? m.method_col_outcome({ outcome: outcomeName(outcome), period: OUTCOMES_FROM })
		: (COLUMNS[column]?.() ?? '');
}

/** What a column holds in a wide table: the values of a division are columns there. */
function wideMeaning(column: string, { measure, by }: NonNullable<About['wide']>, names: Names): string {
	const counted = measureName(measure);
	if (column === 'measure') return m.extract_col_measure();
	if (column === 'total') return m.extract_col_total({ measure: counted });
	if (column === 'status') return m.extract_col_status();
	const slug = by === 'outcome' ? outcomeOf(column) : column;
	return COLUMNS[column]?.() ?? m.extract_col_of({ measure: counted, label: names.of(by, slug ?? column) });
}

export function aboutTitle({ territories }: Pick<About, 'territories'>): string {
	return m.extract_title({ territories });
}

/** The one citation of a file of rows. */
export function aboutCitation(about: About): string {
	return citation({
		title: aboutTitle(about),
		scope: about.scopes.join(' '),
		edition: about.edition,
		address: about.addresses.join(' ')
	});
}

/** A source file in words, with its sums. */
export function sourceText({ file, what, publisher, sha256, member }: SourceFile): string {
	const named = publisher === 'own' ? file : m.extract_source({ file, what });
	const whole = sha256 ? m.extract_sha256({ text: named, sha256 }) : named;
	return member ? m.extract_member({ text: whole, path: member.path, sha256: member.sha256 }) : whole;
}

/** A file of rows about itself, line by line: for a README, and for a sheet beside the rows. */
export function aboutLines(about: About, names: Names): { label: string; text: string }[] {
	const { wide, edition } = about;
	return [
		{ label: m.extract_about_rows(), text: number(about.rows) },
		...about.scopes.map((text) => ({ label: m.extract_about_scope(), text })),
		{
			label: m.extract_about_filters(),
			text: about.filters.length > 0 ? about.filters.join('; ') : m.extract_no_filters()
		},
		{
			label: m.extract_about_form(),
			text: wide
				? m.extract_form_wide({ measure: measureName(wide.measure), by: filterName(wide.by).toLowerCase() })
				: m.extract_form_long()
		},
		{
			label: m.extract_about_edition(),
			text: m.extract_edition({ edition: edition.edition, title: edition.title })
		},
		...about.addresses.map((text) => ({ label: m.extract_about_address(), text })),
		{ label: m.extract_about_source(), text: m.extract_source_text() },
		...about.sources.map((source) => ({ label: m.extract_about_file(), text: sourceText(source) })),
		...about.tables.map(({ name, sha256 }) => ({
			label: m.extract_about_table(),
			text: m.extract_sha256({ text: `${name}.csv`, sha256 })
		})),
		{ label: m.extract_about_citation(), text: aboutCitation(about) },
		{ label: m.extract_about_terms(), text: m.method_terms_figures() },
		{ label: m.extract_about_empty(), text: m.extract_empty_text() },
		...about.columns.map(({ name }) => ({
			label: name,
			text: wide ? wideMeaning(name, wide, names) : columnMeaning(name)
		}))
	];
}

/** The README beside the rows, as text with CRLF: any editor of any system shows it in lines. */
export function readme(about: About, names: Names, file: { name: string; sha256: string | null }): string {
	const lines = [
		aboutTitle(about),
		'',
		...aboutLines(about, names).map(({ label, text }) => `${label}: ${text}`),
		'',
		m.extract_readme_file({ file: file.name }),
		...(file.sha256 ? [m.extract_sha256({ text: file.name, sha256: file.sha256 })] : []),
		m.method_guard(),
		m.method_guard_signs()
	];
	return `${lines.join('\r\n')}\r\n`;
}
