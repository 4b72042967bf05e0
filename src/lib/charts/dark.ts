import type { Palette } from './drawing.ts';

/**
 * For embeds that ask for it. Pages draw in the light palette; their sheet, `ui/app.css`, puts these colours in the place of
 * those. So what is one colour there is one here: the darkest shade is the total's, and words on a shade are ink or ground.
 */
export const DARK: Palette = {
	ground: '#121212',
	ink: '#ececec',
	quiet: '#b3b3b3',
	hairline: '#404040',
	band: '#3d3413',
	total: '#a9b9d0',
	other: '#9a9a9a',
	change: '#8ab8ee',
	shades: [
		{ fill: '#272d35', text: '#ececec' },
		{ fill: '#3a4553', text: '#ececec' },
		{ fill: '#55657a', text: '#ececec' },
		{ fill: '#7a8ea6', text: '#000000' },
		{ fill: '#a9b9d0', text: '#121212' }
	],
	categories: {
		'national-security': '#5b9be0',
		'government-criticism': '#ff9d57',
		'hate-speech': '#7fe0d6',
		fraud: '#d0609c',
		removed: '#d0609c',
		gone: '#7fe0d6',
		'not-enough-information': '#ff9d57',
		'no-action-taken': '#5b9be0'
	}
};
