import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { closeConnection } from '@/db/client';
import { sessions } from '@/db/schema';
import { useTestDatabase } from '@/db/testing/test-database';
import { writtenOnce } from '@/db/written-once';

useTestDatabase();

it('writes a statement once for a pool, fills in what is asked each time, and writes it anew for the next pool', async () => {
  let written = 0;
  const statement = writtenOnce((db) => {
    written += 1;
    return db.select({ instant: sql<string>`${sql.param(sql.placeholder('instant'), sessions.expiresAt)}::timestamptz at time zone 'UTC'`, n: sql<number>`${sql.placeholder('n')}::int` }).from(sql`(select 1) one`).prepare('written_once');
  });
  const ask = async (instant: Date, n: number) => (await statement()).execute({ instant, n });
  expect(await ask(new Date('2026-03-29T00:30:00.125Z'), 1)).toEqual([{ instant: '2026-03-29 00:30:00.125', n: 1 }]);
  expect(await ask(new Date('2026-10-25T01:30:00.250Z'), 2)).toEqual([{ instant: '2026-10-25 01:30:00.25', n: 2 }]);
  expect(written).toBe(1);
  await closeConnection();
  expect(await ask(new Date('2026-03-29T00:30:00Z'), 3)).toEqual([{ instant: '2026-03-29 00:30:00', n: 3 }]);
  expect(written).toBe(2);
});
