import type { StartProgress, StartStep } from '#lib/engine/browser.ts';
import type { EngineError, EngineErrorKind } from '#lib/engine/engine.ts';
import { m } from './messages/messages.js';
import { bytes } from './numbers.ts';

const STEPS: Record<Exclude<StartStep, 'downloading'>, () => string> = {
	checking: m.engine_checking,
	starting: m.engine_starting,
	'reading-csv': m.engine_reading_csv,
	ready: m.engine_ready
};

/** How far DuckDB's start is: in words, in per cent that never passes 100, and in words for a screen reader that change rarely. */
export function engineProgress({ step, bytes: received, total }: StartProgress): {
	text: string;
	percent: number;
	polite: string;
} {
	const done =
		step === 'checking' ? 0 : step === 'downloading' ? Math.min(100, Math.floor((100 * received) / total)) : 100;
	const text =
		step === 'downloading' ? m.engine_downloading({ received: bytes(received), total: bytes(total) }) : STEPS[step]();
	const quarter = Math.floor(done / 25) * 25;
	return { text, percent: done, polite: m.engine_quarter({ percent: String(quarter) }) };
}

const ERRORS: Record<EngineErrorKind, () => string> = {
	'no-webassembly': m.engine_no_webassembly,
	missing: m.engine_missing,
	stalled: m.engine_stalled,
	failed: m.engine_error,
	crashed: m.engine_crashed,
	cancelled: m.engine_cancelled,
	'bad-question': m.engine_error
};

/** Why DuckDB is not there, in plain words, and what it said itself. */
export function engineError(error: EngineError): { text: string; detail: string } {
	return { text: ERRORS[error.kind](), detail: `${error.kind}: ${error.detail}` };
}
