import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { FIGURES } from '#lib/domain/figure.ts';
import { STATUSES } from '#lib/domain/status.ts';
import { EXTRACT_COLUMNS } from '#lib/export/extractTable.ts';
import { parseCatalog } from '#lib/ingest/catalog.ts';
import { heldCodebook } from '#lib/ingest/held.server.ts';
import { KEYS, MOVED_KEYS, RESERVED_KEYS } from '#lib/state/address.ts';
import { checksOf, PARTS, statusLines } from '#lib/words/method.ts';
import { load } from '../../src/routes/[lang=lang]/method/+page.server.ts';
import Page from '../../src/routes/[lang=lang]/method/+page.svelte';

vi.mock('$app/paths', () => ({
	resolve: (path: string, params: Record<string, string> = {}) =>
		path.replace(/\[(\w+)(=\w+)?\]/g, (_, name: string) => params[name])
}));

const catalog = parseCatalog(readFileSync('data/catalog.json', 'utf8'));
const edition = catalog.editions.at(-1)!;

let body = '';
let head = '';
/** Texts of the page set for programs: keys, ids, columns, sums. */
let code: string[] = [];

beforeAll(() => {
	const server = load({ params: { lang: 'en' } } as never) as Record<string, unknown>;
	const editions = catalog.editions.toReversed().map(({ edition, title, periods, unchecked }) => ({
		edition,
		title,
		last: periods.last,
		unchecked
	}));
	const data = { ...server, lang: 'en', codebook: heldCodebook(), editions };
	({ body, head } = render(Page, { props: { data } as never }));
	code = [...body.matchAll(/<(?:code|span|a)(?: [^>]*)?>([^<]*)<\/(?:code|span|a)>/g)].map(([, text]) => text.trim());
});

describe('the method page', () => {
	it('has a title of its own', () => {
		expect(head).toMatch(/<title>Method · Takedown Ledger<\/title>/);
	});

	it.each(Object.keys(KEYS))('names the key %s', (key) => expect(code).toContain(key));
	it.each(MOVED_KEYS)('names the key %s of What moved', (key) => expect(code).toContain(key));
	it.each(RESERVED_KEYS)('names the reserved key %s', (key) => expect(code).toContain(key));
	it.each(EXTRACT_COLUMNS)('names the column %s', (column) => expect(code).toContain(column));
	it.each(STATUSES)('names the status %s', (status) => expect(code).toContain(status));
	it.each(FIGURES)('names the figure %s and links to its page', (id) => {
		expect(code).toContain(id);
		expect(body).toContain(`href="/en/figure/${id}"`);
	});

	// In English nothing is called otherwise than Google does.
	it.each(PARTS.filter((part) => part !== 'google'))('has the part %s, and a link to it', (part) => {
		expect(body.split(` id="${part}"`)).toHaveLength(2);
		expect(body).toContain(`href="#${part}"`);
	});

	it('has the sum of every file and table', () => {
		for (const { sha256, member } of edition.sources) {
			expect(code).toContain(sha256);
			if (member) expect(code).toContain(member.sha256);
		}
		for (const { sha256 } of edition.tables) expect(code).toContain(sha256);
	});

	it('has every oddity', () => {
		const text = body
			.replace(/<!--.*?-->/g, '')
			.replaceAll('&lt;', '<')
			.replaceAll('&amp;', '&');
		for (const { what, effect } of edition.oddities) {
			expect(text).toContain(what);
			expect(text).toContain(effect);
		}
	});

	it('states the terms in the words agreed', () => {
		expect(body).toContain('Code: MIT.');
		expect(body).toContain(
			'Charts and extracts: CC BY 4.0 for what is ours (form, labels, sentences), with the figures named as Google’s (“Google Transparency Report, government requests to remove content”), for which Google states no separate licence.'
		);
	});

	it('has a name on every part that scrolls, and reaches it by key', () => {
		const regions = [...body.matchAll(/<div class="scroll[^>]*>/g)].map(([tag]) => tag);
		expect(regions.length).toBeGreaterThan(5);
		for (const tag of regions) {
			expect(tag).toContain('role="region"');
			expect(tag).toContain('tabindex="0"');
			const [, id] = /aria-labelledby="([^"]+)"/.exec(tag)!;
			expect(body).toContain(` id="${id}"`);
		}
	});
});

describe('checks of an edition', () => {
	const difference = (territory: string, here: number | null, there: number | null) => ({
		territory,
		period: '2020H1' as const,
		measure: 'items' as const,
		here,
		there
	});
	const checkOf = (differences: ReturnType<typeof difference>[]) => ({
		source: 'file',
		what: 'A file',
		measure: 'items' as const,
		periods: { first: '2020H1' as const, last: '2020H1' as const },
		agree: 0,
		of: differences.length,
		net: 0,
		differences
	});

	it('lists the largest first, by size and not by sign, and counts the rest', () => {
		const twelve = Array.from({ length: 12 }, (_, i) => difference(`T${i}`, i % 2 ? 0 : i + 1, i % 2 ? i + 1 : 0));
		const { largest, rest, differences } = checksOf({ checkedAgainst: [checkOf(twelve)] });
		expect(largest.map(({ by }) => by)).toEqual([-12, 11, -10, 9, -8, 7, -6, 5, -4, 3]);
		expect(rest).toEqual({ count: 2, largest: 2 });
		expect(differences).toBe(12);
	});

	it('takes no row as nothing counted', () => {
		const { largest } = checksOf({ checkedAgainst: [checkOf([difference('HK', null, 3)])] });
		expect(largest[0]).toMatchObject({ here: null, there: 3, by: -3 });
	});

	it('tells Kazakhstan’s differences from others', () => {
		const { kazakhstan, checks } = checksOf({
			checkedAgainst: [checkOf([difference('KZ', 1, 2), difference('RU', 1, 2)]), checkOf([difference('RU', 5, 2)])]
		});
		expect(kazakhstan).toBe(1);
		expect(checks.map((check) => check.kazakhstan)).toEqual([1, 0]);
	});

	it('finds the net of each check in its differences', () => {
		for (const { net, differences } of edition.checkedAgainst)
			expect(differences.reduce((sum, { here, there }) => sum + (here ?? 0) - (there ?? 0), 0)).toBe(net);
	});
});

it('describes each status differently', () => {
	const lines = statusLines();
	expect(lines.map(({ slug }) => slug)).toEqual([...STATUSES]);
	for (const field of ['name', 'means', 'drawn'] as const)
		expect(new Set(lines.map((line) => line[field])).size).toBe(STATUSES.length);
});
