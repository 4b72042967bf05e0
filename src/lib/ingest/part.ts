import type { Codebook } from '#lib/domain/codebook.ts';
import type { ComplianceRow } from '#lib/domain/row.ts';
import { readCompliance, readRemovals } from './canonical.ts';
import type { Catalog, Edition, EditionSource } from './catalog.ts';
import { HISTORICAL_REACH, type Counts } from './check.ts';
import { readLabels, readOddRows, type Label, type OddRows } from './provenance.ts';

/** What one source gives an edition: its entries, what is said of its rows and labels, and what it can confirm. */
export interface Part {
	/** Of the source. */
	id: string;
	sources: EditionSource[];
	oddities: Edition['oddities'];
	labels: Label[];
	odd: OddRows[];
	checks: { what: string; counts: Counts[] }[];
}

/** A source that also gives the table of shares complied with. */
export interface CompliancePart extends Part {
	text: string;
	rows: readonly ComplianceRow[];
}

/** Editions that are held already, and the files of each. */
export interface HeldEditions {
	catalog: Catalog;
	text: (edition: string, file: string) => string;
}

type Held = Omit<Part, 'checks'>;

function heldAs(
	{ text }: HeldEditions,
	edition: Edition,
	sources: readonly EditionSource[],
	use: EditionSource['use']
): Held {
	const [{ id }] = sources;
	const isOf = (one: { source: string; layout: EditionSource['layout'] }) =>
		one.source === id && sources.some(({ layout }) => layout === one.layout);
	return {
		id,
		sources: sources.map((source) => ({ ...source, use })),
		oddities: edition.oddities.filter(isOf),
		labels: readLabels(text(edition.edition, 'labels.csv')).filter(isOf),
		odd: readOddRows(text(edition.edition, 'oddities.csv')).filter(isOf)
	};
}

/** The shares complied with that a source gave an edition held, as they stand there; `null` where it gave none. */
export function heldCompliance(held: HeldEditions, id: string): CompliancePart | null {
	for (const edition of held.catalog.editions) {
		const sources = edition.sources.filter((source) => source.id === id && source.use === 'compliance');
		if (sources.length === 0) continue;
		const text = held.text(edition.edition, 'compliance.csv');
		const rows = readCompliance(text);
		const counts = (['requests', 'items'] as const).map((measure): Counts => {
			const counted = rows.flatMap(({ branch, period, territory, [measure]: count }) =>
				branch === 'all' && count !== null ? [{ period, territory, count }] : []
			);
			return { measure, ...HISTORICAL_REACH, counted };
		});
		const checks = [{ what: sources[0].what, counts }];
		return { ...heldAs(held, edition, sources, 'compliance'), text, rows, checks };
	}
	return null;
}

/** What a source that feeds the totals of an edition held can confirm; `null` where it feeds none. */
export function heldCheck(held: HeldEditions, id: string, codebook: Codebook): Part | null {
	for (const edition of held.catalog.editions) {
		const feeds = edition.feeds.filter(({ source, grain, old }) => source === id && grain === 'totals' && !old);
		const sources = edition.sources.filter((source) => source.id === id && source.use === 'tables');
		if (feeds.length === 0) continue;
		const rows = readRemovals(held.text(edition.edition, 'totals.csv'), codebook, 'totals');
		const checks = sources.map(({ what, layout }) => {
			const counts = feeds
				.filter((feed) => feed.layout === layout)
				.flatMap(({ held: measure, periods: { first, last } }): Counts[] => {
					if (measure !== 'requests' && measure !== 'items') return [];
					const counted = rows.flatMap(({ period, territory, [measure]: count }) =>
						count === null ? [] : [{ period, territory, count }]
					);
					return [{ measure, from: first, to: last, counted }];
				});
			return { what, counts };
		});
		return { ...heldAs(held, edition, sources, 'check'), checks };
	}
	return null;
}
