import { expect, test } from 'vitest';
import { keepNewest } from '@/domain/keep-newest';

test('past so many the oldest is forgotten; what is put in again is the newest', () => {
  const map = new Map<string, number>();
  for (const [key, value] of [['a', 1], ['b', 2], ['c', 3]] as const) keepNewest(map, key, value, 3);
  keepNewest(map, 'a', 4, 3);
  expect([...map]).toEqual([['b', 2], ['c', 3], ['a', 4]]);
  keepNewest(map, 'd', 5, 3);
  expect([...map]).toEqual([['c', 3], ['a', 4], ['d', 5]]);
});
