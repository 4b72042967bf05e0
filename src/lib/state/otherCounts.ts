import type { Scope } from '#lib/domain/scope.ts';

/** A scope as the query of a page: what it counts, and nothing of how it is drawn. */
export function scopeParams({ edition, territory, from, to, product, reason, requester }: Scope): URLSearchParams {
	const params = new URLSearchParams({ territory, from, to, edition });
	for (const [key, values] of Object.entries({ product, reason, requester }))
		for (const value of values) params.append(key, value);
	return params;
}
