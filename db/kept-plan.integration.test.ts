import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { findingsOn } from '@/domain/findings/queries';
import { connection } from '@/db/client';
import { kept, keptStatement } from '@/db/kept-plan';
import { onClient } from '@/db/on-client';
import { system } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const plans = `select statement from pg_prepared_statements order by prepare_time`;

it('keeps one plan for a text on a connection, whatever the values', async () => {
  const { pool } = await connection();
  await onClient(pool, async (client) => {
    for (const n of [1, 2, 3]) expect((await client.query(kept('select $1::int + 1 as next', [n]))).rows).toEqual([{ next: n + 1 }]);
    expect((await client.query(plans)).rows.filter(({ statement }) => String(statement).includes('as next'))).toHaveLength(1);
  });
});

it('leaves days and instants as they are written, as drizzle does', async () => {
  const { pool, db } = await connection();
  const statement = (day: unknown, n: unknown) => sql`select ${day}::date as day, ${'2026-03-29T00:30:00.123456Z'}::timestamptz as instant, ${n}::int as n`;
  const asked = keptStatement<'day' | 'n'>(() => statement(sql.placeholder('day'), sql.placeholder('n')));
  for (const [day, n] of [['2026-03-29', 7], ['2024-02-29', 8]]) expect((await pool.query(asked({ day, n }))).rows).toEqual((await db.execute(statement(day, n))).rows);
});

it('goes on to answer when a later release adds a column, since it names those it wants', async () => {
  const { pool } = await connection();
  const star = () => pool.query(kept('select * from findings where id = $1', ['x']));
  const ask = () => findingsOn(system, { object: 'purpose', id: 'x' }, 8);
  // One connection for both times: the plans live in it.
  const before = [await ask(), (await star()).rows];
  await pool.query('alter table findings add column later text');
  expect(await ask()).toEqual(before[0]);
  await expect(star()).rejects.toThrow('cached plan must not change result type');
});
