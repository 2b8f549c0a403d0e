import { expect, test } from 'vitest';
import { grainFor } from '@/domain/uptake/grain';
import { type GroupingDimension, groupingDimensions } from '@/domain/uptake/vocabulary';

const subsets = groupingDimensions.reduce<GroupingDimension[][]>((all, name) => [...all, ...all.map((set) => [...set, name])], [[]]);
const place = (set: GroupingDimension[]) => set.every((name) => ['region', 'platform', 'channel'].includes(name));
const supported = (set: GroupingDimension[]) => place(set) || set.join() === 'app_version' || set.toSorted().join() === 'app_version,platform' || set.join() === 'locale';

test.each(subsets.map((set) => [set]))('%j', (set) => {
  if (supported(set)) expect(grainFor(set)).toEqual(grainFor(set.toReversed()));
  else expect(() => grainFor(set)).toThrow(expect.objectContaining({ code: 'unsupported', options: { detail: 'unsupported_grouping' } }));
});

test('the smallest grain that will do', () => {
  expect([[], ['platform'], ['channel', 'region'], ['platform', 'app_version'], ['locale']].map((set) => grainFor(set as GroupingDimension[]))).toEqual(['total', 'platform', 'region_channel', 'version', 'locale']);
});
