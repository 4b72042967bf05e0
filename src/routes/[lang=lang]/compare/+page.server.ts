import { comparisonOf, peerQuestions, type PeerAnswers } from '#lib/domain/peers.ts';
import { answer } from '#lib/engine/rows.ts';
import { readRemovals } from '#lib/ingest/canonical.ts';
import { heldCatalog, heldCodebook, heldTable } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { defaultComparison } from '#lib/state/peersAddress.ts';
import type { PageServerLoad } from './$types';

/** The default comparison, computed once while the site is made: no page carries all territories' rows. */
export const load: PageServerLoad = async ({ parent }) => {
	const { editions } = await parent();
	const codebook = heldCodebook();
	const [{ edition, periods }] = heldCatalog().editions;
	const rows = readRemovals(heldTable(edition, 'removals'), codebook);
	const { selection, choice } = defaultComparison({ editions, codebook });
	const questions = peerQuestions(selection, codebook, periods.last);
	const answers = Object.fromEntries(
		Object.entries(questions).map(([name, question]) => [name, answer(rows, question)])
	) as PeerAnswers;
	return { home: homeSource(), comparison: comparisonOf(answers, questions, selection, choice, codebook, null) };
};
