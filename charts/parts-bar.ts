export type PartsBarInput = { width: number; height: number; parts: { id: string; value: number | null }[]; total: number | null };

/** One piece of the bar. `ids` names its parts: several where they were withheld together, none where the parts leave people over. */
export type Part = { ids: string[]; x: number; width: number; value: number | null; share: number; withheld: boolean };
export type PartsBar = { width: number; height: number; total: number | null; parts: Part[] };

/** On a grid of 1/64, binary fractions whose sums and differences are exact. */
const snap = (n: number) => Math.round(n * 64) / 64;

/**
 * A bar whose pieces add up to its width exactly. Parts without a value stand together in one piece of what the others leave of the
 * total; without a total that cannot be known, and the whole bar is withheld. No piece at all where there is nobody.
 */
export function partsBar({ width, height, parts, total }: PartsBarInput): PartsBar {
  const withheld = parts.filter((part) => part.value === null).map((part) => part.id);
  const known = parts.reduce((sum, part) => sum + (part.value ?? 0), 0);
  if (withheld.length > 0 && total === null) {
    return { width, height, total, parts: [{ ids: parts.map((part) => part.id), x: 0, width, value: null, share: 1, withheld: true }] };
  }
  const whole = Math.max(total ?? 0, known);
  if (whole === 0) return { width, height, total, parts: [] };
  const pieces = parts.flatMap(({ id, value }) => (value === null ? [] : [{ ids: [id], value, size: value, withheld: false }]));
  const left = whole - known;
  const all = withheld.length > 0 || left > 0 ? [...pieces, { ids: withheld, value: withheld.length > 0 ? null : left, size: left, withheld: withheld.length > 0 }] : pieces;
  let before = 0;
  return {
    width, height, total,
    parts: all.map(({ size, ...piece }, i) => {
      const x = snap((before / whole) * width);
      before += size;
      const end = i === all.length - 1 ? width : snap((before / whole) * width);
      return { ...piece, x, width: end - x, share: size / whole };
    }),
  };
}
