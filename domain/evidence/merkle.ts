import { hash } from 'node:crypto';

/** A perfect subtree: the `index`-th, from the left, of those with 2^level leaves. */
export type Node = { level: number; index: number };
/** Leaves from the first up to, not including, the second. */
export type Span = readonly [from: number, to: number];

export const hashLength = 32;

const sha256 = (bytes: Uint8Array | string): Buffer => hash('sha256', bytes, 'buffer');
/** The root of a tree without leaves (RFC 6962 section 2.1). */
export const emptyRoot: Buffer = sha256('');

/** SHA-256(0x00 ‖ data): the hash of a leaf (RFC 6962 section 2.1). */
export function leafHash(data: Uint8Array | string): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  const input = Buffer.allocUnsafe(bytes.length + 1);
  input[0] = 0;
  input.set(bytes, 1);
  return sha256(input);
}

const pair = Buffer.alloc(1 + 2 * hashLength);
pair[0] = 1;

/** SHA-256(0x01 ‖ left ‖ right): the hash over two subtrees (RFC 6962 section 2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== hashLength || right.length !== hashLength) throw new RangeError('A hash has 32 bytes.');
  pair.set(left, 1);
  pair.set(right, 1 + hashLength);
  return sha256(pair);
}

/** The perfect subtrees, left to right, that the leaves of a span fall into: as few as there can be. */
export function nodesOf([from, to]: Span): Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to; ) {
    let [level, size] = [0, 1];
    while (at % (size * 2) === 0 && at + size * 2 <= to) [level, size] = [level + 1, size * 2];
    nodes.push({ level, index: at / size });
    at += size;
  }
  return nodes;
}

/** The root over subtrees of falling size, left to right. */
export function fold(hashes: readonly Buffer[]): Buffer {
  return hashes.reduceRight<Buffer | null>((right, left) => (right === null ? left : nodeHash(left, right)), null) ?? emptyRoot;
}

/**
 * A run of leaves as the hashes of its perfect subtrees: grows leaf by leaf or by whole subtrees, in memory of one hash per level.
 * `onNode` is told every subtree that is completed, leaves included.
 */
export class Range {
  private readonly nodes: (Node & { hash: Buffer })[] = [];
  end: number;

  constructor(readonly begin = 0, private readonly onNode: (node: Node, hash: Buffer) => void = () => undefined) {
    this.end = begin;
  }

  /** The range of a span whose subtrees, as `nodesOf` lists them, have these hashes. Throws a RangeError for any other number of them. */
  static of(span: Span, hashes: readonly Buffer[], onNode?: (node: Node, hash: Buffer) => void): Range {
    const range = new Range(span[0], onNode);
    const nodes = nodesOf(span);
    if (nodes.length !== hashes.length) throw new RangeError(`A range of ${span[1] - span[0]} leaves from ${span[0]} on has ${nodes.length} subtrees, not ${hashes.length}.`);
    for (const [i, node] of nodes.entries()) range.nodes.push({ ...node, hash: hashes[i] ?? emptyRoot });
    range.end = span[1];
    return range;
  }

  /** Appends a leaf's hash, or that of a whole subtree of 2^level leaves where the range ends at a multiple of it. */
  push(hash: Buffer, level = 0): void {
    const size = 2 ** level;
    if (this.end % size !== 0) throw new RangeError('A subtree begins at a multiple of its size.');
    let node = { level, index: this.end / size, hash };
    this.end += size;
    this.onNode(node, hash);
    for (let last = this.nodes.at(-1); last && node.index % 2 === 1 && last.level === node.level; last = this.nodes.at(-1)) {
      this.nodes.pop();
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(last.hash, node.hash) };
      this.onNode(node, node.hash);
    }
    this.nodes.push(node);
  }

  /** The hashes of its subtrees in the order of `nodesOf`. */
  hashes(): Buffer[] {
    return this.nodes.map((node) => node.hash);
  }

  /** The root of the tree of its leaves. Throws a RangeError unless the range begins at the first leaf. */
  root(): Buffer {
    if (this.begin !== 0) throw new RangeError('Only a range from the first leaf on has a root.');
    return fold(this.hashes());
  }
}

/** The root of a tree by its leaf hashes (RFC 6962 section 2.1). */
export function rootOf(leaves: Iterable<Buffer>): Buffer {
  const range = new Range();
  for (const leaf of leaves) range.push(leaf);
  return range.root();
}

/** The largest power of two below a size, 1 for a single leaf: where a tree is split. */
function split(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/** The spans whose hashes prove a leaf to be in a tree of `size` leaves, from the leaf's sibling up (RFC 6962 section 2.1.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  if (index < 0 || index >= size) throw new RangeError(`A tree of ${size} leaves has none at ${index}.`);
  const spans: Span[] = [];
  for (let [from, to] = [0, size]; to - from > 1; ) {
    const middle = from + split(to - from);
    spans.push(index < middle ? [middle, to] : [from, middle]);
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return spans.reverse();
}

/** The spans whose hashes prove that a tree of `size` leaves begins with the one of `older` leaves (RFC 6962 section 2.1.2). */
export function consistencySpans(older: number, size: number): Span[] {
  if (older < 0 || older > size) throw new RangeError(`A tree of ${size} leaves never had ${older}.`);
  if (older === 0 || older === size) return [];
  const spans: Span[] = [];
  let [from, to, known] = [0, size, true];
  while (to > older) {
    const middle = from + split(to - from);
    if (older <= middle) {
      spans.push([middle, to]);
      to = middle;
    } else {
      spans.push([from, middle]);
      [from, known] = [middle, false];
    }
  }
  if (!known) spans.push([from, to]);
  return spans.reverse();
}

const half = (n: number) => Math.floor(n / 2);
const isOdd = (n: number) => n % 2 === 1;

/** Whether a proof shows the leaf to be in the tree with this root (RFC 9162 section 2.1.3.2). */
export function isIncluded({ index, size, leaf, proof, root }: { index: number; size: number; leaf: Buffer; proof: readonly Buffer[]; root: Buffer }): boolean {
  if (index < 0 || index >= size || [leaf, root, ...proof].some((one) => one.length !== hashLength)) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else r = nodeHash(r, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && r.equals(root);
}

/** Whether a proof shows that the newer tree begins with the older one (RFC 9162 section 2.1.4.2). Every tree begins with the empty one. */
export function isConsistent({ older, size, olderRoot, root, proof }: { older: number; size: number; olderRoot: Buffer; root: Buffer; proof: readonly Buffer[] }): boolean {
  if (older < 0 || older > size || [olderRoot, root, ...proof].some((one) => one.length !== hashLength)) return false;
  if (older === size) return proof.length === 0 && olderRoot.equals(root);
  if (older === 0) return proof.length === 0 && olderRoot.equals(emptyRoot);
  const isPower = older === 1 || split(older) * 2 === older;
  const path = isPower ? [olderRoot, ...proof] : [...proof];
  const [first, ...rest] = path;
  if (!first || proof.length === 0) return false;
  let [fn, sn] = [older - 1, size - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [first, first];
  for (const c of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      [fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)];
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, c);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(olderRoot) && sr.equals(root);
}
