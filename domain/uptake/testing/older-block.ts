import { scanBlock } from '@/domain/uptake/engine/block';
import { ByteWriter } from '@/domain/uptake/engine/bytes';

export type Line = { sub: number; code: number; opening: number; values: Map<number, number> };

/** A block as a release before wrote it: how many steps change, then each with its number. */
export function olderBlock(lines: Iterable<Line>): Buffer {
  const out = new ByteWriter();
  for (const { sub, code, opening, values } of lines) {
    out.uint(sub);
    out.uint(code);
    out.int(opening);
    out.uint(values.size);
    for (const [step, n] of values) {
      out.uint(step);
      out.int(n);
    }
  }
  return out.take();
}

/** The same block in that form. */
export function asOlderBlock(cells: Uint8Array): Buffer {
  const lines = new Map<number, Line>();
  scanBlock(cells, (sub, code, step, n) => {
    const line = lines.get(sub * 256 + code) ?? { sub, code, opening: 0, values: new Map<number, number>() };
    lines.set(sub * 256 + code, line);
    if (step < 0) line.opening = n;
    else line.values.set(step, n);
  });
  return olderBlock(lines.values());
}
