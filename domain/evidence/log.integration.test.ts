import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createUser } from '@/domain/access/commands/create-user';
import { canonicalize } from '@/domain/evidence/canonical';
import { append, withheld } from '@/domain/evidence/log';
import { connection, transact } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const admin = asRole('admin');
const person = (n: number) => ({ email: `person-${n}@example.org`, name: `Person ${n} “Ö”`, role: 'manager' });

test('twenty commands at once: entries are numbered densely, canonical, and each says its own number', async () => {
  const first = await nextSeq();
  await Promise.all(Array.from({ length: 20 }, (_, n) => createUser(admin, person(n))));
  const { pool } = await connection();
  const found = await pool.query<{ seq: string; entry: string }>('select seq, entry from log_entries where seq >= $1 order by seq', [first]);
  expect(found.rows.map((row) => Number(row.seq))).toEqual(Array.from({ length: 20 }, (_, n) => first + n));
  for (const { seq, entry } of found.rows) {
    expect(canonicalize(JSON.parse(entry))).toBe(entry);
    expect(JSON.parse(entry)).toMatchObject({ v: 1, seq: Number(seq), action: 'user.create', actor: { kind: 'user', id: admin.id } });
  }
});

test('a command that fails leaves neither a row nor a gap', async () => {
  const first = await nextSeq();
  await createUser(admin, person(100));
  await expect(createUser(admin, person(100))).rejects.toMatchObject({ code: 'conflict' });
  await expect(
    transact(async ({ tx }) => {
      await append(tx, { action: 'demo.load', actor: system, object: { type: 'x', id: 'y' }, at: new Date(), after: {} });
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  await createUser(admin, person(101));
  expect(await nextSeq()).toBe(first + 2);
});

test('the log refuses to be changed', async () => {
  await createUser(admin, person(200));
  const { pool } = await connection();
  for (const statement of [`update log_entries set entry = '{}'`, 'delete from log_entries', 'truncate log_entries', 'truncate log_entries cascade']) {
    await expect(pool.query(statement), statement).rejects.toThrow('append-only');
  }
});

test('free text is a salted digest in the log, and what it stands for lies beside it', async () => {
  const seq = await nextSeq();
  await createUser(admin, person(300));
  await transact(({ tx }) => append(tx, { action: 'demo.load', actor: system, object: { type: 'x', id: 'y' }, at: new Date(), before: { list: [withheld('a'), withheld('a')] }, after: { deep: { rest: withheld({ b: 1, a: 2 }) } } }));
  const { pool } = await connection();
  const entries = await pool.query<{ seq: string; entry: string }>('select seq, entry from log_entries where seq >= $1', [seq]);
  expect(entries.rows.map((row) => row.entry).join()).not.toMatch(/person-300|Person 300/);
  const disclosed = await pool.query<{ seq: string; path: string; salt: string; value: string }>('select * from log_disclosures where seq >= $1 order by seq, path', [seq]);
  expect(disclosed.rows.map(({ path, value }) => [path, value])).toEqual([
    ['/after/email', 'person-300@example.org'], ['/after/name', 'Person 300 “Ö”'], ['/after/deep/rest', '{"a":2,"b":1}'], ['/before/list/0', 'a'], ['/before/list/1', 'a'],
  ]);
  for (const { seq: own, path, salt, value } of disclosed.rows) {
    const entry: unknown = JSON.parse(entries.rows.find((row) => row.seq === own)?.entry ?? 'null');
    const found = path.split('/').slice(1).reduce<unknown>((node, key) => (node !== null && typeof node === 'object' ? Reflect.get(node, key) : undefined), entry);
    expect(salt).toMatch(/^[0-9a-f]{64}$/);
    expect(found).toEqual({ salted_sha256: createHash('sha256').update(Buffer.from(salt, 'hex')).update(value).digest('hex') });
  }
  expect(new Set(disclosed.rows.map((row) => row.salt)).size).toBe(disclosed.rows.length);
});
