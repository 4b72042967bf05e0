import type { Dimension } from '#lib/domain/question.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { SqlErrorKind, SqlError } from '#lib/engine/console.ts';
import type { FigureSql } from '#lib/engine/figureSql.ts';
import type { DescribedTable, ExampleSql } from '#lib/engine/tables.ts';
import { measureName, outcomeName } from './labels.ts';
import { m } from './messages/messages.js';

const DIMENSION: Record<Dimension, () => string> = {
	period: m.half_year,
	year: m.year,
	territory: m.territory,
	requester: m.requester,
	branch: m.sql_branch,
	product: m.product,
	reason: m.reason,
	outcome: m.outcome
};

/** What a figure's statement asks: `Requests: half-year, reason`. */
export function statementName({ name, question }: FigureSql): string {
	if (name === 'compliance') return m.requests_complied_with();
	if (name === 'together') return m.sql_together();
	if (name === 'coverage') return m.sql_coverage();
	const { measure, by } = question!;
	return m.sql_statement({
		measure: measureName(measure),
		dimensions: by.map((dimension) => DIMENSION[dimension]().toLowerCase()).join(', ')
	});
}

/** A statement with a line that says what it is. */
export function statementText(statement: FigureSql, edition: string): string {
	return `-- ${m.sql_comment({ name: statementName(statement), edition })}\n${statement.sql}`;
}

const EXAMPLES: Record<ExampleSql['id'], (input: { territory: string }) => string> = {
	'by-year': m.sql_example_by_year,
	outcomes: m.sql_example_outcomes,
	territories: m.sql_example_territories,
	shares: m.sql_example_shares
};

export function exampleName(id: ExampleSql['id'], territory: string): string {
	return EXAMPLES[id]({ territory });
}

/** What a table is, in a sentence. */
export function tableMeaning({ name, kind }: DescribedTable): string {
	if (kind === 'facts') return name === kind ? m.sql_table_facts() : m.sql_table_facts_margin();
	if (kind === 'items-by-outcome') return m.sql_table_items_by_outcome();
	if (kind === 'compliance') return m.sql_table_compliance();
	return kind === 'removals' ? m.sql_table_removals() : m.sql_table_margin({ file: `${kind}.csv` });
}

const COLUMN: Record<string, () => string> = {
	period: m.sql_column_period,
	year: m.sql_column_year,
	territory: m.sql_column_territory,
	requester: m.sql_column_requester,
	branch: m.sql_column_branch,
	product: m.sql_column_product,
	reason: m.sql_column_reason,
	requests: m.sql_column_requests,
	items: m.sql_column_items,
	outcome: m.sql_column_outcome,
	percent: m.sql_column_percent,
	complied_with: m.sql_column_complied_with
};

/** What a column holds, with its unit. */
export function columnMeaning(name: string): string {
	const gap = /^(.*)_(gap|status)$/.exec(name);
	if (gap) return gap[2] === 'gap' ? m.sql_column_gap({ column: gap[1] }) : m.sql_column_status({ column: gap[1] });
	return COLUMN[name]?.() ?? m.sql_column_items_outcome({ outcome: outcomeName(name.replaceAll('_', '-') as Outcome) });
}

const ERRORS: Record<SqlErrorKind, () => string> = {
	nothing: m.sql_error_nothing,
	several: m.sql_error_several,
	'reads-only': m.sql_error_reads_only,
	syntax: m.sql_error_syntax,
	'unknown-table': m.sql_error_refused,
	'unknown-column': m.sql_error_refused,
	'unknown-function': m.sql_error_refused,
	extension: m.sql_error_refused,
	memory: m.sql_error_memory,
	refused: m.sql_error_refused
};

/** Why DuckDB did not run a statement, in plain words. */
export function sqlErrorText({ kind, what, line }: SqlError, tables: readonly string[]): string {
	const name = what ?? '';
	if (kind === 'reads-only' && what) return m.sql_error_not_run({ command: what });
	if (kind === 'syntax' && what && line) return m.sql_error_syntax_near({ near: what, line: String(line) });
	if (kind === 'unknown-table') return m.sql_error_table({ name, tables: tables.join(', ') });
	if (kind === 'unknown-column') return m.sql_error_column({ name });
	if (kind === 'unknown-function') return m.sql_error_function({ name });
	if (kind === 'extension') return m.sql_error_extension({ name });
	return ERRORS[kind]();
}
