/** The fields of a form by name: dotted paths such as `record.bases.0.basis`, where the number names a row and never changes. */
export type FieldValues = Record<string, string>;

/** The numbers of the rows a group has, in order; rows may have been removed between them. */
export function rowsOf(values: FieldValues, group: string): number[] {
  const prefix = `record.${group}.`;
  const numbers = Object.keys(values).flatMap((name) => (name.startsWith(prefix) ? [/^\d{1,4}(?=\.)/.exec(name.slice(prefix.length))?.[0] ?? ''] : []));
  return [...new Set(numbers.filter((number) => number !== '').map(Number))].sort((a, b) => a - b);
}
