import { eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { type SegmentMapping, SetSegmentMapping } from '@/domain/uptake/schemas';
import { campaigns, segmentMappings } from '@/db/schema';

/** Says how a campaign reads Segment's track events from now on; what was stored before stays. Throws `missing` for an unknown campaign. */
export const setSegmentMapping = command({
  action: 'campaign.set_segment_mapping',
  permission: 'campaigns:write',
  input: SetSegmentMapping,
  async run({ tx, input: { campaign: key, mapping }, now }) {
    const [campaign] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, key)).for('update');
    if (!campaign) throw missing(`The campaign ${key}`);
    const [earlier] = await tx.select({ mapping: segmentMappings.mapping }).from(segmentMappings).where(eq(segmentMappings.campaignId, campaign.id));
    await tx.insert(segmentMappings).values({ campaignId: campaign.id, mapping, recordedAt: now }).onConflictDoUpdate({ target: segmentMappings.campaignId, set: { mapping, recordedAt: now } });
    return {
      result: { campaign: key, events: Object.keys(mapping.events).length },
      object: { type: 'campaign', id: key },
      ...(earlier && { before: inEvidence(earlier.mapping) }),
      after: inEvidence(mapping),
    };
  },
});

/** The names of events are the operator's own words; the whole lies beside the log. */
const inEvidence = (mapping: SegmentMapping) => ({ events: Object.keys(mapping.events).length, mapping: withheld(JSON.parse(JSON.stringify(mapping))) });
