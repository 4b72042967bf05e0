import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');
const { scripts, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const runner = readFileSync(join(ROOT, 'tests/run.mjs'), 'utf8');

interface Step {
	id?: string;
	name?: string;
	uses?: string;
	with?: Record<string, string>;
	run?: string;
	env?: Record<string, string>;
}

interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	concurrency: Record<string, string>;
	jobs: Record<string, { steps: Step[]; permissions?: Record<string, string>; 'timeout-minutes': string }>;
}

interface Node {
	type: string;
	children?: (Node | null)[];
	value?: string;
	position: { start: { offset: number }; end: { offset: number } };
}

/** A tree of Prettier's own YAML parser as plain values; every scalar is text. */
function plain(node: Node | null | undefined, source: string): unknown {
	const [first, second] = node?.children ?? [];
	switch (node?.type) {
		case undefined:
		case 'null':
			return null;
		case 'mapping':
			return Object.fromEntries(
				node.children!.map((item) => [plain(item!.children![0], source), plain(item!.children![1], source)])
			);
		case 'sequence':
		case 'flowSequence':
			return node.children!.map((item) => plain(item, source));
		case 'plain':
		case 'quoteSingle':
		case 'quoteDouble':
			return node.value;
		case 'blockLiteral': {
			const lines = source.slice(node.position.start.offset, node.position.end.offset).split('\n').slice(1);
			const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')![0].length;
			return lines.map((line) => line.slice(indent)).join('\n');
		}
		default:
			return plain(first && first.type !== 'comment' ? first : (second ?? first), source);
	}
}

async function parsed(text: string): Promise<Workflow> {
	// Throws where the text is no YAML.
	await prettier.format(text, { parser: 'yaml' });
	// No other parser of YAML is among the packages; of Prettier's, the types leave it out.
	const { __debug } = prettier as unknown as {
		__debug: { parse: (text: string, options: prettier.Options) => Promise<{ ast: Node }> };
	};
	const { ast } = await __debug.parse(text, { parser: 'yaml' });
	const document = ast.children![0]!;
	const body = document.children!.find((child) => child?.type === 'documentBody')!;
	return plain(
		body.children!.find((child) => child?.type === 'mapping'),
		text
	) as Workflow;
}

const files = readdirSync(FOLDER);
const workflows = Object.fromEntries(
	await Promise.all(files.map(async (file) => [file, await parsed(readFileSync(join(FOLDER, file), 'utf8'))] as const))
);
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

test('there are two: what is tested is published, and what is fetched is proposed', () => {
	expect(files.sort()).toEqual(['fetch-edition.yml', 'test-and-publish.yml']);
	expect(Object.keys(workflows['test-and-publish.yml'].on)).toEqual(['push', 'pull_request', 'workflow_dispatch']);
	expect(workflows['test-and-publish.yml'].jobs.publish).toMatchObject({ needs: 'test' });
	expect(workflows['fetch-edition.yml'].on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \d+ \* \*$/) }]);
});

describe.each(Object.entries(workflows))('%s', (_, workflow) => {
	const steps = stepsOf(workflow);
	const lines = steps.flatMap(({ run }) => (run ? [run] : []));

	test('calls scripts and parts of the tests that there are', () => {
		const called = lines.flatMap((run) =>
			[...run.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name)
		);
		for (const name of called) expect(scripts).toHaveProperty([name]);
		const parts = lines.flatMap((run) =>
			[...run.matchAll(/npm test -- ([\w ]+)/g)].flatMap(([, list]) => list.trim().split(' '))
		);
		for (const part of parts) expect(runner).toMatch(new RegExp(`\\t(async )?${part}\\(\\) \\{`));
		expect(lines.some((run) => run.includes('npm'))).toBe(true);
	});

	test('runs on the oldest Node that package.json allows', () => {
		const versions = steps.flatMap(({ uses, with: given }) => (uses?.startsWith('actions/setup-node') ? [given!] : []));
		expect(versions.length).toBeGreaterThan(0);
		for (const given of versions)
			expect(given).toEqual({ 'node-version': engines.node.replace('>=', ''), cache: 'npm' });
	});

	test('uses GitHub’s own actions alone, each by its major version', () => {
		for (const { uses } of steps) if (uses) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
	});

	test('says what it may, how long it may take, and that it does not run beside itself', () => {
		expect(workflow.permissions).toBeTruthy();
		expect(workflow.concurrency.group).toContain('github.workflow');
		for (const job of Object.values(workflow.jobs)) expect(Number(job['timeout-minutes'])).toBeGreaterThan(0);
	});

	test('has shell text that reads, and nothing of GitHub’s written into it', () => {
		for (const run of lines) {
			// What an input or a file says must come as a variable: in the text of a script it would be run.
			expect(run).not.toContain('${{');
			expect(spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
		}
	});
});

test('publishing may write pages and no more; fetching may propose', () => {
	expect(workflows['test-and-publish.yml'].permissions).toEqual({ contents: 'read' });
	expect(workflows['test-and-publish.yml'].jobs.publish.permissions).toEqual({
		contents: 'read',
		pages: 'write',
		'id-token': 'write'
	});
	expect(workflows['fetch-edition.yml'].permissions).toEqual({
		contents: 'write',
		'pull-requests': 'write',
		issues: 'write'
	});
});
