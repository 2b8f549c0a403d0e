import { expect, test } from 'vitest';
import { lastDeadline } from '@/domain/campaigns/retention';

const entry = (at: string, since: string, area: string | null = null) => ({ id: `${at}${since}`, area, at: new Date(at), since: new Date(since), reason: 'r', author: 'a', recordedAt: new Date(since), ordinal: 0 });

test('retention counts from the deadline that ends last among those that stand, per area', () => {
  expect(lastDeadline([])).toBeNull();
  expect(lastDeadline([entry('2026-05-01', '2026-01-01'), entry('2026-03-01', '2026-02-01')])).toEqual(new Date('2026-03-01'));
  expect(lastDeadline([entry('2026-03-01', '2026-01-01'), entry('2026-06-01', '2026-02-01', 'gb'), entry('2026-04-01', '2026-02-01')])).toEqual(new Date('2026-06-01'));
});
