import { asc, eq } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { conflict, invalid, missing } from '@/domain/errors';
import type { SegmentMapping } from '@/domain/uptake/schemas';
import { database } from '@/db/client';
import { campaigns, segmentMappings } from '@/db/schema';

/** How a campaign reads Segment's events, and since when. Throws `missing` for an unknown campaign and for one without a mapping. */
export async function getSegmentMapping(actor: Actor, campaign: string): Promise<{ campaign: string; mapping: SegmentMapping; recorded_at: string }> {
  permit(actor, 'campaigns:read');
  const db = await database();
  const [found] = await db.select({ mapping: segmentMappings.mapping, recordedAt: segmentMappings.recordedAt }).from(campaigns).leftJoin(segmentMappings, eq(segmentMappings.campaignId, campaigns.id)).where(eq(campaigns.key, campaign));
  if (!found) throw missing(`The campaign ${campaign}`);
  if (!found.mapping || !found.recordedAt) throw missing(`The Segment mapping of the campaign ${campaign}`);
  return { campaign, mapping: found.mapping, recorded_at: found.recordedAt.toISOString() };
}

/**
 * The mapping that a delivery goes by: that of the campaign it names, else that of the only campaign which has one. Throws `missing`
 * for an unknown campaign, `conflict` for one without a mapping, and `invalid` when a campaign must be named.
 */
export async function mappingForDelivery(actor: Actor, campaign: string | null): Promise<{ campaign: string; mapping: SegmentMapping }> {
  permit(actor, 'events:write');
  const db = await database();
  if (campaign === null) {
    const all = await db.select({ campaign: campaigns.key, mapping: segmentMappings.mapping }).from(segmentMappings).innerJoin(campaigns, eq(segmentMappings.campaignId, campaigns.id)).orderBy(asc(campaigns.key)).limit(2);
    const [only] = all;
    if (!only || all.length > 1) throw invalid('Name the campaign in the address: ?campaign=<key>. Without it there must be exactly one campaign with a Segment mapping.', [{ field: 'campaign', message: 'required' }], 'campaign_needed');
    return only;
  }
  const [found] = await db.select({ mapping: segmentMappings.mapping }).from(campaigns).leftJoin(segmentMappings, eq(segmentMappings.campaignId, campaigns.id)).where(eq(campaigns.key, campaign));
  if (!found) throw missing(`The campaign ${campaign}`);
  if (!found.mapping) throw conflict(`The campaign ${campaign} has no Segment mapping yet. PUT one to /api/v1/campaigns/${campaign}/segment-mapping.`, 'no_mapping');
  return { campaign, mapping: found.mapping };
}
