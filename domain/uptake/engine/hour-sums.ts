import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import type { Sums } from '@/domain/uptake/engine/sums';

/** Sums as bytes, keys in order as their differences; what is 0 is left out, so equal sums give equal bytes. */
export function writeSums(sums: Sums): Buffer {
  const out = new ByteWriter(256);
  let before = 0;
  for (const key of Float64Array.from(sums.keys()).sort()) {
    const n = sums.get(key) ?? 0;
    if (n === 0) continue;
    out.uint(key - before);
    out.int(n);
    before = key;
  }
  return out.take();
}

/** Reads sums into `into`, adding. */
export function addSums(bytes: Uint8Array, into: Sums): void {
  const from = new ByteReader(bytes);
  let key = 0;
  while (!from.isDone) {
    key += from.uint();
    into.set(key, (into.get(key) ?? 0) + from.int());
  }
}

/**
 * Adds a day's changes by hour to its running sums: `rows.get(h)` is what lies before hour h, kept from 1 to the hour after the last
 * one with a change. Returns the hours whose rows changed or are new.
 */
export function addHours(rows: Map<number, Sums>, changes: Map<number, Sums>): Set<number> {
  const last = Math.max(0, ...rows.keys(), ...[...changes.keys()].map((hour) => hour + 1));
  const changed = new Set<number>();
  for (let hour = 1; hour <= last; hour += 1) {
    if (rows.has(hour)) continue;
    rows.set(hour, new Map(rows.get(hour - 1)));
    changed.add(hour);
  }
  for (const [hour, sums] of changes) {
    for (let later = hour + 1; later <= last; later += 1) {
      const row = rows.get(later);
      if (!row) continue;
      for (const [key, n] of sums) row.set(key, (row.get(key) ?? 0) + n);
      changed.add(later);
    }
  }
  return changed;
}
