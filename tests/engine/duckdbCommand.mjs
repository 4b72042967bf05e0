// Stands for the DuckDB command-line tool: `-csv -c SQL`, in the folder it is run in. DuckDB's own build, not the page's.
import { DuckDBInstance } from '@duckdb/node-api';

const [form, command, sql] = process.argv.slice(2);
if (form !== '-csv' || command !== '-c') throw new Error(`unknown options: ${form} ${command}`);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const reader = await connection.runAndReadAll(sql);
process.stdout.write(
	JSON.stringify({ columns: reader.columnNames(), rows: reader.getRowsJS().map((row) => row.map(plain)) })
);

function plain(value) {
	return typeof value === 'bigint' ? Number(value) : value;
}
