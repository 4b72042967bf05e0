import { LIGHT, type Palette } from '#lib/charts/drawing.ts';
import { embedStyle } from './page.ts';

/** On a dark ground every mark has at least 4.5:1, on an event's band too. */
const DARK: Palette = {
	ground: '#121212',
	ink: '#ececec',
	quiet: '#b3b3b3',
	hairline: '#404040',
	band: '#3d3413',
	total: '#9fb0c8',
	other: '#9a9a9a',
	change: '#8ab8ee',
	shades: [
		{ fill: '#272d35', text: '#ececec' },
		{ fill: '#3a4553', text: '#ececec' },
		{ fill: '#55657a', text: '#ffffff' },
		{ fill: '#8397ae', text: '#000000' },
		{ fill: '#b7c6d9', text: '#000000' }
	],
	categories: {
		'national-security': '#6ea8e0',
		'government-criticism': '#f79a5e',
		'hate-speech': '#45c4bb',
		fraud: '#e98ab8',
		removed: '#e98ab8',
		gone: '#45c4bb',
		'not-enough-information': '#f79a5e',
		'no-action-taken': '#6ea8e0'
	}
};

/** Colours of an embed: light unless the address asks for dark. A frame never follows the reader's system, for its page may not. */
export function paletteOf(theme: string | null): Palette {
	return theme === 'dark' ? DARK : LIGHT;
}

export function styleOf(theme: string | null): string {
	return embedStyle(paletteOf(theme), theme === 'dark' ? '#8ab8ee' : '#0b57a4');
}
