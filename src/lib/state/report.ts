import { m } from '#lib/words/messages/messages.js';

/** Where errors are reported: a `mailto:` or web address from `REPORT_ADDRESS` at build; empty when none was set. */
export const REPORT_ADDRESS: string = __REPORT_ADDRESS__;

/** The address for reports with the figure's own address and edition filled in. */
export function reportLink(href: string, edition: string): string {
	const subject = m.report_subject({ edition });
	const body = m.report_body({ href });
	const query = REPORT_ADDRESS.startsWith('mailto:')
		? `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
		: `title=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
	return `${REPORT_ADDRESS}${REPORT_ADDRESS.includes('?') ? '&' : '?'}${query}`;
}
