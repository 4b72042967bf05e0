import type { Codebook, Entry } from '#lib/domain/codebook.ts';
import { NO_HINTS, type Hints, type Printed } from '#lib/domain/finder.ts';
import { FIRST_PERIOD, periodOf, type Period } from '#lib/domain/period.ts';
import { WORLD } from '#lib/domain/question.ts';
import {
	ABOUT_AFTER,
	ABOUT_BEFORE,
	ALMOST_BEFORE,
	CHANGE_WORDS,
	LESS_BEFORE,
	MEASURE_WORDS,
	MILLION,
	MONTHS,
	MORE_AFTER,
	MORE_BEFORE,
	NUMBER_WORDS,
	OUTCOME_WORDS,
	PERCENT,
	PRODUCT_WORDS,
	RANK_WORDS,
	REASON_WORDS,
	REQUESTER_WORDS,
	TERRITORY_WORDS,
	THOUSAND,
	WORLD_WORDS,
	type Word
} from './lexicon.ts';

/** A number in a text, with what the text says of it. */
export interface Mention {
	/** As it stands there, with "more than" and "%". */
	text: string;
	start: number;
	end: number;
	printed: Printed;
	/** A territory's code, or `world`; `null` where the text names none. */
	territory: string | null;
	near: Hints;
	around: Hints;
}

/** What a text says: its numbers, and whether it speaks of ranks, which are no numbers of the figures. */
export interface TextReading {
	mentions: Mention[];
	/** Where no number is named: the territory the whole text is about. */
	territory: string | null;
	rank: boolean;
}

interface Span {
	start: number;
	end: number;
}

interface Said<T> extends Span {
	means: T;
}

/** A stretch of half-years as the text names it. */
interface Stretch {
	from: Period | null;
	to: Period | null;
	years: number | null;
}

const L = '(?<![\\p{L}\\d])';
const END = '(?![\\p{L}\\d])';

const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** Every place where a pattern stands, in order. */
function matches(text: string, source: string): (Span & { groups: (string | undefined)[] })[] {
	return [...text.matchAll(new RegExp(source, 'gu'))].map((match) => ({
		start: match.index,
		end: match.index + match[0].length,
		groups: match.slice(1)
	}));
}

function said<T>(text: string, words: readonly Word<T>[]): Said<T>[] {
	const found: Said<T>[] = [];
	for (const { means, is } of words)
		for (const span of matches(text, `${L}(?:${is})`))
			if (!found.some((other) => overlaps(other, span))) found.push({ start: span.start, end: span.end, means });
	return found.sort((a, b) => a.start - b.start);
}

/** Text in one case and with plain signs, each character in its place. */
function plain(text: string): string {
	return text
		.toLowerCase()
		.replace(/ё/g, 'е')
		.replace(/[\u00a0\u202f\u2007\u2009\t]/g, ' ')
		.replace(/[’‘ʼ`]/g, "'")
		.replace(/[–—−]/g, '-');
}

const YEAR = "(20[0-4]\\d)(?!\\d|[.,' ]\\d{3}(?!\\d))";
const YEARS = `${L}${YEAR}`;
const OF_YEAR = '(?: ?-?(?:го|м|х|й|ого|ом))?(?: ?(?:г\\.?г?\\.?|год\\p{L}*|жыл\\p{L}*|жж?\\.?)(?!\\p{L}))?';
const TO = '(?:-|to|until|till|through|and|по|до|и|мен|to the end of|по конец|до конца)';
const SOME = '(\\d{1,2}|' + NUMBER_WORDS.map(({ is }) => is).join('|') + ')';

const FIRST_WORDS = 'first|1st|early|перв\\p{L}+|1-?[а-яі]{0,5}|i|бірінші|алғашқы';
const SECOND_WORDS = 'second|2nd|last|latter|втор\\p{L}+|последн\\p{L}+|2-?[а-яі]{0,5}|ii|екінші';
const HALF_WORDS =
	'half(?:-year)?|six months|6 months|половин\\p{L}+|полугоди\\p{L}+|(?:шесть|шести|6) месяц\\p{L}+|жарты(?:жылды\\p{L}*)?|жарты\\p{L}*|пол\\.|ж\\.';
const LAST_YEAR =
	'last year|previous year|past year|прошл\\p{L}+ год\\p{L}*|минувш\\p{L}+ год\\p{L}*|предыдущ\\p{L}+ год\\p{L}*|былтыр\\p{L}*|өткен жыл\\p{L}*';

function yearFrom(year: number): Period {
	const from = periodOf(year, 1);
	return from < FIRST_PERIOD ? FIRST_PERIOD : from;
}

const wholeYears = (from: number, to: number): Stretch => ({ from: yearFrom(from), to: periodOf(to, 2), years: null });
const halfYear = (year: number, half: 1 | 2): Stretch => ({
	from: periodOf(year, half),
	to: periodOf(year, half),
	years: null
});

const smallNumber = (text: string) =>
	/^\d/.test(text)
		? Number(text)
		: (NUMBER_WORDS.find(({ is }) => new RegExp(`^(?:${is})$`, 'u').test(text))?.means ?? 0);

const monthOf = (text: string) => MONTHS.find(({ is }) => new RegExp(`^(?:${is})$`, 'u').test(text))!.means;

/** Stretches of time, and what looks like a number and is a date or a law. */
function timesIn(text: string, date: string | null): { stretches: Said<Stretch>[]; other: Span[] } {
	const stretches: Said<Stretch>[] = [];
	const other: Span[] = [];
	const free = (span: Span) => ![...stretches, ...other].some((taken) => overlaps(taken, span));
	const add = (source: string, means: (groups: (string | undefined)[]) => Stretch | null) => {
		for (const { start, end, groups } of matches(text, source)) {
			if (!free({ start, end })) continue;
			const stretch = means(groups);
			if (stretch) stretches.push({ start, end, means: stretch });
			else other.push({ start, end });
		}
	};
	const half = (word: string): 1 | 2 => (new RegExp(`^(?:${SECOND_WORDS})$`, 'u').test(word) ? 2 : 1);
	const before = date === null ? null : Number(date.slice(0, 4)) - 1;
	const months = MONTHS.map(({ is }) => is).join('|');

	// Not numbers of the figures: dates, hours, laws, places in lists.
	add(`${L}\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[.:]\\d\\d(?:[.:]\\d{2,4})?(?= ?(?:am|pm|$|[^%\\d\\p{L} ]))`, ([,]) => null);
	add('(?:№|no\\.?|nr\\.?|law|закон\\p{L}*) ?\\d+(?:-?(?:фз|fz))?|\\d+-(?:фз|fz)', () => null);
	add('(?:топ|top)-? ?\\d+', () => null);
	// So many times as much, and so much less: no counts.
	const times = `(?:\\d+(?:[.,]\\d+)?|${NUMBER_WORDS.map(({ is }) => is).join('|')})`;
	add(`${L}в ${times} раза?${END}`, () => null);
	add(
		`${L}${times}(?: есе|[ -]?fold|[ -](?:times|as) (?:more|as|higher|larger|greater|bigger|many|much|fewer))`,
		() => null
	);
	add('(?<=^|[ (])-\\d+(?:[.,]\\d+)?(?! ?(?:%|per))', () => null);

	// Halves of years.
	add(`${L}(20\\d\\d) ?h([12]) ?(?:-|to) ?(20\\d\\d) ?h([12])${END}`, ([a, b, c, d]) => ({
		from: periodOf(Number(a), Number(b) as 1 | 2),
		to: periodOf(Number(c), Number(d) as 1 | 2),
		years: null
	}));
	add(`${L}(20\\d\\d) ?h([12])${END}`, ([year, which]) => halfYear(Number(year), Number(which) as 1 | 2));
	add(`${L}([12])п(?:г|/г)?\\.? ?(20\\d\\d)${END}`, ([which, year]) => halfYear(Number(year), Number(which) as 1 | 2));
	add(`${L}(20\\d\\d)(?: ?ж\\.)? ([12])-ж(?:\\.|${END})`, ([year, which]) =>
		halfYear(Number(year), Number(which) as 1 | 2)
	);
	add(`${L}(?:h([12])|([12])h) ?(?:of )?(20\\d\\d)${END}`, ([a, b, year]) =>
		halfYear(Number(year), Number(a ?? b) as 1 | 2)
	);
	const ofYear = `${YEAR} ?(?:жыл\\p{L}*|ж\\.?) `;
	const halfWith = (month: string): 1 | 2 => (monthOf(month) > 6 ? 2 : 1);
	// Kazakh has the year first, and may leave out that of the end.
	add(
		`${L}${ofYear}(${months}) ?(?:-|мен|бен|пен|бастап)? ?(?:${ofYear})?(${months})`,
		([from, start, to = from, end]) => ({
			from: periodOf(Number(from), halfWith(start!)),
			to: periodOf(Number(to), halfWith(end!)),
			years: null
		})
	);
	const monthRange = `${L}(${months})\\.?(?: \\d{1,2}(?!\\d))?,? ?(20\\d\\d)?${OF_YEAR},? ?(?:-|to|through|until|and|по|до|мен) ?(?:\\d{1,2} )?(${months})\\.?(?: \\d{1,2}(?!\\d))?,? ?(?:of |in )?(20\\d\\d)?`;
	add(monthRange, ([from, fromYear, to, toYear]) => {
		const last = Number(toYear ?? fromYear ?? before ?? 0);
		if (last === 0) return null;
		const first = Number(fromYear ?? last);
		const start = monthOf(from!);
		// Google itself has written "June to December".
		const second = start > 6 || (start === 6 && monthOf(to!) > 6 && first === last);
		return { from: periodOf(first, second ? 2 : 1), to: periodOf(last, halfWith(to!)), years: null };
	});
	add(`${L}(${FIRST_WORDS}|${SECOND_WORDS}) (?:${HALF_WORDS}) (?:of |in |of the year )?(20\\d\\d)`, ([which, year]) =>
		halfYear(Number(year), half(which!))
	);
	add(`${YEARS}${OF_YEAR},? (?:in the |во? )?(${FIRST_WORDS}|${SECOND_WORDS}) (?:${HALF_WORDS})`, ([year, which]) =>
		halfYear(Number(year), half(which!))
	);
	add(`${L}(${FIRST_WORDS}|${SECOND_WORDS}) (?:${HALF_WORDS}) (?:of )?(?:${LAST_YEAR})`, ([which]) =>
		before === null ? null : halfYear(before, half(which!))
	);
	add(
		`(?:six months|half(?:-year)?) (?:ending|to|through|ended)(?: in)? (${months}) (?:\\d{1,2},? )?(20\\d\\d)`,
		([month, year]) => halfYear(Number(year), halfWith(month!))
	);

	// Ranges of years.
	add(
		`${L}(?:from |between |с |со |в период с |за |в )?${YEAR}${OF_YEAR} ?${TO} (?:the end of |end of |конец |конца )?${YEAR}${OF_YEAR}`,
		([from, to]) => (from! < to! ? wholeYears(Number(from), Number(to)) : null)
	);
	add(`${YEARS} ?- ?${YEAR}${OF_YEAR}`, ([from, to]) => (from! < to! ? wholeYears(Number(from), Number(to)) : null));

	// Days are no half-years.
	add(`\\d{1,2} (?:${months})(?: ${YEAR})?(?: ?г(?:\\.|ода))?`, () => null);
	add(`${L}(?:${months}) \\d{1,2},? ${YEAR}`, () => null);

	// Open at one end.
	add(`${L}(?:since|from|starting (?:in|from)|с|со|начиная с)(?: начала)? ${YEAR}${OF_YEAR}`, ([year]) => ({
		from: yearFrom(Number(year)),
		to: null,
		years: null
	}));
	add(`${YEARS} ?жылдан (?:бастап )?${YEAR} ?жылға (?:дейін|шейін)`, ([from, to]) =>
		from! < to! ? wholeYears(Number(from), Number(to)) : null
	);
	add(`${YEARS} ?жылдан(?: бері| бастап)?`, ([year]) => ({ from: yearFrom(Number(year)), to: null, years: null }));
	add(
		`${L}(?:to|until|till|through|by|as of|до|к|на|по)(?: the)?(?: end of| конца| концу| конец)? ${YEAR}${OF_YEAR}`,
		([year]) => ({ from: null, to: periodOf(Number(year), 2), years: null })
	);
	add(`${YEARS} ?жылға дейін`, ([year]) => ({ from: null, to: periodOf(Number(year), 2), years: null }));

	// So many years, and years by their distance from the day of printing.
	add(`${L}${SOME} (?:years?|лет|года?|жыл\\p{L}*)${END}`, ([count]) => {
		const years = smallNumber(count!);
		return years > 0 ? { from: null, to: null, years } : null;
	});
	add(`${L}(?:decade|десятилети\\p{L}+|онжылды\\p{L}+)`, () => ({ from: null, to: null, years: 10 }));
	add(`${L}(?:${LAST_YEAR})`, () => (before === null ? null : wholeYears(before, before)));
	add(`${L}(?:six|6|шесть|шести|алты) (?:months|месяц\\p{L}+|ай\\p{L}*)`, () => null);
	return { stretches, other };
}

/** Years that stand alone: of a text with other numbers, time; of a text without, the number that is meant. */
function bareYears(text: string, taken: readonly Span[]): Said<Stretch>[] {
	return matches(text, `${YEARS}${OF_YEAR}`)
		.filter((span) => !taken.some((other) => overlaps(other, span)))
		.filter(
			({ end }) =>
				!new RegExp(`^ ?(?:${PERCENT}|(?:${MEASURE_WORDS.map(({ is }) => is).join('|')}))`, 'u').test(text.slice(end))
		)
		.map(({ start, end, groups }) => ({ start, end, means: wholeYears(Number(groups[0]), Number(groups[0])) }));
}

interface Figure extends Span {
	value: number;
	/** The place of its last digit: 10 in 260, 0.1 in 49.5. */
	unit: number;
	/** Zeros at its end, or a word for thousands: it may be rounded. */
	round: boolean;
	percent: boolean;
}

/** A number as it is written: digits in groups of three by whatever sign, a decimal comma or point. */
function figureOf(raw: string, percent: boolean): { value: number; unit: number } {
	const compact = raw.replace(/[ ']/g, '');
	const signs = compact.match(/[.,]/g) ?? [];
	const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
	const tail = last < 0 ? 0 : compact.length - last - 1;
	const same = new Set(signs).size === 1;
	const grouped = last >= 0 && tail === 3 && !percent && (signs.length > 1 ? same : !compact.startsWith('0'));
	if (last < 0 || grouped || (signs.length > 1 && same))
		return { value: Number(compact.replace(/[.,]/g, '')), unit: 1 };
	const whole = compact.slice(0, last).replace(/[.,]/g, '');
	return { value: Number(`${whole}.${compact.slice(last + 1)}`), unit: 10 ** -tail };
}

function figuresIn(text: string, taken: readonly Span[]): Figure[] {
	const number =
		"(?<![\\p{L}\\d][.,]?|\\d[.,])(\\d{1,3}(?:[ '.,]\\d{3})+(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d{1,3}(?!\\d))?)";
	const found: Figure[] = [];
	for (const { start, end, groups } of matches(
		text,
		`${number}( ?(?:${THOUSAND}))?( ?(?:${MILLION}))?( ?-?(?:${PERCENT}))?`
	)) {
		if (taken.some((span) => overlaps(span, { start, end }))) continue;
		if (/^\p{L}/u.test(text.slice(end)) && !/\p{L}$/u.test(text.slice(start, end))) continue;
		const percent = groups[3] !== undefined;
		const { value, unit } = figureOf(groups[0]!, percent);
		const times = groups[2] !== undefined ? 1e6 : groups[1] !== undefined ? 1e3 : 1;
		const zeros =
			unit === 1 && value > 0 ? 10 ** (String(value).length - String(value).replace(/0+$/, '').length) : unit;
		found.push({
			start,
			end,
			value: exact(value * times),
			unit: (percent ? unit : zeros) * times,
			round: !percent && (times > 1 || (zeros >= 100 && value >= 1000)),
			percent
		});
	}
	return found;
}

/** Small numbers in words, where what they count stands beside them. */
function wordsIn(text: string, taken: readonly Span[]): Figure[] {
	const counts = MEASURE_WORDS.map(({ is }) => is).join('|');
	return said(
		text,
		NUMBER_WORDS.map(({ means, is }) => ({ means, is: `(?:${is})${END}` }))
	)
		.filter((span) => !taken.some((other) => overlaps(other, span)))
		.filter(
			({ start, end }) =>
				new RegExp(`^ (?:\\p{L}+ ){0,1}(?:${counts})|^ (?:in|в) 20\\d\\d`, 'u').test(text.slice(end)) ||
				/^(?:twice|дважды)$/.test(text.slice(start, end))
		)
		.map(({ start, end, means }) => ({ start, end, value: means, unit: 1, round: false, percent: false }));
}

/** Without what binary fractions leave behind. */
const exact = (value: number) => Math.round(value * 1e6) / 1e6;

/** The counts, or per cents, that may be printed so; and the words that belong to the number. */
function printedOf(text: string, figure: Figure): { printed: Printed; start: number; end: number } {
	const { value, unit, round, percent } = figure;
	const before = text.slice(0, figure.start);
	const after = text.slice(figure.end);
	const preceded = (words: string) =>
		new RegExp(`${L}(?:${words})(?: (?:than|чем|the|a|из|не))? ?$`, 'u').exec(before)?.index ?? null;
	const followed = (words: string) => {
		const match = new RegExp(`^(?:[- ]?\\p{L}{2,4})? ?(?:${words})`, 'u').exec(after);
		return match ? figure.end + match[0].length : null;
	};
	const make = (low: number, high: number, start: number | null, end: number | null, cut = high) => ({
		printed: { value, low: exact(low), high: exact(high), percent, ...(cut > high ? { cut: exact(cut) } : {}) },
		start: start ?? figure.start,
		end: end ?? figure.end
	});
	const more = preceded(MORE_BEFORE);
	const moreAfter = followed(MORE_AFTER);
	if (more !== null || moreAfter !== null) return make(value, value + unit, more, moreAfter);
	const less = preceded(LESS_BEFORE);
	if (less !== null) return make(value - unit, value, less, null);
	const almost = preceded(ALMOST_BEFORE);
	if (almost !== null) return make(value - unit, value + unit / 10, almost, null);
	const about = preceded(ABOUT_BEFORE);
	const aboutAfter = followed(ABOUT_AFTER);
	if (about !== null || aboutAfter !== null) return make(value - unit, value + unit, about, aboutAfter);
	if (percent || round || !Number.isInteger(value))
		return make(value - unit / 2, value + unit / 2, null, null, value + unit);
	return make(value, value, null, null);
}

/** What is counted that the figures do not count. */
const FOREIGN =
	'countries|country|states(?= )|users?|accounts?|domains?|dollars?|hours?|days?|people|companies|стран(?!иц)|государств|пользовател|аккаунт|доллар|рубл|тенге|человек|компани|час|дней|месяц|months?|интернет-ресурс|сайт|ел(?=\\P{L}|$)|адам';

/**
 * Reads a text: every number in it that may be a count or a share of these figures, with what the text says of its scope.
 * @param date the day the text was printed, for "last year"
 */
export function readNumbers(source: string, codebook: Codebook, date: string | null = null): TextReading {
	const text = plain(source);
	const { stretches: named, other } = timesIn(text, date);
	const bare = bareYears(text, [...named, ...other]);
	const rest = [...named, ...other, ...bare];
	const foreign = new RegExp(`^ ?(?:\\p{L}+ )?(?:${FOREIGN})`, 'u');
	const figures = [...figuresIn(text, rest), ...wordsIn(text, rest)]
		.filter(({ end, percent }) => percent || !foreign.test(text.slice(end)))
		.sort((a, b) => a.start - b.start);
	let stretches = [...named, ...bare].sort((a, b) => a.start - b.start);
	// A text that is a year and nothing else asks for the number.
	if (figures.length === 0 && bare.length > 0 && named.length === 0) {
		figures.push(...figuresIn(text, other));
		stretches = [];
	}

	const entries = (words: readonly Word<string>[], named: readonly Entry[]) => {
		const escaped = namesOf(named)
			.filter(({ means, is }) => is.length >= 5 && !/^(?:other|unspecified|the-internet)/.test(means))
			.sort((a, b) => b.is.length - a.is.length);
		const known = new Set(named.map(({ slug }) => slug));
		return [...words.filter(({ means }) => known.has(means)), ...escaped];
	};
	const words = {
		product: said(text, entries(PRODUCT_WORDS, codebook.products)),
		reason: said(text, entries(REASON_WORDS, codebook.reasons)),
		requester: said(text, entries(REQUESTER_WORDS, codebook.requesters)),
		outcome: said(text, OUTCOME_WORDS),
		measure: said(text, MEASURE_WORDS),
		territory: [
			...said(text, [...TERRITORY_WORDS, ...territoryNames(codebook)]),
			...matches(source, `${L}US${END}`).map(({ start, end }) => ({ start, end, means: 'US' }))
		].sort((a, b) => a.start - b.start),
		world: matches(text, `${L}(?:${WORLD_WORDS})`),
		change: matches(text, `${L}(?:${CHANGE_WORDS})`)
	};
	const own = words.territory.filter(({ means }) => means !== WORLD);

	const sentenceEnds = [...text.matchAll(/[!?\n]|\.(?=\s|$)(?<!(?:(?<!\p{L})(?:\p{L}|гг|жж)|тыс|млн|approx)\.)/gu)].map(
		({ index }) => index
	);
	const sentenceOf = ({ start, end }: Span): Span => ({
		start: sentenceEnds.findLast((at) => at < start) ?? -1,
		end: sentenceEnds.find((at) => at >= end) ?? text.length
	});
	const within = <T extends Span>(list: readonly T[], { start, end }: Span) =>
		list.filter((one) => one.start >= start && one.end <= end);

	/** Whose number it is: "from Russia" after it, else the last one named before it, else the next. */
	const territoryOf = (figure: Figure, sentence: Span, next: number): string | null => {
		const later = own.find((one) => one.start >= figure.end && one.end <= next);
		const from = later && /(?:from|by|of|от|из|со стороны)(?: the)? $/.test(text.slice(figure.end, later.start));
		const here = from ? later : own.findLast((one) => one.start >= sentence.start && one.end <= figure.start);
		if (here) return here.means;
		if (within(words.territory, sentence).some(({ means }) => means === WORLD)) return WORLD;
		const named =
			own.findLast((one) => one.end <= figure.start) ??
			own.find((one) => one.start >= figure.end && one.end <= sentence.end) ??
			own[0] ??
			words.territory[0];
		return named?.means ?? null;
	};

	const signed = ({ start }: Span) => /(?:^|[ (])[-+]$/.test(text.slice(0, start));
	const mentions = figures.map((figure, i): Mention => {
		const { printed, start, end } = printedOf(text, figure);
		const sentence = sentenceOf(figure);
		// A number's words stand after it up to the next number or a comma, or else before it.
		const previous = Math.max(sentence.start, figures[i - 1]?.end ?? 0);
		const next = Math.min(sentence.end, figures[i + 1]?.start ?? text.length);
		// A dash right after the number leads to what it is of.
		const lead = text.slice(figure.end, next).startsWith(' - ') ? 3 : 0;
		const stop = text.slice(figure.end + lead, next).search(/[,;()](?=\s|$)|\s-\s|\)/);
		const after: Span = { start: figure.end, end: stop < 0 ? next : figure.end + lead + stop };
		const opened = text.slice(previous, figure.start);
		const comma = Math.max(opened.lastIndexOf(', '), opened.lastIndexOf('; '));
		const before: Span = { start: previous + comma + 1, end: figure.start };
		const beside = <T extends Span>(list: readonly T[]): readonly T[] => {
			const later = within(list, after);
			return later.length > 0 ? later : within(list, before);
		};
		const slugs = (list: readonly Said<string>[]) => [...new Set(list.map(({ means }) => means))];
		const measures = [
			...within(words.measure, { start: figure.end, end: next }),
			...within(words.measure, { start: previous, end: figure.start }).toReversed()
		];
		const stretch = nearestOf(within(stretches, sentence), figure);
		const near: Hints = {
			...NO_HINTS,
			...stretch?.means,
			measure: measures[0]?.means ?? null,
			product: slugs(beside(words.product)),
			reason: slugs(beside(words.reason)),
			requester: slugs(beside(words.requester)),
			outcome: beside(words.outcome)[0]?.means ?? [],
			world: figure.percent && within(words.world, { start: previous, end: next }).length > 0,
			change: figure.percent && (signed(figure) || within(words.change, { start: previous, end: next }).length > 0)
		};
		const earlier = stretches.filter((one) => one.end <= figure.start).at(-1) ?? stretches[0];
		const around: Hints = {
			...NO_HINTS,
			...earlier?.means,
			measure: words.measure[0]?.means ?? null,
			product: slugs(words.product),
			reason: slugs(words.reason),
			requester: slugs(words.requester),
			outcome: words.outcome[0]?.means ?? [],
			world: words.world.length > 0
		};
		const territory = territoryOf(figure, sentence, next);
		return { text: source.slice(start, end).trim(), start, end, printed, territory, near, around };
	});
	return {
		mentions,
		territory: own[0]?.means ?? words.territory[0]?.means ?? null,
		rank: new RegExp(RANK_WORDS, 'u').test(text)
	};
}

function nearestOf<T extends Span>(list: readonly T[], to: Span): T | null {
	const gap = (one: T) => (one.start >= to.end ? one.start - to.end : to.start - one.end + 1);
	return list.reduce<T | null>((best, one) => (best === null || gap(one) < gap(best) ? one : best), null);
}

/** What the codebook's entries are called by Google and in the language of the page, as patterns. */
function namesOf(entries: readonly Entry[]): Word<string>[] {
	return entries.flatMap(({ slug, label, google = label }) =>
		[...new Set([google, label])].map((name) => ({
			means: slug,
			is: plain(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		}))
	);
}

/** Names of territories that are common words: the state of Georgia, Russian "of that", "to the pen". */
const COMMON_WORDS = new Set(['georgia', 'того', 'перу']);

function territoryNames(codebook: Codebook): Word<string>[] {
	return namesOf(codebook.territories).filter(({ is }) => is.length >= 4 && !COMMON_WORDS.has(is));
}

const MAJORITY = 'most|majority|большинств|в основном|больше половины|более половины|көпшілі|басым';

const ORDINALS = [
	'first|1st|перв|бірінші',
	'second|2nd|втор|екінші',
	'third|3rd|трет|үшінші',
	'fourth|4th|четверт|төртінші',
	'fifth|5th|пят|бесінші'
];

/** "Most of them", as per cent; `null` where a text has no such word. */
export function readMajority(source: string): Printed | null {
	return new RegExp(`${L}(?:${MAJORITY})`, 'u').test(plain(source))
		? { value: 50, low: 50.000001, high: 100.000001, percent: true }
		: null;
}

/** The first place among territories that a text names; `null` where it names none. */
export function readRank(source: string): Printed | null {
	const text = plain(source);
	const found = ORDINALS.map((is, i) => ({ place: i + 1, at: text.search(new RegExp(`${L}(?:${is})`, 'u')) }));
	const [first] = found.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
	return first ? { value: first.place, low: first.place, high: first.place, percent: false } : null;
}
