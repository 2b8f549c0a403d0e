import type { PurposeRecord } from '@/domain/purposes/schemas';

/** One difference between two versions: which field, in which entry of a list, and what stood there before and after. */
export type Difference = { field: keyof PurposeRecord; entry: string | null; part: string | null; before: string | null; after: string | null };

const plain = (value: unknown): string => (Array.isArray(value) ? value.map(plain).join(', ') : typeof value === 'boolean' ? (value ? 'yes' : 'no') : value === null || value === undefined ? '' : String(value));

/** The entries of a list field by the name that identifies each; of several with one name, the later ones are numbered. */
function entries(value: unknown): Map<string, Record<string, unknown>> | null {
  if (!Array.isArray(value) || value.length === 0 || typeof value[0] !== 'object') return null;
  const named = new Map<string, Record<string, unknown>>();
  for (const item of value as Record<string, unknown>[]) {
    const name = plain(item.name ?? item.jurisdiction ?? `${plain(item.letter)}: ${plain(item.measure)}`);
    let key = name;
    for (let n = 2; named.has(key); n += 1) key = `${name} (${n})`;
    named.set(key, item);
  }
  return named;
}

/** What changed between two versions of a purpose, field by field and, in lists, entry by entry. Empty when nothing did. */
export function differences(before: PurposeRecord, after: PurposeRecord): Difference[] {
  const found: Difference[] = [];
  for (const field of Object.keys(after) as (keyof PurposeRecord)[]) {
    const [was, is] = [before[field], after[field]];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    const [oldEntries, newEntries] = [entries(was), entries(is)];
    if (oldEntries === null && newEntries === null) {
      found.push({ field, entry: null, part: null, before: plain(was), after: plain(is) });
      continue;
    }
    for (const name of new Set([...(oldEntries?.keys() ?? []), ...(newEntries?.keys() ?? [])])) {
      const [a, b] = [oldEntries?.get(name), newEntries?.get(name)];
      if (!a || !b) found.push({ field, entry: name, part: null, before: a ? name : null, after: b ? name : null });
      else for (const part of Object.keys(b)) {
        if (plain(a[part]) !== plain(b[part])) found.push({ field, entry: name, part, before: plain(a[part]), after: plain(b[part]) });
      }
    }
  }
  return found;
}
