import { hash } from 'node:crypto';

/*
 * Secret bytes for each of many places, grown from one seed, so that those of one place can be destroyed and all others kept: the tree of
 * Goldreich, Goldwasser and Micali (J. ACM 33(4), 1986, section 3) as a puncturable pseudo-random function. A node's two children are the
 * halves of SHA-512 over its seed; the leaves are the secrets. Knowing a node gives everything below it and nothing beside or above it.
 */

/** A node that is known: `level` 0 is a secret itself, `index` counts from the left on its level. */
export type Seed = { level: number; index: number; seed: Buffer };

export const secretLength = 32;

const children = (seed: Buffer): [Buffer, Buffer] => {
  const both = hash('sha512', seed, 'buffer');
  return [both.subarray(0, secretLength), both.subarray(secretLength)];
};

/** The tree for `count` places under a seed of 32 random bytes. */
export function plantSeeds(count: number, random: Buffer): Seed[] {
  if (count === 0) return [];
  let level = 0;
  while (2 ** level < count) level += 1;
  return [{ level, index: 0, seed: random }];
}

/** Every secret that is still known, by place, up to `count` places. */
export function* secretsOf(seeds: readonly Seed[], count: number): Generator<readonly [place: number, secret: Buffer]> {
  for (const node of seeds) {
    const waiting = [node];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { level, index, seed } = next;
      if (index * 2 ** level >= count) continue;
      if (level === 0) {
        yield [index, seed];
        continue;
      }
      const [left, right] = children(seed);
      waiting.push({ level: level - 1, index: index * 2 + 1, seed: right }, { level: level - 1, index: index * 2, seed: left });
    }
  }
}

const covers = ({ level, index }: Seed, place: number) => Math.floor(place / 2 ** level) === index;

/** The secret of a place, or null when it was destroyed or never was. */
export function secretAt(seeds: readonly Seed[], place: number): Buffer | null {
  const node = seeds.find((one) => covers(one, place));
  if (!node) return null;
  let { level, seed } = node;
  for (; level > 0; level -= 1) {
    const [left, right] = children(seed);
    seed = Math.floor(place / 2 ** (level - 1)) % 2 === 0 ? left : right;
  }
  return seed;
}

/** The seeds without those that lead to a place: in place of the node above it, the siblings along its path. Its secret can then be had from nobody. */
export function puncture(seeds: readonly Seed[], place: number): Seed[] {
  return seeds.flatMap((node) => {
    if (!covers(node, place)) return [node];
    const kept: Seed[] = [];
    let { level, index, seed } = node;
    while (level > 0) {
      const [left, right] = children(seed);
      level -= 1;
      const isLeft = Math.floor(place / 2 ** level) % 2 === 0;
      kept.push({ level, index: index * 2 + (isLeft ? 1 : 0), seed: isLeft ? right : left });
      [index, seed] = isLeft ? [index * 2, left] : [index * 2 + 1, right];
    }
    return kept.sort((a, b) => a.index * 2 ** a.level - b.index * 2 ** b.level);
  });
}

const seedLength = 1 + 4 + secretLength;

/** Seeds as bytes: level (1), index (4, big end first), seed (32). */
export function writeSeeds(seeds: readonly Seed[]): Buffer {
  const bytes = Buffer.alloc(seeds.length * seedLength);
  seeds.forEach(({ level, index, seed }, i) => {
    bytes.writeUInt8(level, i * seedLength);
    bytes.writeUInt32BE(index, i * seedLength + 1);
    seed.copy(bytes, i * seedLength + 5);
  });
  return bytes;
}

export function readSeeds(bytes: Buffer): Seed[] {
  if (bytes.length % seedLength !== 0) throw new RangeError('These bytes are no seeds.');
  return Array.from({ length: bytes.length / seedLength }, (_, i) => {
    const at = i * seedLength;
    return { level: bytes.readUInt8(at), index: bytes.readUInt32BE(at + 1), seed: Buffer.from(bytes.subarray(at + 5, at + seedLength)) };
  });
}
