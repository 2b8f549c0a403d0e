import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { recordConduct } from '@/domain/campaigns/commands/record-conduct';
import { describeCampaign } from '@/domain/campaigns/queries';
import { conductKinds } from '@/domain/campaigns/vocabulary';
import { database } from '@/db/client';
import { campaignVariants } from '@/db/schema';
import { asRole } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const newCampaign = async (given = {}) => (await createCampaign(dpo, { file: campaignFile(given) })).key;

const entries = {
  change: { name: 'ads', type: 'purpose', text: 'nobody may read: ads are new', material: true, purposes: ['ads'] },
  announcement: { at: '2026-01-05T09:00:00+01:00', dedicated: true, check_page: false, deadline: '2026-02-09T00:00:00+01:00' },
  variant: { variant: 'one-button', area: 'eea', platform: 'ios', accept_steps: 1, accept_prominence: 'primary', dismissible: false, deferrable: false },
  prompt_policy: { cap: 2, per_days: 30 },
  consequence: { area: 'eea', text: 'nobody may read: the account is closed' },
  limitation: { at: '2026-01-20T00:00:00Z', text: 'nobody may read: no calls' },
  label: { place: 'dashboard', text: 'nobody may read: consent rate', natures: ['contract_terms'] },
};
const parts = { change: 'changes', announcement: 'announcements', variant: 'variants', prompt_policy: 'prompt_policy', consequence: 'consequences', limitation: 'limitations', label: 'labels' } as const;

test.each(conductKinds)('recording a %s: does it, refuses the wrong role, leaves evidence', async (kind) => {
  const given = { campaign: await newCampaign(), kind, entry: entries[kind] };
  const seq = await nextSeq();
  for (const role of ['manager', 'auditor'] as const) await expect(recordConduct(asRole(role), given)).rejects.toMatchObject({ code: 'denied' });
  await expect(recordConduct(dpo, { ...given, entry: { ...given.entry, more: 1 } })).rejects.toMatchObject({ code: 'invalid' });
  await expect(recordConduct(dpo, { ...given, campaign: 'no-such' })).rejects.toMatchObject({ code: 'missing' });
  expect(await nextSeq()).toBe(seq);
  await recordConduct(dpo, given);
  expect((await describeCampaign(dpo, given.campaign))[parts[kind]]).toEqual([expect.objectContaining({ ...given.entry, ...('at' in given.entry ? { at: new Date(given.entry.at).toISOString() } : {}), ...('deadline' in given.entry ? { deadline: '2026-02-08T23:00:00.000Z' } : {}) })]);
  const [entry, ...more] = await entriesFrom(seq);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ action: 'campaign.record_conduct', actor: { id: dpo.id }, object: { type: 'campaign', id: given.campaign }, after: { kind } });
  expect(JSON.stringify(entry)).not.toContain('nobody may read');
});

test('a campaign file brings its conduct along, dated from the announcement, and nothing recorded can be changed', async () => {
  const key = await newCampaign({ variants: [entries.variant], consequences: [entries.consequence], changes: [entries.change] });
  const shown = await describeCampaign(dpo, key);
  expect(shown.variants).toEqual([expect.objectContaining({ variant: 'one-button', since: '2026-01-05T08:00:00.000Z', decline_steps: null, in_use: true })]);
  expect(shown.changes).toMatchObject([{ name: 'ads', material: true }]);
  await recordConduct(dpo, { campaign: key, kind: 'variant', entry: { ...entries.variant, decline_steps: 1, decline_prominence: 'primary' } });
  expect((await describeCampaign(dpo, key)).variants).toHaveLength(2);
  const db = await database();
  await expect(db.update(campaignVariants).set({ declineSteps: 1 })).rejects.toThrow();
});

test('what contradicts itself is refused by its field', async () => {
  const campaign = await newCampaign();
  const refusal = (kind: string, entry: object) => recordConduct(dpo, { campaign, kind, entry }).catch((error: unknown) => error);
  expect(await refusal('variant', { ...entries.variant, area: 'mars' })).toMatchObject({ code: 'invalid', options: { fields: [{ field: 'entry.area', message: 'unknown_area' }] } });
  expect(await refusal('variant', { ...entries.variant, decline_steps: 2 })).toMatchObject({ options: { fields: [{ field: 'entry.decline_prominence' }] } });
  expect(await refusal('variant', { ...entries.variant, accept_steps: 0 })).toMatchObject({ options: { fields: [{ field: 'entry.accept_steps' }] } });
  expect(await refusal('change', { ...entries.change, text: ' ' })).toMatchObject({ options: { fields: [{ field: 'entry.text' }] } });
  await expect(createCampaign(dpo, { file: campaignFile({ consequences: [{ ...entries.consequence, area: 'mars' }] }) })).rejects.toMatchObject({ options: { fields: [{ field: 'file.consequences.0.area' }] } });
});
