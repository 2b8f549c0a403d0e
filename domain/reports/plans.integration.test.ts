import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import { roles } from '@/domain/access/vocabulary';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { createSchedule } from '@/domain/reports/commands/create-schedule';
import { deletePreset } from '@/domain/reports/commands/delete-preset';
import { endSchedule } from '@/domain/reports/commands/end-schedule';
import { expireDueRuns, expireRun } from '@/domain/reports/commands/expire-runs';
import { runDueSchedules } from '@/domain/reports/commands/run-schedule';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { savePreset } from '@/domain/reports/commands/save-preset';
import { boundsOf, listPresets, listSchedules } from '@/domain/reports/plan-queries';
import { getRun } from '@/domain/reports/queries';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { database } from '@/db/client';
import { logEntries, users } from '@/db/schema';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const file = campaignFile();
const record = { type: 'article_30_record', language: 'en' };
let dpo = asRole('dpo');

beforeAll(async () => {
  await createCampaign(system, { file });
  const { id } = await createUser(system, { email: 'dpo@example.org', name: 'Data protection', role: 'dpo' });
  dpo = asRole('dpo', id);
});

const at = (text: string) => () => new Date(text);
async function actions(type: string, id: number): Promise<string[]> {
  const db = await database();
  const rows = await db.select().from(logEntries).orderBy(asc(logEntries.seq));
  return rows.map((row): { action: string; object: { type: string; id: string } } => JSON.parse(row.entry)).filter((entry) => entry.object.type === type && entry.object.id === String(id)).map((entry) => entry.action);
}

describe('a preset', () => {
  test('is its owner’s until it is shared, and deleted by its owner alone', async () => {
    const { id } = await savePreset(dpo, { name: 'Record for the authority', request: record });
    const { id: shared } = await savePreset(dpo, { name: 'Weekly numbers', shared: true, request: { type: 'campaign_uptake', campaign: file.key, language: 'de' } });
    expect((await listPresets(dpo)).map(({ name, own }) => [name, own])).toEqual([['Record for the authority', true], ['Weekly numbers', true]]);
    expect((await listPresets(asRole('legal'))).map(({ name, own }) => [name, own])).toEqual([['Weekly numbers', false]]);
    await expect(deletePreset(asRole('legal'), { id: shared })).rejects.toMatchObject({ code: 'missing' });
    await deletePreset(dpo, { id });
    expect(await actions('preset', id)).toEqual(['preset.save', 'preset.delete']);
  });

  test('is for those who may ask for its report, and never about a person', async () => {
    for (const role of roles) {
      const saved = savePreset(asRole(role), { name: 'x', request: record });
      if (['dpo', 'legal', 'manager'].includes(role)) await expect(saved).resolves.toHaveProperty('id');
      else await expect(saved).rejects.toMatchObject({ code: 'denied' });
    }
    await savePreset(dpo, { name: 'For the board', shared: true, request: { type: 'dpo_periodic', language: 'en' } });
    expect((await listPresets(asRole('manager'))).map(({ name }) => name)).not.toContain('For the board');
    await expect(savePreset(asRole('manager'), { name: 'x', request: { type: 'event_extract', campaign: file.key, language: 'en' } })).rejects.toMatchObject({ code: 'denied' });
    await expect(savePreset(dpo, { name: 'x', request: { type: 'subject_evidence', campaign: file.key, language: 'en' } })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a schedule', () => {
  test('makes its run at the hour of its zone, about the day or month that ended, on days of 23 and 25 hours too', async () => {
    const plan = { name: 'Daily', request: { ...record, countersign: true }, rhythm: 'daily', zone: 'Europe/Berlin', hour: 6 };
    const { id, next_at: first } = await createSchedule(dpo, plan, at('2026-03-28T10:00:00Z'));
    expect(first).toBe('2026-03-29T04:00:00.000Z');
    expect(await runDueSchedules(at('2026-03-29T03:59:00Z'))).toEqual([]);
    const [number = 0] = await runDueSchedules(at('2026-03-29T04:00:30Z'));
    expect(await getRun(dpo, number)).toMatchObject({ asOf: new Date('2026-03-28T23:00:00Z'), schedule: id, zone: 'Europe/Berlin', requestedBy: dpo.id, exact: true, countersign: true, keepUntil: null });
    expect((await listSchedules(dpo))[0]?.nextAt).toEqual(new Date('2026-03-30T04:00:00Z'));
    // Of the runs missed while nothing ran, one is made.
    expect(await runDueSchedules(at('2026-10-26T12:00:00Z'))).toHaveLength(1);
    expect((await listSchedules(dpo))[0]?.nextAt).toEqual(new Date('2026-10-27T05:00:00Z'));
    await endSchedule(dpo, { id }, at('2026-10-26T12:01:00Z'));
    expect(await runDueSchedules(at('2026-12-01T12:00:00Z'))).toEqual([]);
    expect(await actions('schedule', id)).toEqual(['schedule.create', 'schedule.end']);
    expect(await actions('report', number)).toEqual(['report.request']);
  });

  test('gives a periodic report the period that ended', async () => {
    const periodic = { type: 'dpo_periodic', language: 'en' };
    await createSchedule(dpo, { name: 'Monthly', request: periodic, rhythm: 'monthly', zone: 'UTC', hour: 0 }, at('2027-01-15T00:00:00Z'));
    await createSchedule(dpo, { name: 'Weekly', request: periodic, rhythm: 'weekly', zone: 'UTC', hour: 7 }, at('2027-01-28T00:00:00Z'));
    const [monthly = 0, weekly = 0] = await runDueSchedules(at('2027-02-01T08:00:00Z'));
    expect(await getRun(dpo, monthly)).toMatchObject({ from: new Date('2027-01-01T00:00:00Z'), asOf: new Date('2027-02-01T00:00:00Z') });
    expect(await getRun(dpo, weekly)).toMatchObject({ from: new Date('2027-01-25T00:00:00Z'), asOf: new Date('2027-02-01T00:00:00Z') });
    for (const { id, endable } of await listSchedules(dpo)) if (endable) await endSchedule(dpo, { id }, at('2027-02-01T09:00:00Z'));
  });

  test('waits for the days before a deadline, follows it when it moves, and ends', async () => {
    const ask = { name: 'Before', request: { type: 'campaign_uptake', campaign: file.key, language: 'en' }, rhythm: 'before_deadline', zone: 'Europe/Berlin', hour: 8, days: 3 };
    await expect(createSchedule(dpo, { ...ask, request: record }, at('2026-01-10T00:00:00Z'))).rejects.toMatchObject({ code: 'invalid' });
    await expect(createSchedule(dpo, ask, at('2026-02-08T00:00:00Z'))).rejects.toMatchObject({ code: 'invalid' });
    const { id, next_at: first } = await createSchedule(dpo, ask, at('2026-01-10T00:00:00Z'));
    expect(first).toBe('2026-02-06T07:00:00.000Z');
    await moveDeadline(system, { campaign: file.key, at: '2026-03-01T00:00:00+01:00', area: null, since: '2026-02-01T00:00:00+01:00', reason: 'more time' }, at('2026-02-01T00:00:00Z'));
    expect(await runDueSchedules(at('2026-02-06T08:00:00Z'))).toEqual([]);
    expect(await runDueSchedules(at('2026-02-26T07:00:01Z'))).toHaveLength(1);
    expect((await listSchedules(dpo)).find((one) => one.id === id)).toMatchObject({ ending: 'done', nextAt: null });
  });

  test('ends by itself when its owner may no longer ask, and is ended by its owner or a reader of exact numbers', async () => {
    const { id: userId } = await createUser(system, { email: 'manager@example.org', name: 'Manager', role: 'manager' });
    const manager = asRole('manager', userId);
    const plan = { name: 'Mine', request: { type: 'campaign_uptake', campaign: file.key, language: 'en' }, rhythm: 'daily', zone: 'UTC' };
    const { id } = await createSchedule(manager, plan, at('2028-01-01T00:00:00Z'));
    const [number = 0] = await runDueSchedules(at('2028-01-01T07:00:00Z'));
    expect(await getRun(dpo, number)).toMatchObject({ exact: false, requestedBy: userId });
    const db = await database();
    await db.update(users).set({ role: 'auditor' }).where(eq(users.id, userId));
    expect(await runDueSchedules(at('2028-01-02T07:00:00Z'))).toEqual([]);
    expect((await listSchedules(dpo)).find((one) => one.id === id)).toMatchObject({ ending: 'rights' });
    const { id: other } = await createSchedule(dpo, plan, at('2028-01-03T00:00:00Z'));
    await expect(endSchedule(asRole('manager', 'somebody'), { id: other })).rejects.toMatchObject({ code: 'missing' });
    await endSchedule(asRole('legal'), { id: other }, at('2028-01-03T00:00:00Z'));
    await expect(createSchedule(asRole('auditor'), plan)).rejects.toMatchObject({ code: 'denied' });
  });

  test('keeps the files of its runs as long as it says; the run stays on record', async () => {
    await createSchedule(dpo, { name: 'Short', request: record, rhythm: 'daily', zone: 'UTC', keep_days: 2 }, at('2029-01-01T00:00:00Z'));
    const [number = 0] = await runDueSchedules(at('2029-01-01T06:00:00Z'));
    const file = { name: 'a.txt', mediaType: 'text/plain', chunks: (async function* () { yield Buffer.from('a'); })() };
    while (await runNextReport({ clock: at('2029-01-01T06:01:00Z'), render: async function* () { yield file; } })) { /* makes all that wait */ }
    await expect(expireRun(system, { number }, at('2029-01-02T06:00:00Z'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await expireDueRuns(at('2029-01-03T06:00:00Z'))).toBe(1);
    expect(await getRun(dpo, number)).toMatchObject({ status: 'expired', files: [], inputsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await actions('report', number)).toEqual(['report.request', 'report.publish', 'report.expire']);
  });
});

test('days become instants in the campaign’s zone, the first begins and the last ends', async () => {
  expect(await boundsOf(dpo, { campaign: file.key, from: '2026-03-29', to: '2026-03-29' })).toEqual({ zone: 'Europe/Berlin', from: new Date('2026-03-28T23:00:00Z'), to: new Date('2026-03-29T22:00:00Z') });
  expect(await boundsOf(dpo, { from: '2026-01-01' })).toEqual({ zone: 'UTC', from: new Date('2026-01-01T00:00:00Z'), to: null });
});
