/** Something in an address that was not understood and is left out. Said to the reader, never silently dropped. */
export interface Notice {
	kind:
		| 'unknown-value'
		| 'unknown-key'
		| 'repeated'
		| 'range-reversed'
		| 'outcome-sets-items'
		| 'own-edition'
		| 'not-own-edition'
		| 'edition-elsewhere';
	key: string;
	value: string;
}
