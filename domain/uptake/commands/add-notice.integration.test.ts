import { expect, it } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { checkRollups } from '@/domain/uptake/check-queries';
import { addNotice } from '@/domain/uptake/commands/add-notice';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { readUptake } from '@/domain/uptake/queries';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile, sha256Of } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const dpo = asRole('dpo');
const notice = { legal_nature: 'contract_terms', area: 'eea', locale: 'de', published_at: '2026-01-05T09:00:00+01:00' };

async function campaignWithEvents(): Promise<string> {
  const file = campaignFile();
  await createCampaign(system, { file });
  const cited = { 'person-1': sha256Of('Die Bedingungen'), 'person-2': sha256Of('Die Datenschutzhinweise'), 'person-3': 'terms-eu-en-1' };
  const lines = Object.entries(cited).map(([subject, text]) => JSON.stringify({ id: `e-${subject}`, subject, type: 'accepted', occurred_at: '2026-01-06T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app', notice: text }));
  async function* body() {
    yield Buffer.from(lines.join('\n'));
  }
  await importEvents(system, { campaign: file.key, format: 'ndjson', source: 'test' }, body());
  return file.key;
}

const counts = async (campaign: string, knownAt?: Date) => (await readUptake(dpo, { campaign, asOf: new Date('2026-02-01T00:00:00Z'), knownAt })).total.counts;

it('a notice that is added later proves the events that cite it, or lets them count no more; what was known before stays', async () => {
  const campaign = await campaignWithEvents();
  expect(await counts(campaign)).toMatchObject({ accepted: 3, unproven: 2 });
  const before = new Date();
  await foldCampaigns();
  const seq = await nextSeq();
  expect(await addNotice(dpo, { campaign, notice: { ...notice, id: 'terms-eu-de-1', text: 'Die Bedingungen' } })).toMatchObject({ sha256: sha256Of('Die Bedingungen') });
  expect(await counts(campaign)).toMatchObject({ accepted: 3, unproven: 1 });
  await addNotice(dpo, { campaign, notice: { ...notice, id: 'privacy-eu-de-1', legal_nature: 'privacy_notice', sha256: sha256Of('Die Datenschutzhinweise') } });
  expect(await counts(campaign)).toMatchObject({ accepted: 2, unproven: 0 });
  expect(await counts(campaign, before)).toMatchObject({ accepted: 3, unproven: 2 });
  expect((await checkRollups(dpo)).problems).toEqual([]);
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'campaign.add_notice', after: { id: 'terms-eu-de-1', area: 'eea' } }, { action: 'campaign.add_notice', after: { id: 'privacy-eu-de-1' } }]);
});

/** As of a command that reads the clock for the first time when it begins and again once it may record. */
function waitingSince(start: Date): () => Date {
  let isFirst = true;
  return () => {
    const at = isFirst ? start : new Date();
    isFirst = false;
    return at;
  };
}

it('a notice and a deadline that waited for a chunk are recorded when they are judged by, so that what was known meanwhile never changes', async () => {
  const began = new Date();
  const campaign = await campaignWithEvents();
  const meanwhile = new Date();
  const asked = async () => {
    const { total, deadlines } = await readUptake(dpo, { campaign, asOf: new Date('2026-02-01T00:00:00Z'), knownAt: meanwhile });
    return { counts: total.counts, deadlines: deadlines.map(({ entry, acceptedBy, acceptedLate }) => ({ at: entry.at, acceptedBy, acceptedLate })) };
  };
  const before = await asked();
  await addNotice(dpo, { campaign, notice: { ...notice, id: 'terms-eu-de-1', text: 'Die Bedingungen' } }, waitingSince(began));
  await moveDeadline(dpo, { campaign, at: '2026-01-06T00:00:00Z', area: null, since: '2026-01-05T09:00:00Z', reason: 'earlier' }, waitingSince(began));
  expect(await asked()).toEqual(before);
  const now = await readUptake(dpo, { campaign, asOf: new Date('2026-02-01T00:00:00Z') });
  expect(now.total.counts.unproven).toBe(1);
  expect(now.deadlines.find(({ entry }) => entry.reason === 'earlier')).toMatchObject({ acceptedBy: 0, acceptedLate: 3 });
});

it('who may not, an unknown area, another digest and an id that is taken are refused', async () => {
  const campaign = await campaignWithEvents();
  const add = (given: object, role: 'dpo' | 'manager' = 'dpo') => addNotice(asRole(role), { campaign, notice: { ...notice, id: 'new', text: 'x', ...given } });
  await expect(add({}, 'manager')).rejects.toMatchObject({ code: 'denied' });
  await expect(add({ area: 'moon' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(add({ sha256: sha256Of('y') })).rejects.toMatchObject({ code: 'invalid' });
  await expect(add({ id: 'terms-eu-en-1' })).rejects.toMatchObject({ code: 'conflict', options: { detail: 'notice_exists' } });
  await expect(addNotice(dpo, { campaign: 'nowhere', notice: { ...notice, id: 'new', text: 'x' } })).rejects.toMatchObject({ code: 'missing' });
});
