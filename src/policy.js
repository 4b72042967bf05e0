/**
 * What a page may load and reach. Every page carries it (svelte.config.js), and so do the headers of hosts that read a file of
 * them (routes/_headers).
 * @satisfies {NonNullable<NonNullable<import('@sveltejs/kit').KitConfig['csp']>['directives']>}
 */
export const POLICY = {
	'default-src': ['none'],
	'script-src': ['self', 'wasm-unsafe-eval'],
	'style-src': ['self', 'unsafe-inline'],
	'img-src': ['self', 'data:', 'blob:'],
	'font-src': ['self', 'data:'],
	'connect-src': ['self'],
	// Embeds are shown as others will see them.
	'frame-src': ['self'],
	'worker-src': ['self', 'blob:'],
	'base-uri': ['none'],
	// "Check a number" is a plain form that asks for a page of this site.
	'form-action': ['self'],
	'object-src': ['none']
};
