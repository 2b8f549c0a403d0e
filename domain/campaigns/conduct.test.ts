import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Consequence, type Variant, everInForce, inForce } from '@/domain/campaigns/conduct';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const recorded = (id: string, n: number) => ({ id, source: '', author: 'a', recordedAt: day(n) });
const variant = (id: string, name: string, since: number, given: Partial<Variant> = {}): Variant => ({
  ...recorded(id, since), variant: name, area: null, platform: null, since: day(since), acceptSteps: 1, declineSteps: null, acceptProminence: 'primary', declineProminence: null, dismissible: true, deferrable: true, inUse: true, ...given,
});
const consequence = (id: string, area: string | null, since: number, recordedAt = since): Consequence => ({ ...recorded(id, recordedAt), area, since: day(since), text: id });
const ids = (entries: { id: string }[]) => entries.map(({ id }) => id);

it('of the entries about one thing the greatest since counts, then the last recorded', () => {
  const entries = [consequence('later', null, 5, 9), consequence('first', null, 1), consequence('corrected', null, 5, 10), consequence('eea', 'eea', 3)];
  expect(ids(inForce('consequence', entries, day(4)))).toEqual(['first', 'eea']);
  expect(ids(inForce('consequence', entries, day(5)))).toEqual(['eea', 'corrected']);
  expect(ids(inForce('consequence', entries, new Date(day(1).getTime() - 1)))).toEqual([]);
});

it('forms of the prompt are told apart by name, area and platform, and one that ended is not in force', () => {
  const entries = [variant('a', 'x', 1), variant('b', 'x', 1, { platform: 'ios' }), variant('c', 'y', 1), variant('d', 'x', 4, { inUse: false })];
  expect(ids(inForce('variant', entries, day(3)))).toEqual(['a', 'b', 'c']);
  expect(ids(inForce('variant', entries, day(4)))).toEqual(['b', 'c']);
});

it('what held at some instant is remembered; what was replaced before the first instant is not', () => {
  const entries = [consequence('draft', null, 1), consequence('first', null, 2), consequence('moved', null, 5), consequence('future', null, 20)];
  expect(ids(everInForce('consequence', entries, day(3), day(9)))).toEqual(['first', 'moved']);
});

it('says the same whatever the order the entries are given in', () => {
  const any = fc.array(fc.tuple(fc.constantFrom('eea', null), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 8 }).map((list) => list.map(([area, since, at], i) => consequence(`e${i}`, area, since, at)));
  fc.assert(fc.property(any, fc.integer({ min: 1, max: 9 }), fc.func(fc.integer()), (entries, asOf, mix) => {
    const shuffled = entries.toSorted((a, b) => mix(a.id) - mix(b.id));
    expect(inForce('consequence', shuffled, day(asOf))).toEqual(inForce('consequence', entries, day(asOf)));
    const held = inForce('consequence', entries, day(asOf));
    for (const entry of entries.filter(({ since }) => since <= day(asOf))) expect(held.some((one) => one.area === entry.area && one.since >= entry.since)).toBe(true);
  }));
});
