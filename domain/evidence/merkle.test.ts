import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Range, consistencySpans, emptyRoot, fold, inclusionSpans, isConsistent, isIncluded, leafHash, nodesOf, rootOf, type Span } from '@/domain/evidence/merkle';
import { consistencyProofs, hashes, inclusionProofs, leaves, roots } from '@/domain/evidence/testing/published-vectors';

const hex = (text: string) => Buffer.from(text, 'hex');
const eight = leaves.map((leaf) => leafHash(hex(leaf)));

/** The root as RFC 6962 section 2.1 defines it, by recursion. */
function plainRoot(list: Buffer[]): Buffer {
  if (list.length <= 1) return list[0] ?? emptyRoot;
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return fold([plainRoot(list.slice(0, k)), plainRoot(list.slice(k))]);
}
const proofOf = (spans: Span[], list: Buffer[]) => spans.map(([from, to]) => plainRoot(list.slice(from, to)));

describe('the published vectors of RFC 6962 and RFC 9162', () => {
  test('hashes of the empty tree and of leaves', () => {
    expect(emptyRoot.toString('hex')).toBe(hashes.empty);
    expect(leafHash('').toString('hex')).toBe(hashes.emptyLeaf);
    expect(leafHash('L123456').toString('hex')).toBe(hashes.leaf);
  });

  test('roots of one to eight leaves', () => {
    roots.forEach((root, i) => expect(rootOf(eight.slice(0, i + 1)).toString('hex')).toBe(root));
  });

  test('inclusion proofs are made as published, and hold', () => {
    for (const [index, size, proof] of inclusionProofs) {
      expect(proofOf(inclusionSpans(index, size), eight).map((one) => one.toString('hex'))).toEqual(proof);
      expect(isIncluded({ index, size, leaf: eight[index] ?? emptyRoot, proof: proof.map(hex), root: hex(roots[size - 1] ?? '') })).toBe(true);
    }
  });

  test('consistency proofs are made as published, and hold', () => {
    for (const [older, size, proof] of consistencyProofs) {
      expect(proofOf(consistencySpans(older, size), eight).map((one) => one.toString('hex'))).toEqual(proof);
      expect(isConsistent({ older, size, olderRoot: hex(roots[older - 1] ?? ''), root: hex(roots[size - 1] ?? ''), proof: proof.map(hex) })).toBe(true);
    }
  });

  test('sizes that are always consistent, and those that never are', () => {
    const [one, other] = [leafHash('1'), leafHash('2')];
    expect(isConsistent({ older: 0, size: 1, olderRoot: emptyRoot, root: other, proof: [] })).toBe(true);
    expect(isConsistent({ older: 1, size: 1, olderRoot: one, root: one, proof: [] })).toBe(true);
    for (const [older, size, proof] of [[1, 1, []], [1, 0, []], [2, 1, []], [1, 2, []], [0, 1, [one]]] as const) expect(isConsistent({ older, size, olderRoot: one, root: other, proof: [...proof] })).toBe(false);
    for (const [index, size] of [[0, 0], [1, 0], [2, 1]] as const) expect(isIncluded({ index, size, leaf: one, proof: [], root: one })).toBe(false);
  });
});

const list = fc.integer({ min: 1, max: 70 }).map((n) => Array.from({ length: n }, (_, i) => leafHash(String(i))));

test('any proof of a tree holds for its own leaf, size and root, and for no other', () => {
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(), fc.nat(), (all, a, b, bit) => {
      const [size, index, older] = [all.length, a % all.length, (b % all.length) + 1];
      const [root, leaf] = [plainRoot(all), all[index] ?? emptyRoot];
      const proof = proofOf(inclusionSpans(index, size), all);
      expect(isIncluded({ index, size, leaf, proof, root })).toBe(true);
      const grown = proofOf(consistencySpans(older, size), all);
      const olderRoot = plainRoot(all.slice(0, older));
      expect(isConsistent({ older, size, olderRoot, root, proof: grown })).toBe(true);
      const flipped = (one: Buffer) => {
        const copy = Buffer.from(one);
        copy[bit % 32] = (copy[bit % 32] ?? 0) ^ (1 << (bit % 8));
        return copy;
      };
      expect(isIncluded({ index, size, leaf: flipped(leaf), proof, root })).toBe(false);
      for (let i = 0; i < proof.length; i += 1) expect(isIncluded({ index, size, leaf, proof: proof.map((one, j) => (i === j ? flipped(one) : one)), root })).toBe(false);
      for (let i = 0; i < grown.length; i += 1) expect(isConsistent({ older, size, olderRoot, root, proof: grown.map((one, j) => (i === j ? flipped(one) : one)) })).toBe(false);
      for (const other of [proof.slice(1), [...proof, root], [root, ...proof]]) if (other.length !== proof.length) expect(isIncluded({ index, size, leaf, proof: other, root })).toBe(false);
      if (size > 1) expect(isIncluded({ index: (index + 1) % size, size, leaf, proof, root })).toBe(false);
      if (older < size) expect(isConsistent({ older, size, olderRoot: flipped(olderRoot), root, proof: grown })).toBe(false);
    }),
  );
});

test('a range that begins anywhere is made of the subtrees of its span, and ranges join', () => {
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(), (all, a, b) => {
      const [from, to] = [a % (all.length + 1), b % (all.length + 1)].sort((x, y) => x - y) as [number, number];
      const part = new Range(from);
      for (const leaf of all.slice(from, to)) part.push(leaf);
      const nodes = nodesOf([from, to]);
      expect(part.hashes()).toEqual(nodes.map(({ level, index }) => plainRoot(all.slice(index * 2 ** level, (index + 1) * 2 ** level))));
      const whole = Range.of([0, from], rangeHashes(all, from));
      part.hashes().forEach((hash, i) => whole.push(hash, nodes[i]?.level));
      for (const leaf of all.slice(to)) whole.push(leaf);
      expect(whole.root()).toEqual(plainRoot(all));
    }),
  );
});

function rangeHashes(all: Buffer[], to: number): Buffer[] {
  return nodesOf([0, to]).map(({ level, index }) => plainRoot(all.slice(index * 2 ** level, (index + 1) * 2 ** level)));
}
