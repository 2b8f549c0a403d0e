import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { AddNotice } from '@/domain/campaigns/schemas';
import { command } from '@/domain/command';
import { conflict, invalid, missing } from '@/domain/errors';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { lockCampaign } from '@/domain/uptake/sql/locks';
import { rejudge } from '@/domain/uptake/sql/rejudge';
import { campaignAreas, campaigns, notices } from '@/db/schema';

/**
 * Adds a notice that people were shown. Earlier events are judged again by it in the same transaction (contract section 2): those that cite it become proven, or stop
 * counting where its nature does not count; what was known before stays as it was. Throws `missing`, `conflict` for an id that is taken, `invalid` for an unknown area
 * or a digest that is not the text's.
 */
export const addNotice = command({
  action: 'campaign.add_notice',
  permission: 'campaigns:write',
  input: AddNotice,
  async run({ tx, client, input: { campaign: key, notice }, now, clock }) {
    const [campaign] = await tx.select({ id: campaigns.id, zone: campaigns.zone }).from(campaigns).where(eq(campaigns.key, key)).for('update');
    if (!campaign) throw missing(`The campaign ${key}`);
    const areas = await tx.selectDistinct({ area: campaignAreas.area }).from(campaignAreas).where(eq(campaignAreas.campaignId, campaign.id));
    if (notice.area !== null && !areas.some(({ area }) => area === notice.area)) throw invalid(`The campaign has no area ${notice.area}.`, [{ field: 'notice.area', message: 'unknown_area' }]);
    const computed = notice.text === undefined ? null : createHash('sha256').update(notice.text, 'utf8').digest('hex');
    if (computed && notice.sha256 && computed !== notice.sha256) throw invalid(`The sha256 given for the notice ${notice.id} is not that of its text.`);
    await lockCampaign(client, campaign.id);
    const before = await readGrounds(client, campaign.id);
    if (before.notices.some(({ id }) => id === notice.id)) throw conflict(`The campaign has a notice ${notice.id} already. A notice never changes: give a new version an id of its own.`, 'notice_exists');
    const sha256 = computed ?? notice.sha256 ?? '';
    await tx.insert(notices).values({
      campaignId: campaign.id, id: notice.id, legalNature: notice.legal_nature, area: notice.area, locale: notice.locale, publishedAt: notice.published_at, sha256, text: notice.text ?? null, purposes: notice.purposes, recordedAt: now,
    });
    const recordedAt = await rejudge(client, campaign, before, clock);
    await tx.update(notices).set({ recordedAt }).where(and(eq(notices.campaignId, campaign.id), eq(notices.id, notice.id)));
    return {
      result: { campaign: key, notice: notice.id, sha256 },
      object: { type: 'campaign', id: key },
      after: { id: notice.id, sha256, legal_nature: notice.legal_nature, area: notice.area, locale: notice.locale, published_at: notice.published_at.toISOString(), purposes: notice.purposes, recorded_at: recordedAt.toISOString() },
    };
  },
});
