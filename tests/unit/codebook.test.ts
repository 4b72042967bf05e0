import { describe, expect, it, test } from 'vitest';
import { expandRequesters } from '#lib/domain/codebook.ts';
import { codebook } from '../charts/input.ts';

const COURTS = ['court', 'court-3rd-party', 'court-google', 'suppression-order'];

describe('a requester filter, expanded', () => {
	it.each<[string, string[], string[]]>([
		['nothing stays nothing, which means all', [], []],
		['a detailed class is itself alone', ['police'], ['police']],
		['courts take in the court orders of after 2019', ['court'], COURTS],
		['a class and a detailed class of it, each once', ['court-google', 'court'], COURTS],
		['what the codebook does not know is left out', ['kgb', 'police'], ['police']],
		['a name of every object is no requester', ['constructor', '__proto__'], []]
	])('%s', (_, chosen, expanded) => {
		expect(expandRequesters(codebook, chosen)).toEqual(expanded);
	});

	test('the two classes share no requester and together are all', () => {
		const court = expandRequesters(codebook, ['court']);
		const other = expandRequesters(codebook, ['other-authority']);
		expect(court.filter((slug) => other.includes(slug))).toEqual([]);
		expect([...court, ...other].sort()).toEqual(codebook.requesters.map(({ slug }) => slug).sort());
	});
});
