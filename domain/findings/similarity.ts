/** Letters and digits in lower case, one space between words: what two texts are compared by. */
export const plainText = (text: string): string => text.toLowerCase().normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  const plain = ` ${plainText(text)} `;
  for (let at = 0; at + 1 < plain.length; at += 1) {
    const pair = plain.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/**
 * How alike two texts are, from 0 to 1: the Sørensen–Dice coefficient over the multisets of their character pairs, after case, punctuation
 * and spacing are set aside. 1 for the same words in the same order; 0 where one says nothing.
 */
export function likeness(a: string, b: string): number {
  if (plainText(a) === '' || plainText(b) === '') return 0;
  const [left, right] = [pairsOf(a), pairsOf(b)];
  const size = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, n) => sum + n, 0);
  const shared = [...left].reduce((sum, [pair, n]) => sum + Math.min(n, right.get(pair) ?? 0), 0);
  return (2 * shared) / (size(left) + size(right));
}
