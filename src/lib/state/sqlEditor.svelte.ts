import { onMount, untrack } from 'svelte';
import { page } from '$app/state';
import type { FigureId } from '#lib/domain/figure.ts';
import type { Notice } from '#lib/domain/notice.ts';
import { figureSql, type FigureSql } from '#lib/engine/figureSql.ts';
import { describedTables, exampleSql } from '#lib/engine/tables.ts';
import { statementText } from '#lib/words/sql.ts';
import { defaultSelection, type AddressContext } from './address.ts';
import { newestAlone } from './newestAlone.ts';
import type { PageData } from './reading.svelte.ts';
import { publishedFiles } from './source.ts';
import { readSqlAddress, sqlLink, type SqlAddress } from './sqlAddress.ts';
import { SqlConsole } from './sqlConsole.svelte.ts';

/** The page of the console: what its address brings, what stands in the editor, and over which edition it runs. */
export class SqlEditor {
	readonly context: AddressContext;
	/** Territory of the examples. */
	readonly territory: string;
	/** The page answers from here on. */
	ready = $state(false);
	text = $state('');
	/** Typed text that something else was put in the place of. */
	replaced = $state<string | null>(null);
	/** The figure that the reader came from. */
	figure = $state.raw<{ id: FigureId; statements: FigureSql[] } | null>(null);
	/** Which of the figure's statements was taken. */
	chosen = $state(0);
	notices = $state.raw<Notice[]>([]);
	console: SqlConsole = $state.raw()!;
	/** What was put into the editor last; what differs from it was typed. */
	#given = $state('');
	#brought = $state(false);
	#edition = $state('');
	readonly #data: PageData;

	constructor(data: PageData) {
		this.#data = data;
		this.context = { ...newestAlone(data.editions), codebook: data.codebook, own: data.own };
		const { edition, territory } = defaultSelection(this.context);
		this.territory = territory;
		this.#open(edition);
		this.put(this.examples[0].sql);
		onMount(() => {
			this.ready = true;
			return () => this.console.cancel();
		});
		$effect(() => {
			if (!this.ready) return;
			const asked = readSqlAddress(page.url.searchParams, this.context);
			untrack(() => this.#follow(asked));
		});
	}

	get edition(): string {
		return this.#edition;
	}

	get examples() {
		return exampleSql(this.#held.rows, this.territory);
	}

	get tables() {
		return describedTables(this.#held.rows, this.context.own === true);
	}

	/** The link's statement stands as it came: it was neither run nor changed. */
	get fromLink(): boolean {
		return this.#brought && this.text === this.#given;
	}

	/** An address with what stands in the editor; `null` where it would be too long. */
	get link(): string | null {
		return sqlLink(this.text, this.edition);
	}

	get #held() {
		const { rows = {}, last } = this.#data.editions.find(({ edition }) => edition === this.#edition)!;
		return { rows, last };
	}

	/** Puts a statement into the editor. */
	put(sql: string): void {
		this.replaced = this.text === this.#given || this.text === sql ? null : this.text;
		this.text = this.#given = sql;
		this.#brought = false;
	}

	/** Takes one of the figure's statements. */
	choose(index: number): void {
		this.chosen = index;
		this.put(statementText(this.figure!.statements[index], this.edition));
	}

	undo(): void {
		this.text = this.replaced!;
		this.replaced = null;
	}

	run(): void {
		if (this.ready) void this.console.run(this.text);
	}

	#open(edition: string): void {
		if (edition === this.#edition) return;
		this.console?.cancel();
		this.#edition = edition;
		const { codebook, held } = this.#data;
		this.console = new SqlConsole(held?.files ?? publishedFiles(edition), codebook, this.#held.rows);
	}

	#follow({ sql, figure, selection, notices }: SqlAddress): void {
		this.#open(selection.edition);
		const { last, rows } = this.#held;
		this.notices = notices;
		this.figure = figure && { id: figure, statements: figureSql(figure, selection, this.#data.codebook, last, rows) };
		if (sql !== null) {
			this.put(sql);
			this.#brought = true;
		} else if (this.figure) this.choose(0);
		// Nothing here is a number of another scope, which is what this hides.
		document.documentElement.classList.remove('pending');
	}
}
