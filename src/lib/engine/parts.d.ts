/** See parts.build.ts. */
declare module 'virtual:engine-parts' {
	/** Addresses of the parts of the engine's file, in order. */
	const parts: string[];
	export default parts;
}
