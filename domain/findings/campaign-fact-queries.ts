import { type Actor, permit } from '@/domain/access/permissions';
import { readConduct } from '@/domain/campaigns/conduct-queries';
import { type Campaign, getCampaign, listNotices } from '@/domain/campaigns/queries';
import type { CampaignFacts } from '@/domain/findings/campaign-facts';
import { campaignFactsOf } from '@/domain/findings/campaign-facts-of';
import { type CellSource, talliesByGroup } from '@/domain/uptake/cell-queries';
import { momentOf } from '@/domain/uptake/moment-queries';
import { reachedOf } from '@/domain/uptake/rates';
import { wordsOf } from '@/domain/uptake/sql/words';
import { readEventTallies } from '@/domain/uptake/tally-queries';
import { connection, snapshot } from '@/db/client';

/**
 * Everything the campaign and event rules look at, as it stands at an instant: exact numbers, from rollups and tallies in one snapshot, never a scan of
 * events. Throws `missing`, and `unavailable` while a campaign from before there were tallies is still to be counted.
 */
export async function readCampaignFacts(actor: Actor, key: string, now: Date): Promise<CampaignFacts> {
  permit(actor, 'uptake:exact');
  const { pool } = await connection();
  const [campaign, notices, conduct] = await Promise.all([getCampaign(actor, key), listNotices(actor, key), readConduct(actor, key)]);
  const [tallies, reached, refusedForTime] = await snapshot(async (client) => [
    await readEventTallies(client, campaign),
    await readReached({ client, campaign, words: wordsOf(pool, campaign.id) }, campaign),
    await countRefused(client, campaign.id),
  ]);
  return campaignFactsOf({ campaign, notices: notices.map(({ legalNature, ...notice }) => ({ ...notice, nature: legalNature })), conduct, tallies, reached, refusedForTime }, now);
}

/** People with any event before each deadline entry but the first was in force, by region. */
async function readReached(source: Pick<CellSource, 'client' | 'campaign' | 'words'>, { zone, deadlines }: Campaign): Promise<Map<string, Map<string, number>>> {
  const reached = new Map<string, Map<string, number>>();
  for (const { id, since } of deadlines.slice(1)) {
    const moment = await momentOf(source.client, zone, since);
    const tallies = await talliesByGroup({ ...source, moment, knownAt: null, rests: new Map(), answers: new Map() }, ['region']);
    reached.set(id, new Map([...tallies].map(([region, tally]) => [region, reachedOf(tally)])));
  }
  return reached;
}

/** Lines of standing batches that were refused because they lay in the future or had no offset. */
async function countRefused(client: CellSource['client'], campaignId: number): Promise<number> {
  const found = await client.query<{ n: string }>(
    `select count(*) as n from batch_errors join batches on batches.id = batch_errors.batch_id where batches.campaign_id = $1 and batches.status <> 'withdrawn' and batch_errors.code in ('in_future', 'no_offset')`,
    [campaignId],
  );
  return Number(found.rows[0]?.n ?? 0);
}
