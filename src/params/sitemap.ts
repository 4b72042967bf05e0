export const match = (param: string): param is 'sitemap' => param === 'sitemap';
