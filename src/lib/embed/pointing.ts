import type { Drawing } from '#lib/charts/drawing.ts';
import { m } from '#lib/words/messages/messages.js';

/** Lets a reader point at a drawing's values, or walk them with the arrow keys from one tab stop; both read the same words. */
export function makePointable(box: HTMLElement, drawing: Drawing, title: string): void {
	const seen = new Set<string>();
	const places = drawing.spots.filter(({ place, passed }) => !passed && !seen.has(place) && seen.add(place));
	if (places.length === 0) return;
	const mark = box.appendChild(document.createElement('div'));
	const tip = box.appendChild(document.createElement('div'));
	mark.className = 'k';
	tip.className = 'i';
	tip.setAttribute('aria-hidden', 'true');
	const show = (spot?: Drawing['spots'][number]) => {
		mark.hidden = tip.hidden = !spot;
		if (!spot) return;
		const { x, y, width, height } = spot;
		Object.assign(mark.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
		const lines = spot.says().map((line, i) => {
			const element = document.createElement(i === 0 ? 'b' : 'span');
			element.textContent = line;
			return element;
		});
		tip.replaceChildren(...lines);
		const middle = width === drawing.width ? drawing.width / 2 : x + width / 2;
		const left = middle > drawing.width / 2;
		Object.assign(tip.style, {
			left: left ? 'auto' : `${middle + 10}px`,
			right: left ? `${drawing.width - middle + 10}px` : 'auto',
			top: `${y + 4}px`
		});
	};
	show();

	const walk = box.appendChild(document.createElement('input'));
	Object.assign(walk, { type: 'range', min: '0', max: String(places.length - 1), value: '0', className: 'x' });
	walk.setAttribute('aria-label', m.explore_values({ title }));
	const stepped = () => {
		const spot = places[Number(walk.value)];
		walk.setAttribute('aria-valuetext', spot.says().join(', '));
		show(spot);
	};
	walk.setAttribute('aria-valuetext', places[0].says().join(', '));
	walk.addEventListener('focus', stepped);
	walk.addEventListener('input', stepped);
	walk.addEventListener('blur', () => show());
	walk.addEventListener('keydown', ({ key }) => {
		if (key === 'Escape') show();
	});

	const pointed = ({ clientX, clientY }: PointerEvent) => {
		const { left, top } = box.getBoundingClientRect();
		const [x, y] = [clientX - left, clientY - top];
		show(
			drawing.spots.find((spot) => x >= spot.x && x < spot.x + spot.width && y >= spot.y && y < spot.y + spot.height)
		);
	};
	box.addEventListener('pointermove', pointed);
	box.addEventListener('pointerdown', pointed);
	// A finger leaves when it is lifted; what it pointed at stays to be read.
	box.addEventListener('pointerleave', ({ pointerType }) => pointerType !== 'touch' && show());
}
