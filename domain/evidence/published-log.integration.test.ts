import { beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '@/domain/access/commands/create-key';
import { createUser } from '@/domain/access/commands/create-user';
import { openCheckpoint } from '@/domain/evidence/checkpoint';
import { checkLog } from '@/domain/evidence/check-queries';
import { tendLog } from '@/domain/evidence/commands/tend-log';
import { readEntries, readEntryProof, readEntryText, readLogStatus, readPublishedNote, readTile } from '@/domain/evidence/log-queries';
import { isIncluded, leafHash, rootOf } from '@/domain/evidence/merkle';
import { readVerifier } from '@/domain/evidence/note';
import { listEntries } from '@/domain/evidence/queries';
import { hashesIn } from '@/domain/evidence/sql/tree';
import { asSuperuser, growLog } from '@/domain/evidence/testing/log-rows';
import { readTlogProof } from '@/domain/evidence/tlog-proof';
import { asRole, system } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const auditor = asRole('auditor');
const clock = () => new Date('2026-01-01T12:00:00Z');

beforeAll(async () => {
  const { id } = await createUser(system, { email: 'ada@example.org', name: 'Ada L.', role: 'admin' }, clock);
  await createKey(asRole('admin', id), { name: 'crm 50% off', scope: 'ingest' }, clock);
  await growLog(600);
  await tendLog();
  await tendLog();
});

const headNow = async () => {
  const status = await readLogStatus(auditor);
  return { status, head: openCheckpoint(status.note ?? '', [readVerifier(status.vkey ?? '')]) };
};

describe('what is published', () => {
  test('can be read by any client: checkpoint, tiles, and entries that hash to them', async () => {
    const { head } = await headNow();
    expect(head.size).toBe(603);
    expect(await readPublishedNote()).toContain(head.origin);
    const leaves = [await readTile(0, 0, 256), await readTile(0, 1, 256), await readTile(0, 2, 91)].flatMap((tile) => hashesIn(tile ?? Buffer.alloc(0)));
    expect(rootOf(leaves)).toEqual(head.root);
    expect(hashesIn((await readTile(1, 0, 2)) ?? Buffer.alloc(0))).toEqual([rootOf(leaves.slice(0, 256)), rootOf(leaves.slice(256, 512))]);
    const bundle = (await readEntries(auditor, 2, 91)) ?? Buffer.alloc(0);
    const entries: Buffer[] = [];
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
    expect(entries.map((entry) => leafHash(entry))).toEqual(leaves.slice(512));
  });

  test('ends where the last checkpoint ends: nothing of what is only stored', async () => {
    await growLog(3);
    expect(await readTile(0, 2, 92)).toBeNull();
    expect(await readTile(0, 2, 256)).toBeNull();
    expect(await readEntries(auditor, 2, 92)).toBeNull();
    expect(await readTile(0, 3, 1)).toBeNull();
    expect(await readTile(7, 0, 1)).toBeNull();
    await expect(readEntryProof(auditor, 604)).rejects.toMatchObject({ code: 'conflict' });
    expect(await readLogStatus(auditor)).toMatchObject({ stored: 606, sequenced: 603, published: 603, fault: null });
    await tendLog();
    expect(await readLogStatus(auditor)).toMatchObject({ stored: 606, sequenced: 606, published: 606 });
  });

  test('gives each entry a proof that its bytes are in the log', async () => {
    const { status } = await headNow();
    for (const seq of [0, 255, 256, 605]) {
      const { index, proof, checkpoint } = readTlogProof(await readEntryProof(auditor, seq));
      const head = openCheckpoint(checkpoint, [readVerifier(status.vkey ?? '')]);
      expect(isIncluded({ index, size: head.size, leaf: leafHash(await readEntryText(auditor, seq)), proof, root: head.root })).toBe(true);
    }
    await expect(readEntryProof(auditor, 9_999)).rejects.toMatchObject({ code: 'missing' });
  });

  test('entries are for auditor, DPO and legal; hashes for anybody', async () => {
    for (const role of ['dpo', 'legal', 'auditor'] as const) expect(await readEntries(asRole(role), 0, 256)).not.toBeNull();
    for (const role of ['admin', 'manager'] as const) await expect(readEntries(asRole(role), 0, 256)).rejects.toMatchObject({ code: 'denied' });
    for (const read of [() => readEntryProof(asRole('manager'), 0), () => readEntryText(asRole('manager'), 0), () => readLogStatus(asRole('manager'))]) await expect(read()).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('the list', () => {
  const find = async (search: object) => (await listEntries(auditor, { page: 1, size: 25, ...search })).entries.map(({ seq }) => seq);

  test('is searched by who, what, when and about what, by name as well as by id', async () => {
    expect(await find({ who: 'ada', action: 'key.create' })).toEqual([1]);
    expect(await find({ about: '50%' })).toEqual([1]);
    expect(await find({ about: 'Ada L.' })).toEqual([0]);
    expect(await find({ about: '%' })).toEqual([1]);
    expect(await find({ who: 'nobody' })).toEqual([]);
    expect(await find({ action: 'user.create', from: clock(), until: new Date('2026-01-01T12:00:01Z') })).toEqual([0]);
    expect(await find({ action: 'user.create', who: 'Ada' })).toEqual([]);
  });

  test('says of each entry when it was taken in and published', async () => {
    const [entry] = (await listEntries(auditor, { page: 1, size: 1, about: 'Ada' })).entries;
    expect(entry?.sequencedAt?.getTime()).toBeLessThanOrEqual(entry?.publishedAt?.getTime() ?? 0);
    await growLog(1);
    expect((await listEntries(auditor, { page: 1, size: 1 })).entries[0]).toMatchObject({ sequencedAt: null, publishedAt: null });
    await tendLog();
  });
});

describe('the check of the whole log', () => {
  test('finds nothing wrong with what nobody touched, and gives the root', async () => {
    const { head } = await headNow();
    expect(await checkLog(auditor, [head])).toMatchObject({ entries: head.size, root: head.root.toString('base64'), problems: [] });
  });

  test('finds an entry, a tile, a head and a signature that were changed, and a history that is not the one somebody holds', async () => {
    const { head } = await headNow();
    const said = async (...statements: string[]) => {
      await asSuperuser('create table kept as select * from log_entries', 'create table kept_tiles as select * from log_tiles', 'create table kept_heads as select * from log_heads', ...statements);
      const { problems } = await checkLog(auditor, [head]);
      await asSuperuser('delete from log_entries', 'insert into log_entries select * from kept', 'delete from log_tiles', 'insert into log_tiles select * from kept_tiles', 'delete from log_heads', 'insert into log_heads select * from kept_heads', 'drop table kept, kept_tiles, kept_heads');
      return problems.join(' ');
    };
    expect(await said(`update log_entries set entry = replace(entry, 'cli', 'clj') where seq = 300`)).toMatch(/the report you hold says/);
    expect(await said(`update log_tiles set hashes = overlay(hashes placing '\\x00' from 40) where level = 0 and number = 1`)).toMatch(/Tile 1 of level 0/);
    expect(await said('delete from log_tiles where level = 1')).toMatch(/Tile 0 of level 1 is missing/);
    expect(await said(`update log_heads set root = sha256('x') where size = 602`)).toMatch(/its head says/);
    expect(await said(`update log_heads set note = translate(note, 'ABCDEFGHIJKLM', 'BCDEFGHIJKLMA') where size = 602`)).toMatch(/not signed by a key/);
    expect(await said('delete from log_entries where seq > 500', 'delete from log_heads where size > 500')).toMatch(/has 501 entries, but the last signed note on disk/);
    expect((await checkLog(auditor, [head])).problems).toEqual([]);
  });
});
