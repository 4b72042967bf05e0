import { existsSync, readFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { configure, TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { expect, settled } from './support.ts';

configure({ useWebWorkers: false });

/** A file as a reader gives it. */
export interface Payload {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

export function file(name: string, content: string | Uint8Array): Payload {
	return { name, mimeType: name.endsWith('.zip') ? 'application/zip' : 'text/csv', buffer: Buffer.from(content) };
}

/** Google's collected files, which are never committed; absent on most machines. */
const COLLECTED = join(import.meta.dirname, '../../../shared/data/google');

export const collected = existsSync(COLLECTED);
export const NOT_COLLECTED = '../shared/data/google is not here';

export const google = (name: string, path: string) => file(name, readFileSync(join(COLLECTED, path)));

export const googleFiles = {
	zip: () => google('google-government-removals.zip', '2024-09/google-government-removals.zip'),
	detailed: () =>
		google(
			'google-government-detailed-removal-requests.csv',
			'2025-12/google-government-detailed-removal-requests.csv'
		),
	requests: () => google('requests-2025-12.csv', '2025-12/google-government-removal-requests.csv'),
	flat: () => google('flat-2026-03.csv', '2026-03/google-government-removal-requests.csv')
};

const csv = (header: string, lines: readonly string[]) => [header, ...lines, ''].join('\n');

export const FLAT_COLUMNS =
	'time_period,country_name,cldr_territory,requestor,product,reason,number_of_requests,items_requested,items_removed_legal,items_removed_policy,items_content_not_found,items_not_enough_info,items_no_action_taken,items_content_already_removed';
export const flat = (lines: readonly string[]) => csv(FLAT_COLUMNS, lines);
export const detailed = (lines: readonly string[]) =>
	csv('Period Ending,Country/Region,CLDR Territory Code,Product,Reason,Total', lines);
export const requests = (lines: readonly string[]) =>
	csv(
		'Period Ending,Country/Region,CLDR Territory Code,Requestor,Number of Requests,Items Requested To Be Removed,% Removed-Legal,% Removed-Policy,% Content Not Found,% Not Enough Information ,% No Action Taken,% Content Already Removed',
		lines
	);
export const historicalRequests = (lines: readonly string[]) =>
	csv(
		'Period Ending,Country/Region,CLDR Territory Code,All Requests: Number of Requests,All Requests: % Fully Or Partially Complied With,All Requests: Items Requested To Be Removed,Court Orders: Number of Requests,Court Orders: % Fully Or Partially Complied With,Court Orders: Items Requested To Be Removed,"Other Requests (Executive, Police, etc.): Number of Requests","Other Requests (Executive, Police, etc.): % Fully Or Partially Complied With","Other Requests (Executive, Police, etc.): Items Requested To Be Removed"',
		lines
	);
export const historicalDetailed = (lines: readonly string[]) =>
	csv(
		'Period Ending,Country/Region,CLDR Territory Code,Product,Reason,Court Orders,"Executive, Police, etc.",Items Requested To Be Removed',
		lines
	);

/** Distinct requests, as the first row shows: four, of six outcomes. Kazakhstan: 11 requests, 110 items. */
export const SMALL = flat([
	'January - June 2024,Kazakhstan,KZ,Information and Communications Authority,YouTube,National security,4,40,10,5,5,5,10,5',
	'July - December 2024,Kazakhstan,KZ,Police,YouTube,Fraud,5,50,0,0,0,0,50,0',
	'July - December 2024,Kazakhstan,KZ,Court Order directed at 3rd party,Web Search,Defamation,2,20,20,0,0,0,0,0',
	'July - December 2024,UNKNOWN,null,Court Order directed at 3rd party,Web Search,Defamation,3,44,44,0,0,0,0,0',
	'July - December 2024,UNKNOWN,EUROPOL,Police,Docs,National security,6,16,0,16,0,0,0,0',
	'January - June 2024,Russia,RU,Government Officials,YouTube,Fraud,100,1000,1000,0,0,0,0,0'
]);
export const small = (name = 'small.csv') => file(name, SMALL);
export const SMALL_KZ = [11, 110] as const;

/** Another reader's file: Kazakhstan has 7 requests and 77 items. */
export const other = (name = 'other.csv') =>
	file(
		name,
		flat(
			['January - June 2023,Kazakhstan,KZ,Police,Blogger,Violence,1,11,1,10,0,0,0,0'].concat([
				'July - December 2023,Kazakhstan,KZ,Police,Blogger,Fraud,6,66,0,0,0,0,66,0'
			])
		)
	);

export async function zip(members: Record<string, string>, password?: string): Promise<Buffer> {
	const archive = new ZipWriter(new Uint8ArrayWriter(), password ? { password } : {});
	for (const [path, text] of Object.entries(members)) await archive.add(path, new TextReader(text));
	return Buffer.from(await archive.close());
}

/** A zip inside which `bytes` lie as they are. */
export async function wrap(path: string, bytes: Uint8Array): Promise<Buffer> {
	const archive = new ZipWriter(new Uint8ArrayWriter());
	await archive.add(path, new Uint8ArrayReader(bytes));
	return Buffer.from(await archive.close());
}

/** Writes a flat file of at least so many bytes, every cell of the cube its own: nothing in it can be added up. */
export async function writeLarge(path: string, bytes: number): Promise<{ rows: number; kazakhstan: [number, number] }> {
	const names = (table: string) =>
		readFileSync(join(import.meta.dirname, '../../data/codebook', `${table}.csv`), 'utf8')
			.trim()
			.split('\n')
			.slice(1)
			.map((line) => /^([^,]+),("[^"]*"|[^,]*)/.exec(line)!)
			.map(([, slug, label]) => ({ slug, label }));
	const territories = names('territories').filter(({ slug }) => /^[A-Z]{2}$/.test(slug) && slug !== 'EU');
	const products = names('products').filter(({ slug }) => slug !== 'unspecified');
	const reasons = names('reasons').filter(({ slug }) => slug !== 'not-reported');
	const requesters = ['Police', 'Military', 'Government Officials', 'Court Order directed at 3rd party'];
	const halves = Array.from({ length: 13 }, (_, i) => {
		const year = 2025 - Math.ceil(i / 2);
		return i % 2 === 0 ? `January - June ${year}` : `July - December ${year}`;
	});
	const target = await openFile(path, 'w');
	let [written, rows] = [0, 0];
	const kazakhstan: [number, number] = [0, 0];
	let block = `${FLAT_COLUMNS}\r\n`;
	try {
		for (const product of products)
			for (const reason of reasons)
				for (const half of halves)
					for (const requester of requesters)
						for (const territory of territories) {
							// A pseudo-random count, the same on every run.
							const items = 6 + ((rows * 7919) % 990);
							const [legal, policy, missing, little, gone] = [items >> 3, items >> 4, 1, 1, 1];
							const none = items - legal - policy - missing - little - gone;
							const asked = 1 + (rows % 5);
							block += `${half},${territory.label},${territory.slug},${requester},${product.label},${reason.label},${asked},${items},${legal},${policy},${missing},${little},${none},${gone}\r\n`;
							rows++;
							if (territory.slug === 'KZ') {
								kazakhstan[0] += asked;
								kazakhstan[1] += items;
							}
							if (block.length < 2 ** 20) continue;
							written += (await target.write(block)).bytesWritten;
							block = '';
							if (written >= bytes) return { rows, kazakhstan };
						}
		throw new Error(`only ${written} bytes in ${rows} rows`);
	} finally {
		await target.close();
	}
}

/** Opens the page that reads files, and waits until it answers. */
export async function openData(page: Page, site = ''): Promise<void> {
	await page.goto(`${site}en/data/`);
	await expect(chooser(page)).toBeEnabled();
}

export const chooser = (page: Page) => page.getByRole('button', { name: 'Choose files …' });
export const report = (page: Page) => page.locator('[data-report]');
export const banner = (page: Page) => page.getByRole('complementary', { name: 'Your own files' });
export const acceptButton = (page: Page) => page.getByRole('button', { name: 'Show these figures' });
export const backButton = (page: Page) => page.getByRole('button', { name: 'Go back' });
export const published = (page: Page) => page.getByRole('button', { name: 'Back to the published edition' });

/** Files by the button and the system's dialog. */
export async function pick(page: Page, ...files: Payload[]): Promise<void> {
	const [dialog] = await Promise.all([page.waitForEvent('filechooser'), chooser(page).click()]);
	await dialog.setFiles(files);
}

/** Sends an event that carries files to an element; `true` when the page took it, so that the browser won't. */
export async function send(page: Page, kind: 'drop' | 'paste', target: string, ...files: Payload[]): Promise<boolean> {
	const carried = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
	return page.locator(target).evaluate(
		(element, { kind, carried }) => {
			const data = new DataTransfer();
			for (const { name, mimeType, base64 } of carried) {
				const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
				data.items.add(new File([bytes], name, { type: mimeType }));
			}
			const how = { bubbles: true, cancelable: true };
			if (kind === 'paste') return !element.dispatchEvent(new ClipboardEvent('paste', { ...how, clipboardData: data }));
			element.dispatchEvent(new DragEvent('dragenter', { ...how, dataTransfer: data }));
			const over = !element.dispatchEvent(new DragEvent('dragover', { ...how, dataTransfer: data }));
			return !element.dispatchEvent(new DragEvent('drop', { ...how, dataTransfer: data })) && over;
		},
		{ kind, carried }
	);
}

/** Drops files that lie on the disk, as a reader's do: nothing of them passes through the page before. */
export async function dropFromDisk(page: Page, ...paths: string[]): Promise<void> {
	const input = await page.evaluateHandle(() => {
		const input = document.createElement('input');
		input.type = 'file';
		input.multiple = true;
		return input;
	});
	await input.setInputFiles(paths);
	await input.evaluate((input) => {
		const data = new DataTransfer();
		for (const one of input.files!) data.items.add(one);
		performance.mark('dropped');
		document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
	});
}

export const READ = { timeout: 60_000 };

/** Files read, with their report on the page. */
export async function read(page: Page, ...files: Payload[]): Promise<void> {
	await pick(page, ...files);
	await expect(report(page)).toBeVisible(READ);
}

/** Accepts the report: from here on the files are on show. */
export async function accept(page: Page): Promise<void> {
	await acceptButton(page).click();
	await expect(banner(page)).toBeVisible();
	await expect(page).toHaveURL(/\/en\/\?(.*&)?edition=own-[0-9a-f]{8}/);
	await settled(page);
}

/** From the page that reads files to the explorer with these on show. */
export async function show(page: Page, ...files: Payload[]): Promise<void> {
	await openData(page);
	await read(page, ...files);
	await accept(page);
}

/** What this browser keeps for the site. */
export async function stored(page: Page) {
	return page.evaluate(async () => {
		const folders: string[] = [];
		const root = await navigator.storage.getDirectory();
		for await (const name of root.keys()) folders.push(name);
		return {
			local: Object.keys(localStorage),
			session: Object.keys(sessionStorage),
			databases: (await indexedDB.databases()).map(({ name }) => name),
			caches: await caches.keys(),
			folders,
			cookies: document.cookie
		};
	});
}

export const NOTHING_STORED = { local: [], session: [], databases: [], caches: [], folders: [], cookies: '' };
