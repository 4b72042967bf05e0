/** The script of the single file: the explorer over rows that lie in it. See single.build.ts. */
import { mount } from 'svelte';
import '#lib/ui/app.css';
import { facesIn, rulesOf } from '#lib/export/faces.ts';
import { fontFile } from '#lib/state/fonts.ts';
import { speak } from '#lib/words/language.ts';
import { HELD } from './held.ts';
import { query } from './kit/state.svelte.ts';
import Single from './Single.svelte';

speak(HELD.lang);
// Numbers of another scope than the address's are not seen, as on the site; see static/scope-guard.js.
if (query()) document.documentElement.classList.add('pending');
void rulesOf(facesIn(Object.keys(HELD.files)), fontFile).then((rules) => {
	document.head.appendChild(document.createElement('style')).textContent = rules;
});
mount(Single, { target: document.body });
