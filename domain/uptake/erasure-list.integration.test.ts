import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { command as backup } from '@/cli/backup';
import { command as restore } from '@/cli/restore';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { checkRollups } from '@/domain/uptake/check-queries';
import { applyErasures } from '@/domain/uptake/commands/apply-erasures';
import { deleteEvents } from '@/domain/uptake/commands/delete-due-events';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { keepErasures } from '@/domain/uptake/commands/keep-erasures';
import { sealNextBatch } from '@/domain/uptake/commands/seal-batches';
import { setLegalHold } from '@/domain/uptake/commands/set-legal-hold';
import { setRetention } from '@/domain/uptake/commands/set-retention';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { keptList, readErasureList, writeErasureList } from '@/domain/uptake/erasure-list';
import { listErasures, restoredWithoutErasures } from '@/domain/uptake/erasure-queries';
import { readUptake } from '@/domain/uptake/queries';
import { checkSeals } from '@/domain/uptake/seal-check-queries';
import { ndjsonOf } from '@/domain/uptake/testing/rehearsal';
import { closeConnection, connection } from '@/db/client';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { clientOf, templateName, urlOf } from '@/db/testing/test-server';

const dpo = asRole('dpo');
const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-erasures-'));
const file = path.join(folder, 'backup');
const campaign = campaignFile({ key: 'spring' });
const made: string[] = [];

/** Works from now on with an empty, migrated database, in the same data folder. */
async function onEmptyDatabase(): Promise<void> {
  await closeConnection();
  const name = `erasures_${randomBytes(6).toString('hex')}`;
  const admin = await clientOf(inject('testServer'));
  await admin.query(`create database ${name} template ${templateName}`);
  await admin.end();
  made.push(name);
  process.env.DATABASE_URL = urlOf(inject('testServer'), name);
}

const event = (who: string, n = 1) => ({ id: `e-${n}`, subject: who, type: 'accepted', occurred_at: `2026-01-0${n + 5}T10:00:00Z`, region: 'DE', platform: 'ios', channel: 'in_app' });
const send = async (...events: ReturnType<typeof event>[]) => sendTo(campaign.key, ...events);
const sendTo = async (key: string, ...events: ReturnType<typeof event>[]) => importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 's' }, ndjsonOf(events));
const accepted = async () => (await readUptake(dpo, { campaign: campaign.key, asOf: new Date('2026-03-01T00:00:00Z') })).total.counts.accepted;
const quietly = async (work: () => Promise<number>) => {
  const [out, err] = [process.stdout.write, process.stderr.write];
  let said = '';
  process.stdout.write = () => true;
  process.stderr.write = (text) => Boolean((said += String(text)));
  try {
    return { code: await work(), said };
  } finally {
    [process.stdout.write, process.stderr.write] = [out, err];
  }
};

beforeAll(async () => {
  process.env.NOTICEBOARD_DATA = path.join(folder, 'data');
  await onEmptyDatabase();
  await createCampaign(system, { file: campaign });
  await createCampaign(system, { file: campaignFile({ key: 'gone' }) });
  await send(event('ann'), event('ann', 2), event('bob'), event('cem'), event('dee'));
  await sendTo('gone', event('gil'), event('hal'));
  const { batch } = await send(event('eve'), event('bob', 3));
  await withdrawBatch(dpo, { batch, reason: 'wrong' });
  while (await sealNextBatch()) continue;
  await setLegalHold(dpo, { campaign: campaign.key, on: true, reason: 'A case.' });
  await setLegalHold(dpo, { campaign: 'gone', on: true, reason: 'A case.' }, () => new Date('2026-05-01T00:00:00Z'));
  expect((await quietly(() => backup.run([file]))).code).toBe(0);
  // After the backup: the hold ends, people are erased, one who came later too.
  await setLegalHold(dpo, { campaign: campaign.key, on: false, reason: 'Over.' });
  await send(event('fay'));
  await eraseSubject(dpo, { campaign: campaign.key, identifiers: ['ann', 'eve', 'fay'] });
  expect(await accepted()).toBe(3);
});
afterAll(async () => {
  await closeConnection();
  const admin = await clientOf(inject('testServer'));
  for (const name of made) await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
});

test('the worker keeps who was erased outside the database: readable by its account, naming nobody, and growing only', async () => {
  const known = await keepErasures('');
  expect(known).toBe('3 people, 0 campaigns');
  const text = readFileSync(keptList(), 'utf8');
  expect(statSync(keptList()).mode & 0o777).toBe(0o600);
  expect(text).not.toMatch(/ann|eve|fay|s_[0-9a-f]/);
  expect(readErasureList(text)).toEqual(await listErasures(dpo));
  writeFileSync(keptList(), writeErasureList({ tombstones: new Map([['spring', new Set(['0'.repeat(64)])]]), deletions: [] }));
  await keepErasures(known);
  expect(readErasureList(readFileSync(keptList(), 'utf8')).tombstones.get('spring')?.size, 'nothing is read while the number stands').toBe(1);
  await keepErasures('');
  expect(readErasureList(readFileSync(keptList(), 'utf8')).tombstones.get('spring')?.size).toBe(4);
  writeFileSync(keptList(), text);
});

test('negative control: a backup restored without the list brings erased people back, and every page says so until it is applied', async () => {
  const text = readFileSync(keptList(), 'utf8');
  rmSync(keptList());
  await onEmptyDatabase();
  const { code, said } = await quietly(() => restore.run([file, '--verify']));
  expect(code).toBe(0);
  expect(said).toContain('erasures apply FILE');
  expect(await accepted()).toBe(4); // Ann is back.
  expect(await restoredWithoutErasures()).toBeInstanceOf(Date);
  await expect(eraseSubject(dpo, { campaign: campaign.key, identifiers: ['ann'] })).rejects.toMatchObject({ code: 'conflict' }); // The hold is back, too.
  const seq = await nextSeq();
  await expect(applyErasures(asRole('legal'), { list: text })).rejects.toMatchObject({ code: 'denied' });
  expect(await applyErasures(dpo, { list: text })).toEqual({ listed: 3, campaigns: 1, campaigns_not_here: 0, erased: 2, events: 2, retention: 0, retention_left: [] });
  expect(await restoredWithoutErasures()).toBeNull();
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'subject.erase', object: { id: 'spring' }, after: { erased: 2, from_list: true } }, { action: 'installation.apply_erasures', after: { listed: 3, erased: 2 } }]);
  expect(await accepted()).toBe(3);
  await expectGone();
  expect(await applyErasures(dpo, { list: text })).toMatchObject({ erased: 0, events: 0 });
  writeFileSync(keptList(), text);
});

test('a backup restored where the list lies has the erasures applied at once, those of people who came later too', async () => {
  await onEmptyDatabase();
  expect(existsSync(keptList())).toBe(true);
  expect(await quietly(() => restore.run([file, '--verify']))).toEqual({ code: 0, said: '' });
  expect(await restoredWithoutErasures()).toBeNull();
  expect(await accepted()).toBe(3);
  await expectGone();
  expect(await keepErasures('')).toBe('3 people, 0 campaigns');
});

test('a campaign that lost its events by its rule after the backup loses them again, under the hold of then, and who was erased before that is in its counts no more', async () => {
  await setLegalHold(dpo, { campaign: 'gone', on: false, reason: 'Over.' });
  await eraseSubject(dpo, { campaign: 'gone', identifiers: ['gil'] });
  await keepErasures('');
  const deletedAt = new Date('2026-06-01T00:00:00Z');
  await setRetention(dpo, { campaign: 'gone', days: 30, reason: 'Told so.' });
  await deleteEvents(dpo, { campaign: 'gone' }, () => deletedAt);
  await keepErasures('');
  const text = readFileSync(keptList(), 'utf8');
  const list = readErasureList(text);
  expect(list.deletions).toMatchObject([{ campaign: 'gone', retention_days: 30, events_deleted_at: deletedAt.toISOString() }]);
  expect(list.tombstones.get('gone')?.size, 'a backup from before holds who was erased').toBe(1);

  await onEmptyDatabase();
  const seq = await nextSeq();
  expect(await quietly(() => restore.run([file, '--verify']))).toEqual({ code: 0, said: '' });
  expect(await inGone()).toEqual({ timelines: 0, accepted: 1 });
  const told = (await entriesFrom(seq)).filter(({ object, after }) => object.id === 'gone' && JSON.stringify(after).includes('"from_list":true'));
  expect(told).toMatchObject([{ action: 'subject.erase', after: { erased: 1 } }, { action: 'campaign.delete_events', before: { subjects: 1, arrived: 1, retention_days: null }, after: { retention_days: 30, first_deleted_at: deletedAt.toISOString(), from_list: true } }]);
  await expect(sendTo('gone', event('gil', 5))).rejects.toThrow('were deleted by its retention rule');
  expect(await applyErasures(dpo, { list: text })).toMatchObject({ retention: 0, retention_left: [], erased: 0 });
  await keepErasures('');
  expect(readErasureList(readFileSync(keptList(), 'utf8')).deletions, 'the first deletion stays the one on the list').toEqual(list.deletions);
});

test('negative control: a deletion that does not fit what is here takes nothing, and is told: of another campaign of the key, not due, or older than a legal hold', async () => {
  const text = readFileSync(keptList(), 'utf8');
  const { deletions } = readErasureList(text);
  rmSync(keptList());
  await onEmptyDatabase();
  expect((await quietly(() => restore.run([file]))).code).toBe(0);
  expect(await inGone()).toEqual({ timelines: 2, accepted: 2 });
  const apply = async (change: object) => applyErasures(dpo, { list: writeErasureList({ tombstones: new Map(), deletions: deletions.map((deletion) => ({ ...deletion, ...change })) }) });
  expect(await apply({ created_at: '2020-01-01T00:00:00.000Z' })).toMatchObject({ retention: 0, retention_left: [{ campaign: 'gone', why: 'another' }] });
  expect(await apply({ retention_days: 3_650 })).toMatchObject({ retention: 0, retention_left: [{ campaign: 'gone', why: 'not_due' }] });
  await setLegalHold(dpo, { campaign: 'gone', on: false, reason: 'Over.' });
  await setLegalHold(dpo, { campaign: 'gone', on: true, reason: 'Another case.' });
  expect(await apply({})).toMatchObject({ retention: 0, retention_left: [{ campaign: 'gone', why: 'held' }] });
  expect(await inGone()).toEqual({ timelines: 2, accepted: 2 });
  await setLegalHold(dpo, { campaign: 'gone', on: false, reason: 'Over.' });
  expect(await apply({})).toMatchObject({ retention: 1, retention_left: [] });
  expect(await inGone()).toEqual({ timelines: 0, accepted: 2 });
  writeFileSync(keptList(), text);
});

async function inGone() {
  return { timelines: await timelinesIn('gone'), accepted: (await readUptake(dpo, { campaign: 'gone', asOf: new Date('2026-03-01T00:00:00Z') })).total.counts.accepted };
}

test('a line about a campaign that was not written under the erasure secret is refused: it would take all its events', () => {
  const text = readFileSync(keptList(), 'utf8');
  expect(readErasureList(text).deletions).toHaveLength(1);
  for (const bad of [text.replace('"campaign":"gone"', '"campaign":"spring"'), text.replace(/"created_at":"[^"]+"/, '"created_at":"2020-01-01T00:00:00.000Z"'), text.replace(/"retention_days":\d+/, '"retention_days":1'), text.replace(/,"code":"[0-9a-f]+"/, '')]) {
    expect(bad).not.toBe(text);
    expect(() => readErasureList(bad)).toThrow('Line 2 of the list of erasures is damaged');
  }
});

test('a list of the first form, of people only, is read as before', async () => {
  const first = readFileSync(keptList(), 'utf8').replace('erasures@2', 'erasures@1').split('\n').filter((line) => !line.includes('created_at')).join('\n');
  expect(readErasureList(first)).toMatchObject({ deletions: [], tombstones: new Map([['gone', expect.any(Set)], ['spring', expect.any(Set)]]) });
});

async function timelinesIn(key: string): Promise<number | null> {
  const { pool } = await connection();
  return (await pool.query('select 1 from timelines join campaigns c on c.id = campaign_id where c.key = $1', [key])).rowCount;
}

/** Ann and Eve are in no timeline and no segment, Fay is refused as well, and all counts and proofs stand. */
async function expectGone(): Promise<void> {
  const { pool } = await connection();
  expect(await timelinesIn(campaign.key)).toBe(3);
  expect((await pool.query<{ n: number }>('select sum(events)::int as n from segments join campaigns c on c.id = campaign_id where c.key = $1', [campaign.key])).rows[0]?.n).toBe(4);
  expect([(await checkRollups(dpo)).problems, (await checkSeals(dpo)).problems]).toEqual([[], []]);
  const { pool: same } = await connection();
  const before = (await same.query('select 1 from tombstones')).rowCount;
  expect(before).toBe(3);
  for (const who of ['ann', 'eve', 'fay']) expect(await send(event(who, 4))).toMatchObject({ stored: 0, rejected: 1, errors: [{ code: 'erased' }] });
}

test('a list that is damaged, foreign or of another secret is refused before anything is restored', async () => {
  await onEmptyDatabase();
  const text = readFileSync(keptList(), 'utf8');
  for (const bad of ['', '{}', text.replace(/"secret":"./, '"secret":"x'), text.replace(/"tombstone":"../, '"tombstone":"')]) {
    writeFileSync(path.join(folder, 'bad'), bad);
    await expect(restore.run([file, '--erasures', path.join(folder, 'bad')]), bad.slice(0, 60)).rejects.toMatchObject({ code: 'invalid' });
  }
  await expect(restore.run([file, '--erasures', path.join(folder, 'none')])).rejects.toThrow('cannot be read');
  const { pool } = await connection();
  expect((await pool.query('select 1 from campaigns')).rowCount).toBe(0);
});
