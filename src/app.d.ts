declare global {
	const __REPORT_ADDRESS__: string;
	namespace App {}
}
export {};
