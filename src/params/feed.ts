/** The one feed of the site: `/revisions.xml`. */
export const match = (param: string) => param === 'revisions';
