import type { PurposeRecord } from '@/domain/purposes/schemas';
import { type Group, type Leaf, type Value, entriesOf, entryNames, plainLeaves, recordShape, valueAt, within } from '@/domain/purposes/shape';

/**
 * One difference between two versions. Without `entry` a field of the record changed; with it, one of a list: a field of an entry that
 * stands in both versions, or, without `leaf`, an entry that came (`before` null) or went (`after` null).
 */
export type Difference =
  | { leaf: Leaf; group: Group | null; entry: string | null; before: Value | undefined; after: Value | undefined }
  | { leaf: null; group: Group; entry: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The entries of a list by the name that identifies each; of several with one name, the later ones are numbered. */
function named(record: PurposeRecord, group: Group): Map<string, Record<string, unknown>> {
  const found = new Map<string, Record<string, unknown>>();
  for (const entry of entriesOf(record, group)) {
    const name = String(entry[entryNames[group.part] ?? ''] ?? '');
    let key = name;
    for (let n = 2; found.has(key); n += 1) key = `${name} (${n})`;
    found.set(key, entry);
  }
  return found;
}

/** What changed between two versions, field by field and, in lists, entry by entry, in order of the record. Empty when only the order of entries did. */
export function differences(before: PurposeRecord, after: PurposeRecord): Difference[] {
  return recordShape.flatMap((node): Difference[] => {
    if (node.kind === 'group') return ofGroup(node, named(before, node), named(after, node));
    const fields = node.kind === 'section' ? node.parts : plainLeaves.filter(({ path }) => path === node.path);
    return fields.flatMap((leaf) => changed(leaf, null, null, before, after));
  });
}

function ofGroup(group: Group, before: Map<string, Record<string, unknown>>, after: Map<string, Record<string, unknown>>): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((entry): Difference[] => {
    const [was, is] = [before.get(entry), after.get(entry)];
    if (!was || !is) return [{ leaf: null, group, entry, before: was ?? null, after: is ?? null }];
    return group.leaves.flatMap((leaf) => changed(leaf, group, entry, was, is));
  });
}

function changed(leaf: Leaf, group: Group | null, entry: string | null, was: unknown, is: unknown): Difference[] {
  const path = within(leaf, group);
  const [before, after] = [valueAt(was, path), valueAt(is, path)];
  return same(before, after) ? [] : [{ leaf, group, entry, before, after }];
}
