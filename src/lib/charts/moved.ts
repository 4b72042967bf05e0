import type { Codebook } from '#lib/domain/codebook.ts';
import type { Holdings } from '#lib/domain/holding.ts';
import { movedOf, type Move, type MovedAnswers, type MovedQuestions, type MovedSelection } from '#lib/domain/moved.ts';
import type { Reading } from '#lib/domain/slot.ts';
import { filterName, measureName, readingCounted, readingText, type Names } from '#lib/words/labels.ts';
import { m } from '#lib/words/messages/messages.js';
import {
	cellsName,
	keyName,
	keyNames,
	movedFinding,
	movedNotes,
	movedScopes,
	movedScopeSentence,
	movedSentence,
	movedSums,
	spanName
} from '#lib/words/moved.ts';
import { difference, number } from '#lib/words/numbers.ts';
import { FOLDED } from './categories.ts';
import type { FigureModel, PartialEdition } from './model.ts';
import { layoutWaterfall, type Step } from './waterfall.ts';

/** All the figure is made from. */
export interface MovedInput {
	selection: MovedSelection;
	questions: MovedQuestions;
	answers: MovedAnswers;
	holdings: Holdings | null;
	partial: PartialEdition | null;
	codebook: Codebook;
	names: Names;
}

/** How many changes stand by themselves before the rest are folded into one. */
const LEADING = 8;
/** Where the largest change is a smaller part of the totals than this, the totals are said and not drawn. */
const VISIBLE = 0.1;

/** A waterfall from one range's total to the other's, cell by cell, and the table of all cells. */
export function movedFigure(input: MovedInput, open: boolean): FigureModel<'moved' | 'moved-by-requester'> {
	const { selection, names } = input;
	const { measure } = selection;
	const moved = movedOf(selection, input.questions, input.answers, input.codebook, input.holdings);
	const { before, now, dimensions, moves } = moved;
	const lacks = [input.questions.before, input.questions.now].map(
		(question) => input.partial?.lack(question, input.holdings, input.codebook) ?? null
	);
	const scopes = movedScopes(selection);
	const changed = moved.divided ? moves.filter(({ difference }) => difference !== null && difference !== 0) : [];
	const folds = !open && changed.length > LEADING + 1;
	const shown = folds ? changed.slice(0, LEADING) : changed;
	const folded = changed.slice(shown.length);
	const absent = moves.length === 0;
	const totals = [before.value ?? 0, now.value ?? 0];
	const small = changed.length > 0 && Math.abs(changed[0].difference!) < VISIBLE * Math.max(...totals);
	const words = { base: spanName(before.span), range: spanName(now.span) };
	const name = ({ key }: Move) => keyName(key, dimensions, names);

	function steps(): Step[] {
		const ground = small ? 0 : before.value!;
		const found: Step[] = [];
		const total = (key: string, label: string, side: Reading) =>
			found.push({
				key,
				label,
				kind: side.value === null ? 'missing' : 'total',
				from: 0,
				to: side.value ?? 0,
				text: readingText(side),
				status: side.status,
				says: () => [label, readingCounted(side, measure)]
			});
		if (changed.length === 0) {
			total('base', words.base, before);
			total('this', words.range, now);
			return found;
		}
		let at = ground;
		const step = (key: string, label: string, by: number, ...more: string[]) => {
			const from = at;
			at += by;
			const status = by === 0 ? 'zero' : 'reported';
			const says = () => [label, difference(by), ...more];
			found.push({ key, label, kind: 'change', from, to: at, text: difference(by), status, says });
		};
		if (!small) total('base', words.base, before);
		// Falls first: so no bar reaches further than the two totals.
		const [falls, rises] = [shown.filter((move) => move.difference! < 0), shown.filter((move) => move.difference! > 0)];
		for (const move of [...falls, ...rises])
			step(
				move.key.join(' '),
				name(move),
				move.difference!,
				m.moved_was_is({ before: readingText(move.before), now: readingText(move.now), ...words })
			);
		if (folded.length > 0) {
			const { rise, fall } = movedSums(folded);
			const label = m.moved_others({
				cells: cellsName(dimensions),
				count: number(folded.length),
				up: number(rise),
				down: number(fall)
			});
			step(FOLDED, label, rise - fall);
		}
		if (small) {
			const net = at;
			found.push({
				key: 'difference',
				label: m.moved_in_sum(),
				kind: 'total',
				from: 0,
				to: net,
				text: difference(net),
				status: net === 0 ? 'zero' : 'reported',
				says: () => [m.moved_in_sum(), difference(net)]
			});
		} else total('this', words.range, now);
		return found;
	}

	const shows = m.moved_caption({
		measure: measureName(measure),
		division: selection.by === 'requester' ? m.moved_by_requester() : m.moved_by_product_reason(),
		...words
	});
	return {
		id: selection.by === 'requester' ? 'moved-by-requester' : 'moved',
		form: m.form_waterfall(),
		shows,
		title: movedFinding(moved, measure, names),
		sentence: movedSentence(moved),
		scope: scopes.now,
		compared: { from: scopes.before.from, to: scopes.before.to },
		scopeSaid: movedScopeSentence(selection, names),
		notes: [
			...(changed.length > 0 ? [m.moved_form()] : []),
			...(small ? [m.moved_small({ base: words.base, count: number(before.value!) })] : []),
			...movedNotes(moved, selection, input.holdings, lacks)
		],
		folded: folded.length,
		absent,
		table: () => ({
			caption: shows,
			columns: [
				...dimensions.map((dimension) => filterName(dimension === 'branch' ? 'requester' : dimension)),
				words.base,
				words.range,
				m.moved_difference()
			],
			rows: [
				...moves.map((move) => [
					...keyNames(move.key, dimensions, names),
					readingText(move.before),
					readingText(move.now),
					move.difference === null ? '' : difference(move.difference)
				]),
				[
					m.total(),
					...dimensions.slice(1).map(() => ''),
					readingText(before),
					readingText(now),
					moved.difference === null ? '' : difference(moved.difference)
				]
			]
		}),
		values: () =>
			moves.map((move) => ({
				place: Object.fromEntries(
					dimensions.flatMap((dimension, i) => (move.key[i] === null ? [] : [[dimension, move.key[i]]]))
				),
				measure,
				value: move.difference,
				status: move.difference === null ? (move.now.value === null ? move.now : move.before).status : 'reported',
				counts: { base: move.before, this: move.now }
			})),
		draw: (width, palette, stretch) =>
			absent ? { width, height: 0, shapes: [], spots: [] } : layoutWaterfall(steps(), width, palette, stretch)
	};
}
