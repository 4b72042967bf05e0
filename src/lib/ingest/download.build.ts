/** What a download may cost, and how often it is tried. */
export interface DownloadLimits {
	bytes: number;
	/** For one try, answer and body together. */
	milliseconds: number;
	tries: number;
	/** Before the second try; each further one waits twice as long. */
	pause: number;
}

export const DOWNLOAD_LIMITS: DownloadLimits = { bytes: 50_000_000, milliseconds: 60_000, tries: 3, pause: 2000 };

/** What a server said of a file's version, to ask by the next time. */
export interface Version {
	etag: string | null;
	modified: string | null;
}

export type Download =
	| { kind: 'file'; bytes: Uint8Array; version: Version; from: string }
	| { kind: 'unchanged' }
	| { kind: 'absent' | 'failed'; why: string };

/** Trying again may help: the server is busy, or the answer broke off. */
class Passing extends Error {}

/** Storage servers answer so where there is no file, the first where its list may not be seen. */
const ABSENT = [403, 404, 410];
const BUSY = [408, 425, 429, 500, 502, 503, 504];

/**
 * Asks for a file, redirects followed. What comes is the whole of it as the server counts its bytes, or no file.
 * @param known the version that is held: the server may answer that there is no other
 */
export async function download(
	address: string,
	known: Version | undefined,
	limits: DownloadLimits = DOWNLOAD_LIMITS
): Promise<Download> {
	for (let tried = 1; ; tried++) {
		try {
			return await ask(address, known, limits);
		} catch (error) {
			if (!(error instanceof Passing)) throw error;
			if (tried >= limits.tries) return { kind: 'failed', why: `${error.message}; tried ${tried} times` };
			await new Promise((done) => setTimeout(done, limits.pause * 2 ** (tried - 1)));
		}
	}
}

async function ask(address: string, known: Version | undefined, limits: DownloadLimits): Promise<Download> {
	// Bytes are counted as they are sent.
	const headers: Record<string, string> = { 'accept-encoding': 'identity' };
	if (known?.etag) headers['if-none-match'] = known.etag;
	if (known?.modified) headers['if-modified-since'] = known.modified;
	const signal = AbortSignal.timeout(limits.milliseconds);
	const broken = (error: unknown): never => {
		if (signal.aborted) throw new Passing(`no whole answer within ${limits.milliseconds / 1000} seconds`);
		const { message, cause } = error as Error;
		throw new Passing(`the connection failed (${cause instanceof Error ? cause.message : message})`);
	};
	const response = await fetch(address, { headers, signal }).catch(broken);
	const { status } = response;
	if (status !== 200) await response.body?.cancel();
	if (status === 304) return { kind: 'unchanged' };
	if (ABSENT.includes(status)) return { kind: 'absent', why: `the server answers ${status}: there is no file` };
	if (BUSY.includes(status)) throw new Passing(`the server answers ${status}`);
	if (status !== 200) return { kind: 'failed', why: `the server answers ${status}` };

	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of response.body ?? []) {
			chunks.push(chunk);
			length += chunk.length;
			if (length > limits.bytes) return { kind: 'failed', why: `the file is larger than ${limits.bytes} bytes` };
		}
	} catch (error) {
		broken(error);
	}
	const said = response.headers.get('content-length');
	if (said !== null && Number(said) !== length)
		throw new Passing(`half a file: ${length} bytes of the ${said} that the server announced`);
	return {
		kind: 'file',
		bytes: new Uint8Array(Buffer.concat(chunks)),
		version: { etag: response.headers.get('etag'), modified: response.headers.get('last-modified') },
		from: response.url
	};
}
