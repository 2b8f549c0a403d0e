import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import { openCheckpoint } from '@/domain/evidence/checkpoint';
import { sequenceLog } from '@/domain/evidence/commands/sequence-log';
import { signLog } from '@/domain/evidence/commands/sign-log';
import { tendLog } from '@/domain/evidence/commands/tend-log';
import { readLogStatus } from '@/domain/evidence/log-queries';
import { readLogKey } from '@/domain/evidence/log-files';
import { append, withheld } from '@/domain/evidence/log';
import { consistencySpans, inclusionSpans, isConsistent, isIncluded, leafHash, rootOf } from '@/domain/evidence/merkle';
import { hashSpans, publishedHead } from '@/domain/evidence/sql/tree';
import { asSuperuser, growLog } from '@/domain/evidence/testing/log-rows';
import { connection, transact } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const noon = new Date('2026-01-01T12:00:00Z');
const clock = () => noon;
const dataFile = (name: string) => path.join(process.env.NOTICEBOARD_DATA ?? '', name);
const forgetFiles = () => ['log.key', 'log.note'].forEach((name) => rmSync(dataFile(name), { force: true }));
const emptied = () => asSuperuser('delete from log_entries', 'delete from log_tiles', 'delete from log_heads', 'delete from log_keys', 'delete from log_signer');
const faultOf = async () => (await tendLog(clock)).fault?.fault ?? null;

async function leaves() {
  const { pool } = await connection();
  return (await pool.query<{ entry: string }>('select entry from log_entries order by seq')).rows.map(({ entry }) => leafHash(entry));
}

beforeEach(async () => {
  forgetFiles();
  await emptied();
});

/** A log of 600 entries and more, published. */
async function published() {
  await growLog(600);
  await tendLog(clock);
  await tendLog(clock);
  const { pool } = await connection();
  const head = await publishedHead(pool);
  if (!head) throw new Error('Nothing was published.');
  return { pool, head };
}

describe('a log that grows', () => {
  test('is sequenced, signed and published; the first entry after is its key', async () => {
    const { head } = await published();
    const signer = readLogKey();
    expect(head.size).toBe(601);
    expect(openCheckpoint(head.note, signer ? [signer] : [])).toEqual({ origin: signer?.name, size: 601, root: rootOf(await leaves()) });
    expect((await entriesFrom(600))[0]).toMatchObject({ action: 'log.key', after: { vkey: signer?.vkey } });
    expect(readFileSync(dataFile('log.note'), 'utf8')).toBe(head.note);
    for (const name of ['log.key', 'log.note']) expect(statSync(dataFile(name)).mode & 0o777).toBe(0o600);
  });

  test('gives proofs from its tiles: of each entry, and from each earlier size', async () => {
    const { pool, head } = await published();
    const all = await leaves();
    for (const index of [0, 1, 255, 256, 511, 512, 600]) {
      const proof = await hashSpans(pool, inclusionSpans(index, head.size));
      expect(isIncluded({ index, size: head.size, leaf: all[index] ?? head.root, proof, root: head.root })).toBe(true);
    }
    for (const older of [1, 2, 255, 256, 257, 512, 600]) {
      const proof = await hashSpans(pool, consistencySpans(older, head.size));
      expect(isConsistent({ older, size: head.size, olderRoot: rootOf(all.slice(0, older)), root: head.root, proof })).toBe(true);
    }
  });

  test('goes on from where it was, whatever the steps', async () => {
    for (const step of [1, 254, 1, 1, 300, 2]) {
      await growLog(step);
      await tendLog(clock);
    }
    const { pool } = await connection();
    expect((await publishedHead(pool))?.root).toEqual(rootOf((await leaves()).slice(0, (await publishedHead(pool))?.size)));
  });

  test('is signed once when two try', async () => {
    await growLog(10);
    await Promise.all([tendLog(clock), tendLog(clock), tendLog(clock)]);
    await tendLog(clock);
    const { pool } = await connection();
    const sizes = await pool.query<{ size: string }>('select size from log_heads order by size');
    expect(sizes.rows.map(({ size }) => Number(size))).toEqual([10, 11]);
  });

  test('says after an hour that nothing happened, once an hour', async () => {
    const { head } = await published();
    const later = (minutes: number) => () => new Date(noon.getTime() + minutes * 60_000);
    await tendLog(later(59));
    expect(await nextSeq()).toBe(head.size);
    for (const minutes of [60, 61, 90]) await tendLog(later(minutes));
    expect(await entriesFrom(head.size)).toMatchObject([{ action: 'log.quiet', after: { since: noon.toISOString(), size: head.size } }]);
    const { pool } = await connection();
    expect((await publishedHead(pool))?.size).toBe(head.size + 1);
  });

  test('says how long entries waited from being stored, and since when one waits', async () => {
    const stored = new Date('2026-01-01T00:00:00.000Z');
    const after = (seconds: number) => () => new Date(stored.getTime() + seconds * 1000);
    await growLog(3);
    expect(await readLogStatus(asRole('auditor'))).toMatchObject({ longest: null, waitingSince: stored, unsealed: null });
    await tendLog(after(7));
    expect(await readLogStatus(asRole('auditor'))).toMatchObject({ longest: 7, waitingSince: after(7)() }); // The key's entry is next.
    await tendLog(after(9));
    await growLog(2);
    await tendLog(after(50));
    expect(await readLogStatus(asRole('auditor'))).toMatchObject({ longest: 50, waitingSince: null });
  });

  test('takes an entry that is too long as digests, with what it says beside it', async () => {
    const long = 'x'.repeat(70_000);
    const seq = await transact(({ tx }) => append(tx, { action: 'demo.load', actor: system, object: { type: 'x', id: 'y' }, at: noon, after: { long, secret: withheld('s') } }));
    expect((await entriesFrom(seq))[0]?.after).toEqual({ salted_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { pool } = await connection();
    const beside = await pool.query<{ path: string; value: string }>('select path, value from log_disclosures where seq = $1 order by path', [seq]);
    expect(beside.rows.map((row) => row.path)).toEqual(['/after', '/after/secret']);
    expect(beside.rows[0]?.value).toContain(long);
    expect(await faultOf()).toBeNull();
  });

  test('refuses that tiles and heads are changed', async () => {
    const { pool } = await published();
    for (const statement of [`update log_tiles set hashes = ''`, `update log_tiles set hashes = overlay(hashes placing '\\x00' from 1)`, 'delete from log_tiles', `update log_heads set note = 'x'`, `update log_heads set root = ''`, 'delete from log_heads', 'truncate log_tiles', `delete from log_keys`]) {
      await expect(pool.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the signer refuses', () => {
  test('a restored older database, for as long as it is behind, and when it has grown past the note with other entries', async () => {
    await published();
    await asSuperuser('delete from log_entries where seq >= 400', 'delete from log_heads', 'delete from log_tiles', 'delete from log_keys');
    expect(await faultOf()).toBe('rolled_back');
    expect(await faultOf()).toBe('rolled_back');
    await growLog(500);
    expect(await faultOf()).toBe('forked');
    const { pool } = await connection();
    expect((await pool.query('select 1 from log_heads where note is not null')).rowCount).toBe(0);
    expect((await pool.query('select fault, detail from log_signer')).rows[0]).toMatchObject({ fault: 'forked', detail: expect.stringContaining('601') });
  });

  test('the same, not noticed by a signer that believes the database: the negative control', async () => {
    await published();
    await asSuperuser('delete from log_entries where seq >= 400', 'delete from log_heads', 'delete from log_tiles', 'delete from log_keys');
    await sequenceLog(clock);
    expect(await signLog({ clock, trustsDatabase: true })).toBe(400);
  });

  test('an empty database beside a note', async () => {
    await published();
    await emptied();
    expect(await faultOf()).toBe('rolled_back');
  });

  test.each([
    ['an entry taken away at the end', 'gap', 'delete from log_entries where seq = 600'],
    ['an entry taken away before it was sequenced', 'gap', `insert into log_entries select 700, '{}'`],
    ['an entry that is not canonical', 'leaf', `insert into log_entries select 601, '{"v":1, "seq":601}'`],
    ['an entry with another number', 'leaf', `insert into log_entries select 601, '{"seq":602,"v":1}'`],
    ['a tile made shorter, once the log grows', 'forked', `insert into log_entries select 601, '{"seq":601,"v":1}'; update log_tiles set hashes = substring(hashes from 33) where level = 0 and number = 2`],
    ['a tile taken away, once the log grows', 'forked', `insert into log_entries select 601, '{"seq":601,"v":1}'; delete from log_tiles where level = 0 and number = 2`],
    ['a root changed', 'forked', `update log_heads set root = sha256('x') where size = 601`],
  ] as const)('%s', async (_, fault, statement) => {
    await published();
    await asSuperuser(statement);
    expect(await faultOf()).toBe(fault);
    expect(await faultOf()).toBe(fault);
  });

  test('a leaf among those it looks at again that is no longer its entry’s', async () => {
    await published();
    await asSuperuser(`update log_entries set entry = replace(entry, '"after"', '"aftex"') where seq < 600`);
    await growLog(1);
    expect(await faultOf()).toBe('leaf');
  });

  test('a history written anew with tiles, heads and keys of its own', async () => {
    await published();
    await emptied();
    await growLog(700);
    await asSuperuser(`update log_entries set entry = replace(entry, '"kind":"system"', '"kind":"sysTem"') where seq = 5`);
    expect(await faultOf()).toBe('forked');
  });

  test('a lost note, a foreign note, a lost key', async () => {
    await published();
    const note = readFileSync(dataFile('log.note'));
    const key = readFileSync(dataFile('log.key'));
    rmSync(dataFile('log.note'));
    await growLog(1);
    expect(await faultOf()).toBe('note');
    writeFileSync(dataFile('log.note'), note.toString().replace(/\n\d+\n/, '\n600\n'));
    expect(await faultOf()).toBe('note');
    writeFileSync(dataFile('log.note'), note);
    rmSync(dataFile('log.key'));
    expect(await faultOf()).toBe('key');
    expect(existsSync(dataFile('log.key'))).toBe(false);
    writeFileSync(dataFile('log.key'), key);
    expect(await faultOf()).toBeNull();
  });

  test('and goes on by itself when what was there before is there again', async () => {
    await published();
    const { pool } = await connection();
    const taken = (await pool.query<{ entry: string }>('select entry from log_entries where seq = 600')).rows[0]?.entry ?? '';
    await asSuperuser('delete from log_entries where seq = 600');
    expect(await faultOf()).toBe('gap');
    await asSuperuser(['insert into log_entries (seq, entry) values (600, $1)', [taken]]);
    expect(await faultOf()).toBeNull();
  });
});

test('a note on disk whose head was not published when the process died is published at the next start, the same', async () => {
  const { head } = await published();
  await asSuperuser(['update log_heads set note = null, published_at = null where size = $1', [head.size]]);
  expect(await tendLog(clock)).toMatchObject({ published: head.size, fault: null });
  const { pool } = await connection();
  expect((await publishedHead(pool))?.note).toBe(head.note);
});

test('a person made by a command is in the tree at once', async () => {
  await createUser(system, { email: 'a@example.org', name: 'A', role: 'auditor' });
  await tendLog(clock);
  const { pool } = await connection();
  expect((await publishedHead(pool))?.size).toBe(1);
});
