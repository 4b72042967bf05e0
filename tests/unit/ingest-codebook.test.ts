import { describe, expect, test } from 'vitest';
import { CodebookError, namesOf, readCodebook } from '#lib/ingest/codebook.ts';
import { codebook, dataText } from './ingest-fixtures.ts';

const names = namesOf(codebook);

test('slugs are unique, and safe in a file and in an address', () => {
	for (const entries of [codebook.products, codebook.reasons, codebook.requesters, codebook.territories]) {
		const slugs = entries.map(({ slug }) => slug);
		expect(new Set(slugs).size).toBe(slugs.length);
		for (const slug of slugs) expect(slug).toMatch(/^[A-Za-z0-9-]+$/);
	}
});

describe('products', () => {
	test.each([
		['Google Shopping', 'en', 'shopping'],
		['Google Shopping', 'fr', 'product-search'],
		['Google\u00a0Shopping', 'fr', 'product-search'],
		['Google Product Search', 'en', 'product-search'],
		['google ads', 'en', 'ads'],
		['Adwords', 'en', 'ads'],
		['Google AdWords', 'fr', 'ads'],
		['Picasa Albums Web', 'fr', 'photos'],
		['Picasa Albums Web', 'en', null],
		['  YouTube ', 'pt', 'youtube'],
		['ответы', 'en', 'otvety'],
		['Plus Local', 'en', 'maps-other'],
		['Plus', 'en', 'google-plus'],
		['YooTube', 'en', null]
	] as const)('%j in %s', (label, language, slug) => expect(names.product(label, language)).toBe(slug));
});

test('reasons and requesters of every layout', () => {
	expect(names.reason('Bullying harassment', 'en')).toBe('bullying-harassment');
	expect(names.reason('BULLYING/HARASSMENT', 'en')).toBe('bullying-harassment');
	expect(names.reason('Critiques à l’égard du gouvernement', 'fr')).toBe('government-criticism');
	expect(names.reason('Unspecified', 'en')).toBe('unspecified');
	expect(names.requester('Supression Orders', 'en')).toBe('suppression-order');
	expect(names.requester('Judicial', 'en')).toBe('court');
	expect(names.requester('Pouvoir exécutif, police, etc.', 'fr')).toBe('other-authority');
	expect(names.requester('Other', 'en')).toBe('other');
});

test('a language not met before is looked for in all that have been', () => {
	expect(names.product('Picasa Albums Web', 'other')).toBe('photos');
	expect(names.product('Google Product Search', 'other')).toBe('product-search');
	expect(names.product('Google Shopping', 'other')).toBe('shopping');
	expect(names.reason('Critiques à l’égard du gouvernement', 'other')).toBe('government-criticism');
	expect(names.territory('Casaquistão', 'other')).toBe('KZ');
	expect(names.product('YooTube', 'other')).toBe(null);
});

test('labels as this site writes them: their slugs, of one dimension alone', () => {
	for (const { slug } of codebook.requesters) expect(names.slug('requester', slug)).toBe(slug);
	for (const { slug } of codebook.products) expect(names.slug('product', slug)).toBe(slug);
	for (const { slug } of codebook.reasons) expect(names.slug('reason', slug)).toBe(slug);
	expect(names.slug('product', 'YouTube')).toBe(null);
	expect(names.slug('reason', 'youtube')).toBe(null);
	expect(names.slug('requester', '')).toBe(null);
});

test('territories by code and by name', () => {
	expect(names.code('UK')).toBe('GB');
	expect(names.code('null')).toBe('NA');
	expect(names.code('NA')).toBe('NA');
	expect(names.code('kz')).toBe('KZ');
	expect(names.code('QQ')).toBe(null);
	expect(names.territory('Casaquistão', 'pt')).toBe('KZ');
	expect(names.territory('Turkey', 'en')).toBe('TR');
	expect(names.territory('Europol', 'en')).toBe('EUROPOL');
	expect(names.territory('UNKNOWN', 'en')).toBe(null);
});

test('the two classes before 2019 and their branches', () => {
	const early = codebook.requesters.filter(({ before2019 }) => before2019);
	expect(early.map(({ slug, branch }) => [slug, branch])).toEqual([
		['court', 'court'],
		['other-authority', 'other']
	]);
	const courts = codebook.requesters.filter(({ branch, before2019 }) => branch === 'court' && !before2019);
	expect(courts.map(({ slug }) => slug)).toEqual(['court-google', 'court-3rd-party', 'suppression-order']);
});

describe('a codebook that is not one', () => {
	const texts = {
		products: dataText('codebook', 'products.csv'),
		reasons: dataText('codebook', 'reasons.csv'),
		requesters: dataText('codebook', 'requesters.csv'),
		territories: dataText('codebook', 'territories.csv')
	};

	test('a column is missing', () => {
		expect(() => readCodebook({ ...texts, reasons: 'slug,label\nfraud,Fraud\n' })).toThrow(CodebookError);
	});

	test('one label names two products', () => {
		const products = `${texts.products}news-two,Second news,google news\n`;
		expect(() => namesOf(readCodebook({ ...texts, products }))).toThrow(/names both news and news-two/);
	});

	test('a branch is none', () => {
		const requesters = `${texts.requesters}king,King,,crown,false\n`;
		expect(() => readCodebook({ ...texts, requesters })).toThrow(/"crown" is not a branch/);
	});
});
