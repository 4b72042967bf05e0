import type { Outcome } from '#lib/domain/outcome.ts';
import type { Measure } from '#lib/domain/row.ts';
import { WORLD } from '#lib/domain/question.ts';

/**
 * Words that published texts use for what the figures are divided by, in English, Russian and Kazakh, as patterns on text
 * in lower case. Stems, because words are inflected; partial, because nobody lists all ways of saying a thing.
 */
export interface Word<T> {
	means: T;
	/** Source of a regular expression; a word begins where it begins. */
	is: string;
}

/** Slugs of products; the codebook's own names are added to them. */
export const PRODUCT_WORDS: readonly Word<string>[] = [
	{ means: 'youtube', is: 'youtube|you tube|ютуб|ютьюб|видеохостинг' },
	{
		means: 'web-search',
		is: 'google search|web ?search|web results|search results|search engine|google.?поиск|веб.?поиск|поисков\\p{L}+ (?:выдач|сервис|систем)|поисковик|результат\\p{L}+ поиска|іздеу'
	},
	{ means: 'play-apps', is: 'google play|play store|play apps|гугл.?пл(?:ей|эй)' },
	{ means: 'blogger', is: 'blogger|blogspot|блогер' },
	{ means: 'docs', is: 'google (?:docs|drive|документ|диск)' },
	{ means: 'images', is: 'google (?:images|картинк)|image search' },
	{ means: 'maps', is: 'google (?:maps|карт)' },
	{ means: 'photos', is: 'google (?:photos|фото)|picasa' },
	{ means: 'google-plus', is: 'google\\+|google plus' },
	{ means: 'gmail', is: 'gmail' },
	{ means: 'orkut', is: 'orkut' },
	{ means: 'sites', is: 'google (?:sites|сайт)' },
	{ means: 'news', is: 'google (?:news|новост)' },
	{ means: 'groups', is: 'google (?:groups|групп)' },
	{ means: 'ads', is: 'google ads|adwords' }
];

/** Slugs of reasons. */
export const REASON_WORDS: readonly Word<string>[] = [
	{
		means: 'national-security',
		is: 'national.security|нац(?:иональн\\p{L}+ |\\.? ?)безопасност|ұлттық қауіпсіздік'
	},
	{
		means: 'government-criticism',
		is: 'government.critici|critici[sz]\\p{L}* (?:of |about )?(?:the )?(?:government|authorit|state)|критик\\p{L}* (?:\\p{L}+ )?(?:правительств|власт|государств)|(?:үкімет|билік)\\p{L}* (?:\\p{L}+ )?сын'
	},
	{ means: 'defamation', is: 'defam|libel|slander|клевет|диффамац|жала ' },
	{
		means: 'privacy-security',
		is: 'privacy|приватност|конфиденциальн|личн\\p{L}+ (?:данн|жизн)|персональн\\p{L}+ данн|жеке (?:өмір|дерек)|құпиялылық'
	},
	{ means: 'hate-speech', is: 'hate.speech|incit\\p{L}+ (?:to |of )?hat|ненавист|разжиган|вражд|өшпенділік|араздық' },
	{ means: 'fraud', is: 'fraud|мошенн|алаяқ' },
	{
		means: 'regulated-goods',
		is: 'regulated.goods|goods and services|товар\\p{L}* и услуг|контролируем\\p{L}+ товар|реттелетін тауар'
	},
	{ means: 'drug-abuse', is: 'drug.abuse|drugs|наркот|есірткі' },
	{ means: 'violence', is: 'violence|насили|зорлық' },
	{ means: 'copyright', is: 'copyright|авторск\\p{L}+ прав|копирайт|авторлық құқық' },
	{ means: 'trademark', is: 'trade.?mark|торгов\\p{L}+ (?:марк|знак)|товарн\\p{L}+ знак|тауар белгі' },
	{ means: 'obscenity-nudity', is: 'obscen|nudity|непристойн|нагот|әдепсіз' },
	{ means: 'adult-content', is: 'adult.content|pornograph|порнограф|для взрослых' },
	{ means: 'bullying-harassment', is: 'bully|harass|травл|буллинг|кибербуллинг|домогательств|қорқыт' },
	{ means: 'suicide-promotion', is: 'suicid|суицид|самоубийств|өзіне.өзі қол' },
	{
		means: 'religious-offense',
		is: 'religi\\p{L}+ offen[cs]|offen\\p{L}+ (?:to )?religio|оскорблени\\p{L}+ (?:\\p{L}+ )?(?:религ|верующ|чувств)|дін\\p{L}* қорла'
	},
	{ means: 'impersonation', is: 'impersonat|выда\\p{L}+ себя за' },
	{ means: 'electoral-law', is: 'electoral|election law|избирательн|сайлау заң' },
	{ means: 'geographical-dispute', is: 'geographical dispute|disputed (?:border|territor)|территориальн\\p{L}+ спор' }
];

/** Slugs of requesters. */
export const REQUESTER_WORDS: readonly Word<string>[] = [
	{
		means: 'court',
		is: 'courts?(?=\\P{L}|$)|court orders?|судебн|суды?(?=\\P{L}|$)|судов(?=\\P{L}|$)|сот(?=\\P{L}|$)|соттар'
	},
	{ means: 'police', is: 'police|полици' },
	{
		means: 'ict-authority',
		is: 'communications authority|roskomnadzor|роскомнадзор|ркн(?=\\P{L}|$)|(?:контрол|ведомств|орган|организаци)\\p{L}* (?:\\p{L}+ ){0,4}(?:информаци|связ)'
	},
	{ means: 'government-officials', is: 'government officials|госорган|государственн\\p{L}+ должностн' }
];

/** What became of the items. */
export const OUTCOME_WORDS: readonly Word<readonly Outcome[]>[] = [
	{
		means: ['no-action-taken'],
		is: 'no action|not removed|refus|reject|declin|отказ|отклон|не удал|не приня|без действ|шара қолданыл|жойылма'
	},
	{ means: ['already-removed'], is: 'already removed|уже удал|до обработки|(?:бұрын|бұған дейін) жойыл' },
	{
		means: ['not-enough-information'],
		is: 'not enough information|insufficient|недостаточно (?:информаци|сведени)|(?:ақпарат|мәлімет) жеткіліксіз'
	},
	{ means: ['content-not-found'], is: 'not found|не найден|табылма' },
	{
		means: ['removed-legal', 'removed-policy'],
		is: 'removed|deleted|took down|taken down|complied|granted|removal rate|удалил|удален|удовлетвор|заблокировал|жойылды|жойылған|орындал'
	}
];

export const MEASURE_WORDS: readonly Word<Measure>[] = [
	{
		means: 'requests',
		is: 'requests?|demands?|take.?downs?(?= requests)|inquir|queries|orders(?=\\P{L}|$)|applications|times(?=\\P{L}|$)|запрос|обраща|обрати|обращени|требовани|заявк|раз(?:а)?(?=\\P{L}|$)|дважды|жалоб|сұра[уныс]|өтініш|рет(?=\\P{L}|$)'
	},
	{
		means: 'items',
		is: 'items?|pieces?|urls?(?=\\P{L}|$)|links?(?=\\P{L}|$)|posts?(?=\\P{L}|$)|videos?(?=\\P{L}|$)|единиц|элемент|материал|ссыл|объект|страниц|ролик|публикаци|бірлік|сілтеме|бейне'
	}
];

/** Words for a share of all territories', or for all territories together. */
export const WORLD_WORDS =
	'world|global|all countries|all governments|of all (?:\\p{L}+ )?requests|of all (?:\\p{L}+ )?items|other countries|every country|все[хм]?и? (?:\\p{L}+ )?(?:стран|государств|запросов|обращений)|всех в мире|в мире|всего мира|по всему миру|мировы|әлем|дүние';

/** Words for all territories together, where a count is theirs and no territory is named. */
export const ALL_TERRITORIES =
	'worldwide|around the world|globally|all countries|all governments|from governments|government requests|по всему миру|от всех стран|общее количество запросов|в мире|бүкіл әлем';

export const CHANGE_WORDS =
	'increas|decreas|r[io]se|fell|grew|growth|drop|jump|surge|more than (?:the|in) |higher|up by|up (?=\\d)|увелич|выро|рос[лт]|сниз|сокра|упал|прирост|больше, чем|өст|артты|төменде|азай';

/** A place among territories: no number of the figures, and so not sought. */
export const RANK_WORDS =
	'(?:rank|place)\\p{L}* (?:\\p{L}+ )?\\d|\\d+(?:st|nd|rd|th) (?:in|among|by|place)|(?:first|second|third|fourth|fifth) (?:place|in the world|among)|(?<!\\p{L})место|(?<!\\p{L})орын(?!да)';

/** Territories as Russian and Kazakh texts name them: the region and those with most requests. English names are the codebook's. */
export const TERRITORY_WORDS: readonly Word<string>[] = [
	{ means: 'KZ', is: 'kazakh|казах|қазақ' },
	{ means: 'RU', is: 'russia|росси|рф(?=\\P{L}|$)|ресей|moscow|москв' },
	{ means: 'UZ', is: 'uzbek|узбек|руз(?=\\P{L}|$)|өзбек' },
	{ means: 'KG', is: 'kyrgyz|киргиз|кыргыз|қырғыз' },
	{ means: 'TJ', is: 'tajik|таджик|тәжік' },
	{ means: 'TM', is: 'turkmen|туркмен|түрікмен' },
	{ means: 'BY', is: 'belarus|беларус|белорус' },
	{ means: 'UA', is: 'ukrain|украин' },
	{ means: 'AZ', is: 'azerbaij|азербайдж|әзірбайжан' },
	{ means: 'AM', is: 'armenia|армени' },
	{ means: 'GE', is: 'грузи' },
	{ means: 'TR', is: 'turk(?:ey|ish|iye)|турци|турецк|түркия' },
	{ means: 'IN', is: 'indian?(?=\\P{L}|$)|инди(?=[ияйею]|\\P{L}|$)|индийск|үндістан' },
	{
		means: 'US',
		is: 'u\\.s\\.|usa(?=\\P{L}|$)|american|united states|сша(?=\\P{L}|$)|соединенн\\p{L}+ штат|америк|ақш'
	},
	{ means: 'BR', is: 'brazil|бразил' },
	{ means: 'KR', is: 'south korea|korean|южн\\p{L}+ коре|корея|корей' },
	{ means: 'TW', is: 'taiwan|тайван' },
	{ means: 'ID', is: 'indonesia|индонези' },
	{ means: 'PK', is: 'pakistan|пакистан' },
	{ means: 'VN', is: 'vietnam|вьетнам' },
	{ means: 'BD', is: 'bangladesh|бангладеш' },
	{ means: 'FR', is: 'french|франц' },
	{ means: 'DE', is: 'german|герман' },
	{ means: 'GB', is: 'british|britain|united kingdom|uk(?=\\P{L}|$)|великобритан|британ|ұлыбритан' },
	{ means: 'ES', is: 'spain|spanish|испани' },
	{ means: 'IT', is: 'italian|итали' },
	{ means: 'CN', is: 'china|chinese|кита[йея]|қытай' },
	{ means: 'IL', is: 'israel|израил' },
	{ means: 'AU', is: 'australia|австрали' },
	{ means: 'SA', is: 'saudi|саудовск' },
	{ means: 'AF', is: 'afghan|афган|ауған' },
	{ means: 'IR', is: 'iran|иран(?=\\P{L}|[аеу])' },
	{ means: 'HK', is: 'hong kong|гонконг' },
	{ means: 'TH', is: 'thai|таиланд' },
	{ means: WORLD, is: ALL_TERRITORIES }
];

/** What stands before or after a number and says how exact it is. */
export const MORE_BEFORE =
	'more than|over|above|at least|exceed\\p{L}*|upwards of|in excess of|surpass\\p{L}*|more|более|больше|свыше|не менее|минимум|кемінде|превы\\p{L}+|>';
export const MORE_AFTER = 'астам|артық|жоғары';
export const LESS_BEFORE = 'less than|fewer than|under|below|менее|меньше|<';
export const ALMOST_BEFORE = 'almost|nearly|close to|почти|без малого';
export const ABOUT_BEFORE =
	'about|around|approximately|approx\\.?|roughly|some|circa|около|примерно|порядка|приблизительно|~|≈|шамамен';
export const ABOUT_AFTER = 'жуық|шамасында|шақты';

/** Multipliers written as words or letters. */
export const THOUSAND = 'тыс(?:\\.|яч\\p{L}*|(?=\\P{L}|$))|thousands?|мың|k(?=\\P{L}|$)';
export const MILLION = 'млн\\.?|миллион\\p{L}*|millions?|mln\\.?|m(?=\\P{L}|$)';

export const PERCENT = '%|per ?cent|percentage points?|процент\\p{L}*|пайыз\\p{L}*';

/** Small numbers as words; the longer before the shorter. */
export const NUMBER_WORDS: readonly Word<number>[] = [
	{ means: 12, is: 'twelve|двенадцат\\p{L}+|он екі' },
	{ means: 11, is: 'eleven|одиннадцат\\p{L}+|он бір' },
	{ means: 10, is: 'ten|десят\\p{L}+|он' },
	{ means: 9, is: 'nine|девят\\p{L}+|тоғыз' },
	{ means: 8, is: 'eight|восем\\p{L}+|восьм\\p{L}+|сегіз' },
	{ means: 7, is: 'seven|семь|семи|жеті' },
	{ means: 6, is: 'six|шест\\p{L}+|алты' },
	{ means: 5, is: 'five|пять|пяти|бес' },
	{ means: 4, is: 'four|четыре\\p{L}*|төрт' },
	{ means: 3, is: 'three|три|трех|тремя|үш' },
	{ means: 2, is: 'two|twice|два|две|двух|дважды|екі' },
	{ means: 1, is: 'one|once|один|одного|одной|одно|одну|одна|одним|бір' }
];

/** Months by the half of the year they are in. */
export const MONTHS: readonly Word<number>[] = [
	{ means: 1, is: 'jan(?:uary)?|январ\\p{L}+|қаңтар\\p{L}*' },
	{ means: 2, is: 'feb(?:ruary)?|феврал\\p{L}+|ақпан\\p{L}*' },
	{ means: 3, is: 'mar(?:ch)?|март\\p{L}*|наурыз\\p{L}*' },
	{ means: 4, is: 'apr(?:il)?|апрел\\p{L}+|сәуір\\p{L}*' },
	{ means: 5, is: 'may|ма[йея]|мамыр\\p{L}*' },
	{ means: 6, is: 'june?|июн\\p{L}+|маусым\\p{L}*' },
	{ means: 7, is: 'july?|июл\\p{L}+|шілде\\p{L}*' },
	{ means: 8, is: 'aug(?:ust)?|август\\p{L}*|тамыз\\p{L}*' },
	{ means: 9, is: 'sep(?:t(?:ember)?)?|сентябр\\p{L}+|қыркүйек\\p{L}*' },
	{ means: 10, is: 'oct(?:ober)?|октябр\\p{L}+|қазан\\p{L}*' },
	{ means: 11, is: 'nov(?:ember)?|ноябр\\p{L}+|қараша\\p{L}*' },
	{ means: 12, is: 'dec(?:ember)?|декабр\\p{L}+|желтоқсан\\p{L}*' }
];
