import { OUTCOMES_FROM } from '#lib/domain/period.ts';
import type { Branch } from '#lib/domain/row.ts';
import { branchName, counted, measureName, readingText, slotName } from '#lib/words/labels.ts';
import { requesterFinding, requesterSentence } from '#lib/words/findings.ts';
import { m } from '#lib/words/messages/messages.js';
import { axisNumber, number, share } from '#lib/words/numbers.ts';
import { layoutBars, type Bar } from './bars.ts';
import { placeOf, unitOf } from './byPeriod.ts';
import { acrossWidth, underCoverage } from './coverage.ts';
import { fold, ranked, total } from './categories.ts';
import { heading, stacked, type Palette } from './drawing.ts';
import {
	figureScope,
	halvesIn,
	slotsIn,
	statusNotes,
	stepColumn,
	type FigureInput,
	type FigureModel
} from './model.ts';
import { layoutMultiples, PANELS } from './multiples.ts';

const BRANCHES: readonly Branch[] = ['court', 'other'];

/**
 * Two panels that never become one series: courts and other authorities over all years,
 * and the detailed classes, which exist from 2019H1 alone.
 */
export function byRequester(input: FigureInput, open: boolean): FigureModel {
	const { selection, answers, questions, names } = input;
	const panels = BRANCHES.map((branch) => ({
		branch,
		slots: slotsIn(input, answers.byBranchOverTime, questions.byBranchOverTime, [branch])
	}));
	const totals = panels.map(({ slots }) => slots.reduce((sum, slot) => sum + (slot.value ?? 0), 0));
	const detailed = ranked(answers.byRequester, 'requester', names);
	const base = total(detailed);
	const folded = fold(detailed, 'requester').folded;
	const scope = figureScope(input);
	/** Of requesters whose branch is not known; before the breakdown nobody's is. */
	const unknown = answers.byRequester.reduce(
		(sum, { key, value }) => sum + (isBranchUnknown(key[0], input) ? (value ?? 0) : 0),
		0
	);
	const detailedDrawn = selection.to >= OUTCOMES_FROM && detailed.length > 0;
	const form = selection.scale === 'log' ? 'dots' : 'columns';
	const shows = m.caption_by_requester({ measure: measureName(selection.measure) });
	return {
		id: 'by-requester',
		form: detailedDrawn ? m.form_two_parts() : PANELS[form](),
		shows,
		title: requesterFinding(totals, scope),
		sentence: requesterSentence(detailed, base, scope),
		scope,
		notes: [
			...statusNotes(panels[0].slots),
			...(unknown > 0 ? [m.note_branch_unknown({ count: counted(unknown, selection.measure) })] : [])
		],
		folded: open ? 0 : folded.length,
		table: () => ({
			caption: shows,
			columns: [stepColumn(selection), ...BRANCHES.map(branchName)],
			rows: [
				...panels[0].slots.map((slot, i) => [slotName(slot), ...panels.map(({ slots }) => readingText(slots[i]))]),
				...detailed.map(({ label, value }) => [m.since_2019({ label }), share(value, base), ''])
			]
		}),
		across: 'requester',
		values: () => [
			...panels.flatMap(({ branch, slots }) =>
				slots.map((slot) => ({
					place: { ...placeOf(slot), requester: branch === 'court' ? 'court' : 'other-authority' },
					measure: selection.measure,
					value: slot.value,
					status: slot.status
				}))
			),
			...detailed.map(({ key, value }) => ({
				place: { from: OUTCOMES_FROM > selection.from ? OUTCOMES_FROM : selection.from, requester: key },
				measure: selection.measure,
				value,
				base,
				status: value > 0 ? ('reported' as const) : ('zero' as const)
			}))
		],
		draw: (width, palette, stretch) => {
			const halves = halvesIn(input, 'branch');
			const figure = stacked(width, 10, [
				heading(m.requester_classes({ unit: unitOf(input) }), width, palette),
				layoutMultiples(
					{
						form,
						axis: axisNumber,
						says: (i) => [
							slotName(panels[0].slots[i]),
							...panels.map(({ branch, slots }) =>
								m.line_of({ label: branchName(branch), value: readingText(slots[i]) })
							)
						],
						panels: panels.map(({ branch, slots }, p) => ({
							key: branch,
							label: branchName(branch),
							note: m.panel_total({ value: number(totals[p]) }),
							slots,
							values: slots.map((slot) => (slot.partial ? null : slot.value)),
							color: palette.total,
							narrow: { requester: requestersOf(branch, input) }
						}))
					},
					width,
					palette,
					{ most: 2, stretch }
				),
				...(detailedDrawn
					? [
							heading(m.requester_detailed(), width, palette),
							layoutBars(requesterBars(input, open, palette), 'requester', width, palette, stretch)
						]
					: [])
			]);
			return underCoverage(halves, acrossWidth(halves, width), figure, palette);
		}
	};
}

function isBranchUnknown(slug: string | null, { codebook }: FigureInput): boolean {
	return codebook.requesters.some((requester) => requester.slug === slug && requester.branch === null);
}

function requestersOf(branch: Branch, { codebook }: FigureInput): string[] {
	return codebook.requesters.filter((requester) => requester.branch === branch).map(({ slug }) => slug);
}

function requesterBars(input: FigureInput, open: boolean, palette: Palette): Bar[] {
	const detailed = ranked(input.answers.byRequester, 'requester', input.names);
	const base = total(detailed);
	const { shown } = open ? { shown: detailed } : fold(detailed, 'requester');
	const from = input.questions.byRequester.where.from;
	return shown.map(({ key, label, value, slugs }) => ({
		key,
		label,
		value,
		status: value > 0 ? 'reported' : 'zero',
		text: share(value, base),
		says: () => [label, counted(value, input.selection.measure), share(value, base)],
		color: palette.total,
		narrow: { requester: slugs, from }
	}));
}
