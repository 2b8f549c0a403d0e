import { expect, test } from 'vitest';
import { leafHash, nodesOf, rootOf } from '@/domain/evidence/merkle';
import { edgeTiles, hashIn, placeOf, readTilePath, tileNumber, tilePath, widthIn, writeBundle } from '@/domain/evidence/tiles';

test('paths are those of the specification', () => {
  expect(tileNumber(1_234_067)).toBe('x001/x234/067');
  expect([0, 7, 999, 1000].map(tileNumber)).toEqual(['000', '007', '999', 'x001/000']);
  expect(tilePath({ level: 1, number: 0, width: 17 })).toBe('tile/1/000.p/17');
  expect(readTilePath(['x001', 'x234', '067'])).toEqual({ number: 1_234_067, width: 256 });
  expect(readTilePath(['000.p', '112'])).toEqual({ number: 0, width: 112 });
  for (const path of ['0', '0000', 'x000/001', '001/002', '000.p', '000.p/0', '000.p/256', '000.p/07', '-01', '000.p/1/2', 'x001', '']) expect(readTilePath(path.split('/')), path).toBeNull();
});

test('the tree of 70,000 has the tiles that the specification lists', () => {
  expect([widthIn(70_000, 0, 272), widthIn(70_000, 0, 273), widthIn(70_000, 1, 0), widthIn(70_000, 1, 1), widthIn(70_000, 2, 0), widthIn(70_000, 2, 1)]).toEqual([256, 112, 256, 17, 1, 0]);
  expect([widthIn(256, 0, 0), widthIn(256, 1, 0)]).toEqual([256, 1]);
});

test('any subtree comes out of the tile that holds it', () => {
  const leaves = Array.from({ length: 600 }, (_, i) => leafHash(String(i)));
  const level0 = [0, 1, 2].map((n) => Buffer.concat(leaves.slice(n * 256, (n + 1) * 256)));
  const level1 = Buffer.concat(level0.slice(0, 2).map((_, n) => rootOf(leaves.slice(n * 256, (n + 1) * 256))));
  for (const node of [...nodesOf([0, 600]), ...nodesOf([3, 599])]) {
    const { level, number } = placeOf(node);
    const tile = level === 0 ? level0[number] : level1;
    expect(hashIn(tile ?? Buffer.alloc(0), node)).toEqual(rootOf(leaves.slice(node.index * 2 ** node.level, (node.index + 1) * 2 ** node.level)));
  }
  expect(edgeTiles(600)).toEqual([{ level: 1, number: 0 }, { level: 0, number: 2 }]);
  expect(() => hashIn(level0[2] ?? Buffer.alloc(0), { level: 0, index: 700 })).toThrow('ends before');
});

test('a bundle leads each entry with its length', () => {
  expect(writeBundle(['ab', 'é']).toString('hex')).toBe('000261620002c3a9');
  expect(() => writeBundle(['x'.repeat(65_536)])).toThrow('65535');
});
