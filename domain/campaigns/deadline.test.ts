import { expect, test } from 'vitest';
import { type DeadlineEntry, deadlineInForce, deadlinesThatWereInForce, mainDeadline } from '@/domain/campaigns/deadline';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const entry = (id: string, area: string | null, since: number, recorded = since): DeadlineEntry => ({ id, area, at: day(40), since: day(since), reason: 'r', author: 'a', recordedAt: day(recorded), ordinal: 0 });
const areas = new Map([['DE', 'eea'], ['FR', 'eea'], ['GB', 'gb']]);
const inForce = (entries: DeadlineEntry[], region: string, asOf: number) => deadlineInForce(entries, areas, region, day(asOf))?.id ?? null;

test('an area of its own comes before everywhere, however old it is', () => {
  const entries = [entry('everywhere', null, 5), entry('eea', 'eea', 2)];
  expect(['DE', 'GB', 'US', 'ZZ'].map((region) => inForce(entries, region, 9))).toEqual(['eea', 'everywhere', 'everywhere', 'everywhere']);
});

test('then the greatest since, then the last recorded, then the id', () => {
  expect(inForce([entry('b', null, 3), entry('a', null, 5), entry('c', null, 4)], 'US', 9)).toBe('a');
  expect(inForce([entry('a', null, 5, 8), entry('b', null, 5, 7)], 'US', 9)).toBe('a');
  expect(inForce([entry('b', null, 5, 7), entry('a', null, 5, 7)], 'US', 9)).toBe('b');
});

test('from its very instant on, and not before', () => {
  const entries = [entry('first', null, 3), entry('moved', null, 6), entry('eea', 'eea', 7)];
  expect([2, 3, 5, 6, 7].map((asOf) => inForce(entries, 'DE', asOf))).toEqual([null, 'first', 'first', 'moved', 'eea']);
  expect(deadlineInForce(entries, areas, 'US', new Date(day(6).getTime() - 1))?.id).toBe('first');
});

test('the headline names the one for everywhere, else any', () => {
  expect(mainDeadline([entry('everywhere', null, 2), entry('eea', 'eea', 5)], day(9))?.id).toBe('everywhere');
  expect(mainDeadline([entry('eea', 'eea', 5)], day(9))?.id).toBe('eea');
  expect(mainDeadline([entry('eea', 'eea', 5)], day(4))).toBeNull();
});

test('those that were in force at some instant, each with its regions; one that never was is not among them', () => {
  const entries = [entry('first', null, 1), entry('moved', null, 4), entry('eea', 'eea', 4), entry('overtaken', null, 4, 3), entry('later', null, 20)];
  const held = deadlinesThatWereInForce(entries, areas, ['FR', 'US', 'DE', 'GB', 'US'], day(9));
  expect(held.map(({ entry: { id }, regions }) => [id, regions])).toEqual([['first', ['DE', 'FR', 'GB', 'US']], ['eea', ['DE', 'FR']], ['moved', ['GB', 'US']]]);
});
