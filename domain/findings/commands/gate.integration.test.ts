import { expect, it } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { changeThresholds } from '@/domain/findings/commands/change-thresholds';
import { markReady } from '@/domain/findings/commands/mark-ready';
import { rejudgeEverything } from '@/domain/findings/commands/rejudge-everything';
import { listFindings } from '@/domain/findings/queries';
import { readReadiness } from '@/domain/findings/readiness-queries';
import { defaultSettings } from '@/domain/findings/settings';
import { readThresholds } from '@/domain/findings/settings-queries';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const dpo = asRole('dpo');

it('a campaign with an open blocker is not marked ready, and the refusal names it', async () => {
  const file = campaignFile();
  await createCampaign(system, { file });
  const { blockers, marked } = await readReadiness(dpo, file.key);
  expect(blockers.length).toBeGreaterThan(0);
  expect(marked).toBeNull();
  const refusal = await markReady(dpo, { campaign: file.key, note: 'x' }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'conflict', options: { detail: 'open_blockers' } });
  expect(String(refusal)).toContain(`${blockers[0]?.rule} on campaign ${file.key}`);
  for (const role of ['manager', 'auditor', 'admin'] as const) await expect(markReady(asRole(role), { campaign: file.key, note: 'x' })).rejects.toMatchObject({ code: 'denied' });
});

it('one without is marked ready with evidence, and says so', async () => {
  const since = '2026-01-05T09:00:00+01:00';
  const file = campaignFile({
    consequence: 'Nothing is taken away.',
    changes: [{ name: 'offices', since, type: 'other', text: 'We moved our offices.', material: false, purposes: ['P-1'] }],
    announcements: [{ at: since, area: null, dedicated: true, check_page: false, deadline: '2026-02-09T00:00:00+01:00' }],
    labels: [{ place: 'prompt', since, text: 'Accept the terms', natures: ['contract_terms'] }],
  });
  await createCampaign(system, { file });
  const { blockers } = await readReadiness(dpo, file.key);
  expect(blockers).toEqual([]);
  const seq = await nextSeq();
  await markReady(dpo, { campaign: file.key, note: 'Looked at it' });
  expect(await readReadiness(dpo, file.key)).toMatchObject({ blockers: [], marked: { by: dpo.id, note: 'Looked at it' } });
  const [entry] = await entriesFrom(seq);
  expect(entry).toMatchObject({ action: 'campaign.mark_ready', object: { type: 'campaign', id: file.key }, after: { ready: true } });
  expect(JSON.stringify(entry)).not.toContain('Looked at it');
});

it('a threshold is the DPO’s to set, and everything is judged by it at once', async () => {
  const file = campaignFile();
  await createCampaign(system, { file });
  const late = async () => (await listFindings(dpo, { object: 'campaign', id: file.key, rule: 'CAM-01' })).total;
  expect(await late()).toBe(0);
  for (const role of ['legal', 'manager', 'admin'] as const) await expect(changeThresholds(asRole(role), { thresholds: { ...defaultSettings, minNoticeDays: 90 }, reason: 'x' })).rejects.toMatchObject({ code: 'denied' });
  await expect(changeThresholds(dpo, { thresholds: { ...defaultSettings, smallCell: 4 }, reason: 'x' })).rejects.toMatchObject({ code: 'invalid' });
  const seq = await nextSeq();
  await changeThresholds(dpo, { thresholds: { ...defaultSettings, minNoticeDays: 90 }, reason: 'Our policy' });
  expect(await late()).toBeGreaterThan(0);
  expect(await readThresholds(dpo)).toMatchObject({ thresholds: { minNoticeDays: 90 }, changed: { reason: 'Our policy' } });
  expect((await entriesFrom(seq))[0]).toMatchObject({ action: 'findings.settings', before: { minNoticeDays: 30 }, after: { thresholds: { minNoticeDays: 90 } } });
});

it('judging everything anew changes nothing and leaves evidence', async () => {
  const all = async () => (await listFindings(dpo, { status: 'all', size: 1000 })).rows.map(({ id, status, severity, values }) => ({ id, status, severity, values }));
  const before = await all();
  const seq = await nextSeq();
  const { standing } = await rejudgeEverything(system, {});
  expect(await all()).toEqual(before);
  expect((await entriesFrom(seq))[0]).toMatchObject({ action: 'findings.judge', after: { standing } });
});
