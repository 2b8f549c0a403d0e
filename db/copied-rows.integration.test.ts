import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connection, transact } from '@/db/client';
import { copiedRows, rowsOf } from '@/db/copied-rows';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

test('columns come as the bytes they are: numbers, truths, texts, nothing, no bytes and a million of them', async () => {
  const { pool } = await connection();
  const rows = await copiedRows(pool, `select 7, true, 'dörte', null::text, ''::bytea, decode(repeat('00ff5c0a', 250000), 'hex') union all select -1, false, '', 'x', null, '\\x00'::bytea`);
  expect(rows.length).toBe(2);
  const [[seven, yes, name, none, empty, million] = [], [less, no, blank, x, missing, zero] = []] = rows;
  expect([seven?.readInt32BE(), yes?.[0], String(name), none, empty?.length]).toEqual([7, 1, 'dörte', null, 0]);
  expect(million?.equals(Buffer.from('00ff5c0a'.repeat(250_000), 'hex'))).toBe(true);
  expect([less?.readInt32BE(), no?.[0], String(blank), String(x), missing, zero?.equals(Buffer.from([0]))]).toEqual([-1, 0, '', 'x', null, true]);
  expect(await copiedRows(pool, 'select 1 where false')).toEqual([]);
});

test('a query that fails says why, and whoever asks next is answered', async () => {
  const { pool } = await connection();
  for (let i = 0; i < 12; i += 1) await expect(copiedRows(pool, 'select 1 / 0')).rejects.toThrow('division by zero');
  expect((await Promise.all(Array.from({ length: 20 }, (_, i) => copiedRows(pool, `select ${i}`)))).map(([row]) => row?.[0]?.readInt32BE())).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

test('a connection that is lost under it fails that answer and no other, and the process lives on', async () => {
  const { pool } = await connection();
  const lost = expect(copiedRows(pool, 'select pg_sleep(60)')).rejects.toThrow();
  const end = async () => (await pool.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'copy (select pg_sleep%'")).rowCount ?? 0;
  while ((await end()) === 0) await pause(20);
  await lost;
  expect((await copiedRows(pool, 'select 3'))[0]?.[0]?.readInt32BE()).toBe(3);
});

test('inside a transaction it sees what the transaction did', async () => {
  await transact(async ({ client }) => {
    await client.query('create temporary table seen on commit drop as select 5 as n');
    expect((await copiedRows(client, 'select n from seen'))[0]?.[0]?.readInt32BE()).toBe(5);
  });
});

test('what ends too early is refused', async () => {
  const whole = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8), Buffer.from([0, 1, 0, 0, 0, 2, 1, 2, 255, 255])]);
  expect(rowsOf(whole)).toEqual([[Buffer.from([1, 2])]]);
  expect(() => rowsOf(whole.subarray(0, -2))).toThrow(RangeError);
});
