/** What a page fetched, and what is kept in the browser, said to the reader. */
import type { FetchKind, Fetched, Kept, Origin, Store } from '#lib/domain/fetched.ts';
import { m } from './messages/messages.js';
import { bytes, number, seconds } from './numbers.ts';

const KINDS = {
	page: m.fetched_kind_page,
	script: m.fetched_kind_script,
	style: m.fetched_kind_style,
	font: m.fetched_kind_font,
	picture: m.fetched_kind_picture,
	data: m.fetched_kind_data,
	wasm: m.fetched_kind_wasm,
	frame: m.fetched_kind_frame,
	other: m.fetched_kind_other
} satisfies Record<FetchKind, unknown>;

const STORES = {
	cookies: m.fetched_store_cookies,
	local: m.fetched_store_local,
	session: m.fetched_store_session,
	databases: m.fetched_store_databases,
	caches: m.fetched_store_caches,
	workers: m.fetched_store_workers
} satisfies Record<Store, unknown>;

const fetches = (count: number) => m.fetched_count({ count, shown: number(count) });

/** The totals, one sentence each: of this site and of other hosts always, of the rest where there was any. */
export function fetchTotals(all: readonly Fetched[], stopped: readonly string[], origin: string): string[] {
	const of = (origin: Origin) => all.filter((one) => one.origin === origin);
	const here = of('here');
	const carried = here.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
	const made = of('made').length;
	return [
		m.fetched_here({ origin, fetches: fetches(here.length), bytes: bytes(carried) }),
		m.fetched_elsewhere({ fetches: fetches(of('elsewhere').length) }),
		...(made > 0 ? [m.fetched_made({ fetches: fetches(made) })] : []),
		...(stopped.length > 0 ? [m.fetched_stopped({ fetches: fetches(stopped.length) })] : [])
	];
}

/** What was fetched, how much was carried, and when. */
export function fetchLine({ kind, worker, bytes: carried, at }: Fetched): string {
	const what = { kind: worker ? m.fetched_by_worker({ kind: KINDS[kind]() }) : KINDS[kind](), seconds: seconds(at) };
	if (carried === null) return m.fetched_untold(what);
	return carried === 0 ? m.fetched_cached(what) : m.fetched_carried({ ...what, bytes: bytes(carried) });
}

/** The path of what is fetched from this site, the whole address of anything else. */
export function fetchAddress({ url, origin }: Fetched): string {
	return origin === 'here' ? url.replace(/^\w+:\/\/[^/]+/, '') : url;
}

/** What each store of the browser holds, or one sentence where it is nothing. */
export function keptLines(kept: Kept): string[] {
	const lines = Object.entries(kept).flatMap(([store, names]) => {
		const what = STORES[store as Store]();
		if (names === null) return m.fetched_kept_untold({ what });
		return names.length > 0 ? m.fetched_kept_some({ what, names: names.join(', ') }) : [];
	});
	return lines.length > 0 ? lines : [m.fetched_kept_nothing()];
}

export interface FetchReport {
	address: string;
	origin: string;
	/** The moment it is made, in UTC. */
	at: string;
	fetched: readonly Fetched[];
	stopped: readonly string[];
	kept: Kept;
	policy: string;
}

/** All of it as plain text, to be kept. */
export function fetchReport({ address, origin, at, fetched, stopped, kept, policy }: FetchReport): string {
	return [
		m.fetched_title(),
		m.fetched_copy_page({ address }),
		m.fetched_copy_at({ at }),
		'',
		...fetchTotals(fetched, stopped, origin),
		'',
		m.fetched_stays(),
		m.fetched_sent(),
		'',
		m.fetched_list(),
		...fetched.map((one) => `${fetchAddress(one)}\t${fetchLine(one)}`),
		...stopped.map((url) => `${url}\t${m.fetched_never_sent()}`),
		m.fetched_unseen(),
		'',
		m.fetched_kept_title(),
		...keptLines(kept),
		'',
		m.fetched_policy_title(),
		m.fetched_policy(),
		policy,
		''
	].join('\n');
}
