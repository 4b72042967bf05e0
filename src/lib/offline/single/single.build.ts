/** Makes Kazakhstan's figures as one HTML file that asks nothing of any network. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { copyName } from '#lib/export/copies.ts';
import { facesFor, fontName, WEIGHTS } from '#lib/export/faces.ts';
import { escaped } from '#lib/export/svg.ts';
import { editionsShown, heldCodebook, heldEvents, publishedEdition } from '#lib/ingest/held.server.ts';
import { homeSource } from '#lib/ingest/home.server.ts';
import { languageDefine, oneLanguage } from '#lib/words/language.build.ts';
import { speak, type Language } from '#lib/words/language.ts';
import { m } from '#lib/words/messages/messages.js';
import type { Held } from './held.ts';

/** What only the whole site can do; the page does not offer it in the single file. */
const LEFT_OUT = [
	'engine/browser.ts',
	'state/olderEdition.ts',
	'state/store.ts',
	'ui/EditionChoice.svelte',
	'ui/EditionNotice.svelte',
	'ui/ExtractForm.svelte',
	'ui/FigureLanguage.svelte',
	'ui/OtherCounts.svelte',
	'ui/PackForm.svelte'
].map((path) => resolve('src/lib', path));

/** A component without anything in it shows nothing. */
const leaveOut = {
	name: 'leave-out',
	enforce: 'pre' as const,
	load(id: string) {
		const [path] = id.split('?');
		if (!LEFT_OUT.includes(path)) return null;
		return path.endsWith('.svelte') ? '<script></script>' : 'export default null;';
	}
};

const kit = (name: string) => resolve('src/lib/offline/single/kit', name);

const data = (type: string, bytes: Buffer | string) => `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;

function heldIn(lang: Language): Held {
	const home = homeSource();
	const [newest, ...older] = editionsShown(lang);
	const codebook = heldCodebook(lang);
	const messages: Record<string, unknown> = JSON.parse(readFileSync(`src/i18n/messages/${lang}.json`, 'utf8'));
	// What the first page says is said in every language.
	const written = Object.entries(messages).filter(([key]) => !key.startsWith('chooser_'));
	const fonts = facesFor(JSON.stringify(written)).flatMap((face) => WEIGHTS.map((weight) => fontName(face, weight)));
	return {
		lang,
		name: copyName('single', home.edition, lang),
		data: {
			home,
			codebook: { ...codebook, territories: codebook.territories.filter(({ slug }) => slug === home.territory) },
			editions: [{ ...newest, rows: publishedEdition(newest.edition).rows }]
		},
		elsewhere: older.map(({ edition }) => edition),
		files: {
			[`/${lang}/events.json`]: data('application/json', JSON.stringify(heldEvents(lang))),
			...Object.fromEntries(
				fonts.map((font) => [`/fonts/${font}`, data('font/woff2', readFileSync(`static/fonts/${font}`))])
			)
		}
	};
}

/** The one script and the one sheet of the file. */
async function bundled(held: Held): Promise<{ script: string; sheet: string }> {
	const result = await build({
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		plugins: [leaveOut, oneLanguage(held.lang), svelte({ configFile: false })],
		resolve: {
			alias: {
				'$app/paths': kit('paths.ts'),
				'$app/state': kit('state.svelte.ts'),
				'$app/navigation': kit('navigation.ts')
			}
		},
		define: {
			__HELD__: JSON.stringify(held),
			__SITE_URL__: JSON.stringify(siteUrl()),
			__REPORT_ADDRESS__: '""',
			...languageDefine(held.lang)
		},
		build: {
			write: false,
			target: 'es2022',
			cssCodeSplit: false,
			lib: { entry: 'src/lib/offline/single/single.ts', formats: ['iife'], name: 'takedownLedger' }
		}
	});
	const [{ output }] = result as { output: { type: string; fileName: string; code?: string; source?: unknown }[] }[];
	const script = output.find(({ type }) => type === 'chunk')!.code!;
	const sheet = String(output.find(({ fileName }) => fileName.endsWith('.css'))!.source);
	// The script brings the faces: they lie in it once, for the page and for pictures.
	return { script, sheet: sheet.replace(/@font-face\s*\{[^}]*\}/g, '') };
}

/** With its last slash, as `vite.config.ts` reads it. */
function siteUrl(): string {
	const given = process.env.SITE_URL ?? '';
	return given === '' || given.endsWith('/') ? given : `${given}/`;
}

/** The file's text: the same for the same sources. */
export async function singleFile(lang: Language): Promise<string> {
	speak(lang);
	const held = heldIn(lang);
	const { script, sheet } = await bundled(held);
	// Nothing in a script may read as its end.
	const code = script.replace(/<\/(?=script)/gi, '<\\/').replace(/<!--/g, '<\\!--');
	const policy = [
		"default-src 'none'",
		`script-src 'sha256-${createHash('sha256').update(code).digest('base64')}'`,
		"style-src 'unsafe-inline'",
		'img-src data: blob:',
		'font-src data:',
		'connect-src data:',
		"base-uri 'none'",
		"form-action 'none'"
	].join('; ');
	const { edition } = held.data.home;
	return [
		`<!doctype html><html lang="${lang}"><head><meta charset="utf-8">`,
		`<meta http-equiv="content-security-policy" content="${policy}">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
		'<meta name="color-scheme" content="light dark">',
		`<title>${escaped(m.single_title({ edition }))}</title><link rel="icon" href="data:,">`,
		'<style>:root.pending .scoped{visibility:hidden}:root:not(.pending) .pending-note{display:none}</style>',
		`<style>${sheet}</style></head><body>`,
		`<noscript><p>${escaped(m.single_scripts_off())}</p></noscript>`,
		`<script>${code}</script></body></html>\n`
	].join('\n');
}
