/** Elements of a text that is well-formed XML, in order; throws where it is not. */
export function elementsOf(xml: string): { name: string; attributes: Record<string, string> }[] {
	const found: { name: string; attributes: Record<string, string> }[] = [];
	const open: string[] = [];
	let at = 0;
	const fail = (what: string) => {
		throw new Error(`${what} at ${at}: ${xml.slice(at, at + 60)}`);
	};
	const isText = (text: string) => !/<|]]>|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(text);
	const tag = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>/y;
	while (at < xml.length) {
		const next = xml.indexOf('<', at);
		const text = xml.slice(at, next === -1 ? undefined : next);
		if (!isText(text) || (open.length === 0 && text.trim() !== '')) fail('stray text');
		if (next === -1) break;
		at = tag.lastIndex = next;
		const match = tag.exec(xml);
		if (!match) return fail('no tag') as never;
		const [whole, closing, name, list, alone] = match;
		if (closing) {
			if (open.pop() !== name) fail(`</${name}> closes nothing`);
		} else {
			const pairs = [...list.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value] as const);
			if (new Set(pairs.map(([key]) => key)).size !== pairs.length) fail('an attribute twice');
			if (pairs.some(([, value]) => !isText(value))) fail('an attribute not escaped');
			found.push({ name, attributes: Object.fromEntries(pairs) });
			if (!alone) open.push(name);
		}
		at += whole.length;
	}
	if (open.length > 0) fail(`<${open.at(-1)}> stays open`);
	return found;
}
