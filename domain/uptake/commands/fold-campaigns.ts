import { fold, mostRows } from '@/domain/uptake/sql/fold';
import { connection, transact } from '@/db/client';

/** Open ledger rows that an importer without a worker beside it leaves to readers. */
const longLedger = 5_000;

/** Folds every campaign that has open rows of ledger or tallies; returns how many rows there were. No count changes by it, so it leaves no evidence. */
export async function foldCampaigns(): Promise<number> {
  const { pool } = await connection();
  const open = await pool.query<{ campaign_id: number }>('select campaign_id from ledger where not folded union select campaign_id from tally_moves where not folded');
  let rows = 0;
  for (const { campaign_id: id } of open.rows) {
    let folded: number;
    do {
      folded = await transact(({ client }) => fold(client, id));
      rows += folded;
    } while (folded >= mostRows);
  }
  return rows;
}

/** Folds a campaign whose open rows have become many, for an import in a process that nobody waits for. */
export async function foldWhenLong(campaignId: number): Promise<void> {
  const { pool } = await connection();
  const open = await pool.query<{ n: number }>('select count(*)::int as n from ledger where campaign_id = $1 and not folded', [campaignId]);
  if ((open.rows[0]?.n ?? 0) >= longLedger) await transact(({ client }) => fold(client, campaignId));
}
