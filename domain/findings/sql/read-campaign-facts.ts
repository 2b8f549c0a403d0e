import { asc, eq, inArray } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { DeadlineEntry } from '@/domain/campaigns/deadline';
import { conductOf } from '@/domain/campaigns/sql/read-conduct';
import type { CampaignFacts } from '@/domain/findings/campaign-facts';
import { campaignFactsOf } from '@/domain/findings/campaign-facts-of';
import type { Judged } from '@/domain/findings/judge';
import { talliesByGroup } from '@/domain/uptake/cell-queries';
import { cellSource } from '@/domain/uptake/sql/moment-rows';
import { momentOf } from '@/domain/uptake/moment-queries';
import { reachedOf } from '@/domain/uptake/rates';
import { Words } from '@/domain/uptake/sql/words';
import { readEventTallies } from '@/domain/uptake/tally-queries';
import { campaignAreas, campaigns, deadlines, notices } from '@/db/schema';

export type JudgedCampaign = Judged<CampaignFacts> & { illustrative: boolean };

/**
 * Everything the campaign and event rules look at, as it stands at an instant, for some campaigns or for all where `only` is null, in order of key: exact
 * numbers from rollups and tallies, never a scan of events. A campaign from before there were tallies has none until the worker has counted them.
 */
export async function readCampaignFacts(client: pg.ClientBase, only: readonly string[] | null, now: Date): Promise<JudgedCampaign[]> {
  const tx = drizzle(client as pg.Client);
  const judged: JudgedCampaign[] = [];
  for (const campaign of await tx.select().from(campaigns).where(only === null ? undefined : inArray(campaigns.key, [...only])).orderBy(asc(campaigns.key))) {
    const areas = await tx.select().from(campaignAreas).where(eq(campaignAreas.campaignId, campaign.id)).orderBy(asc(campaignAreas.area), asc(campaignAreas.region));
    const entries = await tx.select().from(deadlines).where(eq(deadlines.campaignId, campaign.id)).orderBy(asc(deadlines.since), asc(deadlines.recordedAt), asc(deadlines.id));
    const texts = await tx.select({ id: notices.id, sha256: notices.sha256, nature: notices.legalNature, area: notices.area, publishedAt: notices.publishedAt, purposes: notices.purposes }).from(notices)
      .where(eq(notices.campaignId, campaign.id)).orderBy(asc(notices.publishedAt), asc(notices.id));
    const facts = campaignFactsOf({
      campaign: { ...campaign, areas: new Map(areas.map(({ region, area }) => [region, area])), deadlines: entries }, notices: texts, conduct: await conductOf(tx, campaign.id),
      tallies: campaign.tallied ? await readEventTallies(client, campaign) : [], reached: await readReached(client, campaign, entries), refusedForTime: await countRefused(client, campaign.id),
    }, now);
    judged.push({ type: 'campaign', id: campaign.key, draft: false, illustrative: campaign.illustrative, facts });
  }
  return judged;
}

/** People with any event before each deadline entry but the first was in force, by region. */
async function readReached(client: pg.ClientBase, campaign: { id: number; zone: string }, [, ...later]: readonly DeadlineEntry[]): Promise<Map<string, Map<string, number>>> {
  const reached = new Map<string, Map<string, number>>();
  for (const { id, since } of later) {
    const source = cellSource({ client, campaign, words: new Words(campaign.id), moment: await momentOf(client, campaign.zone, since), knownAt: null });
    reached.set(id, new Map([...(await talliesByGroup(source, ['region']))].map(([region, tally]) => [region, reachedOf(tally)])));
  }
  return reached;
}

/** Lines of standing batches that were refused because they lay in the future or had no offset. */
async function countRefused(client: pg.ClientBase, campaignId: number): Promise<number> {
  const found = await client.query<{ n: string }>(
    `select count(*) as n from batch_errors join batches on batches.id = batch_errors.batch_id where batches.campaign_id = $1 and batches.status <> 'withdrawn' and batch_errors.code in ('in_future', 'no_offset')`,
    [campaignId],
  );
  return Number(found.rows[0]?.n ?? 0);
}
