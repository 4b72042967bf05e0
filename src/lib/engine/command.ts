import type { Codebook } from '#lib/domain/codebook.ts';
import { makings, type Making } from './duckdb.ts';
import { PUBLISHED } from './tables.ts';

/**
 * A line for a POSIX shell that runs a statement in the DuckDB command-line tool, in the folder with the edition's
 * downloaded CSV files. The tables are made as they are made here, and of them only what the statement names.
 * The answer comes as CSV: the tool's own tables leave rows out.
 */
export function duckdbCommand(sql: string, codebook: Codebook): string {
	const needed = neededFor(sql, makings(codebook, PUBLISHED));
	const statements = [...needed.map(({ sql }) => sql), sql.replace(/[;\s]+$/, '')];
	return `duckdb -csv -c ${shellQuoted(statements.map(onOneLine).join(' '))}`;
}

/** The files that the command reads. */
export function filesOf(sql: string, codebook: Codebook): string[] {
	return neededFor(sql, makings(codebook, PUBLISHED))
		.filter(({ name }) => name in PUBLISHED.columns)
		.map(({ name }) => `${name}.csv`);
}

/** What a statement names, and what that is made from: a name in a text or a comment counts too, which does no harm. */
function neededFor(sql: string, all: readonly Making[]): Making[] {
	const names = new Set(sql.toLowerCase().match(/\w+/g));
	return all
		.toReversed()
		.filter(({ name, from }) => {
			if (!names.has(name)) return false;
			for (const other of from) names.add(other);
			return true;
		})
		.reverse();
}

/** Text in quotes, names in quotes, text in dollars, comments; and the space between, which is all that changes. */
const TOKENS =
	/[eE]'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[^]*?\$\1\$|\/\*[^]*?\*\/|(?:--[^\n]*|\s)+/g;

/** A statement on one line and without its line comments, which would swallow the rest. Line ends in a text stay. */
export function onOneLine(sql: string): string {
	return sql.replace(TOKENS, (token) => (/^(--|\s)/.test(token) ? ' ' : token)).trim();
}

/** In double quotes, because SQL is full of single ones. `!` would call up an earlier line of an interactive shell. */
export function shellQuoted(text: string): string {
	return `"${text.replace(/[\\"$`]/g, '\\$&').replaceAll('!', `"'!'"`)}"`;
}
