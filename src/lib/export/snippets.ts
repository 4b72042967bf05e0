import { escaped } from './svg.ts';

/** An embed as other pages take it in. */
export interface Framed {
	/** Address of the embed with the figure's filters. */
	address: string;
	/** What the frame is called for assistive technology. */
	title: string;
	/** Height at a width of 320 px: nothing is cut off where the page around does not listen. */
	height: number;
}

/** What a frame may do: run its script and open links; it has no origin, so it can reach nothing of the page around it. */
export const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** A frame alone, for pages that allow no script. */
export function frameSnippet({ address, title, height }: Framed): string {
	return [
		`<iframe title="${escaped(title)}"`,
		`src="${escaped(address)}"`,
		`width="100%" height="${height}" loading="lazy" referrerpolicy="no-referrer" sandbox="${SANDBOX}"`,
		'style="width:100%;border:0"></iframe>'
	].join(' ');
}

/** Sets the height of each frame that a message came from, and of no other. */
const LISTENER =
	'<script>addEventListener("message",function(e){var d=e.data;if(!d||d.type!=="takedown-ledger:height"||!(d.height>0))return;' +
	'document.querySelectorAll("iframe").forEach(function(f){if(f.contentWindow===e.source)f.style.height=Math.min(4000,Math.ceil(d.height))+"px"})})</script>';

/** A frame that is as high as what it shows, whatever the width. */
export function pageSnippet(framed: Framed): string {
	return `${frameSnippet(framed)}\n${LISTENER}`;
}

/** A picture that leads to the figure. */
export function imageSnippet(picture: {
	src: string;
	href: string;
	alt: string;
	width: number;
	height: number;
}): string {
	const { src, href, alt, width, height } = picture;
	return `<a href="${escaped(href)}"><img src="${escaped(src)}" alt="${escaped(alt)}" width="${width}" height="${height}" style="max-width:100%;height:auto" referrerpolicy="no-referrer"></a>`;
}
