/** Pictures made while the site is built, where no browser is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import subsetFont from 'subset-font';

/** Both weights whole: split by script, as pages load them, a bold word may be set in letters of two weights. */
const FACES = ['Regular', 'SemiBold'].map((weight) => `node_modules/inter-ui/web/Inter-${weight}.woff2`);
/** Names by which a weight is known to be one of Inter's. */
const FAMILY_NAMES = [16, 17];

/** An SVG as a PNG, set in the site's face and in no other. */
export async function pngOf(svg: string): Promise<Uint8Array> {
	const folder = mkdtempSync(join(tmpdir(), 'ledger-preview-'));
	try {
		const fontFiles = await Promise.all(
			FACES.map(async (face, i) => {
				const file = join(folder, `${i}.ttf`);
				const options = { targetFormat: 'truetype' as const, keepFeatures: ['kern'], preserveNameIds: FAMILY_NAMES };
				writeFileSync(file, await subsetFont(readFileSync(face), svg, options));
				return file;
			})
		);
		return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter' } }).render().asPng();
	} finally {
		rmSync(folder, { recursive: true });
	}
}
