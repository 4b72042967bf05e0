import Papa from 'papaparse';
import { describe, expect, it, test } from 'vitest';
import type { Row } from '#lib/domain/row.ts';
import type { Selection } from '#lib/domain/selection.ts';
import { extractText } from '#lib/export/extract.ts';
import { EXTRACT_COLUMNS } from '#lib/export/extractTable.ts';
import { bytesOf } from '#lib/export/save.ts';
import { EDITION, names, rowsOf } from '../charts/input.ts';

const BOM = '\ufeff';
const nameOf = (code: string) => names.territory(code);
const extract = (change: Partial<Selection> = {}) => extractText(rowsOf(change), nameOf, EDITION);
const records = (text: string) =>
	Papa.parse<Record<string, string>>(text.slice(BOM.length), { header: true, skipEmptyLines: true }).data;
const sum = (rows: Record<string, string>[], column: string) => rows.reduce((sum, row) => sum + Number(row[column]), 0);

test('the columns of the contract, in its order', () => {
	expect(extract().split('\r\n')[0]).toBe(
		`${BOM}period,period_end,territory,territory_name,requester,product,reason,requests,items,removed_legal,` +
			'removed_policy,content_not_found,not_enough_information,no_action_taken,already_removed,status,edition'
	);
	expect(EXTRACT_COLUMNS).toHaveLength(17);
});

describe('the rows in scope, no more and no less', () => {
	it.each<[string, Partial<Selection>, number, number, number]>([
		['Kazakhstan', {}, 204, 983, 332_062],
		['to 2020', { to: '2020H2' }, rowsOf({ to: '2020H2' }).length, 373, 192_503],
		[
			'YouTube to 2020',
			{ to: '2020H2', product: ['youtube'] },
			rowsOf({ to: '2020H2', product: ['youtube'] }).length,
			313,
			192_049
		],
		['2020H2', { from: '2020H2', to: '2020H2' }, rowsOf({ from: '2020H2', to: '2020H2' }).length, 49, 3760],
		['nothing', { reason: ['business-complaints'] }, 0, 0, 0]
	])('%s', (_, change, lines, requests, items) => {
		const found = records(extract(change));
		expect(found).toHaveLength(lines);
		expect(sum(found, 'requests')).toBe(requests);
		if (change.product === undefined) expect(sum(found, 'items')).toBe(items);
	});

	test('in a fixed order: period, territory, requester, product, reason', () => {
		const keys = records(extract({ territory: 'world', from: '2019H1', to: '2019H2' })).map((row) =>
			[row.period, row.territory, row.requester, row.product, row.reason].join('\0')
		);
		expect(keys).toEqual([...keys].sort());
		expect(new Set(keys).size).toBe(keys.length);
	});
});

test('outcomes are numbers from 2019 on, 0 included, and empty before', () => {
	const outcomes = EXTRACT_COLUMNS.slice(9, 15);
	for (const row of records(extract()))
		for (const column of outcomes) {
			if (row.period < '2019H1') expect(row[column]).toBe('');
			else expect(row[column]).toMatch(/^\d+$/);
		}
	const found = records(extract({ from: '2020H2', to: '2020H2' }));
	expect(outcomes.map((column) => sum(found, column))).toEqual([0, 43, 0, 1, 3701, 15]);
});

test('a row in full', () => {
	const row = records(
		extract({ from: '2017H2', to: '2017H2', product: ['youtube'], reason: ['national-security'] })
	)[0];
	expect(row).toEqual({
		period: '2017H2',
		period_end: '2017-12-31',
		territory: 'KZ',
		territory_name: 'Kazakhstan',
		requester: 'other-authority',
		product: 'youtube',
		reason: 'national-security',
		requests: '69',
		items: '146602',
		removed_legal: '',
		removed_policy: '',
		content_not_found: '',
		not_enough_information: '',
		no_action_taken: '',
		already_removed: '',
		status: 'reported',
		edition: '2026-06'
	});
});

describe('the status of a row', () => {
	const [one] = rowsOf({ from: '2013H2', to: '2013H2' });
	const withheld = rowsOf({ from: '2010H1', to: '2010H1' });
	it.each<[string, Row, string, string]>([
		['a count', one, '1', 'reported'],
		['a published 0', { ...one, requests: 0 }, '0', 'zero'],
		['withheld', withheld[0], '', 'withheld'],
		['unknown', { ...one, requests: null, requestsGap: 'unknown' }, '', 'unknown'],
		['not published', { ...one, requests: null, requestsGap: 'not-published' }, '', 'not-published']
	])('%s', (_, row, requests, status) => {
		const [record] = records(extractText([row], nameOf, EDITION));
		expect([record.requests, record.status]).toEqual([requests, status]);
	});

	test('totals of before 2011 have no requester, product or reason', () => {
		const [record] = records(extractText(withheld, nameOf, EDITION));
		expect([record.period, record.requester, record.product, record.reason, record.items]).toEqual([
			'2010H1',
			'',
			'',
			'',
			''
		]);
	});
});

test('a name that looks like a formula is guarded', () => {
	const [record] = records(extractText(rowsOf({ from: '2013H2', to: '2013H2' }), () => '=Kazakhstan', EDITION));
	expect(record.territory_name).toBe("'=Kazakhstan");
});

test('the size said is that of the file, byte order mark and all', () => {
	expect(bytesOf(`${BOM}a\r\n`)).toBe(6);
	expect(bytesOf('Қ')).toBe(2);
	expect(bytesOf(extract())).toBe(Buffer.from(extract(), 'utf8').length);
});
