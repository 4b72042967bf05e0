import { DARK } from '#lib/charts/dark.ts';
import { LIGHT, type Palette } from '#lib/charts/drawing.ts';
import { embedStyle } from './page.ts';

/** Colours of an embed: light unless the address asks for dark. A frame never follows the reader's system, for its page may not. */
export function paletteOf(theme: string | null): Palette {
	return theme === 'dark' ? DARK : LIGHT;
}

export function styleOf(theme: string | null): string {
	return embedStyle(paletteOf(theme), theme === 'dark' ? '#8ab8ee' : '#0b57a4');
}
