/** Hands a file to the reader. The BOM must already be in a text where the file wants one. */
export function save(content: string | Blob, name: string, type = 'text/csv;charset=utf-8'): void {
	const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Size of the file in bytes, as it will be saved. */
export function bytesOf(text: string): number {
	return new TextEncoder().encode(text).length;
}
