/** Letters and digits in lower case, one space between words: what two texts are compared by. */
export const plainText = (text: string): string => text.toLowerCase().normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Pairs of neighbouring characters with how often each occurs. */
function pairsOf(plain: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < plain.length; at += 1) {
    const pair = plain.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/**
 * How alike a text is to the likest of others, from 0 to 1: the Sørensen–Dice coefficient over the multisets of character pairs, after case,
 * punctuation and spacing are set aside. 1 for the same words in the same order; 0 where one says nothing. Others whose length alone keeps
 * them from more than `from` are passed over, and count 0.
 */
export function likeness(text: string, others: readonly string[], from = 0): number {
  const plain = ` ${plainText(text)} `;
  if (plain.trim() === '') return 0;
  const pairs = pairsOf(plain);
  return others.reduce((most, other) => {
    const padded = ` ${plainText(other)} `;
    const sizes = [plain.length - 1, padded.length - 1] as const;
    const total = sizes[0] + sizes[1];
    if ((2 * Math.min(...sizes)) / total <= from) return most;
    let shared = 0;
    for (const [pair, n] of pairsOf(padded)) shared += Math.min(n, pairs.get(pair) ?? 0);
    return Math.max(most, (2 * shared) / total);
  }, 0);
}
