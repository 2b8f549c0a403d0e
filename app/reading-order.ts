const order = ['pdf', 'xlsx', 'docx', 'json', 'jsonld', 'csv'];
const placeOf = (name: string) => order.indexOf(name.split('.').at(-1) ?? '');

/** Files of a report as people look for them: what is read before what is computed with, then by name. */
export const inReadingOrder = <File extends { name: string }>(files: readonly File[]): File[] => files.toSorted((a, b) => placeOf(a.name) - placeOf(b.name) || (a.name < b.name ? -1 : 1));
