import { leadLength } from '@/domain/uptake/engine/entries';

/** Rows a chunk may have at most: their number shares a double with 36 bits of the subject. */
export const mostRows = 131_072;
const pseudonymLength = leadLength * 2;

/**
 * The rows of a chunk by (subject, row): writers that go through subjects in one order cannot wait for each other in a circle, and
 * neighbours share index pages. `subjects` holds 32 bytes a row.
 */
export function orderBySubject(subjects: Uint8Array, size: number): Int32Array {
  const keys = new Float64Array(size);
  for (let i = 0; i < size; i += 1) keys[i] = prefixOf(subjects, i) * mostRows + i;
  keys.sort();
  const rows = Int32Array.from(keys, (key) => key % mostRows);
  for (let i = 1; i < size; i += 1) {
    const row = rows[i] ?? 0;
    let j = i;
    for (; j > 0 && compareSubjects(subjects, rows[j - 1] ?? 0, row) > 0; j -= 1) rows[j] = rows[j - 1] ?? 0;
    rows[j] = row;
  }
  return rows;
}

function prefixOf(subjects: Uint8Array, row: number): number {
  const at = row * pseudonymLength;
  return ((((subjects[at] ?? 0) * 256 + (subjects[at + 1] ?? 0)) * 256 + (subjects[at + 2] ?? 0)) * 256 + (subjects[at + 3] ?? 0)) * 16 + ((subjects[at + 4] ?? 0) >> 4);
}

/** Compares two rows' whole pseudonyms by bytes. */
export function compareSubjects(subjects: Uint8Array, a: number, b: number): number {
  for (let i = 0; i < pseudonymLength; i += 1) {
    const difference = (subjects[a * pseudonymLength + i] ?? 0) - (subjects[b * pseudonymLength + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
