import type { Page } from '@playwright/test';

/**
 * What a page says about itself once it is drawn, found out in the page: colours as computed, boxes as laid out. Each function
 * gives what is wrong, in words; an empty list is a page in order.
 */

declare global {
	interface Window {
		seen: ReturnType<typeof looking>;
	}
}

/** Runs in the page. */
function looking() {
	type Color = [red: number, green: number, blue: number, alpha: number];
	const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
	const known = new Map<string, Color>();
	/** A colour as any CSS form gives it, system colours among them. */
	function color(text: string): Color {
		let found = known.get(text);
		if (!found) {
			canvas.clearRect(0, 0, 1, 1);
			canvas.fillStyle = text;
			canvas.fillRect(0, 0, 1, 1);
			const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
			known.set(text, (found = [r, g, b, a / 255]));
		}
		return found;
	}
	const over = ([r, g, b, a]: Color, [r2, g2, b2]: Color): Color => [
		r * a + r2 * (1 - a),
		g * a + g2 * (1 - a),
		b * a + b2 * (1 - a),
		1
	];
	function luminance(rgb: Color): number {
		const [r, g, b] = rgb
			.slice(0, 3)
			.map((part) => part / 255)
			.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	}
	function contrast(a: Color, b: Color): number {
		const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
		return (high + 0.05) / (low + 0.05);
	}
	/** What an element is painted on: the grounds of those around it, down to one that lets nothing through. */
	function ground(element: Element | null): Color {
		const through: Color[] = [];
		for (let at = element; at; at = at.parentElement) {
			const one = color(getComputedStyle(at).backgroundColor);
			if (one[3] > 0) through.push(one);
			if (one[3] === 1) break;
		}
		return through.reduceRight((below, one) => over(one, below), color('Canvas'));
	}
	const shown = (element: Element) =>
		element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
		getComputedStyle(element).clipPath === 'none' &&
		!element.closest('.visually-hidden, .skip:not(:focus)');
	const called = (element: Element) =>
		`${element.tagName.toLowerCase()}${typeof element.className === 'string' && element.className ? `.${element.className}` : ''} "${(element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 40)}"`;
	const say = (ratio: number) => `${ratio.toFixed(2)}:1`;

	/** The shape that a place of a drawing is painted on: the last one before it that holds the place. */
	function under(mark: SVGGraphicsElement, x: number, y: number): Color {
		let found = color('Canvas');
		for (const shape of mark.ownerSVGElement!.querySelectorAll<SVGRectElement>(':scope > rect')) {
			if (shape === mark || !(shape.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
			const { fill } = getComputedStyle(shape);
			// Stripes and open boxes let through what they stand on.
			if (fill.startsWith('url') || fill === 'none') continue;
			const box = shape.getBBox();
			if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) found = color(fill);
		}
		return found;
	}
	const middle = (mark: SVGGraphicsElement): [number, number] => {
		const box = mark.getBBox();
		return [box.x + box.width / 2, box.y + box.height / 2];
	};
	const drawings = () =>
		[...document.querySelectorAll<SVGSVGElement>('figure svg[role="img"]')].filter((svg) => shown(svg));

	return {
		/** Words of less than 4.5:1 (3:1 where they are large), on the page and in its drawings. */
		faintWords(): string[] {
			const wrong: string[] = [];
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				const element = node.parentElement!;
				if (!node.textContent!.trim() || element.closest('svg, script, style, noscript, template, option, optgroup'))
					continue;
				if (!shown(element) || element.closest(':disabled')) continue;
				// A label of a control that does not answer is as inactive as the control.
				if (element.closest('label')?.querySelector(':disabled')) continue;
				const style = getComputedStyle(element);
				const size = parseFloat(style.fontSize);
				const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
				const ratio = contrast(over(color(style.color), ground(element)), ground(element));
				if (ratio < (large ? 3 : 4.5)) wrong.push(`${called(element)}: ${say(ratio)}`);
			}
			for (const field of document.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
				if (!shown(field) || field.disabled || /range|radio|checkbox/.test(field.type)) continue;
				const behind = ground(field);
				for (const pseudo of [null, '::placeholder']) {
					const ratio = contrast(color(getComputedStyle(field, pseudo).color), behind);
					if (ratio < 4.5) wrong.push(`${called(field)}${pseudo ?? ''}: ${say(ratio)}`);
				}
			}
			for (const svg of drawings())
				for (const text of svg.querySelectorAll('text')) {
					if (!text.textContent.trim()) continue;
					const ratio = contrast(color(getComputedStyle(text).fill), under(text, ...middle(text)));
					if (ratio < 4.5) wrong.push(`drawn "${text.textContent}": ${say(ratio)}`);
				}
			return [...new Set(wrong)];
		},

		/**
		 * Marks of less than 3:1 against what is behind them. Hatching stands for no number and has its word beside it; a cell
		 * of a heat table has its number on it.
		 */
		faintMarks(): string[] {
			const wrong: string[] = [];
			for (const svg of drawings()) {
				const words = [...svg.querySelectorAll('text')].map((text) => middle(text));
				for (const mark of svg.querySelectorAll<SVGGraphicsElement>('[data-status], [data-covers]')) {
					const { fill, stroke } = getComputedStyle(mark);
					const [x, y] = middle(mark);
					const box = mark.getBBox();
					const numbered = words.some(
						([a, b]) => a > box.x && a < box.x + box.width && b > box.y && b < box.y + box.height
					);
					if (fill.startsWith('url') || numbered) continue;
					const behind = under(mark, x, y);
					const ratio = Math.max(
						...[fill, stroke].filter((paint) => paint !== 'none').map((paint) => contrast(color(paint), behind))
					);
					if (!(ratio >= 3)) wrong.push(`${mark.outerHTML.slice(0, 90)}: ${say(ratio)}`);
				}
			}
			return [...new Set(wrong)];
		},

		/** Drawings that assistive technology can't name. */
		namelessDrawings: () =>
			[...document.querySelectorAll('figure svg')].filter((svg) => {
				if (svg.getAttribute('aria-hidden') === 'true') return false;
				const names = (svg.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
				return (
					svg.getAttribute('role') !== 'img' || names.length < 2 || !names.every((name) => name?.textContent.trim())
				);
			}).length,

		/** Tables without caption or headers that say what they head, and boxes that scroll and can't be reached by key. */
		poorTables(): string[] {
			const wrong: string[] = [];
			for (const table of document.querySelectorAll('table')) {
				if (
					!table.caption?.textContent.trim() &&
					!table.getAttribute('aria-label') &&
					!table.getAttribute('aria-labelledby')
				)
					wrong.push(`no caption: ${called(table)}`);
				const bare = table.querySelector('th:not([scope])');
				if (bare) wrong.push(`no scope: ${called(bare)}`);
				if (!table.querySelector('th[scope="col"]')) wrong.push(`no column header: ${called(table)}`);
			}
			for (const box of document.querySelectorAll<HTMLElement>('body *')) {
				if (!/auto|scroll/.test(getComputedStyle(box).overflowX) || box.matches('textarea, select, dialog')) continue;
				if (!shown(box) || box.scrollWidth <= box.clientWidth + 1) continue;
				const named = box.getAttribute('aria-label') || box.getAttribute('aria-labelledby');
				if (box.tabIndex < 0 || !named) wrong.push(`scrolls out of reach: ${called(box)}`);
			}
			return wrong;
		},

		/** Controls smaller than 24 by 24. Links in running text may be as high as their line; a box to tick has its label. */
		smallTargets(): string[] {
			const wrong: string[] = [];
			for (const control of document.querySelectorAll<HTMLElement>('button, select, input, textarea, summary')) {
				// Places in a drawing are pressed where they are: one target.
				if (!shown(control) && !control.matches('input[type="radio"]')) continue;
				if (control.closest('.rows') || control.matches('[type="range"]')) continue;
				const target = control.closest('label') ?? control;
				if (!shown(target)) continue;
				const { width, height } = target.getBoundingClientRect();
				if (width < 23.9 || height < 23.9) wrong.push(`${called(target)}: ${width.toFixed(0)} × ${height.toFixed(0)}`);
			}
			return wrong;
		},

		smallWords(): string[] {
			const wrong = new Set<string>();
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				const element = node.parentElement!;
				if (!node.textContent!.trim() || element.closest('svg, script, style, noscript') || !shown(element)) continue;
				const size = parseFloat(getComputedStyle(element).fontSize);
				if (size < 12) wrong.add(`${called(element)}: ${size} px`);
			}
			return [...wrong];
		},

		/** Words of which a part is cut off, other than by an ellipsis that is meant. */
		clipped(): string[] {
			const wrong: string[] = [];
			for (const box of document.querySelectorAll<HTMLElement>('main *, header *, footer *')) {
				const style = getComputedStyle(box);
				if (!/hidden|clip/.test(style.overflowX + style.overflowY) || !shown(box) || !box.textContent.trim()) continue;
				if (style.webkitLineClamp !== 'none' || box.closest('svg')) continue;
				if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) wrong.push(called(box));
			}
			return wrong;
		},

		/** Words of a drawing that its edge cuts off. */
		drawnPastTheEdge: () =>
			drawings().flatMap((svg) => {
				const { width, height } = svg.viewBox.baseVal;
				return [...svg.querySelectorAll('text')]
					.filter((text) => {
						const box = text.getBBox();
						return box.x < -1 || box.y < -2 || box.x + box.width > width + 1 || box.y + box.height > height + 2;
					})
					.map((text) => text.textContent);
			}),

		/** What has the focus, and what is wrong with how it is seen. `null` at the end of the page. */
		focused(): { name: string; wrong: string[] } | null {
			const element = document.activeElement;
			if (!element || element === document.body) return null;
			const wrong: string[] = [];
			/** The ring of a control that is itself unseen lies around what it stands for. */
			const ringed = [element, element.nextElementSibling, element.closest('.drawing')].find((one) => {
				const style = one && getComputedStyle(one);
				return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
			});
			const name = called(element);
			if (!ringed) return { name, wrong: ['no outline'] };
			const { outlineColor, outlineOffset } = getComputedStyle(ringed);
			const inside = parseFloat(outlineOffset) < 0;
			const ratio = contrast(color(outlineColor), ground(inside ? ringed : ringed.parentElement));
			if (ratio < 3) wrong.push(`outline of ${say(ratio)}`);
			const box = ringed.getBoundingClientRect();
			const top = Math.max(0, box.top);
			const bottom = Math.min(innerHeight, box.bottom);
			// A browser leaves what is wider than the rest of a box that scrolls where it begins.
			const scrolled = element.closest('.scroll')?.getBoundingClientRect();
			const aside = box.left < -1 || (scrolled ? box.left > scrolled.right - 24 : box.right > innerWidth + 1);
			if (bottom - top < Math.min(box.height, innerHeight / 2) - 1 || aside)
				wrong.push(`out of sight: ${box.top.toFixed(0)} to ${box.bottom.toFixed(0)} of ${innerHeight}`);
			// Something that stays in place may lie over it.
			for (const pinned of document.querySelectorAll('body *')) {
				if (!/sticky|fixed/.test(getComputedStyle(pinned).position) || !shown(pinned)) continue;
				if (pinned.contains(element) || element.contains(pinned)) continue;
				const cover = pinned.getBoundingClientRect();
				const hides = cover.left < box.right && cover.right > box.left && cover.top < bottom && cover.bottom > top + 1;
				if (hides && box.height <= innerHeight / 2) wrong.push(`under ${called(pinned)}`);
			}
			return { name, wrong };
		},

		contrastOf: (a: string, b: string) => contrast(color(a), color(b))
	};
}

/** Before the page is opened. */
export async function see(page: Page): Promise<void> {
	await page.addInitScript(`addEventListener('DOMContentLoaded', () => (window.seen = (${looking.toString()})()))`);
}
