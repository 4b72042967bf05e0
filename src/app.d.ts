declare global {
	const __REPORT_ADDRESS__: string;
	const __SITE_URL__: string;
	namespace App {}
}
declare module 'virtual:engine-parts' {
	/** Addresses of the parts of the engine's file, in order. See src/lib/engine/parts.build.ts. */
	const parts: string[];
	export default parts;
}
export {};
