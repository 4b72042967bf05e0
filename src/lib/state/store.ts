import { deleteDB, openDB } from 'idb';
import type { OwnFiles } from '#lib/ingest/worker.ts';

// Written to only when the reader ticks "Keep on this device"; removed as a whole, so that no trace is left.
const NAME = 'takedown-ledger';
const STORE = 'own-files';

async function open() {
	return openDB(NAME, 1, {
		upgrade(database) {
			database.createObjectStore(STORE);
		}
	});
}

export async function keepOwn(own: OwnFiles): Promise<void> {
	const database = await open();
	try {
		await database.put(STORE, own, STORE);
	} finally {
		database.close();
	}
}

/** What is kept; `null` without making a store to look into. */
export async function keptOwn(): Promise<OwnFiles | null> {
	if (indexedDB.databases && !(await indexedDB.databases()).some(({ name }) => name === NAME)) return null;
	const database = await open();
	try {
		return ((await database.get(STORE, STORE)) as OwnFiles | undefined) ?? null;
	} finally {
		database.close();
	}
}

export function removeOwn(): Promise<void> {
	return deleteDB(NAME);
}
