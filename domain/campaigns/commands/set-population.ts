import { asc, eq } from 'drizzle-orm';
import { writePopulation } from '@/domain/campaigns/commands/write-population';
import { SetPopulation, dimensionProblems } from '@/domain/campaigns/schemas';
import { command } from '@/domain/command';
import { invalid, missing } from '@/domain/errors';
import { campaigns, population } from '@/db/schema';

/**
 * Adds population rows; a later `as_of` supersedes an earlier one for the same segment from that instant on, and nothing is
 * overwritten. Throws `invalid` when the rows' dimensions differ among themselves or from those the campaign uses already, or two of them
 * are of the same segment and `as_of`.
 */
export const setPopulation = command({
  action: 'campaign.set_population',
  permission: 'campaigns:write',
  input: SetPopulation,
  async run({ tx, client, input, now }) {
    const [campaign] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, input.campaign)).for('update');
    if (!campaign) throw missing(`The campaign ${input.campaign}`);
    const [known] = await tx.select().from(population).where(eq(population.campaignId, campaign.id)).orderBy(asc(population.recordedAt)).limit(1);
    const shape = known && {
      region: known.region || undefined, platform: (known.platform || undefined) as undefined, channel: (known.channel || undefined) as undefined,
      app_version: known.appVersion || undefined, locale: known.locale || undefined,
    };
    const problems = dimensionProblems(shape ? [shape, ...input.rows] : input.rows);
    if (problems.length > 0) throw invalid(problems.join(' '), [], 'population_dimensions');
    await writePopulation(client, campaign.id, input.rows, now);
    return {
      result: { campaign: input.campaign, rows: input.rows.length },
      object: { type: 'campaign', id: input.campaign },
      after: { rows: input.rows.length, total: input.rows.reduce((sum, row) => sum + row.count, 0) },
    };
  },
});
