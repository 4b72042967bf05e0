/** Where the site will stand, from `SITE_URL` at build, with its last slash; empty when none was set. */
export const SITE_URL: string = __SITE_URL__;

/**
 * The absolute address of a page or file; none where the site's own address was not told at build.
 * @param path below the site's base, such as `en/compare/`
 */
export function absolute(path: string): string | undefined {
	return SITE_URL ? new URL(path, SITE_URL).href : undefined;
}

/** Below the site's base, where an oEmbed answer stands. */
export function oembedPath(lang: string, id: string): string {
	return `${lang}/embed/${id}/oembed.json`;
}
