import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createKey } from '@/domain/access/commands/create-key';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { checkRollups } from '@/domain/uptake/check-queries';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { readUptake } from '@/domain/uptake/queries';
import { readBackup } from '@/db/backup/read-backup';
import { tablesOf } from '@/db/backup/tables';
import { writeBackup } from '@/db/backup/write-backup';
import { closeConnection, connection } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';
import { clientOf, templateName, urlOf } from '@/db/testing/test-server';

useTestDatabase();

const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-backup-'));
const file = path.join(folder, 'backup');
const header = { made_at: '2026-02-01T00:00:00.000Z', server_version: 180_000, secrets: { pseudonym: 'abc' } };
const accept = () => undefined;
const made: string[] = [];
let campaign: string;

beforeAll(async () => {
  const given = campaignFile();
  campaign = given.key;
  await createCampaign(system, { file: given });
  await createPurpose(system, { key: 'P-1', record: { title: 'Ünïcode \\ \t "tab"', owner: 'DPO' }, reason: 'x' });
  await createKey(system, { scope: 'ingest', name: 'k' });
  async function* body() {
    for (let i = 0; i < 3_000; i += 1) yield Buffer.from(`${JSON.stringify({ id: `e-${i}`, subject: `person-${i % 900}`, type: i % 2 ? 'accepted' : 'displayed', occurred_at: new Date(Date.UTC(2026, 0, 6) + i * 60_000).toISOString(), region: 'DE', platform: 'ios', channel: 'in_app' })}\n`);
  }
  await importEvents(system, { campaign, format: 'ndjson', source: 'test' }, body());
  await foldCampaigns();
});

afterAll(async () => {
  const client = await clientOf(inject('testServer'));
  for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A client on an empty, migrated database of its own. */
async function emptyDatabase(): Promise<{ client: pg.Client; url: string }> {
  const name = `restored_${randomBytes(6).toString('hex')}`;
  const admin = await clientOf(inject('testServer'));
  await admin.query(`create database ${name} template ${templateName}`);
  await admin.end();
  made.push(name);
  const client = await clientOf({ ...inject('testServer'), database: name });
  return { client, url: urlOf(inject('testServer'), name) };
}

async function restored(from: string): Promise<{ client: pg.Client; url: string }> {
  const target = await emptyDatabase();
  await target.client.query('begin');
  try {
    await readBackup(target.client, from, accept);
    await target.client.query('commit');
  } catch (error) {
    await target.client.query('rollback');
    expect((await target.client.query('select 1 from campaigns')).rows).toEqual([]);
    await target.client.end();
    throw error;
  }
  return target;
}

async function contentOf(client: pg.ClientBase): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {};
  for (const { name } of await tablesOf(client)) content[name] = (await client.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`)).rows.map(({ row }) => row);
  return content;
}

it('what is restored is the same, row by row, counts the same, and goes on with the next number', async () => {
  const { pool } = await connection();
  const told = await writeBackup(file, header);
  expect(told.rows).toBeGreaterThan(900);
  expect([told.bytes, statSync(file).mode & 0o777]).toEqual([statSync(file).size, 0o600]);
  const { client, url } = await restored(file);
  const source = await pool.connect();
  expect(await contentOf(client)).toEqual(await contentOf(source));
  source.release();
  await client.end();
  const before = await readUptake(asRole('dpo'), { campaign, asOf: new Date('2026-01-20T00:00:00Z'), by: ['region'] });
  await closeConnection();
  const own = process.env.DATABASE_URL;
  process.env.DATABASE_URL = url;
  try {
    const after = await readUptake(asRole('dpo'), { campaign, asOf: new Date('2026-01-20T00:00:00Z'), by: ['region'] });
    expect([after.total, after.groups, after.series]).toEqual([before.total, before.groups, before.series]);
    expect((await checkRollups(asRole('auditor'))).problems).toEqual([]);
    async function* more() {
      yield Buffer.from(JSON.stringify({ id: 'new', subject: 'person-1', type: 'declined', occurred_at: '2026-01-19T00:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app' }));
    }
    expect(await importEvents(system, { campaign, format: 'ndjson', source: 'test' }, more())).toMatchObject({ stored: 1 });
    expect((await checkRollups(asRole('auditor'))).problems).toEqual([]);
  } finally {
    await closeConnection();
    process.env.DATABASE_URL = own;
  }
});

it('a file that is there is not written over, and a backup that fails leaves none', async () => {
  await expect(writeBackup(file, header)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(statSync(file).size).toBeGreaterThan(1_000);
});

it('nothing is restored from a file that is cut short, changed in any byte, or none of ours', { timeout: 120_000 }, async () => {
  const whole = readFileSync(file);
  const damaged = path.join(folder, 'damaged');
  for (const length of [0, 10, Math.floor(whole.length / 2), whole.length - 1]) {
    writeFileSync(damaged, whole.subarray(0, length));
    await expect(restored(damaged), `cut to ${length}`).rejects.toMatchObject({ name: 'BackupRefused' });
  }
  for (const share of [0.05, 0.3, 0.6, 0.95]) {
    const changed = Buffer.from(whole);
    const at = Math.floor(whole.length * share);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    writeFileSync(damaged, changed);
    await expect(restored(damaged), `byte ${at}`).rejects.toMatchObject({ name: 'BackupRefused' });
  }
});

it('damage that the database meets first is told as damage, whatever the database calls it', async () => {
  const content = gunzipSync(readFileSync(file));
  const row = content.indexOf('PGCOPY\n', content.indexOf('"name":"campaigns"')) + 19; // The signature, flags and length of the header extension; then a row: its fields' number, and each field behind its length.
  content.writeInt32BE(0x7fff_ffff, row + 2);
  const damaged = gzipSync(content);
  damaged.writeInt32LE(0, damaged.length - 8);
  const target = path.join(folder, 'damaged-length');
  writeFileSync(target, damaged);
  await expect(restored(target)).rejects.toMatchObject({ name: 'BackupRefused', message: expect.stringMatching(/string buffer|out of memory/) });
});

it('a backup goes into an empty database only, and its header is judged first', async () => {
  const { client } = await restored(file);
  await expect(readBackup(client, file, accept)).rejects.toThrow(/is not empty/);
  await client.end();
  const target = await emptyDatabase();
  await expect(readBackup(target.client, file, ({ secrets }) => { throw new Error(`marks ${secrets.pseudonym}`); })).rejects.toThrow('marks abc');
  await target.client.query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 0)`);
  await expect(readBackup(target.client, file, accept)).rejects.toThrow(/another release/);
  await target.client.end();
});
