import type pg from 'pg';
import { type Clock, systemClock } from '@/domain/clock';
import { packVersion } from '@/domain/findings/pack';
import { rejudge } from '@/domain/findings/sql/rejudge';
import { lockFindings } from '@/domain/findings/sql/store';
import { type TouchingEntry, touchedBy } from '@/domain/findings/touched';
import { connection, transact } from '@/db/client';

type Standing = { through: number; everythingAt: Date; pack: string } | undefined;
const day = (at: Date) => at.toISOString().slice(0, 10);

/**
 * Judges what has come into the log since the last time, such as batches, and everything once a day (UTC), since dates pass, and whenever the
 * pack is another. The log is the queue: its entries name the objects, in the order of their commits. Returns whether there was anything to do.
 */
export async function catchUp(clock: Clock = systemClock): Promise<boolean> {
  const { pool } = await connection();
  if (!(await isBehind(pool, clock()))) return false;
  return transact(async ({ client }) => {
    await lockFindings(client);
    const now = clock();
    const standing = await standingOf(client);
    const head = await headOf(client);
    if (standing && head <= standing.through && !isDue(standing, now)) return false;
    const everything = !standing || isDue(standing, now);
    await rejudge(client, everything ? null : touchedBy(await entriesAfter(client, standing.through, head)), now);
    await noteJudged(client, { through: head, everythingAt: everything ? now : standing.everythingAt });
    return true;
  });
}

const isDue = ({ everythingAt, pack }: NonNullable<Standing>, now: Date) => day(everythingAt) < day(now) || pack !== packVersion;

async function isBehind(pool: pg.Pool, now: Date): Promise<boolean> {
  const client = await pool.connect();
  try {
    const standing = await standingOf(client);
    return !standing || isDue(standing, now) || (await headOf(client)) > standing.through;
  } finally {
    client.release();
  }
}

async function standingOf(client: pg.ClientBase): Promise<Standing> {
  const found = await client.query<{ through: string; everythingAt: Date; pack: string }>(`select through, everything_at as "everythingAt", pack from judgements where id = 1`);
  const row = found.rows[0];
  return row && { ...row, through: Number(row.through) };
}

/** The number of the last entry of the log, -1 while it is empty. */
async function headOf(client: pg.ClientBase): Promise<number> {
  const found = await client.query<{ head: string }>('select coalesce(max(seq), -1) as head from log_entries');
  return Number(found.rows[0]?.head ?? -1);
}

async function entriesAfter(client: pg.ClientBase, through: number, head: number): Promise<TouchingEntry[]> {
  const found = await client.query<{ entry: string }>('select entry from log_entries where seq > $1 and seq <= $2 order by seq', [through, head]);
  return found.rows.map(({ entry }): TouchingEntry => JSON.parse(entry));
}

/** Notes how far judging has come, in the caller's transaction. */
export async function noteJudged(client: pg.ClientBase, { through, everythingAt }: { through: number; everythingAt: Date }): Promise<void> {
  await client.query(
    `insert into judgements (id, through, everything_at, pack) values (1, $1, $2, $3)
     on conflict (id) do update set through = excluded.through, everything_at = excluded.everything_at, pack = excluded.pack`,
    [through, everythingAt, packVersion],
  );
}
