declare global {
	const __REPORT_ADDRESS__: string;
	const __SITE_URL__: string;
	namespace App {}
}
export {};
