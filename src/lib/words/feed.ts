import type { Change, Revisions } from '#lib/engine/revisions.ts';
import { m } from './messages/messages.js';
import { apartSentence, revisionsSummary } from './revisions.ts';

/** What a feed says of one pair of editions. */
export interface FeedEntry {
	edition: string;
	against: string;
	title: string;
	/** As compared for Kazakhstan, and for all territories. */
	kazakhstan: Revisions;
	world: Revisions;
}

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const totals = (changes: readonly Change[]) => changes.filter(({ division }) => division === 'total');

/**
 * An Atom feed with an entry for each edition and the one before. The day of publication is not known of every edition: an
 * entry is dated the first of the month in the edition's name.
 * @param site address of the site, with its slash
 */
export function revisionsFeed(entries: readonly FeedEntry[], site: string): string {
	const self = `${site}revisions.xml`;
	const dated = (edition: string) => `${edition}-01T00:00:00Z`;
	const newest = entries
		.map(({ edition }) => edition)
		.sort()
		.at(-1)!;
	const lines = entries.map(({ edition, against, title, kazakhstan, world }) => {
		const link = `${site}en/revisions/?edition=${edition}&against=${against}`;
		const said = [
			m.feed_kazakhstan({ summary: revisionsSummary(totals(kazakhstan.changes)) }),
			...kazakhstan.apart.map((apart) => apartSentence(apart, against, edition)),
			m.feed_world({ summary: revisionsSummary(totals(world.changes)) })
		];
		return `	<entry>
		<id>${escaped(link)}</id>
		<title>${escaped(m.feed_entry({ edition, title, against }))}</title>
		<link href="${escaped(link)}"/>
		<updated>${dated(edition)}</updated>
		<summary>${escaped(said.join(' '))}</summary>
	</entry>
`;
	});
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
	<id>${escaped(self)}</id>
	<title>${escaped(m.feed_title())}</title>
	<link rel="self" href="${escaped(self)}"/>
	<link href="${escaped(`${site}en/revisions/`)}"/>
	<updated>${dated(newest)}</updated>
	<author><name>${escaped(m.site_name())}</name></author>
${lines.join('')}</feed>
`;
}
