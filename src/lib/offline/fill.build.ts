import { createHash } from 'node:crypto';
import { COPIES, unfilled, type Copy } from '#lib/export/copies.ts';

/** What is known of a copy once it is made. */
export interface Facts {
	size: string;
	sha256: string;
}

/**
 * Puts into a page what was not known when it was made. The page's own script holds it too, and the policy names that script
 * by its hash.
 */
export function filled(text: string, facts: Partial<Record<Copy, Facts>>): string {
	const fill = (part: string) =>
		COPIES.reduce(
			(now, copy) =>
				now
					.replaceAll(unfilled(copy, 'size'), facts[copy]?.size ?? '')
					.replaceAll(unfilled(copy, 'sha256'), facts[copy]?.sha256 ?? ''),
			part
		);
	const sha = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
	const scripts = [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
	return scripts
		.filter((script) => fill(script) !== script)
		.reduce((page, script) => page.replace(sha(script), sha(fill(script))), fill(text));
}
