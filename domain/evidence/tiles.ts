import { type Node, fold, hashLength, nodesOf } from '@/domain/evidence/merkle';

/** Hashes in a full tile (C2SP tlog-tiles): a tile is a subtree of height 8. */
export const tileWidth = 256;
const height = 8;

/** A tile by level and number; `width` is how many hashes it holds, 256 when full. */
export type Tile = { level: number; number: number; width: number };

/** The number of a tile as path elements of three digits, all but the last led by `x`: 1234067 is `x001/x234/067`. */
export function tileNumber(number: number): string {
  const groups = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** Number and width from the elements of a path such as `x001`, `234`, or `000.p`, `7`; null for anything that is not written exactly so. */
export function readTilePath(elements: readonly string[]): { number: number; width: number } | null {
  const text = elements.join('/');
  const matched = /^((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(text);
  if (!matched) return null;
  const number = Number((matched[1] ?? '').replaceAll(/[x/]/g, ''));
  const width = matched[2] === undefined ? tileWidth : Number(matched[2]);
  if (!Number.isSafeInteger(number) || tileNumber(number) !== matched[1] || (matched[2] !== undefined && width >= tileWidth)) return null;
  return { number, width };
}

/** The path of a tile below the log's prefix. */
export const tilePath = ({ level, number, width }: Tile): string => `tile/${level}/${tileNumber(number)}${width === tileWidth ? '' : `.p/${width}`}`;

/** How many hashes, or entries at level 0, a tile has in a tree of `size` leaves. */
export function widthIn(size: number, level: number, number: number): number {
  const hashes = Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - number * tileWidth));
}

/** The tile that holds a subtree, and where its first and last hash lie there: a subtree of a height between those of tiles is folded from several. */
export function placeOf({ level, index }: Node): { level: number; number: number; from: number; to: number } {
  const size = 2 ** (level % height);
  const from = (index * size) % tileWidth;
  return { level: Math.floor(level / height), number: Math.floor((index * size) / tileWidth), from, to: from + size };
}

/** A subtree's hash from the tile that holds it. Throws a RangeError when the tile does not reach so far. */
export function hashIn(tile: Buffer, node: Node): Buffer {
  const { from, to } = placeOf(node);
  if (tile.length < to * hashLength) throw new RangeError(`A tile ends before subtree ${node.index} of level ${node.level}.`);
  const at = (i: number) => tile.subarray((from + i) * hashLength, (from + i + 1) * hashLength);
  const folded = (start: number, count: number): Buffer => (count === 1 ? at(start) : fold([folded(start, count / 2), folded(start + count / 2, count / 2)]));
  return folded(0, to - from);
}

/** The tiles that `nodes` are read from, each once. */
export function tilesOf(nodes: readonly Node[]): { level: number; number: number }[] {
  const found = new Map(nodes.map((node) => placeOf(node)).map(({ level, number }) => [`${level}/${number}`, { level, number }]));
  return [...found.values()];
}

/** The tiles at the right edge of a tree: those a writer goes on with. */
export const edgeTiles = (size: number): { level: number; number: number }[] => tilesOf(nodesOf([0, size]));

/** Entries may be at most this long in a bundle, whose lengths are two bytes. */
export const longestEntry = 65_535;

/** Entries one after the other, each led by its length in two bytes, big end first. Throws a RangeError for one that is too long. */
export function writeBundle(entries: readonly string[]): Buffer {
  return Buffer.concat(
    entries.map((entry) => {
      const text = Buffer.from(entry, 'utf8');
      if (text.length > longestEntry) throw new RangeError(`An entry has ${text.length} bytes; a bundle takes ${longestEntry}.`);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(text.length);
      return Buffer.concat([length, text]);
    }),
  );
}
