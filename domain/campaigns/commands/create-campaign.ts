import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { entriesOf, writeConduct } from '@/domain/campaigns/commands/write-conduct';
import { writePopulation } from '@/domain/campaigns/commands/write-population';
import { CampaignFile } from '@/domain/campaigns/schemas';
import { command } from '@/domain/command';
import { conflict, invalid } from '@/domain/errors';
import { type EvidenceValue, withheld } from '@/domain/evidence/log';
import { newId } from '@/domain/ids';
import { campaignAreas, campaigns, deadlines, notices, reminders } from '@/db/schema';

const natureOrder = ['contract_terms', 'privacy_notice', 'consent'] as const;

/** Creates a campaign from its file (contract section 7). Throws `conflict` when the key is taken, `invalid` with the fields. Returns its key. */
export const createCampaign = command({
  action: 'campaign.create',
  permission: 'campaigns:write',
  input: z.strictObject({ file: CampaignFile, illustrative: z.boolean().default(false) }),
  async run({ tx, client, actor, input: { file, illustrative }, now }) {
    const [taken] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, file.key));
    if (taken) throw conflict(`There is already a campaign ${file.key}.`);
    const texts = file.notices.map((notice) => {
      const computed = notice.text === undefined ? null : createHash('sha256').update(notice.text, 'utf8').digest('hex');
      if (computed && notice.sha256 && computed !== notice.sha256) throw invalid(`The sha256 given for the notice ${notice.id} is not that of its text.`);
      return { ...notice, sha256: computed ?? notice.sha256 ?? '' };
    });
    const natures = new Set(texts.map((notice) => notice.legal_nature));
    const countsOn = file.counts_on ?? [natureOrder.find((nature) => natures.has(nature)) ?? 'contract_terms'];
    const [created] = await tx
      .insert(campaigns)
      .values({
        key: file.key, title: file.title, zone: file.zone, mandatory: file.mandatory, countsOn, consequence: file.consequence, target: file.target,
        joinerDays: file.joiner_days, retentionDays: file.retention_days, announcedAt: file.announced_at, illustrative, createdAt: now,
      })
      .returning({ id: campaigns.id });
    const campaignId = created?.id ?? 0;
    const areaRows = Object.entries(file.areas).flatMap(([area, regions]) => regions.map((region) => ({ campaignId, area, region })));
    if (areaRows.length > 0) await tx.insert(campaignAreas).values(areaRows);
    await tx.insert(deadlines).values(file.deadlines.map((d, ordinal) => ({ id: newId(now), ordinal, campaignId, area: d.area, at: d.at, since: d.since, reason: d.reason, author: d.author, recordedAt: now })));
    if (texts.length > 0) {
      await tx.insert(notices).values(texts.map((n) => ({ campaignId, id: n.id, legalNature: n.legal_nature, area: n.area, locale: n.locale, publishedAt: n.published_at, sha256: n.sha256, text: n.text ?? null, purposes: n.purposes, recordedAt: now })));
    }
    if (file.reminders.length > 0) await tx.insert(reminders).values(file.reminders.map((r) => ({ id: newId(now), campaignId, at: r.at, label: r.label })));
    await writePopulation(client, campaignId, file.population, now);
    const conduct: EvidenceValue[] = [];
    for (const { kind, entry } of entriesOf(file)) conduct.push(await writeConduct(tx, kind, entry, { campaignId, author: actor.id, now, since: file.announced_at }));
    return {
      result: { key: file.key },
      object: { type: 'campaign', id: file.key },
      after: {
        title: withheld(file.title), zone: file.zone, mandatory: file.mandatory, counts_on: countsOn, illustrative, retention_days: file.retention_days,
        announced_at: file.announced_at.toISOString(),
        deadlines: file.deadlines.map((d) => ({ at: d.at.toISOString(), area: d.area, since: d.since.toISOString(), reason: withheld(d.reason), author: withheld(d.author) })),
        notices: texts.map((n) => ({ id: n.id, sha256: n.sha256, legal_nature: n.legal_nature, area: n.area, published_at: n.published_at.toISOString() })),
        population: { rows: file.population.length, total: file.population.reduce((sum, p) => sum + p.count, 0) },
        ...(conduct.length > 0 ? { conduct } : {}),
      },
    };
  },
});
