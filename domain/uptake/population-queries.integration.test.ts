import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connection } from '@/db/client';
import { asRole } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { readPopulation } from '@/domain/uptake/population-queries';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

useTestDatabase();

const day = (n: number) => `2026-02-${String(n).padStart(2, '0')}T00:00:00Z`;
const entry = fc.record({ region: fc.constantFrom('DE', 'FR'), platform: fc.constantFrom('ios', 'web'), on: fc.integer({ min: 2, max: 8 }), count: fc.nat(500) });
const question = fc.record({
  on: fc.integer({ min: 1, max: 9 }),
  by: fc.constantFrom<GroupingDimension[]>([], ['region'], ['platform'], ['region', 'platform'], ['platform', 'region'], ['channel']),
  filter: fc.constantFrom({}, { region: 'DE' }, { platform: 'web' }, { region: 'FR', platform: 'web' }, { locale: 'de' }),
});
type Entry = { region: string; platform: string; on: number; count: number };
type Question = { on: number; by: GroupingDimension[]; filter: { region?: string; platform?: string; locale?: string } };

/** The last count of each segment by the day, those that the filter lets through, added up per group. */
function expected(entries: Entry[], { on, by, filter }: Question): Record<string, number> | null {
  const reached = entries.filter((one) => one.on <= on);
  if (reached.length === 0 || by.includes('channel') || filter.locale !== undefined) return null;
  const sums: Record<string, number> = {};
  for (const one of reached) {
    if (reached.some((other) => other.region === one.region && other.platform === one.platform && other.on > one.on)) continue;
    if ((filter.region ?? one.region) !== one.region || (filter.platform ?? one.platform) !== one.platform) continue;
    const key = by.map((name) => (name === 'region' ? one.region : one.platform)).join('\t');
    sums[key] = (sums[key] ?? 0) + one.count;
  }
  return sums;
}

test('people in scope are the last count of each segment by the instant, whatever was asked before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(entry, { minLength: 1, maxLength: 12, selector: ({ region, platform, on }) => `${region}${platform}${on}` }), fc.array(question, { minLength: 4, maxLength: 30 }), async (entries, questions) => {
      const file = campaignFile({ population: entries.map(({ region, platform, on, count }) => ({ region, platform, count, as_of: day(on), definition: 'd', source: 's' })) });
      await createCampaign(asRole('dpo'), { file });
      const { pool } = await connection();
      const id = (await pool.query<{ id: number }>('select id from campaigns where key = $1', [file.key])).rows[0]?.id ?? 0;
      const population = await readPopulation(pool, id, new Date('2100-01-01T00:00:00Z'));
      for (const one of questions) {
        const told = population.at(new Date(day(one.on)), one.by, one.filter);
        expect(told && Object.fromEntries(told), JSON.stringify(one)).toEqual(expected(entries, one));
      }
    }),
    { numRuns: 60 },
  );
});
